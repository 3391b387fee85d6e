"""Every action there is, those to come too, with hostile text in all that it may show: signs only, on each screen."""

from __future__ import annotations

import sqlite3

from textual.widgets import Input

from tui import rewording
from tui.annotations.model import Speaker
from tui.annotations.reading_acts import Corrected
from tui.transcript.edits.corrections import Rule
from tui.ui.handlers import HANDLERS
from tui.ui.screens.main import MainScreen
from tui.ui.screens.marks import Marks

from .hostile import DOCUMENT, PAYLOAD
from .making import seated
from .test_hostile_text import harmless

SCREENS = {
    *("Ask", "Board", "Correct", "Help", "Marks", "OutlineScreen", "Pick", "Preview", "Seek", "Speakers", "WriteNote"),
}
"""Those that must have been met."""


async def test_no_action_shows_a_control(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    evil = PAYLOAD + " [/] [bold] [@click=app.quit]"
    name = "一 \x1b]52;c;UElaSFU=\x07 [bold]\u202e\x9b2J.txt"
    (tmp_path / name).write_text(f"# {evil}\n\n{DOCUMENT}".replace("\x00", ""), encoding="utf-8", newline="")
    met = set()
    async with seated(tmp_path / name, database=tmp_path / "a.db", size=(110, 30)) as seat:
        store = seat.store
        seat.go_to("粗")
        await seat.press("v", "plus", "m", "M", "a")
        store.set_note(seat.only.id, evil)
        store.tag([seat.only.id], add=["坏"])
        rewording.correct_everywhere(seat.app.library, Corrected(rules=[Rule("你好", evil)]))
        heard = seat.app.library.transcript(seat.pane.entry).speakers[:2]
        rewording.set_speakers(
            seat.app.library, seat.pane.entry, [Speaker(label, f"{label}\u2066\x9b[bold]") for label in heard]
        )
        with sqlite3.connect(tmp_path / "a.db") as other:
            other.execute("update tag set name = ?", ("\x1b[2J\u202e[red]",))
        for identity, do in HANDLERS.items():
            while not store.quotes():
                store.undo()
            seat.go_to("粗")
            do(seat.main)
            await seat.settle()
            if identity == "go_to_mark":  # it waits for a letter first
                await seat.until(lambda: isinstance(seat.screen, Marks))
            harmless(seat)
            met.add(type(seat.screen).__name__)
            for field in seat.screen.query(Input):
                field.insert_text_at_cursor(evil)
                await seat.settle()
                harmless(seat)
            if not isinstance(seat.screen, MainScreen):
                await seat.press("down")
                harmless(seat)
            await seat.press("escape")
            while not isinstance(seat.screen, MainScreen):
                await seat.press("escape")
            assert seat.app.is_running, identity
            harmless(seat)
    assert met >= SCREENS, SCREENS - met
