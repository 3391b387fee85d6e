"""Transcripts copied off a video's page: what is one, what is none, and that nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.conftest import transcript_of
from tests.unit.transcript.test_formats import assert_covers
from tui.transcript.formats import youtube
from tui.transcript.formats.page import Page
from tui.transcript.formats.stamps import spelled_end, stamp_at
from tui.transcript.model import EditKind, Transcript
from tui.transcript.reading import Reading

Read = Callable[..., Transcript]


def said(transcript: Transcript) -> list[tuple[int | None, str]]:
    """Time and reading text of each paragraph that is text."""
    assert_covers(transcript)
    return [
        (p.start_ms, transcript.reading.between(p.body, p.end))
        for s in transcript.segments
        if s.kind.value in ("paragraph", "turn")
        for p in s.paragraphs
    ]


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "0 seconds"), (1000, "1 second"), (3000, "3 seconds"), (60_000, "1 minute"),
        (63_000, "1 minute, 3 seconds"), (120_000, "2 minutes"), (3_600_000, "1 hour"),
        (3_656_000, "1 hour, 56 seconds"), (7_323_000, "2 hours, 2 minutes, 3 seconds"), (3000, "3秒"), (3000, "3秒钟"),
        (63_000, "1分钟3秒钟"), (63_000, "1 分鐘 3 秒"), (3_723_000, "1小时2分钟3秒"), (63_000, "1 分 3 秒"),
    ],
)  # fmt: skip
def test_lengths_in_words(ms: int, words: str) -> None:
    assert spelled_end(words, 0, len(words), ms) == len(words)
    assert spelled_end(words + "so what", 0, len(words) + 7, ms) == len(words)
    assert spelled_end(words, 0, len(words), ms + 60_000) is None


@pytest.mark.parametrize(
    ("line", "ms", "text"),
    [
        ("0:03", 3000, ""), ("1:02:03", 3_723_000, ""), ("0:033 secondsgo", 3000, "go"), ("0:03go", 3000, "go"),
        ("10:1010 minutes, 10 seconds12 men", 610_000, "12 men"), ("0:0310 men", 3000, "10 men"),
        ("8:008 minutesThat", 480_000, "That"), ("1:00:561 hour, 56 secondsend", 3_656_000, "end"),
        ("00:00:03.120 go", 3120, "go"), ("0:033 minutes ago", 3000, "3 minutes ago"),
    ],
)  # fmt: skip
def test_stamps(line: str, ms: int, text: str) -> None:
    stamp = stamp_at(line, 0, len(line))
    assert stamp is not None
    assert (stamp.ms, line[stamp.text :]) == (ms, text)


@pytest.mark.parametrize("line", ["3:1", "16:9", "0:60", "a 0:03", "[0:03] go", "0:3 go", "12:30:45:01", ""])
def test_no_stamps(line: str) -> None:
    assert stamp_at(line, 0, len(line)) is None


@pytest.mark.parametrize(
    "text",
    [
        "08:00起床\n12:00吃饭\n18:30散会\n20:00看书\n",
        "8:00\n早餐\n12:00\n午餐\n18:30\n晚餐\n20:00\n看书\n",
        "12:30:01 INFO: a\n12:30:04 INFO: b\n12:30:07 WARN: c\n",
        "张三\n12:31\n在吗\n李四\n12:33\n在\n张三\n12:37\n好\n李四\n12:38\n好\n",
        "一段话。\n0:03\n又一段话。\n0:09\n" + "没有时间的一行。\n" * 30,
        "0:03\n0:09\n0:12\n0:15\n",
        "0:59\n一\n0:30\n二\n0:20\n三\n0:10\n四\n0:05\n五\n",
        "比分\n3:1\n比例\n16:9\n比分\n2:1\n",
        "0:03 林岚：早\n0:06 周明：早\n0:07 林岚：坐\n0:08 周明：好\n",
        "00:00:01 --> 00:00:02\n一\n00:00:03 --> 00:00:04\n二\n00:00:05 --> 00:00:06\n三\n",
    ],
    ids=range(10),
)
def test_what_is_no_copied_page(read: Read, text: str) -> None:
    assert read(text).format != "youtube"


def test_a_part_of_a_page(read: Read) -> None:
    transcript = read("12:31\n一句\n12:34\n二句\n12:38\n三句\n12:42\n四句\n")
    assert transcript.format == "youtube"
    assert said(transcript)[0] == (751_000, "一句")


def test_times_before_a_blank(read: Read) -> None:
    transcript = read("00:00:00.160 大家好\n00:00:03.040 今天谈书\n00:00:09.990 好\n")
    assert (transcript.format, said(transcript)) == ("youtube", [(160, "大家好"), (3040, "今天谈书"), (9990, "好")])


def test_captions_that_name_speakers(read: Read) -> None:
    transcript = read(
        "0:00\nSam: Hello there.\n0:04\nand more of it.\n0:09\nMary Ann: Hi.\n0:12\n[Music]\n0:15\n[Music]\n"
        "0:19\nSam: Note: one.\n0:22\nMary Ann: Fine.\n0:25\nThe point is: no.\n0:29\nThe point is: yes.\n"
    )
    assert transcript.speakers == ("Sam", "Mary Ann")
    assert [at for at, _ in said(transcript)] == [0, 4000, 9000, 12_000, 15_000, 19_000, 22_000, 25_000, 29_000]


@pytest.mark.parametrize("mark", ["[Music]", "[Applause]", "[foreign]", "[音乐]", "[掌声]", "[ __ ]", "[Cheering]"])
def test_sounds_are_no_speakers(read: Read, mark: str) -> None:
    lines = "".join(f"0:{i:02}\n{mark if i % 3 == 0 else f'line {i}'}\n" for i in range(0, 59, 2))
    assert read(lines).speakers == ()
    cues = "".join(f"{i}\n00:00:{i:02},000 --> 00:00:{i:02},900\n{mark if i % 3 == 0 else i}\n\n" for i in range(40))
    assert read(cues).speakers == ()


def test_a_time_without_text_and_a_second_copy(read: Read) -> None:
    transcript = read("0:00\n一\n0:03\n0:05\n二\n0:09\n三\n0:00\n四\n0:03\n五\n0:07\n六\n0:08\n")
    assert said(transcript) == [
        (0, "一"), (3000, ""), (5000, "二"), (9000, "三"), (0, "四"), (3000, "五"), (7000, "六"), (8000, ""),
    ]  # fmt: skip


def test_all_on_one_line(read: Read) -> None:
    transcript = read("0:000 seconds大家好0:044 seconds今天谈书0:099 seconds好1:031 minute, 3 seconds再见\n")
    assert said(transcript) == [(0, "大家好 今天谈书 好 再见")]
    assert {edit.kind for edit in transcript.edits} == {EditKind.HIDDEN}


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("The tide\nhttps://a.example\nTranscript\nIntro\n", "The tide"),
        ("Intro\n", "x"),
        ("Transcript\nChapter 1: Intro\n", "x"),
        ("# 夜航\n文字稿\n", "夜航"),
        ("", "x"),
    ],
)
def test_titles(read: Read, front: str, title: str) -> None:
    assert read(front + "0:00\na b\n0:03\nc d\n0:07\ne f\n", name="x.txt").title == title


def test_second_lines_are_text_where_they_are_common(read: Read) -> None:
    transcript = read("".join(f"0:{i:02}\nfirst {i}\nSecond {i}\n" for i in range(0, 40, 3)))
    assert {s.kind.value for s in transcript.segments} == {"paragraph"}
    assert len(transcript.segments) == 28


PIECES = st.sampled_from(
    ["0:03", "0:07\n", "0:09go", "1:00:03\n", "0:033 seconds", "3 seconds\n", "3秒钟\n", "1:031 minute, 3 seconds",
     "Chapter 1: a\n", "Transcript\n", "[Music]\n", "Sam: ", "会(huì)", "會(huì)開(kāi)", "话。", "\n", "\n\n", " ",
     "12:30\n", "English (auto-generated)\n", "\ufeff"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(PIECES, st.just("\n"), st.text(max_size=4)), max_size=60))
def test_every_line_is_somewhere(pieces: list[str]) -> None:
    text = "0:00\na\n0:01\nb\n0:02\nc\n" + "".join(pieces).replace("\r", "\n")
    transcript = transcript_of(text)
    assert_covers(transcript)
    Reading(transcript.text, transcript.edits)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 90), st.text("ab 书人:：3", min_size=1, max_size=12)), min_size=3, max_size=40),
    st.sampled_from(["{t}\n我{x}\n", "{t}我{x}\n", "{t}{w}我{x}\n", "{t}\n{w}\n我{x}\n", "{t}{w}\n我{x}\n"]),
)
def test_times_and_texts_come_back(items: list[tuple[int, str]], line: str) -> None:
    lines, expected, second = [], [], 0
    for step, text in items:
        minutes, seconds = divmod(second, 60)
        clock = f"{minutes}:{seconds:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        parts = [f"{n}{unit}" for n, unit in ((second // 3600, "小时"), (minutes % 60, "分钟"), (seconds, "秒钟")) if n]
        lines.append(line.format(t=clock, w="".join(parts) or "0秒钟", x=text))
        expected.append((second * 1000, f"我{text}"))
        second += step
    transcript = transcript_of("".join(lines))
    assert transcript.format == "youtube"
    assert transcript.speakers == ()
    assert said(transcript) == expected


def test_a_large_text_is_not_looked_through() -> None:
    page = Page("我们 12:30 谈一谈这件事情的来龙去脉。\n" * 200_000)
    assert len(page.lines) == 200_000
    start = time.process_time()
    assert not youtube.matches(page, "a.txt")
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("line", ["0:033 seconds" * 20_000, "0:03 " + "1:" * 100_000, "0:03" + " " * 300_000 + "x"])
def test_hostile_lines_take_no_time(line: str) -> None:
    start = time.process_time()
    assert_covers(transcript_of(f"0:00\na\n0:01\nb\n0:02\nc\n{line}\n{line}"))
    assert time.process_time() - start < 3
