"""What a database holds, told without times and without the ids of what is known by its name or place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

TEXT = "(select sha256 from snapshot where id = {}.snapshot_id)"
SQL = {
    "documents": f"select path, sha256, note, fields, asked_encoding, {TEXT.format('document')} from document",
    "highlights": f"""select h.id, {TEXT.format("h")}, h.start, h."end", h.quote, h.speaker, h.note, h.starred,
        h.author, h.state, h.deleted is null, d.path,
        (select group_concat(path, '|') from (select path from highlight_tag l join tag_paths p on p.id = l.tag_id
            where l.highlight_id = h.id order by path))
        from highlight h join document d on d.id = h.document_id""",
    "tags": "select id, path, letter, colour, description, aliases from tag join tag_paths using (id)",
    "corrections": """select d.path, c.start, c."end", c.pattern, c.replacement, c.accepted, c.original
        from correction c left join document d on d.id = c.document_id""",
    "speakers": "select d.path, s.label, s.name, s.role, s.note from speaker s join document d on d.id = s.document_id",
    "filters": "select name, text from saved_filter",
}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that readers added, as lists that can be compared."""
    with closing(sqlite3.connect(path)) as conn:
        return {name: sorted(conn.execute(sql).fetchall(), key=repr) for name, sql in SQL.items()}
