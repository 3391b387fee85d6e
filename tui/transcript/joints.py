"""How the pieces of a machine's transcript hang together: captions, and sentences on lines of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from unicodedata import east_asian_width

from tui.records import Named
from tui.transcript.model import Segment, SegmentKind, Transcript
from tui.transcript.reading import Reading

AS_WRITTEN = ("dialogue", "notebook", "text")
"""Shapes whose lines are paragraphs that somebody made."""

_UNTIMED = ("sentences",)
_DASHES = frozenset("-–—‐")
_OTHERS = _DASHES | frozenset(">& \t\u3000")
_SIGNS = frozenset("，。！？、；：,.!?;:…")
_SAMPLE = 200


class Manner(Named):
    """How a transcript is written, judged by its first pieces."""

    untimed: bool
    """Whether pieces are joined that have no times."""
    bare: bool
    """Whether it has hardly any punctuation: then any piece may end a paragraph."""
    spaced: bool
    """Whether a blank stands between Han pieces too, as nothing else would part them."""


def manner_of(transcript: Transcript, reading: Reading) -> Manner:
    """How the pieces of `transcript` are written where it is read as `reading` says."""
    spans = islice(_piece_spans(transcript), _SAMPLE)
    sample = [text for start, end in spans if (text := reading.between(start, end).strip())]
    bare = sum(not _SIGNS.isdisjoint(text) for text in sample) * 10 < len(sample)
    spaced = bare and sum(map(len, sample)) >= 4 * len(sample)
    return Manner(transcript.format in _UNTIMED, bare, spaced)


def _piece_spans(transcript: Transcript) -> Iterator[tuple[int, int]]:
    """The texts of the pieces: source offsets."""
    for index in range(len(transcript.segments)):
        segment = transcript.segments[index]
        if segment.kind in (SegmentKind.PARAGRAPH, SegmentKind.TURN):
            for paragraph in segment.paragraphs:
                yield paragraph.body, paragraph.end


def is_piece(transcript: Transcript, segment: Segment) -> bool:
    """Whether a segment is a piece that may be joined with the segments beside it."""
    if segment.kind is not SegmentKind.PARAGRAPH or transcript.format in AS_WRITTEN:
        return False
    return transcript.format in _UNTIMED or segment.start_ms is not None


def is_another(text: str) -> bool:
    """Whether a caption, which is not empty, begins with the sign that somebody else speaks: a dash or `>>`."""
    if text[0] not in _OTHERS:
        return False
    bare = text.lstrip()
    return bare.startswith((">>", "&gt;&gt;")) or (bare[:1] in _DASHES and bare[1:2] not in _DASHES)


def is_parted(before: str, behind: str, manner: Manner) -> bool:
    """Whether a blank is put between two pieces, which are not empty: between words that blanks part."""
    if manner.spaced:
        return not (before[-1].isspace() or behind[0].isspace())
    if _UNSPACED[before[-1]] or _UNSPACED[behind[0]] or before[-1].isspace() or behind[0].isspace():
        return False
    return not (_UNSPACED[_edge(reversed(before))] or _UNSPACED[_edge(behind)])


def _edge(chars: Iterable[str]) -> str:
    """The first letter or figure, or the first character that is wide by itself."""
    first = ""
    for char in islice(chars, 8):
        if char.isalnum() or east_asian_width(char) in "WF":
            return char
        first = first or char
    return first


class _Unspaced(dict[str, bool]):
    """Whether a character belongs to a script that puts no blanks between words: full-width, but not Hangul."""

    def __missing__(self, char: str) -> bool:
        self[char] = found = char != "" and east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"
        return found


_UNSPACED = _Unspaced()
