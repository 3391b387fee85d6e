"""Captions that roll: a line that is shown twice is read once, in WebVTT and in SRT alike; and titles of captions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.conftest import transcript_of
from tests.unit.transcript.test_captions import said
from tui.transcript.model import Transcript

Read = Callable[..., Transcript]
Cues = list[tuple[int, int, str]]


def written(cues: Cues, kind: str) -> str:
    def clock(ms: int) -> str:
        point = "," if kind == "srt" else "."
        return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"

    lines = [f"{i}\n{clock(a)} --> {clock(b)}\n{text}\n\n" for i, (a, b, text) in enumerate(cues, 1)]
    return ("WEBVTT\n\n" if kind == "vtt" else "") + "".join(lines)


both = pytest.mark.parametrize("kind", ["srt", "vtt"])


@both
def test_two_lines_roll(read: Read, kind: str) -> None:
    shown = ["一", "一\n二", "二\n三", "二\n三", "三\n四"]
    text = written([(i * 1000, i * 1000 + 1000, cue) for i, cue in enumerate(shown)], kind)
    transcript = read(text)
    assert said(transcript) == [
        (None, 0, 1000, "一"), (None, 1000, 2000, "二"), (None, 2000, 3000, "三"), (None, 4000, 5000, "四"),
    ]  # fmt: skip
    last = transcript.segments[-1].paragraphs[0]
    assert transcript.text[last.start : last.body].count("-->") == 2
    assert [line for *_, line in said(read(text + written([(5000, 6000, "四")], kind)[-34:]))][-1] == ""


@both
def test_cues_that_overlap_roll_too(read: Read, kind: str) -> None:
    cues = [(0, 4000, "一"), (2000, 6000, "一\n二"), (4000, 8000, "二\n三"), (6000, 9000, "三\n四")]
    assert [line for *_, line in said(read(written(cues, kind)))] == ["一", "二", "三", "四"]


@both
def test_what_is_said_twice_is_read_twice(read: Read, kind: str) -> None:
    said_twice = ["对。", "对。", "好。", "对。", "对。\n对。"]
    cues = [(i * 1000, i * 1000 + 1000, cue) for i, cue in enumerate(said_twice)]
    assert [line for *_, line in said(read(written(cues, kind)))] == ["对。", "对。", "好。", "对。", "对。", "对。"]


@both
def test_speakers_in_rolling_captions(read: Read, kind: str) -> None:
    shown = ["林岚：早", "林岚：早\n周明：早", "周明：早\n<i>林岚：</i>坐", "林岚：坐\n周明：好"]
    transcript = read(written([(i * 1000, i * 1000 + 1000, cue) for i, cue in enumerate(shown)], kind))
    assert [(who, line) for who, _, _, line in said(transcript)] == [
        ("林岚", "早"), ("周明", "早"), ("林岚", "坐"), ("周明", "好"),
    ]  # fmt: skip


@both
@settings(max_examples=80, deadline=None)
@given(lines=st.lists(st.text("abc书 ", min_size=1).map(str.strip).filter(bool), min_size=3, max_size=20, unique=True))
def test_rolling_captions_at_random(kind: str, lines: list[str]) -> None:
    """As a video site writes them: each line alone for a moment, then above the next one."""
    cues: Cues = [(0, 1000, lines[0]), (1000, 1010, lines[0])]
    for i, (above, line) in enumerate(pairwise(lines), 1):
        cues += [(i * 1010, i * 1010 + 1000, f"{above}\n{line}"), (i * 1010 + 1000, i * 1010 + 1010, line)]
    told = said(transcript_of(written(cues, kind)))
    assert [line for *_, line in told if line] == lines
    assert [at for _, at, *_ in told][: len(lines)] == [i * 1010 for i in range(len(lines))]


@pytest.mark.parametrize(
    ("mark", "reading"),
    [
        ("&amp;", "&"), ("&#39;", "'"), ("&nbsp;", " "), ("&lt;i&gt;", "<i>"), ("&quot;", '"'), ("&#x4e66;", "书"),
        ("<i>", ""), ("</font>", ""), ('<font color="red">', ""), ("{\\an8}", ""), ("<00:00:01.200>", ""),
        ("<c.red>", ""), ("&what;", "&what;"), ("&#0;", "&#0;"), ("{x}", "{x}"), ("< i >", "< i >"),
        ("a & b;", "a & b;"), ("<http://a.b>", "<http://a.b>"),
    ],
)  # fmt: skip
def test_marks_in_srt(read: Read, mark: str, reading: str) -> None:
    transcript = read(f"1\n00:00:01,000 --> 00:00:02,000\n甲{mark}乙\n")
    assert said(transcript)[0][3] == f"甲{reading}乙"
    assert transcript.text.count(mark) == 1


def test_labels_behind_marks_and_with_glosses(read: Read) -> None:
    cues = [
        "<i>李開(kāi)復(fù)：會(huì)議</i>",
        "{\\an8}記(jì)者：開(kāi)會(huì)",
        "李開(kāi)復(fù)：好",
        "<b>記(jì)者：</b>好",
    ]
    for kind in ("srt", "vtt"):
        text = written([(i * 1000, i * 1000 + 900, cue) for i, cue in enumerate(cues)], kind)
        transcript = read(text if kind == "srt" else text.replace("{\\an8}", ""))
        assert transcript.speakers == ("李開復", "記者")
        assert said(transcript)[0][3] == "會議"


TALK_VTT = "00:01.000 --> 00:02.000\n一句\n"
EVENTS = "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,一句\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"WEBVTT - 潮汐档案：第三集\n\n{TALK_VTT}", "潮汐档案：第三集"),
        (f"WEBVTT Translation of the film\n\n{TALK_VTT}", "Translation of the film"),
        (f"WEBVTT FILE\n\n{TALK_VTT}", "a"),
        (f"WEBVTT Kind: captions; Language: zh\n\n{TALK_VTT}", "a"),
        (f"WEBVTT\nKind: captions\nTitle: 夜航\n\n{TALK_VTT}", "夜航"),
        (f"WEBVTT\n\nNOTE Title: 夜航\n\n{TALK_VTT}", "夜航"),
        (f"WEBVTT\n\nNOTE\n标题：夜航\n\n{TALK_VTT}", "夜航"),
        (f"WEBVTT\n\nNOTE a remark\n\n{TALK_VTT}", "a"),
        ("[ti: 夜航 ]\n[00:01.00]一句\n[00:02.00]二句\n", "夜航"),
        ("[ti:]\n[00:01.00]一句\n[00:02.00]二句\n", "a"),
        (f"[Script Info]\n; b\nTitle: 夜航\n\n{EVENTS}", "夜航"),
        (f"[Script Info]\nTitle: Default Aegisub file\n\n{EVENTS}", "a"),
        (f"[Script Info]\nScriptType: v4.00+\n\n{EVENTS}Title: b\n", "a"),
        ("1\n00:00:01,000 --> 00:00:02,000\n一句\n", "a"),
    ],
)
def test_titles(read: Read, text: str, title: str) -> None:
    assert read(text, name="a.x").title == title
