"""Highlights of files that were edited, renamed, re-exported: carried over, waiting, lost; and all of it undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui.annotations.model import Anchor, AnchorState, Highlight, Mark
from tui.carrying import Refound, carry_over, look_for, lose, take
from tui.errors import Misuse
from tui.library import Entry, Found, Library
from tui.recognising import adopt, gone, kin_of, was_refused
from tui.transcript.script import Script, convert

QUESTIONS = ("潮水", "木桩", "缆绳", "灯塔", "盐田", "渡船", "风向", "账本", "雾号", "石阶")
ANSWERS = (
    "我们先量了三个月的水位，才敢动第一块石头。",
    "坏掉的那些都换过两遍，第二遍用的是老榆树。",
    "谁都可以来问，问得多的人后来都成了帮手。",
    "账要当天记，隔了夜的数字自己会变。",
    "夜里看灯的人不能看书，看书的人看不见船。",
    "风停的时候最容易出事，因为大家都松手了。",
    "把旧的图纸收好，新的图纸迟早要回头问它。",
    "学徒第一年只扫地，扫完才知道东西放在哪里。",
    "你听见的不是回声，是对岸也有人在喊。",
    "最后一班船不等人，可是船长会回头看一眼。",
)
TALK = "".join(
    f"记者：说说{one}吧，第{n}次了。\n老周：关于{one}，{said}\n"
    for n, (one, said) in enumerate(zip(QUESTIONS, ANSWERS, strict=True), 1)
)


class Desk:
    """A library of one file that is edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.library = Library.open([root], database=root / "annotations.db")

    @property
    def entry(self) -> Entry:
        return self.library.entry("谈话.txt")

    def write(self, text: str, name: str = "谈话.txt") -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def mark(self, words: str) -> str:
        transcript = self.library.transcript(self.entry)
        start = transcript.text.index(words)
        return self.library.mark(self.entry, transcript, start, start + len(words), tags=["记"])

    def look(self, *, again: bool = False) -> Refound | None:
        return look_for(self.library, self.entry, self.library.transcript(self.entry), again=again)

    def edited(self, text: str) -> Refound:
        self.write(text)
        refound = self.look()
        assert refound is not None
        return refound

    def read(self, highlight_id: str) -> str:
        """What is read where it stands now; nothing if it stands nowhere."""
        found = self.found(highlight_id)
        return self.library.transcript(self.entry).text[found.start : found.end] if found.start >= 0 else ""

    def found(self, highlight_id: str) -> Found:
        every = self.library.highlights(self.entry, self.library.transcript(self.entry))
        return next(found for found in every if found.highlight.id == highlight_id)

    def kept(self, highlight_id: str) -> Highlight:
        highlight = self.library.store.highlight(highlight_id)
        assert highlight is not None
        return highlight


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "谈话.txt").write_text(TALK, encoding="utf-8")
    made = Desk(tmp_path)
    yield made
    made.library.close()


def moved_paragraph(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[10:14], *lines[:10], *lines[14:]])


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "一篇旧访谈，重新校过。\n\n" + text.replace("隔了夜", "隔了一夜"),
        moved_paragraph,
        lambda text: convert(text, Script.TRADITIONAL),
        lambda text: text.replace("，", "， ").replace("：", ":"),
        lambda text: text.replace("老周：", "周师傅："),
    ],
    ids=["typo and head", "paragraph moved", "traditional", "width", "labels"],
)
def test_what_is_certain_is_carried_over_as_one_act_and_back(desk: Desk, edit: Callable[[str], str]) -> None:
    words = ["夜里看灯的人不能看书", "谁都可以来问", "对岸也有人在喊"]
    ids = [desk.mark(each) for each in words]
    before = [desk.kept(each) for each in ids]
    refound = desk.edited(edit(TALK))
    assert carry_over(desk.library, refound)
    text = edit(TALK)
    for each, identity in zip(words, ids, strict=True):
        assert desk.read(identity) == edit(each).split("\n")[-1]
        assert desk.found(identity).state is AnchorState.EXACT
        assert desk.library.store.snapshot_text(desk.kept(identity).snapshot_id) == text
    assert desk.look() is None
    (act, *_) = desk.library.store.history()
    assert (act.what, act.about[:6]) == ("reanchor", "谈话.txt")
    desk.library.store.undo()
    assert [desk.kept(each) for each in ids] == before
    assert (desk.look() or refound).is_declined


def test_what_was_reworded_waits_and_what_is_gone_is_lost(desk: Desk) -> None:
    stays, typo, dropped = (
        desk.mark(w) for w in ("谁都可以来问", "扫完才知道东西放在哪里", "账要当天记，隔了夜的数字自己会变")
    )
    text = TALK.replace("扫完才知道东西放在哪里", "扫完才明白东西放在哪儿").replace(
        "账要当天记，隔了夜的数字自己会变。", ""
    )
    refound = desk.edited("旧稿。\n" + text)
    assert carry_over(desk.library, refound)
    assert [refound.by_id[each].state for each in (stays, typo, dropped)] == [
        AnchorState.MOVED,
        AnchorState.CHANGED,
        AnchorState.LOST,
    ]
    # They stand nowhere until the reader has looked, and keep what they were made on.
    for each, state in ((typo, AnchorState.CHANGED), (dropped, AnchorState.LOST)):
        found = desk.found(each)
        assert (found.start, found.end, found.state) == (-1, -1, state)
        assert desk.library.store.snapshot_text(desk.kept(each).snapshot_id) == TALK
    assert desk.look() is None
    again = desk.look(again=True)
    assert again is not None
    assert set(again.by_id) == {typo, dropped}
    assert take(desk.library, again, again.by_id[typo])
    assert desk.read(typo) == "扫完才明白东西放在哪儿"
    with pytest.raises(Misuse):
        take(desk.library, again, again.by_id[dropped])
    desk.library.store.undo()
    assert desk.found(typo).state is AnchorState.CHANGED
    assert lose(desk.library, again, again.by_id[typo])
    assert desk.found(typo).state is AnchorState.LOST
    # The old file is put back: all of them stand where they were made.
    back = desk.edited(TALK)
    assert carry_over(desk.library, back)
    assert [desk.read(each) for each in (typo, dropped)] == [
        "扫完才知道东西放在哪里",
        "账要当天记，隔了夜的数字自己会变",
    ]
    assert {quote.highlight.state for quote in desk.library.store.quotes()} <= {AnchorState.EXACT, AnchorState.MOVED}


def test_the_right_one_of_repeated_quotes(desk: Desk) -> None:
    lines = [f"记者：再说一遍{one}。\n老周：不知道。{one}的事以后再说。\n" for one in QUESTIONS]
    desk.write("".join(lines))
    transcript = desk.library.transcript(desk.entry)
    start = transcript.text.index("不知道", transcript.text.index("灯塔的事") - 6)
    identity = desk.library.mark(desk.entry, transcript, start, start + 3)
    refound = desk.edited("".join(["开头。\n", *lines[4:], *lines[1:4]]))
    carry_over(desk.library, refound)
    if desk.found(identity).start >= 0:
        after = desk.library.transcript(desk.entry).text[desk.found(identity).end :]
        assert after.startswith("。灯塔的事")


def test_marking_in_a_changed_file_does_not_hide_that_others_are_still_to_be_found(desk: Desk) -> None:
    typo = desk.mark("扫完才知道东西放在哪里")
    carry_over(desk.library, desk.edited(TALK.replace("扫完才知道", "扫完了才晓得")))
    desk.write("新的一版。\n" + TALK.replace("扫完才知道", "扫完了才晓得"))
    new = desk.mark("谁都可以来问")
    refound = desk.look()
    assert refound is not None
    assert set(refound.by_id) == {typo}
    assert desk.found(new).state is AnchorState.EXACT


def test_what_was_changed_meanwhile_is_left_alone(desk: Desk) -> None:
    one, other = desk.mark("谁都可以来问"), desk.mark("对岸也有人在喊")
    refound = desk.edited("新的。\n" + TALK)
    desk.library.store.delete([one])
    assert carry_over(desk.library, refound)
    assert not carry_over(desk.library, refound)
    assert desk.kept(other).state is AnchorState.MOVED


@pytest.mark.parametrize("text", ["", " " * 200 + "对岸也有人在喊"])
def test_without_the_old_text_the_words_are_looked_for(desk: Desk, text: str) -> None:
    transcript = desk.library.transcript(desk.entry)
    facts = desk.library.facts(desk.entry, transcript)
    anchor = Anchor(200, 207, "对岸也有人在喊", "你听见的不是回声，是", "。\n记者：说说石阶吧")
    state = AnchorState.EXACT if text else AnchorState.CHANGED
    (identity,) = desk.library.store.mark_many([Mark(facts, anchor, text, state=state)])
    refound = desk.look()
    assert refound is not None
    assert carry_over(desk.library, refound)
    assert desk.read(identity) == "对岸也有人在喊"


def test_a_file_renamed_and_edited_is_known_by_its_text(desk: Desk) -> None:
    identity = desk.mark("对岸也有人在喊")
    desk.write("别的文字。" * 40, "别的.txt")
    (desk.root / "谈话.txt").unlink()
    desk.write("校过的一版。\n" + TALK.replace("老榆树", "老榆木"), "谈话 2.txt")
    library = Library.open([desk.root], database=desk.root / "annotations.db")
    candidates = gone(library)
    assert [each.document.path for each in candidates] == ["谈话.txt"]
    entry, other = library.entry("谈话 2.txt"), library.entry("别的.txt")
    assert kin_of(library.transcript(other).text, candidates) is None
    kin = kin_of(library.transcript(entry).text, candidates)
    assert kin is not None
    assert kin.is_sure
    assert adopt(library, entry, kin)
    transcript = library.transcript(entry)
    refound = look_for(library, entry, transcript)
    assert refound is not None
    assert carry_over(library, refound)
    (found,) = library.highlights(entry, transcript)
    assert (found.highlight.id, transcript.text[found.start : found.end]) == (identity, "对岸也有人在喊")
    for _ in range(2):
        library.store.undo()
    assert was_refused(library, entry)
    assert not was_refused(library, other)
    library.close()
