"""The screen as it was left: shown again before anything is imported, and only where it is still right."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.making import INTERVIEW, seated
from tui.opening.colours import Colours
from tui.opening.page import Shown, frame_of, rows_of
from tui.opening.replay import keep, kept, kept_in
from tui.paths import cache_dir
from tui.ui.leaving import leave

from .test_first_page import _HEAVY, echoes, shut
from .test_terminal_bytes import Terminal, check

_FOOT = "划线"
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LIGHT = {
    "dataclasses",
    "typing",
    "re",
    "enum",
    "signal",
    "pathlib",
    "json",
    "argparse",
    "collections",
    "functools",
    "inspect",
}


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(INTERVIEW, encoding="utf-8")
    return file


def left(folder: Path, keys: str = "", *argv: str) -> Terminal:
    """The program, opened at a document and left after some keys."""
    terminal = Terminal(["-m", "tui", *(argv or ("talk.txt",))], folder)
    terminal.until(_FOOT)
    terminal.rest()
    if keys:
        terminal.press(keys)
    assert terminal.leave("\x11") == 0
    return terminal


def page_of(terminal: Terminal) -> str:
    """What was on the screen before Textual was to be imported."""
    assert terminal.leave("") == 1
    return bytes(terminal.sent).decode().partition("\x1b[?1049l")[0]


def test_a_document_that_is_reopened_is_there_as_it_was_left(talk: Path) -> None:
    left(talk.parent, "jjtnew\r")
    file = Path(kept_in(os.environ))
    assert file.stat().st_mode & 0o777 == 0o600
    terminal = shut(talk.parent, "talk.txt")
    page = page_of(terminal)
    assert _FOOT in page, "the footer is the application's"
    assert "new" in page
    check(page.encode())
    assert "shut" in bytes(terminal.sent).decode().partition("\x1b[?1049l")[2]


def test_keys_typed_meanwhile_are_kept_and_the_terminal_is_given_back(talk: Path) -> None:
    left(talk.parent)
    terminal = Terminal(["-m", "tui", "talk.txt"], talk.parent)
    terminal.until(_FOOT)
    assert not echoes(terminal)
    os.write(terminal.handle, b"tnew\r")
    terminal.until("marked: #new")
    assert "tnew" not in check(bytes(terminal.sent)), "not echoed"
    assert terminal.leave("\x11") == 0
    assert terminal.sent.count(b"\x1b[?1049h") == 1, "the screen is not cleared in between"
    assert echoes(terminal)


def test_after_a_change_the_old_screen_is_not_shown(talk: Path) -> None:
    left(talk.parent)
    assert Path(kept_in(os.environ)).exists()
    talk.write_text("谁：别的话。\n" * 9, encoding="utf-8")
    page = page_of(shut(talk.parent, "talk.txt"))
    assert "别的话" in page
    assert _FOOT not in page


@pytest.mark.parametrize("keys", ["|", "T", "D"])
def test_a_screen_that_the_next_start_does_not_show_is_not_kept(talk: Path, keys: str) -> None:
    left(talk.parent, keys)
    assert not Path(kept_in(os.environ)).exists()


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_what_is_kept_is_what_the_next_start_shows(desk, size: tuple[int, int]) -> None:
    async with desk(size=size) as seat:
        await seat.press("down", "down", "m", "t", *"new", "enter", "down", "v", "right")
        await seat.press("slash", *"海", "enter")
        await seat.press("G", "up", "up", "up")
        its = leave(seat.app, seat.main)
        assert its is not None
        assert its.size == size
        assert its.is_small
        assert os.path.samefile(its.files[0], seat.pane.entry.path)
    async with desk(size=size) as seat:
        await seat.press()
        assert seat.main.library.is_listed
        shown = seat.main._compositor.render_full_update().render_segments(seat.app.console)
    assert _CODES.sub("", its.page).split("\n") == _CODES.sub("", shown).split("\n")
    assert its.page == shown


@pytest.mark.parametrize("keys", [("pagedown", "up", "up"), ("G", "pageup", "down", "j")], ids=str)
async def test_the_rows_that_were_seen_are_seen_again(desk, keys: tuple[str, ...]) -> None:
    async with desk(size=(140, 24)) as seat:
        await seat.look_at("修船")
        await seat.press(*keys)
        seat.reader._wheel(1)
        await seat.settle()
        before, caret = seat.rows(seat.reader), seat.reader.source_offset
        page = seat.reader.page
        assert page.place_of(0) < seat.reader.top < page.place_of(seat.reader.cursor.offset)
        seat.app.exit()
    async with desk(size=(140, 24)) as seat:
        assert (seat.rows(seat.reader), seat.reader.source_offset) == (before, caret)
        place = seat.main.positions.get(seat.pane.entry.path)
        shown = Shown(seat.main.pane.transcript, "a", place.offset, top=place.top)
        rows = [_CODES.sub("", row) for row in rows_of(shown, frame_of(140, 24), Colours(None))]
        assert [row.strip() for row in rows] == [row[: -seat.reader._bars].strip() for row in before]
        await seat.look_at("tides")
        await seat.look_at("修船")
        assert seat.rows(seat.reader) == before, "in one session, too"
    async with desk(size=(140, 12)) as seat:
        rows = [row for row in seat.reader._seen if not row.blank]
        assert rows[0].start <= seat.reader.cursor.offset < rows[-1].end, "where there is less room the caret is seen"
        assert seat.reader.source_offset == caret


async def test_the_file_that_is_named_first_is_opened(folder: Path, database: Path) -> None:
    first, second, *_ = sorted(folder.iterdir())
    async with seated(first, second, database=database) as seat:
        assert seat.pane.entry.path == first
        await seat.look_at(second.name)
        assert leave(seat.app, seat.main) is None, "the next start shows the other"
    async with seated(first, second, database=database) as seat:
        assert seat.pane.entry.path == first
    async with seated(second, first, database=database) as seat:
        assert seat.pane.entry.path == second
    async with seated(folder, first, database=database) as seat:
        assert seat.pane.entry.path == second, "of a folder the one that was read last"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = ["talk.txt", "a.db", "folder"]
    (tmp_path / "talk.txt").write_text("x")
    (tmp_path / "a.db").write_text("x")
    (tmp_path / "folder").mkdir()
    return [*(str(tmp_path / name) for name in names), str(tmp_path / "a.db-wal")]


@pytest.fixture
def here(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "TERM": "xterm", "LC_ALL": "C", "COLUMNS": "80", "LINES": "24"}


ARGV = ["a.txt", "b"]


def put(files: list[str], here: dict[str, str]) -> Path:
    assert keep(ARGV, here, (80, 24), "\x1b[1mpage 页", files, is_small=True)
    found = kept(ARGV, here)
    assert found is not None
    assert (found.page.decode(), found.path, found.is_small) == ("\x1b[1mpage 页", files[0], True)
    assert found.stamp == (os.stat(files[0]).st_mtime_ns, 1)
    return Path(kept_in(here))


def test_a_screen_is_kept_for_its_owner_alone(files: list[str], here: dict[str, str]) -> None:
    file = put(files, here)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(file.parent.iterdir()) == [file]
    assert put(files, here) == file, "written over"


def test_it_lies_with_the_rest_of_what_can_be_made_anew() -> None:
    assert Path(kept_in(os.environ)).parent == cache_dir()
    assert Path(kept_in({})).parts[-3:] == (".cache", "pizhu", "screen")


def test_nothing_is_shown_where_something_is_otherwise(
    files: list[str], here: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(files, here)
    assert kept(["a.txt"], here) is None
    assert kept(["a.txt\0b"], here) is None
    assert kept([*ARGV, ""], here) is None
    otherwise = {"TERM": "vt100", "COLORTERM": "truecolor", "NO_COLOR": "", "COLUMNS": "81", "PIZHU_DB": "b.db"}
    for name, value in otherwise.items():
        assert kept(ARGV, here | {name: value}) is None, name
    monkeypatch.setattr("tui.opening.replay._MAGIC", b"pizhu screen 1 0.0.0")
    assert kept(ARGV, here) is None, "of another version"
    monkeypatch.undo()
    assert kept(ARGV, here) is not None
    monkeypatch.chdir(tmp_path)
    assert kept(ARGV, here) is None, "elsewhere"


@pytest.mark.parametrize(
    "change",
    [
        lambda file: (file / "talk.txt").write_text("xy"),
        lambda file: os.utime(file / "talk.txt", ns=(1, 1)),
        lambda file: (file / "talk.txt").unlink(),
        lambda file: os.utime(file / "a.db", ns=(1, 1)),
        lambda file: (file / "a.db-wal").touch(),
        lambda file: (file / "folder" / "new.txt").touch() or os.utime(file / "folder", ns=(1, 1)),
    ],
)
def test_nothing_is_shown_where_a_file_has_changed(
    files: list[str], here: dict[str, str], tmp_path: Path, change: Callable[[Path], object]
) -> None:
    put(files, here)
    change(tmp_path)
    assert kept(ARGV, here) is None


def test_a_file_that_others_may_have_written_is_refused(
    files: list[str], here: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = put(files, here)
    for mode in (0o620, 0o602):
        file.chmod(mode)
        assert kept(ARGV, here) is None, oct(mode)
    file.chmod(0o600)
    assert kept(ARGV, here) is not None
    us = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: us + 1)
    assert kept(ARGV, here) is None
    monkeypatch.undo()
    moved = file.rename(tmp_path / "elsewhere")
    file.symlink_to(moved)
    assert kept(ARGV, here) is None, "a link"
    file.unlink()
    os.mkfifo(file, 0o600)
    assert kept(ARGV, here) is None, "a pipe"
    file.unlink()
    file.mkdir()
    assert kept(ARGV, here) is None
    assert not keep(ARGV, here, (80, 24), "page", files, is_small=False)


@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=200), cut=st.integers(0, 400))
def test_whatever_is_in_the_file_nothing_breaks(data: bytes, cut: int) -> None:
    with TemporaryDirectory() as folder:
        here = {"XDG_CACHE_HOME": folder, "COLUMNS": "80", "LINES": "24"}
        assert keep(ARGV, here, (80, 24), "page", [folder], is_small=True)
        file = Path(kept_in(here))
        whole = file.read_bytes()
        file.write_bytes(data)
        assert kept(ARGV, here) is None
        torn = whole[:cut] + data
        file.write_bytes(torn)
        found = kept(ARGV, here)
        assert found is None or torn.startswith(whole[: -len(b"page")])


def test_next_to_nothing_is_imported_for_it(files: list[str], here: dict[str, str]) -> None:
    put(files, here)
    probe = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "import os, tui.__main__, tui.opening.start, tui.opening.stage\n"
        f"assert tui.opening.start.kept({ARGV!r}, os.environ) is not None\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", probe], env=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not {name.partition(".")[0] for name in done.stdout.split()} & (_LIGHT | _HEAVY)
