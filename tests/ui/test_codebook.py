"""The codebook: tags are looked after by keys, each change one act; the selected words become a tag; digits hold."""

from __future__ import annotations

import pytest

from tui.ui.screens.codebook import CodebookScreen
from tui.ui.screens.dialog import Pick
from tui.ui.screens.main import MainScreen
from tui.ui.widgets.rowlist import RowList

from .making import SIZES, Seat, acts


def tagged(seat: Seat, **quotes: str) -> None:
    """Mark these words of the open document, each with the tag."""
    library, pane = seat.app.library, seat.pane
    for words, path in quotes.items():
        start = seat.source.index(words)
        library.mark(pane.entry, pane.transcript, start, start + len(words), tags=[path])
    seat.main.refresh_desk()


def rows(seat: Seat) -> list[str]:
    return [row.strip() for row in seat.rows("#codebook-rows") if row.strip()]


def paths(seat: Seat) -> list[str]:
    return seat.store.codebook().sorted_paths()


@pytest.fixture
async def book(desk):
    """The codebook of a library with some tags, before the reader."""
    async with desk(size=(120, 40)) as seat:
        tagged(seat, 空牆是="牆/空牆", 當然有="牆", 海風="海風")
        seat.store.create_tag("人/讀者")
        seat.main.refresh_desk()
        await seat.press("C")
        assert isinstance(seat.screen, CodebookScreen)
        yield seat


async def find(seat: Seat, typed: str) -> None:
    await seat.press("/")
    await seat.type(typed)
    await seat.press("enter")


async def test_the_tree_has_counts_of_tags_and_of_branches(book):
    (wall,) = [row for row in rows(book) if " 牆 " in row]
    assert wall.split()[-2:] == ["1", "2"]
    assert "未用 unused 2" in book.painted("#codebook-title")
    await find(book, "牆")
    await book.press("enter")
    assert not any("空牆" in row for row in rows(book)), "folded away"
    await book.press("l")
    assert any("空牆" in row for row in rows(book))
    await book.press("z")
    assert len(rows(book)) == 3
    await book.press("z")
    assert len(rows(book)) == 5


async def test_a_tag_is_found_by_what_one_types(book):
    await book.press("z")
    for typed in ("dz", "读者", "rendu"):
        await book.press("/")
        await book.type(typed)
        assert rows(book)[0].split()[1] == "人/讀者"
        await book.press("escape")
        assert isinstance(book.screen, CodebookScreen)
    await find(book, "duzhe")
    assert book.screen.path == "人/讀者"
    assert any("讀者" in row for row in rows(book)), "its branch is opened"
    await book.press("escape")
    assert isinstance(book.screen, MainScreen)


async def test_each_change_is_one_act_that_is_undone_on_the_screen(book):
    begin = acts(book)
    await find(book, "海風")
    await book.press("n", *"ABC", "enter")
    assert "海風/ABC" in paths(book)
    assert book.screen.path == "海風/ABC", "the cursor goes to what was made"
    await book.press("r")
    await book.type("浪")
    await book.press("enter", "c")
    assert isinstance(book.screen, Pick)
    await book.type("红")
    await book.press("enter", "L", "backspace", "W", "enter", "e")
    await book.type("一")
    await book.press("enter")
    await book.type("二")
    await book.press("ctrl+s", "a")
    await book.type("wave，波")
    await book.press("enter", "v", "/", "enter")
    tag = book.store.codebook().by_path["浪"]
    assert (tag.colour, tag.letter, tag.description, tag.aliases) == ("red", "W", "一\n二", ("wave", "波"))
    deeds = ["move_tag", "change_tag", "change_tag", "change_tag", "change_tag", "rename_tag", "create_tag"]
    assert acts(book) == [*deeds, *begin]
    await book.press(*"uuuuuuu")
    assert acts(book) == begin
    assert "已撤销 undone: 新标签" in book.painted("#codebook-foot")
    await book.press(*["ctrl+r"] * 7)
    assert book.store.codebook().by_path["浪"] == tag


async def test_merging_says_how_many_quotes_and_takes_no_part_of_itself(book):
    await find(book, "牆")
    await book.press("m")
    assert "#牆 (2 条 quotes)" in book.painted("#pick-title")
    assert "牆/空牆" not in [row.key for row in book.screen.query_one(RowList).rows]
    await book.type("haifeng")
    await book.press("enter")
    assert paths(book) == ["海風", "海風/空牆", "人", "人/讀者"]
    assert book.screen.path == "海風"
    assert "2 条 quotes" in book.painted("#codebook-foot")
    await book.press("u")
    assert "牆/空牆" in paths(book)


async def test_a_tag_is_split_by_a_list_of_its_quotes(book):
    tagged(book, 有人="牆")
    book.screen.read()
    await find(book, "牆")
    await book.press("s", "enter")
    assert "tick quotes" in book.painted("#split-foot")
    assert len([row for row in book.rows("#split-rows") if row.strip()]) == 2, "the tag's own quotes alone"
    await book.press("j", "space", "enter")
    await book.type("錯字")
    await book.press("enter")
    carried = {h.anchor.quote: book.tags_of(h) for h in book.highlights}
    assert carried["當然有"] == ("牆/錯字",)
    assert carried["有人"] == ("牆",)
    await book.press("u")
    assert "牆/錯字" not in paths(book)


async def test_a_deleted_tag_is_brought_back_with_its_quotes(book):
    before = {h.id: book.tags_of(h) for h in book.highlights}
    await find(book, "牆")
    await book.press("x")
    assert "牆" not in paths(book)
    await book.press("N")
    await book.type("新")
    await book.press("enter", "X")
    assert [row.left[1].text for row in book.screen.query_one(RowList).rows] == ["牆"]
    await book.press("enter")
    assert {h.id: book.tags_of(h) for h in book.highlights} == before
    assert "新" in paths(book), "what was done since stays"
    await book.press("X")
    assert "没有已删的标签" in book.painted("#codebook-foot")


async def test_tags_that_may_be_one_are_shown_and_merged(book):
    for path in ("海风", "牆/空墻"):
        book.store.create_tag(path)
    book.main.refresh_desk()
    book.screen.read()
    await book.press("d")
    shown = book.painted("#pick-rows")
    assert "海风 0  ≈  海風 1" in shown
    assert "未用 unused  人/讀者" in shown
    await book.type("海")
    await book.press("enter", "enter")
    assert "海风" not in paths(book)
    assert book.store.codebook().by_path["海風"].aliases == ("海风",)
    assert isinstance(book.screen, Pick), "on to the next pair"


async def test_a_pinned_tag_keeps_its_digit(desk):
    async with desk() as seat:
        tagged(seat, 空牆是="甲", 當然有="乙", 海風="丙")
        await seat.press("C")
        await find(seat, "甲")
        await seat.press("7")
        assert "*7" in next(row for row in rows(seat) if " 甲 " in row)
        await seat.press("r")
        await seat.type("改")
        await seat.press("enter", "escape")
        assert seat.main.desk.slots[6] == "改", "whatever it is called"
        await seat.press("ctrl+q")
    async with desk() as seat:
        tagged(seat, 有人="丁")
        assert seat.main.desk.slots[6] == "改"
        assert set(seat.main.desk.slots) == {"改", "乙", "丙", "丁", ""}
        seat.go_to("海風")
        await seat.press("7")
        await seat.until(lambda: any(seat.tags_of(h) == ("丙", "改") for h in seat.highlights))
        await seat.press("C")
        await find(seat, "改")
        await seat.press("7", "escape")
        assert seat.main.desk.pinned == {}


@SIZES
async def test_the_selected_words_are_offered_as_a_tag(desk, size):
    async with desk(size=size) as seat:
        tagged(seat, 海風="丙")
        start = seat.source.index("空牆是")
        seat.reader.select_span(start, start + 2)
        await seat.press("t")
        first, second = seat.rows("#pick-rows")[:2]
        assert "新标签 new: 空牆" in first
        assert "丙" in second
        await seat.press("up", "enter")
        assert ("空牆",) in [seat.tags_of(h) for h in seat.highlights]
        seat.reader.select_span(seat.source.index("他們在上面"), seat.source.index("怎麼慢"))
        await seat.press("t")
        assert "新标签" in seat.rows("#pick-rows")[2], "more than a few words: behind all others"
        await seat.press("enter")
        assert ("空牆",) in [seat.tags_of(h) for h in seat.highlights if h.anchor.quote.startswith("他們")]


async def test_thousands_of_tags_are_rows_made_as_they_are_seen(desk):
    async with desk() as seat:
        top = seat.store.create_tag("枝")
        with seat.store._act("create_tag", creates=True) as recorder:
            for n in range(2500):
                recorder.insert("tag", {"id": f"{n:05}", "name": f"叶{n}", "parent_id": top.id, "colour": "red"})
        seat.main.refresh_desk()
        await seat.press("C", "G")
        shown = seat.screen.query_one("#codebook-rows", RowList).rows
        assert len(shown) == 2501
        assert len(shown._made) < 200
        await find(seat, "ye2321")
        assert seat.screen.path == "枝/叶2321"
