"""What earlier tags were put on: the newest highlights that carry any, with the words around."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_BETWEEN = "\x1f"


class Tagged(NamedTuple):
    """A highlight as far as it speaks for its tags."""

    id: str
    quote: str
    prefix: str
    suffix: str
    """The characters before and behind that its anchor keeps."""
    note: str
    tag_ids: tuple[str, ...]

    @property
    def text(self) -> str:
        """The quote with what stands around it and what was written about it."""
        return f"{self.prefix}{self.quote}{self.suffix}\n{self.note}"


def newest_tagged(conn: sqlite3.Connection, most: int) -> list[Tagged]:
    """The live highlights with tags that were made last, the newest first. Raises sqlite3.Error."""
    rows = conn.execute(
        f"select h.id, h.quote, h.prefix, h.suffix, h.note, (select group_concat(tag_id, '{_BETWEEN}')"
        " from highlight_tag where highlight_id = h.id) as tags from highlight h where h.deleted is null"
        " and exists (select 1 from highlight_tag where highlight_id = h.id) order by h.id desc limit ?",
        (most,),
    )
    return [
        Tagged(identity, quote, prefix, suffix, note, tuple(tags.split(_BETWEEN)))
        for identity, quote, prefix, suffix, note, tags in rows.fetchall()
    ]
