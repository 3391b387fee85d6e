"""The filter language as a value: frozen terms that print as they were written (blanks and brackets made canonical).

`#模型/分化 -#闲聊 @姚顺雨 "自主学习" doc:AGI* has:note is:starred after:2026-01-01`. `tui.search.query.parse`
reads it; `str` prints it; `parse(str(f)) == f` for every filter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from tui.patterns import late
from tui.records import record

QUOTES = '"＂“”„「」『』'
BREAKS = rf"\s()（）{QUOTES}"
"""What ends a word that stands without quotation marks, for a character class."""

_WORD = late(rf"[^{BREAKS}]+")
_NO_BARE_TEXT = late(r"[#＃@＠\-－]|[A-Za-z]+[:：]|(?:AND|OR|NOT)\Z")


@dataclass(frozen=True)
class Everything:
    """Takes every quote. It stands alone, never inside another filter; prints as nothing."""

    def __str__(self) -> str:
        return ""


@record(frozen=True)
class HasTag:
    """`#模型`: carries the tag or one below it; `#模型!`: the tag itself (`exact`)."""

    path: str
    exact: bool = False

    def __post_init__(self) -> None:
        _demand(self.path.strip(), "a tag needs a name")

    def __str__(self) -> str:
        return f"#{_value(self.path, self.path.endswith(('!', '！')))}{'!' if self.exact else ''}"


@record(frozen=True)
class BySpeaker:
    """`@姚顺雨`: said by somebody whose name is or holds this."""

    name: str

    def __post_init__(self) -> None:
        _demand(self.name.strip(), "a speaker needs a name")

    def __str__(self) -> str:
        return f"@{_value(self.name)}"


@record(frozen=True)
class HasText:
    """`"自主学习"`: the quote or its note holds the text. `bare` remembers that no quotation marks were written."""

    text: str
    bare: bool = field(default=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        _demand(self.text, "an empty text is everywhere")

    def __str__(self) -> str:
        if self.bare and _WORD.fullmatch(self.text) and not _NO_BARE_TEXT.match(self.text):
            return self.text
        return quoted(self.text)


@record(frozen=True)
class InDocument:
    """`doc:AGI*`: in a document whose path, file name, stem or title fits the pattern (`*`, `?`, `[…]`)."""

    pattern: str

    def __post_init__(self) -> None:
        _demand(self.pattern.strip(), "a document needs a name")

    def __str__(self) -> str:
        return f"doc:{_value(self.pattern)}"


@record(frozen=True)
class HasNote:
    """`has:note`: carries a note."""

    def __str__(self) -> str:
        return "has:note"


@record(frozen=True)
class IsStarred:
    """`is:starred`: carries a star."""

    def __str__(self) -> str:
        return "is:starred"


@record(frozen=True)
class Since:
    """`after:2026-01-01`: made on that day or later."""

    day: date

    def __str__(self) -> str:
        return f"after:{self.day.isoformat()}"


@record(frozen=True)
class Until:
    """`before:2026-01-01`: made on an earlier day."""

    day: date

    def __str__(self) -> str:
        return f"before:{self.day.isoformat()}"


@record(frozen=True)
class Not:
    """`-part` or `NOT part`."""

    part: Filter

    def __post_init__(self) -> None:
        _demand(not isinstance(self.part, Everything), "nothing stands behind the minus")

    def __str__(self) -> str:
        return f"-{_inside(self.part, And, Or)}"


@record(frozen=True)
class And:
    """All of two or more parts, written one behind the other."""

    parts: tuple[Filter, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " ".join(_inside(part, And, Or) for part in self.parts)


@record(frozen=True)
class Or:
    """At least one of two or more parts, with `OR` between them; it binds less than And."""

    parts: tuple[Filter, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " OR ".join(_inside(part, Or) for part in self.parts)


Filter: TypeAlias = (
    Everything | HasTag | BySpeaker | HasText | InDocument | HasNote | IsStarred | Since | Until | Not | And | Or
)
"""Any filter. All are immutable, hashable, and compare by value."""


def conjoin(*filters: Filter) -> Filter:
    """One filter that takes what all of these take; the conjunctions among them are laid open, Everything left out."""
    parts = [part for f in filters for part in terms(f)]
    if len(parts) > 1:
        return And(tuple(parts))
    return parts[0] if parts else Everything()


def terms(filter_: Filter) -> tuple[Filter, ...]:
    """The parts of the top-level conjunction: none of Everything, one of a filter that is no And."""
    match filter_:
        case Everything():
            return ()
        case And(parts):
            return parts
        case _:
            return (filter_,)


def quoted(text: str) -> str:
    """`text` in quotation marks, those inside it and backslashes escaped."""
    return '"' + re.sub(r'[\\"＂]', r"\\\g<0>", text) + '"'


def _value(text: str, needs_quotes: bool = False) -> str:
    return text if _WORD.fullmatch(text) and not needs_quotes else quoted(text)


def _inside(part: Filter, *bracketed: type) -> str:
    return f"({part})" if isinstance(part, bracketed) else str(part)


def _demand(condition: object, complaint: str) -> None:
    if not condition:
        raise ValueError(complaint)


def _check_parts(parts: tuple[Filter, ...]) -> None:
    _demand(len(parts) > 1, "two parts at least")
    _demand(not any(isinstance(part, Everything) for part in parts), "Everything stands alone")
