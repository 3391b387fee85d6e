"""The tables as SVG pictures: shares as bars, pairs of tags as a heat map, places of tags along their documents.

Each picture stands by itself, in the colours of a light page; where it is set into a page, the page's style may give
its classes others. All words are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tui.counting.tables import Share, Speech, Together, Track
from tui.layout.cells import cut
from tui.visible import visible_line

WIDTH = 760
_ROW = 22
_NAMES = 190
"""Units that names get at the left; a cell is some 7 wide."""
_NAME_CELLS = 25
_NUMBERS = 150

_BAR, _OTHER, _FAINT, _INK = "#2f6fb2", "#8fb4da", "#e3e6ea", "#1c1f23"


_NO_SIGNS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
"""What no page may hold although text can."""


def words(text: str | None) -> str:
    """A text as it may stand in the page: nothing in it is markup, and nothing is hidden."""
    return escape(_shown(text, "未注明 nobody named"))


def _shown(text: str | None, nobody: str) -> str:
    return visible_line(text or nobody).translate(_NO_SIGNS)


def shares(speakers: Sequence[Share]) -> str:
    """A bar for each speaker."""
    room = WIDTH - _NAMES - _NUMBERS
    rows = []
    for at, share in enumerate(speakers):
        y = at * _ROW
        told = f"{share.share:.1%}, {share.characters:,} 字"
        rows.append(
            f"<g><title>{words(share.speaker)}: {told}</title>{_name(share.speaker, y)}"
            f'<rect class="faint" x="{_NAMES}" y="{y + 3}" width="{room}" height="16" fill="{_FAINT}"/>'
            f'<rect class="bar" x="{_NAMES}" y="{y + 3}" width="{share.share * room:.1f}" height="16" fill="{_BAR}"/>'
            f"{_text(f'{share.share:.1%}', WIDTH - 85, y + 16, anchor='end')}"
            f"{_text(f'{share.characters:,} 字', WIDTH, y + 16, anchor='end')}</g>"
        )
    return _picture("发言占比 speaking share", len(speakers) * _ROW, rows)


def stacked(documents: Sequence[Speech]) -> str:
    """A bar for each document, parted by who says how much of it, who says most first."""
    room = WIDTH - _NAMES
    rows = []
    for at, speech in enumerate(documents):
        y, x = at * _ROW, float(_NAMES)
        parts = []
        for number, share in enumerate(speech.speakers):
            wide = share.share * room
            look, colour = (("bar", _BAR), ("other", _OTHER))[number % 2]
            told = f"{share.share:.0%}"
            name = cut(_shown(share.speaker, "未注明"), max(0, int(wide / 7) - len(told) - 2))
            inside = f"{name} {told}" if name.strip("…") else told if wide > 34 else ""
            parts.append(
                f"<g><title>{words(share.speaker)}: {share.share:.1%}, {share.characters:,} 字</title>"
                f'<rect class="{look}" x="{x:.1f}" y="{y + 3}" width="{max(0.0, wide - 1):.1f}" height="16" '
                f'fill="{colour}"/>{_text(inside, x + 4, y + 15, look=f"on-{look}", size=11) if inside else ""}</g>'
            )
            x += wide
        rows.append(_name(speech.path, y) + "".join(parts))
    return _picture("各文档的发言占比 speaking share by document", len(documents) * _ROW, rows)


def heat(together: Together, most: int = 24) -> str:
    """How often each two of the most frequent tags meet; on the diagonal, how many units have the tag."""
    tags = together.tags[:most]
    meet = {(pair.one, pair.other): pair.count for pair in together.pairs}
    meet |= {(other, one): count for (one, other), count in meet.items()}
    size = min(44.0, (WIDTH - _NAMES) / max(1, len(tags)))
    shown = {tag for tag, _ in tags}
    highest = max((count for pair, count in meet.items() if shown.issuperset(pair)), default=1)
    rows, top = [], 24
    for y, (one, own) in enumerate(tags):
        rows.append(_text(str(y + 1), _NAMES + (y + 0.5) * size, 16, anchor="middle", size=11))
        rows.append(_name(f"{y + 1} #{one}", top + y * size + (size - _ROW) / 2))
        for x, (other, _) in enumerate(tags):
            count = own if x == y else meet.get((one, other), 0)
            left, down = _NAMES + x * size, top + y * size
            look, colour = ("faint", _FAINT) if x == y or not count else ("bar", _BAR)
            strength = 1.0 if look == "faint" else 0.1 + 0.55 * count / highest
            told = f"#{one}" if x == y else f"#{one} + #{other}"
            rows.append(
                f"<g><title>{words(told)}: {count:,}</title>"
                f'<rect class="{look}" x="{left:.1f}" y="{down:.1f}" width="{size - 1:.1f}" height="{size - 1:.1f}" '
                f'fill="{colour}" fill-opacity="{strength:.2f}"/>'
                + (_number(count, left + size / 2, down + size / 2 + 4, size) if count else "")
                + "</g>"
            )
    return _picture(f"共现 together: {together.unit.value}", int(top + len(tags) * size), rows)


def tracks(its: Sequence[Track]) -> str:
    """A line for each tag of a document, from its beginning to its end, with a stroke where a highlight begins."""
    room = WIDTH - _NAMES - 50
    rows = []
    for at, track in enumerate(its):
        y = at * _ROW
        strokes = "".join(
            f'<rect class="bar" x="{_NAMES + place * (room - 3):.1f}" y="{y + 4}" width="3" height="14" '
            f'fill="{_BAR}" fill-opacity="0.75"/>'
            for place in track.places
        )
        rows.append(
            f"<g><title>{words('#' + track.tag)}: {len(track.places):,}</title>{_name('#' + track.tag, y)}"
            f'<rect class="faint" x="{_NAMES}" y="{y + 10}" width="{room}" height="2" fill="{_FAINT}"/>{strokes}'
            f"{_text(f'{len(track.places):,}', WIDTH, y + 16, anchor='end')}</g>"
        )
    return _picture("位置 places", len(its) * _ROW, rows)


def _number(count: int, x: float, y: float, size: float) -> str:
    return _text(f"{count}", x, y, anchor="middle", size=11 if size > 26 else 8)


def _name(name: str | None, y: float) -> str:
    return _text(cut(_shown(name, "未注明 nobody named"), _NAME_CELLS), 0, y + 16)


def _text(text: str, x: float, y: float, *, anchor: str = "start", look: str = "ink", size: int = 13) -> str:
    colour = {"ink": _INK, "on-bar": "#ffffff"}.get(look, _INK)
    return (
        f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">'
        f"{escape(text)}</text>"
    )


def _picture(title: str, height: int, rows: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {max(1, height)}" '
        f'width="{WIDTH}" height="{max(1, height)}" font-family="sans-serif" role="img"><title>{escape(title)}</title>'
        + "\n".join(rows)
        + "</svg>"
    )
