"""The reader's own corrections, and the glossary's.

A correction is said of a place, a rule of a wording wherever it stands (see `wording`). What a reader said of a place
goes before all rules, and both before the repairs: those that they reach into are gone. Who wants a kind of repair
switched off takes its edits away first, and corrects then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tui.records import record
from tui.transcript.edits.wording import Place, Wordings, find_places
from tui.transcript.model import Edit, EditKind, Transcript

__all__ = ["Correction", "Place", "Rule", "apply_corrections", "correct", "find_places", "stale_corrections"]

OWN = "your correction"
GLOSSARY = "glossary"


@record(frozen=True, slots=True)
class Correction:
    """Source `[start, end)` of one document is read as `replacement`."""

    start: int
    end: int
    replacement: str
    original: str
    """The source text that stood there when it was made."""
    accepted: bool = True
    """False: the reader wants no repair and no rule of the glossary at this place."""


@record(frozen=True, slots=True)
class Rule:
    """What is read otherwise in every document; a rule that changes nothing says that a term is right as it is.

    Where two rules could apply, the one with the longer pattern does: `Google Cloud`, said to be right, keeps a rule
    for `cloud` away.
    """

    pattern: str
    """Reading text."""
    replacement: str
    accepted: bool = True
    """False: the reader was asked whether `pattern` is a mishearing of `replacement`, and said no."""


def apply_corrections(transcript: Transcript, corrections: Sequence[Correction], rules: Sequence[Rule]) -> Transcript:
    """`transcript` with corrections and rules applied; itself if none of them changes anything.

    A correction whose original no longer stands at its place is left out (see `stale_corrections`); of two that
    overlap, the one that comes later in `corrections` holds. A correction that reaches into an edit of another kind
    takes it in whole; a refused place removes those that reach into it.
    """
    held = _held(transcript.text, corrections)
    edits = _with_corrections(transcript.edits, held) if held else transcript.edits
    corrected = transcript if edits == transcript.edits else replace(transcript, edits=edits)
    return _with_rules(corrected, rules, [c for c in held if not c.accepted]) if rules else corrected


def stale_corrections(text: str, corrections: Iterable[Correction]) -> list[Correction]:
    """Those of `corrections` whose original no longer stands at its place in the source `text`."""
    return [correction for correction in corrections if not _stands(text, correction)]


def correct(transcript: Transcript, place: Place, replacement: str) -> Correction:
    """The correction that makes the wording at `place` read `replacement`, and nothing else.

    Where the wording is a part of what an edit put there, the rest of that is kept in the correction.
    """
    reading = transcript.reading
    first, last = reading.reading_span(place.start, place.end)
    whole = reading.text[first : place.first] + replacement + reading.text[place.last : last]
    return Correction(place.start, place.end, whole, transcript.text[place.start : place.end])


def _stands(text: str, correction: Correction) -> bool:
    start, end = correction.start, correction.end
    return 0 <= start <= end <= len(text) and text[start:end] == correction.original


def _held(text: str, corrections: Sequence[Correction]) -> list[Correction]:
    """Those that stand, in order, without those that a later one overlaps."""
    held: list[Correction] = []
    for correction in reversed(corrections):
        if _stands(text, correction):
            at = bisect_left(held, (correction.start, correction.end), key=lambda c: (c.start, c.end))
            before = held[at - 1].end if at else 0
            behind = held[at].start if at < len(held) else len(text)
            same = at < len(held) and (held[at].start, held[at].end) == (correction.start, correction.end)
            if before <= correction.start and correction.end <= behind and not same:
                held.insert(at, correction)
    return held


def _with_corrections(edits: tuple[Edit, ...], held: list[Correction]) -> tuple[Edit, ...]:
    made: list[Edit] = []
    gone: set[int] = set()
    last = 0
    for number, correction in enumerate(held):
        start, end = correction.start, correction.end
        for at in _reaching(edits, start, end):
            gone.add(at)
            start, end = min(start, edits[at].start), max(end, edits[at].end)
        # An edit that reaches into two corrections goes with both: each keeps to its own side.
        start = max(start, last)
        if number + 1 < len(held):
            end = min(end, held[number + 1].start)
        if correction.accepted:
            made.append(Edit(start, end, correction.replacement, EditKind.CORRECTION, OWN))
        last = end
    return _in_order(made, [edit for at, edit in enumerate(edits) if at not in gone])


@record(frozen=True, slots=True)
class _Hit:
    """A rule's wording: source `[start, end)`, the reading `[first, last)`, and what is read instead."""

    start: int
    end: int
    first: int
    last: int
    replacement: str


def _with_rules(transcript: Transcript, rules: Sequence[Rule], refused: list[Correction]) -> Transcript:
    groups: list[list[_Hit]] = []
    for hit in _hits(transcript, rules, refused):
        # Two that stand in what one repair put there become one edit.
        if groups and hit.start < groups[-1][-1].end:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    if not groups:
        return transcript
    edits, reading = transcript.edits, transcript.reading
    made: list[Edit] = []
    gone: set[int] = set()
    for group in groups:
        start, end = group[0].start, group[-1].end
        at, last = reading.reading_span(start, end)
        parts: list[str] = []
        for hit in group:
            parts += (reading.text[at : hit.first], hit.replacement)
            at = hit.last
        parts.append(reading.text[at:last])
        made.append(Edit(start, end, "".join(parts), EditKind.CORRECTION, GLOSSARY))
        gone.update(_reaching(edits, start, end))
    return replace(transcript, edits=_in_order(made, [edit for at, edit in enumerate(edits) if at not in gone]))


def _hits(transcript: Transcript, rules: Sequence[Rule], refused: list[Correction]) -> Iterator[_Hit]:
    wanted = {rule.pattern: rule.replacement for rule in rules}
    edits, reading = transcript.edits, transcript.reading
    for first, last, pattern in Wordings(tuple(wanted)).in_body(transcript):
        replacement = wanted[pattern]
        if replacement in (pattern, reading.text[first:last]):
            continue
        start, end = reading.source_span(first, last)
        shown = reading.reading_span(start, end)
        # A wording that reaches into an insertion has no source of its own.
        if not shown[0] <= first < last <= shown[1] or _is_refused(refused, start, end):
            continue
        if all(edits[at].kind is not EditKind.CORRECTION for at in _reaching(edits, start, end)):
            yield _Hit(start, end, first, last, replacement)


def _is_refused(refused: list[Correction], start: int, end: int) -> bool:
    at = bisect_right(refused, start, key=lambda c: c.end)
    return at < len(refused) and refused[at].start < end


def _reaching(edits: Sequence[Edit], start: int, end: int) -> Iterator[int]:
    """The indexes of the edits that reach into source `[start, end)`; an insertion does from `start` on."""
    at = bisect_left(edits, start, key=lambda e: e.end)
    while at < len(edits) and edits[at].start < end:
        if edits[at].end > start or edits[at].start == edits[at].end:
            yield at
        at += 1


def _in_order(made: list[Edit], kept: list[Edit]) -> tuple[Edit, ...]:
    return tuple(sorted([*made, *kept], key=lambda edit: (edit.start, edit.end)))
