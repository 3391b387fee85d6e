"""The numbers of a library, under a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from tui.annotations.model import Anchor, AnchorState, Document, Highlight, Quote
from tui.counting.ground import Ground, Spot, Text
from tui.counting.reckon import reckon
from tui.counting.tables import Numbers
from tui.errors import FileProblem, NotFound
from tui.library import Entry, Library
from tui.search.filters import Everything, Filter, parts_of
from tui.search.match import taker
from tui.search.saved import unfold
from tui.search.terms import HasField, InDocument
from tui.transcript.model import Transcript


def numbers_of(
    library: Library, filter_: Filter, tell: Callable[[int, int], bool] = lambda done, of: True
) -> Numbers | None:
    """The highlights that pass the filter, and what is said in their documents, counted.

    Without a filter, what is said in all documents; under one that asks for nothing but documents (`doc:`, `field:`),
    in those that it takes. `tell` is told how many documents of how many have been looked at, and says whether to go
    on; None if it said no. Raises StoreProblem.
    """
    quotes: dict[str, list[Quote]] = {}
    for quote in library.quotes(filter_):
        quotes.setdefault(quote.document.id, []).append(quote)
    wanted = list(_wanted(library, filter_, quotes))
    grounds, unread = [], []
    for number, (entry, document, is_taken) in enumerate(wanted):
        if not tell(number, len(wanted)):
            return None
        try:
            transcript = library.transcript(entry)
        except FileProblem:
            unread.append(entry.name)
            transcript = None
        if transcript is not None and document is None:
            document = library.document(entry, transcript)
        its = quotes.pop(document.id, []) if document is not None else []
        if its or (is_taken and transcript is not None):
            grounds.append(_ground(library, entry.name, transcript, its))
    for gone in quotes.values():
        unread.append(gone[0].document.path)
        grounds.append(_ground(library, gone[0].document.path, None, gone))
    return reckon(sorted(grounds, key=lambda ground: ground.path), str(filter_), sorted(unread))


def _wanted(
    library: Library, filter_: Filter, quotes: dict[str, list[Quote]]
) -> Iterator[tuple[Entry, Document | None, bool]]:
    """The documents that are to be read, with their rows where these are known, and whether they count anyhow."""
    rows = {document.path: document for document in library.store.documents()}
    quoted = {its[0].document.path: its[0].document for its in quotes.values()}
    missing = {path for path in quoted if not (library.root / path).is_file()}
    taken = _takes_documents(library, filter_)
    for entry in library.entries:
        row = rows.get(entry.name)
        # One that the database does not know by its name may be a renamed one that is missed.
        is_taken = taken(entry, row)
        if is_taken or entry.name in quoted or (row is None and missing):
            yield entry, row, is_taken
    for path, document in quoted.items():
        if path not in library.by_name and path not in missing:
            with suppress(NotFound):
                yield library.entry(path), document, False


def _takes_documents(library: Library, filter_: Filter) -> Callable[[Entry, Document | None], bool]:
    """Which documents are counted though no highlight of theirs passes."""
    if isinstance(filter_, Everything):
        return lambda entry, row: True
    plain = unfold(filter_, library.store.filters())
    if not _asks_for_documents(plain):
        return lambda entry, row: False
    takes = taker(plain, library.store.codebook())

    def taken(entry: Entry, row: Document | None) -> bool:
        # Any highlight of the document would pass, or none.
        document = row or Document("", entry.name, entry.stem, "", "", "")
        any_one = Quote(Highlight("", document.id, "", Anchor(0, 1, "")), document, ())
        return bool(takes([any_one], range(1)))

    return taken


def _asks_for_documents(filter_: Filter) -> bool:
    parts = parts_of(filter_)
    return all(map(_asks_for_documents, parts)) if parts else isinstance(filter_, InDocument | HasField)


def _ground(library: Library, path: str, transcript: Transcript | None, quotes: Sequence[Quote]) -> Ground:
    texts: dict[str, Text | None] = {}
    here = Text(transcript, 0) if transcript is not None else None

    def spot(quote: Quote) -> Spot:
        highlight = quote.highlight
        if transcript is not None and library.place(highlight, transcript).state is AnchorState.EXACT:
            assert here is not None
            return here.spot(quote)
        snapshot = highlight.snapshot_id
        if snapshot not in texts:
            kept = library.kept(quote.document, snapshot)
            texts[snapshot] = Text(kept, 1 + len(texts)) if kept is not None else None
        text = texts[snapshot]
        return text.spot(quote) if text is not None else Spot(quote.tags, quote.anchor.speaker, (), None)

    title = (quotes[0].document.title if quotes else "") or (transcript.title if transcript is not None else "")
    return Ground(path, title, here.turns() if here is not None else (), tuple(spot(quote) for quote in quotes))
