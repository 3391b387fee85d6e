"""What keys of the quotes board do to the quotes that are ticked, else to the one under the cursor: each is one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.annotations.model import Quote
from tui.layout.cells import in_brief
from tui.ui import acting
from tui.ui.choosing import NEW, TagChoices
from tui.ui.marking import KNOWN_BY
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.annotations.model import ActRecord
    from tui.ui.screens.board import Board

_MANY = 500
"""Quotes from which on an act is done behind the screen."""

_APPEND, _REPLACE = "append", "replace"


def tag(board: Board) -> None:
    """Choose a tag to put on; one that all of them carry is taken off."""
    from tui.ui.screens.dialog import Pick

    meant, desk = board.meant, board.main.desk
    if not meant:
        return
    on = set.intersection(*(set(quote.tags) for quote in meant))

    def chosen(key: str | None) -> None:
        if key is None:
            return
        path = key.removeprefix(NEW)
        if path in on:
            _take_off(board, meant, path)
        else:
            store, its = board.main.library.store, [q for q in meant if path not in q.tags]
            _do(board, its, lambda: store.tag(_ids(its), add=[path]), f"已加标签 tagged {_told(its)}: #{path}")

    title = f"标签 Tag  {_told(meant)}"
    board.app.push_screen(Pick(title, TagChoices(desk, on).rows), chosen)


def untag(board: Board) -> None:
    """Choose one of their tags to be taken off."""
    meant = board.meant

    def chosen(path: str) -> None:
        _take_off(board, meant, path)

    _ask_carried(board, meant, "去标签 Take off", chosen)


def move(board: Board) -> None:
    """Let those that carry a tag carry another one in its place: the tag of the group, else one to be chosen."""
    from tui.ui.screens.dialog import Pick

    meant, desk = board.meant, board.main.desk

    def first(path: str) -> None:
        its = [quote for quote in meant if path in quote.tags]

        def chosen(key: str | None) -> None:
            if key is not None:
                new, store = key.removeprefix(NEW), board.main.library.store
                told = f"已改标签 moved {_told(its)}: #{path} → #{new}"
                _do(board, its, lambda: store.split_tag(path, new, _ids(its)), told)

        tags = TagChoices(desk, ())

        def choices(typed: str) -> list[ListRow]:
            return [row for row in tags.rows(typed) if row.key != path]

        board.app.push_screen(Pick(f"改标签 Move  {_told(its)}  #{path} → …", choices), chosen)

    if board.tag_here and any(board.tag_here in quote.tags for quote in meant):
        first(board.tag_here)
    else:
        _ask_carried(board, meant, "改哪个标签 Move which tag", first)


def star(board: Board) -> None:
    """Star them; if all of them are starred, take the stars away."""
    if meant := board.meant:
        starred = not all(quote.highlight.starred for quote in meant)
        its = [quote for quote in meant if quote.highlight.starred != starred]
        told = f"★ 加星 starred {_told(its)}" if starred else f"去星 star taken away {_told(its)}"
        _do(board, its, lambda: board.main.library.store.set_star(_ids(its), starred), told)


def note(board: Board) -> None:
    """Write a note: on one, its own; on several, below the notes that they have or in their place, which is asked."""
    from tui.ui.screens.dialog import Pick

    meant = board.meant
    noted = sum(1 for quote in meant if quote.highlight.note)
    if len(meant) < 2 or not noted:
        if meant:
            _write(board, meant, append=len(meant) > 1)
        return
    rows = [
        ListRow((Piece(" + 接在后面 below the notes that are there  ", "strong"), _count(noted)), key=_APPEND),
        ListRow((Piece(" = 代替原来的 in place of the notes that are there  ", "strong"), _count(noted)), key=_REPLACE),
    ]

    def chosen(key: str | None) -> None:
        if key is not None:
            _write(board, meant, append=key == _APPEND)

    board.app.push_screen(Pick(f"笔记 Note  {_told(meant)}", lambda typed: rows), chosen)


def _write(board: Board, meant: list[Quote], *, append: bool) -> None:
    from tui.ui.drafting import Typing
    from tui.ui.drafts import Subject
    from tui.ui.screens.dialog import WriteNote

    main, store = board.main, board.main.library.store
    quote = meant[0]
    start, end, words = quote.anchor.start, quote.anchor.end, quote.anchor.quote
    saved = quote.highlight.note if len(meant) == 1 else ""
    # Of several, what was typed and not saved waits with the first.
    typing = Typing(main, Subject("note", quote.document.path, start, end, words[:KNOWN_BY], quote.highlight.id), saved)

    def ended(kept: bool) -> None:
        typing.end(keeps=not kept)

    def written(text: str | None) -> None:
        if text is None:
            typing.end()
            return
        told = f"笔记已存 note saved {_told(meant)}"
        if len(meant) == 1:
            _do(board, meant, lambda: store.set_note(quote.highlight.id, text), told, ended)
        else:
            _do(board, meant, lambda: store.note_many(_ids(meant), text, append=append), told, ended)

    title = (
        words
        if len(meant) == 1
        else f"{_told(meant)} {'接在后面 below theirs' if append else '代替 in place of theirs'}"
    )
    board.app.push_screen(WriteNote(title, saved, typing), written)


def delete(board: Board) -> None:
    """Put them into the trash."""
    if meant := board.meant:
        _do(board, meant, lambda: board.main.library.store.delete(_ids(meant)), f"已删除 deleted {_told(meant)}")


def undo(board: Board) -> None:
    """Take back the last act."""
    _turn(board, again=False)


def redo(board: Board) -> None:
    """Do again what was undone."""
    _turn(board, again=True)


def _turn(board: Board, *, again: bool) -> None:
    def turned(record: ActRecord | None, told: str) -> None:
        board.say(told)
        if record is not None:
            board.look_at(record.highlight_ids)
            board.gather(anew=True)

    acting.turn_aside(board.main, turned, again=again)
    _tell_going(board)


def _take_off(board: Board, meant: list[Quote], path: str) -> None:
    its = [quote for quote in meant if path in quote.tags]
    store = board.main.library.store
    _do(board, its, lambda: store.tag(_ids(its), remove=[path]), f"已去标签 taken off {_told(its)}: #{path}")


def _ask_carried(board: Board, meant: list[Quote], title: str, then: Callable[[str], None]) -> None:
    """Ask for one of the tags that some of them carry, if there are several."""
    from tui.search.names import answers
    from tui.ui.screens.dialog import Pick

    counts = Counter(path for quote in meant for path in quote.tags)
    if not counts:
        if meant:
            board.say("没有标签 no tag on them")
        return
    if len(counts) == 1:
        then(next(iter(counts)))
        return
    paths = sorted(counts, key=lambda path: (-counts[path], path))

    def rows(typed: str) -> list[ListRow]:
        found = answers(typed.strip().lstrip("#＃"), paths)
        return [ListRow((Piece(f"  #{path}  ", "plain"), _count(counts[path])), key=path) for path in found]

    def chosen(key: str | None) -> None:
        if key is not None:
            then(key)

    board.app.push_screen(Pick(f"{title}  {_told(meant)}", rows), chosen)


def _do(
    board: Board,
    meant: list[Quote],
    change: Callable[[], object],
    told: str,
    then: Callable[[bool], None] = lambda kept: None,
) -> None:
    """Carry out one act on those that are meant, behind the screen if they are many, and tell of it; `then` is told
    whether it could be done."""

    def ended(done: object, problem: str) -> None:
        board.say(problem or (f"{told}   u 撤销 undo" if done else "没有变化 nothing changed"))
        if done:
            board.gather()
        then(not problem)

    if len(meant) < _MANY:
        ended(*acting.attempt(board.main, change))
    else:
        acting.attempt_aside(board.main, change, ended)
    _tell_going(board)


def _tell_going(board: Board) -> None:
    """Tell that an act is under way, if one is."""
    if board.main.acting:
        board.say("正在做 being done …")


def _ids(quotes: list[Quote]) -> list[str]:
    return [quote.highlight.id for quote in quotes]


def _count(number: int) -> Piece:
    return Piece(f"{number:,} 条", "quiet")


def _told(quotes: list[Quote]) -> str:
    """One quote by its words, several by how many they are."""
    if len(quotes) == 1:
        return f"“{in_brief(quotes[0].anchor.quote)}”"
    return f"{len(quotes):,} 条 quotes"


HANDLERS: dict[str, Callable[[Board], None]] = {
    "board_tag": tag,
    "board_untag": untag,
    "board_move": move,
    "board_star": star,
    "board_note": note,
    "board_delete": delete,
    "board_undo": undo,
    "board_redo": redo,
}
"""By the action's id, what does it."""
