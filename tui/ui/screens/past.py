"""The state of an earlier time, only to be looked at: which highlights, tags and notes there were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from tui.annotations.ids import local
from tui.annotations.model import ActRecord, Codebook, Quote
from tui.annotations.past import as_of
from tui.errors import PizhuError
from tui.library import Library
from tui.ui.action import Where
from tui.ui.acts import of_kind
from tui.ui.bindings import bindings
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece


class Then(NamedTuple):
    """What the database held at an earlier time, and what became of it since."""

    quotes: Sequence[Quote]
    codebook: Codebook
    changed: dict[str, str]
    """Highlight id to what is otherwise now; those that are as they were are left out."""


class Past(Keyed[None]):
    """Highlights by document, with tags and notes as they were behind an act; what is otherwise now is told."""

    WHERE = Where.PAST
    BINDINGS: ClassVar = bindings(Where.PAST, first=lambda action: False)

    class Seen(Message):
        """The earlier state was read."""

        def __init__(self, then: Then) -> None:
            super().__init__()
            self.then = then

    def __init__(self, library: Library, act: ActRecord) -> None:
        """As all was when `act` had just been done."""
        super().__init__()
        self._library = library
        self._act = act
        self._then: Then | None = None

    def compose(self) -> ComposeResult:
        """When, how much there was, all of it, and how to have it as text."""
        yield Bar(id="past-title")
        yield Bar(id="past-counts")
        yield RowList(id="past-rows")
        yield Bar(id="past-hint")
        yield KeyBar(id="past-foot", classes="footer")

    def on_mount(self) -> None:
        """Read it behind the screen: a copy of the database is rolled back."""
        when = local(self._act.created, seconds=True)
        self.query_one("#past-title", Bar).say(
            Piece(f" 当时 As of {when}  ", "strong"),
            Piece(f"{self._act.number} {of_kind(self._act.what)} {self._act.about}", "quiet"),
        )
        self._count("正在回到当时 going back …")
        self.query_one("#past-hint", Bar).say(
            Piece(" 只看 only to be looked at; 导出 as text: ", "quiet"), Piece(f"pizhu log --at '{when}'", "accent")
        )
        self.show_keys()
        self.query_one(RowList).focus()
        self._go_back()

    @work(thread=True, exclusive=True, group="past", exit_on_error=False)
    def _go_back(self) -> None:
        store = self._library.store
        try:
            with as_of(store.path, self._act.created) as old:
                quotes, codebook = old.quotes(), old.codebook()
            now = {quote.highlight.id: quote for quote in store.quotes()}
        except PizhuError as problem:
            self.app.call_from_thread(self._count, f"⚠ {problem}")
            return
        since = {quote.highlight.id: _since(quote, now.get(quote.highlight.id)) for quote in quotes}
        self.post_message(self.Seen(Then(quotes, codebook, {key: what for key, what in since.items() if what})))

    @on(Seen)
    def _seen(self, event: Seen) -> None:
        then = self._then = event.then
        notes = sum(bool(quote.highlight.note) for quote in then.quotes)
        documents = len({quote.document.id for quote in then.quotes})
        gone = sum(what == _GONE for what in then.changed.values())
        other = len(then.changed) - gone
        since = f"   此后 since: {gone} 已无 gone, {other} 有变 changed" if then.changed else ""
        self._count(
            f"{len(then.quotes):,} 条 highlights  {len(then.codebook):,} 标签 tags  {notes:,} 笔记 notes"
            f"  {documents:,} 文档 documents{since}"
        )
        self.query_one(RowList).show(past_rows(then))

    def _count(self, text: str) -> None:
        self.query_one("#past-counts", Bar).tell(text, "accent")

    def action_past_close(self) -> None:
        """Back to the history."""
        self.dismiss(None)


_GONE = "已无 gone now"


def _since(then: Quote, now: Quote | None) -> str:
    """What is otherwise now."""
    if now is None:
        return _GONE
    old, new = then.highlight, now.highlight
    changes = {
        "标签 tags": set(then.tags) != set(now.tags),
        "笔记 note": old.note != new.note,
        "★": old.starred != new.starred,
        "边 edges": old.anchor.quote != new.anchor.quote,
    }
    what = ", ".join(name for name, is_other in changes.items() if is_other)
    return f"现在不同 other now: {what}" if what else ""


def past_rows(then: Then) -> Sequence[ListRow]:
    """The tags on one row, then each document with its highlights, in two rows where there is a note."""
    items: list[tuple[str, int]] = [("tags", 0)] if len(then.codebook) else []
    document = ""
    for number, quote in enumerate(then.quotes):
        if quote.document.id != document:
            document = quote.document.id
            items += [("", 0), ("document", number)]
        items.append(("quote", number))
        if quote.highlight.note:
            items.append(("note", number))
    if not then.quotes:
        items.append(("none", 0))

    def make(at: int) -> ListRow:
        kind, number = items[at]
        return _made(kind, then, number)

    return LazyRows([then.quotes[n].highlight.id if kind in ("quote", "note") else "" for kind, n in items], make)


def _made(kind: str, then: Then, number: int) -> ListRow:
    if kind == "tags":
        paths = "  ".join(f"#{path}" for path in then.codebook.sorted_paths())
        return ListRow((Piece(" 标签 tags  ", "accent"), Piece(paths, "quiet")))
    if kind == "none":
        return ListRow((Piece(" 当时没有批注 there were no highlights", "quiet"),))
    if not kind:
        return ListRow(())
    quote = then.quotes[number]
    highlight = quote.highlight
    if kind == "document":
        return ListRow((Piece(f" {quote.document.path}", "accent"),))
    if kind == "note":
        note = " ".join(highlight.note.split())
        return ListRow((Piece("     ✎ ", "accent"), Piece(note, "quiet")), key=highlight.id)
    tags = "".join(f"#{path} " for path in quote.tags)
    text = " ".join(highlight.anchor.quote.split())
    since = then.changed.get(highlight.id, "")
    right = (Piece(f"  {since} ", "accent"),) if since else ()
    star = "★" if highlight.starred else " "
    return ListRow((Piece(f"  {star} ", "accent"), Piece(tags, "strong"), Piece(f"“{text}”")), right, highlight.id)
