"""What keys do to find and gather: search, filter, the quotes board, export, jumps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import FilterProblem, PizhuError
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.search.filters import Filter
    from tui.ui.screens.main import MainScreen


def search(screen: MainScreen) -> None:
    """Ask for a text; its hits are painted while it is typed."""
    from tui.ui.screens.dialog import Ask

    pane = screen.pane
    if pane.transcript is None:
        return
    since = pane.reader.source_offset
    begun = pane.needle if pane.hits else ""
    cursor, top = pane.reader.cursor, pane.reader.top

    def live(text: str) -> None:
        pane.find(text)
        pane.step_hit(1, since=since - 1, reveal=False) if text else pane.reader.go_to(since)
        screen.show_status()

    def done(text: str | None) -> None:
        if text is None:
            pane.find(begun)
            pane.reader.go_back_to(cursor, top)
            return
        count = pane.find(text)
        if count:
            pane.step_hit(1, since=since - 1)
            screen.remember(since)
        elif text:
            screen.say(f"“{text}”: 没有找到 not found")
        screen.show_status()

    screen.app.push_screen(Ask("搜索 Search", live=live), done)


def next_hit(screen: MainScreen, way: int) -> None:
    """To the next hit or the one before."""
    pane = screen.pane
    if not pane.hits and not pane.find(pane.needle):
        screen.say("/ searches first" if not pane.needle else f"“{pane.needle}”: 没有找到 not found")
        return
    pane.step_hit(way)
    screen.show_status()


def ask_filter(screen: MainScreen, tell: Callable[[str], None] | None = None) -> None:
    """Ask for the filter; a wrong one is told with its place. `tell` is told what came of it, instead of the screen."""

    from tui.search.query import parse
    from tui.ui.screens.dialog import Ask

    def check(text: str) -> str | None:
        try:
            parse(text)
        except FilterProblem as problem:
            return f"{problem.message} (column {problem.column + 1})"
        return None

    def done(text: str | None) -> None:
        if text is not None:
            set_filter(screen, parse(text), tell)

    value = str(screen.desk.filter) if screen.desk.filtered else ""
    screen.app.push_screen(
        Ask('筛选 Filter  #tag -#tag @speaker "text" doc: has:note is:starred', value, check=check), done
    )


def set_filter(screen: MainScreen, filter_: Filter, tell: Callable[[str], None] | None = None) -> None:
    """Make `filter_` the filter of sidebar, reader, board and export."""
    from tui.search.match import unknown_tags

    tell = tell or screen.say
    screen.refresh_desk(filter_)
    unknown = unknown_tags(filter_, screen.desk.codebook)
    if unknown:
        tell("没有这个标签 no such tag: " + "，".join(f"#{path}" for path in unknown))
    else:
        tell(f"{screen.desk.total} 条 quotes pass")


def switch_tag(screen: MainScreen, path: str) -> None:
    """Must have, must not have, no matter: the next of these for a tag."""
    from tui.search.match import toggle_tag

    set_filter(screen, toggle_tag(screen.desk.filter, path))


def board(screen: MainScreen) -> None:
    """Show all quotes that pass the filter, from the one on that the board was left at; ctrl+o comes back to it."""

    from tui.ui.screens.board import Board

    def chosen(target: tuple[str, int, str] | None) -> None:
        if target is not None:
            name, offset, highlight_id = target
            screen.remember()
            screen.jump(name, offset, highlight_id, remember=False)
            screen.jumps.append(("", 0))

    screen.app.push_screen(Board(screen), chosen)


def export(screen: MainScreen, tell: Callable[[str], None] | None = None) -> None:
    """Ask for a file and write the quotes that pass the filter to it; an existing one only if Enter comes twice."""
    from tui.exchange import write_quotes
    from tui.export.formats import SUFFIXES
    from tui.ui.screens.dialog import Ask

    tell = tell or screen.say
    asked: list[str] = []

    def check(text: str) -> str | None:
        if not text.strip():
            return "a file name is needed"
        try:
            path = Path(text).expanduser()
            is_there, is_folder = path.exists(), path.is_dir()
        except (OSError, RuntimeError) as error:
            return f"that is no place for a file: {getattr(error, 'strerror', None) or error}"
        if path.suffix.lower() not in SUFFIXES:
            return "the name ends in " + " ".join(sorted(SUFFIXES))
        if is_folder:
            return "that is a folder"
        if is_there and asked != [text]:
            asked[:] = [text]
            return "已存在 exists: Enter again replaces it"
        return None

    def done(text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        try:
            count = write_quotes(screen.library, screen.desk.filter, path, force=asked == [text])
        except PizhuError as problem:
            tell(f"⚠ {problem}")
            return
        tell(f"已导出 {count} 条 quotes → {path}")

    screen.app.push_screen(Ask("导出 Export to", "quotes.md", check=check, replace=True), done)


def open_document(screen: MainScreen) -> None:
    """Choose a document by name, pinyin or initials."""
    from tui.search.names import answers
    from tui.ui.screens.dialog import Pick

    titles = {entry.name: entry for entry in screen.library.entries}
    counts = screen.desk.by_document

    def rows_for(typed: str) -> list[ListRow]:
        return [
            ListRow((Piece(f" {name}"),), (Piece(f"{counts.get(name) or ''} ", "quiet"),), name)
            for name in answers(typed, titles)
        ]

    def chosen(name: str | None) -> None:
        if name is not None:
            screen.jump(name)

    screen.app.push_screen(Pick("打开 Open", rows_for), chosen)
