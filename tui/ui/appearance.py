"""What keys do to the looks of the page: measure, numbers, focus on a tag, theme, ambiguous widths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tui.layout.cells import is_wide, set_wide
from tui.ui import measure
from tui.ui.settings import AMBIGUOUS, Settings, save
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from textual.app import App

    from tui.ui.screens.main import MainScreen


def change(screen: MainScreen, settings: Settings) -> None:
    """Set it so, in all panes and for the next time."""
    screen.settings = settings
    for pane in screen.query(Pane):
        dress(pane, settings)
    if not save(settings):
        screen.say("⚠ 设置没能保存 the setting could not be kept")


def begin(screen: MainScreen) -> None:
    """Set the first pane as the settings say, and tell what of the configuration could not be understood."""
    dress(screen.pane, screen.settings)
    if screen.settings.problem:
        screen.say(f"⚠ {screen.settings.problem}")


def dress(pane: Pane, settings: Settings) -> None:
    """Set one pane as the settings say."""
    pane.reader.set_measure(settings.measure)
    pane.reader.set_numbered(settings.numbers)


def step_measure(screen: MainScreen, way: int) -> None:
    """Shorter rows, or longer ones."""
    page = screen.pane.reader.page
    if page is None:
        return
    wanted = measure.stepped(page.width, way)
    if way > 0 and (not screen.settings.measure or page.width < screen.settings.measure):
        screen.say("这一栏已用满 the rows are as long as the pane allows")
        return
    change(screen, replace(screen.settings, measure=wanted))
    screen.say(measure.told(wanted))


def switch_whole(screen: MainScreen) -> None:
    """Rows as long as the pane allows; again: forty full-width characters."""
    wanted = measure.MEASURE if screen.settings.measure == measure.WHOLE else measure.WHOLE
    change(screen, replace(screen.settings, measure=wanted))
    screen.say(measure.told(wanted))


def switch_numbers(screen: MainScreen) -> None:
    """Show the paragraphs' numbers, or don't."""
    shown = not screen.settings.numbers
    change(screen, replace(screen.settings, numbers=shown))
    screen.say("段号 paragraph numbers" if shown else "不显示段号 no paragraph numbers")


def focus_tag(screen: MainScreen) -> None:
    """Let all highlights stand back that don't carry the tag: that of the sidebar's row, if the keys are there, else
    the first of the highlight under the caret. Again: let none."""
    tags = screen.query_one("#tags", RowList)
    path = tags.key if tags.has_focus else _tag_here(screen)
    if screen.desk.focus and path in ("", screen.desk.focus):
        path = ""
    elif not path:
        screen.say("光标不在有标签的批注上 no tag here: T goes to the tags, Z there focuses on one")
        return
    screen.desk = replace(screen.desk, focus=path)
    screen.refresh_desk()
    screen.say(f"只看 #{path} in focus · [ ] Z" if path else "不再只看 all tags again")


def _tag_here(screen: MainScreen) -> str:
    active = screen.pane.reader.active_id
    found = next((f for f in screen.pane.found if f.highlight.id == active), None)
    return next((screen.desk.codebook.paths[t] for t in found.highlight.tag_ids), "") if found is not None else ""


def choose_theme(screen: MainScreen) -> None:
    """A theme from the list; each is shown while the cursor is on it."""
    from tui.search.names import rank
    from tui.ui.screens.choosing import Preview

    app = screen.app
    before = app.theme

    def rows(typed: str) -> list[ListRow]:
        ranked = [(found, name) for name in app.available_themes if (found := rank(typed, name)) is not None]
        return [_theme_row(app, name, name == before) for _, name in sorted(ranked, key=lambda pair: pair[0])]

    def chosen(name: str | None) -> None:
        app.theme = name or before
        if name:
            change(screen, replace(screen.settings, theme=name))

    app.push_screen(Preview("配色 Theme", rows, lambda name: setattr(app, "theme", name), before), chosen)


def _theme_row(app: App[object], name: str, is_now: bool) -> ListRow:
    theme = app.available_themes[name]
    kind = "终端 terminal" if theme.ansi else "深 dark" if theme.dark else "浅 light"
    return ListRow((Piece("▸ " if is_now else "  ", "accent"), Piece(name)), (Piece(f"{kind} ", "quiet"),), name)


def switch_ambiguous(screen: MainScreen) -> None:
    """Take “ … — · for narrow, for wide, or as the terminal says."""
    wanted = AMBIGUOUS[(AMBIGUOUS.index(screen.settings.ambiguous) + 1) % len(AMBIGUOUS)]
    change(screen, replace(screen.settings, ambiguous=wanted))
    take_widths(screen, screen.settings.wide)
    now = "宽 wide" if is_wide() else "窄 narrow"
    screen.say(f"“ … — · {wanted}: {now}")


def take_widths(screen: MainScreen, wide: bool) -> None:
    """From now on ambiguous characters are wide, or narrow."""
    if set_wide(wide):
        for pane in screen.query(Pane):
            pane.reader.widths_changed()
        screen.refresh(layout=True)
        for widget in screen.walk_children():
            widget.refresh()


def widths_seen(screen: MainScreen, wide: bool) -> None:
    """The terminal has said how it draws ambiguous characters: go by it, and by this the next time."""
    if screen.settings.ambiguous == "auto":
        if wide != screen.settings.seen_wide:
            change(screen, replace(screen.settings, seen_wide=wide))
        take_widths(screen, wide)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "narrower": partial(step_measure, way=-1),
    "wider": partial(step_measure, way=1),
    "whole_width": switch_whole,
    "numbers": switch_numbers,
    "focus_tag": focus_tag,
    "theme": choose_theme,
    "ambiguous": switch_ambiguous,
}
"""By the action's id, what does it."""
