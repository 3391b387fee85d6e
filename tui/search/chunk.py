"""Some thousand highlights as columns and sets, so that a filter is asked of all of them at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from tui.annotations.model import AnchorState, Codebook, Document, Role
from tui.annotations.slices import Slice
from tui.search.bits import Column, Texts, Times, of_flags, of_rows
from tui.search.fold import fold_text


class Branch(NamedTuple):
    """A tag, the rows that carry it or one below it, and its branches."""

    tag_id: str
    rows: int
    below: list[Branch]


class Chunk:
    """The highlights of a slice: each is a row, counted from 0, in the order of the slice."""

    def __init__(self, its: Slice) -> None:
        size = self.size = len(its.ids)
        self.full = (1 << size) - 1
        self.documents = its.documents
        self.borders = [0, *accumulate(its.counts)]
        """Where each document's rows begin, and behind the last one where they end."""
        self.document_of = array("I", (at for at, count in enumerate(its.counts) for _ in range(count)))
        self.starts, self.ends = array("I", its.starts), array("I", its.ends)
        self.tags = {tag: of_rows(rows, size) for tag, rows in its.tags.items()}
        self._width = len(its.ids[0]) if its.ids and len({len(key) for key in its.ids}) == 1 else 0
        self._ids: str | list[str] = "".join(its.ids) if self._width else its.ids
        self.created = Times(its.created)
        self.starred = of_flags(bytes(its.starred))
        self.speakers: Column[str | None] = Column(its.speakers)
        self.roles: Column[Role] = Column(its.roles)
        self.authors: Column[str] = Column(its.authors)
        self.states: Column[AnchorState] = Column(its.states)
        self.quotes = Texts(range(size), its.quotes)
        noted = [row for row, note in enumerate(its.notes) if note]
        self.noted = of_rows(noted, size)
        self.notes = Texts(noted, (its.notes[row] for row in noted))
        self._names = ""
        self._branches: tuple[Codebook, list[Branch]] = (Codebook(), [])
        self._lasts = of_rows((behind - 1 for behind in self.borders[1:]), size)
        self._apart = self._overlapping()
        """How far apart two rows that overlap in their document can be, to the first ones of such pairs."""
        self.known: dict[Hashable, int] = {}
        """What terms took, by something that tells them apart."""

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The ids of the highlights at these rows."""
        its, width = self._ids, self._width
        if isinstance(its, list):
            return [its[row] for row in rows]
        return [its[row * width : (row + 1) * width] for row in rows]

    def rows_of_document(self, number: int) -> int:
        """The rows of the document of this number."""
        first, behind = self.borders[number], self.borders[number + 1]
        return (1 << behind) - (1 << first)

    def documents_with(self, rows: int) -> int:
        """The last row of every document that has one of these rows.

        In each document as many ones as it has rows before the last are added: they carry over into the last one if
        there is anything to carry.
        """
        before = self.full ^ self._lasts
        return ((rows & before) + before | rows) & self._lasts

    def overlapping(self, rows: int) -> int:
        """The rows that overlap another of these in their document."""
        found = 0
        for distance, firsts in self._apart.items():
            found |= firsts & rows >> distance | (firsts & rows) << distance
        return found

    def _overlapping(self) -> dict[int, int]:
        pairs: dict[int, list[int]] = {}
        for first, behind in pairwise(self.borders):
            for row in range(first, behind):
                end, other = self.ends[row], row + 1
                while other < behind and self.starts[other] < end:
                    pairs.setdefault(other - row, []).append(row)
                    other += 1
        return {distance: of_rows(rows, self.size) for distance, rows in pairs.items()}

    def names(self) -> str:
        """Paths and titles of all documents, folded."""
        if not self._names:
            self._names = fold_text("\n".join(f"{each.path}\n{each.title}" for each in self.documents))
        return self._names

    def in_documents(self, takes: Callable[[Document], bool]) -> int:
        """The rows of the documents that are taken."""
        found = 0
        for number, document in enumerate(self.documents):
            if takes(document):
                found |= self.rows_of_document(number)
        return found

    def branches(self, codebook: Codebook) -> Sequence[Branch]:
        """The tags that stand below no other, with all below them; tags that no row carries are left out."""
        known, branches = self._branches
        if known is not codebook:
            branches = self._branch_out(codebook)
            self._branches = codebook, branches
        return branches

    def _branch_out(self, codebook: Codebook) -> list[Branch]:
        carried: dict[str, int] = {}
        for tag_id, rows in self.tags.items():
            if tag_id in codebook.by_id:
                for tag in codebook.lineage(tag_id):
                    carried[tag.id] = carried.get(tag.id, 0) | rows
        branches = {tag_id: Branch(tag_id, rows, []) for tag_id, rows in carried.items()}
        tops: list[Branch] = []
        for tag_id, branch in branches.items():
            root, *_ = line = codebook.lineage(tag_id)
            # Of tags that hang below one another in a ring none is the first.
            is_top = len(line) == 1 or root.parent_id in codebook.by_id
            (tops if is_top else branches[line[-2].id].below).append(branch)
        return tops
