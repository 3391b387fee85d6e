"""The rows of the quotes board: the heading of a group, and a quote with who, where, tags, what is around it, note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tui.annotations.ids import local
from tui.annotations.model import Quote
from tui.export.excerpt import STANDING, Excerpt
from tui.layout.cells import cut, on_screen
from tui.layout.wrap import wrap
from tui.transcript.model import clock
from tui.ui.desk import Desk
from tui.ui.grouping import Group, Grouping
from tui.ui.widgets.rows import ListRow, Piece

_WIDEST = 100
"""Cells that a quote is wrapped to, at the most."""

_MARGIN = 6
"""Cells that are not of the quote: the tick, the star or stripe, the scroll column."""

_FEW, _MANY = 6, 60
"""Rows that a quote takes at the most: with its sentence; with its turn, or question and answer."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is shown of a quote besides what is known of it."""

    line: int | None
    """Of the source, counted from 1; None without a transcript."""
    before: str
    after: str
    is_long: bool = False
    """Whether it was asked for more than the sentence."""


def title_row(count: str, ticked: int, filter_: str, ways: Sequence[str], *, is_open: bool, is_wide: bool) -> ListRow:
    """The title: how many quotes, how many are ticked, of which filter, and in which ways they are shown."""
    span = "  v 勾到这里 ticks to here" if is_open else ""
    right = " · ".join(way if is_wide else way.partition(" ")[0] for way in ways)
    left = (
        Piece(" 摘录 Quotes ", "strong"),
        Piece(count, "accent"),
        Piece(f"  ✓{ticked:,}{span}" if ticked or span else "", "strong"),
        Piece(f"  {filter_}", "quiet"),
    )
    return ListRow(left, (Piece(f" {right} ", "quiet"),))


def empty_rows(filter_: str, *, is_read: bool) -> list[ListRow]:
    """What is shown where no quote is, with what to do; `filter_` is empty if there is none."""
    if not is_read:
        return [ListRow((Piece(" …", "quiet"),))]
    hint = (
        f"f 改筛选 changes the filter: {filter_}" if filter_ else "Esc 返回 back: m 划线 marks, t 标签 tags as you read"
    )
    told = ListRow(
        (Piece(" 没有摘录 no quote passes the filter" if filter_ else " 还没有摘录 no quotes yet", "strong"),)
    )
    return [told, ListRow(()), ListRow((Piece(f" {hint}", "quiet"),))]


def further_rows(key: str) -> list[ListRow]:
    """What stands below quotes that are not all."""
    return [ListRow(()), ListRow((Piece("   … 还有 more: Enter 再读 reads on", "accent"),), key=key)]


def group_rows(group: Group, *, is_first: bool) -> list[ListRow]:
    """The heading of a group, with how many quotes it has."""
    heading = ListRow((Piece(f" {group.title} ", "accent"), Piece(f"{len(group.quotes):,}", "quiet")))
    return [heading] if is_first else [ListRow(()), heading]


def quote_rows(
    quote: Quote,
    passage: Passage | None,
    desk: Desk,
    width: int,
    key: str,
    grouping: Grouping,
    *,
    is_ticked: bool,
    is_signed: bool,
) -> list[ListRow]:
    """A quote in a list of `width` cells, as one item `key`; without a passage, its words alone.

    `is_signed`: who made the highlight is told.
    """
    highlight = quote.highlight
    colour = desk.colour_of(quote.tags[0]) if quote.tags else "untagged"
    head = [Piece(f" {'✓' if is_ticked else ' '} {'★' if highlight.starred else ' '} ", "accent")]
    if quote.anchor.speaker and grouping is not Grouping.SPEAKER:
        head.append(Piece(f"{quote.anchor.speaker}  ", "strong"))
    if grouping is not Grouping.DOCUMENT:
        head.append(Piece(f"{quote.document.path}  ", "quiet"))
    if place := _place(quote, passage):
        head.append(Piece(f"{place}  ", "quiet"))
    for path in quote.tags:
        head.append(Piece(f"#{path} ", f"ink:{desk.colour_of(path)}"))
    end = f" {cut(on_screen(highlight.author), width // 5)} " if is_signed and highlight.author else ""
    end += f" {local(highlight.created)[11:16]} " if grouping is Grouping.DATE else ""
    rows = [ListRow(()), ListRow(tuple(head), (Piece(end, "quiet"),) if end else (), key=key)]
    rows += _passage(quote, passage, colour, max(20, min(width - _MARGIN, _WIDEST)), key)
    if standing := STANDING.get(highlight.state, ""):
        rows.append(ListRow((Piece("     ⚠ ", "accent"), Piece(standing, "quiet")), key=key))
    if highlight.note:
        first, *more = highlight.note.strip().split("\n")
        rows.append(ListRow((Piece("     ✎ ", f"ink:{colour}"), Piece(first + " …" * bool(more), "quiet")), key=key))
    return rows


def _place(quote: Quote, passage: Passage | None) -> str:
    if quote.anchor.start_ms is not None:
        return clock(quote.anchor.start_ms)
    return f"第 {passage.line} 行" if passage is not None and passage.line is not None else ""


def _passage(quote: Quote, around: Passage | None, colour: str, width: int, key: str) -> list[ListRow]:
    before, after = (around.before, around.after) if around is not None else ("", "")
    if around is not None and around.is_long:
        return _framed(before, quote.anchor.quote, after, colour, width, key, _MANY)
    return _framed(before, quote.anchor.quote.replace("\n", " "), after, colour, width, key, _FEW)


def passage(excerpt: Excerpt, colour: str, width: int, key: str, longest: int) -> list[ListRow]:
    """An excerpt within what stands around it, wrapped, in at most `longest` rows; its words are tinted."""
    # What stands around comes without the blanks at its ends.
    before = excerpt.before + (" " if excerpt.before and excerpt.prefix[-1:].isspace() else "")
    after = (" " if excerpt.after and excerpt.suffix[:1].isspace() else "") + excerpt.after
    before, words, after = (text.replace("\n", " ") for text in (before, excerpt.quote, after))
    return _framed(before, words, after, colour, width, key, longest)


def _framed(before: str, words: str, after: str, colour: str, width: int, key: str, most: int) -> list[ListRow]:
    before, after = before[-most * width :], after[: most * width]
    text = before + words[: most * width] + after
    borders = (len(before), len(before) + len(words))
    rows: list[ListRow] = []
    first = 0
    for start, end in _rows_of(text, width - 5):
        a, b = (min(max(at, start), end) for at in borders)
        pieces = (
            Piece("   ▎ " if a < b else "     ", f"ink:{colour}"),
            Piece(text[start:a], "quiet"),
            Piece(text[a:b], f"tint:{colour}"),
            Piece(text[b:end], "quiet"),
        )
        if start <= borders[0]:
            first = len(rows)
        rows.append(ListRow(tuple(piece for piece in pieces if piece.text), key=key))
    if len(rows) > most:
        lead = max(0, min(first - most // 6, len(rows) - most))
        is_cut = lead + most < len(rows)
        rows = rows[lead : lead + most]
        if is_cut:
            rows[-1] = rows[-1]._replace(left=(*rows[-1].left, Piece(" …", "quiet")))
    return rows


def _rows_of(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where the rows of a text of several lines begin and end."""
    at = 0
    for line in text.split("\n"):
        yield from ((at + start, at + end) for start, end in pairwise([0, *wrap(line, width), len(line)]))
        at += len(line) + 1
