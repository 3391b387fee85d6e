"""What is folded away on a page, and what the quiet line says that stands for it.

Images and boilerplate are folded: each run of neighbouring segments of these kinds is one line, until it is opened.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tui.transcript.model import Edit, EditKind, Segment, SegmentKind, Transcript
from tui.transcript.reading import Reading

FOLDING = (SegmentKind.IMAGE, SegmentKind.BOILERPLATE)
"""The kinds of segments that are folded away."""

CLOSED, OPENED = "▸", "▾"
"""The signs before a fold."""


def fold_run(segments: Sequence[Segment], index: int) -> range:
    """The run of neighbouring segments that fold together with the one at `index`; empty if that one does not."""
    if not 0 <= index < len(segments) or segments[index].kind not in FOLDING:
        return range(index, index)
    first, behind = index, index + 1
    while first > 0 and segments[first - 1].kind in FOLDING:
        first -= 1
    while behind < len(segments) and segments[behind].kind in FOLDING:
        behind += 1
    return range(first, behind)


def fold_label(segments: Sequence[Segment], texts: Sequence[str]) -> str:
    """What is said of folded `segments` with these reading texts: the kinds, how many images, how many characters."""
    images = sum(segment.kind is SegmentKind.IMAGE for segment in segments)
    told = []
    if images:
        told.append("图片 image" if images == 1 else f"图片 {images} images")
    if images < len(segments):
        words = "".join(t for s, t in zip(segments, texts, strict=True) if s.kind is not SegmentKind.IMAGE)
        told += ["声明 boilerplate", f"{sum(not char.isspace() for char in words)} 字"]
    return f"{CLOSED} {' · '.join(told)}"


def shown_reading(transcript: Transcript, without: Collection[EditKind]) -> Reading:
    """How a page reads `transcript`: without these kinds of edits, and with what is folded as it is printed.

    It is the transcript's own reading wherever nothing differs.
    """
    kept = tuple(edit for edit in transcript.edits if edit.kind not in without and not _is_folded(transcript, edit))
    return transcript.reading if len(kept) == len(transcript.edits) else Reading(transcript.text, kept)


def _is_folded(transcript: Transcript, edit: Edit) -> bool:
    """Whether an edit hides an end of a segment that is folded away in any case, or all of it."""
    if edit.kind is not EditKind.HIDDEN:
        return False
    ends = (transcript.segment_at(offset) for offset in (edit.start, max(edit.start, edit.end - 1)))
    return any(s is not None and s.kind in FOLDING and edit.start < s.end and s.start < edit.end for s in ends)
