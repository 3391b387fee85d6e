from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.annotations.anchor import describe
from tui.annotations.model import Anchor, AnchorState
from tui.annotations.realign.outcome import LOST, Said
from tui.annotations.realign.refind import refind
from tui.annotations.realign.remap import remap
from tui.errors import Misuse
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand

from .making import transcript

TALK = """主持人：大家好，今天我们请来了三位客人，谈一谈城里的河。
周青：我小时候，河是可以游泳的，现在连站在岸边都要小心。
林木：我在水务局做了十二年，最难的不是治水，是让人承认河是自己的。
主持人：那为什么大家觉得河不是自己的呢？
林木：因为墙。每一个小区都把墙修到了水边，河就成了别人家后院里的东西。
周青：我画过一张图，从闸口到大桥，两公里里面有三十一处排水口，地图上只有九处。
主持人：对吧？
周青：对吧？我把图寄给了区里，区里回了一封信，信上说谢谢。
"""
LINES = TALK.splitlines()


def span(words: str, text: str = TALK) -> tuple[int, int]:
    assert text.count(words) == 1
    return text.index(words), text.index(words) + len(words)


def found(old: str, new: str, *spans: tuple[int, int]) -> list[str]:
    return [new[place.start : place.end] if place.start >= 0 else "" for place in remap(old, new, spans)]


texts = st.text(st.one_of(st.sampled_from("河水是的墙ab \n。“(lù)12:0-"), st.characters()), max_size=60)


@given(texts, st.data())
@settings(deadline=None)
def test_the_same_text_leaves_all_where_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (place,) = remap(text, text, [(start, end)])
    assert (place.state, place.start, place.end, place.sure) == (AnchorState.EXACT, start, end, True)


@given(texts, texts, st.data())
@settings(max_examples=80, deadline=None)
def test_any_two_texts_give_an_answer_and_always_the_same(old: str, new: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, len(old)), max_size=4))
    spans = [(start, data.draw(st.integers(start, len(old)))) for start in starts]
    places = remap(old, new, spans)
    assert places == remap(old, new, spans)
    assert len(places) == len(spans)
    for place in places:
        if place.state is AnchorState.LOST:
            assert place == LOST
        else:
            assert 0 <= place.start <= place.end <= len(new)
            assert place.start < place.end or old == new


@given(st.integers(0, len(TALK)), st.text("新的字句子和别样东西，。\n", max_size=300))
@settings(max_examples=60, deadline=None)
def test_what_is_put_in_moves_what_stands_behind_it(at: int, more: str) -> None:
    spans = [span(line[4:]) for line in LINES if line != "主持人：对吧？"]
    for (start, end), place in zip(spans, remap(TALK, TALK[:at] + more + TALK[at:], spans), strict=True):
        if not start < at < end:
            by = len(more) if at <= start else 0
            assert (place.start, place.end) == (start + by, end + by)
            assert place.sure
            assert place.state in (AnchorState.EXACT, AnchorState.MOVED)


@given(st.permutations(range(len(LINES))))
@settings(max_examples=60, deadline=None)
def test_lines_are_found_in_any_order(order: list[int]) -> None:
    new = "\n".join(LINES[number] for number in order) + "\n"
    wanted = [line for line in LINES if "对吧？" not in line]
    assert found(TALK, new, *(span(line) for line in wanted)) == wanted


def test_the_states_say_what_became_of_the_words() -> None:
    new = "新的一行在前面。\n" + TALK.replace("最难的不是治水", "最难的从来不是治水").replace(LINES[5] + "\n", "")
    spans = [span("现在连站在岸边都要小心"), span("最难的不是治水，是让人承认河是自己的"), span(LINES[5][3:])]
    moved, changed, lost = remap(TALK, new, spans)
    assert (moved.state, moved.sure, moved.evidence.similarity) == (AnchorState.MOVED, True, 1.0)
    assert changed.state is AnchorState.CHANGED
    assert new[changed.start : changed.end] == "最难的从来不是治水，是让人承认河是自己的"
    assert lost == LOST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("读着“一张很旧的图”，", "讀著「一張很舊的圖」，"),
        ("读着一张很旧的图，他说", "读着一张\n很旧的\n图，他说"),
        ("讀(dú)一張圖，他說", "讀一張圖，他說"),
        ("共１２处，ＡＢＣ。", "共12处,ABC."),
        ("a café au lait", "a cafe\u0301 au lait"),
        ("他说：**不会**，也是要教的。", "他说：不会，也是要教的。"),
    ],
)
def test_the_same_said_in_other_signs_is_moved_not_changed(old: str, new: str) -> None:
    before, now = TALK + old + "\n" + TALK[:40], TALK + new + "\n" + TALK[:40]
    (place,) = remap(before, now, [(len(TALK), len(TALK) + len(old))])
    assert (place.state, place.sure) in ((AnchorState.MOVED, True), (AnchorState.EXACT, True))
    assert now[place.start : place.end] == new


def test_a_repeated_quote_goes_to_its_own_place() -> None:
    first, second = (at for at in range(len(TALK)) if TALK.startswith("对吧", at))
    new = "\n".join([*LINES[4:], *LINES[:4]]) + "\n"
    places = remap(TALK, new, [(first, first + 2), (second, second + 2)])
    assert [place.start for place in places] == [new.index("对吧"), new.rindex("对吧")]


def test_a_deleted_quote_is_not_placed_on_its_like() -> None:
    new = TALK.replace("周青：对吧？我把图", "周青：我把图")
    start = TALK.rindex("对吧？")
    assert remap(TALK, new, [(start, start + 3)]) == [LOST]


def test_another_page_with_the_same_head_takes_nothing_over() -> None:
    head = "Tidal Archive\nHome\nAbout the archive\nOpening hours and the way to us\n"
    old = head + "The keeper wrote down what the water did, and nobody asked her why she did it. " * 3
    new = head + "Lamps burn oil; oil costs money, so lamps are put out whenever ships stay away. " * 3
    assert found(old, new, span("Opening hours and the way to us", old)) == [""]


def test_cue_numbers_and_times_make_no_difference() -> None:
    cues = "".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number + 1:02},000\n{line}\n\n"
        for number, line in enumerate(LINES, 1)
    )
    words = "因为墙。每一个小区都把墙修到了水边"
    (place,) = remap(TALK, cues, [span(words)])
    assert (cues[place.start : place.end], place.state, place.sure) == (words, AnchorState.MOVED, True)


def test_signs_alone_are_found_between_their_neighbours() -> None:
    old = TALK + "他笑了😀😀，没有说话。"
    start = old.index("😀")
    (place,) = remap(old, "新的。" + old, [(start, start + 2)])
    assert (place.start, place.state) == (start + 3, AnchorState.MOVED)


@pytest.mark.parametrize("text", ["", "\ud800", "河\udfff岸", "\0\0", "𝒜🏳️‍🌈", "（" * 50, "1" + " " * 50])
def test_odd_texts_are_taken(text: str) -> None:
    assert len(remap(text, TALK, [(0, len(text))])) == 1
    assert len(remap(TALK, text, [(0, len(TALK)), (0, 0)])) == 2


def test_spans_outside_the_text_are_refused() -> None:
    for wrong in [(-1, 2), (2, 1), (0, len(TALK) + 1)]:
        with pytest.raises(Misuse):
            remap(TALK, "", [wrong])


def test_progress_rises_and_what_it_raises_ends_the_work() -> None:
    told: list[float] = []
    remap(TALK, TALK.replace("河", "江"), [span(LINES[4])], told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)

    def stop(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remap(TALK, TALK + "。", [], stop)


def test_a_witness_tips_the_scales() -> None:
    """A short line that moved says too little by itself; not with its speaker and its time."""
    old = "甲说了一些别的话然后走了。\n从不\n" + TALK
    new = TALK + "乙又说起新的事情来。\n从不\n结束了这一段谈话。\n"
    start, place = old.index("从不"), new.index("从不")

    def talk(text: str, at: int) -> list[Said]:
        starts = [text.index(line) for line in LINES]
        said = [Said(start, start + len(line), line[:2], start) for start, line in zip(starts, LINES, strict=True)]
        return sorted([*said, Said(at, at + 2, LINES[1][:2], 90_000)], key=lambda one: one.start)

    spans = [(start, start + 2)]
    assert remap(old, new, spans) == [LOST]
    (shown,) = remap(old, new, spans, old_talk=talk(old, start), new_talk=talk(new, place))
    assert shown.start == place
    assert (shown.evidence.speaker, shown.evidence.time) == (True, True)


def read(text: str) -> Transcript:
    return understand(Source(text, "utf-8", ""))


@pytest.mark.parametrize("has_old", [True, False])
def test_anchors_are_found_with_the_old_text_or_without(has_old: bool) -> None:
    old = read(TALK)
    words = "每一个小区都把墙修到了水边，河就成了别人家后院里的东西"
    anchors = [describe(old, *span(words)), describe(old, *span("信上说谢谢")), describe(old, *span(LINES[3][4:]))]
    text = TALK.replace(LINES[3] + "\n", "").replace("别人家后院", "别人后院").replace("图", "圖").replace("说", "說")
    places = refind(anchors, read(text), old if has_old else None)
    assert text[places[0].start : places[0].end] == words.replace("别人家", "别人")
    assert places[0].state is AnchorState.CHANGED
    assert (text[places[1].start : places[1].end], places[1].state) == ("信上說谢谢", AnchorState.MOVED)
    assert places[2] == LOST


def test_an_anchor_outside_the_old_text_is_looked_for_by_its_words() -> None:
    old, new = read(TALK[:60]), read(TALK)
    anchor = describe(new, *span("每一个小区都把墙修到了水边"))
    (place,) = refind([anchor], new, old)
    assert (place.start, place.end, place.state) == (anchor.start, anchor.end, AnchorState.EXACT)


def test_a_quote_that_could_stand_in_two_places_is_lost_without_the_old_text() -> None:
    anchor = Anchor(0, 9, "今天天气很好是不是", "", "")
    twice = transcript("今天天气真好是不是。\n别的话。\n今天天气太好是不是。")
    assert refind([anchor], twice) == [LOST]
    once = transcript("别的话。\n今天天气真好是不是。")
    (place,) = refind([anchor], once)
    assert once.text[place.start : place.end] == "今天天气真好是不是"


def test_what_little_is_found_of_many_is_not_sure() -> None:
    head = "这里是潮汐档案馆的网页请看开放时间"
    anchors = [Anchor(0, 17, head, "", "\n")]
    anchors += [Anchor(20 * n, 20 * n + 12, f"第{n}段里说的话现在都没有了", "前文", "后文") for n in range(1, 8)]
    places = refind(anchors, transcript(head + "\n别的一页，别的内容。"))
    assert [place.start for place in places] == [0] + [-1] * 7
    assert not places[0].sure
