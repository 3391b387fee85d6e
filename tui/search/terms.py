"""The terms of the filter language that are asked of one highlight by itself: frozen, printed as they are written."""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from tui.annotations.model import AnchorState, Role
from tui.patterns import late
from tui.records import record

QUOTES = '"＂“”„「」『』'
BREAKS = rf"\s()（）{QUOTES}"
"""What ends a word that stands without quotation marks, for a character class; two ampersands end it too."""
AMPERSANDS = ("&&", "＆＆")

WORD_IN_LIST = late(rf"(?:(?!&&|＆＆)[^{BREAKS},，])+")
_NO_BARE_TEXT = late(r"[#＃@＠\-－]|[A-Za-z]+[:：]|(?:AND|OR|NOT)\Z")


@record(frozen=True)
class HasTag:
    """`#模型`: carries the tag or one below it; `#模型!`: the tag itself (`exact`)."""

    path: str
    exact: bool = False

    def __post_init__(self) -> None:
        demand(self.path.strip(), "a tag needs a name")

    def __str__(self) -> str:
        return f"#{value_of(self.path, self.path.endswith(('!', '！')))}{'!' if self.exact else ''}"


@record(frozen=True)
class ByRole:
    """`@host`, `@guest`: said by somebody who is that in the document, as the reader says."""

    role: Role

    def __post_init__(self) -> None:
        demand(self.role is not Role.NONE, "a role is host or guest")

    def __str__(self) -> str:
        return f"@{self.role}"


@record(frozen=True)
class BySpeaker:
    """`@姚顺雨`: said by somebody whose name is or holds this."""

    name: str

    def __post_init__(self) -> None:
        demand(self.name.strip(), "a speaker needs a name")

    def __str__(self) -> str:
        return f"@{value_of(self.name, self.name.casefold() in (Role.HOST, Role.GUEST))}"


@record(frozen=True)
class HasText:
    """`"自主学习"`: the quote or its note holds the text. `bare` remembers that no quotation marks were written."""

    text: str
    bare: bool = field(default=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        demand(self.text, "an empty text is everywhere")

    def __str__(self) -> str:
        if self.bare and WORD_IN_LIST.fullmatch(self.text) and not _NO_BARE_TEXT.match(self.text):
            return self.text
        return quoted(self.text)


class Place(StrEnum):
    """Where a text is looked for, if not in quote and note together."""

    QUOTE = "quote"
    NOTE = "note"
    TURN = "turn"
    """In the turns that the highlight stands in."""
    TEXT = "text"
    """Anywhere in the document."""


@record(frozen=True)
class HasTextIn:
    """`note:问题`, `turn:"自主学习"`: a certain place holds the text."""

    place: Place
    text: str

    def __post_init__(self) -> None:
        demand(self.text.strip(), "an empty text is everywhere")

    def __str__(self) -> str:
        return f"{self.place}:{value_of(self.text)}"


@record(frozen=True)
class InDocument:
    """`doc:AGI*`: in a document whose path, file name, stem or title fits the pattern (`*`, `?`, `[…]`)."""

    pattern: str

    def __post_init__(self) -> None:
        demand(self.pattern.strip(), "a document needs a name")

    def __str__(self) -> str:
        return f"doc:{value_of(self.pattern)}"


@record(frozen=True)
class HasField:
    """`field:people=张*`: in a document that has this field, with a value that fits; `field:people`: with any."""

    name: str
    pattern: str = ""

    def __post_init__(self) -> None:
        demand(self.name.strip() and not set(self.name) & {"=", "＝"}, "a field has a name without =")

    def __str__(self) -> str:
        return f"field:{value_of(f'{self.name}={self.pattern}' if self.pattern else self.name)}"


@record(frozen=True)
class ByCoder:
    """`by:林岚`: made by somebody whose name is or holds this."""

    name: str

    def __post_init__(self) -> None:
        demand(self.name.strip(), "a coder needs a name")

    def __str__(self) -> str:
        return f"by:{value_of(self.name)}"


@record(frozen=True)
class HasTags:
    """`has:tag`: carries a tag at all."""

    def __str__(self) -> str:
        return "has:tag"


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
class IsState:
    """`is:moved`: stands where it was made, or not, as far as was found out when its document was looked at last."""

    state: AnchorState

    def __str__(self) -> str:
        return f"is:{self.state}"


@record(frozen=True)
class On:
    """`on:2026-01-01`: made on that day."""

    day: date

    def __str__(self) -> str:
        return f"on:{self.day.isoformat()}"


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


Leaf: TypeAlias = (
    HasTag | ByRole | BySpeaker | HasText | HasTextIn | InDocument | HasField | ByCoder | HasTags | HasNote
    | IsStarred | IsState | On | Since | Until
)  # fmt: skip
"""What is asked of one highlight by itself."""


def quoted(text: str) -> str:
    """`text` in quotation marks, those inside it and backslashes escaped."""
    return '"' + re.sub(r'[\\"＂]', r"\\\g<0>", text) + '"'


def value_of(text: str, needs_quotes: bool = False) -> str:
    """`text` behind a sign or a key: in quotation marks if it needs them."""
    return text if WORD_IN_LIST.fullmatch(text) and not needs_quotes else quoted(text)


def demand(condition: object, complaint: str) -> None:
    """Raises ValueError with the complaint unless the condition holds."""
    if not condition:
        raise ValueError(complaint)
