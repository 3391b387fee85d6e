"""The script in which Han characters are shown: one character for one, so that offsets stay what they are.

A character with one twin is looked up. One with several (后: 後 or 后) is chosen by, in this order: where it is a twin
of its own and the text around is written in the wanted script, it stays; the longest of OpenCC's phrases that holds it,
the commonest of equally long ones; at the beginning of a label, the twin that is a surname; the default.
A choice looks at `REACH` characters to both sides and no further than the line.
"""

from __future__ import annotations

import re
from dataclasses import field
from enum import StrEnum
from functools import cache
from pathlib import Path

from tui.patterns import late
from tui.records import record

REACH = 15
"""How many characters to each side a choice looks at; no phrase in the table reaches further."""


class Script(StrEnum):
    """How Han characters are shown."""

    SOURCE = "source"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


_DATA = Path(__file__).parent / "data" / "script.txt"
_MARK = {Script.SIMPLIFIED: "s", Script.TRADITIONAL: "t"}
_LABEL = late(r"(?<![\u3400-\u9fff]).[\u4e00-\u9fff]{1,2}(?=[ \u3000]?(?:[\]】:：()（）*\d\n]|\Z))", re.DOTALL)
"""Where a name of two or three characters stands alone, as a speaker's label does."""


def convert(text: str, script: Script) -> str:
    """`text` in `script`, character for character: the result has the same length in code points."""
    return convert_span(text, 0, len(text), script)


def convert_span(text: str, start: int, end: int, script: Script) -> str:
    """`[start, end)` of `text` in `script`: the same as `convert(text, script)[start:end]`, at the cost of the span."""
    piece = text[start:end]
    if script is Script.SOURCE or piece.isascii():
        return piece
    table = _table(script)
    shown = piece.translate(table.simple)
    # No neighbour, nothing to choose by: a character alone has its default.
    places = [found.start() for found in table.several.finditer(text, start, end)] if len(text) > 1 else ()
    if not places:
        return shown
    first = max(0, places[0] - REACH)
    folded = text[first : places[-1] + REACH + 1].translate(table.fold)
    parts: list[str] = []
    last = start
    for at in places:
        twin = table.choice(text, at, folded, at - first)
        if twin != shown[at - start]:
            parts += (shown[last - start : at - start], twin)
            last = at + 1
    parts.append(shown[last - start :])
    return "".join(parts)


def next_script(script: Script) -> Script:
    """The script that comes after `script` when one goes round."""
    order = tuple(Script)
    return order[(order.index(script) + 1) % len(order)]


def twins_of(char: str) -> str:
    """All characters that one of the scripts writes for `char`, or for one of those; itself among them."""
    return _twins().get(char, char)


def fold_table() -> dict[int, int]:
    """For `str.translate`: all characters that are written for one another are made one. Not to be changed."""
    return _table(Script.SIMPLIFIED).fold


@record(frozen=True)
class _Several:
    """A character that has several twins."""

    twins: str
    """The default first."""
    own: bool
    """Whether it is one of its own twins."""
    phrases: dict[str, tuple[int, str]]
    """A folded phrase that holds it: its rank, the commonest first, and the twin there."""
    left: dict[str, int]
    """A neighbour on the left: how far a phrase with it reaches in front of the character."""
    right: dict[str, int]
    """A neighbour on the right: how far a phrase with it reaches behind the character."""


@record(frozen=True)
class _Table:
    """One direction: what is looked up, and what is chosen."""

    simple: dict[int, int]
    fold: dict[int, int]
    several: re.Pattern[str]
    """Finds the characters that have several twins."""
    own: frozenset[str]
    """Characters that only the direction's script writes."""
    other: frozenset[str]
    """Characters that only the other script writes."""
    surnames: dict[str, str]
    lines: dict[str, str]
    """What the file says of each character that has several twins."""
    _known: dict[str, _Several] = field(default_factory=dict)

    def choice(self, text: str, at: int, folded: str, place: int) -> str:
        """The twin of the character `text[at]`; it stands at `place` in `folded`, the text around it, folded."""
        char = text[at]
        several = self._known.get(char) or self._learn(char)
        if several.own and self._is_own(text, at):
            return char
        best = self._by_phrase(several, folded, place)
        if best is None:
            best = self.surnames[char] if char in self.surnames and _LABEL.match(text, at) else several.twins[0]
        return best

    def _by_phrase(self, several: _Several, folded: str, at: int) -> str | None:
        left = several.left.get(folded[at - 1], 0) if at else 0
        right = several.right.get(folded[at + 1], 0) if at + 1 < len(folded) else 0
        left, right = min(left, at), min(right, len(folded) - at - 1)
        phrases = several.phrases
        for length in range(left + right + 1, 1, -1):
            found = [
                phrase
                for start in range(max(at - left, at + 1 - length), min(at, at + right + 1 - length) + 1)
                if (phrase := phrases.get(folded[start : start + length]))
            ]
            if found:
                return min(found)[1]
        return None

    def _is_own(self, text: str, at: int) -> bool:
        """Whether more around `at`, in its line, is of the direction's script alone than of the other alone."""
        before = text[max(0, at - REACH) : at].rpartition("\n")[2]
        behind = text[at + 1 : at + REACH + 1].partition("\n")[0]
        balance = 0
        for char in before + behind:
            if char in self.own:
                balance += 1
            elif char in self.other:
                balance -= 1
        return balance > 0

    def _learn(self, char: str) -> _Several:
        twins, _, listed = self.lines[char].partition("\t")
        several = _Several(twins, char in twins, {}, {}, {})
        head = chr(self.fold.get(ord(char), ord(char)))
        for rank, item in enumerate(listed.split()):
            phrase = item[:-1]
            several.phrases[phrase] = rank, twins[int(item[-1])]
            at = phrase.find(head)
            while at >= 0:
                behind = len(phrase) - at - 1
                if at:
                    several.left[phrase[at - 1]] = max(at, several.left.get(phrase[at - 1], 0))
                if behind:
                    several.right[phrase[at + 1]] = max(behind, several.right.get(phrase[at + 1], 0))
                at = phrase.find(head, at + 1)
        self._known[char] = several
        return several


@cache
def _file() -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, str]]]:
    """The packaged file: its tables of characters, and by direction what it says of those with several twins."""
    tables: dict[str, tuple[str, str]] = {}
    several: dict[str, dict[str, str]] = {"s": {}, "t": {}}
    for line in _DATA.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if len(key) == 2:
            several[key[0]][key[1]] = rest
        elif rest:
            before, _, after = rest.partition("\t")
            tables[key] = before, after
    return tables, several


@cache
def _table(script: Script) -> _Table:
    tables, several = _file()
    lines = several[_MARK[script]]
    written = {name: set(tables[name][0]) for name in (Script.SIMPLIFIED, Script.TRADITIONAL)}
    # What turning to a script changes, only the other script writes: unless turning to the other changes it, too.
    chosen = several["s"].keys() | several["t"].keys()
    only_traditional = frozenset(written[Script.SIMPLIFIED] - written[Script.TRADITIONAL] - chosen)
    only_simplified = frozenset(written[Script.TRADITIONAL] - written[Script.SIMPLIFIED] - chosen)
    simplified = script is Script.SIMPLIFIED
    return _Table(
        simple=str.maketrans(*tables[script.value]),
        fold=str.maketrans(*tables["fold"]),
        several=re.compile(f"[{''.join(lines)}]"),
        own=only_simplified if simplified else only_traditional,
        other=only_traditional if simplified else only_simplified,
        surnames={} if simplified else dict(zip(*tables["surnames"], strict=True)),
        lines=lines,
    )


@cache
def _twins() -> dict[str, str]:
    groups: dict[str, str] = {}
    for char, head in zip(*_file()[0]["fold"], strict=True):
        groups[head] = groups.get(head, head) + char
    return {char: group for group in groups.values() for char in group}
