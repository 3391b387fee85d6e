"""What keys do to highlights: mark, tag, note, star, delete, copy, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import PizhuError
from tui.layout.cells import in_brief, on_screen
from tui.layout.units import Unit, span_at
from tui.library import Found
from tui.transcript.stretch import spoken_between
from tui.ui import acting
from tui.ui.acting import REFUSED
from tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.annotations.model import ActRecord, Highlight
    from tui.ui.screens.main import MainScreen
    from tui.ui.widgets.rows import ListRow

_TITLE = 40
"""The same in the title of a list."""

KNOWN_BY = 200
"""Characters of a quote that a draft is known by."""


def mark(screen: MainScreen) -> None:
    """Highlight the selection, or the sentence under the caret."""
    pane = screen.pane
    span = _span(pane)
    shaped = next((f for f in pane.found if f.highlight.id == pane.reader.cursor.shaping), None)
    if shaped is not None and span is not None:
        _set_edges(screen, pane, shaped, span)
    elif span is not None and any((f.start, f.end) == span for f in pane.found):
        screen.say("这里已划过线 marked already")
    elif span is not None and (made := _mark(screen, pane, span)) is not None:
        screen.say(f"已划线 marked: {made.anchor.quote}")


def edges(screen: MainScreen) -> None:
    """Select the highlight under the caret, so that what moves the selection's edges moves its own."""
    pane = screen.pane
    target = next((f for f in pane.found if f.highlight.id == pane.reader.active_id), None)
    if target is None or target.start < 0:
        screen.say("光标不在批注上 no highlight under the caret")
    else:
        pane.reader.select_span(target.start, target.end, shaping=target.highlight.id)


def _set_edges(screen: MainScreen, pane: Pane, shaped: Found, span: tuple[int, int]) -> None:
    entry, transcript = pane.entry, pane.transcript
    if entry is None or transcript is None:
        return
    highlight_id = shaped.highlight.id
    if span == (shaped.start, shaped.end):
        pane.reader.let_go()
    elif screen.act(lambda: screen.library.move_edges(transcript, highlight_id, *span)):
        pane.reader.go_to(span[0])
        screen.say(f"已移边 edges moved: {_text(pane, span)}")


def tag(screen: MainScreen) -> None:
    """Choose a tag for the highlight, the selection or the sentence; one that is on already is taken off.

    The tags that are likely stand above the others.
    """
    from tui.ui.choosing import NEW, TagChoices, in_vivo
    from tui.ui.screens.late import LatePick
    from tui.ui.suggesting import LIKELY, Likely

    pane = screen.pane
    if pane.transcript is None:
        return
    target = _target(pane)
    on = set(screen.desk.codebook.names_of(target.tag_ids)) if target is not None else set()
    tags = TagChoices(screen.desk, on, in_vivo(pane))
    span = passage(pane)
    likely = Likely(screen, pane.transcript, span, on)

    def choices(typed: str) -> list[ListRow]:
        rows = tags.rows(typed)
        return rows if typed.strip() else [*likely.rows(), *rows]

    def chosen(key: str | None) -> None:
        if key is not None:
            path = key.removeprefix(NEW).removeprefix(LIKELY)
            _put_tag(screen, pane, path, off=path in on)

    # The list may lie over the text: what is tagged is told above it.
    words = _text(pane, (span[0], min(span[1], span[0] + 4 * _TITLE))) if span is not None else ""
    title = f"标签 Tag  {in_brief(words, _TITLE)}"
    screen.app.push_screen(LatePick(title, choices, likely.begin, key=tags.begin), chosen)


def put_recent(screen: MainScreen, number: int) -> None:
    """Put on the recent tag that has this number."""
    paths = screen.desk.slots
    if number > len(paths) or not paths[number - 1]:
        screen.say(f"{number} 上还没有标签 no tag is on it yet; t 找或新建 finds or makes one")
        return
    _put_tag(screen, screen.pane, paths[number - 1])


def recent(screen: MainScreen, digits: str) -> list[str]:
    """The recent tags of these numbers; none if one of them has no tag, or comes twice."""
    paths = {number: path for number, path in enumerate(screen.desk.slots, 1) if path}
    found = [paths[int(digit)] for digit in digits if int(digit) in paths]
    return found if len(found) == len(set(digits)) == len(digits) else []


def put_recents(screen: MainScreen, digits: str) -> None:
    """Put on the recent tags of these numbers, one after the other, and tell of all of them."""
    for digit in digits:
        put_recent(screen, int(digit))
    if len(digits) > 1 and (paths := recent(screen, digits)):
        screen.say("已加标签 tagged: " + "  ".join(f"#{path}" for path in paths))


def repeat_tag(screen: MainScreen) -> None:
    """Put on the tag that was used last."""
    if not screen.desk.recent:
        screen.say("还没有标签 there is no tag yet; t 新建 makes one")
        return
    _put_tag(screen, screen.pane, screen.desk.recent[0])


def note(screen: MainScreen) -> None:
    """Write the note of the highlight; the selection or sentence is marked first if there is none."""
    from tui.ui.drafting import Typing
    from tui.ui.drafts import Subject
    from tui.ui.screens.dialog import WriteNote

    pane = screen.pane
    if pane.transcript is None or pane.entry is None:
        return
    target = _target(pane)
    span = (target.start, target.end) if target is not None else _span(pane)
    if span is None:
        return
    quote = target.anchor.quote if target is not None else _text(pane, span)
    saved, highlight_id = (target.note, target.id) if target is not None else ("", "")
    typing = Typing(screen, Subject("note", pane.entry.name, *span, quote[:KNOWN_BY], highlight_id), saved)

    def written(text: str | None) -> None:
        if text is None:
            typing.end()
        elif highlight_id:
            done = screen.act(lambda: screen.library.store.set_note(highlight_id, text))
            typing.end(keeps=done is REFUSED)
            if done:
                screen.say("笔记已存 note saved")
        else:
            made = _mark(screen, pane, span, note=text)
            typing.end(keeps=made is None)
            if made is not None:
                screen.say("已划线，笔记已存 marked, note saved")

    screen.app.push_screen(WriteNote(quote, saved, typing), written)


def star(screen: MainScreen) -> None:
    """Star the highlight, or take the star away; a selection is marked and starred."""
    pane = screen.pane
    target = _target(pane)
    if target is None:
        span = _span(pane)
        if span is not None and _mark(screen, pane, span, starred=True) is not None:
            screen.say("已划线加星 marked and starred")
        return
    starred = not target.starred
    if screen.act(lambda: screen.library.store.set_star([target.id], starred)):
        screen.say("★ 加星 starred" if starred else "去星 star taken away")


def delete(screen: MainScreen) -> None:
    """Delete the highlight under the caret."""
    target = _target(screen.pane)
    if target is None:
        screen.say("光标不在批注上 no highlight under the caret")
        return
    tags = "".join(f" #{path}" for path in screen.desk.codebook.names_of(target.tag_ids))
    quote = in_brief(target.anchor.quote)
    if screen.act(lambda: screen.library.store.delete([target.id])):
        screen.say(f"已删除 deleted “{quote}”{tags}  u 撤销")


def undo(screen: MainScreen) -> None:
    """Take back the last act, and go where it was done."""
    _turn(screen, acting.undo)


def redo(screen: MainScreen) -> None:
    """Do again what was undone, and go where it is done."""
    _turn(screen, acting.redo)


def _turn(screen: MainScreen, turn: Callable[[MainScreen], tuple[ActRecord | None, str]]) -> None:
    before = screen.pane.found
    record, told = turn(screen)
    if record is not None:
        # One that was taken back stood where it was before.
        here = [f for f in (*screen.pane.found, *before) if f.highlight.id in record.highlight_ids]
        place = next((f for f in here if f.start >= 0), None)
        if place is not None:
            if place.start != screen.pane.reader.source_offset:
                screen.remember()
            screen.pane.reader.go_to(place.start)
        if not here and len(record.highlight_ids) < 2:
            told = _elsewhere(screen, record) + told
    screen.say(told)


def _elsewhere(screen: MainScreen, record: ActRecord) -> str:
    """In which document an act was done that has to do with no highlight of this one."""
    entry = screen.pane.entry
    try:
        acts = screen.library.store.acts([record.number])
    except PizhuError:
        return ""
    path = acts[0].document if acts else ""
    if entry is not None and path == entry.name:
        return ""
    # Where its first highlight was taken back, a document is not known any more.
    name = on_screen(path.rpartition("/")[2]) or ("另一文档 another document" if record.highlight_ids else "")
    return name and f"在 in {name}: "


def copy_quote(screen: MainScreen) -> None:
    """Copy the selection, or the highlight under the caret, with its source."""
    from tui.export.copying import citation
    from tui.ui.clipboard import copy

    pane = screen.pane
    span = pane.reader.source_selection
    if span is None:
        target = next((f for f in pane.found if f.highlight.id == pane.reader.active_id), None)
        span = (target.start, target.end) if target is not None else _span(pane)
    if span is None or pane.transcript is None or pane.entry is None:
        return
    try:
        text = citation(pane.transcript, *span, name=pane.entry.title)
    except PizhuError as problem:
        screen.complain(problem)
        return
    pane.reader.let_go()
    screen.say(copy(screen.app, text))


def _target(pane: Pane) -> Highlight | None:
    """The highlight that keys act on: the one under the caret, or the one that just this selection is of."""
    selected, shaped = pane.reader.source_selection, pane.reader.cursor.shaping
    if shaped:
        return next((f.highlight for f in pane.found if f.highlight.id == shaped), None)
    if selected is not None:
        return next((f.highlight for f in pane.found if (f.start, f.end) == selected), None)
    active = pane.reader.active_id
    return next((f.highlight for f in pane.found if f.highlight.id == active), None)


def passage(pane: Pane) -> tuple[int, int] | None:
    """The source span that keys act on: where the highlight stands now, else what would be marked."""
    target = _target(pane)
    found = next((f for f in pane.found if target is not None and f.highlight.id == target.id), None)
    return (found.start, found.end) if found is not None and found.start >= 0 else _span(pane)


def _span(pane: Pane) -> tuple[int, int] | None:
    """The source span to mark: the selection, else the sentence under the caret."""

    page = pane.reader.page
    if page is None or not page.text.strip():
        return None
    selected = pane.reader.source_selection
    if selected is not None:
        return selected
    return page.source_span(*span_at(page, pane.reader.cursor.offset, Unit.SENTENCE))


def _text(pane: Pane, span: tuple[int, int] | None) -> str:

    return spoken_between(pane.transcript, *span).text if span is not None and pane.transcript is not None else ""


def _mark(
    screen: MainScreen, pane: Pane, span: tuple[int, int], *, path: str = "", note: str = "", starred: bool = False
) -> Highlight | None:
    """Highlight `span` as one act; None if it could not be done (the reader was told why)."""
    entry, transcript = pane.entry, pane.transcript
    if entry is None or transcript is None:
        return None
    tags = [path] if path else []
    made = screen.act(lambda: screen.library.mark(entry, transcript, *span, tags=tags, note=note, starred=starred))
    if not isinstance(made, str):
        return None
    pane.reader.go_to(next((f.start for f in pane.found if f.highlight.id == made), span[0]))
    pane.reader.make_active(made)
    return next((f.highlight for f in pane.found if f.highlight.id == made), None)


def _put_tag(screen: MainScreen, pane: Pane, path: str, *, off: bool = False) -> None:
    target = _target(pane)
    if target is None:
        span = _span(pane)
        if span is not None and _mark(screen, pane, span, path=path) is not None:
            screen.say(f"已划线 marked: #{path}")
        return
    store = screen.library.store
    done = screen.act(lambda: store.tag([target.id], remove=[path]) if off else store.tag([target.id], add=[path]))
    if done:
        screen.say(f"已去标签 taken off: #{path}" if off else f"已加标签 tagged: #{path}")
    elif done is False:
        screen.say(f"已有 #{path} is on it already")
