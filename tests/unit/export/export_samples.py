"""Quotes and transcripts for the tests of the way out: ordinary ones, and all that is hostile."""

from __future__ import annotations

from tui.annotations.model import Anchor, Codebook, Document, Highlight, Quote, Tag
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Source, Transcript

HOSTILE = (
    "[主持人] [/] [@click=app.quit]点[/] \x1b]52;c;aGk=\x07\x1b[31m红\x9b0m \u202e倒\u2066 \x00 \u200b "
    "<script>alert(1)</script>"
)
MARKED = "# 题 *强* _a_b_ `x` ![图](http://x) | ~~删~~ &amp; $x$ {a}\n- 一\n1. 二\n=== \n\n    缩进"

BOOK = Codebook(
    (
        Tag("1", "模型", letter="m", description="会怎样？"),
        Tag("2", "分化", "1", letter="f", colour="green", aliases=("差异化",)),
        Tag("3", "[/] =1+1", colour="red"),
    )
)
AGI = Document("d1", "AGI-Next.txt", "AGI-Next 峰会", "a" * 64, "dialogue", "utf-8", note="好", fields={"人": ["唐杰"]})
EVIL = Document("d2", "=cmd()\x1b[2J.txt", "", "b" * 64, "text", "gb18030")

_LINES = [
    "# 圆桌",
    "",
    "主持人：大家好。今天谈谈分化。",
    "姚顺雨：我觉得分化会发生。To B 和 To C 不一样。",
    "但是也（yě）难说！",
]
_LINES += ["——", "唐杰：Scaling 还没完。"]


def transcript() -> Transcript:
    """A heading, a host, a guest with two paragraphs and a hidden gloss, a rule, another guest."""
    text = "\n".join(_LINES)
    at, starts = 0, []
    for line in _LINES:
        starts.append(at)
        at += len(line) + 1

    def paragraph(line: int, head: int) -> Paragraph:
        return Paragraph(starts[line], starts[line] + head, starts[line] + len(_LINES[line]))

    def segment(kind: SegmentKind, speaker: str | None, *paragraphs: Paragraph) -> Segment:
        return Segment(kind, paragraphs[0].start, paragraphs[-1].end, paragraphs, speaker)

    gloss = text.index("（yě）")
    return Transcript(
        Source(text, "utf-8", "a" * 64),
        "dialogue",
        (
            segment(SegmentKind.HEADING, None, paragraph(0, 0)),
            segment(SegmentKind.TURN, "主持人", paragraph(2, 4)),
            segment(SegmentKind.TURN, "姚顺雨", paragraph(3, 4), paragraph(4, 0)),
            segment(SegmentKind.SEPARATOR, None, paragraph(5, 0)),
            segment(SegmentKind.TURN, "唐杰", paragraph(6, 3)),
        ),
        (Edit(gloss, gloss + 4, "", EditKind.GLOSS),),
        "AGI-Next 峰会",
    )


def span_of(quote: str) -> tuple[int, int]:
    """Where `quote` stands in the source of `transcript()`."""
    start = transcript().text.index(quote)
    return start, start + len(quote)


def quotes() -> list[Quote]:
    """Three of the good document, two of the evil one, which has no transcript."""
    start, end = span_of("分化会发生")
    later = span_of("Scaling 还没完")
    made = {"created": "2026-01-31T08:15:00.000Z", "author": "我"}
    first = Anchor(start, end, "分化会发生", "我觉得", "。To B", "姚顺雨")
    second = Anchor(*later, "Scaling 还没完", "", "。", "唐杰", 723_000)
    note = "**要紧**：\n\n- 见 <b>下</b>文\n# 题"
    return [
        Quote(Highlight("h1", "d1", "s1", first, ("2",), note, True, **made), AGI, ("模型/分化",)),
        Quote(Highlight("h2", "d1", "s1", second, **made), AGI, ()),
        Quote(
            Highlight("h3", "d2", "s2", Anchor(5, 9, HOSTILE, speaker="[/]\x1b[0m"), note="\t=x"), EVIL, ("[/] =1+1",)
        ),
        Quote(
            Highlight("h4", "d2", "s2", Anchor(50, 90, MARKED), note=" ＝cmd()", author="+me"),
            EVIL,
            ("[/] =1+1", "模型"),
        ),
    ]


def transcript_of(document: Document, highlight: Highlight) -> Transcript | None:
    """The good document's transcript; the evil one's file is gone."""
    return transcript() if document is AGI else None
