"""How long rows are at the most: in steps from narrow to wide, in cells."""

from __future__ import annotations

MEASURE = 80
"""The longest row of text, in cells, as long as nothing else was asked for: forty full-width characters."""

STEP = 8
LEAST, MOST = 32, 160

WHOLE = 0
"""As long as the pane allows."""


def stepped(measure: int, way: int, room: int) -> int:
    """The measure one step narrower (-1) or wider (1), where the pane has `room` cells for text."""
    now = min(measure or MOST, max(room, LEAST))
    return min(max((now // STEP + way) * STEP if way > 0 else -(-now // STEP) * STEP - STEP, LEAST), MOST)


def told(measure: int) -> str:
    """A measure in words."""
    return "整栏宽 the whole width" if measure == WHOLE else f"每行 {measure // 2} 字 {measure} cells"
