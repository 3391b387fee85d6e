"""What is spoken: the reading text without printed heads, and with the pieces of a sentence in one.

Speakers' labels, numbers and times are left out with the line ends before them. Paragraphs stand on lines of their
own; pieces of a machine's transcript are joined by the rule by which a reading view joins them. Quotes and contexts
are made of it, and searches where a transcript comes in pieces.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator
from operator import attrgetter

from tui.records import Named
from tui.transcript.joints import AS_WRITTEN, is_another, is_parted
from tui.transcript.model import Edit, EditKind, Paragraph, SegmentKind, Transcript
from tui.transcript.reading import Reading

UNSPOKEN = "not spoken"
"""Why a head or a line end is not read: it tells these edits from the transcript's own."""

_EDGE = 32
"""So many characters at the ends of two pieces decide how they are joined."""

_STEP = 256
"""So many edits are made at once: in some 3 ms."""


def spoken(transcript: Transcript) -> Reading:
    """What is spoken in the whole transcript; its reading itself if there is nothing to leave out or to join.

    An edit that reaches over the end of a head or of a line is shown whole, and so is text that an edit puts between
    two paragraphs; edits that lie in a head go with it.
    """
    edits = tuple(spoken_edits(transcript, _pieces(transcript), 0, len(transcript.text)))
    return transcript.reading if edits == transcript.edits else Reading(transcript.text, edits)


def speaking(transcript: Transcript) -> Generator[None, None, Reading]:
    """As `spoken`, in steps of a few milliseconds; what comes of it is kept as `transcript.spoken`."""
    kept = vars(transcript).get("spoken")
    if isinstance(kept, Reading):
        return kept
    edits: list[Edit] = []
    for edit in spoken_edits(transcript, _pieces(transcript), 0, len(transcript.text)):
        edits.append(edit)
        if len(edits) % _STEP == 0:
            yield
    same = tuple(edits) == transcript.edits
    made = vars(transcript)["spoken"] = transcript.reading if same else Reading(transcript.text, edits)
    return made


def comes_in_pieces(transcript: Transcript) -> bool:
    """Whether any two of its paragraphs are joined, as those of a machine's transcript are."""
    if transcript.format in AS_WRITTEN:
        return False
    joining = _Joining(transcript)
    return any(joining.joint(piece) in ("", " ") for piece in _pieces(transcript))


class Piece(Named):
    """A paragraph, with the index and the kind of its segment."""

    segment: int
    kind: SegmentKind
    paragraph: Paragraph


class _Said(Named):
    """What was said last, as far as the next joint depends on it."""

    run: int
    is_timed: bool
    tail: str


class _Joining:
    """How neighbouring paragraphs are joined, as they come."""

    def __init__(self, transcript: Transcript) -> None:
        self._reading = transcript.reading
        self._manner = None if transcript.format in AS_WRITTEN else transcript.manner
        self._said: _Said | None = None
        self._segment = -1
        self._kind: SegmentKind | None = None
        self._run = -1
        """The first of the segments whose paragraphs may be joined to one; -1: none may."""

    def joint(self, piece: Piece) -> str | None:
        """What stands before a paragraph; None if nothing was said yet, or it says nothing itself."""
        if piece.segment != self._segment:
            is_paragraph = piece.kind is SegmentKind.PARAGRAPH
            if not is_paragraph or self._kind is not SegmentKind.PARAGRAPH:
                self._run = piece.segment if is_paragraph or piece.kind is SegmentKind.TURN else -1
            self._segment, self._kind = piece.segment, piece.kind
        paragraph, text = piece.paragraph, self._reading.text
        first, last = self._reading.reading_span(paragraph.body, paragraph.end)
        if is_blank(text, first, last):
            return None
        is_timed = paragraph.start_ms is not None
        said, self._said = self._said, _Said(self._run, is_timed, text[max(first, last - _EDGE) : last])
        if said is None:
            return None
        if self._manner is None or self._run < 0 or said.run != self._run:
            return "\n"
        if not (self._manner.untimed or (is_timed and said.is_timed)):
            return "\n"
        opening = text[first : min(last, first + _EDGE)]
        if is_another(opening):
            return "\n"
        return " " if is_parted(said.tail, opening, self._manner) else ""


def spoken_edits(transcript: Transcript, pieces: Iterable[Piece], gap: int, until: int) -> Iterator[Edit]:
    """The edits that make spoken text of source `[gap, until)`: the transcript's own, and those over what stands
    before the texts of `pieces`; some beyond it are among them. No piece reaches over `gap`."""
    text, own = transcript.text, transcript.edits
    at = bisect_left(own, gap, key=attrgetter("end"))
    joining = _Joining(transcript)
    for head, body, end, joint in _gaps(pieces, joining, until, len(text)):
        while at < len(own) and own[at].end <= gap:
            yield own[at]
            at += 1
        while at < len(own) and own[at].start < body:
            edit = own[at]
            at += 1
            is_in_head = edit.start >= head and edit.end > head
            if edit.start < gap or edit.end > body or (edit.replacement.strip() and not is_in_head):
                yield from _unspoken(text, gap, edit.start, joint)
                yield edit
                gap = max(gap, edit.end)
        yield from _unspoken(text, gap, body, joint)
        gap = max(gap, end)
    while at < len(own) and own[at].end <= until:
        yield own[at]
        at += 1


def _gaps(pieces: Iterable[Piece], joining: _Joining, until: int, length: int) -> Iterator[tuple[int, int, int, str]]:
    """Of each paragraph whose text begins at `until` or before: head, body, end, and what is read before its text."""
    for piece in pieces:
        start, body, end = piece.paragraph.start, piece.paragraph.body, piece.paragraph.end
        if body > until:
            return
        yield start, body, end, joining.joint(piece) or ""
    yield length, length, length, ""


def _unspoken(text: str, start: int, end: int, joint: str) -> Iterator[Edit]:
    if start < end and text[start:end] != joint:
        yield Edit(start, end, joint, EditKind.HIDDEN, UNSPOKEN)


def _pieces(transcript: Transcript) -> Iterator[Piece]:
    for index, segment in enumerate(transcript.segments):
        for paragraph in segment.paragraphs:
            yield Piece(index, segment.kind, paragraph)


def is_blank(text: str, first: int, last: int) -> bool:
    """Whether nothing but blanks stands in `text[first:last]`."""
    return first >= last or (text[first].isspace() and text[first:last].isspace())
