"""Pieces of a machine's transcript gathered into paragraphs, for the eye only.

Two neighbouring pieces are joined by a joint: an edit that reads what stands between them (line ends, the number and
times of a caption) as nothing or as one blank. Joints belong to a layout; the reading text of the transcript knows
nothing of them. What is quoted and searched is joined by the same rule, but everywhere (see `transcript.spoken`).

Where a paragraph ends depends on the pieces near by: on what is joined since the last pause, kind or speaker, or since
the first sentence end behind a multiple of `STRIDE` pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from tui.records import Named
from tui.transcript.joints import AS_WRITTEN, Manner, is_another, is_parted, manner_of
from tui.transcript.model import Edit, EditKind, Paragraph, SegmentKind, Transcript
from tui.transcript.reading import Reading

TARGET = 400
"""Cells after which a paragraph ends with its sentence: some 200 full-width characters."""

MOST = 800
"""Cells that no paragraph is longer than, but for a piece that is so by itself."""

SENTENCES = 8
"""Pieces that end a sentence after which a paragraph ends."""

PAUSE = 2000
"""Milliseconds of silence that end a paragraph."""

STRIDE = 256
"""In a long run, a paragraph ends with the first sentence behind each so many pieces, whatever came before."""

LARGEST = 1 << 20
"""Characters beyond which a transcript is left as it is: some sixty hours of speech."""

JOINT = "set in one paragraph"
"""Why a joint is there: it tells joints from the transcript's own edits."""

_CLOSERS = "”’」』）)》〉】］｝〗〙〛]}\"' \t\u3000"
_ENDS = frozenset("。！？!?…｡.")


class Gathered(Named):
    """Pieces gathered into paragraphs."""

    edits: tuple[Edit, ...]
    """The edits of a reading and the joints, in order."""
    joined: frozenset[int]
    """Where the paragraphs of the transcript begin that go on in the block of the one before: source offsets."""


def flows(transcript: Transcript) -> bool:
    """Whether gathering would change anything."""
    return next(_joints(transcript, transcript.reading), None) is not None


def gather(transcript: Transcript, reading: Reading) -> Gathered | None:
    """The pieces of `transcript`, read as `reading` says, gathered; None if there is nothing to join."""
    found = list(_joints(transcript, reading))
    if not found:
        return None
    joints = [joint for joint, _ in found]
    edits = tuple(_merged(joints, reading.edits)) if reading.edits else tuple(joints)
    return Gathered(edits, frozenset(start for _, start in found))


def _merged(joints: Sequence[Edit], edits: Sequence[Edit]) -> Iterator[Edit]:
    """Both in order, without the edits that lie in a joint."""
    behind = 0
    for edit in sorted([*joints, *edits], key=attrgetter("start")):
        if edit.start >= behind:
            yield edit
            if edit.why is JOINT:
                behind = edit.end


def _joints(transcript: Transcript, reading: Reading) -> Iterator[tuple[Edit, int]]:
    """Every joint, and where the paragraph begins that it leads to."""
    if transcript.format in AS_WRITTEN or len(transcript.text) > LARGEST:
        return
    manner = manner_of(transcript, reading)
    texts = _Texts(reading)
    for first, run in _runs(transcript):
        if len(run) > 1:
            yield from _joints_of(run, first, texts, manner)


def _runs(transcript: Transcript) -> Iterator[tuple[int, Sequence[Paragraph]]]:
    """Neighbouring paragraphs that are of a kind: a turn's (with 0), or those that no speaker, heading or mark parts
    (with the index of their first segment)."""
    run: list[Paragraph] = []
    first = 0
    for index, segment in enumerate(transcript.segments):
        if segment.kind is SegmentKind.PARAGRAPH:
            if not run:
                first = index
            run += segment.paragraphs
            continue
        if run:
            yield first, run
            run = []
        if segment.kind is SegmentKind.TURN:
            yield 0, segment.paragraphs
    if run:
        yield first, run


class _Texts:
    """The reading of stretches of the source that are asked for in order."""

    __slots__ = ("_apart_at", "_edits", "_reading", "_text_at", "source")

    def __init__(self, reading: Reading) -> None:
        self._reading, self._edits = reading, reading.edits
        self._text_at = self._apart_at = 0
        self.source = None if reading.edits else reading.source
        """The source, if it is read as it stands."""

    def of(self, start: int, end: int) -> str:
        """What source `[start, end)` is read as."""
        self._text_at = self._behind(self._text_at, start)
        if self._text_at == len(self._edits) or self._edits[self._text_at].start >= end:
            return self._reading.source[start:end]
        return self._reading.between(start, end)

    def is_apart(self, start: int, end: int) -> bool:
        """Whether no edit reaches over a border of source `[start, end)`."""
        at = self._apart_at = self._behind(self._apart_at, start)
        while at < len(self._edits) and self._edits[at].start < end:
            edit = self._edits[at]
            if edit.start < start < edit.end or edit.end > end:
                return False
            at += 1
        return True

    def _behind(self, at: int, offset: int) -> int:
        """The first edit from `at` on that does not end before source `offset`."""
        while at < len(self._edits) and self._edits[at].end <= offset:
            at += 1
        return at


def _joints_of(run: Iterable[Paragraph], first: int, texts: _Texts, manner: Manner) -> Iterator[tuple[Edit, int]]:
    untimed, bare, _ = manner
    source = texts.source
    said, until, last_ms, end = "", None, None, -1
    cells = sentences = 0
    ended = due = False
    for number, piece in enumerate(run, first):
        at, body = piece.start_ms, piece.body
        text = texts.of(body, piece.end) if source is None else source[body : piece.end]
        is_blank = not text or text.isspace()
        its = 0 if is_blank else _cells(text)
        due = due or (number % STRIDE == 0 and end >= 0)
        goes_on = False
        if cells and (untimed or (at is not None and last_ms is not None)):
            paused = until is not None and at is not None and at - until >= PAUSE
            full = ended and (due or cells >= TARGET or sentences >= SENTENCES)
            goes_on = is_blank or not (paused or full or cells + its > MOST or is_another(text))
            goes_on = goes_on and (source is not None or texts.is_apart(end, body))
            due = due and (is_blank or not (ended or paused))
        if goes_on:
            blank = not is_blank and is_parted(said, text, manner)
            yield Edit(end, body, " " if blank else "", EditKind.HIDDEN, JOINT), piece.start
        else:
            cells = sentences = 0
            said, until, ended = "", None, False
        last_ms, end = at, piece.end
        if not is_blank:
            said, until = text, piece.end_ms
            cells = cells + its if "\n" not in text else MOST
            ended = bare or text[-1] in _ENDS or text.rstrip(_CLOSERS)[-1:] in _ENDS
            sentences += ended


def _cells(text: str) -> int:
    """About the cells of `text`, without a look at each character: Han takes three bytes and two cells."""
    return len(text) if text.isascii() else (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2
