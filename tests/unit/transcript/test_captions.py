"""Caption formats, on samples of our own with their traps; the turns and times that are expected stand beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.transcript.test_formats import assert_covers
from tui.transcript.model import EditKind, Transcript

Read = Callable[..., Transcript]


def said(transcript: Transcript) -> list[tuple[str | None, int | None, int | None, str]]:
    """Speaker, times and reading text of every paragraph that is not metadata."""
    assert_covers(transcript)
    return [
        (s.speaker, p.start_ms, p.end_ms, transcript.reading.between(p.body, p.end))
        for s in transcript.segments
        if s.kind.value != "metadata"
        for p in s.paragraphs
    ]


def metadata(transcript: Transcript) -> list[str]:
    return [transcript.text[s.start : s.end] for s in transcript.segments if s.kind.value == "metadata"]


VTT = """\
\ufeffWEBVTT - 会议记录
Kind: captions

STYLE
::cue(v[voice="林岚"]) { color: lime }

REGION
id:fred

NOTE 时间：2024
第二行 <i>

intro
00:01.000 --> 00:02.500 align:start position:0%
<v 林岚>大家好，<i>欢迎</i>。
我是林岚。</v>

01:00:00,5 --> 01:00:01.25
<v.loud Ann &amp; Bo>A &lt; B&nbsp;&amp; C &bogus; <00:00:01.000><c.red>now</c>

2
1000:00:00.001 --> 1000:00:00.002
- 没有名字的一句 1 < 2 > 0

NOTE

00:00:07.000 --> 00:00:08.000
<i><v Ann>yes</v></i> <v 林岚>是的</v>
"""


def test_vtt(read: Read) -> None:
    transcript = read(VTT, name="x.txt")
    assert transcript.format == "vtt"
    assert said(transcript) == [
        ("林岚", 1000, 2500, "大家好，欢迎。"),
        ("林岚", 1000, 2500, "我是林岚。"),
        ("Ann & Bo", 3_600_500, 3_601_250, "A < B & C &bogus; now"),
        ("Ann & Bo", 3_600_000_001, 3_600_000_002, "- 没有名字的一句 1 < 2 > 0"),
        ("Ann", 7000, 8000, "yes 林岚: 是的"),
    ]
    assert [line.split()[0] for line in metadata(transcript)] == [
        "WEBVTT", "Kind:", "STYLE", "::cue(v[voice=\"林岚\"])", "REGION", "id:fred", "NOTE", "第二行", "NOTE",
    ]  # fmt: skip
    assert {edit.kind for edit in transcript.edits} == {EditKind.HIDDEN}
    assert transcript.text[transcript.segments[8].paragraphs[0].start :].startswith("intro\n00:01.000")


def test_vtt_teams(read: Read) -> None:
    transcript = read(
        "WEBVTT\n\nac6c1b0e-1f2d/23-0\n00:00:03.120 --> 00:00:05.010\n<v 林岚>我们先看</v>\n\n"
        "ac6c1b0e-1f2d/23-1\n00:00:05.010 --> 00:00:06.000\n<v 林岚>第一页。\n注意：时间</v>\n\n"
        "ac6c1b0e-1f2d/24-0\n00:00:06.500 --> 00:00:07.000\n<v Zhou, Ming>好: 的。</v>\n"
    )
    assert said(transcript) == [
        ("林岚", 3120, 5010, "我们先看"),
        ("林岚", 5010, 6000, "第一页。"),
        ("林岚", 5010, 6000, "注意：时间"),
        ("Zhou, Ming", 6500, 7000, "好: 的。"),
    ]
    assert [s.speaker for s in transcript.segments[1:]] == ["林岚", "Zhou, Ming"]


def test_vtt_zoom(read: Read) -> None:
    """A name that comes once is one too: every cue has a name. A time or a field in the text is none."""
    transcript = read(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n林岚: 十点:半开始\n\n2\n00:00:02.000 --> 00:00:03.000\n"
        "Zhou Ming: 好，12:30 结束\n\n3\n00:00:03.000 --> 00:00:04.000\n林岚: 问题是：没人\n\n"
        "4\n00:00:04.000 --> 00:00:05.000\n李梅(Host): ok\n"
    )
    assert [(speaker, text) for speaker, _, _, text in said(transcript)] == [
        ("林岚", "十点:半开始"), ("Zhou Ming", "好，12:30 结束"), ("林岚", "问题是：没人"), ("李梅", "ok"),
    ]  # fmt: skip
    plain = read(
        "WEBVTT\n\n" + "".join(f"00:0{i}.000 --> 00:0{i}.900\n{'注意：这' if i else '好'}\n\n" for i in range(5))
    )
    assert plain.speakers == ()


ROLLING = """\
WEBVTT
Kind: captions
Language: zh

00:00:00.160 --> 00:00:02.389 align:start position:0%
_
今天<00:00:00.480><c>我们</c><00:00:00.960><c>谈书</c>

00:00:02.389 --> 00:00:02.399 align:start position:0%
今天我们谈书
_

00:00:02.399 --> 00:00:05.000 align:start position:0%
今天我们谈书
和<00:00:02.800><c>写书</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
和写书
_

00:00:09.000 --> 00:00:10.000
和写书
""".replace("_\n", " \n")


def test_vtt_rolling_captions_are_read_once(read: Read) -> None:
    transcript = read(ROLLING)
    assert said(transcript) == [
        (None, 160, 2389, "今天我们谈书"),
        (None, 2399, 5000, "和写书"),
        (None, 9000, 10000, "和写书"),  # said again, long after
    ]
    third = transcript.segments[-1].paragraphs[0]
    assert transcript.text[third.start : third.body].count("-->") == 2


def test_vtt_rolling_captions_of_two_lines(read: Read) -> None:
    shown = ["一", "一\n二", "二\n三", "二\n三", "三\n四"]
    text = "WEBVTT\n\n" + "".join(f"00:0{i}.000 --> 00:0{i + 1}.000\n{cue}\n\n" for i, cue in enumerate(shown))
    assert said(read(text)) == [
        (None, 0, 1000, "一"), (None, 1000, 2000, "二"), (None, 2000, 3000, "三"), (None, 4000, 5000, "四"),
    ]  # fmt: skip
    assert [line for *_, line in said(read(text + "00:05.000 --> 00:06.000\n四\n"))] == ["一", "二", "三", "四", ""]


def test_vtt_what_is_said_twice_is_read_twice(read: Read) -> None:
    cues = ["对。", "对。", "好。", "对。", "对。\n对。"]
    text = "WEBVTT\n\n" + "".join(f"00:0{i}.000 --> 00:0{i + 1}.000\n{cue}\n\n" for i, cue in enumerate(cues))
    assert [line for *_, line in said(read(text))] == ["对。", "对。", "好。", "对。", "对。", "对。"]


def test_vtt_malformed(read: Read) -> None:
    transcript = read(
        "WEBVTT\n00:01.000 --> 00:02.000\n一\n7\n00:03.000 --> 00:04.000\n\n00:05.000 --> 00:04.000\n三\n\n"
        "没有时间\n\nNOTE a\n00:06.000 --> 00:07.000\n四\nx --> y"
    )
    assert [(start, text) for _, start, _, text in said(transcript)] == [
        (1000, "一"), (5000, "三"), (None, "没有时间"), (6000, "四"), (6000, "x --> y"),
    ]  # fmt: skip
    assert read("WEBVTT is a format.\nIt has cues.").format == "text"
    assert read("WEBVTT\n").format == "vtt"


def test_vtt_beside_glosses(read: Read) -> None:
    cues = "".join(
        f"00:0{i}.000 --> 00:0{i}.500\n<v 李開(kāi)復(fù)>會(huì)<i>議(yì)</i>開(kāi)始\n\n" for i in range(4)
    )
    transcript = read("WEBVTT\n\n" + cues)
    assert transcript.speakers == ("李開復",)
    assert {text for *_, text in said(transcript)} == {"會議開始"}


def test_srt_marks_are_not_read(read: Read) -> None:
    transcript = read(
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>一<b>句</b></i> a < b > c {x}\n\n"
        '2\n00:00:02,000 --> 00:00:03,000\n<font color="#fff">二</font> &amp; <http://a.b>\n'
    )
    assert transcript.format == "srt"
    assert said(transcript) == [(None, 1000, 2000, "一句 a < b > c {x}"), (None, 2000, 3000, "二 & <http://a.b>")]


def test_lrc(read: Read) -> None:
    text = (
        "[ti:夜航]\n[ar:林岚]\n[offset:+500]\n\n[00:01.5]第一句\n[00:12.00][01:15.123] 第二<00:12.50>句\n[00:20.30]\n"
        "[100:00.07]末句\n没有时间的一行\n"
    )
    transcript = read(text)
    assert transcript.format == "lrc"
    assert metadata(transcript) == ["[ti:夜航]", "[ar:林岚]", "[offset:+500]"]
    assert said(transcript) == [
        (None, 1500, None, "第一句"),
        (None, 12000, None, "第二句"),
        (None, 20300, None, ""),
        (None, 6_000_070, None, "末句"),
        (None, None, None, "没有时间的一行"),
    ]
    talk = "[00:01.00]林岚：早。\n[00:02.00]周明：早。\n[00:03.00]林岚：坐。\n[00:04.00]周明：好。\n"
    assert [(who, at, said_) for who, at, _, said_ in said(read(talk, name="a.lrc"))] == [
        ("林岚", 1000, "早。"), ("周明", 2000, "早。"), ("林岚", 3000, "坐。"), ("周明", 4000, "好。"),
    ]  # fmt: skip
    assert read("[00:05] 林岚：早\n[00:06] 周明：早\n[00:07] 林岚：坐\n[00:08] 周明：好").format == "dialogue"


ASS = """\
\ufeff[Script Info]
; a comment
Title: 夜航

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,林岚,0,0,0,,不念
Dialogue: 0,0:00:01.05,0:00:02.50,Default,林岚,0,0,0,,{\\an8\\fs20}你好，逗号,也在\\N第二行{注}
Dialogue: 0,0:00:02.50,0:00:03.00,Default,林岚,0,0,0,,再说
Dialogue: 0,1:00:00.00,1:00:00.99,Sign,,0,0,0,,路牌：北
Dialogue: 0,1:00:01.00,1:00:02.00,Sign,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}
Dialogue: 0,1:00:xx,1:00:02.00,Default,周明,0,0,0,,坏的
Dialogue: 0,1:00:03.00,1:00:04.00,Default,周明,0,0,0,,
"""


def test_ass(read: Read) -> None:
    transcript = read(ASS)
    assert transcript.format == "ass"
    assert said(transcript) == [
        ("林岚", 1050, 2500, "你好，逗号,也在 第二行"),
        ("林岚", 2500, 3000, "再说"),
        (None, 3_600_000, 3_600_990, "路牌：北"),
        ("周明", 3_603_000, 3_604_000, ""),
    ]
    assert len(metadata(transcript)) == 11


def test_ass_without_actors(read: Read) -> None:
    lines = "".join(f"Dialogue: 0:00:0{i}.00,0:00:0{i}.50,{who}：话\n" for i, who in enumerate(("林岚", "周明") * 2))
    transcript = read("[Script Info]\n[Events]\nFormat: Start, End, Text\n" + lines)
    assert [(who, start) for who, start, *_ in said(transcript)] == [
        ("林岚", 0), ("周明", 1000), ("林岚", 2000), ("周明", 3000),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["&#0;", "&#1114112;", "&#xd800;", "&what;", "&#x0a;"])
def test_vtt_entities_of_nothing_stay(read: Read, mark: str) -> None:
    transcript = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\na{mark}b\n")
    assert transcript.edits == ()
    assert said(transcript)[0][3] == f"a{mark}b"
