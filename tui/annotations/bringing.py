"""What comes from elsewhere: tags and highlights of another database, brought in as one act."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from tui.annotations import reads
from tui.annotations.acts import HighlightActs, check_marks
from tui.annotations.ids import UUID, storable
from tui.annotations.model import COLOURS, Mark
from tui.annotations.recorder import Recorder, Row
from tui.annotations.tags import TagTree, names_of
from tui.patterns import late
from tui.records import record

_TIME = late(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)
_AT_ONCE = 500


@record(frozen=True)
class TagToBring:
    """A tag of another codebook, by its path."""

    path: str
    letter: str = ""
    colour: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()


@record(frozen=True)
class MarkToBring:
    """A highlight of another database, with its anchor in the text that is here."""

    mark: Mark
    id: str = ""
    """Kept if it is a UUID that is free here."""
    created: str = ""
    """Kept if it is a time as the database writes them."""
    document_note: str = ""
    """Taken over where the document has none here; so are the fields."""
    document_fields: Mapping[str, object] = field(default_factory=dict)


class BringingActs(HighlightActs):
    """The act that brings in what another database holds."""

    def bring_in(self, tags: Sequence[TagToBring], marks: Sequence[MarkToBring]) -> list[str]:
        """Make these tags where they are missing, and these highlights, as one act; the ids of the highlights made.

        A tag that is there stays as it is. A highlight whose id is live here is left alone; where the id is in use by a
        deleted one, it gets another. Raises Misuse for what can be no tag or highlight, StoreProblem; then nothing
        is made.
        """
        check_marks([bringing.mark for bringing in marks])
        for tag in tags:
            names_of(tag.path)
        if not tags and not marks:
            return []
        with self._act("import", creates=True, size=len(marks)) as recorder:
            tree = TagTree(recorder)
            for tag in sorted(tags, key=lambda tag: names_of(tag.path)):
                _bring_tag(tree, tag)
            used = dict(_used(recorder, [bringing.id for bringing in marks]))
            wanted = [bringing for bringing in marks if not used.get(bringing.id, False)]
            made = self._make(recorder, tree, [(bringing.mark, _own(bringing, used)) for bringing in wanted])
            for bringing in wanted:
                _bring_words(recorder, bringing)
            recorder.about = f"{len(made)} highlights"
        return made


def _bring_tag(tree: TagTree, tag: TagToBring) -> None:
    if tree.has(tag.path):
        return
    letter = tag.letter if len(tag.letter) == 1 and tag.letter in string.ascii_letters + string.digits else ""
    colour = tag.colour if tag.colour in COLOURS else ""
    tree.create(tag.path, letter, colour, tag.description, tag.aliases)


def _used(recorder: Recorder, ids: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The ids that are in use here, and whether their highlights are live."""
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = recorder.conn.execute(f"select id, deleted is null from highlight where id in ({marks})", some)
        yield from ((str(identity), bool(live)) for identity, live in rows.fetchall())


def _own(bringing: MarkToBring, used: Mapping[str, bool]) -> Row:
    own: dict[str, str | int | None] = {}
    if UUID.fullmatch(bringing.id) and bringing.id not in used:
        own["id"] = bringing.id
    if _TIME.fullmatch(bringing.created):
        own["created"] = bringing.created
    return own


def _bring_words(recorder: Recorder, bringing: MarkToBring) -> None:
    """The document's note and fields, where it has none here."""
    if not bringing.document_note and not bringing.document_fields:
        return
    document = reads.document_where(recorder.conn, "path", storable(bringing.mark.document.path))
    if document is None:
        return
    values: dict[str, str | int | None] = {}
    if not document.note:
        values["note"] = bringing.document_note
    if not document.fields:
        values["fields"] = json.dumps(dict(bringing.document_fields), ensure_ascii=False, default=dict)
    if values:
        recorder.update("document", {"id": document.id}, values)
