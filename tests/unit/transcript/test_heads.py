"""Head lines with times: text exports of meeting apps, each with its traps, and the turns that stand beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.test_formats import assert_covers
from tui.transcript.decode import decode
from tui.transcript.files import load
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand

Read = Callable[..., Transcript]
MEETINGS = Path(__file__).parent / "meetings"


def told(transcript: Transcript) -> list[str]:
    """Kind (`+` for a further paragraph), speaker, time in ms and text of each paragraph, parted by tabs."""
    rows = []
    for segment in transcript.segments:
        for i, p in enumerate(segment.paragraphs):
            ms = "" if p.start_ms is None else f"{p.start_ms}" if p.end_ms is None else f"{p.start_ms}-{p.end_ms}"
            kind, speaker = ("+", "") if i else (segment.kind.value, segment.speaker or "")
            rows.append(f"{kind}\t{speaker}\t{ms}\t{transcript.text[p.body : p.end]}")
    return rows


@pytest.mark.parametrize("path", sorted(MEETINGS.glob("*.txt")), ids=lambda path: path.stem)
def test_meetings(path: Path) -> None:
    transcript = load(path)
    assert transcript.format == "dialogue"
    assert told(transcript) == path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    assert_covers(transcript)


def test_the_title_is_the_printed_one() -> None:
    assert load(MEETINGS / "feishu.txt").title == "灰度发布周会"
    assert load(MEETINGS / "otter.txt").title == "Harbour meeting"


def heads(transcript: Transcript) -> list[str]:
    return [transcript.text[p.start : p.body] for s in transcript.segments if s.speaker for p in s.paragraphs]


def test_the_head_takes_its_whole_line(read: Read) -> None:
    transcript = read("发言人1 00:01 \n\n早。\n还有。\n发言人2 00:05\n——\n发言人1 00:09\n发言人2 00:11\n好。")
    assert heads(transcript) == ["发言人1 00:01 \n\n", "", "发言人2 00:05", "发言人1 00:09", "发言人2 00:11\n"]
    assert (
        heads(read("林岚(00:03): 早。\n周明(00:05): 早。\n林岚(00:09): 坐。\n周明(00:11): 好。"))[0] == "林岚(00:03): "
    )


@pytest.mark.parametrize(
    ("head", "speaker", "ms"),
    [
        ("发言人1 00:01", "发言人1", 1000),
        ("说话人 1 00:00:05.120", "说话人 1", 5120),
        ("说话人 1 00:00:05,1", "说话人 1", 5100),
        ("Speaker 2 01:15", "Speaker 2", 75_000),
        ("Speaker 2  1:01:15", "Speaker 2", 3_675_000),
        ("Speaker 2 (65:30):", "Speaker 2", 3_930_000),
        ("Speaker 2 (165:30)", "Speaker 2", 9_930_000),
        ("发言人2（00：56）：", "发言人2", 56_000),
        ("【发言人2】 00:56", "发言人2", 56_000),
        ("【发言人2 00:56】", "发言人2", 56_000),
        ("[00:56 发言人2]", "发言人2", 56_000),
        ("[00:00:56] [发言人2]:", "发言人2", 56_000),
        ("<00:56> 发言人2", "发言人2", 56_000),
        ("00:00:56 发言人2：", "发言人2", 56_000),
        ("**发言人 2** [00:56]:", "发言人 2", 56_000),
        ("### 发言人 2 00:56", "发言人 2", 56_000),
        ("发言人2(旁听) 00:56", "发言人2", 56_000),
        ("发言人2\u300000:56", "发言人2", 56_000),
        ("未知发言人 00:56", "未知发言人", 56_000),
    ],
)
def test_a_numbered_speaker_is_believed_at_once(read: Read, head: str, speaker: str, ms: int) -> None:
    for text in (f"{head}\n这是说的话。", f"开头。\n{head}\n这是说的话。\n又一句。"):
        turn = read(text).segments[-1]
        assert (turn.speaker, turn.start_ms, turn.end_ms) == (speaker, ms, None)


@pytest.mark.parametrize(
    "lines",
    [
        ["12:30 我们开始"] * 3,
        ["12:30 吃饭", "13:30 上课", "18:00 吃饭", "19:00 上课"],
        ["早餐 08:00", "面。", "午餐 12:00", "饭。", "早餐 08:00", "面。", "午餐 12:00", "饭。"],
        ["录音时长 00:32:10", "会议时长 00:32:10", "录音时长 00:32:10", "一行。"],
        ["开始时间 10:00", "一行。", "开始时间 11:00", "一行。"],
        ["时间：12:30", "地点：三楼", "时间：13:30", "地点：三楼"],
        ["周三 10:00", "开会。", "周三 11:00", "开会。", "周四 12:00", "开会。"],
        ["比分 21:15", "好球。", "比分 21:16", "好球。", "比分 21:17", "好球。"],
        ["比例 16:9", "比例 16:9", "比分3：2", "比分3：2"],
        ["00:00:05 大家好", "00:00:09 今天谈书，好", "00:00:12 好的", "00:00:15 开始"],
        ["[00:00:05] 大家好", "[00:00:09] 谈书，好", "[00:00:12] 大家好", "[00:00:15] 开始"],
        ["12:30 到了 3:25 又走", "12:31 到了 3:25 又走", "12:32 到了 3:25 又走"],
        ["小明 12:30 到了学校", "小明 12:40 又走了"],
        ["[12:30:01] INFO: a", "[12:30:02] INFO: b"],
        ["会议 2031-05-06 10:00", "一行。", "会议 2031-05-07 10:00", "一行。"],
        ["http://a.b:80/00:01", "http://a.b:80/00:01"],
        ["问题是： 00:01", "问题是： 00:02"],
        ["林岚(00:61): 一", "林岚(00:61): 二"],
    ],
    ids=lambda lines: lines[0],
)
def test_what_is_no_head(read: Read, lines: list[str]) -> None:
    assert read("\n".join(lines)).speakers == ()
    talk = "发言人1 00:01\n早。\n发言人2 00:05\n早。\n"
    assert read(talk + "\n".join(lines)).speakers == ("发言人1", "发言人2")


def test_a_name_that_comes_once_must_fit_in_time(read: Read) -> None:
    talk = "林岚 00:01\n早。\n周明 00:05\n早。\n{}\n一句。\n林岚 00:30\n坐。\n周明 00:40\n好。"
    assert "许冬" in read(talk.format("许冬 00:20")).speakers
    assert "许冬" not in read(talk.format("许冬 12:30")).speakers


def test_glossed_names(read: Read) -> None:
    transcript = read(
        "李開(kāi)復(fù) 00:01\n會(huì)議。\n記(jì)者 00:09\n開(kāi)會(huì)。\n李開(kāi)復(fù) 00:12\n說(shuō)吧。\n"
    )
    assert transcript.speakers == ("李開復", "記者")
    assert_covers(transcript)


def test_a_bare_numbered_name(read: Read) -> None:
    transcript = read("发言人1\n你好。\n发言人2\n你好。\n发言人1\n坐。\n")
    assert [s.speaker for s in transcript.segments] == ["发言人1", "发言人2", "发言人1"]
    assert heads(transcript)[0] == "发言人1\n"
    assert read("发言人1\n你好。\n").speakers == ()


def test_a_name_alone_with_its_text_below(read: Read) -> None:
    transcript = read("林岚：\n早。\n周明：\n早。\n林岚：\n# 题\n周明：\n好。")
    assert heads(transcript) == ["林岚：\n", "周明：\n", "林岚：", "周明：\n"]
    assert_covers(transcript)


PIECES = st.sampled_from(
    ["发言人1 00:01", "说话人 2 00:00:05.120", "林岚(00:03): ", "[00:04] 林岚：", "Sam  0:03", "Sam (65:30):", "**",
     "——", "【甲】", "00:09", "关键词：", "林岚：", "12:30", " ", "\u3000", "话。", "# ", "\ufeff", "会(huì)",
     "2031年5月6日", "：", "("]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(PIECES, st.just("\n"), st.just("\n"), st.text(max_size=3)), max_size=60))
def test_every_line_is_somewhere(pieces: list[str]) -> None:
    text = "".join(pieces).replace("\r", "\n")
    assert_covers(understand(Source(text, "utf-8", "")))


def test_ten_megabytes_of_heads_in_time() -> None:
    line = "我们今天谈一谈这件事情的来龙去脉，12:30 再说，" * 4
    rows = (f"发言人{i % 5} {i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}\n{line}" for i in range(30_000))
    source = decode("\n".join(rows).encode())
    start = time.process_time()
    transcript = understand(source)
    assert time.process_time() - start < 2
    assert len(transcript.segments) == 30_000


@pytest.mark.parametrize(
    "line", ["[" * 5000, "甲 " * 4000 + "00:01", "00:01 " * 3000, "甲" * 90 + " 00:01", "(00:01" * 999]
)
def test_no_line_takes_long(read: Read, line: str) -> None:
    start = time.process_time()
    read("\n".join([line] * 20))
    assert time.process_time() - start < 1
