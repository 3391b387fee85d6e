"""What is typed and not saved: there again after any end of the program, gone when it is saved or thrown away."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from tui.annotations.store import Store
from tui.ui import drafting
from tui.ui.drafts import Drafts, Subject

from .test_terminal_bytes import Terminal


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(drafting, "AFTER_S", 0.01)


def note(seat):
    return seat.screen.query_one("TextArea").text


async def kept(seat, text):
    await seat.until(lambda: [draft.text for draft in seat.main.drafts.waiting()] == [text])


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals and POSIX signals")
def test_a_note_survives_sigkill(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("潮水退了。\n石头还在。\n", encoding="utf-8")
    terminal = Terminal(["-m", "tui", "a.txt"], tmp_path)
    terminal.until("第 1 行")
    terminal.press("ma写到一半")
    terminal.until("写到一半")
    drafts = Drafts(tmp_path / "annotations.db")
    end = time.monotonic() + 20
    while not drafts.waiting() and time.monotonic() < end:
        terminal.read(0.1)
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    assert [draft.text for draft in drafts.waiting()] == ["写到一半"]
    with Store(tmp_path / "annotations.db") as store:
        (quote,) = store.quotes()
    assert drafts.waiting()[0].subject.highlight_id == quote.highlight.id


async def test_a_draft_is_offered_at_its_place_alone(desk):
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("第20年呢")
        await seat.press("a")
        await seat.type("再想")
        await kept(seat, "再想")
    async with desk() as seat:
        await seat.until(lambda: "1 draft waits: “第20年呢？”" in seat.status)
        seat.go_to("第21年呢")
        await seat.press("a")
        assert note(seat) == ""
        await seat.press("escape")
        await seat.look_at("tides")
        await seat.press("colon", *"drafts", "enter")
        await seat.type("xiuchuan")
        await seat.press("enter")
        assert seat.pane.entry.title.startswith("02-")
        assert note(seat) == "再想"
        assert "未保存" in seat.painted("#note-foot")
        await seat.press("escape")
        assert note(seat) == "再想", "it is not thrown away by one key"
        await seat.press("ctrl+s")
        assert (seat.only.note, seat.only.anchor.quote) == ("再想", "第20年呢？")
        await kept_none(seat)
        await seat.press("a")
        await seat.type("，不")
        await kept(seat, "再想，不")
        await seat.press("escape", "escape")
        await kept_none(seat)
        assert seat.only.note == "再想"
        await seat.press("colon", *"drafts", "enter")
        assert "没有草稿" in seat.status


async def kept_none(seat):
    await seat.until(lambda: not seat.main.drafts.waiting())


async def test_a_note_that_cannot_be_saved_is_not_lost(desk, database):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m", "a")
        await seat.type("要緊")
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("begin immediate")
        from tui.annotations import connection

        before, connection.BUSY_MS = connection.BUSY_MS, 50
        await seat.press("ctrl+s")
        connection.BUSY_MS = before
        other.execute("rollback")
        other.close()
        assert "locked" in seat.status
        await seat.press("a")
        assert note(seat) == "要緊"
        await seat.press("ctrl+s")
        assert seat.only.note == "要緊"
        await kept_none(seat)


async def test_a_correction_that_was_being_typed_is_offered_again(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("c")
        await seat.type("海浪")
        await kept(seat, "海浪")
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("c")
        assert seat.screen.query_one("Input").value == "海浪"
        await seat.press("enter")
        assert "海浪每年" in seat.painted(seat.reader)
        await kept_none(seat)


@pytest.mark.parametrize("content", ["", "[]", '{"subject": {}}', '{"subject": {"start": "x"}, "text": 1}'])
def test_a_file_that_is_no_draft_is_passed_over(tmp_path, content):
    drafts = Drafts(tmp_path / "a.db", tmp_path)
    subject = Subject("note", "a.txt", 0, 3, "字\ud800", "id")
    drafts.keep(subject, "一")
    drafts.keep(subject, "二")
    assert drafts.of(subject).text == "二", "the last word wins"
    (file,) = tmp_path.glob("*/*.json")
    assert file.stat().st_mode & 0o077 == 0
    file.write_text(content, encoding="utf-8")
    assert drafts.waiting() == []
    assert Drafts(tmp_path / "b.db", tmp_path).of(subject) is None
