"""The rows of what a term of the filter may become, while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tui.search.filters import Everything
from tui.search.offers import WORDS, Offer, Offers
from tui.search.unfinished import Unfinished
from tui.ui.choosing import tag_row
from tui.ui.widgets.lazyrows import LazyRows
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.search.picking import Index
    from tui.ui.screens.main import MainScreen

_WORDS = {word.written: word for word in WORDS}

People: TypeAlias = Mapping[str, Mapping[str, int]]
"""By sign or key, `@` and `by:`, how many highlights each speaker and coder has."""


class FilterOffers:
    """What the line of the filter offers, as rows. Each is known by a key, which says what is to be written."""

    def __init__(self, screen: MainScreen) -> None:
        """Raises StoreProblem."""
        self._desk = screen.desk
        self._gathering = screen.library.gathering
        self._saved = screen.library.store.filters()
        self._people: People = {}
        self._shelf = screen.shelf if screen.library.is_listed else None
        self._offers = Offers(self._desk.codebook, self._desk.recent, list(self._saved))

    def prepare(self) -> None:
        """Prepare the tags, so that no key waits for it."""
        self._offers.prepare()

    def documents(self) -> Index | None:
        """The paths of the documents, prepared; None while they are not looked up."""
        return self._shelf.index if self._shelf is not None else None

    def know_documents(self, paths: Index) -> None:
        """Offer these documents, too."""
        self._offers.know_documents(paths)

    def people(self, is_over: Callable[[], bool]) -> People | None:
        """Speakers and coders of all highlights; None if it `is_over` before. Raises StoreProblem."""
        tally = self._gathering.tally(Everything(), is_over)
        return {"@": tally.speakers, "by:": tally.coders} if tally is not None else None

    def know_people(self, people: People) -> None:
        """Offer these people, too, those with the most highlights first."""
        self._people = people
        names = {sign: sorted(its, key=lambda name: (-its[name], name)) for sign, its in people.items()}
        self._offers.know_people(names["@"], names["by:"])

    def rows(self, term: Unfinished) -> Sequence[ListRow]:
        """What the term may become."""
        found = self._offers.find(term)
        return LazyRows(["\n".join(offer) for offer in found], lambda at: self._row(found[at]))

    def says_something(self, term: Unfinished) -> bool:
        """Whether the term can be meant as it stands."""
        return self._offers.says_something(term)

    def written(self, key: str) -> str:
        """What is written for the row of this key."""
        return self._offers.written(Offer(*key.split("\n", 1)))

    def _row(self, offer: Offer) -> ListRow:
        key = "\n".join(offer)
        if offer.kind == "#":
            return tag_row(self._desk, offer.name, sign="#", key=key)
        told, right = "", ""
        if offer.kind == "saved:":
            told = self._saved[offer.name]
        elif not offer.kind:
            word = _WORDS[offer.name]
            told = f"{word.chinese} {word.help}"
        elif (count := self._people.get(offer.kind, {}).get(offer.name)) is not None:
            right = f" {count:>4} "
        left = (Piece("     "), Piece(offer.kind, "quiet"), Piece(offer.name), Piece(f"  {told}", "quiet"))
        return ListRow(left, (Piece(right, "quiet"),) if right else (), key)
