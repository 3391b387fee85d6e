"""One transcript on the screen: its title, and the reader below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.layout.paint import Mark
from tui.library import Entry, Found
from tui.transcript.model import EditKind, Transcript
from tui.transcript.script import Script
from tui.ui.desk import Desk
from tui.ui.positions import View
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.reader import Reader
from tui.ui.widgets.rows import Piece

if TYPE_CHECKING:
    from tui.search.scan import Hit, Searchable

KINDS = {
    EditKind.GLOSS: "注音",
    EditKind.MISREAD: "误读",
    EditKind.CORRECTION: "订正",
    EditKind.HIDDEN: "隐去",
}
"""The kinds of edits as the reader is told of them."""

SCRIPTS = {Script.SOURCE: "", Script.SIMPLIFIED: "简", Script.TRADITIONAL: "繁"}


class Pane(Vertical):
    """A document with its highlights, its search and its script; the screen tells it what to show."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.entry: Entry | None = None
        self.transcript: Transcript | None = None
        self.found: tuple[Found, ...] = ()
        self.script = Script.SOURCE
        self.raw = False
        self.without: frozenset[EditKind] = frozenset()
        """The kinds of edits that are switched off."""
        self.flow = True
        """Whether pieces of a machine's transcript are shown as paragraphs."""
        self.needle = ""
        self.hits: tuple[Hit, ...] = ()
        self.reader = Reader()
        """The reading view; here before it is composed, as keys may be faster than that."""
        self._title = Bar(classes="pane-title")
        self._searchable: Searchable | None = None

    def compose(self) -> ComposeResult:
        """The title above the text."""
        yield self._title
        yield self.reader

    @property
    def view(self) -> View:
        """How the document is seen, but for `raw`, which is a look and not kept."""
        return View(self.script, self.flow, self.without)

    def open(self, entry: Entry, transcript: Transcript, offset: int, view: View | None = None) -> None:
        """Show a document with the caret at a source offset; as it is seen now, if no view is given."""
        self.entry, self.transcript = entry, transcript
        if view is not None:
            self.script, self.flow, self.without = view.script, view.flow, view.without
        self.needle, self.hits, self._searchable = "", (), None
        self.reader.open(
            transcript, offset=offset, script=self.script, raw=self.raw, without=self.without, flow=self.flow
        )

    def show_transcript(self, transcript: Transcript) -> None:
        """Show the same document, read otherwise; the caret stays where it is."""
        if transcript is self.transcript:
            return
        self.transcript, self._searchable = transcript, None
        self.reader.set_transcript(transcript)
        if self.hits:
            self.find(self.needle)

    def show_view(self) -> None:
        """Show the document as `raw`, `without` and `flow` say now; highlights and hits stay where they are."""
        self.reader.set_view(raw=self.raw, without=self.without, flow=self.flow)

    def show_found(self, found: list[Found], desk: Desk) -> None:
        """Paint these highlights as the desk says."""
        self.found = tuple(found)
        self.reader.show_marks(
            Mark(
                f.highlight.id,
                f.start,
                f.end,
                desk.colour(f.highlight),
                desk.letter(f.highlight),
            )
            for f in found
            if f.start >= 0
        )

    def find(self, needle: str) -> int:
        """Search the document and paint the hits; returns how many there are."""
        from tui.search.scan import Searchable, searched

        self.needle = needle
        self.hits = ()
        if needle and self.transcript is not None:
            if self._searchable is None:
                self._searchable = Searchable(searched(self.transcript))
            self.hits = tuple(self._searchable.find(needle))
        self.reader.show_matches([(hit.start, hit.end) for hit in self.hits])
        return len(self.hits)

    @on(Reader.HitsLeft)
    def let_hits_go(self) -> None:
        """Show no hits any more; `n` finds them again."""
        self.hits = ()
        self.reader.show_matches(())
        self.screen.post_message(Reader.Moved(self.reader))

    def hit_number(self) -> int:
        """Which of the hits the caret stands on, from 1; 0 if on none."""
        at = self.reader.source_offset
        return next((n for n, hit in enumerate(self.hits, 1) if hit.start <= at < hit.end), 0)

    def step_hit(self, way: int, *, since: int | None = None, reveal: bool = True) -> None:
        """To the next hit or the one before, around the ends; `reveal` opens what is folded away over it."""
        if not self.hits:
            return
        at = self.reader.source_offset if since is None else since
        if way > 0:
            hit = next((h for h in self.hits if h.start > at), self.hits[0])
        else:
            hit = next((h for h in reversed(self.hits) if h.start < at), self.hits[-1])
        self.reader.go_to(hit.start, reveal=reveal)

    def show_title(self, active: bool) -> None:
        """The document's name, and right of it script, place and speaker."""
        bar = self._title
        if self.entry is None or self.transcript is None:
            bar.say(Piece(" 没有文档 no document", "quiet"))
            return
        signs = [SCRIPTS[self.script], "原文 source" if self.raw else ""]
        if self.without and not self.raw:
            signs.append("原 " + " ".join(KINDS[kind] for kind in EditKind if kind in self.without))
        length = max(1, len(self.transcript.text))
        signs.append(f"{self.reader.source_offset * 100 // length}%")
        right = "  ".join(sign for sign in signs if sign)
        bar.say(Piece(f" {self.entry.title}", "strong" if active else "quiet"), right=(Piece(f" {right} ", "quiet"),))
