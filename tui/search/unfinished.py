"""The term of a filter that is being typed: what stands under the cursor, and what of the text it takes up."""

from __future__ import annotations

from tui.errors import FilterProblem
from tui.patterns import late
from tui.records import record
from tui.search.filters import Filter
from tui.search.query import Parser
from tui.search.terms import BREAKS, QUOTES, HasText

_KEY = late(r"([A-Za-z]+)[:：]")
_ESCAPED = late(rf"\\([\\{QUOTES}])")
_REST = late(rf"(?:(?!&&|＆＆)[^{BREAKS}])*")
_REST_IN_LIST = late(rf"(?:(?!&&|＆＆)[^{BREAKS},，])*")
_SIGNS = {"#": "#", "＃": "#", "@": "@", "＠": "@"}


@record(frozen=True, slots=True)
class Unfinished:
    """A term from the code point `start` to before `end`, as far as it stands before the cursor."""

    start: int
    end: int
    sign: str
    """`#`, `@`, a key with its colon (`is:`), or nothing: a bare word."""
    typed: str
    """What stands behind the sign and before the cursor, without quotation marks."""
    tail: str = ""
    """What is kept behind the term: the `!` of a tag."""

    def completed(self, text: str, written: str) -> tuple[str, int]:
        """`text` with `written` in the term's place, and where the cursor goes: ready for the next term.

        What ends in a colon or a bracket is to be gone on with, so that no blank comes behind it.
        """
        goes_on = written.endswith((":", "("))
        before, behind = text[: self.start] + written + self.tail, text[self.end :]
        if goes_on or (behind and not behind[0].isspace()):
            return before + behind, len(before)
        return f"{before} {behind[1:]}", len(before) + 1


def unfinished(text: str, cursor: int) -> Unfinished | None:
    """The term whose sign or word begins before the cursor and does not end before it; None if there is none.

    What is wrong before it does not matter, as long as it can be told where it ends.
    """
    seeking = _Seeking(text[:cursor])
    start = seeking.find()
    if start < 0:
        return None
    sign, typed = _parted(text[start:cursor])
    if typed[:1] in tuple(QUOTES):
        if not sign:
            return None
        behind = text[cursor : cursor + 1]
        return Unfinished(start, cursor + (behind in tuple(QUOTES)), sign, _ESCAPED.sub(r"\1", typed[1:]))
    rest = (_REST_IN_LIST if seeking.was_in_list else _REST).match(text, cursor)
    end = rest.end() if rest else cursor
    tail = text[end - 1 : end] if sign == "#" and text[start + 1 : end].endswith(("!", "！")) else ""
    return Unfinished(start, end, sign, typed.removesuffix(tail) if tail else typed, tail)


def _parted(term: str) -> tuple[str, str]:
    if sign := _SIGNS.get(term[0]):
        return sign, term[1:]
    if key := _KEY.match(term):
        return f"{key[1].casefold()}:", term[key.end() :]
    return "", term


class _Seeking(Parser):
    """Reads what stands before the cursor; what is wrong in a term is passed over."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._begun = -1
        self._ended = -1
        self._is_open = False
        """Whether the last term is a quotation that is not closed."""
        self.was_in_list = 0

    def find(self) -> int:
        """Where the term begins that the text ends in; -1 if it does not end in one."""
        self.skip_blanks()
        try:
            while not self.at_end():
                if not self.is_over():
                    self.alternatives(0)
                else:
                    # A bracket that closes nothing.
                    self.at += 1
                    self.skip_blanks()
        except FilterProblem:
            pass
        if self._begun < 0 or self._ended < len(self.text):
            return -1
        is_behind = self.text[-1].isspace() or self.text[-1] in QUOTES
        return self._begun if self._is_open or not is_behind else -1

    def term(self, depth: int) -> Filter:
        start = self.at
        self._begun, self._is_open, self.was_in_list = start, False, self.in_list
        try:
            read = super().term(depth)
        except FilterProblem:
            if self._begun != start:
                # A term inside this one, of which it is to be gone on with.
                raise
            if self.at == start or not self.text[self.at - 1].isspace():
                if self.text[self.at : self.at + 1] in tuple(QUOTES):
                    self._is_open, self.at = True, len(self.text)
                self.word()
                self.skip_blanks()
            read = HasText("?")
        if self._begun != start:
            self._begun = -1
        self._ended = self.at
        return read
