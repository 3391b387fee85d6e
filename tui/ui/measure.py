"""How long rows are at the most, in steps from narrow to wide, and which columns a screen has room for; in cells."""

from __future__ import annotations

MEASURE = 80
"""The longest row of text, in cells, as long as nothing else was asked for: forty full-width characters."""

NARROW, WIDE = 100, 130
"""Columns of the screen from which on tags are shown at the right, and documents at the left."""

STEP = 8
LEAST, MOST = 32, 400

WHOLE = 0
"""As long as the pane allows."""


def stepped(width: int, way: int) -> int:
    """The measure one step narrower (-1) or wider (1) than rows of `width` cells."""
    step = (width // STEP + 1) * STEP if way > 0 else -(-width // STEP) * STEP - STEP
    return min(max(step, LEAST), MOST)


def told(measure: int) -> str:
    """A measure in words."""
    return "整栏宽 as wide as the pane" if measure == WHOLE else f"每行最多 {measure // 2} 字 {measure} cells to a row"
