"""What is settled while the app starts: theme and widths as they were kept, and what the terminal is asked."""

from __future__ import annotations

import os

from textual import events
from textual.app import App

from tui.layout.cells import set_wide
from tui.ui.settings import Settings, load

_SAMPLE = "“"
"""A character of ambiguous width."""


def start(app: App[None]) -> Settings:
    """The reader's settings, with the app's theme and the widths of characters set by them before anything is laid
    out."""
    settings = load()
    if settings.theme in app.available_themes and settings.theme != app.theme and "TEXTUAL_THEME" not in os.environ:
        _wear(app, settings.theme)
    set_wide(settings.wide)
    return settings


def _wear(app: App[None], theme: str) -> None:
    """Take a theme before anything is mounted: style sheet and filters are made for another one by now."""
    app.set_reactive(App.theme, theme)
    app._refresh_truecolor_filter(app.ansi_theme)
    app.stylesheet.set_variables(app.get_css_variables())
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)


def ask_widths(app: App[None]) -> bool:
    """Ask the terminal where its cursor stands behind an ambiguous character; tells whether it was asked.

    The answer comes as an event among the keys, so nobody waits for it and no key is lost. The sample stands, hidden,
    in the first cell, which is blank then until the first frame paints over it.
    """
    driver = app._driver
    if driver is None or app.is_headless or app.is_inline or not _is_terminal():
        return False
    driver.write(f"\x1b7\x1b[1;1H\x1b[8m{_SAMPLE}\x1b[6n\x1b[1;1H  \x1b8")
    driver.flush()
    return True


def _is_terminal() -> bool:
    try:
        return os.isatty(0)
    except OSError:
        return False


def wide_by(event: events.CursorPosition) -> bool | None:
    """What the terminal's answer says; None if it answers something else."""
    return {(1, 0): False, (2, 0): True}.get((event.x, event.y))
