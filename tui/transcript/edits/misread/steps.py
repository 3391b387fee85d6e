"""The steps by which a source can be read: in phase as it stands, or one byte off, with a lead byte pending."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tui.transcript.edits.misread.evidence import Evidence
from tui.transcript.edits.misread.gbk import EURO, pairs
from tui.transcript.edits.misread.patterns import CUT_MARKS, GLOSS, HALF_GLOSS, RESIDUE, SPELLING
from tui.transcript.edits.misread.repertoire import MARK_LEAD, UNMET, Candidates, Repertoire
from tui.transcript.readings import is_converted, readings_of
from tui.transcript.script import Script, convert

PHASE = -1
"""The state in which no byte is pending."""

NONE = Candidates()

_LOST_PAIR = 0.0
_LOST_END = -3.0
_BROKEN = -3.0
"""What speaks against two such marks in a row."""
_SHIFT = 0x80
_YEAR = re.compile(r"0[0-9]{2}(?![0-9])")

Node = tuple[int, int, int]
"""Where in the source, in which state, after how many lost pairs in a row."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: a character of `candidates` and the text behind it, read from the source up to `target`."""

    target: Node
    candidates: Candidates
    tail: str
    """What follows the character and is no hanzi."""
    extra: float
    sound: bool
    """Whether the source is read as it stands."""


class Steps:
    """All steps in one line of a source. `skipped` are the glosses found in it, by where they begin."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        skipped: dict[int, int],
        repertoire: Repertoire,
        evidence: Evidence,
        *,
        deep: int,
        before: str,
    ) -> None:
        self.text = text
        self.end = end
        self._skipped = skipped
        self._repertoire = repertoire
        self._evidence = evidence
        self._deep = deep
        self.before = before
        """The line up to where the search begins, as it was read."""
        self._first = max(0, start - 20)
        self._simple = convert(text[self._first : end + 20], Script.SIMPLIFIED)

    def in_phase(self, at: int, *, asis: bool = False) -> list[Step]:
        """The steps from a place where no byte is pending."""
        text = self.text
        if at in self._skipped:
            return [Step((self._skipped[at], PHASE, 0), NONE, "", 0.0, True)]
        char = text[at]
        here, tail = self._here(at)
        broken = char == "?" and text[at + 1 : at + 2] in CUT_MARKS and at + 1 < self.end
        steps = [Step((at + 1, PHASE, 0), here, tail, _BROKEN if broken else 0.0, True)]
        if not asis:
            self._add_split_key(steps, at, here, tail)
            if broken:
                target = (at + 2, CUT_MARKS[text[at + 1]] | Repertoire.CUT, 0)
                steps.append(Step(target, self._repertoire.before_cut(), "", 0.0, False))
        return steps

    def _here(self, at: int) -> tuple[Candidates, str]:
        """The character as it stands: a candidate if it is a hanzi, else a tail."""
        char = self.text[at]
        if not "\u4e00" <= char <= "\u9fff":
            return NONE, char
        evidence = self._evidence
        against = UNMET if char in evidence.glossed and at + 1 not in self._skipped else 0.0
        if char in evidence.foreign:
            against += UNMET
        return Candidates([(char, self._simple[at - self._first], against, 0.0)]), ""

    def _add_split_key(self, steps: list[Step], at: int, here: Candidates, tail: str) -> None:
        found = HALF_GLOSS.match(self.text, self._skipped.get(at + 1, at + 1), self.end)
        if found is None:
            return
        char = self.text[at]
        trail = pairs().get(char, (0, 0))[1]
        if "!" <= char <= "~" and not char.isalnum():
            trail = ord(char) + _SHIFT
        if trail <= 0x80:
            return
        for pending, against in self._repertoire.split_keys(trail, found[1].translate(SPELLING)):
            target = (found.end(), pending | Repertoire.SPLIT, 0)
            steps.append(Step(target, here, tail, against, False))

    def out_of_phase(self, node: Node) -> list[Step]:
        """The steps from a place where a lead byte is pending."""
        at, state, lost = node
        repertoire = self._repertoire
        if at >= self.end:
            return [Step((at, PHASE, 0), repertoire.with_any_trail(state), "", _LOST_END, False)]
        steps: list[Step] = []
        if lost < self._deep:
            # Two lost pairs in a row are looked for in the one row that has nearly all of them.
            for row in repertoire.rows if not lost else (state,) if state == repertoire.widest else ():
                self._add(steps, (at, row, lost + 1), repertoire.before_hole(state, row), extra=_LOST_PAIR)
        char = self.text[at]
        if char == EURO:
            self._add_closing(steps, at, repertoire.candidates(state, 0x80))
        elif char in pairs():
            self._add_pair(steps, at, state, *pairs()[char])
        elif "!" <= char <= "~":
            code = ord(char)
            if code + _SHIFT < 0xFF:
                self._add(steps, (at + 1, code + _SHIFT, 0), repertoire.candidates(state, 0xA3))
            if code >= 0x40:
                self._add_closing(steps, at, repertoire.candidates(state, code))
            elif char == "?":
                self._add_lost_trail(steps, at, state)
        return steps

    def _add(self, steps: list[Step], target: Node, candidates: Candidates, tail: str = "", extra: float = 0.0) -> None:
        if candidates:
            steps.append(Step(target, candidates, tail, extra, False))

    def _add_pair(self, steps: list[Step], at: int, state: int, lead: int, trail: int) -> None:
        char = self.text[at]
        found = self._repertoire.candidates(state, lead)
        if not found:
            return
        gloss = GLOSS.match(self.text, at + 1, self.end)
        unmet = UNMET if gloss is None and char in self._evidence.glossed else 0.0
        if trail > 0x80:
            passed = state & Repertoire.CUT and trail == MARK_LEAD
            self._add(steps, (at + 1, trail | Repertoire.SPLIT if passed else trail, 0), found, extra=unmet)
            if gloss and is_converted(char) and gloss[1].translate(SPELLING) in readings_of(char):
                self._add(steps, (gloss.end(), trail | Repertoire.SPLIT, 0), found)
        elif trail < 0x80:
            self._add(steps, (at + 1, PHASE, 0), found, chr(trail), unmet)

    def _add_closing(self, steps: list[Step], at: int, found: Candidates) -> None:
        """The single byte at `at` completes one of `found`, and the stretch ends there."""
        gloss = GLOSS.match(self.text, at + 1, self.end)
        if gloss:
            read = self._repertoire.glossed(found, gloss[1].translate(SPELLING))
            self._add(steps, (gloss.end(), PHASE, 0), read)
            found = Candidates(each for each in found if all(each[0] != other[0] for other in read))
        self._add(steps, (at + 1, PHASE, 0), found)

    def _add_lost_trail(self, steps: list[Step], at: int, state: int) -> None:
        text = self.text
        half = HALF_GLOSS.match(text, at, self.end)
        if half:
            read = self._repertoire.read_as(state, half[1].translate(SPELLING))
            self._add(steps, (half.end(), PHASE, 0), read)
            return
        found = self._repertoire.with_any_trail(state)
        residue = RESIDUE.match(text, at + 1, self.end)
        if residue:
            self._add(steps, (residue.end(), PHASE, 0), found)
        elif at + 1 >= self.end or text[at + 1] in CUT_MARKS:
            self._add(steps, (at + 1, PHASE, 0), found)
        else:
            for swallowed, against in self._swallowed(at + 1):
                self._add(steps, (at + 1, PHASE, 0), found, swallowed, against)

    def _swallowed(self, at: int) -> list[tuple[str, float]]:
        """What can have been swallowed in front of `at`, and what speaks against each."""
        spaced = self._evidence.spaced
        if self.text[at].isdigit():
            year = _YEAR.match(self.text, at, self.end)
            digit = "2" if year else "1"
            return [(" ", math.log(spaced)), (digit, math.log(1 - spaced))]
        return [(" ", -1.0)] if self._evidence.cuts else [(" ", -1.0), (",", -1.5)]
