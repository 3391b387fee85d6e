"""How the quotes of the board are put together: by what they are grouped, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tui.annotations.ids import local
from tui.annotations.model import Quote, path_order
from tui.export.around import Around


class Grouping(IntEnum):
    """By what quotes are put together."""

    DOCUMENT = 0
    TAG = 1
    SPEAKER = 2
    DATE = 3
    NONE = 4

    @property
    def label(self) -> str:
        """As the reader sees it."""
        return ("按文档 by document", "按标签 by tag", "按发言人 by speaker", "按日期 by date", "不分组 no groups")[
            self
        ]


class Order(IntEnum):
    """How quotes of a group follow each other."""

    PLACE = 0
    NEWEST = 1
    STARRED = 2
    LENGTH = 3

    @property
    def label(self) -> str:
        """As the reader sees it."""
        return ("按位置 place", "最新在前 newest", "加星在前 starred", "最长在前 longest")[self]


@dataclass(frozen=True)
class BoardView:
    """How the board shows the quotes, and where it was left."""

    grouping: Grouping = Grouping.DOCUMENT
    order: Order = Order.PLACE
    around: Around = Around.SENTENCE
    at: str = ""
    """The key of the item under the cursor."""


@dataclass(frozen=True)
class Group:
    """Some quotes under a heading."""

    name: str
    """Tells it from the others; empty for those that have no tag, no speaker, or that are not grouped."""
    title: str
    quotes: Sequence[Quote]


class Arranged:
    """Groups as items one below the other: a heading, the quotes of the group, the next heading."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.each: list[tuple[Group, Quote | None]] = [
            item for group in groups for item in ((group, None), *((group, quote) for quote in group.quotes))
        ]
        """The group of each item, and its quote; a heading has none."""
        self.keys = ["" if quote is None else f"{group.name}\n{quote.highlight.id}" for group, quote in self.each]
        """What tells the items apart; of a heading, the empty text."""

    def quotes(self, first: int, behind: int) -> list[Quote]:
        """The quotes of the items from one number to before another."""
        return [quote for _, quote in self.each[first:behind] if quote is not None]

    def same(self, key: str) -> str:
        """`key` if it is one of these, else that of the first item of the same quote; empty if there is none."""
        tail = "\n" + key.rpartition("\n")[2]
        if key in self.keys or len(tail) == 1:
            return key
        return next((each for each in self.keys if each.endswith(tail)), "")


_ORDERS: dict[Order, Callable[[Quote], object]] = {
    Order.STARRED: lambda quote: not quote.highlight.starred,
    Order.LENGTH: lambda quote: -len(quote.anchor.quote),
}


def grouped(quotes: Iterable[Quote], grouping: Grouping, order: Order) -> list[Group]:
    """Quotes, given by document and place, as groups; one that has several tags stands under each of them.

    Documents and tags by their paths, speakers by how often they are quoted, dates from the newest; those without
    a tag or speaker last.
    """
    groups: dict[str, list[Quote]] = {}
    for quote in _sorted(quotes, order):
        for name in _names(quote, grouping):
            groups.setdefault(name, []).append(quote)
    return [Group(name, _title(name, grouping), groups[name]) for name in _in_order(groups, grouping)]


def _sorted(quotes: Iterable[Quote], order: Order) -> list[Quote]:
    if order is Order.NEWEST:
        return sorted(quotes, key=lambda quote: (quote.highlight.created, quote.highlight.id), reverse=True)
    found = list(quotes)
    if order in _ORDERS:
        found.sort(key=_ORDERS[order])  # type: ignore[arg-type]
    return found


def _names(quote: Quote, grouping: Grouping) -> tuple[str, ...]:
    match grouping:
        case Grouping.DOCUMENT:
            return (quote.document.path,)
        case Grouping.TAG:
            return quote.tags or ("",)
        case Grouping.SPEAKER:
            return (quote.anchor.speaker or "",)
        case Grouping.DATE:
            return (local(quote.highlight.created)[:10],)
    return ("",)


def _in_order(groups: dict[str, list[Quote]], grouping: Grouping) -> list[str]:
    match grouping:
        case Grouping.DOCUMENT:
            return sorted(groups)
        case Grouping.TAG:
            return sorted(groups, key=lambda name: (not name, path_order(name)))
        case Grouping.SPEAKER:
            return sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
    return sorted(groups, reverse=True)


def _title(name: str, grouping: Grouping) -> str:
    match grouping:
        case Grouping.TAG:
            return f"#{name}" if name else "无标签 untagged"
        case Grouping.SPEAKER:
            return name or "无发言人 no speaker"
        case Grouping.DATE:
            return name or "无日期 no date"
        case Grouping.NONE:
            return "全部 all"
    return name
