"""Shapes of transcripts, on short texts of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.transcript.decode import decode
from tui.transcript.model import SegmentKind as Kind
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand

Read = Callable[..., Transcript]


def shape(transcript: Transcript) -> list[tuple[str, str | None, int]]:
    """Kind, speaker and number of paragraphs of each segment."""
    return [(s.kind.value, s.speaker, len(s.paragraphs)) for s in transcript.segments]


def bodies(transcript: Transcript) -> list[str]:
    return [transcript.text[p.body : p.end] for s in transcript.segments for p in s.paragraphs]


def assert_covers(transcript: Transcript) -> None:
    """Every line that is not blank lies in exactly one paragraph; segments are in order and do not overlap."""
    text = transcript.text
    last = 0
    paragraphs = []
    for segment in transcript.segments:
        assert last <= segment.start <= segment.end <= len(text)
        assert segment.paragraphs
        assert (segment.start, segment.end) == (segment.paragraphs[0].start, segment.paragraphs[-1].end)
        assert (segment.speaker is not None) == (segment.kind is Kind.TURN)
        for paragraph in segment.paragraphs:
            assert last <= paragraph.start <= paragraph.body <= paragraph.end
            assert "\n" not in text[paragraph.body : paragraph.end]
            last = paragraph.end
            paragraphs.append(paragraph)
        last = segment.end
    at = 0
    holding = iter(paragraphs)
    paragraph = next(holding, None)
    for line in text.split("\n"):
        if line and not line.isspace():
            while paragraph is not None and paragraph.end < at + len(line):
                paragraph = next(holding, None)
            assert paragraph is not None
            assert paragraph.start <= at
        at += len(line) + 1


DIALOGUE = """\
记者 | 林岚
2024-05-06
开头的话，说明背景。
“第一部分的标题”
南方访谈：你最近在忙什么？
林岚（作家）：写书。
写一本很长的书。

林岚：也教课。
!
![](x.png)
接着的说明。
南方访谈: 难吗?
林岚：问题是：时间不够。
都不够用。
下一部分的标题：“她不急”
南方访谈：为什么？
林岚：因为值得。
特别声明：以上内容由用户上传。
Notice: The content above is uploaded by a user.
"""


def test_dialogue(read: Read) -> None:
    transcript = read(DIALOGUE)
    assert transcript.format == "dialogue"
    assert shape(transcript) == [
        ("metadata", None, 1),
        ("metadata", None, 1),
        ("paragraph", None, 1),
        ("heading", None, 1),
        ("turn", "南方访谈", 1),
        ("turn", "林岚", 4),
        ("image", None, 1),
        ("turn", "林岚", 1),
        ("turn", "南方访谈", 1),
        ("turn", "林岚", 2),
        ("heading", None, 1),
        ("turn", "南方访谈", 1),
        ("turn", "林岚", 1),
        ("boilerplate", None, 1),
        ("boilerplate", None, 1),
    ]
    turn = transcript.segments[5]
    heads = [transcript.text[p.start : p.body] for p in turn.paragraphs]
    assert heads == ["林岚（作家）：", "", "林岚：", ""]
    hidden = [(transcript.text[edit.start : edit.end], edit.why) for edit in transcript.edits]
    assert [why for _, why in hidden] == ["image", "boilerplate", "boilerplate"]
    assert hidden[0][0] == "![](x.png)"
    assert "上传" not in transcript.reading.text
    assert "难吗?" in bodies(transcript)
    assert_covers(transcript)


def test_bracketed_labels(read: Read) -> None:
    transcript = read(
        "[主持人] 开始。\n[林岚]好。\n[林岚] 我先说。\n还有。\n主题：新的一段\n"
        "[主持人] 好。\n[掌声]\n[掌声]\n[林岚] 完。"
    )
    assert shape(transcript) == [
        ("turn", "主持人", 1),
        ("turn", "林岚", 3),
        ("heading", None, 1),
        ("turn", "主持人", 3),
        ("turn", "林岚", 1),
    ]
    assert bodies(transcript)[:2] == ["开始。", "好。"]
    assert_covers(transcript)


def test_english_names(read: Read) -> None:
    transcript = read(
        "Sam Lee: Hello there: one.\nMary-Ann de la Cruz: Hi.\nIt is 12:30 now.\n**Sam Lee:** So http://a.b it is.\n"
        "Mary-Ann de la Cruz: Fine.\nThe point is: no.\nThe point is: yes.\nNote: a.\nNote: b.\nhttps://a.b\nhttps://a.b\n"
    )
    assert transcript.speakers == ("Sam Lee", "Mary-Ann de la Cruz")
    assert shape(transcript)[-1] == ("turn", "Mary-Ann de la Cruz", 7)
    assert "So http://a.b it is." in bodies(transcript)


@pytest.mark.parametrize(
    "label",
    ["主題：", "时间：", "地点：", "注意：", "问题是：", "特別聲明:", "Notice: ", "https://", "00:12:34 ", "3:1 ",
     "我觉得：", "比如说：",
     "[1] ", "[00:12:34] ", "[图](a) ", "- 其他：", "key:v", "std::", "1、好："],
)  # fmt: skip
def test_what_is_no_speaker(read: Read, label: str) -> None:
    lines = [f"{label}第{i}句话。" for i in range(6)]
    assert read("\n".join(lines)).speakers == ()
    talk = "林岚：你好。\n周明：你好。\n" * 3
    assert read(talk + "\n".join(lines)).speakers == ("林岚", "周明")


def test_a_label_must_come_back(read: Read) -> None:
    transcript = read("林岚：你好。\n周明：你好。\n林岚：坐。\n周明：好。\n两种做法：其一。\n观众：请问？\n林岚：说。")
    assert transcript.speakers == ("林岚", "周明", "观众")
    assert read("林岚：只有一句。\n周明：也只有一句。").speakers == ()


def test_a_phrase_that_comes_back_in_prose_is_no_speaker(read: Read) -> None:
    lines = ["这里是一段普通的文字，没有人说话。"] * 40
    lines[7] = lines[30] = "林岚：这里引用了一句。"
    assert read("\n".join(lines)).speakers == ()


def test_glossed_labels(read: Read) -> None:
    talk = "李開(kāi)復(fù):會(huì)議開(kāi)始了。\n記(jì)者:好。\n李開(kāi)復(fù):說(shuō)吧。\n記(jì)者:嗯。\n"
    transcript = read(talk)
    assert transcript.speakers == ("李開復", "記者")
    first = transcript.segments[0].paragraphs[0]
    assert transcript.text[first.start : first.body] == "李開(kāi)復(fù):"
    assert transcript.reading.between(first.start, first.body) == "李開復:"


def test_times_before_labels(read: Read) -> None:
    transcript = read("[00:00:05] 林岚：早。\n12:30 周明: 早。\n[01:00:06.5] 林岚：坐。\n(12:40) 周明: 好。")
    assert transcript.speakers == ("林岚", "周明")
    assert [s.start_ms for s in transcript.segments] == [5000, 750_000, 3_606_500, 760_000]
    assert bodies(transcript) == ["早。", "早。", "坐。", "好。"]


def test_notebook(read: Read) -> None:
    transcript = read(
        "——\n一段摘录。\n又一段。\n——\n你怎么看？\n林岚：不好说。\n再想想\n——\n周明：行。\n———\n林岚：嗯。\n周明：好。\n——\n"
    )
    assert transcript.format == "notebook"
    assert shape(transcript) == [
        ("separator", None, 1),
        ("paragraph", None, 1),
        ("paragraph", None, 1),
        ("separator", None, 1),
        ("paragraph", None, 1),
        ("turn", "林岚", 2),
        ("separator", None, 1),
        ("turn", "周明", 1),
        ("separator", None, 1),
        ("turn", "林岚", 1),
        ("turn", "周明", 1),
        ("separator", None, 1),
    ]
    assert_covers(transcript)


def test_a_question_without_a_label_is_nobodys_where_the_same_speaker_is_named_again(read: Read) -> None:
    transcript = read(
        "——\n一段。\n——\n林岚：早。\n说来话长。\n后来呢？\n\n林岚：走了。\n谁知道呢？\n周明：嗯。\n——\n周明：对。\n"
    )
    assert [(s.speaker, len(s.paragraphs)) for s in transcript.segments if s.kind is not Kind.SEPARATOR] == [
        (None, 1), ("林岚", 2), (None, 1), ("林岚", 2), ("周明", 1), ("周明", 1),
    ]  # fmt: skip
    assert "后来呢？" in bodies(transcript)
    assert_covers(transcript)


def test_sentences(read: Read) -> None:
    card = [
        "cover of episode 7. 关于读书|慢谈",
        "7. 关于读书|慢谈 第二季",
        "2024/1/2\nlogo of podcast 慢谈",
        "慢谈",
        "Chapters",
    ]
    card += ["这一集谈读书。", "Shownotes Transcript"]
    spoken = [f"这是第 {i} 句话,说得不长。" for i in range(20)]
    transcript = read("\n\n".join(card + spoken))
    assert transcript.format == "sentences"
    assert [s.kind.value for s in transcript.segments[:8]] == [
        "metadata", "heading", "metadata", "metadata", "metadata", "heading", "paragraph", "heading",
    ]  # fmt: skip
    assert all(s.kind is Kind.PARAGRAPH for s in transcript.segments[8:])
    assert transcript.title == "7. 关于读书|慢谈 第二季"
    assert_covers(transcript)
    assert read("\n\n".join(spoken)).format == "sentences"
    assert read("\n".join(spoken)).format == "text"


def test_markdown(read: Read) -> None:
    transcript = read("# 读书笔记\n\n第一段。\n第二段。\n\n---\n## 二\n![图](a.png)\n末段。", name="a.md")
    assert (transcript.format, transcript.title) == ("text", "读书笔记")
    assert [s.kind.value for s in transcript.segments] == [
        "heading", "paragraph", "paragraph", "separator", "heading", "image", "paragraph",
    ]  # fmt: skip
    assert read("一段。", name="笔记.txt").title == "笔记"


SRT = """\
1
00:00:01,000 --> 00:00:02,500
林岚：你好，
我是林岚。

2
00:00:02,500 --> 00:00:04,000
林岚：今天谈书。

3
00:00:05,000 --> 00:00:06,000
[周明] 好。

4
00:00:06,000 --> 00:00:07,000

5
01:00:00,5 --> 01:00:01,25
[周明] 请。
"""


def test_srt(read: Read) -> None:
    transcript = read(SRT)
    assert transcript.format == "srt"
    assert shape(transcript) == [("turn", "林岚", 3), ("turn", "周明", 3)]
    first, second = transcript.segments
    assert (first.start_ms, first.end_ms) == (1000, 4000)
    assert [(p.start_ms, p.end_ms) for p in first.paragraphs] == [(1000, 2500), (1000, 2500), (2500, 4000)]
    assert transcript.text[first.paragraphs[0].start : first.paragraphs[0].body].endswith("02,500\n林岚：")
    assert (second.start_ms, second.end_ms) == (5000, 3601250)
    assert bodies(transcript) == ["你好，", "我是林岚。", "今天谈书。", "好。", "", "请。"]
    assert_covers(transcript)


def test_srt_without_speakers_and_malformed(read: Read) -> None:
    transcript = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n一句。\n\nlost\n\n7\n8\n00:00:03,000 --> 00:00:04,000\n二句。\n"
        "9\n00:00:xx --> 1\n00:00:05,000 --> 00:00:06,000\n三句。"
    )
    assert transcript.format == "vtt"
    assert shape(transcript)[0] == ("metadata", None, 1)
    assert {s.kind for s in transcript.segments[1:]} == {Kind.PARAGRAPH}
    timed = {transcript.text[s.paragraphs[0].body : s.end]: s.start_ms for s in transcript.segments}
    assert (timed["一句。"], timed["lost"], timed["二句。"], timed["三句。"]) == (1000, None, 3000, 5000)
    assert_covers(transcript)


def test_empty(read: Read) -> None:
    for text in ("", "\n \n\u3000\n"):
        transcript = read(text)
        assert (transcript.segments, transcript.edits, transcript.format) == ((), (), "text")


PIECES = st.sampled_from(
    ["林岚：", "[周明] ", "Sam: ", "——", "----", "# 题", "主题：甲", "“引”", "![](a)",
     "特别声明：", "1", "00:00:01,000 --> 00:00:02,000",
     "会(huì)", "會(huì)開(kāi)", "话。", "？", " ", "\u3000", "\n", "\n\n", "\ufeff", "\x1c",
     "Transcript", "文|林岚", "WEBVTT", "\t"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(PIECES, st.just("\n"), st.text(max_size=4)), max_size=60))
def test_every_line_is_somewhere(pieces: list[str]) -> None:
    text = "".join(pieces).replace("\r", "\n")
    assert_covers(understand(Source(text, "utf-8", "")))


def test_ten_megabytes_in_time(read: Read) -> None:
    import time

    names = ("林岚", "周明", "主持人")
    line = "我们今天谈一谈这件事情的来龙去脉，" * 6
    source = decode("\n".join(f"{names[i % 3]}：{line}" if i % 2 else line for i in range(30_000)).encode())
    start = time.process_time()
    transcript = understand(source)
    assert time.process_time() - start < 2
    assert len(transcript.speakers) == 3
