"""What a merging did, or would do."""

from __future__ import annotations

from enum import StrEnum

from tui.records import record


class Prefer(StrEnum):
    """Whose word is taken where both sides changed one thing and it cannot be kept both ways."""

    LATER = "later"
    OURS = "ours"
    THEIRS = "theirs"


@record(frozen=True, slots=True)
class Remark:
    """A highlight of which there is something to be said."""

    document: str
    """Path."""
    quote: str
    author: str = ""


@record(frozen=True, slots=True)
class Conflict:
    """One thing that both sides changed, each otherwise."""

    what: str
    """`note`, `edges`, `name`, `letter`, `deleted` …"""
    where: str
    """For people: a document and a quote, a tag's path, a wording."""
    ours: str
    theirs: str
    kept: str
    """`ours`, `theirs`, `both`, `first` (of the one made first), or another path."""


@record(frozen=True, slots=True)
class Merged:
    """What came in, what was made one, and where the two sides disagree."""

    brought: tuple[Remark, ...] = ()
    """Highlights that are new here."""
    united: tuple[Remark, ...] = ()
    """Highlights of one span and author that both sides made: one has tags, notes and star of both, the other is in
    the trash."""
    changed: tuple[Remark, ...] = ()
    """Highlights that were here and were changed there: note, tags, star, edges, or brought back from the trash."""
    trashed: tuple[Remark, ...] = ()
    """Highlights that were deleted there."""
    elsewhere: tuple[Remark, ...] = ()
    """Of the new ones, those that were made on another text of their document: they come with that text, through
    which they are found again when the document is opened."""
    documents: tuple[str, ...] = ()
    """Paths of new ones."""
    tags: tuple[str, ...] = ()
    """Paths of new ones."""
    tags_united: tuple[str, ...] = ()
    """Paths of tags that both sides made."""
    corrections: int = 0
    speakers: int = 0
    filters: int = 0
    conflicts: tuple[Conflict, ...] = ()
    changes: int = 0
    """Rows that were changed; 0: all was here already."""
