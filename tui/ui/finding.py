"""What keys do to find and gather: search, filter, the quotes board, export, jumps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.annotations.model import Role
from tui.errors import FilterProblem, PizhuError, UnknownTerm
from tui.layout.cursor import select
from tui.layout.units import Unit
from tui.search.filters import Filter, Not, terms, without
from tui.search.tagterms import toggle_tag, unknown_tags
from tui.search.terms import ByRole
from tui.search.wanted import Kind, SearchProblem, Wanted
from tui.transcript.stretch import spoken_around
from tui.ui.status import counted
from tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.search.filters import Filter
    from tui.ui.screens.main import MainScreen

HOSTS = ByRole(Role.HOST)
"""Takes what hosts said."""

_AROUND = 240
"""So many characters around a word are looked at to tell where it begins and ends."""


def search(screen: MainScreen) -> None:
    """Ask for a text; its hits are painted while it is typed."""
    from tui.search.wanted import read_wanted
    from tui.ui.screens.seek import Seek

    pane = screen.pane
    if pane.transcript is None:
        return
    since = pane.reader.source_offset
    begun, shown = pane.needle, bool(pane.hits)
    cursor, top = pane.reader.cursor, pane.reader.top

    def go_back() -> None:
        pane.reader.go_back_to(cursor, top)

    def look(text: str, *, reveal: bool, then: Callable[[bool], None]) -> str | None:
        """What is wrong with the text, if anything is; else its first hit is gone to."""
        try:
            pane.find(text, since)
        except SearchProblem as problem:
            pane.let_hits_go()
            return told(problem)
        pane.step_hit(1, since=since - 1, reveal=reveal, then=then)
        return None

    def typed(text: str) -> str:
        problem = look(text, reveal=False, then=lambda found: None if found else go_back())
        return problem or (found_told(pane) if text else "")

    def check(text: str) -> str | None:
        try:
            read_wanted(text)
        except SearchProblem as problem:
            return told(problem)
        return None

    def done(text: str | None) -> None:
        if text is None:
            pane.find("")
            pane.needle = begun
            go_back()
            if shown:
                pane.find(begun)
            return
        if text:
            screen.searches.add(text)
            look(text, reveal=True, then=lambda found: arrived(screen, since, found))
        screen.show_status()

    pane.get_ready()
    screen.app.push_screen(Seek(screen.searches.newest_first, typed, check), done)


def told(problem: SearchProblem) -> str:
    """What is wrong with a pattern, and where."""
    return f"{problem.message} (第 {problem.column + 1} 字 column)"


def found_told(pane: Pane) -> str:
    """What the line in which one types says of the hits."""
    if pane.problem:
        return pane.problem
    return counted(pane) if pane.hits or pane.is_searching else "没有找到 not found"


def go_to_hit(screen: MainScreen, typed: str, name: str, offset: int) -> None:
    """To a hit of what was typed, in any document, at this source offset; its hits are painted there."""
    screen.searches.add(typed)
    screen.jump(name, offset)
    screen.pane.find(typed, offset)
    screen.pane.step_hit(1, since=offset - 1, then=lambda _: screen.show_status())


def searched(screen: MainScreen, pane: Pane) -> None:
    """A search that runs has found more, or has come to its end."""
    from tui.ui.screens.seek import Seek

    if isinstance(screen.app.screen, Seek):
        screen.app.screen.tell(found_told(pane))
    elif pane.problem:
        screen.say(f"⚠ {pane.problem}")
    screen.show_status()


def arrived(screen: MainScreen, since: int, found: bool) -> None:
    """A hit was gone to from the source offset `since`, or there is none."""
    if found:
        screen.remember(since)
    else:
        screen.say(f"⚠ {screen.pane.problem}" if screen.pane.problem else f"“{screen.pane.needle}”: 没有找到 not found")
    screen.show_status()


def next_hit(screen: MainScreen, way: int) -> None:
    """To the next hit or the one before; what was searched last, in whatever document, is searched here too."""
    pane = screen.pane
    needle = pane.needle or screen.searches.last
    if not needle:
        screen.say("先用 / 搜索 searches first")
        return

    def stepped(found: bool) -> None:
        if not found:
            arrived(screen, 0, False)
        screen.show_status()

    try:
        pane.find(needle)
    except SearchProblem as problem:
        screen.say(f"⚠ {told(problem)}")
        return
    pane.step_hit(way, then=stepped)


def search_word(screen: MainScreen, way: int) -> None:
    """Search what is selected, else the word under the caret: as whole words, if it is made of them."""
    from tui.search.whole import are_whole

    pane = screen.pane
    page, transcript = pane.reader.page, pane.transcript
    if page is None or transcript is None:
        return
    cursor = pane.reader.cursor
    held = cursor if cursor.selecting else select(page, cursor.cleared(), Unit.WORD)
    span = held.selection(page)
    start, end = page.source_span(*span) if span is not None else (0, 0)
    if span is not None and page.whole_edits(*span) != span:
        # Of a repair that is longer than the word, the word is meant.
        around, (first, last) = page.text, span
    else:
        said = spoken_around(transcript, start, end, _AROUND)
        around, (first, last) = said.text, said.span(start, end)
    text = around[first:last].split("\n")[0].strip()
    if not any(char.isalnum() for char in text):
        screen.say("光标不在词上 no word here")
        return
    first = around.index(text, first)
    kind = Kind.WORDS if are_whole(around, first, first + len(text)) else Kind.TEXT
    typed = str(Wanted(kind, text))
    screen.searches.add(typed)
    since = start if cursor.selecting else pane.reader.source_offset
    pane.reader.let_go()
    pane.find(typed, since)
    pane.step_hit(way, since=since if way > 0 else start, then=lambda found: arrived(screen, since, found))


SEARCHING: dict[str, Callable[[MainScreen], None]] = {
    "search": search,
    "next_hit": lambda screen: next_hit(screen, 1),
    "previous_hit": lambda screen: next_hit(screen, -1),
    "search_word": lambda screen: search_word(screen, 1),
    "search_word_back": lambda screen: search_word(screen, -1),
}
"""By the action's id, what does it."""


def ask_filter(
    screen: MainScreen, tell: Callable[[str], None] | None = None, then: Callable[[], object] | None = None
) -> None:
    """Ask for the filter of sidebar, reader, board and export.

    `tell` is told what came of it, instead of the screen; `then` is done when there is another filter.
    """

    def done(filter_: Filter) -> None:
        set_filter(screen, filter_, tell)
        if then is not None:
            then()

    ask_other_filter(screen, screen.desk.filter, done)


def ask_other_filter(screen: MainScreen, filter_: Filter, then: Callable[[Filter], object]) -> None:
    """Ask for a filter in the place of `filter_`; a wrong one is told, and its place marked. `then` is told it.

    What asks for something there is not is told while it is typed.
    """
    from tui.search.filters import Everything
    from tui.search.query import parse
    from tui.ui.offering import FilterOffers
    from tui.ui.screens.asking import AskFilter
    from tui.ui.screens.dialog import Wrong

    def wrong(problem: FilterProblem) -> Wrong:
        return Wrong(f"{problem.message} (column {problem.column + 1})", problem.column)

    def typing(text: str) -> Wrong | None:
        try:
            parse(text)
        except UnknownTerm as problem:
            return wrong(problem)
        except FilterProblem:
            pass  # it may not be written to its end
        return None

    def check(text: str) -> str | Wrong | None:
        try:
            screen.library.gathering.read(text)
        except FilterProblem as problem:
            return wrong(problem)
        except PizhuError as problem:
            return str(problem)
        return None

    def done(text: str | None) -> None:
        if text is not None:
            then(screen.library.gathering.read(text))

    # Behind the filter that is there, the next term can be typed at once.
    value = "" if isinstance(filter_, Everything) else f"{filter_} "
    try:
        offers = FilterOffers(screen)
    except PizhuError as problem:
        screen.complain(problem)
        return
    title = '筛选 Filter  #tag -#tag @name "text" doc: is:'
    screen.app.push_screen(AskFilter(title, value, offers, check=check, typing=typing), done)


def set_filter(screen: MainScreen, filter_: Filter, tell: Callable[[str], None] | None = None) -> None:
    """Make `filter_` the filter of sidebar, reader, board and export."""
    say, unknown = tell or screen.say, ""

    def counted(text: str) -> None:
        if not unknown:
            say(text)

    screen.refresh_desk(filter_, counted)
    unknown = unknown_told(screen, filter_)
    if unknown:
        say(unknown)
    elif not screen.desk.filtered:
        say(f"{screen.desk.total} 条 quotes pass")


def unknown_told(screen: MainScreen, filter_: Filter) -> str:
    """Which tags of the filter the codebook does not have; empty if it has all of them."""
    unknown = unknown_tags(filter_, screen.desk.codebook)
    return "没有这个标签 no such tag: " + "，".join(f"#{path}" for path in unknown) if unknown else ""


def switch_tag(screen: MainScreen, path: str) -> None:
    """Must have, must not have, no matter: the next of these for a tag."""

    set_filter(screen, toggle_tag(screen.desk.filter, path))


def switch_hosts(
    screen: MainScreen, tell: Callable[[str], None] | None = None, then: Callable[[], object] | None = None
) -> None:
    """Leave out what hosts said, or take it in again. `tell` and `then` as for `ask_filter`."""
    tell = tell or screen.say
    before = screen.desk.total_told
    filter_ = without(screen.desk.filter, HOSTS)

    def told(text: str) -> None:
        leaves_none_out = Not(HOSTS) in terms(filter_) and screen.desk.total_told == before
        tell(f"{text}: 没有主持人的话 none by a host (@ 定角色 roles)" if leaves_none_out else text)

    set_filter(screen, filter_, told)
    if then is not None:
        then()


def board(screen: MainScreen, *, here: bool = True) -> None:
    """Show all quotes that pass the filter; ctrl+o comes back to it.

    The cursor is on the highlight under the caret (`here`), if there is one that passes, else where the board was left.
    """
    from tui.ui.screens.board import Board

    def chosen(target: tuple[str, int, str] | None) -> None:
        if target is not None:
            name, offset, highlight_id = target
            screen.remember()
            screen.jump(name, offset, highlight_id, remember=False)
            screen.jumps.leave(("", 0))

    shown, active = Board(screen), screen.pane.active
    if here and active is not None:
        shown.look_at((active.highlight.id,))
    screen.app.push_screen(shown, chosen)


def export(screen: MainScreen, tell: Callable[[str], None] | None = None) -> None:
    """Ask for a file and write the quotes that pass the filter to it; an existing one only if Enter comes twice."""
    from tui.exchange import write_quotes
    from tui.export.formats import SUFFIXES
    from tui.ui.filing import ask_file

    tell = tell or screen.say

    def write(path: Path, force: bool) -> None:
        try:
            count = write_quotes(screen.library, screen.desk.filter, path, force=force)
        except PizhuError as problem:
            tell(f"⚠ {problem}")
            return
        tell(f"已导出 {count} 条 quotes → {path}")

    ask_file(screen, "导出 Export to", "quotes.md", SUFFIXES, write)
