"""Reading the filter language: text to a value of `tui.search.filters`, or a problem that points at the place."""

from __future__ import annotations

import re

from tui.annotations.model import Role
from tui.errors import FilterProblem
from tui.patterns import late
from tui.search.filters import And, Everything, Filter, Near, Not, Or, Overlapping, Saved
from tui.search.keyed import READERS, read_distance
from tui.search.terms import AMPERSANDS, BREAKS, QUOTES, WORD_IN_LIST, ByRole, BySpeaker, HasTag, HasText

DEEPEST = 100
"""So many brackets and minus signs may stand inside one another."""

_BLANK = late(r"\s*")
_WORD = late(rf"(?:(?!&&|＆＆)[^{BREAKS}])+")
_KEY = late(r"([A-Za-z]+)[:：]")
_OPERATOR = late(rf"(AND|OR|NOT)(?![^{BREAKS},，])")
# Before a full-width bracket nobody writes a blank: there only `near` is a function.
_FUNCTION = late(r"([A-Za-z_]\w*(?=\()|near(?=（))", re.ASCII)
_MINUS, _OPEN, _CLOSE, _COMMAS = "-－", "(（", ")）", ",，"
_ROLES = {role.value: role for role in Role if role}
_CURLY = '“”„"＂'
_CLOSERS = dict.fromkeys("“”„", _CURLY) | dict.fromkeys("「」", "」") | dict.fromkeys("『』", "』")
_CLOSERS |= dict.fromkeys('"＂', '"＂')
_KEYS = ", ".join(f"{key}:" for key in (*READERS, "saved"))


def parse(text: str) -> Filter:
    """The filter that `text` says; Everything if it is blank. Raises FilterProblem, which names the column."""
    parser = _Parser(text)
    parser.skip_blanks()
    if parser.at_end():
        return Everything()
    parsed = parser.alternatives(0)
    if not parser.at_end():
        raise parser.problem("this bracket closes nothing", parser.at)
    return parsed


class _Parser:
    """Reads from left to right; `at` is always behind the blanks that follow what was read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.in_list = 0
        """How many functions are open, whose commas part what stands in them."""

    def problem(self, message: str, column: int) -> FilterProblem:
        return FilterProblem(message, self.text, column)

    def at_end(self) -> bool:
        return self.at >= len(self.text)

    def skip_blanks(self) -> None:
        if match := _BLANK.match(self.text, self.at):
            self.at = match.end()

    def alternatives(self, depth: int) -> Filter:
        parts = [self.overlapping(depth)]
        while self.take_operator("OR") is not None:
            parts.append(self.overlapping(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def overlapping(self, depth: int) -> Filter:
        parts = [self.conjunction(depth)]
        while self.take_operator("&&") is not None:
            parts.append(self.conjunction(depth))
        return parts[0] if len(parts) == 1 else Overlapping(tuple(parts))

    def conjunction(self, depth: int) -> Filter:
        parts = [self.part(depth)]
        while not self.is_over() and self.peek_operator() not in ("OR", "&&"):
            self.take_operator("AND")
            parts.append(self.part(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def is_over(self) -> bool:
        """Whether what stands here is no part: the end, a closing bracket, the comma of a function."""
        return self.at_end() or self.text[self.at] in (_CLOSE + _COMMAS if self.in_list else _CLOSE)

    def part(self, depth: int) -> Filter:
        if depth > DEEPEST:
            raise self.problem(f"more than {DEEPEST} brackets or minus signs inside one another", self.at)
        if self.is_over():
            raise self.problem(*self.missing())
        if (operator := self.peek_operator()) in ("AND", "OR", "&&"):
            raise self.problem(f"nothing stands before {operator}", self.at)
        if self.take_operator("NOT") is not None:
            return Not(self.part(depth + 1))
        if self.text[self.at] in _MINUS:
            return self.negation(depth)
        if self.text[self.at] in _OPEN:
            return self.group(depth)
        return self.term(depth)

    def missing(self) -> tuple[str, int]:
        """What is wrong where a part should begin and none does, and the column of what asked for it."""
        before = self.text[: self.at].rstrip()
        if match := re.search(r"(?:AND|OR|NOT|&&|＆＆)\Z", before):
            return f"nothing stands behind {match[0]}", match.start()
        if self.in_list and not self.at_end() and self.text[self.at] in _COMMAS:
            return "nothing stands before this comma", self.at
        if before and before[-1] in _OPEN:
            return "nothing stands in the brackets", len(before) - 1
        if self.in_list and before and before[-1] in _COMMAS:
            return "nothing stands behind this comma", len(before) - 1
        return "nothing stands before this bracket", self.at

    def negation(self, depth: int) -> Filter:
        column = self.at
        self.at += 1
        if self.at_end() or self.text[self.at].isspace() or self.text[self.at] in _CLOSE:
            raise self.problem("nothing stands behind the minus; put it in quotation marks if you look for it", column)
        return Not(self.part(depth + 1))

    def group(self, depth: int) -> Filter:
        column = self.at
        self.at += 1
        self.skip_blanks()
        commas, self.in_list = self.in_list, 0
        inner = self.alternatives(depth + 1)
        self.in_list = commas
        if self.at_end():
            raise self.problem("this bracket is not closed", column)
        self.at += 1
        self.skip_blanks()
        return inner

    def near(self, column: int, depth: int) -> Filter:
        """`near(one, other, distance)`, from its bracket on."""
        self.at += len("near(")
        self.skip_blanks()
        self.in_list += 1
        one = self.alternatives(depth + 1)
        self.comma(column)
        other = self.alternatives(depth + 1)
        self.comma(column)
        at = self.at
        written = WORD_IN_LIST.match(self.text, at)
        distance = read_distance(written[0] if written else "")
        if distance is None:
            raise self.problem("near needs a distance here: 2turns, 1sentence, 3paragraphs or 200chars", at)
        self.word()
        self.skip_blanks()
        self.in_list -= 1
        if self.at_end():
            raise self.problem("this bracket is not closed", column + len("near"))
        if self.text[self.at] not in _CLOSE:
            raise self.problem("near takes two parts and a distance, and no more", self.at)
        self.at += 1
        self.skip_blanks()
        return Near(one, other, *distance)

    def comma(self, column: int) -> None:
        if self.at_end():
            raise self.problem("this bracket is not closed", column + len("near"))
        if self.text[self.at] not in _COMMAS:
            raise self.problem("near takes two parts and a distance: near(#a, #b, 2turns)", self.at)
        self.at += 1
        self.skip_blanks()

    def peek_operator(self) -> str | None:
        if self.text.startswith(AMPERSANDS, self.at):
            return "&&"
        match = _OPERATOR.match(self.text, self.at)
        return match[1] if match else None

    def take_operator(self, name: str) -> int | None:
        """Read the operator if it stands here; its column, or None."""
        if self.peek_operator() != name:
            return None
        column = self.at
        self.at += len(name)
        self.skip_blanks()
        return column

    def term(self, depth: int) -> Filter:
        column, sign = self.at, self.text[self.at]
        if sign in "#＃":
            self.at += 1
            return self.tag(column)
        if sign in "@＠":
            self.at += 1
            return self.speaker(column)
        if match := _KEY.match(self.text, self.at):
            self.at = match.end()
            return self.keyed(match[1].casefold(), column)
        if match := _FUNCTION.match(self.text, self.at):
            if match[1] == "near":
                return self.near(column, depth)
            message = f"there is no function {match[1]}(…); put a blank before the bracket if you mean the word"
            raise self.problem(message, column)
        is_quoted = sign in QUOTES
        text = self.quotation() if is_quoted else self.word()
        self.skip_blanks()
        if not text:
            raise self.problem("there is nothing between these quotation marks", column)
        return HasText(text, bare=not is_quoted)

    def speaker(self, column: int) -> Filter:
        is_quoted = self.text[self.at : self.at + 1] in tuple(QUOTES)
        name = self.value(column, "a speaker is missing behind @")
        role = None if is_quoted else _ROLES.get(name.casefold())
        return BySpeaker(name) if role is None else ByRole(role)

    def tag(self, column: int) -> Filter:
        exact = False
        if not self.at_end() and self.text[self.at] in QUOTES:
            path = self.quotation()
            if exact := self.text[self.at : self.at + 1] in ("!", "！"):
                self.at += 1
        else:
            path = self.word()
            if exact := path.endswith(("!", "！")):
                path = path[:-1]
        if not path.strip():
            raise self.problem("a tag is missing behind #", column)
        self.skip_blanks()
        return HasTag(path, exact)

    def keyed(self, key: str, column: int) -> Filter:
        read = READERS.get(key)
        if key == "saved":
            return Saved(self.value(column, "a name is missing behind saved:"), column)
        if read is None:
            message = f"there is no “{key}:”; known are {_KEYS}; put the text in quotation marks if you look for it"
            raise self.problem(message, column)
        at = self.at
        value = self.value(column, f"something is missing behind {key}:")
        try:
            return read(value)
        except ValueError as error:
            raise self.problem(str(error), at) from None

    def value(self, column: int, complaint: str) -> str:
        """A word or a quotation, not blank."""
        value = self.quotation() if not self.at_end() and self.text[self.at] in QUOTES else self.word()
        if not value.strip():
            raise self.problem(complaint, column)
        self.skip_blanks()
        return value

    def word(self) -> str:
        match = (WORD_IN_LIST if self.in_list else _WORD).match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def quotation(self) -> str:
        """What stands between the quotation mark here and the one that closes it; a backslash escapes either."""
        column = self.at
        closers = _CLOSERS[self.text[column]]
        pieces: list[str] = []
        i = column + 1
        while i < len(self.text):
            character, behind = self.text[i], self.text[i + 1 : i + 2]
            if character == "\\" and behind and behind in "\\" + QUOTES:
                pieces.append(behind)
                i += 2
                continue
            if character in closers:
                self.at = i + 1
                return "".join(pieces)
            pieces.append(character)
            i += 1
        raise self.problem("this quotation mark is not closed", column)
