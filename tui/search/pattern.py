"""Regular expressions: Python's, case aside, a Han character standing for all its forms; within lines only.

No pattern hangs the reader: what takes more than `PATIENCE` of processor time in one line ends the search. Lines of
more than `_LONGEST` characters are searched in pieces of that size, or of `_SHORTER` where Python could not be stopped.
"""

from __future__ import annotations

import re
import signal
import threading
import warnings
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import perf_counter
from types import FrameType

from tui.search.classes import class_of, forms_of
from tui.search.fold import HAN, fold_text
from tui.search.matching import BREATH
from tui.search.wanted import SearchProblem

PATIENCE = 0.04
"""Seconds of processor time that one line may take."""

_SPELL = 0.004
"""Seconds after which the caller may do something else."""

_LONGEST = 20_000
_SHORTER = 4_000
_BORDER = re.compile(r"[\s。！？!?；;，,]")
_NESTED = re.compile(r"(?:[*+}]\??|\|)[^()]*\)+[*+{]")
"""A repeat or a choice in a group that is repeated, which may take for ever."""
_UNSTOPPED = re.compile(r"[*+?}]\+|\(\?[>=!]|\\[1-9]|\(\?P=")
"""Repeats that give nothing back, looks ahead, references: they go over a whole line without a look for signals."""

# A set's end, an escape, a group that is named or a comment, a bracket, any other character.
_TOKEN = re.compile(r"\\.|\(\?(?:P<[^>]*>|P=[^)]*\)|\([^)]*\)|#[^)]*\))|\[\^?\]?|.", re.DOTALL)


class Pattern:
    """Finds what a regular expression matches, but for empty matches."""

    def __init__(self, text: str) -> None:
        """The classes must be ready. Raises SearchProblem."""
        compiled(text, text, 0)
        self._text = text
        self._pattern = _compile(_with_forms(text))
        self._asks_for_end = "$" in text or r"\Z" in text
        self._most = _SHORTER if _UNSTOPPED.search(text) else _LONGEST

    def cut(self, text: str, at: int) -> int:
        """Behind a line end."""
        if at <= 0 or text[at - 1 : at] == "\n":
            return max(0, at)
        end = text.find("\n", at)
        return len(text) if end < 0 else end + 1

    def fill(self, text: str, start: int, end: int, starts: array[int], ends: array[int]) -> Iterator[None]:
        """Note the matches, line by line."""
        at, slow = start, -1
        while at < end:
            until = perf_counter() + _SPELL
            try:
                with _bounded():
                    while at < end and perf_counter() < until:
                        behind = _line_end(text, at, end, self._most)
                        spans = [m.span() for m in self._pattern.finditer(text, at, behind) if m.end() > m.start()]
                        if (
                            self._asks_for_end
                            and spans
                            and spans[-1][1] == behind
                            and text[behind : behind + 1] not in "\n"
                        ):
                            spans.pop()  # a piece's end, and not the line's
                        starts.extend(first for first, _ in spans)
                        ends.extend(last for _, last in spans)
                        at = behind + 1 if text[behind : behind + 1] == "\n" else behind
                        if len(spans) > BREATH:
                            break
            except _TooLong:
                # The lines before it may have used up its time.
                if slow == at:
                    raise SearchProblem(
                        "太慢，已停 the pattern takes too long in a line", f"re:{self._text}", 3
                    ) from None
                slow = at
            yield


def compiled(text: str, typed: str, column: int) -> re.Pattern[str]:
    """The pattern `text`, which stands in `typed` from `column` on. Raises SearchProblem with the place."""
    try:
        pattern = _compile(text)
    except re.error as error:
        place = column + min(error.pos or 0, len(text))
        raise SearchProblem(f"正则有误 {error.msg}", typed, place) from None
    except (OverflowError, RecursionError):
        raise SearchProblem("正则有误 too large a pattern", typed, column) from None
    if not _can_be_stopped() and (nested := _NESTED.search(text)) is not None:
        raise SearchProblem("a repeat inside a repeat may take for ever", typed, column + nested.start())
    return pattern


@lru_cache(maxsize=64)
def _compile(text: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(text, re.IGNORECASE | re.MULTILINE)


def _line_end(text: str, start: int, end: int, most: int) -> int:
    """Where the line that begins at `start` ends, or the piece of it (of twice `most` at most) that is searched."""
    behind = text.find("\n", start, min(end, start + most))
    if behind >= 0:
        return behind
    if end - start <= most:
        return end
    border = _BORDER.search(text, start + most, min(end, start + 2 * most))
    return min(end, start + 2 * most) if border is None else border.start() + (border[0] != "\n")


def _with_forms(text: str) -> str:
    """The pattern with all forms of a Han character in its place; what it names, and ranges, are left alone."""
    parts: list[str] = []
    in_set = False
    for token in _TOKEN.finditer(text):
        its = token[0]
        if in_set:
            in_set = its != "]"
        elif its.startswith("["):
            in_set = True
        forms = forms_of(fold_text(its)) if len(its) == 1 and its >= HAN else ""
        if len(forms) < 2:
            parts.append(its)
        elif not in_set:
            parts.append(f"[{class_of(forms + its)}]")
        elif "-" in (text[token.start() - 1], text[token.end() : token.end() + 1]):
            parts.append(its)
        else:
            parts.append(class_of(forms + its))
    return "".join(parts)


class _TooLong(Exception):
    """A line has used up its time."""


def _can_be_stopped() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _bounded() -> Iterator[None]:
    """Raises _TooLong inside when the processor time is used up. A match looks for signals now and then."""
    if not _can_be_stopped():
        yield
        return
    armed = True

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            raise _TooLong

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
