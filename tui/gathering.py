"""Gathering: which highlights of all documents a filter takes, page by page, and how many of each kind they are.

What is asked is read from the database in chunks of some thousand highlights that are kept; a chunk is read anew when
one of its documents was changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from tui import chunks
from tui.annotations.model import Codebook, Quote
from tui.annotations.roles import quotes_of
from tui.annotations.store import Store

if TYPE_CHECKING:
    from tui.annotations.model import Document, Highlight
    from tui.grounds import Silent
    from tui.search.chunk import Chunk
    from tui.search.filters import Filter
    from tui.search.masks import Question
    from tui.search.tally import Tally
    from tui.transcript.model import Transcript

PAGE = 50
"""Quotes of a page."""

_DEARER = 100
"""Documents are picked out where the highlights that bound them are so many times fewer than those not read yet."""


class Gathering:
    """Filters, asked of a library's database. Saved filters are put in place of their names whenever they are asked.

    May be used from several threads. All methods raise StoreProblem.
    """

    def __init__(self, store: Store, transcript_of: Callable[[Document, Highlight], Transcript | None]) -> None:
        """`transcript_of` gives the transcript in which a highlight can be shown."""
        self._store = store
        self._transcript_of = transcript_of
        self._telling: Callable[[], Silent] | None = None
        self._lock = RLock()
        self._chunks = chunks.Chunks(store)
        self._version = -1
        """Of the database, when codebook and saved filters were read."""
        self._codebook = Codebook()
        self._saved: Mapping[str, str] = {}

    def read(self, text: str) -> Filter:
        """The filter that `text` says. Raises FilterProblem, also for a saved filter that is not there."""
        from tui.search.query import parse
        from tui.search.saved import must_be_saved

        filter_ = parse(text)
        must_be_saved(filter_, self._store.filters(), text)
        return filter_

    def save(self, name: str, filter_: Filter) -> bool:
        """Keep a filter under a name; whether that changed anything. Raises Misuse if it would take itself in."""
        from tui.search.saved import must_end

        must_end(name.strip(), filter_, self._store.filters())
        return self._store.save_filter(name, str(filter_))

    def rename(self, name: str, new: str) -> None:
        """Give a saved filter another name, also in those that ask for it. Raises NotFound, Misuse."""
        from tui.search.saved import asking_for, renamed

        asking = asking_for(name, self._store.filters())
        texts = {other: str(renamed(filter_, name, new.strip() or name)) for other, filter_ in asking.items()}
        self._store.rename_filter(name, new, texts)

    def asking_for(self, name: str) -> list[str]:
        """The names of the saved filters that ask for the one of this name."""
        from tui.search.saved import asking_for

        return list(asking_for(name, self._store.filters()))

    def passing(self, filter_: Filter, quotes: Sequence[Quote]) -> list[Quote]:
        """Those of some documents' quotes that pass; all quotes of a document must stand together in `quotes`."""
        from tui.grounds import Documents
        from tui.search.match import passing
        from tui.search.saved import unfold

        plain = unfold(filter_, self._store.filters())
        return passing(plain, quotes, self._store.codebook(), ground=Documents(self._transcript_of))

    def passing_in(self, filter_: Filter, document: Document) -> frozenset[str]:
        """The ids of the highlights of one document that pass."""
        store = self._store
        found, said = store.highlights(document.id), store.speakers(document.id)
        quotes = quotes_of(found, document, store.codebook(), said)
        return frozenset(quote.highlight.id for quote in self.passing(filter_, quotes))

    def quotes(self, filter_: Filter) -> list[Quote]:
        """All quotes that pass, by document and place."""
        from tui.search.filters import Everything

        if isinstance(filter_, Everything):
            return self._store.quotes()
        return list(self._found(filter_, "", 0))

    def page(self, filter_: Filter, after: Quote | None = None, most: int = PAGE) -> list[Quote]:
        """The first quotes that pass, or the next ones after a quote; less than `most` only at the end."""
        if after is None:
            return list(islice(self._found(filter_, "", most), most))
        behind = _key(after)
        found = self._found(filter_, after.document.path, most)
        return list(islice((quote for quote in found if _key(quote) > behind), most))

    def tally(self, filter_: Filter, is_over: Callable[[], bool] = lambda: False) -> Tally | None:
        """How many quotes pass, in all and of each tag, speaker and document; None if it `is_over` before."""
        from tui.search.tally import Tally

        question = self._question(filter_)
        tally = Tally(question.codebook)
        for chunk in self._asked(question, ""):
            rows = 0
            for some in question.taken(chunk):
                rows |= some
                if is_over():
                    return None
            tally.add(chunk, rows)
        return tally

    def let_tell(self, telling: Callable[[], Silent]) -> None:
        """`telling` gives, for each filter anew, who knows what documents do not say."""
        self._telling = telling

    def keep(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Let the next program have what was read of the database, in the cache; stops when it `is_over`."""
        self._chunks.keep(is_over)

    @property
    def kept_at(self) -> Path:
        """The file in which the next program finds it; it may not be there."""
        return self._chunks.kept_at

    def forget(self) -> None:
        """Delete that file."""
        self._chunks.forget()

    def close(self) -> None:
        """Let go what is open."""
        self._chunks.close()

    def _question(self, filter_: Filter) -> Question:
        from tui.grounds import Documents
        from tui.search.masks import Question
        from tui.search.saved import unfold

        with self._lock:
            version = self._store.version()
            if version != self._version:
                self._chunks.look()
                book = self._store.codebook()
                self._codebook = book if book != self._codebook else self._codebook
                self._saved = self._store.filters()
                self._version = version
            plain = unfold(filter_, self._saved)
            ground = Documents(self._transcript_of, self._telling)
            return Question(plain, self._codebook, ground, self._quotes_at)

    def _found(self, filter_: Filter, path: str, most: int) -> Iterator[Quote]:
        """The quotes that pass, from the document at `path` on; read from the database `most` at a time, if given."""
        from tui.search.bits import rows_of

        question = self._question(filter_)
        waiting: list[str] = []
        for chunk in self._asked(question, path):
            before = bisect_left(chunk.paths, path) if path else 0
            hidden = (1 << chunk.borders[before]) - 1
            for some in question.taken(chunk):
                waiting += chunk.ids(rows_of(some & ~hidden, chunk.size))
                while len(waiting) >= (most or chunks.SIZE):
                    yield from self._store.quotes_with(waiting[: most or chunks.SIZE], question.codebook)
                    del waiting[: most or chunks.SIZE]
        yield from self._store.quotes_with(waiting, question.codebook)

    def _asked(self, question: Question, path: str) -> Iterator[Chunk]:
        """Chunks with all highlights, of the document at `path` and later ones, that may be taken.

        While most chunks are not read, those of a filter that bounds itself to few documents are made of these alone.
        """
        unread = self._chunks.unread()
        if unread > 2 * chunks.SIZE:
            from tui.reaching import parted, reached_by
            from tui.search.chunk import Chunk

            reached = reached_by(self._store, question.filter, question.codebook, unread // _DEARER)
            if reached is not None:
                for ids in parted(reached[bisect_left(reached, path, key=itemgetter(0)) :]):
                    yield Chunk.of(self._store.slice_of(ids))
                return
        yield from self._chunks.each(path)

    def _quotes_at(self, chunk: Chunk, rows: Sequence[int]) -> list[tuple[int, Quote]]:
        """Some rows with their quotes; those that were deleted meanwhile are left out."""
        row_of = dict(zip(chunk.ids(rows), rows, strict=True))
        return [(row_of[quote.highlight.id], quote) for quote in self._store.quotes_with(list(row_of), self._codebook)]


def _key(quote: Quote) -> tuple[str, int, int, str]:
    highlight = quote.highlight
    return quote.document.path, highlight.start, highlight.end, highlight.id
