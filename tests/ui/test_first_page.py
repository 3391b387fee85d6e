"""The first page, shown before Textual is there: in a pseudo terminal, where importing Textual can be made to fail."""

from __future__ import annotations

import os
import re
import signal
import termios
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.hostile import DOCUMENT
from tests.ui.making import INTERVIEW, lay_files
from tui.annotations.schema import APPLICATION_ID
from tui.layout.paint import Part, Role
from tui.layout.rows import Layout
from tui.opening.asked import _IDENTITY, asked, chosen
from tui.opening.colours import DARK, Colours, _code, palette, written
from tui.opening.page import Frame, Shown, first_page, frame_of, rows_of
from tui.paths import state_dir
from tui.transcript.files import load
from tui.ui import appearance
from tui.ui.colours import Depth
from tui.ui.leaving import colours_of
from tui.ui.palette import Paper, style_of
from tui.ui.widgets.paper import paper_of

from .test_terminal_bytes import Terminal, check

_SHUT = """
import builtins, sys
real = builtins.__import__

def shut(name, *args, **kwargs):
    if name.partition(".")[0] in ("textual", "rich"):
        open("modules", "w").write(" ".join(sys.modules))
        raise {error}
    return real(name, *args, **kwargs)

builtins.__import__ = shut
from tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
_HEAVY = {"textual", "rich", "jieba", "opencc", "lxml", "sqlite_utils", "asyncio", "argparse", "tempfile"}
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def echoes(terminal: Terminal) -> bool:
    """Whether what is typed is echoed, line by line: the settings that were found."""
    flags = termios.tcgetattr(terminal.handle)[3]
    return bool(flags & termios.ECHO and flags & termios.ICANON)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(INTERVIEW, encoding="utf-8")
    return file


def shut(folder: Path, *argv: str, error: str = "ImportError('shut')") -> Terminal:
    """The program, in which importing Textual ends in an error."""
    return Terminal(["-c", _SHUT.format(error=error), *argv], folder)


def test_the_page_is_there_before_textual_and_the_terminal_is_given_back(talk: Path) -> None:
    terminal = shut(talk.parent, "talk.txt")
    assert terminal.leave("") == 1
    sent = terminal.sent.decode()
    page, _, behind = sent.partition("\x1b[?1049l")
    assert page.index("\x1b[?1049h") < page.index("第一版错了")
    assert "\x1b[?25h" in behind
    assert "shut" in behind
    modules = (talk.parent / "modules").read_text().split()
    library = modules.index("tui.library")
    assert _HEAVY & {name.partition(".")[0] for name in modules[:library]} == set()


def test_ctrl_c_before_textual_gives_the_terminal_back(talk: Path) -> None:
    terminal = shut(talk.parent, "talk.txt", error="KeyboardInterrupt")
    assert terminal.leave("") == 130
    assert terminal.sent.decode().endswith("\x1b[?1049l\x1b[?25h")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_before_textual_gives_the_terminal_back(talk: Path, number: int) -> None:
    kill = f"(__import__('os').kill(__import__('os').getpid(), {int(number)}), __import__('time').sleep(5))[0]"
    terminal = shut(talk.parent, "talk.txt", error=f"Exception({kill})")
    assert terminal.leave("") == 128 + number
    assert terminal.sent.decode().endswith("\x1b[?1049l\x1b[?25h")


def test_keys_typed_while_the_page_is_shown_reach_the_application(talk: Path) -> None:
    terminal = Terminal(["-m", "tui", "--db", "a.db", "talk.txt"], talk.parent)
    terminal.until("第一版错了")
    assert b"\xe5\x88\x92\xe7\xba\xbf" not in terminal.sent, "the footer is the application's"
    os.write(terminal.handle, b"tnew\r")
    terminal.until("marked: #new")
    plain = check(bytes(terminal.sent))
    assert "tnew" not in plain, "not echoed"
    assert terminal.leave("\x11") == 0
    assert (talk.parent / "a.db").exists()
    assert terminal.sent.count(b"\x1b[?1049h") == 1, "the screen is not cleared in between"


def test_nothing_of_a_document_acts_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J.txt").write_text(DOCUMENT, encoding="utf-8", newline="")
    terminal = shut(tmp_path, "a\x1b[2J.txt")
    assert terminal.leave("") == 1
    sent = bytes(terminal.sent)
    check(sent[: sent.index(b"\x1b[?1049l")])


def test_no_page_where_something_is_in_the_way(talk: Path) -> None:
    folder = talk.parent
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n" + bytes(3000))
    (folder / "page.txt").write_bytes(b"<!doctype html><html><body><p>a</p></body></html>" + b"<p>b</p>" * 70000)
    (folder / "other.db").write_bytes(b"SQLite format 3\0" + bytes(2000))
    for argv in (["picture.txt"], ["page.txt"], ["--db", "other.db", "talk.txt"]):
        terminal = shut(folder, *argv)
        assert terminal.leave("") == 1
        assert b"\x1b[?1049h" not in terminal.sent, argv


def test_what_is_asked_is_told_without_a_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lay_files(tmp_path / "seeds")
    (tmp_path / "show").write_text("x")
    file = next((tmp_path / "seeds").glob("*.txt"))
    plain = asked([], {})
    assert plain is not None
    assert plain.places == (str(tmp_path / "seeds"),)
    named = asked(["--db", "x.db", str(file)], {})
    assert named is not None
    assert (named.paths, named.database) == ((str(file),), "x.db")
    for argv in (["show"], ["--help"], ["missing.txt"], ["--encoding", "big5", str(file)], ["quotes", "#a"]):
        assert asked(argv, {}) is None
    assert chosen(("seeds",), str(file)) == os.path.join("seeds", file.name)
    assert chosen((str(file),), "") == str(file)
    other = str(file.with_name("other.txt"))
    assert chosen((str(file), other), other) == str(file), "the one that is named first, not the one read last"
    assert chosen((str(tmp_path / "a.docx"), str(file)), str(file)) == ""
    assert chosen(("seeds",), str(tmp_path / "seeds" / ".git" / "a.txt")) == ""
    assert chosen(("seeds",), str(tmp_path / "seeds" / "gone.txt")) == ""


def test_our_databases_are_known_by_their_mark() -> None:
    assert int.from_bytes(_IDENTITY, "big") == APPLICATION_ID


def test_the_colours_are_those_of_the_application() -> None:
    paper = Paper("#121212", "#e0e0e0", "#fea62b", "#0178d4")
    colours = Colours(DARK)
    assert (paper.background, paper.foreground) == (
        "#{:02x}{:02x}{:02x}".format(*DARK.ground),
        "#{:02x}{:02x}{:02x}".format(*DARK.ink),
    )
    roles = [Role(part) for part in (Part.BODY, Part.HEADING, Part.QUIET, Part.TIME)]
    roles += [Role(Part.BODY, caret=True), *(Role(Part.SPEAKER, speaker=number) for number in range(9))]
    for role in roles:
        style = style_of(role, paper)
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
        assert colours.of(role) == _code(ground, ink, bold=bool(style.bold)), role


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (140, 40), (200, 50)], ids=str)
async def test_the_page_is_the_one_that_the_application_shows(desk, size: tuple[int, int]) -> None:
    async with desk(size=size) as seat:
        reader = seat.reader
        frame = frame_of(*size)
        region = reader.region
        assert (region.x, region.width, region.height) == frame
        shown = Shown(seat.main.pane.transcript, "a")
        rows = [_plain(row) for row in rows_of(shown, frame, Colours(None))]
        painted = [
            strip.crop(0, region.width - reader._bars).text.rstrip()
            for strip in reader.render_lines(reader.size.region)
        ]
        assert rows == painted[: len(rows)]


async def test_the_page_is_set_and_coloured_as_the_reader_likes_it(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.ui.leaving.paper_of", lambda it: paper_of(it)._replace(depth=Depth.FULL))
    for theme in ("", "textual-light"):
        async with desk(size=(140, 40)) as seat:
            seat.app.theme = theme or seat.app.theme
            appearance.change(seat.main, replace(seat.main.settings, theme=theme, measure=56, numbers=True))
            await seat.press()
            its = seat.reader
            shown = Shown(seat.main.pane.transcript, "a", measure=56, numbered=True)
            rows = [_plain(row) for row in rows_of(shown, frame_of(140, 40), Colours(None))]
            strips = its.render_lines(its.size.region)
            assert rows == [strip.crop(0, its.size.width - its._bars).text.rstrip() for strip in strips][: len(rows)]
            kept = written(seat.app.theme, colours_of(seat.main))
            found = palette(theme, kept)
            assert found is not None
            assert (found == DARK) == (not theme)
            styles = {segment.style.bgcolor.get_truecolor() for strip in strips for segment in strip if segment.style}
            assert found.ground in styles
            assert written(seat.app.theme, [*found[:6], *found.speakers]) == kept
    assert palette("nord", kept) is None
    assert palette("textual-light", kept + "1") is None
    assert palette("textual-light", kept.replace("1", "-")) is None


def test_a_light_page_does_not_flash_dark(talk: Path) -> None:
    settings = state_dir() / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"theme": "textual-light"}')
    terminal = shut(talk.parent, "talk.txt")
    assert terminal.leave("") == 1
    assert b"48;2;" not in terminal.sent, "its colours are not known yet"
    terminal = Terminal(["-m", "tui", "talk.txt"], talk.parent)
    terminal.until("划线")
    terminal.rest()
    assert terminal.leave("\x11") == 0
    os.utime(talk, ns=(1, 1))
    terminal = shut(talk.parent, "talk.txt")
    assert terminal.leave("") == 1
    page = bytes(terminal.sent).partition(b"\x1b[?1049l")[0]
    assert b"48;2;" in page
    assert "48;2;{};{};{}".format(*DARK.ground).encode() not in page


def _plain(row: str) -> str:
    pad = int(re.match(r"\x1b\[(\d+)C", row)[1])  # type: ignore[index]
    return (" " * pad + _CODES.sub("", row)).rstrip()


def test_a_page_deep_in_the_document(talk: Path) -> None:
    transcript = load(talk)
    offset = transcript.text.index("第30年呢")
    page = first_page(Shown(transcript, "t", offset), 100, 30, Colours(None))
    assert "第30年" in _CODES.sub("", page)
    assert first_page(Shown(transcript, "t"), 7, 30, Colours(None)) == ""
    assert isinstance(Layout(transcript, 40).width, int)
    assert frame_of(80, 24) == Frame(0, 80, 21)
