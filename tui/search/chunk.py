"""Some thousand highlights as columns and sets, so that a filter is asked of all of them at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import mul, sub
from sys import intern
from typing import Any, NamedTuple, TypeVar

from tui.annotations.model import AnchorState, Codebook, Document, Role
from tui.annotations.slices import Slice
from tui.search import columns
from tui.search.bits import Column, Texts, Times, of_flags, of_rows, rows_of
from tui.search.packing import ID, pack

T = TypeVar("T")


class Branch(NamedTuple):
    """A tag, the rows that carry it or one below it, and its branches."""

    tag_id: str
    rows: int
    below: list[Branch]


class Chunk:
    """The highlights of a slice: each is a row, counted from 0, in the order of the slice.

    Its columns are bytes, which are understood when they are first asked for.
    """

    def __init__(self, data: bytes) -> None:
        """`data`: as `packed` has it. Raises ValueError or KeyError if it is something else."""
        self.packed = data
        """All of it, to be kept in a file of this machine."""
        self._columns = columns.unpacked(data)
        self.borders = [0, *accumulate(self._numbers("counts"))]
        """Where each document's rows begin, and behind the last one where they end."""
        size = self.size = self.borders[-1]
        self.full = (1 << size) - 1
        self._lasts = of_rows((behind - 1 for behind in self.borders[1:]), size)
        self._was_asked = False
        self._branches: tuple[Codebook, list[Branch]] = (Codebook(), [])
        self.known: dict[Hashable, int] = {}
        """What terms took, by something that tells them apart."""

    @classmethod
    def of(cls, its: Slice) -> Chunk:
        """The chunk of a slice."""
        return cls(pack(its))

    def _numbers(self, name: str) -> array[int]:
        return columns.read_numbers(self._columns[name])

    def _column(self, name: str, kind: Callable[[Any], T]) -> Column[T]:
        low, high = (bytes(self._columns[f"{name} {part}"]) for part in ("low", "high"))
        return Column(map(kind, columns.read_values(self._columns[name])), low, high)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Those that have highlights, by path."""
        return tuple(Document(*told) for told in columns.read_values(self._columns["documents"]))

    @cached_property
    def paths(self) -> list[str]:
        """Their paths."""
        return list(columns.read_values(self._columns["paths"]))

    @cached_property
    def keys(self) -> list[str]:
        """Their ids."""
        return list(columns.read_values(self._columns["keys"]))

    @cached_property
    def snapshots(self) -> list[list[str]]:
        """The texts that the highlights of each were made on."""
        return list(columns.read_values(self._columns["snapshots"]))

    @cached_property
    def document_of(self) -> array[int]:
        """The number of each row's document."""
        return array(
            "I", (at for at, (first, behind) in enumerate(pairwise(self.borders)) for _ in range(first, behind))
        )

    @cached_property
    def starts(self) -> array[int]:
        """Where each highlight begins, ..."""
        return self._numbers("starts")

    @cached_property
    def ends(self) -> array[int]:
        """... and ends."""
        return self._numbers("ends")

    @cached_property
    def tags(self) -> columns.TagRows:
        """Tag id to the rows that carry it."""
        few, many = (columns.read_values(self._columns[f"{count} tags"]) for count in ("few", "many"))
        return columns.TagRows(few, self._numbers("few rows"), many, self._columns["many rows"], self.size)

    @cached_property
    def created(self) -> Times:
        """When the highlights were made."""
        texts = columns.read_values(self._columns["created"])
        return Times(texts, self._numbers("created rows"), bytes(self._columns["created steps"]))

    @cached_property
    def starred(self) -> int:
        """The rows with a star."""
        return of_flags(bytes(self._columns["starred"]))

    @cached_property
    def speakers(self) -> Column[str | None]:
        """Who said it."""
        return self._column("speakers", lambda name: name and intern(name))

    @cached_property
    def roles(self) -> Column[Role]:
        """What they are in the document."""
        return self._column("roles", Role)

    @cached_property
    def authors(self) -> Column[str]:
        """Who marked it."""
        return self._column("authors", str)

    @cached_property
    def states(self) -> Column[AnchorState]:
        """How it stands."""
        return self._column("states", AnchorState)

    @cached_property
    def quotes(self) -> Texts:
        """What is marked."""
        return Texts(range(self.size), columns.read_text(self._columns["quotes"]))

    @cached_property
    def noted(self) -> int:
        """The rows with a note."""
        return of_rows(self._numbers("noted"), self.size)

    @cached_property
    def notes(self) -> Texts:
        """The notes."""
        return Texts(self._numbers("noted"), columns.read_text(self._columns["notes"]))

    @cached_property
    def names(self) -> str:
        """Paths and titles of all documents, folded."""
        return columns.read_text(self._columns["names"])

    @cached_property
    def _id_ends(self) -> Sequence[int]:
        """Where each id begins, and the last one ends, in bytes."""
        if widths := self._numbers("id widths"):
            return [0, *accumulate(widths)]
        return range(0, ID * self.size + 1, ID)

    @cached_property
    def _apart(self) -> dict[int, int]:
        """How far apart two rows that overlap in their document can be, to the first ones of such pairs."""
        rows, at, apart = self._numbers("apart rows"), 0, {}
        for distance, count in columns.read_values(self._columns["apart"]):
            apart[distance] = of_rows(rows[at : at + count], self.size)
            at += count
        return apart

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The ids of the highlights at these rows."""
        its, at = self._columns["ids"], self._id_ends
        return [columns.read_text(its[at[row] : at[row + 1]]) for row in rows]

    def rows_of_document(self, number: int) -> int:
        """The rows of the document of this number."""
        first, behind = self.borders[number], self.borders[number + 1]
        return (1 << behind) - (1 << first)

    def rows_of_documents(self, lasts: int) -> int:
        """All rows of the documents whose last rows these are."""
        rows = rows_of(lasts, self.size)
        if len(rows) * 2 > len(self.borders):
            counts = map(sub, self.borders[1:], self.borders)
            asked = set(rows)
            flags = (b"\1" if behind - 1 in asked else b"\0" for behind in self.borders[1:])
            return of_flags(b"".join(map(mul, flags, counts)))
        found = 0
        for row in rows:
            found |= self.rows_of_document(self.document_of[row])
        return found

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

    def in_documents(self, takes: Callable[[Document], bool]) -> int:
        """The rows of the documents that are taken."""
        found = 0
        for number, document in enumerate(self.documents):
            if takes(document):
                found |= self.rows_of_document(number)
        return found

    def tags_of(self, rows: int, codebook: Codebook) -> dict[int, set[str]]:
        """Of a few rows, the tags that each carries and those above them."""
        carried: dict[int, set[str]] = {}
        for row, tag_id in self.tags.at(rows):
            if tag_id in codebook.by_id:
                carried.setdefault(row, set()).update(tag.id for tag in codebook.lineage(tag_id))
        return carried

    def is_branched(self, codebook: Codebook) -> bool:
        """Whether `branches` is known already; the second time that this is asked it is made known."""
        if self._branches[0] is codebook:
            return True
        was_asked, self._was_asked = self._was_asked, True
        return was_asked

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
