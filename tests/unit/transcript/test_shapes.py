"""Every shape of a head line as a small document, and dialogues drawn at random in each shape."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.conftest import transcript_of
from tests.unit.transcript.test_formats import assert_covers
from tui.transcript.model import SegmentKind, Transcript


@dataclass(frozen=True)
class Shape:
    """A head line: `{name}` and `{time}` stand in `head`; `clock` says how a time in milliseconds is printed."""

    head: str
    names: tuple[str, ...]
    clock: str = ""
    is_below: bool = False
    is_numbered: bool = False

    @property
    def id(self) -> str:
        return self.head.format(name=self.names[0], time=self.clock)

    def line(self, name: str, ms: int, text: str) -> str:
        head = self.head.format(name=name, time=printed(ms, self.clock))
        return f"{head}\n{text}" if self.is_below else head + text


def printed(ms: int, clock: str) -> str:
    hours, minutes, seconds = ms // 3_600_000, ms // 60_000, ms // 1000 % 60
    return {
        "": "",
        "m:ss": f"{minutes}:{seconds:02}",
        "mm:ss": f"{minutes:02}:{seconds:02}",
        "hh:mm:ss": f"{hours:02}:{minutes % 60:02}:{seconds:02}",
        "hh:mm:ss.mmm": f"{hours:02}:{minutes % 60:02}:{seconds:02}.{ms % 1000:03}",
    }[clock]


def as_printed(ms: int, clock: str) -> int | None:
    """What is left of a time where it is printed."""
    return None if not clock else ms if clock.endswith("mmm") else ms // 1000 * 1000


PEOPLE = ("汤欣钰", "梁若川", "Dr. Li")
SHAPES = [
    Shape("[{name}] ", ("姚順雨", "主持人", "王 小明")),
    Shape("{name}: ", ("界面新聞", "李開復", "Ana de la Cruz")),
    Shape("{name}：", ("腾讯新闻《潜望》", "张小珺", "Sam Lee")),
    Shape("{name} {time}", ("发言人1", "发言人10", "发言人2"), "mm:ss", is_below=True, is_numbered=True),
    Shape("{name} {time}", ("说话人 1", "说话人 10", "说话人 2"), "hh:mm:ss.mmm", is_below=True, is_numbered=True),
    Shape("{name} {time}", PEOPLE, "mm:ss", is_below=True),
    Shape("{name}({time}): ", PEOPLE, "hh:mm:ss"),
    Shape("**{name} {time}**", ("发言人 1", "发言人 10", "Sam Lee"), "hh:mm:ss", is_below=True),
    Shape("[{time}] {name}: ", ("Maren", "Joss Tarn", "SPEAKER_00"), "hh:mm:ss"),
    Shape("【{name}】", ("甲", "乙", "丙丁")),
    Shape("{name}  {time}", ("Maren Oskeld", "Joss Tarn", "Speaker 2"), "m:ss", is_below=True),
    Shape("{name} ({time}):", ("Speaker 1", "Ines", "Speaker 10"), "mm:ss", is_below=True),
]
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)

TEXTS = (
    "我们在 10:30 开会，比例是 3:1。",
    "注意：先看 https://a.example/x:y 。",
    "问题是：谁来？（笑）",
    "时间：三点；地点：后院。",
    "“不急。”他说：好。",
    "12:30 结束。",
    "https://b.example/0:30",
    "我想了想[停顿]：不。",
)
TIMES = (1000, 9120, 56_000, 75_000, 754_007, 3_599_999, 3_602_001, 3_930_000)


def told(transcript: Transcript) -> list[tuple[str | None, list[tuple[int | None, str]]]]:
    """Each segment: who speaks, and the time and text of each paragraph."""
    return [
        (s.speaker, [(p.start_ms, transcript.text[p.body : p.end]) for p in s.paragraphs]) for s in transcript.segments
    ]


@each_shape
def test_each_shape(shape: Shape) -> None:
    a, b, c = shape.names
    who = (a, b, a, c, b, c, a, b)
    lines = [shape.line(*turn) for turn in zip(who, TIMES, TEXTS, strict=True)]
    lines.insert(2, "还有一行：没有标签。")
    transcript = transcript_of("\n".join(lines))
    expected = [(name, [(as_printed(ms, shape.clock), text)]) for name, ms, text in zip(who, TIMES, TEXTS, strict=True)]
    expected[1][1].append((None, "还有一行：没有标签。"))
    assert told(transcript) == expected
    assert transcript.format == "dialogue"
    assert {s.kind for s in transcript.segments} == {SegmentKind.TURN}


@each_shape
def test_each_shape_with_blank_lines_and_full_width_marks(shape: Shape) -> None:
    a, b, c = shape.names
    who = (a, b, a, c, b, c, a, b)
    lines = [shape.line(*turn) for turn in zip(who, TIMES, TEXTS, strict=True)]
    if shape.head in ("{name}: ", "{name}({time}): ", "[{name}] ", "{name} ({time}):"):
        wide = str.maketrans({"(": "（", ")": "）", ":": "：", "[": "【", "]": "】"})
        heads = (shape.head.format(name=n, time=printed(ms, shape.clock)) for n, ms in zip(who, TIMES, strict=True))
        lines = [head.translate(wide) + line[len(head) :] for head, line in zip(heads, lines, strict=True)]
    transcript = transcript_of("\n\n".join(lines) + "\n")
    assert [s.speaker for s in transcript.segments] == list(who)
    assert [s.start_ms for s in transcript.segments] == [as_printed(ms, shape.clock) for ms in TIMES]


HAN = st.builds(
    "".join, st.tuples(st.sampled_from("林周许汤梁程顾苏欧"), st.text("岚冬钰川舟枝河渡荷", min_size=1, max_size=2))
)
WORD = st.builds(
    lambda first, rest: first + rest, st.sampled_from("BDGJKPVZ"), st.text("aeioklmn", min_size=3, max_size=7)
)
LATIN = st.one_of(WORD, st.builds("{} {}".format, WORD, WORD), st.builds("Dr. {}".format, WORD))
RANDOM = st.text("山水火木书人a1 :：()（）[]【】《》，。0", max_size=24)
OWN = st.builds("我{}".format, RANDOM)
FIELDS = st.sampled_from(["注意：", "时间：", "问题是：", "3:1 ", "（笑）", "“", "https://a.b/"])
FIRST = st.one_of(OWN, st.builds("{}{}".format, FIELDS, OWN))
SAID = st.one_of(FIRST, st.builds("10:30 {}".format, OWN))


@each_shape
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_dialogues_at_random(shape: Shape, data: st.DataObject) -> None:
    """Whom a dialogue was made of is found, and nobody else; every line is somewhere, every time is exact."""
    if shape.is_numbered:
        names = data.draw(st.lists(st.integers(1, 99), min_size=2, max_size=5, unique=True))
        people = [shape.names[0].replace("1", str(number)) for number in names]
    else:
        people = data.draw(st.lists(st.one_of(HAN, LATIN), min_size=2, max_size=5, unique_by=str.lower))
    who = data.draw(st.permutations(people * 2)) + data.draw(st.lists(st.sampled_from(people), max_size=6))
    steps = data.draw(st.lists(st.integers(1, 400_000), min_size=len(who), max_size=len(who)))
    lines: list[str] = []
    turns: list[tuple[str, int | None, int]] = []
    ms = 0
    for name, step in zip(who, steps, strict=True):
        ms += step
        more = data.draw(st.lists(SAID, max_size=2))
        # Heads of which most stand above a time are a timetable.
        lines += [shape.line(name, ms, data.draw(FIRST if shape.is_below else SAID)), *more]
        turns.append((name, as_printed(ms, shape.clock), 1 + len(more)))
    transcript = transcript_of("\n".join(lines))
    assert_covers(transcript)
    assert set(transcript.speakers) == set(people)
    expected = []
    for name, group in groupby(turns, key=lambda turn: turn[0]):
        spoken = list(group)
        expected.append((name, [at for _, at, _ in spoken], sum(count for *_, count in spoken)))
    found = [
        (s.speaker, [p.start_ms for p in s.paragraphs if p.start < p.body], len(s.paragraphs))
        for s in transcript.segments
    ]
    assert found == expected
