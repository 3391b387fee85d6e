"""What stands around a quote."""

from __future__ import annotations

import pytest
from export_samples import span_of, transcript
from talks import captions, dialogue, sentences

from tui.errors import Misuse
from tui.export.context import Context, Unit, parse_context, surround
from tui.transcript.model import Source, Transcript


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1turn", Context(1, Unit.TURN)),
        ("2turns", Context(2, Unit.TURN)),
        ("2sent", Context(2, Unit.SENT)),
        ("3 Sentences", Context(3, Unit.SENT)),
        ("40chars", Context(40, Unit.CHARS)),
        ("４０字", Context(40, Unit.CHARS)),
        ("2句", Context(2, Unit.SENT)),
        ("1輪", Context(1, Unit.TURN)),
    ],
)
def test_parse_context(text: str, expected: Context) -> None:
    assert parse_context(text) == expected
    assert parse_context(str(expected)) == expected


@pytest.mark.parametrize(
    "text", ["", "turn", "1", "0turn", "-1turn", "1.5sent", "9999999chars", "2000turns", "1turnip"]
)
def test_no_context(text: str) -> None:
    with pytest.raises(Misuse):
        parse_context(text)


@pytest.mark.parametrize(
    ("quote", "context", "before", "after"),
    [
        ("分化会发生", "3chars", "我觉得", "。To"),
        ("分化会发生", "1sent", "我觉得", "。To B 和 To C 不一样。"),
        ("To B 和 To C 不一样。", "1sent", "我觉得分化会发生。", "但是也难说！"),
        ("但是", "9sent", "我觉得分化会发生。To B 和 To C 不一样。", "也难说！"),
        (
            "分化会发生",
            "1turn",
            "主持人：大家好。今天谈谈分化。\n我觉得",
            "。To B 和 To C 不一样。\n但是也难说！\n唐杰：Scaling 还没完。",
        ),
        ("Scaling 还没完。", "1turn", "姚顺雨：我觉得分化会发生。To B 和 To C 不一样。\n但是也难说！", ""),
        (
            "大家好。",
            "5turn",
            "# 圆桌",
            "今天谈谈分化。\n姚顺雨：我觉得分化会发生。To B 和 To C 不一样。\n但是也难说！\n唐杰：Scaling 还没完。",
        ),
        ("不一样。\n但是", "1sent", "我觉得分化会发生。To B 和 To C", "也难说！"),
        ("（yě）", "2chars", "是也", "难说"),
    ],
)
def test_surround(quote: str, context: str, before: str, after: str) -> None:
    assert surround(transcript(), *span_of(quote), parse_context(context)) == (before, after)


@pytest.mark.parametrize("context", ["1turn", "1sent", "1chars"])
def test_an_empty_transcript_has_no_surroundings(context: str) -> None:
    empty = Transcript(Source("", "utf-8", "0" * 64), "text", ())
    assert surround(empty, 0, 0, parse_context(context)) == ("", "")


CUES = captions(["潮来了，", "又走了。没有人", "看见。", "", "真的？", "真的。好，", "再来。"])
LINES = sentences(["# 一", "潮来了。", "又走了。", "没有人看见。", "# 二", "真的。"])


@pytest.mark.parametrize(
    ("talk", "quote", "context", "before", "after"),
    [
        (CUES, "没有人", "4chars", "又走了。", "看见。真"),
        (CUES, "没有人", "1sent", "潮来了，又走了。", "看见。真的？"),
        (CUES, "没有人", "2sent", "潮来了，又走了。", "看见。真的？真的。"),
        (CUES, "没有人", "1turn", "潮来了，又走了。", "看见。"),
        (CUES, "真的？", "2turn", "又走了。没有人看见。", "真的。好，再来。"),
        (LINES, "又走了。", "1sent", "潮来了。", "没有人看见。"),
        (LINES, "又走了。", "9sent", "潮来了。", "没有人看见。"),
        (LINES, "没有人", "1turn", "又走了。", "看见。\n# 二"),
    ],
)
def test_pieces_are_told_in_one(talk: Transcript, quote: str, context: str, before: str, after: str) -> None:
    start = talk.text.index(quote)
    assert surround(talk, start, start + len(quote), parse_context(context)) == (before, after)


def test_characters_around_hold_no_labels() -> None:
    talk = dialogue([("姚", ["潮来了。"]), ("顧月", ["真的？"]), ("姚", ["真的。"])])
    start = talk.text.index("真的？")
    assert surround(talk, start, start + 3, parse_context("9chars")) == ("潮来了。", "真的。")
    assert surround(talk, start, start + 3, parse_context("1turn")) == ("姚：潮来了。", "姚：真的。")
