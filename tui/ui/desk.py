"""What lies on the desk: one frozen view of the library that the screen binds down, made anew after each act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from tui.annotations.model import Codebook, Highlight
from tui.library import Library
from tui.records import record
from tui.search.filters import Everything, Filter
from tui.search.tagterms import tag_state
from tui.ui.colours import QUIET

if TYPE_CHECKING:
    from tui.search.tally import Tally


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
    """The same tags on the keys 1–9: a tag keeps its key as long as it is among the recent ones."""
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
    slots = keep_slots(before.slots if before is not None else (), recent[:9])
    counts = store.subtree_counts()
    if not isinstance(filter_, Everything):
        return Desk(codebook, filter_, counts, tuple(recent), slots)
    # Nothing is left out: no quote need be read to know what passes.
    total = store.highlight_count()
    return Desk(codebook, filter_, counts, tuple(recent), slots, total, by_document=store.document_counts())


def keep_slots(before: Sequence[str], recent: Sequence[str]) -> tuple[str, ...]:
    """The recent tags in the places that they had before; new ones take the places of those that dropped out."""
    new = [path for path in recent if path not in before]
    kept = [path if path in recent else (new.pop(0) if new else "") for path in before]
    return tuple(path for path in (*kept, *new) if path)


def count_tags(codebook: Codebook, highlights: Iterable[Highlight]) -> Mapping[str, int]:
    """Tag id to the number of these highlights that carry it or a tag below it."""
    counts: Counter[str] = Counter()
    for highlight in highlights:
        known = (tag_id for tag_id in highlight.tag_ids if tag_id in codebook.by_id)
        counts.update({tag.id for tag_id in known for tag in codebook.lineage(tag_id)})
    return counts
