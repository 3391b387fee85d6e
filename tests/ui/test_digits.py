"""What a digit and a deletion say: the same tag after a restart, and which highlight it was."""

from __future__ import annotations

import pytest

from tui.ui.slots import Slots


async def test_digits_stay_on_their_tags_over_a_restart(desk):
    async with desk() as seat:
        for words, tag in (("空牆是", "甲"), ("有人", "乙"), ("海風", "丙")):
            seat.go_to(words)
            await seat.press("t")
            await seat.type(tag)
            await seat.press("enter")
        seat.go_to("當然有")
        await seat.press("t")
        await seat.type("甲")
        await seat.press("enter")
        slots = seat.main.desk.slots
        assert set(slots) == {"甲", "乙", "丙"}
        assert slots != seat.main.desk.recent, "a start without memory would put them in another order"
        await seat.press("ctrl+q")
    async with desk() as seat:
        assert seat.main.desk.slots == slots
        seat.go_to("海風")
        await seat.press("x", "m", "2")
        await seat.until(lambda: any(seat.tags_of(h) == (slots[1],) for h in seat.highlights))


@pytest.mark.parametrize(
    "content",
    ["", '{"DB": {"tags": 1, "pinned": {"x": 1, "10": 2}}}', "{", "[1]", '{"DB": 3}', '{"DB": [1, null]}', "\ud800"],
)
def test_a_file_of_digits_that_is_none_is_done_without(tmp_path, content):
    database, file = tmp_path / "a.db", tmp_path / "digits.json"
    file.write_text(content.replace("DB", str(database)), encoding="utf-8", errors="surrogatepass")
    slots = Slots(database, file)
    assert slots.pinned == {}
    slots.keep(("甲",), {3: "乙的"})
    assert Slots(database, file).kept == ("甲",)
    assert Slots(database, file).pinned == {3: "乙的"}
    assert Slots(tmp_path / "b.db", file).kept == ()


async def test_a_deletion_tells_which_highlight_it_was(desk):
    async with desk(size=(80, 24)) as seat:
        seat.go_to("海風")
        await seat.press("m", "t")
        await seat.type("外/风")
        await seat.press("enter")
        await seat.press("t")
        await seat.type("内")
        await seat.press("enter", "right_parenthesis", "left_parenthesis")
        seat.go_to("海風")
        for _ in range(2):
            await seat.press("l")
        await seat.press("v", "m")
        inner, outer = sorted(seat.highlights, key=lambda h: h.end - h.start)
        assert seat.reader.active_id == inner.id
        await seat.press("tab")
        assert seat.reader.active_id == outer.id
        await seat.press("x")
        assert seat.only == inner
        assert f"已删除 deleted “{outer.anchor.quote[:5]}" in seat.status
        assert "#外/风 #内" in seat.status
        await seat.press("f")
        question = seat.painted("#ask-title")
        assert "doc: is:" in question
        assert "Esc ✗" in question, "it is whole in eighty columns"


async def test_a_list_is_no_higher_than_what_it_holds_and_stands_still(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("t", *"ab", "enter", "t")
        box = seat.screen.query_one(".pick")
        few = box.size.height
        assert few <= 8
        await seat.press("z")
        assert box.size.height == few
        await seat.press("escape", "colon")
        box = seat.screen.query_one(".pick")
        many = box.size.height
        assert many > 20, "commands are many"
        await seat.type("export")
        assert box.size.height == many, "the line does not jump while one types"
