"""The fourth step of the schema: which documents changed last, so that what was derived of them is known to be old.

Every change of what a filter may ask of a document's highlights gives the document the next number, whoever makes it.
"""

from __future__ import annotations


def _touch(document: str) -> str:
    """Give a document the next number."""
    return f"""insert into document_change (document_id, changed)
        select {document}, coalesce((select max(changed) from document_change), 0) + 1
        where {document} is not null
        on conflict (document_id) do update set changed = excluded.changed;"""


def _linked(row: str) -> str:
    return f"(select document_id from highlight where id = {row}.highlight_id)"


CHANGES: tuple[str, ...] = (
    # Without a reference to the document: that it is gone is a change too.
    """create table document_change (document_id text primary key not null, changed integer not null) strict""",
    "create unique index document_change_changed on document_change(changed)",
    *(
        f"create trigger {name} after {when} begin {' '.join(map(_touch, documents))} end"
        for name, when, documents in (
            ("change_highlight_in", "insert on highlight", ("new.document_id",)),
            ("change_highlight", "update on highlight", ("old.document_id", "new.document_id")),
            ("change_highlight_out", "delete on highlight", ("old.document_id",)),
            ("change_link_in", "insert on highlight_tag", (_linked("new"),)),
            ("change_link", "update on highlight_tag", (_linked("old"), _linked("new"))),
            ("change_link_out", "delete on highlight_tag", (_linked("old"),)),
            ("change_speaker_in", "insert on speaker", ("new.document_id",)),
            ("change_speaker", "update on speaker", ("old.document_id", "new.document_id")),
            ("change_speaker_out", "delete on speaker", ("old.document_id",)),
            ("change_document", "update of path, title, fields on document", ("new.id",)),
        )
    ),
)
