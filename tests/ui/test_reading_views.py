"""How a text is read: paragraphs or lines, what is folded away, which edits are shown and how they are told of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.segment import Segment

from tui.transcript.model import Edit, EditKind
from tui.transcript.script import Script
from tui.ui.widgets.reader import Reader

from .making import Seat
from .test_mouse import cell_of

PODCAST = "\n\n".join(
    ["潮汐站在外港。", "每天有人来读数。", "风大的时候没有人。", "他们把数字写在墙上。", "墙是湿的。", "字也是湿的。"]
)
ARTICLE = """\
# 外港的潮汐站

潮汐站的人每天抄两遍数字。

![tide](https://tides.example/wall.png)

特別聲明：以上內容由站方提供，不代表本站立場。

墙上的数字没有人擦。
"""


def open_text(folder, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


async def choose(seat: Seat, name: str) -> None:
    """From the commands, by name."""
    await seat.press("colon")
    await seat.type(name)
    await seat.press("enter")


def edit(seat: Seat, *edits: Edit) -> None:
    """Let the document be read with these edits."""
    transcript, entry = seat.pane.transcript, seat.pane.entry
    assert transcript is not None
    assert entry is not None
    seat.pane.open(entry, replace(transcript, edits=edits), 0)


def segments(seat: Seat, words: str) -> list[Segment]:
    """The painted row that holds these words."""
    strips = seat.reader.render_lines(seat.reader.size.region)
    return list(next(strip for strip in strips if words in strip.text))


async def test_sentences_are_set_in_paragraphs_and_a_key_shows_the_lines(desk, folder):
    open_text(folder, "06-播客.txt", PODCAST)
    async with desk() as seat:
        await seat.look_at("播客")
        assert "潮汐站在外港。每天有人来读数。" in seat.painted(seat.reader)
        seat.go_to("他们把")
        await seat.press("F")
        assert "连排" not in seat.status
        assert "潮汐站在外港。每天" not in seat.painted(seat.reader)
        assert "line by line" in seat.status
        assert seat.source[seat.reader.source_offset :].startswith("他们把")
        await seat.press("F")
        assert "潮汐站在外港。每天有人来读数。" in seat.painted(seat.reader)
        assert "set in paragraphs" in seat.status
        assert seat.source[seat.reader.source_offset :].startswith("他们把")


async def test_where_nothing_flows_the_key_says_so(desk, folder):
    open_text(folder, "06-播客.txt", PODCAST)
    async with desk() as seat:
        before = seat.painted(seat.reader)
        await seat.press("F")
        assert "no pieces" in seat.status
        assert seat.painted(seat.reader) == before
        await seat.look_at("播客")
        await seat.press("tilde", "F")
        assert "~" in seat.status
        assert seat.pane.flow


async def test_a_sentence_over_captions_is_marked_in_the_source_and_shown_in_every_view(desk):
    async with desk() as seat:
        await seat.look_at("值班")
        assert "值班室的灯一直亮着。列车晚点，病人不能晚点。" in seat.painted(seat.reader)
        seat.go_to("列车")
        await seat.press("v", "plus", "plus", "m")
        assert seat.only.anchor.quote == "列车晚点，病人不能晚点。"
        assert seat.source[seat.only.start : seat.only.end] == "列车晚点，病人不能晚点。"
        assert seat.reader.active_id == seat.only.id
        for key in ("F", "tilde", "F", "tilde"):
            await seat.press(key)
            assert seat.reader.active_id == seat.only.id
            assert "•" in "".join(segment.text for segment in segments(seat, "列车晚点"))


async def test_a_selection_does_not_take_the_next_captions_head_along(desk, folder):
    cues = "1\n00:00:01,000 --> 00:00:02,000\nThe tide\n\n2\n00:00:02,000 --> 00:00:03,000\ncame in.\n"
    open_text(folder, "06-tide.srt", cues)
    async with desk() as seat:
        await seat.look_at("06-tide")
        assert "The tide came in." in seat.painted(seat.reader)
        seat.go_to("tide")
        await seat.press("v", "l")
        start, end = seat.reader.source_selection
        assert seat.reader.cursor.selection(seat.reader.page)[1] == seat.reader.page.text.index("came")
        assert seat.source[start:end] == "tide"


async def test_images_and_boilerplate_open_and_fold_with_enter(desk, folder):
    open_text(folder, "06-报道.md", ARTICLE)
    async with desk() as seat:
        await seat.look_at("报道")
        assert "▸ 图片 image · 声明 boilerplate · 23 字" in seat.painted(seat.reader)
        assert "tides.example" not in seat.painted(seat.reader)
        await seat.press("enter")
        assert "nothing to open" in seat.status
        seat.go_to("站方提供")
        assert seat.source[seat.reader.source_offset :].startswith("![tide]")
        await seat.settle()
        assert "Enter 展开 opens it" in seat.status
        await seat.press("enter")
        assert "Enter 收起 folds it away" in seat.status
        assert "![tide](https://tides.example/wall.png)" in seat.painted(seat.reader)
        assert "特別聲明：以上內容" in seat.painted(seat.reader)
        assert "▾" in seat.painted(seat.reader)
        seat.go_to("站方提供")
        await seat.press("enter")
        assert "tides.example" not in seat.painted(seat.reader)
        assert seat.source[seat.reader.source_offset :].startswith("![tide]")
        await seat.press("j")
        assert seat.source[seat.reader.source_offset :].startswith("墙上")
        await seat.press("tilde")
        assert "tides.example" in seat.painted(seat.reader)


async def test_a_click_opens_a_fold_and_one_on_its_sign_closes_it(desk, folder):
    open_text(folder, "06-报道.md", ARTICLE)
    async with desk() as seat:
        await seat.look_at("报道")
        await seat.pilot.click(Reader, offset=cell_of(seat, "声明 boilerplate"))
        await seat.settle()
        assert "特別聲明：以上內容" in seat.painted(seat.reader)
        await seat.pilot.click(Reader, offset=cell_of(seat, "以上內容"))
        await seat.settle()
        assert "特別聲明：以上內容" in seat.painted(seat.reader), "in the text a click only moves the caret"
        assert seat.source[seat.reader.source_offset :].startswith("以上內容")
        await seat.pilot.click(Reader, offset=cell_of(seat, "▾"))
        await seat.settle()
        assert "以上內容" not in seat.painted(seat.reader)


async def test_a_highlight_inside_opens_the_fold(desk, folder):
    open_text(folder, "06-报道.md", ARTICLE)
    async with desk() as seat:
        await seat.look_at("报道")
        await seat.press("slash")
        await seat.type("站方")
        await seat.press("enter")
        assert "没有找到" in seat.status, "what is not read is not found"
        seat.go_to("特別聲明")
        await seat.press("enter")
        assert "以上內容由站方提供" in seat.painted(seat.reader)
        seat.go_to("以上內容")
        await seat.press("m", "escape", "enter", "g")
        assert seat.only.anchor.quote.startswith("特別聲明")
        assert "以上內容" not in seat.painted(seat.reader)
        await seat.press("right_square_bracket")
        assert "以上內容由站方提供" in seat.painted(seat.reader)
        assert seat.reader.active_id == seat.only.id
        await seat.press("enter")
        assert seat.reader.active_id == seat.only.id, "the line stands for it"
        await seat.press("g", "q", "enter")
        await seat.settle()
        assert "以上內容由站方提供" in seat.painted(seat.reader)


async def test_glosses_are_switched_by_name(desk):
    async with desk() as seat:
        seat.go_to("海風")
        await seat.press("m")
        await choose(seat, "注音")
        assert "這(zhè)家書(shū)店開(kāi)" in seat.painted(seat.reader)
        assert "glosses are shown" in seat.status
        assert "原 注音" in seat.picture()[0]
        assert "•" in "".join(segment.text for segment in segments(seat, "海風每年"))
        await seat.press("tilde")
        assert "原 注音" not in seat.picture()[0]
        await choose(seat, "注音")
        assert "這(zhè)家書(shū)店開(kāi)" in seat.painted(seat.reader)
        assert "[周黎]" not in seat.painted(seat.reader), "the reading text again"
        await choose(seat, "Glosses")
        assert "這家書店開在海邊" in seat.painted(seat.reader)
        assert "left out" in seat.status
        await choose(seat, "Misread")
        assert "nothing misread here" in seat.status


@pytest.mark.parametrize(
    ("name", "kind", "off", "on"),
    [
        ("Misread", EditKind.MISREAD, "as in the file", "repaired"),
        ("Corrections", EditKind.CORRECTION, "before corrections", "applied"),
        ("Hidden marks", EditKind.HIDDEN, "are shown", "are hidden"),
    ],
)
async def test_each_kind_has_a_switch_of_its_own(desk, name, kind, off, on):
    async with desk() as seat:
        await seat.look_at("修船")
        at = seat.source.index("手册第一版")
        edit(seat, Edit(at, at + 2, "册子", kind))
        assert "册子第一版" in seat.painted(seat.reader)
        await choose(seat, name)
        assert "手册第一版" in seat.painted(seat.reader)
        assert off in seat.status
        await choose(seat, name)
        assert "册子第一版" in seat.painted(seat.reader)
        assert on in seat.status


async def test_a_view_goes_along_into_the_other_pane(desk):
    async with desk(size=(160, 40)) as seat:
        await choose(seat, "Glosses")
        await seat.press("F", "vertical_line")
        assert "這(zhè)家" in seat.painted(seat.reader)


async def test_edits_are_marked_and_told_of(desk):
    async with desk(size=(140, 40)) as seat:
        await seat.look_at("修船")
        sure, doubtful = seat.source.index("渔民"), seat.source.index("没人问")
        why = "glossary"
        edit(
            seat,
            Edit(sure, sure + 2, "船工", EditKind.CORRECTION, why),
            Edit(doubtful, doubtful + 2, "无人", EditKind.MISREAD, "bytes", True, ("没有人", "\x1b[31m")),
        )
        (run,) = [segment for segment in segments(seat, "船工") if segment.text == "船工"]
        assert run.style is not None
        assert run.style.underline
        plain = next(segment for segment in segments(seat, "船工") if segment.text.startswith("指出来的"))
        assert plain.style is not None
        assert not plain.style.underline
        (unsure,) = [segment for segment in segments(seat, "无人问") if segment.text == "无人"]
        assert unsure.style is not None
        assert unsure.style.underline
        assert unsure.style.color != run.style.color
        assert "?" in "".join(segment.text for segment in segments(seat, "无人问"))[:20]
        assert "?" not in "".join(segment.text for segment in segments(seat, "船工"))[:20]
        seat.go_to("渔民")
        await seat.settle()
        assert "渔民 → 船工 · 订正 correction · glossary" in seat.status
        seat.go_to("没人问")
        await seat.settle()
        assert "没人 → 无人 · 误读 misread · bytes · 不确定 uncertain · 其他读法 others: 没有人，␛[31m" in seat.status
        await seat.press("0")
        assert "→" not in seat.status


async def test_marks_of_edits_need_no_colour(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk() as seat:
        await seat.look_at("修船")
        at = seat.source.index("渔民")
        edit(seat, Edit(at, at + 2, "船工", EditKind.MISREAD, uncertain=True))
        row = segments(seat, "船工")
        assert any(segment.text == "船工" and segment.style and segment.style.underline for segment in row)
        assert "?" in "".join(segment.text for segment in row)[:20]


async def test_how_a_document_is_seen_is_remembered(desk, folder):
    open_text(folder, "06-播客.txt", PODCAST)
    async with desk() as seat:
        await seat.look_at("播客")
        await seat.press("F", "equals_sign", "equals_sign", "j")
        assert (seat.pane.flow, seat.pane.script) == (False, Script.TRADITIONAL)
        await seat.look_at("01-")
        assert (seat.pane.flow, seat.pane.script, seat.pane.without) == (True, Script.SOURCE, frozenset())
        await seat.look_at("播客")
    async with desk() as seat:
        await seat.look_at("播客")
        assert (seat.pane.flow, seat.pane.script) == (False, Script.TRADITIONAL)
        assert "風大的時候沒有人" in seat.shown
