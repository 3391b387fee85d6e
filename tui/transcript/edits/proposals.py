"""Places that may be misheard: they sound or look like a term that the reader knows. Proposed, never applied."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.transcript.edits.hearing import Hit, LatinHearing
from tui.transcript.edits.hearing_han import HanHearing
from tui.transcript.edits.wording import Place, Wordings, in_body, is_corrected, place_of
from tui.transcript.model import Transcript

THRESHOLD = 0.7
"""What is less like a term is not proposed."""

_KNOWN = 0.03
"""What is added to the likeness where the term itself stands in the document."""

_LONGER = 0.04
"""Of two that overlap the longer is taken, unless the other is so much more alike for each token."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place that may be `term`."""

    place: Place
    term: str
    likeness: float
    """From 0 to 1; the same for the same wording and term throughout a document, but for what stands around hanzi."""
    why: str
    """`sounds alike`, `looks alike` or `same pinyin`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that may be `term`, with all the places where it stands: accepted or refused as one."""

    text: str
    term: str
    likeness: float
    """The highest of its places'."""
    why: str
    places: tuple[Place, ...]
    """In the order of the document; at least one."""

    @property
    def count(self) -> int:
        """How often it stands in the document."""
        return len(self.places)


def propose(transcript: Transcript, terms: Sequence[str], *, limit: int = 200) -> list[Proposal]:
    """The places that sound or look like one of `terms`, the likeliest first, at most `limit`.

    Never a term itself (in any case, in either script), never a printed head, never what a correction put there. Two
    proposals never overlap.
    """
    best = _best(transcript, terms)[:limit]
    return [Proposal(place_of(transcript, h.first, h.last), h.term, h.likeness, h.why) for h in best]


def wordings(transcript: Transcript, terms: Sequence[str], *, limit: int = 200) -> list[Wording]:
    """The same by wording, the likeliest first, then the commonest; at most `limit` wordings, with all their places."""
    text = transcript.reading.text
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in _best(transcript, terms):
        groups.setdefault((text[hit.first : hit.last], hit.term), []).append(hit)
    ranked = sorted(groups.items(), key=lambda item: (-item[1][0].likeness, -len(item[1]), item[0]))
    return [
        Wording(
            wording,
            term,
            hits[0].likeness,
            hits[0].why,
            tuple(place_of(transcript, first, last) for first, last in sorted((h.first, h.last) for h in hits)),
        )
        for (wording, term), hits in ranked[:limit]
    ]


def _best(transcript: Transcript, terms: Sequence[str]) -> list[Hit]:
    """What is proposed, the likeliest first, nothing overlapping."""
    text = transcript.reading.text
    right = list(Wordings(terms).spans(text))
    standing = {term for _, _, term in right}
    taken = _Spans(right)
    hits: list[Hit] = []
    for hearing in (LatinHearing(terms), HanHearing(terms)):
        for hit in hearing.hits(text, THRESHOLD - _KNOWN):
            likeness = min(1.0, hit.likeness + (_KNOWN if hit.term in standing else 0))
            if likeness >= THRESHOLD:
                hits.append(Hit(hit.first, hit.last, hit.term, round(likeness, 3), hit.why))
    hits.sort(key=lambda h: (-h.likeness - _LONGER * text.count(" ", h.first, h.last), h.first - h.last, h.first))
    kept = []
    for hit in hits:
        if taken.bar(hit):
            continue
        start, end = transcript.reading.source_span(hit.first, hit.last)
        if in_body(transcript, start, end) and not is_corrected(transcript, start, end):
            taken.add(hit)
            kept.append(hit)
    return sorted(kept, key=lambda h: (-h.likeness, h.first))


class _Spans:
    """What is a term already, or proposed to be one."""

    def __init__(self, right: Iterable[tuple[int, int, str]]) -> None:
        """`right`: `(start, end, term)`, in order, without overlaps."""
        self._spans = list(right)

    def bar(self, hit: Hit) -> bool:
        """Whether one of them overlaps `hit`; not one that is a part of the hit's term, and stands within it."""
        at = bisect_right(self._spans, hit.first, key=lambda span: span[1])
        while at < len(self._spans) and self._spans[at][0] < hit.last:
            start, end, term = self._spans[at]
            part = term != hit.term and term.lower() in hit.term.lower()
            if not (part and hit.first <= start and end <= hit.last and end - start < hit.last - hit.first):
                return True
            at += 1
        return False

    def add(self, hit: Hit) -> None:
        """Take in what is proposed."""
        span = hit.first, hit.last, hit.term
        at = bisect_left(self._spans, span)
        # What stands within it is a part of it.
        while at < len(self._spans) and self._spans[at][1] <= hit.last:
            del self._spans[at]
        self._spans.insert(at, span)
