"""What a reader does: each method is one act, kept whole and undoable, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.annotations import reads
from tui.annotations.base import Base
from tui.annotations.ids import storable, uuid7
from tui.annotations.model import AWAY, Anchor, AnchorState, DocumentFacts, Highlight, Mark, Placed
from tui.annotations.recorder import Recorder, Row
from tui.annotations.snapshots import keep
from tui.annotations.tags import TagTree, names_of
from tui.errors import Misuse, NotFound

LONGEST_NOTE = 1 << 20
"""Bytes of UTF-8 of a note."""

_EXCERPT = 40


class HighlightActs(Base):
    """Acts on highlights and documents. All raise StoreProblem if the database cannot be changed."""

    def mark(
        self,
        document: DocumentFacts,
        anchor: Anchor,
        *,
        source_text: str,
        tags: Sequence[str] = (),
        note: str = "",
        starred: bool = False,
        author: str = "",
    ) -> str:
        """Make a highlight and return its id; `tags` are paths, made where they are missing.

        `source_text` is the text that the anchor's offsets count in: it is kept as the highlight's snapshot.
        Raises Misuse for an empty span, a wrong tag, a note that is too long.
        """
        (identity,) = self._mark([Mark(document, anchor, source_text, tuple(tags), note, starred, author)], "mark")
        return identity

    def mark_many(self, marks: Sequence[Mark]) -> list[str]:
        """Make all these highlights as one act; their ids in the same order. Raises as `mark`; then none is made."""
        return self._mark(marks, "mark_many") if marks else []

    def _mark(self, marks: Sequence[Mark], what: str) -> list[str]:
        check_marks(marks)
        with self._act(what, creates=True, size=len(marks)) as recorder:
            made = self._make(recorder, TagTree(recorder), [(mark, {}) for mark in marks])
            recorder.about = excerpt(marks[0].anchor.quote) if len(marks) == 1 else f"{len(marks)} highlights"
        return made

    def _make(self, recorder: Recorder, tree: TagTree, marks: Sequence[tuple[Mark, Row]]) -> list[str]:
        """Insert the highlights, each with columns (id, created) that shall have these values; their ids."""
        known: dict[tuple[DocumentFacts, str], tuple[str, str]] = {}
        made = []
        for mark, own in marks:
            digest = self._digests.of(mark.source_text)
            if (mark.document, digest) not in known:
                snapshot_id = keep(recorder.conn, mark.source_text, digest)
                its = None if mark.state in AWAY else snapshot_id
                known[mark.document, digest] = know(recorder, mark.document, its), snapshot_id
            made.append(_insert(recorder, mark, *known[mark.document, digest], own))
            put_on(recorder, made[-1], (), [tree.ensure(path).id for path in mark.tags])
        return made

    def tag(self, highlight_ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> bool:
        """Put tags on highlights (made where they are missing) and take others off; whether that changed anything.

        Raises NotFound for a highlight that is not there or a tag to take off that is not, Misuse for a wrong path.
        """
        with self._act("tag", size=len(highlight_ids)) as recorder:
            highlights = live(recorder, highlight_ids)
            tree = TagTree(recorder)
            off = {tree.find(path).id for path in remove}
            on = [tree.ensure(path).id for path in add] if highlights else []
            for highlight in highlights:
                for tag_id in off.intersection(highlight.tag_ids):
                    recorder.delete("highlight_tag", {"highlight_id": highlight.id, "tag_id": tag_id})
                put_on(recorder, highlight.id, [t for t in highlight.tag_ids if t not in off], on)
            recorder.about = " ".join([*(f"+{path}" for path in add), *(f"-{path}" for path in remove)])
            return bool(recorder.changes)

    def set_note(self, highlight_id: str, text: str) -> bool:
        """Give a highlight this note (Markdown; empty for none); whether that changed anything. Raises NotFound."""
        _check_note(text)
        return self._set("set_note", [highlight_id], {"note": text})

    def note_many(self, highlight_ids: Sequence[str], text: str, *, append: bool) -> bool:
        """Give highlights this note, below the one that they have or in its place; whether that changed anything.

        Raises NotFound, Misuse for a note that gets too long; then none is changed.
        """
        text = storable(text)
        if append and not text:
            return False
        with self._act("note_many", size=len(highlight_ids)) as recorder:
            highlights = live(recorder, highlight_ids)
            for highlight in highlights:
                note = "\n\n".join(filter(None, (highlight.note.rstrip(), text))) if append else text
                _check_note(note)
                recorder.update("highlight", {"id": highlight.id}, {"note": note})
            recorder.about = _about(highlights)
            return bool(recorder.changes)

    def set_star(self, highlight_ids: Sequence[str], starred: bool) -> bool:
        """Star highlights or take their stars off; whether that changed anything. Raises NotFound."""
        return self._set("set_star", highlight_ids, {"starred": int(starred)})

    def _set(self, what: str, highlight_ids: Sequence[str], values: Row) -> bool:
        with self._act(what, size=len(highlight_ids)) as recorder:
            highlights = live(recorder, highlight_ids)
            for highlight in highlights:
                recorder.update("highlight", {"id": highlight.id}, values)
            recorder.about = _about(highlights)
            return bool(recorder.changes)

    def delete(self, highlight_ids: Sequence[str]) -> bool:
        """Delete highlights: they go to the trash, from where `restore` brings them back. Raises NotFound."""
        with self._act("delete", size=len(highlight_ids)) as recorder:
            highlights = live(recorder, highlight_ids)
            for highlight in highlights:
                recorder.update("highlight", {"id": highlight.id}, {"deleted": recorder.now})
            recorder.about = _about(highlights)
            return bool(recorder.changes)

    def restore(self, highlight_ids: Sequence[str]) -> bool:
        """Bring deleted highlights back, with their tags and notes; whether that changed anything.

        Raises NotFound for one that is not in the trash.
        """
        with self._act("restore", size=len(highlight_ids)) as recorder:
            found = reads.highlights_with(recorder.conn, highlight_ids, live=False)
            if missing := [identity for identity in highlight_ids if identity not in found]:
                raise NotFound(f"there is no highlight {missing[0]!r} in the trash", "`pizhu trash` lists what is")
            highlights = [found[identity] for identity in dict.fromkeys(highlight_ids)]
            for highlight in highlights:
                recorder.update("highlight", {"id": highlight.id}, {"deleted": None})
            recorder.about = _about(highlights)
            return bool(recorder.changes)

    def move_edges(self, highlight_id: str, anchor: Anchor, *, source_text: str | None = None) -> bool:
        """Let a highlight begin and end elsewhere; whether that changed anything.

        `source_text` is the text that the new offsets count in, if it is not the highlight's snapshot any more.
        Raises NotFound, Misuse for an empty span.
        """
        _check_span(anchor, source_text)
        with self._act("move_edges") as recorder:
            (highlight,) = live(recorder, [highlight_id])
            values = anchor_row(anchor) | {"state": AnchorState.EXACT.value}
            if source_text is not None:
                values["snapshot_id"] = keep(recorder.conn, source_text, self._digests.of(source_text))
            recorder.update("highlight", {"id": highlight.id}, values)
            recorder.about = excerpt(anchor.quote)
            return bool(recorder.changes)

    def reanchor(self, document: DocumentFacts, source_text: str, places: Sequence[Placed]) -> bool:
        """Carry highlights over to the new text of a document that has changed, as one act.

        Those that stand in it (`exact`, `moved`) get the new offsets and snapshot. Those that wait for a look
        (`changed`) and those that are lost keep their old ones, and the state. The text becomes the document's: these
        states are of it. Raises NotFound, Misuse for an empty span.
        """
        if not places:
            return False
        for place in places:
            _check_span(place.anchor, None if place.state in AWAY else source_text)
        with self._act("reanchor", size=len(places)) as recorder:
            live(recorder, [place.highlight_id for place in places])
            snapshot_id = keep(recorder.conn, source_text, self._digests.of(source_text))
            know(recorder, document, snapshot_id, carried=True)
            for place in places:
                values: dict[str, str | int | None] = {"state": place.state.value}
                if place.state not in AWAY:
                    values |= anchor_row(place.anchor) | {"snapshot_id": snapshot_id}
                recorder.update("highlight", {"id": place.highlight_id}, values)
            recorder.about = f"{document.path}: {_told(places)}"
            return bool(recorder.changes)

    def set_document_note(self, document: DocumentFacts, text: str) -> bool:
        """Give a document this note (Markdown; empty for none); whether that changed anything."""
        _check_note(text)
        with self._act("set_document_note", creates=bool(text)) as recorder:
            known = reads.document_where(recorder.conn, "path", storable(document.path))
            if known is None and not text:
                return False
            identity = known.id if known is not None else know(recorder, document, None)
            recorder.update("document", {"id": identity}, {"note": text})
            recorder.about = document.path
            return bool(recorder.changes)

    def move_document(self, path: str, new_path: str) -> bool:
        """Tell that a document now has another path; whether that changed anything.

        Raises NotFound if it is not known, Misuse if another document has the new path.
        """
        with self._act("move_document") as recorder:
            document = reads.document_where(recorder.conn, "path", storable(path))
            if document is None:
                raise NotFound(f"no document {path!r} is known")
            other = reads.document_where(recorder.conn, "path", storable(new_path))
            if other is not None and other.id != document.id:
                raise Misuse(f"there is a document {new_path!r} already")
            recorder.about = f"{path} → {new_path}"
            return recorder.update("document", {"id": document.id}, {"path": new_path})


def check_marks(marks: Sequence[Mark]) -> None:
    """Raises Misuse if one of the highlights cannot be made: an empty span, a wrong tag, a note that is too long."""
    for mark in marks:
        _check_span(mark.anchor, None if mark.state in AWAY else mark.source_text)
        _check_note(mark.note)
        for path in mark.tags:
            names_of(path)


def know(recorder: Recorder, facts: DocumentFacts, snapshot_id: str | None, *, carried: bool = False) -> str:
    """The id of the document at the path of `facts`, which is made or brought up to date.

    A snapshot that it has stays, unless its highlights are `carried` over to the other one.
    """
    values: dict[str, str | int | None] = {
        "title": facts.title,
        "sha256": facts.sha256,
        "format": facts.format,
        "encoding": facts.encoding,
    }
    found = reads.document_where(recorder.conn, "path", storable(facts.path))
    if snapshot_id is not None and (carried or found is None or found.snapshot_id is None):
        values["snapshot_id"] = snapshot_id
    if found is not None:
        recorder.update("document", {"id": found.id}, values)
        return found.id
    identity = uuid7()
    empty: Row = {"id": identity, "path": facts.path, "snapshot_id": None, "note": "", "fields": "{}"}
    recorder.insert("document", {**empty, **values})
    return identity


def _insert(recorder: Recorder, mark: Mark, document_id: str, snapshot_id: str, own: Row) -> str:
    row: Row = {
        "id": uuid7(),
        "document_id": document_id,
        "snapshot_id": snapshot_id,
        **anchor_row(mark.anchor),
        "note": mark.note,
        "starred": int(mark.starred),
        "author": mark.author,
        "state": mark.state.value,
        "deleted": None,
        **own,
    }
    recorder.insert("highlight", row)
    return str(row["id"])


def anchor_row(anchor: Anchor) -> dict[str, str | int | None]:
    """The columns of a highlight that an anchor fills."""
    return {
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "speaker": anchor.speaker,
        "start_ms": anchor.start_ms,
    }


def put_on(recorder: Recorder, highlight_id: str, present: Sequence[str], tag_ids: Sequence[str]) -> None:
    """Put tags on a highlight, behind those that are `present`; a tag that is there already is passed over."""
    wanted = [tag_id for tag_id in dict.fromkeys(tag_ids) if tag_id not in present]
    if not wanted:
        return
    sql = "select coalesce(max(position), -1) from highlight_tag where highlight_id = ?"
    last = int(recorder.conn.execute(sql, (highlight_id,)).fetchone()[0])
    for position, tag_id in enumerate(wanted, last + 1):
        recorder.insert("highlight_tag", {"highlight_id": highlight_id, "tag_id": tag_id, "position": position})


def live(recorder: Recorder, ids: Sequence[str]) -> list[Highlight]:
    """These highlights, each once. Raises NotFound for one that is not there."""
    found = reads.highlights_with(recorder.conn, ids)
    wanted = list(dict.fromkeys(ids))
    if missing := [identity for identity in wanted if identity not in found]:
        raise NotFound(f"there is no highlight {missing[0]!r}", "if it was deleted, `pizhu trash` has it")
    return [found[identity] for identity in wanted]


def _told(places: Sequence[Placed]) -> str:
    """How many of each state: `12 moved, 1 lost`; of a single one, its first words too."""
    counts = Counter(place.state for place in places)
    told = ", ".join(f"{counts[state]} {state}" for state in AnchorState if counts[state])
    return f"{places[0].state} “{excerpt(places[0].anchor.quote)}”" if len(places) == 1 else told


def _about(highlights: Sequence[Highlight]) -> str:
    return excerpt(highlights[0].anchor.quote) if len(highlights) == 1 else f"{len(highlights)} highlights"


def excerpt(text: str) -> str:
    """The first characters of a text on one line, for the history."""
    line = " ".join(text[: 2 * _EXCERPT].split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _check_span(anchor: Anchor, text: str | None) -> None:
    if not 0 <= anchor.start < anchor.end or (text is not None and anchor.end > len(text)):
        raise Misuse(f"a highlight cannot stand at {anchor.start}:{anchor.end}", "it needs at least one character")


def _check_note(text: str) -> None:
    if (size := len(text.encode("utf-8", "replace"))) > LONGEST_NOTE:
        raise Misuse(f"a note can have {LONGEST_NOTE:,} bytes, this one has {size:,}")
