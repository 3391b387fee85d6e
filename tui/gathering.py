"""Gathering: which highlights of all documents a filter takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.annotations.store import Store

if TYPE_CHECKING:
    from tui.annotations.model import Document, Highlight, Quote
    from tui.search.filters import Filter
    from tui.transcript.model import Transcript


class Gathering:
    """Filters, asked of a library's database. Saved filters are put in place of their names whenever they are asked."""

    def __init__(self, store: Store, transcript_of: Callable[[Document, Highlight], Transcript | None]) -> None:
        """`transcript_of` gives the transcript in which a highlight can be shown."""
        self._store = store
        self._transcript_of = transcript_of

    def read(self, text: str) -> Filter:
        """The filter that `text` says. Raises FilterProblem, also for a saved filter that is not there."""
        from tui.search.query import parse
        from tui.search.saved import must_be_saved

        filter_ = parse(text)
        must_be_saved(filter_, self._store.filters(), text)
        return filter_

    def quotes(self, filter_: Filter, among: Sequence[Quote] | None = None) -> list[Quote]:
        """The quotes that pass, by document and place: of all documents, else `among` those of whole documents."""
        from tui.grounds import Documents
        from tui.search.match import passing
        from tui.search.saved import unfold

        quotes = self._store.quotes() if among is None else among
        plain = unfold(filter_, self._store.filters())
        return passing(plain, quotes, self._store.codebook(), ground=Documents(self._transcript_of))
