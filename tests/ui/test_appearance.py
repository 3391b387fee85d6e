"""The looks of the page by key and command: measure, numbers, focus on a tag, theme, widths; kept over restarts."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual import events
from textual.filter import ANSIToTruecolor

from tui.layout.cells import is_wide, set_wide
from tui.layout.paint import QUIET
from tui.paths import config_dir
from tui.ui.colours import Depth
from tui.ui.settings import Settings, load
from tui.ui.widgets.paper import depth_of

from .test_pictures import fill


async def command(seat, typed: str) -> None:
    await seat.press("colon")
    await seat.type(typed)
    await seat.press("enter")


async def test_rows_are_made_shorter_and_longer_and_stay_so(desk):
    async with desk(size=(120, 40)) as seat:
        seat.go_to("誰(shuí)都可以")
        at, width = seat.reader.source_offset, seat.reader.page.width
        await seat.press("ctrl+left", "ctrl+left")
        assert seat.reader.page.width == 56 < width
        assert seat.reader.source_offset == at
        assert "28 字" in seat.status
        await seat.press("ctrl+right")
        assert seat.reader.page.width == 64
        left = min(len(row) - len(row.lstrip()) for row in seat.rows(seat.reader) if row.strip())
        assert left > 5, "in the middle of the pane"
    async with desk(size=(120, 40)) as seat:
        assert seat.reader.page.width == 64
        await seat.press("vertical_line")
        assert all(pane.reader.measure == 64 for pane in seat.main.query("Pane"))


async def test_rows_as_long_as_the_pane_allows(desk):
    async with desk(size=(200, 30)) as seat:
        assert seat.reader.page.width == 80
        await seat.press("W")
        wide = seat.reader.page.width
        assert wide > 100
        await seat.press("ctrl+right")
        assert seat.reader.page.width == wide
        assert "as long as the pane allows" in seat.status
        await seat.press("W")
        assert seat.reader.page.width == 80


async def test_paragraphs_are_numbered_on_request(desk):
    async with desk() as seat:
        assert not any(row.split()[:1] == ["2"] for row in seat.rows(seat.reader))
        await command(seat, "段号")
        (row,) = [row for row in seat.rows(seat.reader) if "空牆是留給" in row]
        assert row.split()[:2] == ["2", "馮岸"]
        await seat.look_at("tides")
        (row,) = [row for row in seat.rows(seat.reader) if "Because" in row]
        assert row.split()[:2] == ["2", "Idris"]
        await seat.press("tilde")
        assert seat.rows(seat.reader)[1].split()[0] == "2", "the source: its lines"
    async with desk() as seat:
        assert seat.reader.numbered
        await command(seat, "段号")
        assert not load().numbers


async def test_focus_on_a_tag(desk, folder, database):
    fill(folder, database)
    async with desk() as seat:
        await seat.press("right_square_bracket")
        assert len(seat.reader.marks_here()) == 1
        await seat.press("Z")
        assert "只看 #学习/慢" in seat.status
        colours = [(mark.colour, mark.aside) for mark in seat.reader._marks.marks]
        assert colours[0][0] != QUIET
        assert colours[1:] == [(QUIET, True)] * 2
        at = seat.reader.source_offset
        await seat.press("right_square_bracket")
        assert seat.reader.source_offset == at, "nothing else to go to"
        await seat.press("m", "escape")
        assert seat.main.desk.focus == "学习/慢", "acts leave it"
        await seat.press("j", "j", "j")
        assert "Z 结束" in seat.status
        await seat.press("Z")
        assert not seat.main.desk.focus
        assert not any(mark.aside for mark in seat.reader._marks.marks)


async def test_focus_from_the_sidebar_takes_in_the_tags_below(desk, folder, database):
    fill(folder, database)
    async with desk() as seat:
        await seat.press("T")
        tags = seat.main.query_one("#tags")
        while tags.key != "学习":
            await seat.press("j")
        await seat.press("Z", "escape", "g")
        assert [mark.aside for mark in seat.reader._marks.marks] == [False, False, True]
        before = seat.reader.source_offset
        await seat.press("G", "left_square_bracket", "left_square_bracket")
        assert before < seat.reader.source_offset < seat.reader._marks.marks[1].start + 20
        await seat.press("T", "Z")
        assert not seat.main.desk.focus


async def test_without_a_tag_there_is_nothing_to_focus_on(desk):
    async with desk() as seat:
        await seat.press("Z")
        assert "no tag here" in seat.status
        assert not seat.main.desk.focus


async def test_a_click_on_the_map_goes_to_the_highlight_there(desk, folder, database):
    async with desk(size=(120, 20)) as seat:
        await seat.look_at("修船")
        seat.go_to("第30年我们")
        await seat.press("m")
        at = seat.reader.source_offset
        await seat.press("g")
        reader = seat.reader
        (y,) = [y for y, row in enumerate(seat.rows(reader)) if row[-1] in "▝▗▐"]
        await seat.pilot.click(reader, offset=(reader.size.width - 1, y))
        await seat.settle()
        assert reader.source_offset == at
        await seat.pilot.mouse_down(reader, offset=(reader.size.width - 1, 0))
        await seat.pilot.hover(reader, offset=(5, reader.size.height - 1))
        await seat.settle()
        assert reader.source_offset > at, "dragged to the end"
        await seat.pilot.mouse_up(reader)
        await seat.type("/木头")
        await seat.press("enter")
        assert sum(row[-1] in "▘▖▌▀▞▛▚▄▙▜▟█" for row in seat.rows(reader)) > 5
        await seat.press("escape")
        assert sum(row[-1] in "▘▖▌▀▞▛▚▄▙▜▟█" for row in seat.rows(reader)) == 0


async def test_speakers_have_a_column_where_there_is_room(desk):
    async with desk(size=(200, 30)) as seat:
        await seat.look_at("修船")
        assert {row[-2] for row in seat.rows(seat.reader)} <= {"▀", " "}
        assert "▀" in {row[-2] for row in seat.rows(seat.reader)}
        await seat.look_at("摘录")
        assert "▀" not in {row[-2] for row in seat.rows(seat.reader)}, "nobody speaks"


async def test_a_theme_is_seen_chosen_and_kept(desk):
    async with desk() as seat:
        before = seat.app.theme
        ground = seat.reader.render_lines(seat.reader.size.region)[0]._segments[0].style.bgcolor
        await command(seat, "Theme")
        await seat.press("down")
        await seat.until(lambda: seat.app.theme != before)
        await seat.press("escape")
        assert seat.app.theme == before, "only looked at"
        await command(seat, "Theme")
        await seat.type("solarized-light")
        await seat.until(lambda: seat.app.theme == "solarized-light")
        await seat.press("enter")
        assert seat.app.theme == "solarized-light"
        chosen = seat.reader.render_lines(seat.reader.size.region)[0]._segments[0].style.bgcolor
        assert chosen != ground
    async with desk() as seat:
        assert seat.app.theme == "solarized-light"
        assert seat.reader.render_lines(seat.reader.size.region)[0]._segments[0].style.bgcolor == chosen
        assert seat.app.has_class("-light-mode")
        assert any(isinstance(one, ANSIToTruecolor) for one in seat.app.get_line_filters())
        await command(seat, "Theme")
        await seat.type("ansi-dark")
        await seat.press("enter")
    async with desk() as seat:
        assert not any(isinstance(one, ANSIToTruecolor) for one in seat.app.get_line_filters()), "the terminal's own"
        await command(seat, "Theme")
        await seat.press("escape")
        assert load() == Settings(theme="ansi-dark")


async def test_how_many_colours_there_are_is_known(desk, monkeypatch):
    async with desk() as seat:
        seat.app.console._color_system = ColorSystem.TRUECOLOR
        assert depth_of(seat.app) is Depth.FULL
        seat.app.console._color_system = ColorSystem.STANDARD
        assert depth_of(seat.app) is Depth.SIXTEEN
        seat.app.theme = "ansi-dark"
        assert depth_of(seat.app) is Depth.NATIVE
    monkeypatch.setenv("NO_COLOR", "1")
    for theme in ("nord", "ansi-light"):
        async with desk() as seat:
            seat.app.theme = theme
            await seat.press("v")
            assert depth_of(seat.app) is Depth.NONE
            strips = seat.reader.render_lines(seat.reader.size.region)
            styles = [segment.style for strip in strips for segment in strip if segment.style]
            assert any(style.reverse for style in styles)
            for style in styles:
                for colour in (style.color, style.bgcolor):
                    red, green, blue = colour.triplet if colour is not None and colour.triplet else (0, 0, 0)
                    assert red == green == blue, theme


@pytest.fixture
def _narrow_again():
    yield
    set_wide(False)


@pytest.mark.usefixtures("_narrow_again")
async def test_the_terminal_tells_how_wide_it_draws(desk):
    async with desk(size=(100, 20)) as seat:
        await seat.look_at("摘录")
        seat.app._asked = True
        seat.app.post_message(events.CursorPosition(7, 3))
        await seat.settle()
        assert not is_wide(), "an answer to something else"
        seat.app.post_message(events.CursorPosition(2, 0))
        await seat.settle()
        assert is_wide()
        assert not seat.app._asked
        assert load() == Settings(seen_wide=True)
        widths = {strip.cell_length for strip in seat.reader.render_lines(seat.reader.size.region)}
        assert widths == {seat.reader.size.width}
        await seat.press("v", "m", "question_mark")
        assert "▎" not in seat.shown, "nothing that may take two cells in the margin"
        await seat.press("escape")
    async with desk(size=(100, 20)) as seat:
        assert is_wide(), "known from the last time"
        await command(seat, "Ambiguous")
        assert not is_wide()
        assert "narrow" in seat.status
    assert load().ambiguous == "narrow"
    async with desk() as seat:
        assert not is_wide()


async def test_a_wrong_configuration_is_told_and_hinders_nobody(desk):
    file = config_dir() / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('measure = "[/b]"\ntheme = "no such"\nnumbers = true\n', encoding="utf-8")
    async with desk() as seat:
        assert "config.toml: measure" in seat.status
        assert seat.reader.numbered
        assert seat.app.theme == "textual-dark"
