"""What goes wrong: other processes, changed and vanished files, files that are no text, databases that refuse."""

from __future__ import annotations

import os
import sqlite3

import pytest

from tui.annotations.model import AnchorState
from tui.errors import StoreProblem
from tui.library import Library

from .making import FILES, acts, seated


async def test_what_another_process_marks_shows_within_two_ticks(desk, folder, database):
    async with desk() as seat:
        other = Library.open([folder], database=database)
        entry = other.entries[0]
        transcript = other.transcript(entry)
        start = transcript.text.index("海風")
        other.mark(entry, transcript, start, start + 2, tags=["elsewhere"])
        await seat.until(lambda: bool(seat.reader._marks.marks), 2.2)
        assert "elsewhere" in seat.painted("#tags")
        other.close()
        await seat.press("u")
        assert seat.highlights == [], "its act can be undone here"


async def test_moved_highlights_are_painted_where_they_are_now_and_lost_ones_are_told(desk, folder):
    async with desk() as seat:
        for words in ("有人", "海風"):
            seat.go_to(words)
            await seat.press("m")
        await seat.press("ctrl+q")
    file = folder / "01-對談-空牆.txt"
    text = FILES[file.name].replace("有人寫(xiě)錯(cuò)了嗎？", "（此處刪去）")
    file.write_text("前面加了一行，說(shuō)明來歷。\n" + text, encoding="utf-8")
    async with desk() as seat:
        await seat.until(lambda: acts(seat)[0] == "reanchor")
        await seat.settle()
        states = {highlight.anchor.quote: highlight.state for highlight in seat.highlights}
        assert states == {"有人寫錯了嗎？": AnchorState.LOST, "海風每年吹掉一半。": AnchorState.MOVED}
        await seat.press("g")
        assert "1 lost in this document" in seat.painted("#detail")
        await seat.press("right_square_bracket")
        assert seat.source[seat.reader.source_offset :].startswith("海風")
        assert "moved since it was marked" in " ".join(seat.painted("#detail").split())
        await seat.press("q")
        assert "有人寫錯了嗎？" in seat.shown, "its words are on the board"
        await seat.press("home", "enter")
        assert "no longer in the document" in seat.status


async def test_a_file_that_vanishes_or_is_no_text_is_told_and_the_others_open(desk, folder):
    (folder / "06-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    os.mkfifo(folder / "07-pipe.txt")
    async with desk(size=(140, 40)) as seat:
        (folder / "02-访谈-修船.txt").unlink()
        await seat.press("D", "down", "enter")
        assert "02-访谈-修船.txt" in seat.status
        assert "no such file" in " ".join(seat.status.split()), "an error is shown to its end"
        assert seat.pane.entry.title.startswith("01-")
        await seat.press("o", *"picture", "enter")
        assert "PNG" in seat.status
        await seat.press("o", *"tides", "enter")
        assert seat.pane.entry.title == "04-tides.txt"


async def test_the_first_file_may_be_no_text(desk, folder):
    (folder / "00.txt").write_bytes(b"\x00\x01\x02\x03" * 500)
    async with desk(size=(140, 40)) as seat:
        assert "00.txt" in seat.status
        await seat.press("m", "t", "escape", "a", "escape", "v", "y", "slash", "escape", "vertical_line", "q", "escape")
        await seat.press("vertical_line", "equals_sign", "tilde", "D", "down", "enter")
        assert seat.pane.entry.title.startswith("01-")
        assert "[周黎]" in seat.painted(seat.reader), "in the source view, which was switched on meanwhile"


async def test_a_read_only_database_refuses_acts_and_reading_goes_on(desk, database):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m")
        await seat.press("ctrl+q")
    async with desk() as seat:
        seat.store._read_only = True
        seat.go_to("有人")
        await seat.press("m")
        assert "read-only" in seat.status
        assert len(seat.highlights) == 1
        for keys in (("t", *"ab", "enter"), ("a", *"ab", "ctrl+s"), ("s",), ("u",)):
            await seat.press(*keys)
            assert "read-only" in seat.status
        await seat.press("right_square_bracket", "x")
        assert len(seat.highlights) == 1
        await seat.press("G", "q", "enter")
        assert seat.reader.active_id == seat.only.id


async def test_a_locked_database_is_told_and_nothing_is_lost(desk, database):
    async with desk() as seat:
        await seat.press("m")
        other = sqlite3.connect(database, isolation_level=None)
        seat.store._connection().execute("pragma busy_timeout = 50")
        other.execute("begin immediate")
        await seat.press("G", "m")
        assert "locked" in seat.status
        other.execute("rollback")
        other.close()
        await seat.press("m")
        assert len(seat.highlights) == 2


@pytest.mark.parametrize("content", [b"not a database at all, only words" * 50, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_database_that_is_none_is_not_opened(folder, database, content):
    database.write_bytes(content)
    with pytest.raises(StoreProblem):
        Library.open([folder], database=database)
    assert database.read_bytes() == content


async def test_a_database_that_goes_bad_while_it_is_open_is_told(desk, database):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m", "t", *"ab", "enter")
        database.rename(database.with_name("away.db"))
        await seat.press("g", "m")
        assert "⚠" in seat.status
        await seat.press("q", "g", "escape", "j", "slash", "x", "escape", "f", *"#ab", "enter")
        assert "空牆" in seat.painted(seat.reader)


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "字", "a\n", "　", "\ufeff", "é" * 3, "字" * 5000])
async def test_odd_files_can_be_read_and_marked(tmp_path, text):
    file = tmp_path / "odd.txt"
    file.write_text(text, encoding="utf-8")
    async with seated(file, database=tmp_path / "a.db", size=(60, 16)) as seat:
        await seat.press("j", "k", "l", "h", "w", "b", "e", "0", "dollar_sign", "space", "pageup", "G", "g")
        await seat.press("right_parenthesis", "left_curly_bracket", "v", "plus", "plus", "minus", "O", "escape")
        await seat.press("m", "t", *"ab", "enter", "a", "x", "ctrl+s", "s", "y", "x", "u", "tilde", "equals_sign", "m")
        await seat.press("slash", "a", "enter", "n", "vertical_line", "ctrl+w", "q", "enter", "escape")
        await seat.settle()
        expected = bool(text.strip("\ufeff").strip())
        assert bool(seat.highlights) == expected


async def test_an_empty_folder_takes_every_key(tmp_path):
    from tui.ui.actions import ACTIONS

    (tmp_path / "none").mkdir()
    async with seated(tmp_path / "none", database=tmp_path / "a.db") as seat:
        assert "没有文档" in seat.status
        for action in ACTIONS:
            if action.id != "quit":
                for key in action.keys:
                    await seat.hurry(key)
                await seat.press("escape", "escape")
        assert not (tmp_path / "a.db").exists()


async def test_every_key_at_any_time_is_survived(desk):
    """In every dialog, without pauses, twice over."""
    from tui.ui.actions import ACTIONS

    keys = [key for action in ACTIONS for key in action.keys if action.id != "quit"]
    for opening in ("q", "t", "question_mark", "colon", "T"):
        async with desk(size=(110, 30)) as seat:
            await seat.press(opening)
            for key in keys:
                await seat.hurry(key)
            await seat.settle()
            assert not seat.app._exception


async def test_keys_that_come_in_one_burst(desk):
    async with desk() as seat:
        await seat.type("||||jjwvm||qq??::")
        await seat.press("escape", "escape", "escape")
        assert not seat.app._exception


async def test_damaged_pages_are_told_and_reading_goes_on(desk, database):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m", "t", *"ab", "enter")
        await seat.press("ctrl+q")
    data = bytearray(database.read_bytes())
    with sqlite3.connect(database) as look:
        for (page,) in look.execute("select rootpage from sqlite_master where name in ('highlight', 'document_use')"):
            data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    look.close()
    database.write_bytes(data)
    async with desk() as seat:
        assert "is damaged" in seat.status
        for keys in (("G", "m"), ("f", *"#ab", "enter"), ("o", *"tides", "enter")):
            await seat.press(*keys)
            assert "海風" in seat.painted(seat.reader) or "Mara" in seat.painted(seat.reader)
        await seat.press("G", "m")
        assert "is damaged" in seat.status
        await seat.press("ctrl+q")
    assert database.read_bytes() == data


async def test_a_daily_backup_that_fails_is_told(desk, database):
    async with desk() as seat:
        await seat.press("m")
        await seat.press("ctrl+q")
    with sqlite3.connect(database) as other:
        other.execute("update act set created = '2026-01-05T12:00:00.000Z'")
    other.close()
    (database.parent / "backups").write_text("in the way")
    async with desk() as seat:
        await seat.press("G", "m")
        assert len(seat.highlights) == 2
        await seat.until(lambda: "no backup could be made" in seat.status)
