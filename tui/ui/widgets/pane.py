"""One transcript on the screen: its title, and the reader below it."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.annotations.model import AnchorState
from tui.layout.cursor import Cursor
from tui.layout.paint import Mark
from tui.layout.top import Top
from tui.library import Entry, Found
from tui.records import Named
from tui.search.hits import Hits
from tui.search.running import Search
from tui.transcript.model import EditKind, Transcript
from tui.transcript.script import Script
from tui.ui.desk import Desk
from tui.ui.positions import View
from tui.ui.seeking import Seeker
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.reader import Reader
from tui.ui.widgets.rows import Piece

KINDS = {
    EditKind.GLOSS: "注音",
    EditKind.MISREAD: "误读",
    EditKind.CORRECTION: "订正",
    EditKind.HIDDEN: "隐去",
}
"""The kinds of edits as the reader is told of them."""

SCRIPTS = {Script.SOURCE: "", Script.SIMPLIFIED: "简", Script.TRADITIONAL: "繁"}


_BEFORE = 4096
"""So many characters before the caret a search begins, so that what is seen around it is painted first."""


class Step(Named):
    """A step to a hit that may not be known yet."""

    way: int
    since: int
    """Source offset."""
    reveal: bool
    caret: Cursor
    """Where the caret was: it is not taken away from where the reader goes meanwhile."""
    then: Callable[[bool], None] | None
    """Told whether there was a hit."""


class Pane(Vertical):
    """A document with its highlights, its search and its script; the screen tells it what to show."""

    class Searched(Message):
        """A search that runs has found more, or has come to its end."""

        def __init__(self, pane: Pane) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.entry: Entry | None = None
        self.transcript: Transcript | None = None
        self.found: tuple[Found, ...] = ()
        self.lost = 0
        """How many of the highlights are found no more."""
        self._by_id: dict[str, Found] = {}
        self.script = Script.SOURCE
        self.raw = False
        self.without: frozenset[EditKind] = frozenset()
        """The kinds of edits that are switched off."""
        self.flow = True
        """Whether pieces of a machine's transcript are shown as paragraphs."""
        self.needle = ""
        """What was searched last, as it was typed; it stays when another document is opened."""
        self.wrapped = ""
        """What the reader is told if the last step went around an end of the document."""
        self.reader = Reader()
        """The reading view; here before it is composed, as keys may be faster than that."""
        self._title = Bar(classes="pane-title")
        self._seeker = Seeker(self, self._searched)
        self._search: Search | None = None
        self._hits_shown = 0
        self._awaited: Step | None = None

    def compose(self) -> ComposeResult:
        """The title above the text."""
        yield self._title
        yield self.reader

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing but the line beside another pane: all else is covered."""
        if self.has_class("second"):
            return super().render_lines(crop)
        return [Strip.blank(crop.width, self.visual_style.rich_style)] * crop.height

    @property
    def view(self) -> View:
        """How the document is seen, but for `raw`, which is a look and not kept."""
        return View(self.script, self.flow, self.without)

    def open(
        self, entry: Entry, transcript: Transcript, offset: int, view: View | None = None, top: Top | None = None
    ) -> None:
        """Show a document with the caret at a source offset; as it is seen now, if no view is given; from the row `top`
        on, if that is known."""
        self.entry, self.transcript = entry, transcript
        if view is not None:
            self.script, self.flow, self.without = view.script, view.flow, view.without
        self._drop_search()
        self.reader.open(
            transcript, offset=offset, top=top, script=self.script, raw=self.raw, without=self.without, flow=self.flow
        )

    def show_transcript(self, transcript: Transcript) -> None:
        """Show the same document, read otherwise; the caret stays where it is."""
        if transcript is self.transcript:
            return
        self.transcript = transcript
        self.reader.set_transcript(transcript)
        if self._search is not None:
            self.find(self.needle, anew=True)

    def show_view(self) -> None:
        """Show the document as `raw`, `without` and `flow` say now; highlights and hits stay where they are."""
        self.reader.set_view(raw=self.raw, without=self.without, flow=self.flow)

    def show_found(self, found: list[Found], desk: Desk) -> None:
        """Paint these highlights as the desk says."""
        self.found = tuple(found)
        self._by_id = {f.highlight.id: f for f in self.found}
        self.lost = sum(f.state is AnchorState.LOST for f in self.found)
        self.reader.show_marks(
            Mark(
                f.highlight.id,
                f.start,
                f.end,
                desk.colour(f.highlight),
                desk.letter(f.highlight),
                noted=bool(f.highlight.note),
                starred=f.highlight.starred,
                aside=desk.aside(f.highlight),
            )
            for f in found
            if f.start >= 0
        )

    @property
    def active_of(self) -> tuple[int, int]:
        """Which of the highlights under the caret the active one is, from 1, and how many lie there."""
        ids, active = [mark.id for mark in self.reader.marks_here()], self.reader.active_id
        return (ids.index(active) + 1 if active in ids else 1), len(ids)

    @property
    def active(self) -> Found | None:
        """The highlight under the caret that keys act on."""
        return self._by_id.get(self.reader.active_id)

    @property
    def hits(self) -> Hits | tuple[()]:
        """The hits that are shown, as far as they are known."""
        return self._search.hits if self._search is not None else ()

    @property
    def is_searching(self) -> bool:
        """Whether more hits may come."""
        return self._search is not None and not self._search.done

    def find(self, needle: str, since: int | None = None, *, anew: bool = False) -> int:
        """Search the document from the source offset `since` on (None: from the caret), and paint the hits.

        Returns how many there are so far; `Searched` tells of more. What is searched already is not searched again,
        unless `anew`. Raises SearchProblem.
        """
        if self._search is not None and self.needle == needle and not anew:
            return len(self.hits)
        self.needle, self.wrapped = needle, ""
        self._drop_search()
        if needle and self.transcript is not None:
            at = self.reader.source_offset if since is None else since
            self._search = self._seeker.begin(self.transcript, needle, max(0, at - _BEFORE))
            self._show_hits()
        return len(self.hits)

    def get_ready(self) -> None:
        """A search will be typed: do what can be done before."""
        if self.transcript is not None:
            self._seeker.get_ready(self.transcript)

    def _drop_search(self) -> None:
        self._seeker.end()
        self._search = self._awaited = None
        self.reader.show_matches(())

    def _show_hits(self) -> None:
        if self._search is not None:
            self._hits_shown = len(self._search.hits)
            self.reader.show_matches(self._search.hits.spans)

    def _searched(self) -> None:
        # A search that finds nothing for long would otherwise paint more than it searches.
        if len(self.hits) != self._hits_shown or not self.is_searching:
            self._show_hits()
        if self._awaited is not None and self._awaited.caret == self.reader.cursor:
            self._try(self._awaited)
        self.post_message(self.Searched(self))

    @property
    def problem(self) -> str:
        """Why the search has ended before its time; empty if it has not."""
        problem = self._search.problem if self._search is not None else None
        return problem.message if problem is not None else ""

    @on(Reader.HitsLeft)
    def let_hits_go(self) -> None:
        """Show no hits any more; `n` finds them again."""
        self._drop_search()
        self.screen.post_message(Reader.Moved(self.reader))

    def hit_number(self) -> int:
        """Which of the hits the caret stands on, from 1; 0 if on none, or if that is not known yet."""
        hits = self.hits
        if not hits:
            return 0
        at = hits.number_at(self.reader.source_offset)
        return at + 1 if at >= 0 and hits.is_numbered(at) else 0

    def step_hit(
        self, way: int, *, since: int | None = None, reveal: bool = True, then: Callable[[bool], None] | None = None
    ) -> None:
        """To the next hit (`way` 1) or the one before (-1), around the ends, as soon as it is known.

        `since`: the source offset from which it is; None: the caret. `reveal` opens what is folded away over it.
        """
        at = self.reader.source_offset if since is None else since
        self._try(Step(way, at, reveal, self.reader.cursor, then))

    def _try(self, step: Step) -> None:
        """Step if the hit is known, else wait for it."""
        hits = self.hits
        found = hits.step(step.since, step.way) if hits else None
        self._awaited = step if found is None and self.is_searching else None
        if self._awaited is not None:
            return
        if found is not None and hits:
            number, is_around = found
            ends = ("从头 from the top", "从尾 from the end")
            self.wrapped = ends[step.way < 0] if is_around and step.since >= 0 else ""
            self.reader.go_to(hits[number].start, reveal=step.reveal)
        if step.then is not None:
            step.then(found is not None)

    @property
    def extent(self) -> int:
        """The source offset of the last character that the caret can stand on, at least 1: all of the way to it is
        100 %."""
        page = self.reader.page
        return max(1, page.reading.to_source(page.last_stand)) if page is not None else 1

    def show_title(self, active: bool) -> None:
        """The document's name, and right of it script, place and speaker."""
        bar = self._title
        if self.entry is None or self.transcript is None:
            bar.say(Piece(" 没有文档 no document", "quiet"))
            return
        signs = [SCRIPTS[self.script], "原文 source" if self.raw else ""]
        if self.without and not self.raw:
            signs.append("原 " + " ".join(KINDS[kind] for kind in EditKind if kind in self.without))
        signs.append(f"{min(100, self.reader.source_offset * 100 // self.extent)}%")
        right = "  ".join(sign for sign in signs if sign)
        bar.say(Piece(f" {self.entry.title}", "strong" if active else "quiet"), right=(Piece(f" {right} ", "quiet"),))
