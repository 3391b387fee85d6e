"""The database of a library, as the rest of the program sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.annotations import history, reads
from tui.annotations.base import changed_elsewhere
from tui.annotations.bringing import BringingActs
from tui.annotations.codebook_acts import CodebookActs
from tui.annotations.coding_acts import CodingActs
from tui.annotations.ids import storable
from tui.annotations.merging_acts import MergingActs
from tui.annotations.model import ActRecord, Codebook, Document, Highlight, Quote, Speaker, Trashed
from tui.annotations.problems import RESTORE, problem
from tui.annotations.reading_acts import ReadingActs
from tui.annotations.snapshots import unpack
from tui.annotations.tagged import Tagged, newest_tagged
from tui.annotations.taking_back import TakingBack
from tui.errors import NotFound
from tui.transcript.edits.corrections import Correction, Rule

if TYPE_CHECKING:
    from tui.annotations import chronicle, slices


class Store(BringingActs, CodebookActs, CodingActs, MergingActs, ReadingActs, TakingBack):
    """Documents, highlights, tags and notes, and every change of them.

    `Store(path)` where nothing is yet is an empty store: reading gives nothing, and the first act makes the file.
    What another process commits is seen by the next read. All methods raise StoreProblem, never sqlite3's errors.
    Close it, or use it in a `with`, so that one file remains.
    """

    def documents(self) -> list[Document]:
        """All documents that carry or carried anything, by path."""
        return self._read(reads.documents, [])

    def told_documents(self) -> list[Document]:
        """The documents of which the reader says how they are to be read: encoding, corrections, speakers; by path."""
        return self._read(reads.told_documents, [])

    def document(self, path: str) -> Document | None:
        """The document known by this path (relative to the library's root)."""
        return self._read(reads.document_where, None, "path", storable(path))

    def document_by_sha256(self, sha256: str) -> Document | None:
        """The first document, by path, whose file had these bytes when something was last added to it."""
        return self._read(reads.document_where, None, "sha256", sha256)

    def codebook(self) -> Codebook:
        """All tags, in the order in which they were made."""
        return self._read(reads.codebook, Codebook())

    def highlights(self, document_id: str) -> list[Highlight]:
        """The highlights of a document, by start. Deleted ones are in no answer of this class."""
        return self._read(reads.highlights_of, [], document_id)

    def highlight(self, highlight_id: str) -> Highlight | None:
        """The highlight with this id."""
        return self._read(reads.highlights_with, {}, [highlight_id]).get(highlight_id)

    def quotes(self) -> list[Quote]:
        """All highlights with their documents and the paths of their tags, by document path and start."""
        return self._read(reads.quotes, [])

    def quotes_with(self, ids: Sequence[str], codebook: Codebook) -> list[Quote]:
        """The quotes of these highlights, in this order; those that are not there are left out."""
        return self._read(reads.quotes_with, [], ids, codebook.paths)

    def slice(self, first: str, behind: str) -> slices.Slice:
        """The highlights of the documents with paths from `first` to before `behind`, as columns."""
        from tui.annotations import slices

        return self._read(slices.read_slice, slices.NOTHING, first, behind)

    def slice_of(self, ids: Sequence[str]) -> slices.Slice:
        """The highlights of the documents with these ids, by path, as columns."""
        from tui.annotations import slices

        return self._read(slices.slice_of, slices.NOTHING, ids)

    def count_tagged(self, tag_ids: Collection[str]) -> int | None:
        """How many highlights carry one of the tags, at most; None if it is not to be told."""
        from tui.annotations import reach

        return self._read(reach.count_tagged, 0, tag_ids)

    def highlight_speakers(self) -> list[str]:
        """The speakers of all highlights."""
        from tui.annotations import reach

        return self._read(reach.speakers, [])

    def count_spoken(self, names: Collection[str], most: int) -> int | None:
        """How many highlights are said by one of these; None if more than `most`, or not to be told."""
        from tui.annotations import reach

        return self._read(reach.count_spoken, 0, names, most)

    def reached(self, tag_ids: Collection[str], names: Collection[str]) -> list[tuple[str, str, int]] | None:
        """Path, id and number of highlights of each document with such a tag or such a speaker, by path.

        None if that is not to be told.
        """
        from tui.annotations import reach

        return self._read(reach.reached, [], tag_ids, names)

    def go_through(self) -> Iterator[None]:
        """Go through all highlights and their tags as they lie on the disk, in steps."""
        from tui.annotations import warming

        number: int | None = 0
        while number is not None:
            number = self._read(warming.next_highlights, None, number)
            yield
        key: str | None = ""
        while key is not None:
            key = self._read(warming.next_links, None, key)
            yield

    def newest_tagged(self, most: int) -> list[Tagged]:
        """The highlights with tags that were made last, the newest first: at most so many."""
        return self._read(newest_tagged, [], most)

    def document_sizes(self) -> list[tuple[str, int]]:
        """Path and number of highlights of every document that has any, by path."""
        from tui.annotations import slices

        return self._read(slices.sizes, [])

    def moment(self) -> slices.Moment:
        """How far the database has been changed by now."""
        from tui.annotations import slices

        return self._read(slices.moment, slices.Moment())

    def changed_since(self, then: slices.Moment) -> slices.Changed | None:
        """The documents that were changed since `then`; None if the database is another one by now."""
        from tui.annotations import slices

        return self._read(slices.changed_since, None, then)

    def tag_counts(self) -> Mapping[str, int]:
        """Tag id to number of highlights that carry the tag itself; tags without any are left out."""
        return self._read(reads.tag_counts, {})

    def subtree_counts(self) -> Mapping[str, int]:
        """Tag id to number of highlights that carry the tag or one below it; tags without any are left out."""
        return self._read(reads.subtree_counts, {})

    def document_counts(self) -> Mapping[str, int]:
        """Document path to number of its highlights; documents without any are left out. Read as it is asked for."""
        return reads.DocumentCounts(
            lambda path: self._read(reads.document_count, 0, storable(path)),
            lambda: self._read(reads.document_counts, {}),
        )

    def highlight_count(self) -> int:
        """How many highlights there are in all documents."""
        return self._read(reads.highlight_count, 0)

    def recent_tag_ids(self, limit: int = 9) -> list[str]:
        """The tags that were last put on highlights, newest first."""
        return self._read(reads.recent_tag_ids, [], limit)

    def corrections(self, document_id: str) -> list[Correction]:
        """What the reader put right in a document, by place."""
        return self._read(reads.corrections_of, [], document_id)

    def rules(self) -> list[Rule]:
        """The glossary: what is read otherwise in every document, and what was refused, by pattern."""
        return self._read(reads.rules, [])

    def speakers(self, document_id: str) -> list[Speaker]:
        """What the reader says of a document's speakers, in the order in which it was said first."""
        return self._read(reads.speakers_of, [], document_id)

    def history(self, limit: int = 50, asked: history.Asked = history.ALL) -> list[ActRecord]:
        """The last acts that were `asked` for, newest first, undone ones too."""
        return self._read(history.newest, [], limit, asked)

    def act_numbers(self) -> list[int]:
        """The numbers of all acts, the newest first: some milliseconds for a hundred thousand."""
        from tui.annotations import chronicle

        return self._read(chronicle.numbers, [])

    def acts(self, numbers: Sequence[int]) -> list[chronicle.Told]:
        """The acts of these numbers, at most some hundreds, with where they were done, in the same order."""
        from tui.annotations import chronicle

        return self._read(chronicle.told, [], numbers)

    def was_taken_back(self, what: str, words: str) -> bool:
        """Whether the last act of this kind that wrote these words into a row was undone: it is not to be repeated."""
        return self._read(history.was_taken_back, False, what, words)

    def trash(self) -> list[Trashed]:
        """The highlights that were deleted and can be restored, the last one first."""
        return self._read(reads.trash, [])

    def is_snapshot_of(self, snapshot_id: str, text: str) -> bool:
        """Whether a snapshot holds this source text. Raises NotFound."""
        return self.snapshot_sha256(snapshot_id) == self._digests.of(text)

    def snapshot_sha256(self, snapshot_id: str) -> str:
        """SHA-256 of the source text (its UTF-8 form) that a snapshot holds. Raises NotFound."""
        return str(self._snapshot(snapshot_id, "sha256")[0])

    def snapshot_of(self, text: str) -> str:
        """The id of the snapshot that holds this source text; empty if none does."""
        digest = self._digests.of(text)
        sql = "select id from snapshot where sha256 = ?"
        return self._read(lambda conn: "".join(row[0] for row in conn.execute(sql, (digest,)).fetchall()), "")

    def snapshot_text(self, snapshot_id: str) -> str:
        """The source text that a snapshot holds, checked against its hash. Raises NotFound."""
        packed, characters, digest = self._snapshot(snapshot_id, "text, characters, sha256")
        try:
            return unpack(packed, characters, digest)
        except ValueError as error:
            raise problem(self.path, f"holds a damaged snapshot, {snapshot_id}: {error}", RESTORE) from error

    def _snapshot(self, snapshot_id: str, columns: str) -> tuple[Any, ...]:
        def read(conn: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return conn.execute(f"select {columns} from snapshot where id = ?", (snapshot_id,)).fetchall()

        rows = self._read(read, [])
        if not rows:
            raise NotFound(f"there is no snapshot {snapshot_id!r}", "`pizhu check` looks at the whole database")
        return rows[0]

    def undo(self) -> ActRecord | None:
        """Take back the newest act that is in force, whoever did it and however long ago; None if there is none.

        Snapshots stay: they are nobody's change.
        """
        return self._turn(history.take_back)

    def redo(self) -> ActRecord | None:
        """Do the act again that was undone last; None if there is none, or another act came after the undoing."""
        return self._turn(history.do_again)

    def turn_size(self, *, again: bool = False) -> int:
        """How many characters the record has of what the act changed that `undo` takes back, or `redo` does again."""
        return self._read(history.size, 0, again=again)

    def _turn(self, turn: Callable[[sqlite3.Connection], ActRecord | None]) -> ActRecord | None:
        with self._lock:
            if self._connection() is None:
                return None
            try:
                with self._transaction() as conn:
                    return turn(conn)
            except (LookupError, ValueError, RecursionError) as error:
                raise changed_elsewhere(self.path, error) from error
