"""What a transcript is made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.layout.making import transcripts, understood
from tui.transcript.files import load
from tui.transcript.model import Transcript
from tui.transcript.outline import BEGINNING, HEADING, SEPARATOR, Outline, outline_of

TALK = """\
主题：潮汐站

林晚：海边的书店开了三年。
Ada：还会开下去吗？

主题：修船

林晚：会的。
Ada：好。
林晚：再来。
"""

NOTES = "磨刀的人先看水。\n——\n慢不是方法。\n——\n听不见的时候，先停下来。\n"


def made(text: str) -> Outline:
    outline = outline_of(understood(text))
    assert outline is not None
    return outline


def test_headings_with_their_turns():
    outline = made(TALK)
    names = ("林晚", "Ada")
    assert outline.names == names
    assert list(outline.kinds) == [HEADING, 0, 1, HEADING, 0, 1, 0]
    assert outline.sections == {0: 2, 3: 3}
    assert outline.turns == {"林晚": 3, "Ada": 2}
    assert [outline.text(item) for item in range(3)] == ["主题：潮汐站", "海边的书店开了三年。", "还会开下去吗？"]


def test_where_one_is():
    outline = made(TALK)
    assert outline.at(0) == 0
    assert outline.at(TALK.index("三年")) == 1
    assert outline.at(TALK.index("修船")) == 3
    assert outline.at(len(TALK)) == 6


def test_the_turns_of_a_speaker():
    outline = made(TALK)
    assert outline.of_speaker("林晚", 0, 1) == 1
    assert outline.of_speaker("林晚", TALK.index("海边"), 1) == 4
    assert outline.of_speaker("林晚", TALK.index("会的。"), -1) == 1
    assert outline.of_speaker("Ada", len(TALK), 1) is None
    assert outline.of_speaker("Ada", 0, -1) is None
    assert outline.of_speaker("Bo", 0, 1) is None


def test_excerpts_are_told_by_their_first_words():
    outline = made(NOTES)
    assert list(outline.kinds) == [BEGINNING, SEPARATOR, SEPARATOR]
    assert [outline.text(item) for item in range(3)] == ["磨刀的人先看水。", "慢不是方法。", "听不见的时候，先停下来。"]
    assert outline.at(NOTES.index("——")) == 1


def test_a_text_without_parts_has_no_outline():
    for text in ("", "海边的书店开了三年。\n它还会开下去。\n"):
        assert len(made(text)) == 0
        assert made(text).sections == {}


def test_it_stops_when_it_is_wanted_no_more():
    assert outline_of(understood(TALK), lambda: False) is None


@given(transcripts(), st.integers(0, 100))
def test_items_are_in_order_and_known(transcript: Transcript, offset: int) -> None:
    outline = outline_of(transcript)
    assert outline is not None
    assert list(outline.starts) == sorted(outline.starts)
    assert sum(outline.turns.values()) == sum(segment.speaker is not None for segment in transcript.segments)
    for item in range(len(outline)):
        assert outline.at(outline.starts[item]) >= item
        assert len(outline.text(item)) <= 120
    assert sum(outline.sections.values()) + len(outline.sections) <= len(outline)
    for name in outline.names:
        item = outline.of_speaker(name, offset, 1)
        assert item is None or (outline.starts[item] > offset and outline.names[outline.kinds[item]] == name)


def test_real_transcripts_have_outlines(real_seeds):
    for path in real_seeds.glob("*.txt"):
        transcript = load(path)
        outline = outline_of(transcript)
        assert outline is not None
        assert sum(outline.turns.values()) == sum(s.speaker is not None for s in transcript.segments)
