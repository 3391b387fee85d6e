"""What the status line says while nothing has just been said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tui.annotations.model import AWAY, AnchorState
from tui.layout.cells import cell_len, cut, on_screen
from tui.library import Found
from tui.transcript.model import Edit, Transcript, clock
from tui.transcript.stretch import spoken_between
from tui.ui.desk import Desk
from tui.ui.widgets.pane import KINDS, Pane
from tui.ui.widgets.rows import Piece

_COUNTED = 10_000
"""Characters of a selection that are counted exactly at every key."""

_LONGEST = 40
"""Cells of the source that an edit is told with."""


def pieces(pane: Pane, desk: Desk, room: int, *, folded: bool) -> list[Piece]:
    """The selection, the search and the edit under the caret, what folds there, the highlight there if the sidebar is
    folded away, the filter, or the keys of the recent tags: the first of these that there is, in `room` cells."""
    reader = pane.reader
    span = reader.cursor.selection(reader.page) if reader.page is not None else None
    if span is not None:
        if reader.cursor.shaping:
            return [Piece(f"移边 edges {selected_told(pane)}  o + -  Enter ✓  Esc ✗", "strong")]
        unit = f"{reader.cursor.unit.label} " if reader.cursor.held == span else ""
        told = [Piece(f"选择 {unit}{selected_told(pane)}  + - m t a  ", "strong")]
        return told + recent_tags(desk, room - cell_len(told[0].text))
    told = [Piece(f"/{on_screen(pane.needle)}  {counted(pane)}  ", "strong")] if pane.hits or pane.is_searching else []
    if told and pane.wrapped and pane.hit_number():
        told.append(Piece(f"⟲ {pane.wrapped}  ", "accent"))
    if pane.transcript is not None and (edit := reader.edit_here) is not None:
        told += edit_told(pane.transcript.text, edit)
    if told:
        return told
    if (is_open := reader.fold_here) is not None:
        return [Piece("Enter 收起 folds it away" if is_open else "Enter 展开 opens it", "quiet")]
    if folded and (told := _highlight(pane, desk)):
        return told
    if desk.focus:
        return [Piece(f"只看 #{desk.focus} in focus  ", "accent"), Piece("[ ] 跳转 jump · Z 结束 ends", "quiet")]
    if desk.filtered:
        return [Piece(f"筛选 {desk.filter}  {desk.total_told}", "quiet")]
    return recent_tags(desk, room)


def recent_tags(desk: Desk, room: int) -> list[Piece]:
    """What the digits do: the recent tags with their numbers, as many as there is room for, in cells."""
    shown: list[Piece] = []
    for number, path in enumerate(desk.slots, 1):
        if not path:
            continue
        piece = Piece(f"{number} {on_screen(path)}  ", "quiet")
        room -= cell_len(piece.text)
        if room < 0:
            break
        shown.append(piece)
    return shown


def selected_told(pane: Pane) -> str:
    """How many characters the quote of the selection would have; of a long one, about how many."""
    start, end = pane.reader.source_selection or (0, 0)
    if pane.transcript is None or end - start > _COUNTED:
        first, last = (start, end) if pane.transcript is None else pane.transcript.reading.reading_span(start, end)
        return f"约 {last - first:,} 字"
    return f"{len(spoken_between(pane.transcript, start, end).text.replace(chr(10), '').strip()):,} 字"


def counted(pane: Pane) -> str:
    """Which hit the caret is on, and how many there are: `3/17`, while more are looked for `3/17…`."""
    return f"{pane.hit_number() or '·'}/{len(pane.hits)}{'…' if pane.is_searching else ''}"


def none_ahead(backwards: bool) -> str:
    """What is said where a highlight is looked for and none lies that way."""
    return "前面没有批注了 no highlight before" if backwards else "后面没有批注了 no highlight behind"


def edit_told(source: str, edit: Edit) -> list[Piece]:
    """An edit on one row: what the source has, what is read, of what kind it is and why, and what else it might be."""
    original = cut(on_screen(source[edit.start : edit.end]), _LONGEST)
    told = [Piece(f"{original} → {edit.replacement}", "strong"), Piece(f" · {KINDS[edit.kind]} {edit.kind}", "quiet")]
    if edit.why:
        told.append(Piece(f" · {edit.why}", "quiet"))
    if edit.uncertain:
        others = f" · 其他读法 others: {'，'.join(edit.others)}" if edit.others else ""
        told.append(Piece(f" · 不确定 uncertain{others}", "accent"))
    return told


def news(found: Sequence[Found], transcript: Transcript) -> str:
    """What must be told when a document is opened: highlights that stand nowhere for certain, or are to be found
    again, and text that could not be decoded; empty if all is well."""
    astray = [f for f in found if f.state is not AnchorState.EXACT]
    fresh = sum(f.highlight.state not in AWAY for f in astray)
    parts = [f"文件已变 the file has changed: 重新定位 finding {fresh} highlights again …"] if fresh else []
    parts += [away] if (away := away_told(Counter(f.state for f in astray if f.highlight.state in AWAY))) else []
    source = transcript.source
    if source.undecoded:
        parts.append(f"⚠ {len(source.undecoded)} places could not be decoded as {source.encoding}")
    return "  ".join(parts)


def away_told(states: Mapping[AnchorState, int]) -> str:
    """How many highlights wait for a look and how many are lost, and the key for them; empty if none."""
    words = ((AnchorState.CHANGED, "待复核 to be looked at"), (AnchorState.LOST, "找不到 lost"))
    told = [f"{states[state]} {says}" for state, says in words if states.get(state)]
    return f"⚠ {' · '.join(told)} · R 复核 reviews" if told else ""


def whereabouts(pane: Pane) -> str:
    """Where the caret is: who speaks, and the time or the line of the file."""
    if pane.transcript is None:
        return ""
    at = pane.reader.source_offset
    segment = pane.transcript.segment_at(at)
    parts = [f"第 {pane.transcript.line_of(at)} 行"]
    if segment is not None and segment.start_ms is not None:
        now = [p.start_ms for p in segment.paragraphs if p.start <= at and p.start_ms is not None]
        parts = [clock(now[-1] if now else segment.start_ms)]
    if segment is not None and segment.speaker:
        parts.insert(0, segment.speaker)
    return " ".join(parts)


def _highlight(pane: Pane, desk: Desk) -> list[Piece]:
    """Tags and note of the highlight under the caret, on one row."""
    found = pane.active
    if found is None:
        return []
    told = [Piece("★ ", "accent")] if found.highlight.starred else []
    for tag_id in found.highlight.tag_ids:
        if (tag := desk.codebook.by_id.get(tag_id)) is not None:
            told.append(Piece(f"#{desk.codebook.paths[tag_id]} ", f"ink:{tag.colour}"))
    if found.highlight.note:
        told.append(Piece(f" {found.highlight.note}"))
    return told
