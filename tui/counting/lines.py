"""The tables as lines of a terminal: bars, sparklines and columns in cells, made line by line as they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple, TypeAlias

from tui.counting.tables import Count, Numbers, Share, Speech, TagCount, Track, Unit, histogram
from tui.layout.cells import cell_len, fit, is_wide, on_screen
from tui.transcript.model import clock

NOBODY = "（未注明 nobody named）"
_NAMES = 30
"""Cells that names get at most."""
_BAR = 40
_EIGHTHS = "▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"
_PLAIN_LEVELS = ".:-=+*%#"
"""Where block signs may take two cells."""


class Table(StrEnum):
    """What can be asked for alone."""

    SPEAKER = "speaker"
    DOCUMENT = "document"
    TAG = "tag"
    PAIR = "pair"
    PLACE = "place"


class Run(NamedTuple):
    """Some text of a line, with a look: `plain`, `quiet`, `strong`, `accent`."""

    text: str
    look: str = "plain"


Runs: TypeAlias = tuple[Run, ...]
Line: TypeAlias = Callable[[int], Runs]
"""Gives the line for so many cells."""


def bar(fraction: float, cells: int) -> str:
    """A bar of exactly so many cells, filled to an eighth of a cell; what is there at all is seen."""
    fraction = min(max(fraction, 0.0), 1.0)
    if is_wide():
        return ("#" * max(round(fraction * cells), fraction > 0)).ljust(cells)
    eighths = max(round(fraction * cells * 8), fraction > 0)
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_EIGHTHS[rest - 1] if rest else "")).ljust(cells)


def spark(counts: Sequence[int]) -> str:
    """A sign of one cell for each count, higher for more; a blank for none."""
    levels = _PLAIN_LEVELS if is_wide() else _LEVELS
    most = max(counts, default=0)
    return "".join(levels[-(-count * len(levels) // most) - 1] if count else " " for count in counts)


class Sheet(NamedTuple):
    """Tables, one below the other."""

    lines: list[Line]
    heads: list[int]
    """The lines that the tables begin with."""


def sheet(numbers: Numbers, tables: Iterable[Table] = Table) -> Sheet:
    """The totals and these tables, in this order."""
    made, heads = _totals(numbers), []
    for table in tables:
        made.append(_blank)
        heads.append(len(made))
        made += _TABLES[table](numbers)
    return Sheet(made, heads)


def _blank(width: int) -> Runs:
    return ()


def _say(*runs: Run) -> Line:
    return lambda width: runs


def _totals(numbers: Numbers) -> list[Line]:
    totals = numbers.totals
    told = [
        (totals.documents, "文档 documents"),
        (totals.speakers, "发言人 speakers"),
        (totals.turns, "轮 turns"),
        (totals.characters, "字 characters"),
        (totals.highlights, "批注 highlights"),
        (totals.tags, "标签 tags"),
    ]
    runs = [run for count, name in told for run in (Run(f"{count:,}", "strong"), Run(f" {name}   ", "quiet"))]
    time = (Run(f"时长 time {clock(totals.ms)}   ", "quiet"),) if totals.ms is not None else ()
    density = Run(f"每千字 per 1,000: {totals.density:.2f}   有标签 tagged: {totals.tagged:,}", "quiet")
    made = [_say(*runs[:6]), _say(*runs[6:]), _say(*time, density)]
    return [*made, *(_say(Run(f"⚠ 未能读 not read: {path}", "accent")) for path in numbers.unread)]


def _head(title: str, columns: Sequence[str], before: Callable[[int], int]) -> Line:
    """A title with the names of the columns, which stand behind so many cells as `before` says for a width."""

    def line(width: int) -> Runs:
        right = "".join(columns)
        room = min(width - cell_len(right), before(width))
        return Run(fit(title, max(cell_len(title), room)), "accent"), Run(right, "quiet")

    return line


def _with_bar(cells: int, width: int) -> int:
    """The cells that names and bars take where the width allows."""
    return cell_len(_name("", cells, width)) + _BAR


def _named(names: Iterable[str | None]) -> int:
    """The cells for a column of names."""
    return min(_NAMES, max((cell_len(on_screen(name or NOBODY)) for name in names), default=0))


def _column(text: object, cells: int) -> str:
    return fit(str(text), cells, right=True)


def _name(name: str | None, cells: int, width: int, indent: int = 0) -> str:
    room = max(4, min(indent + cells, width // 3) - indent)
    return " " * indent + fit(on_screen(name or NOBODY), room) + " "


def _row(left: Run, fraction: float, right: str, width: int) -> Runs:
    """A name, a bar where there is room for it, and numbers at the right edge of at most `width`."""
    room = min(_BAR, width - cell_len(left.text) - cell_len(right))
    return left, Run(bar(fraction, room) if room > 3 else " " * max(0, room), "strong"), Run(right)


_SHARES = tuple(_column(title, cells) for title, cells in (("占比", 7), ("字", 9), ("轮", 7), ("时长", 9), ("批注", 7)))


def _shares(share: Share, name_cells: int, indent: int, width: int) -> Runs:
    time = clock(share.ms) if share.ms is not None else "-"
    right = f"{share.share:>7.1%}{share.characters:>9,}{share.turns:>7,}{time:>9}{share.highlights:>7,}"
    return _row(Run(_name(share.speaker, name_cells, width, indent)), share.share, right, width)


def _speaker_cells(numbers: Numbers) -> int:
    return min(_NAMES, 2 + _named(share.speaker for share in numbers.speakers))


def _speakers(numbers: Numbers) -> list[Line]:
    cells = _speaker_cells(numbers)
    head = _head("发言人 Speakers", _SHARES, partial(_with_bar, cells))
    return [head, *(partial(_shares, share, cells, 0) for share in numbers.speakers)]


def _documents(numbers: Numbers) -> list[Line]:
    cells = _speaker_cells(numbers)
    made = [_head("文档 Documents", _SHARES, partial(_with_bar, cells))]
    for speech in numbers.documents:
        made.append(partial(_document, speech, cells))
        made += [partial(_shares, share, cells - 2, 2) for share in speech.speakers]
    return made


def _document(speech: Speech, cells: int, width: int) -> Runs:
    time = clock(speech.ms) if speech.ms is not None else "-"
    right = f"{speech.characters:>9,}{speech.turns:>7,}{time:>9}{speech.highlights:>7,}"
    room = min(width - cell_len(right), _with_bar(cells, width) + cell_len(_SHARES[0]))
    return Run(fit(on_screen(speech.path), max(8, room)), "strong"), Run(right, "quiet")


_COUNTS = (_column("批注", 7), _column("每千字", 9))


def _tags(numbers: Numbers) -> list[Line]:
    most = max((tag.highlights for tag in numbers.tags), default=1)
    rows = [row for tag in numbers.tags for row in _counts(tag)]
    cells = _named("  " * depth + name for depth, name, _ in rows)
    made: list[Line] = [_head("标签 Tags", _COUNTS, partial(_with_bar, cells))]
    made += [partial(_count, name, count, most, cells, 2 * depth) for depth, name, count in rows]
    return made if rows else [*made, _say(Run("没有标签 no tag was put on", "quiet"))]


def _counts(tag: TagCount) -> Iterable[tuple[int, str, Count]]:
    """The tag, each document and each speaker, with how far to the right they stand."""
    yield 0, f"#{tag.tag}", Count(None, tag.highlights, tag.density)
    for document in tag.documents:
        yield 1, document.name or "", document
    for speaker in tag.speakers:
        yield 1, f"@{speaker.name}" if speaker.name else NOBODY, speaker


def _count(name: str, count: Count, most: int, cells: int, indent: int, width: int) -> Runs:
    right = f"{count.highlights:>7,}{count.density:>9.2f}"
    left = Run(_name(name, cells - indent, width, indent), "plain" if indent else "strong")
    return _row(left, count.highlights / most, right, width)


_UNITS = {Unit.HIGHLIGHT: "同批注", Unit.TURN: "同轮", Unit.DOCUMENT: "同文档"}


def _pairs(numbers: Numbers) -> list[Line]:
    found: dict[tuple[str, str], dict[Unit, int]] = {}
    for together in numbers.together:
        for pair in together.pairs:
            found.setdefault((pair.one, pair.other), {})[together.unit] = pair.count
    order = sorted(found.items(), key=lambda item: ([-item[1].get(unit, 0) for unit in Unit], item[0]))
    cells = min(_NAMES, _named(f"#{name}" for pair in found for name in pair))

    columns = [_column(_UNITS[unit], 8) for unit in Unit]
    head = _head("共现 Together", columns, lambda width: 2 * cell_len(_name("", cells, width)))

    def row(one: str, other: str, counts: dict[Unit, int], width: int) -> Runs:
        names = "".join(_name(f"#{name}", cells, width) for name in (one, other))
        return Run(names), Run("".join(f"{counts.get(unit, 0):>8,}" for unit in Unit), "strong")

    rows: list[Line] = [partial(row, *pair, counts) for pair, counts in order]
    return [head, *(rows or [_say(Run("没有两个标签同现 no two tags meet", "quiet"))])]


def _places(numbers: Numbers) -> list[Line]:
    cells = _named(f"  #{track.tag}" for track in numbers.tracks)
    made: list[Line] = [_say(Run("位置 Places", "accent"), Run("  首 start ▸ 末 end", "quiet"))]
    path = ""
    for track in numbers.tracks:
        if track.path != path:
            path = track.path
            made.append(_say(Run(on_screen(path), "strong")))
        made.append(partial(_track, track, cells))
    return made if numbers.tracks else [*made, _say(Run("没有标签 no tag was put on", "quiet"))]


def _track(track: Track, cells: int, width: int) -> Runs:
    name = _name(f"#{track.tag}", cells - 2, width, 2)
    right = f"{len(track.places):>5,}"
    room = min(2 * _BAR, width - cell_len(name) - cell_len(right) - 2)
    edge = "|" if is_wide() else "▕▏"
    line = spark(histogram(track.places, max(1, room)))
    return Run(name), Run(edge[0], "quiet"), Run(line, "strong"), Run(edge[-1], "quiet"), Run(right)


_TABLES: dict[Table, Callable[[Numbers], list[Line]]] = {
    Table.SPEAKER: _speakers,
    Table.DOCUMENT: _documents,
    Table.TAG: _tags,
    Table.PAIR: _pairs,
    Table.PLACE: _places,
}
