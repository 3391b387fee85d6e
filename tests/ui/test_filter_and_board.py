"""Filtering, the quotes board and export: what passes, where it is shown, and the way there and back."""

from __future__ import annotations

from pathlib import Path

from tui.annotations.store import Store
from tui.layout.cells import cell_len
from tui.layout.paint import QUIET
from tui.library import Library
from tui.ui.screens.board import Board
from tui.ui.screens.dialog import Ask
from tui.ui.screens.main import MainScreen
from tui.ui.widgets.rowlist import RowList


async def four_quotes(folder: Path, database: Path) -> None:
    """慢 on two (one of them starred), 人 on one, nothing on one; three documents."""
    library = Library.open([folder], database=database)
    wanted = (
        ("01-", "海風每年吹掉一半。", ["慢"], "", False),
        ("02-", "学了去才好。", ["人"], "关于开放", False),
        ("04-", "learn to read the stains", ["慢"], "", True),
        ("04-", "Why did you keep the tide tables on paper?", [], "", False),
    )
    for name, words, tags, note, starred in wanted:
        entry = next(e for e in library.entries if e.title.startswith(name))
        transcript = library.transcript(entry)
        start = transcript.text.index(words)
        library.mark(entry, transcript, start, start + len(words), tags=tags, note=note, starred=starred)
    library.close()


async def filter_by(seat, text: str) -> None:
    await seat.press("f")
    await seat.type(text)
    await seat.press("enter")


async def test_a_filter_leaves_out_and_paints_what_is_left_out_quietly(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await filter_by(seat, "#慢 -is:starred")
        assert isinstance(seat.screen, MainScreen)
        assert seat.main.desk.total == 1
        assert "筛选 #慢 -is:starred" in seat.painted("#filter-title")
        await seat.look_at("tides")
        colours = {seat.source[m.start : m.end]: m.colour for m in seat.reader._marks.marks}
        assert set(colours.values()) == {QUIET}
        await filter_by(seat, "")
        assert "#慢 -is:starred" in seat.painted("#filter-title"), "one goes on from the filter that is there"


async def test_a_wrong_filter_shows_its_error_and_stays_open(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await filter_by(seat, "(#慢")
        assert isinstance(seat.screen, Ask)
        assert "(column " in seat.shown
        await seat.type(")")
        assert "(column " not in seat.shown
        await seat.press("enter")
        assert isinstance(seat.screen, MainScreen)
        assert seat.main.desk.total == 2
        await seat.press("f", "escape")
        assert seat.main.desk.total == 2, "Esc leaves the filter as it was"


async def test_what_no_typing_mends_is_told_while_it_is_typed_and_whole(desk):
    async with desk(size=(80, 24)) as seat:

        def marked() -> int:
            """Cells in front of the place that is marked."""
            return seat.painted("#ask-mark").find("▲")

        await seat.press("f")
        await seat.type("海風 foo")
        assert marked() < 0
        await seat.type(":")
        assert "if you look for it (column 4)" in " ".join(seat.painted("#ask-title").split())
        assert marked() == len(" 海風 ") + 2
        assert "海風 foo:" in seat.painted("Input")
        await seat.press(*["backspace"] * 4)
        await seat.type("is:star")
        assert marked() < 0, "it may go on"
        await seat.type(" ")
        assert "not “star” (column 7)" in " ".join(seat.painted("#ask-title").split())
        await seat.press("backspace")
        await seat.type("red")
        assert marked() < 0
        assert "Enter ✓" in seat.painted("#ask-title")


async def test_full_width_punctuation_filters_too_and_unknown_tags_are_told(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await filter_by(seat, "＃慢　－is：starred")
        assert str(seat.main.desk.filter) == "#慢 -is:starred"
        assert seat.main.desk.total == 1
        await seat.press("f", "ctrl+u")
        await seat.type("#没有的")
        await seat.press("enter")
        assert "no such tag: #没有的" in seat.status
        assert seat.main.desk.total == 0


async def test_enter_on_a_tag_goes_through_must_must_not_and_either(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("T")
        assert seat.main.query_one("#tags", RowList).has_focus
        await seat.press("home")
        path = seat.main.query_one("#tags", RowList).key
        carrying = sum(path in quote.tags for quote in seat.store.quotes())
        await seat.press("enter")
        assert str(seat.main.desk.filter) == f"#{path}"
        assert seat.main.desk.total == carrying
        assert any(row.startswith("+") for row in seat.rows("#tags"))
        await seat.press("enter")
        assert seat.main.desk.total == 4 - carrying
        assert any(row.startswith("−") for row in seat.rows("#tags"))
        await seat.press("enter")
        assert not seat.main.desk.filtered
        assert seat.main.desk.total == 4
        await seat.press("escape")
        assert seat.reader.has_focus, "Esc leads back to the text"


async def test_the_board_lists_by_document_and_by_tag(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("q")
        assert isinstance(seat.screen, Board)
        rows = seat.rows("#board-rows")
        assert "摘录 Quotes 4" in seat.painted("#board-title")
        heads = [row.strip() for row in rows if "lib/" in row]
        assert heads == ["lib/01-對談-空牆.txt 1", "lib/02-访谈-修船.txt 1", "lib/04-tides.txt 2"]
        assert any("不會滿。海風每年吹掉一半。" in row for row in rows), "with the sentence before it"
        assert any("关于开放" in row for row in rows)
        assert any("★" in row and "Idris" in row for row in rows)
        await seat.press("g")
        rows = seat.rows("#board-rows")
        assert [r.split()[0] for r in rows if r.startswith((" #", " 无"))] == ["#慢", "#人", "无标签"]
        assert "按标签" in seat.painted("#board-title")
        await seat.press("f")
        await seat.type("is:starred")
        await seat.press("enter")
        assert isinstance(seat.screen, Board)
        assert "摘录 Quotes 1" in seat.painted("#board-title")
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)
        assert seat.main.desk.total == 1, "the filter of the board is the filter"


async def test_enter_on_the_board_goes_there_and_ctrl_o_comes_back(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("G")
        at = seat.reader.source_offset
        await seat.press("q", "down", "down", "enter")
        assert seat.pane.entry.title == "04-tides.txt"
        assert seat.source[seat.reader.source_offset :].startswith("Why did you")
        assert seat.reader.active_id
        await seat.press("ctrl+o")
        assert isinstance(seat.screen, Board), "it comes back to the board first, where it was left"
        await seat.press("enter")
        assert seat.pane.entry.title == "04-tides.txt"
        await seat.press("ctrl+o", "escape", "ctrl+o")
        assert seat.pane.entry.title == "01-對談-空牆.txt"
        assert seat.reader.source_offset == at
        await seat.press("ctrl+o", "ctrl+o")
        assert "no earlier place" in seat.status, "where G came from is the first place"


async def test_the_board_opens_at_the_highlight_under_the_caret(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.look_at("修船")
        seat.go_to("学了去才好")
        await seat.press("q")
        assert seat.screen._here.anchor.quote == "学了去才好。"
        await seat.press("down", "down", "enter")
        assert seat.pane.entry.title == "04-tides.txt"
        await seat.press("g", "G", "q")
        assert seat.screen._here.document.path.endswith("04-tides.txt"), "on none: where it was left"


async def test_the_keys_of_the_board_fit_into_eighty_columns(desk):
    async with desk(size=(80, 24)) as seat:
        await seat.press("q")
        assert seat.rows("#board-foot")[0].rstrip().endswith("Esc 返回")


async def test_a_quote_that_goes_on_says_so_on_the_board(desk, folder, database):
    await four_quotes(folder, database)
    async with desk(size=(50, 30)) as seat:
        await seat.press("q")
        assert "…" not in "".join(seat.rows("#board-rows"))
        await seat.press("escape", "ctrl+a", "m", "q", "home")
        shown = [row.rstrip(" ▐") for row in seat.rows("#board-rows")]
        striped = [row for row in shown if "▎" in row]
        assert any(row.endswith(" …") for row in striped)


async def test_the_board_without_quotes_says_so(desk):
    async with desk() as seat:
        await seat.press("q")
        assert "no quotes yet" in seat.shown
        await seat.press("f")
        await seat.type("is:starred")
        await seat.press("enter", *"g+vaxu", "enter", "down")
        assert "no quote passes" in seat.shown
        assert "f 改筛选 changes the filter: is:starred" in seat.shown
        await seat.press("q")
        assert isinstance(seat.screen, MainScreen)


async def export_to(seat, name: str) -> None:
    await seat.press("E", "ctrl+u")
    await seat.type(name)
    await seat.press("enter")


async def test_export_writes_and_asks_before_it_replaces(desk, folder, database, tmp_path):
    await four_quotes(folder, database)
    async with desk() as seat:
        await filter_by(seat, "#慢")
        await export_to(seat, "out.md")
        assert "已导出 2 条" in seat.status
        text = (tmp_path / "out.md").read_text(encoding="utf-8")
        assert "海風每年吹掉一半。" in text
        assert "学了去才好。" not in text
        (tmp_path / "out.md").write_text("mine", encoding="utf-8")
        await export_to(seat, "out.md")
        assert isinstance(seat.screen, Ask)
        assert "Enter again replaces it" in seat.shown
        assert (tmp_path / "out.md").read_text(encoding="utf-8") == "mine"
        await seat.press("enter")
        assert (tmp_path / "out.md").read_text(encoding="utf-8") == text


async def test_export_refuses_what_is_no_name_for_quotes(desk, folder, database, tmp_path):
    await four_quotes(folder, database)
    (tmp_path / "d.md").mkdir()
    (tmp_path / "real.md").write_text("mine", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    async with desk() as seat:
        for name, answer in (("", "file name"), ("out.docx", "ends in"), ("d.md", "folder"), ("out", "ends in")):
            await export_to(seat, name)
            assert isinstance(seat.screen, Ask)
            assert answer in seat.shown
            await seat.press("escape")
        for name in ("~nobody-here/q.md", "x" * 300 + ".md", "nowhere/q.md", "link.md"):
            await export_to(seat, name)
            if isinstance(seat.screen, Ask):
                assert "no place for a file" in seat.shown or "Enter again" in seat.shown, name
                await seat.press("enter")
            if isinstance(seat.screen, Ask):
                await seat.press("escape")
            else:
                assert "⚠" in seat.status, name
        assert (tmp_path / "real.md").read_text(encoding="utf-8") == "mine"


async def test_export_from_the_board_tells_on_the_board(desk, folder, database, tmp_path):
    await four_quotes(folder, database)
    async with desk() as seat:
        await seat.press("q")
        await export_to(seat, "q.csv")
        assert isinstance(seat.screen, Board)
        assert "已导出 4 条" in seat.shown
        assert (tmp_path / "q.csv").exists()
        await export_to(seat, "nowhere/q.csv")
        assert "⚠" in seat.shown


async def test_a_quote_of_a_document_that_is_gone_is_still_on_the_board(desk, folder, database):
    await four_quotes(folder, database)
    (folder / "04-tides.txt").unlink()
    async with desk() as seat:
        await seat.press("q")
        assert "read the stains." in " ".join(seat.shown.replace("▎", " ").split())
        await seat.press("end", "enter")
        assert isinstance(seat.screen, MainScreen)
        assert "04-tides.txt: the document is not here" in seat.status
        assert seat.pane.entry.title.startswith("01-")


async def test_what_the_store_holds_is_what_was_counted(desk, folder, database):
    await four_quotes(folder, database)
    async with desk(size=(140, 40)) as seat:
        await filter_by(seat, "#慢")
        rows = [row.split() for row in seat.rows("#documents") if row.strip()]
        listed = {row[0].strip("▸"): [sign for sign in row[1:] if not sign.endswith("%")] for row in rows}
        assert listed["01-對談-空牆"] == ["1"]
        assert listed["02-访谈-修船"] == []
        assert listed["04-tides"] == ["1"]
    with Store(database) as store:
        assert len(store.quotes()) == 4


async def test_the_place_of_an_error_is_marked_under_the_line(desk):
    async with desk() as seat:
        await filter_by(seat, "#慢 near(#人)")
        assert "two parts and a distance" in seat.painted("#ask-title")
        line, mark = seat.screen.query_one("Line"), seat.rows("#ask-mark")[0]
        assert line.value.index(")") == 10
        assert cell_len(mark[: mark.index("▲")]) == 1 + cell_len(line.value[:10])
        await seat.type(" ")
        assert "▲" not in seat.painted("#ask-mark")


async def test_the_tags_are_counted_under_the_filter(desk, folder, database):
    await four_quotes(folder, database)
    async with desk(size=(140, 40)) as seat:

        def counts() -> dict[str, list[str]]:
            rows = [row.split() for row in seat.rows("#tags") if "人" in row or "慢" in row]
            return {row[-3]: row[-2:] for row in rows}

        assert counts() == {"人": ["·", "1"], "慢": ["1", "2"]}
        await filter_by(seat, "is:starred")
        assert counts() == {"人": ["·", "·"], "慢": ["·", "1"]}, "a dot tells what would leave nothing"
        assert "here pass" in seat.painted("#tags-title")
        assert "1 条 quotes pass" in seat.status
        await seat.look_at("tides")
        seat.go_to("learn to read")
        await seat.press("s")
        assert counts() == {"人": ["·", "·"], "慢": ["·", "·"]}, "counted anew behind every act"
        await seat.press("u")
        assert counts()["慢"] == ["1", "1"]


async def test_a_filter_is_saved_and_chosen_and_lives(desk, folder, database):
    await four_quotes(folder, database)
    async with desk() as seat:
        await filter_by(seat, "#慢 -is:starred")
        seat.main.action_perform("save_filter")
        await seat.settle()
        await seat.type("海")
        await seat.press("enter")
        assert seat.store.filters() == {"海": "#慢 -is:starred"}
        await seat.press("f", "ctrl+u", "enter")
        assert seat.main.desk.total == 4
        seat.main.action_perform("saved_filters")
        await seat.settle()
        assert "#慢 -is:starred" in seat.shown
        await seat.type("hai")
        await seat.press("enter")
        assert str(seat.main.desk.filter) == "saved:海"
        assert seat.main.desk.total == 1
        seat.store.save_filter("海", "#慢")
        seat.main.refresh_desk()
        await seat.settle()
        assert seat.main.desk.total == 2
        seat.main.action_perform("by_speaker")
        await seat.settle()
        await seat.press("enter")
        assert seat.main.desk.total == 1
        assert str(seat.main.desk.filter).startswith("saved:海 @")
