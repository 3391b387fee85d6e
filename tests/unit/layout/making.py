"""What the tests of this folder make: hard text, transcripts of any shape, pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from tui.layout.rows import Layout
from tui.transcript.decode import decode
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Source, Transcript
from tui.transcript.understand import understand

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
CODER = "\U0001f469\u200d\U0001f4bb"
HEART = "❤\ufe0f"
KEYCAP = "1\ufe0f\u20e3"
FLAG = "\U0001f1e8\U0001f1f3"
THUMB = "\U0001f44d\U0001f3fd"
ACUTE = "e\u0301"
GA = "か\u3099"

CLUSTERS = (FAMILY, CODER, HEART, KEYCAP, FLAG, THUMB, ACUTE, GA, "क\u094d\u200dष", "\u1112\u1161\u11ab")
LOOSE = "\u0301\u200d\u200c\ufe0f\U0001f1e8\U0001f3fd\u20e3\u3099"
CONTROLS = "\t\x00\x1b\x7f\x9b\u00ad\u200b\u202e\u2028\ufeff\u3164\U000e0041\ud800"
HAN = "潮汐站在雨里读数的人把门关上"
SIGNS = "，。、；：？！）」』”’》…—（「『“‘《·％"
LATIN = "aZé9.,:;-/'\"()%$&"

PIECES = st.one_of(
    st.sampled_from(HAN),
    st.sampled_from(SIGNS),
    st.sampled_from(LATIN),
    st.sampled_from(" 　 \u00a0"),
    st.sampled_from(CLUSTERS),
    st.sampled_from(LOOSE),
    st.sampled_from(CONTROLS),
    st.sampled_from(("GPT-4o", "3.5", "10,000", "12:30", "……", "——", "tidal", "https://a.example/b?c=1")),
    st.characters(),
)


def hard_text(most: int = 60) -> st.SearchStrategy[str]:
    """One line of text that has everything in it that is hard to set."""
    return st.lists(PIECES, max_size=most).map(lambda pieces: "".join(pieces).replace("\n", ""))


def calm_text(most: int = 40) -> st.SearchStrategy[str]:
    """One line as people write: hanzi, signs, words, blanks, whole clusters."""
    pieces = st.one_of(
        st.sampled_from(HAN),
        st.sampled_from(SIGNS),
        st.sampled_from((" ", "GPT-4o", "3.5", "tidal gauge", "I said no. ", "你好，", "……", "——")),
        st.sampled_from(CLUSTERS),
    )
    return st.lists(pieces, max_size=most).map("".join)


def source(text: str) -> Source:
    return Source(text, "utf-8", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def understood(text: str) -> Transcript:
    """What the app makes of a file with this text."""
    return understand(decode(text.encode()))


def said(*turns: tuple[str, Sequence[str]], edits: Iterable[Edit] = ()) -> Transcript:
    """A transcript of turns: a speaker and their paragraphs. A turn without a name is a paragraph of its own."""
    text = ""
    segments = []
    for speaker, bodies in turns:
        paragraphs = []
        for number, body in enumerate(bodies):
            head = f"{speaker}：" if speaker and not number else ""
            start = len(text)
            text += head + body
            paragraphs.append(Paragraph(start, start + len(head), len(text)))
            text += "\n"
        kind = SegmentKind.TURN if speaker else SegmentKind.PARAGRAPH
        segments.append(Segment(kind, paragraphs[0].start, paragraphs[-1].end, tuple(paragraphs), speaker or None))
    return Transcript(source(text), "dialogue", tuple(segments), tuple(edits))


@st.composite
def transcripts(draw: st.DrawFn, text: st.SearchStrategy[str] | None = None) -> Transcript:
    """Any transcript of a few turns: some empty, some blank, some with edits that may lie over their ends."""
    bodies = st.lists(text if text is not None else hard_text(30), min_size=1, max_size=3)
    turns = draw(st.lists(st.tuples(st.sampled_from(["", "林", "Ada"]), bodies), max_size=5))
    plain = said(*turns)
    cuts = sorted(draw(st.lists(st.integers(0, len(plain.text)), max_size=6)))
    edits = [
        Edit(a, b, draw(st.sampled_from(["", "换", "ab"])), EditKind.MISREAD)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return Transcript(plain.source, plain.format, plain.segments, tuple(edits))


@st.composite
def pages(draw: st.DrawFn, text: st.SearchStrategy[str] | None = None) -> Layout:
    """Any transcript at any width, as read or raw."""
    return Layout(draw(transcripts(text)), draw(st.integers(1, 100)), raw=draw(st.booleans()))
