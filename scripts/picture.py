"""A picture of the running app, exact to the cell: every character is placed on the terminal's grid.

Textual's own SVG leaves the placing to the font, which draws Chinese text too narrow or too wide.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import App

CELL, LINE, SIZE, LATIN = 8.0, 20.0, 15.6, 13.2
PAD = 14.0
NARROW = "'DejaVu Sans Mono',Menlo,Consolas,monospace"
WIDE = "'Noto Sans Mono CJK SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


def svg(app: App[object], title: str) -> str:
    """What `app` shows now, as an SVG document."""
    from tui.layout.cells import widths

    strips = app.screen._compositor.render_strips()
    columns, rows = app.size
    grounds: list[str] = []
    texts: list[str] = []
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            if segment.control:
                continue
            each = widths(segment.text)
            cells = sum(each)
            ink, ground, weight, underline = _look(segment.style)
            at, top = PAD + x * CELL, PAD + 22 + y * LINE
            if ground:
                grounds.append(
                    f'<rect x="{at:.1f}" y="{top:.1f}" width="{cells * CELL + 0.3:.1f}" height="{LINE + 0.3:.1f}"'
                    f' fill="{ground}"/>'
                )
            if segment.text.strip():
                texts.append(_text(segment.text, each, at, top + SIZE + 0.5, ink, weight))
            if underline and segment.text.strip():
                grounds.append(
                    f'<rect x="{at:.1f}" y="{top + LINE - 2:.1f}" width="{cells * CELL:.1f}" height="1.2"'
                    f' fill="{ink}"/>'
                )
            x += cells
    width, height = columns * CELL + 2 * PAD, rows * LINE + 2 * PAD + 22
    dots = "".join(
        f'<circle cx="{PAD + 6 + i * 18}" cy="16" r="5.5" fill="{c}"/>'
        for i, c in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-family="{NARROW}"'
        f' font-size="{LATIN}" xml:space="preserve">'
        f"<style>.w{{font-family:{WIDE};font-size:{SIZE}px}}</style>"
        f'<rect width="100%" height="100%" rx="9" fill="#2b2b2b"/>{dots}'
        f'<text x="{width / 2:.0f}" y="21" text-anchor="middle" fill="#bbb" font-size="13">{html.escape(title)}</text>'
        f"{''.join(grounds)}{''.join(texts)}</svg>\n"
    )


def _text(text: str, each: list[int], x: float, y: float, ink: str, weight: str) -> str:
    """The characters, wide ones placed one by one, runs of narrow ones as words (not every renderer knows x lists)."""
    pieces: list[str] = []
    run, begun = "", x
    for char, width in zip(text + " ", [*each, 1], strict=True):
        if run and (char == " " or width > 1):
            pieces.append(f'<tspan x="{begun:.1f}">{html.escape(run)}</tspan>')
            run = ""
        if width > 1:
            pieces.append(f'<tspan class="w" x="{x:.1f}">{html.escape(char)}</tspan>')
        elif char != " ":
            begun = begun if run else x
            run += char
        x += width * CELL
    return f'<text y="{y:.1f}" fill="{ink}"{weight}>{"".join(pieces)}</text>'


def _look(style: Style | None) -> tuple[str, str, str, bool]:
    if style is None:
        return "#e0e0e0", "", "", False
    ink = style.color.get_truecolor().hex if style.color else "#e0e0e0"
    ground = style.bgcolor.get_truecolor().hex if style.bgcolor else ""
    if style.reverse:
        ink, ground = ground or "#121212", ink
    return ink, ground, ' font-weight="bold"' if style.bold else "", bool(style.underline)
