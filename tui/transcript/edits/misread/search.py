"""The likeliest readings of a stretch of the source, by words, best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.transcript.edits.misread.language import UNSEEN, Language
from tui.transcript.edits.misread.marks import mark_behind, mark_score
from tui.transcript.edits.misread.repertoire import Candidate, Candidates
from tui.transcript.edits.misread.steps import PHASE, Node, Step, Steps

KEPT = 8
"""How many readings are kept at each place."""

_CONTEXT = 9
"""How many code points behind a stretch have a say in it."""
_HOPELESS = 18.0
"""How far behind the best a reading that is one byte off may lie before it is given up."""
_SINGLES = 16
_LONGEST = 7
_NOTHING: Mapping[str, None] = {}

Path = tuple[float, str, str, "Path | None", tuple[tuple[int, int, str, bool], ...]]
"""Score, the text so far, the last word, what it goes on from, and its own steps (from, to, text, sound)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of the source from where the search began to `end`."""

    score: float
    text: str
    stretches: tuple[tuple[int, int, str], ...]
    """What is not read as it stands: from, to, and what it is read as."""
    lost: bool
    """Whether it takes bytes to be lost of which nothing is left in the source."""


def readings(
    language: Language, steps: Steps, start: int, anchor: int, *, asis_to: int | None = None
) -> tuple[int, list[Found]]:
    """Read from `start` until the stretches that begin at `anchor` are behind; where that is, and the best readings.

    With `asis_to` the source is read as it stands, up to there.
    """
    return _Search(language, steps, start, anchor, asis_to).run()


class _Search:
    def __init__(self, language: Language, steps: Steps, start: int, anchor: int, asis_to: int | None) -> None:
        before = steps.before
        self._language = language
        self._frequencies = language.frequencies
        self._steps = steps
        self._asis_to = asis_to
        self._paths: dict[Node, list[Path]] = {(start, PHASE, 0): [(0.0, before, UNSEEN if before else "", None, ())]}
        self._waiting: dict[int, set[Node]] = {start: {(start, PHASE, 0)}}
        self._known: dict[Node, list[Step]] = {}
        self._start = start
        self._before = len(before)
        self._busy = anchor + 1

    def run(self) -> tuple[int, list[Found]]:
        end = self._asis_to if self._asis_to is not None else self._steps.end
        at = self._start
        while at <= end:
            if self._visit(at, end):
                break
            at += 1
        at = min(at, end)
        return at, [_found(path, self._before) for path in self._paths.get((at, PHASE, 0), [])]

    def _visit(self, at: int, end: int) -> bool:
        """Go on from all nodes at `at`, those that are out of phase first; whether the search is at its end."""
        best = max((paths[0][0] for node in self._waiting.get(at, ()) if (paths := self._paths[node])), default=0.0)
        done: set[Node] = set()
        while True:
            nodes = self._waiting.get(at, set()) - done
            if not nodes:
                self._waiting.pop(at, None)
                return False
            node = min(nodes, key=_order)
            done.add(node)
            paths = self._paths[node]
            if node[1] == PHASE:
                if at >= end or (self._asis_to is None and at - self._busy > _CONTEXT):
                    return True
            elif paths[0][0] < best - _HOPELESS:
                continue
            else:
                self._busy = max(self._busy, at)
            self._walk(node, paths, node, "", 0.0, ())

    def _step_from(self, node: Node) -> list[Step]:
        found = self._known.get(node)
        if found is None:
            if node[1] == PHASE:
                found = (
                    self._steps.in_phase(node[0], asis=self._asis_to is not None) if node[0] < self._steps.end else []
                )
            else:
                found = self._steps.out_of_phase(node)
            self._known[node] = found
        return found

    def _walk(
        self,
        origin: Node,
        paths: list[Path],
        node: Node,
        prefix: str,
        cost: float,
        taken: tuple[tuple[int, int, str, bool], ...],
    ) -> None:
        """Every word that begins with `prefix`, which leads from `origin` to `node`, is put where it ends."""
        frequencies = self._frequencies
        word_score = self._language.word
        followers = self._language.followers
        going_on = followers[prefix] if prefix else _NOTHING
        for step in self._step_from(node):
            target, tail, extra = step.target, step.tail, cost + step.extra
            for char in tail:
                extra += mark_score(char)
            if not step.candidates:
                if not prefix:
                    self._put(paths, target, "", extra, (*taken, (node[0], target[0], tail, step.sound)))
                continue
            singles = 0
            for char, form, against, _ in _going_on(step.candidates, going_on) if prefix else step.candidates:
                now = (*taken, (node[0], target[0], char + tail, step.sound))
                if not form:
                    self._put(paths, target, "", extra + mark_score(char), now)
                    continue
                word = prefix + form
                if prefix:
                    if frequencies.get(word):
                        self._put(paths, target, word, extra + against + word_score(word), now)
                elif singles < _SINGLES:
                    singles += 1
                    self._put(paths, target, word, extra + against + word_score(word), now)
                if not tail and len(word) < _LONGEST and followers[word]:
                    self._walk(origin, paths, target, word, extra + against, now)

    def _put(
        self, paths: list[Path], target: Node, word: str, score: float, taken: tuple[tuple[int, int, str, bool], ...]
    ) -> None:
        there = self._paths.get(target)
        if there is None:
            there = self._paths[target] = []
            self._waiting.setdefault(target[0], set()).add(target)
        full = len(there) >= KEPT
        added = "".join([each[2] for each in taken])
        after = self._language.after
        # A mark behind the word ends it.
        ended = bool(word) and len(added) > len(word)
        if ended:
            score += after(word, "")
        for path in paths:
            total = path[0] + score
            if full and total <= there[-1][0] - 3:
                break
            if word:
                total += after(path[2], word)
            elif added:
                total += mark_behind(path[1], added[0])
                if path[2]:
                    total += after(path[2], "")
            if full and total <= there[-1][0]:
                continue
            text = path[1] + added
            for i, other in enumerate(there):
                if other[1] == text:
                    if other[0] < total:
                        del there[i]
                        break
                    text = ""
                    break
            if not text and added + path[1]:
                continue
            there.append((total, text, "" if ended else word if added else path[2], path, taken))
            there.sort(key=_score)
            del there[KEPT:]
            full = len(there) >= KEPT


def _going_on(candidates: Candidates, followers: Mapping[str, None]) -> list[Candidate]:
    """Those of the candidates that may go on a word."""
    by_form = candidates.by_form
    if len(by_form) < len(followers):
        return [each for form in by_form if form in followers for each in by_form[form]]
    return [each for form in followers if form in by_form for each in by_form[form]]


def _order(node: Node) -> tuple[bool, int, int]:
    return node[1] == PHASE, node[2], node[1]


def _score(path: Path) -> float:
    return -path[0]


def _found(path: Path, before: int) -> Found:
    taken: list[tuple[int, int, str, bool]] = []
    at: Path | None = path
    while at is not None:
        taken[:0] = at[4]
        at = at[3]
    stretches: list[tuple[int, int, str]] = []
    open_ = False
    for start, end, text, sound in taken:
        if sound:
            open_ = False
        elif open_:
            stretches[-1] = (stretches[-1][0], end, stretches[-1][2] + text)
        else:
            stretches.append((start, end, text))
            open_ = True
    lost = any(start == end for start, end, _, _ in taken)
    return Found(path[0], path[1][before:], tuple(stretches), lost)
