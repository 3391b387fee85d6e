"""What the reader's library knows that bears on where units begin and end."""

from __future__ import annotations

from tui.records import record
from tui.transcript.terms import NO_TERMS, Terms


@record(frozen=True, slots=True)
class Known:
    """Words that are words as a whole, and the speakers of which it is said that they are hosts or guests."""

    terms: Terms = NO_TERMS
    hosts: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()


NOTHING = Known()
