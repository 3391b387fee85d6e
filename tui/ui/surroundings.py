"""What stands around the quotes of the board, read from their documents where it is wanted."""

from __future__ import annotations

from tui.annotations.model import Quote, Role
from tui.export.around import Around, around
from tui.library import Library
from tui.ui.boardrows import Passage


def passage_of(library: Library, quote: Quote, much: Around) -> Passage:
    """What is shown of a quote; without its document, nothing but its words. Raises StoreProblem."""
    anchor = quote.anchor
    transcript = library.context_of(quote.document, quote.highlight)
    # An offset behind the text belongs to another version of the file: its line would be a guess.
    if transcript is None or anchor.end > len(transcript.text):
        return Passage(None, "", "")
    speakers = library.store.speakers(quote.document.id) if much is Around.EXCHANGE else []
    hosts, guests = (
        frozenset(speaker.name or speaker.label for speaker in speakers if speaker.role is role)
        for role in (Role.HOST, Role.GUEST)
    )
    before, after = around(transcript, anchor.start, anchor.end, much, hosts, guests)
    return Passage(transcript.line_of(anchor.start), before, after, is_long=much > Around.SENTENCE)


class Surroundings:
    """The passages that were read, by highlight, and how much is wanted around each."""

    def __init__(self, much: Around) -> None:
        """`much` is wanted around all those of which nothing else is said."""
        self.much = much
        self._own: dict[str, Around] = {}
        self._read: dict[str, tuple[object, Around, Passage]] = {}

    def wanted(self, quote: Quote) -> Around:
        """How much is wanted around a quote."""
        return self._own.get(quote.highlight.id, self.much)

    def grow(self, quote: Quote, way: int) -> bool:
        """Want more or less around one quote; whether there is more, or less."""
        before = self.wanted(quote)
        after = Around(min(max(before + way, 0), len(Around) - 1))
        self._own[quote.highlight.id] = after
        return after is not before

    def grow_all(self, way: int) -> bool:
        """Want more or less around all quotes; whether that changed anything."""
        after = Around(min(max(self.much + way, 0), len(Around) - 1))
        changed = after is not self.much or bool(self._own)
        self.much = after
        self._own.clear()
        return changed

    def of(self, quote: Quote) -> Passage | None:
        """What was read last around a quote; None if nothing was."""
        known = self._read.get(quote.highlight.id)
        return known[2] if known is not None and known[0] == quote.anchor else None

    def is_read(self, quote: Quote) -> bool:
        """Whether what is wanted around a quote was read."""
        known = self._read.get(quote.highlight.id)
        return known is not None and known[:2] == (quote.anchor, self.wanted(quote))

    def keep(self, quote: Quote, much: Around, passage: Passage) -> None:
        """This was read around a quote."""
        self._read[quote.highlight.id] = quote.anchor, much, passage

    def forget(self) -> None:
        """Read all of it anew when it is wanted."""
        self._read.clear()
