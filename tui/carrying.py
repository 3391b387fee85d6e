"""Highlights carried over to the new text of a document that has changed; what is uncertain is left to the reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tui.annotations.anchor import describe
from tui.annotations.model import AWAY, Anchor, AnchorState, Document, Highlight, Placed
from tui.annotations.realign.outcome import LOST, Progress, Remapped
from tui.annotations.realign.refind import refind
from tui.errors import Misuse
from tui.library import Library
from tui.listing import Entry
from tui.transcript.model import Transcript


@dataclass(frozen=True)
class Proposal:
    """Where a highlight that was made on another text may stand in the present one."""

    highlight: Highlight
    place: Remapped
    """With what speaks for it."""
    anchor: Anchor | None = None
    """As it would be there; None where there is no place for it."""

    @property
    def is_certain(self) -> bool:
        """Whether it is the same words, and surely there: it can be taken without a look."""
        return self.anchor is not None and self.place.sure and self.place.state is not AnchorState.CHANGED

    @property
    def state(self) -> AnchorState:
        """`exact` or `moved` if it is certain, `changed` if it must be looked at, `lost` without a place."""
        if self.anchor is None:
            return AnchorState.LOST
        if not self.is_certain:
            return AnchorState.CHANGED
        stays = (self.anchor.start, self.anchor.end) == (self.highlight.start, self.highlight.end)
        return AnchorState.EXACT if stays else AnchorState.MOVED

    @property
    def placed(self) -> Placed:
        """What the database is told of it before anybody has looked."""
        anchor = self.anchor if self.anchor is not None and self.is_certain else self.highlight.anchor
        return Placed(self.highlight.id, anchor, self.state)


@dataclass(frozen=True)
class Refound:
    """The highlights of one document that were looked for in its present text."""

    entry: Entry
    document: Document
    transcript: Transcript
    """The present one."""
    proposals: tuple[Proposal, ...]
    fresh: frozenset[str] = frozenset()
    """The ids of the highlights that were not looked for in this text before; the others wait, or are lost."""
    is_declined: bool = False
    """Whether they had been carried over to this text before, and that was taken back."""

    @cached_property
    def by_id(self) -> dict[str, Proposal]:
        """The proposals by the id of the highlight."""
        return {proposal.highlight.id: proposal for proposal in self.proposals}

    @property
    def counts(self) -> Counter[AnchorState]:
        """How many there are of each state; what was found lost before, or said to be, is lost."""
        return Counter(self.state(proposal) for proposal in self.proposals)

    def state(self, proposal: Proposal) -> AnchorState:
        """The state of a highlight: what the reader or an earlier search said of it in this text, else what is new."""
        return proposal.state if proposal.highlight.id in self.fresh else proposal.highlight.state


class Texts:
    """Which highlights of a document are of its present text."""

    def __init__(self, library: Library, document: Document, text: str) -> None:
        self._store, self._text = library.store, text
        self._known: dict[str, bool] = {}
        self._is_judged = document.snapshot_id is not None and self._is_present(document.snapshot_id)

    def _is_present(self, snapshot_id: str) -> bool:
        if snapshot_id not in self._known:
            self._known[snapshot_id] = self._store.is_snapshot_of(snapshot_id, self._text)
        return self._known[snapshot_id]

    def has(self, highlight: Highlight) -> bool:
        """Whether a highlight was made on the present text, or carried over to it."""
        return self._is_present(highlight.snapshot_id) and highlight.end <= len(self._text)

    def strays(self, highlights: Iterable[Highlight]) -> list[Highlight]:
        """Those that were not yet looked for in the present text; those that are back in their own."""
        return [h for h in highlights if (h.state in AWAY if self.has(h) else not self._waits(h))]

    def away(self, highlights: Iterable[Highlight]) -> list[Highlight]:
        """Those that stand nowhere in the present text for certain: to be looked at, lost, or not looked for yet."""
        return [h for h in highlights if h.state in AWAY or not self.has(h)]

    def _waits(self, highlight: Highlight) -> bool:
        return self._is_judged and highlight.state in AWAY


def look_for(
    library: Library, entry: Entry, transcript: Transcript, progress: Progress | None = None, *, again: bool = False
) -> Refound | None:
    """Look for the highlights of a document that were made on another text; None if there are none. For a worker.

    `again`: also for those that were looked for in this text and wait for the reader, or are lost. `progress` is told
    of the whole and may raise to end it. Raises StoreProblem.
    """
    document = library.document(entry, transcript)
    highlights = library.store.highlights(document.id) if document is not None else []
    if document is None or not highlights:
        return None
    texts = Texts(library, document, transcript.text)
    wanted = texts.away(highlights) if again else texts.strays(highlights)
    if not wanted:
        return None
    proposals = tuple(_proposals(library, document, texts, wanted, transcript, progress))
    fresh = frozenset(highlight.id for highlight in texts.strays(wanted))
    snapshot_id = library.store.snapshot_of(transcript.text)
    declined = bool(snapshot_id) and library.store.was_taken_back("reanchor", snapshot_id)
    return Refound(entry, document, transcript, proposals, fresh, declined)


def _proposals(
    library: Library,
    document: Document,
    texts: Texts,
    wanted: Sequence[Highlight],
    transcript: Transcript,
    progress: Progress | None,
) -> list[Proposal]:
    found = {h.id: Proposal(h, _in_its_own(h), h.anchor) for h in wanted if texts.has(h)}
    groups: dict[str, list[Highlight]] = defaultdict(list)
    for highlight in wanted:
        if highlight.id not in found:
            groups[highlight.snapshot_id].append(highlight)
    done = 0
    for snapshot_id, some in groups.items():
        old = library.kept(document, snapshot_id)

        def tell(part: float, done: int = done, count: int = len(some)) -> None:
            if progress is not None:
                progress((done + part * count) / len(wanted))

        anchors = [highlight.anchor for highlight in some]
        places = refind(anchors, transcript, old if old is not None and _tells(old.text, some[0]) else None, tell)
        found |= {h.id: proposed(h, place, transcript) for h, place in zip(some, places, strict=True)}
        done += len(some)
    return [found[highlight.id] for highlight in wanted]


def _tells(text: str, highlight: Highlight) -> bool:
    """Whether a snapshot holds more than the words of a highlight: one that was made from a quote tells nothing."""
    return bool(text[: highlight.start].strip() or text[highlight.end :].strip())


def _in_its_own(highlight: Highlight) -> Remapped:
    return Remapped(AnchorState.EXACT, highlight.start, highlight.end, sure=True)


def proposed(highlight: Highlight, place: Remapped, transcript: Transcript) -> Proposal:
    """What a place that was found means for a highlight."""
    if place.state is not AnchorState.LOST:
        try:
            return Proposal(highlight, place, describe(transcript, place.start, place.end))
        except Misuse:
            # Nothing but labels is said there.
            return Proposal(highlight, LOST)
    return Proposal(highlight, place)


def as_they_are(library: Library, refound: Refound) -> Refound | None:
    """Those of the highlights that stand nowhere by now, with what was found of them; None if others do, too.

    Raises StoreProblem.
    """
    document = library.document(refound.entry, refound.transcript)
    if document is None:
        return None
    texts = Texts(library, document, refound.transcript.text)
    away = texts.away(library.store.highlights(document.id))
    if not {h.id for h in away} <= refound.by_id.keys():
        return None
    proposals = tuple(replace(refound.by_id[h.id], highlight=h) for h in away)
    return replace(refound, document=document, proposals=proposals, fresh=frozenset(h.id for h in texts.strays(away)))


def carry_over(library: Library, refound: Refound) -> bool:
    """Take what is certain, and say of the others that they wait or are lost; whether that changed anything. One act.

    Only of those that were looked for the first time; what was changed since is left alone. Raises StoreProblem.
    """
    now = {h.id: h for h in library.store.highlights(refound.document.id)}
    same = [p for p in refound.proposals if _is_same(p.highlight, now.get(p.highlight.id))]
    return _write(library, refound, [p.placed for p in same if p.highlight.id in refound.fresh])


def take(library: Library, refound: Refound, *proposals: Proposal) -> bool:
    """Let highlights stand at the places that are proposed, as one act; whether that changed anything.

    Raises Misuse if none is, NotFound if a highlight is gone, StoreProblem.
    """
    places = [Placed(p.highlight.id, p.anchor, AnchorState.EXACT) for p in proposals if p.anchor is not None]
    if len(places) < len(proposals):
        raise Misuse("没有可取的位置 no place was found for it", "leave it, or mark its words anew")
    return _write(library, refound, places)


def lose(library: Library, refound: Refound, proposal: Proposal) -> bool:
    """Say that a highlight's words are no more in the document, as one act; whether that changed anything.

    Its quote and the text around it stay. Raises NotFound if the highlight is gone, StoreProblem.
    """
    highlight = proposal.highlight
    return _write(library, refound, [Placed(highlight.id, highlight.anchor, AnchorState.LOST)])


def _write(library: Library, refound: Refound, places: Sequence[Placed]) -> bool:
    facts = replace(library.facts(refound.entry, refound.transcript), path=refound.document.path)
    return library.store.reanchor(facts, refound.transcript.text, places)


def _is_same(then: Highlight, now: Highlight | None) -> bool:
    return now is not None and (now.anchor, now.snapshot_id, now.state) == (then.anchor, then.snapshot_id, then.state)
