"""What lies on the desk: one frozen view of the library that the screen binds down, made anew after each act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from tui.annotations.model import Codebook, Highlight
from tui.layout.paint import QUIET
from tui.library import Library
from tui.records import record
from tui.search.filters import Everything, Filter
from tui.search.tagterms import tag_state

if TYPE_CHECKING:
    from tui.search.tally import Tally


DIGITS = 9
"""Keys that put on a tag at once."""


@record(frozen=True)
class Desk:
    """The codebook, the counts and the filter, as they are now."""

    codebook: Codebook = field(default_factory=Codebook)
    filter: Filter = field(default_factory=Everything)
    counts: Mapping[str, int] = field(default_factory=dict)
    """Tag id to live highlights everywhere; a tag counts those of the tags below it too."""
    recent: tuple[str, ...] = ()
    """Paths of the tags that were used last, the newest first."""
    slots: tuple[str, ...] = ()
    """The tags on the keys 1–9, empty where there is none: those that are pinned there, and recent ones, which keep
    their key as long as they are among them."""
    pinned: Mapping[int, str] = field(default_factory=dict)
    """The keys that tags are pinned to, with the tags' ids."""
    total: int = 0
    """Quotes that pass the filter, as far as they are counted."""
    tally: Tally | None = None
    """What passes the filter, counted; None without a filter, and while it is not counted yet."""
    passing: frozenset[str] = frozenset()
    """Ids of the highlights of open documents that pass the filter; not filled without one, as then all do."""
    by_document: Mapping[str, int] = field(default_factory=dict)
    """Document path to quotes that pass the filter."""
    focus: str = ""
    """The path of the tag without which highlights stand back; empty: none does."""

    @property
    def filtered(self) -> bool:
        """Whether the filter leaves anything out."""
        return not isinstance(self.filter, Everything)

    @property
    def total_told(self) -> str:
        """How many quotes pass; dots while that is not counted."""
        return "…" if self.filtered and self.tally is None else str(self.total)

    def passes(self, highlight: Highlight) -> bool:
        """Whether a highlight of an open document passes the filter."""
        return not self.filtered or highlight.id in self.passing

    def count(self, tag_id: str) -> int | None:
        """How many highlights with the tag, or one below it, pass the filter; None while that is not counted."""
        if not self.filtered:
            return self.counts.get(tag_id, 0)
        return None if self.tally is None else self.tally.tags.get(tag_id, 0)

    def state(self, path: str) -> str | None:
        """What the filter says of a tag: `must`, `not`, or nothing."""

        return tag_state(self.filter, path)

    def colour(self, highlight: Highlight) -> str:
        """The colour that a highlight is painted in: its first tag's; quiet if the filter leaves it out."""
        if self.aside(highlight) or not self.passes(highlight):
            return QUIET
        tag = self.codebook.by_id.get(highlight.tag_ids[0]) if highlight.tag_ids else None
        return tag.colour if tag is not None else "untagged"

    def colour_of(self, path: str) -> str:
        """The colour of the tag at this path."""
        tag = self.codebook.by_path.get(path)
        return tag.colour if tag is not None else "untagged"

    def aside(self, highlight: Highlight) -> bool:
        """Whether a highlight stands back as it has not the tag in focus, nor one below it."""
        tag = self.codebook.by_path.get(self.focus) if self.focus else None
        if tag is None:
            return False
        known = (tag_id for tag_id in highlight.tag_ids if tag_id in self.codebook.by_id)
        return all(tag not in self.codebook.lineage(tag_id) for tag_id in known)

    def letter(self, highlight: Highlight) -> str:
        """The letter in the margin: its first tag's."""
        tag = self.codebook.by_id.get(highlight.tag_ids[0]) if highlight.tag_ids else None
        return tag.letter if tag is not None else ""


def lay_out(library: Library, filter_: Filter, before: Desk | None = None) -> Desk:
    """Read the desk from the library; the keys of the tags and the focus stay as they were `before`.

    What passes a filter is not asked here. Raises StoreProblem.
    """
    desk = _read(library, filter_, before)
    focus = before.focus if before is not None else ""
    return replace(desk, focus=focus) if focus in desk.codebook.by_path else desk


def _read(library: Library, filter_: Filter, before: Desk | None) -> Desk:
    store = library.store
    codebook = store.codebook()
    recent = [codebook.paths[tag_id] for tag_id in store.recent_tag_ids() if tag_id in codebook.paths]
    pinned = before.pinned if before is not None else {}
    fixed = {digit: codebook.paths[tag_id] for digit, tag_id in pinned.items() if tag_id in codebook.paths}
    slots = keep_slots(before.slots if before is not None else (), recent, fixed)
    counts = store.subtree_counts()
    if not isinstance(filter_, Everything):
        return Desk(codebook, filter_, counts, tuple(recent), slots, pinned)
    # Nothing is left out: no quote need be read to know what passes.
    total = store.highlight_count()
    return Desk(codebook, filter_, counts, tuple(recent), slots, pinned, total, by_document=store.document_counts())


def keep_slots(before: Sequence[str], recent: Sequence[str], pinned: Mapping[int, str]) -> tuple[str, ...]:
    """The tags on the keys from 1 on: the `pinned` ones on theirs, recent ones where they were before.

    New ones take the places of those that dropped out, then the first free ones; empty where there is none.
    """
    wanted = [path for path in recent if path not in pinned.values()][: DIGITS - len(pinned)]
    slots = [pinned.get(digit, "") for digit in range(1, DIGITS + 1)]
    for at, path in enumerate(before[:DIGITS]):
        if not slots[at] and path in wanted:
            slots[at] = path
    new = [path for path in wanted if path not in slots]
    for at in range(DIGITS):
        if not slots[at] and new:
            slots[at] = new.pop(0)
    while slots and not slots[-1]:
        slots.pop()
    return tuple(slots)


def count_tags(codebook: Codebook, highlights: Iterable[Highlight]) -> Mapping[str, int]:
    """Tag id to the number of these highlights that carry it or a tag below it."""
    counts: Counter[str] = Counter()
    for highlight in highlights:
        known = (tag_id for tag_id in highlight.tag_ids if tag_id in codebook.by_id)
        counts.update({tag.id for tag_id in known for tag in codebook.lineage(tag_id)})
    return counts
