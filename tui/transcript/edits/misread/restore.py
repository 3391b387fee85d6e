"""Misread stretches put right: every edit of a source that a machine glossed and cut byte by byte."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from tui.transcript.edits.misread.evidence import Evidence, evidence_of
from tui.transcript.edits.misread.language import Language, neighbours
from tui.transcript.edits.misread.patterns import GLOSS, anchors, is_suspect
from tui.transcript.edits.misread.repertoire import Repertoire
from tui.transcript.edits.misread.search import Found, readings
from tui.transcript.edits.misread.steps import Steps
from tui.transcript.model import Edit, EditKind
from tui.transcript.script import Script, convert

__all__ = ["is_suspect", "restore"]

WHY = "bytes read one off"

_BEFORE = 9
_NEAR = 300
"""How many code points to each side of a stretch have a say in its words."""
_WIDEST = 160
_CLEARLY = 4.0
"""By how much a reading must beat the source as it stands, where no gloss speaks for the damage."""
_AT_ALL = 1.0
"""By how much it must where glosses do."""
SURE = 3.0
"""By how much the best reading must beat the second, not to be uncertain."""
_SURE_OF_LOST = 5.0
"""By how much it must where bytes are lost: there may be more of them, or fewer."""
_OTHERS = 5


@dataclass(frozen=True)
class Trial:
    """One window of the source and how it may be read."""

    start: int
    end: int
    found: list[Found]
    """The best readings, best first."""
    as_it_is: float
    """The score of the source as it stands."""

    @property
    def stretches(self) -> Sequence[tuple[int, int, str]]:
        """What the best reading puts right."""
        return self.found[0].stretches if self.found else ()

    @property
    def margin(self) -> float:
        """By how much the best reading beats the second."""
        return self.found[0].score - self.found[1].score if len(self.found) > 1 else inf

    @property
    def is_sure(self) -> bool:
        """Whether the best reading is clearly better than the second."""
        return self.margin >= (_SURE_OF_LOST if self.found and self.found[0].lost else SURE)


def restore(text: str, glosses: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits of a source in order: `glosses`, and what puts its misread stretches right.

    A gloss within a stretch is replaced by the stretch's edit. Pure; loads the word list if the text is suspect.
    """
    if not is_suspect(text, glosses):
        return tuple(glosses)
    evidence = evidence_of(text, glosses)
    found = [edit for trial in trials_of(text, glosses, evidence) for edit in _edits(text, trial, evidence)]
    behind = -1
    stretches = []
    for edit in sorted(found, key=lambda edit: edit.start):
        if edit.start >= behind:
            stretches.append(edit)
            behind = edit.end
    starts = [edit.start for edit in stretches]
    kept = [gloss for gloss in glosses if not _reaches_into(gloss, stretches, starts)]
    return tuple(sorted([*kept, *stretches], key=lambda edit: edit.start))


def _reaches_into(gloss: Edit, stretches: Sequence[Edit], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, gloss.end) - 1
    return at >= 0 and stretches[at].end > gloss.start


def trials_of(text: str, glosses: Sequence[Edit], evidence: Evidence) -> Iterator[Trial]:
    """Each window of the source in which a stretch may begin, and how it may be read, in order."""
    from tui.transcript.words import frequencies, word_classes

    language = Language(*frequencies(), word_classes(), neighbours(), evidence.sound)
    repertoire = Repertoire(language, evidence)
    skipped = {gloss.start: gloss.end for gloss in glosses}
    done = 0
    right: list[tuple[int, int, str]] = []
    for anchor in anchors(text):
        if anchor < done:
            continue
        line = text.rfind("\n", max(0, anchor - 60), anchor) + 1
        line_start = max(text.rfind("\n", 0, anchor) + 1, anchor - 400)
        start = _context(text, max(line, done, anchor - 60), anchor)
        end = text.find("\n", anchor, start + _WIDEST)
        end = min(len(text), start + _WIDEST) if end < 0 else end
        around = (text[max(0, anchor - _NEAR) : anchor], text[anchor : anchor + _NEAR])
        language.look_around(*(convert(GLOSS.sub("", side), Script.SIMPLIFIED) for side in around))
        before = _read(text, line_start, start, right)
        for deep in (1, 2):
            steps = Steps(text, start, end, skipped, repertoire, evidence, deep=deep, before=before)
            at, found = readings(language, steps, start, anchor)
            as_it_is = 0.0
            if found and found[0].stretches:
                as_it_is = readings(language, steps, start, anchor, asis_to=at)[1][0].score
            trial = Trial(start, at, found, as_it_is)
            if trial.stretches and trial.is_sure:
                break
        yield trial
        right += trial.stretches
        done = max((stretch[1] for stretch in trial.stretches), default=anchor + 1)


def _read(text: str, first: int, end: int, stretches: Sequence[tuple[int, int, str]]) -> str:
    """The text of `[first, end)` with what was put right in it."""
    pieces: list[str] = []
    for start, behind, replacement in stretches:
        if start >= first and behind <= end:
            pieces += (text[first:start], replacement)
            first = behind
    return "".join((*pieces, text[first:end]))


def _context(text: str, first: int, anchor: int) -> int:
    """Where the window begins that has some characters of context before `anchor`."""
    start = anchor
    seen = 0
    while start > first and seen < _BEFORE:
        start -= 1
        seen += text[start] > "\u2fff"
    return start


def _edits(text: str, trial: Trial, evidence: Evidence) -> Iterator[Edit]:
    """What a window's best reading changes, if it beats the source as it stands."""
    if not trial.found or trial.found[0].score - trial.as_it_is < (_AT_ALL if evidence.glossed else _CLEARLY):
        return
    for number, (first, behind, raw) in enumerate(trial.stretches):
        replacement = evidence.fold(raw)
        start, end = first, behind
        while start < end and replacement and text[start] == replacement[0]:
            start += 1
            replacement = replacement[1:]
        while start < end and replacement and text[end - 1] == replacement[-1]:
            end -= 1
            replacement = replacement[:-1]
        if start == end:
            continue
        others = [
            other
            for found in trial.found[1:]
            if len(found.stretches) > number and found.stretches[number][:2] == (first, behind)
            for other in _cut(evidence.fold(found.stretches[number][2]), text[first:start], text[end:behind])
            if other != replacement
        ]
        uncertain = not trial.is_sure
        told = tuple(dict.fromkeys(others))[:_OTHERS]
        yield Edit(start, end, replacement, EditKind.MISREAD, WHY, uncertain, told)


def _cut(replacement: str, before: str, behind: str) -> Iterator[str]:
    """A replacement without what stands in the source at its ends; nothing if that does not stand there."""
    if (
        len(replacement) >= len(before) + len(behind)
        and replacement.startswith(before)
        and replacement.endswith(behind)
    ):
        yield replacement[len(before) : len(replacement) - len(behind)]
