"""The characters that two bytes may have been, each with what speaks against it in one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from tui.transcript.edits.misread.evidence import Evidence
from tui.transcript.edits.misread.gbk import TRAILS, characters, holes, pairs
from tui.transcript.edits.misread.language import Language
from tui.transcript.edits.misread.marks import MARKS, mark_score
from tui.transcript.edits.misread.patterns import CUT_MARKS
from tui.transcript.readings import converted, converted_by_reading
from tui.transcript.script import Script, convert

Candidate = tuple[str, str, float, float]
"""A character, its simplified form (empty for a mark), what speaks against it, that and its score by itself."""


class Candidates(tuple[Candidate, ...]):
    """Candidates, likeliest first."""

    @cached_property
    def by_form(self) -> Mapping[str, Sequence[Candidate]]:
        """The hanzi among them by their simplified forms."""
        found: dict[str, list[Candidate]] = {}
        for each in self:
            if each[1]:
                found.setdefault(each[1], []).append(each)
        return found


MARK_LEAD = 0xA3
"""The first byte of the marks at which the machine cuts."""

UNMET = -5.0
"""What speaks against a character that the machine glosses, but not here, or that it glosses nowhere else."""
FOREIGN = -6.0
"""What speaks against a character that the machine would have converted."""

_RAREST = 3
_COMMON_CHARS = Path(__file__).parents[2] / "data" / "common.txt"
_HAS_GLOSS = -0.7
_NEW_GLOSS = -1.5
_RARE_GLOSS = -3.0
_COMMON = 1000


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Every hanzi of GBK to its simplified forms."""
    chars = [char for char in pairs() if "\u4e00" <= char <= "\u9fff"]
    simple = convert("\n".join(chars), Script.SIMPLIFIED).split("\n")
    return {char: (form,) if char == form else (form, char) for char, form in zip(chars, simple, strict=True)}


@cache
def _common() -> frozenset[str]:
    """The commonest hanzi, simplified and traditional."""
    return frozenset(_COMMON_CHARS.read_text(encoding="utf-8").replace("\n", "")) & pairs().keys()


class Repertoire:
    """Candidates by bytes for one document. `state` is a pending lead byte, or a row of holes from `HOLE` on."""

    HOLE = 0x100
    SPLIT = 0x1000
    """Added to a pending byte whose character was parted by a gloss before it could get its own."""

    CUT = 0x2000
    """Added to a pending byte that stands behind a cut: the next mark was passed over by the machine."""

    def __init__(self, language: Language, evidence: Evidence) -> None:
        self._language = language
        self._evidence = evidence
        self._by_code: dict[int, list[Candidate]] = {}
        self._by_state: dict[tuple[int, int], Candidates] = {}
        self._free: dict[int, Candidates] = {}
        self._lost: dict[tuple[int, int], Candidates] = {}
        self._leads = [seconds for _, seconds in holes()]
        self._firsts = [firsts for firsts, _ in holes()]
        self.rows = range(self.HOLE, self.HOLE + len(self._firsts))
        self.widest = max(
            self.rows, key=lambda row: len(self._firsts[row - self.HOLE]) * len(self._leads[row - self.HOLE])
        )

    def leads(self, state: int) -> Sequence[int]:
        """The lead bytes that may be pending in `state`."""
        state &= ~(self.SPLIT | self.CUT)
        return (state,) if state < self.HOLE else self._leads[state - self.HOLE]

    def candidates(self, state: int, trail: int) -> Candidates:
        """The characters that `trail` may complete."""
        key = (state, trail)
        if key not in self._by_state:
            found = [each for lead in self.leads(state) for each in self._candidate(lead << 8 | trail)]
            if state & self.SPLIT:
                found = [self._excused(each) for each in found]
                if state & 0xFF == MARK_LEAD and trail in CUT_MARKS.values():
                    mark = characters()[MARK_LEAD << 8 | trail]
                    found.append((mark, "", 0.0, mark_score(mark)))
            self._by_state[key] = _ranked(found)
        return self._by_state[key]

    def _excused(self, candidate: Candidate) -> Candidate:
        char, form, against, score = candidate
        if char not in self._evidence.glossed:
            return candidate
        return char, form, against - UNMET, score - UNMET

    def before_hole(self, state: int, row: int) -> Candidates:
        """The characters that the first byte of a lost pair of this row may complete."""
        key = (state, row)
        if key not in self._lost:
            found = [each for first in self._firsts[row - self.HOLE] for each in self.candidates(state, first)]
            if state >= self.HOLE and not state & (self.SPLIT | self.CUT):
                # Both bytes are lost: only what is common has a chance.
                found = [each for each in found if each[0] in _common() or not each[1]]
            self._lost[key] = _ranked(found)
        return self._lost[key]

    def with_any_trail(self, state: int) -> Candidates:
        """The characters that a byte of which nothing is left may complete."""
        if state not in self._free:
            leads = set(self.leads(state))
            if len(leads) > 1:
                codes = [lead << 8 | trail for lead, trail in map(pairs().__getitem__, _common()) if lead in leads]
            else:
                codes = [lead << 8 | trail for lead in leads for trail in TRAILS]
            found = [each for code in codes for each in self._candidate(code)]
            if state & self.SPLIT:
                found = [self._excused(each) for each in found]
            self._free[state] = _ranked(found)
        return self._free[state]

    def before_cut(self) -> Candidates:
        """The characters whose second byte was taken for the first of a cut mark."""
        key = (-1, 0xA3)
        if key not in self._by_state:
            found = (each for lead in range(0x81, 0xFF) for each in self._candidate(lead << 8 | 0xA3))
            self._by_state[key] = _ranked(found)
        return self._by_state[key]

    def read_as(self, state: int, pinyin: str) -> Candidates:
        """The characters with a pending lead byte that are glossed so."""
        return self._glossed(pinyin, self.leads(state))

    def glossed(self, candidates: Candidates, pinyin: str) -> Candidates:
        """Those of `candidates` that a machine glosses so."""
        readers = converted_by_reading().get(pinyin, "")
        chars = [each[0] for each in candidates if each[0] in readers]
        return Candidates(self._with_gloss(char, pinyin) for char in chars)

    def split_keys(self, lead: int, pinyin: str) -> list[tuple[int, float]]:
        """The second bytes of the characters with this lead and gloss, and what speaks against each."""
        best: dict[int, float] = {}
        for char, _, against, _ in self._glossed(pinyin, (lead,)):
            trail = pairs()[char][1]
            if trail > 0x80:
                best[trail] = max(against, best.get(trail, against))
        return list(best.items())

    def _glossed(self, pinyin: str, leads: Sequence[int]) -> Candidates:
        readers = converted_by_reading().get(pinyin, "")
        return _ranked(
            self._with_gloss(char, pinyin) for char in readers if char in pairs() and pairs()[char][0] in leads
        )

    def _with_gloss(self, char: str, pinyin: str) -> Candidate:
        form = _forms()[char][0]
        known = self._evidence.glossed.get(char)
        if known is not None:
            against = 0.0 if known == pinyin else UNMET
        elif char in self._evidence.bare:
            against = UNMET
        else:
            against = _NEW_GLOSS if self._language.frequencies.get(form, 0) > _COMMON else _RARE_GLOSS
        return char, form, against, against + self._language.word(form)

    def _candidate(self, code: int) -> list[Candidate]:
        found = self._by_code.get(code)
        if found is None:
            found = self._by_code[code] = list(self._make(code))
        return found

    def _make(self, code: int) -> list[Candidate]:
        char = characters().get(code, "")
        if char in MARKS:
            return [(char, "", 0.0, mark_score(char))]
        forms = _forms().get(char, ())
        evidence = self._evidence
        against = 0.0
        if char in evidence.foreign:
            against += FOREIGN
        if char in evidence.glossed:
            against += UNMET
        elif char not in evidence.bare and evidence.glossed and char in converted():
            against += _HAS_GLOSS
        language = self._language
        return [
            (char, form, against, against + language.word(form))
            for form in forms
            if language.frequencies.get(form, 0) >= _RAREST
        ]


def _ranked(found: Iterable[Candidate]) -> Candidates:
    return Candidates(sorted(found, key=_against))


def _against(candidate: Candidate) -> float:
    return -candidate[3]
