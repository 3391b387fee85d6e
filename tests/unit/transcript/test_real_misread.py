"""The misread stretches of the real transcripts against `real_misread.json`: what each was, as read by eye.

An entry of the fixture is `[start, end, class, sha256]`: where the stretch lies in the source, whether its bytes decide
how it reads (`decided`) or some of them are lost (`missing`), and the hash of the right reading.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tui.transcript.files import load
from tui.transcript.model import EditKind
from tui.transcript.reading import Reading
from tui.transcript.repairs import repairs_of

Real = Callable[[str], Path]

TRUTH = json.loads(Path(__file__).with_name("real_misread.json").read_text(encoding="utf-8"))
MISSING_AT_LEAST = 13


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest) -> Counter[tuple[str, str]]:
    """How many stretches of each class were read right, wrong but marked uncertain, wrong and sure, or not at all."""
    real: Real = request.getfixturevalue("real")
    counted: Counter[tuple[str, str]] = Counter()
    for name, entries in TRUTH.items():
        text = load(real(name.removesuffix(".txt"))).source.text
        edits = repairs_of(text)
        reading = Reading(text, edits)
        misread = [edit for edit in edits if edit.kind is EditKind.MISREAD]
        for start, end, kind, digest in entries:
            touching = [edit for edit in misread if edit.start < end and edit.end > start]
            if sha256(reading.between(start, end).encode()).hexdigest() == digest:
                outcome = "right"
            elif not touching:
                outcome = "garbage"
            else:
                outcome = "uncertain" if any(edit.uncertain for edit in touching) else "wrong"
            counted[kind, outcome] += 1
        assert len(misread) == len(entries)
    return counted


def test_what_the_bytes_decide_is_read_right(outcomes: Counter[tuple[str, str]]) -> None:
    assert {key: n for key, n in outcomes.items() if key[0] == "decided"} == {("decided", "right"): 19}


def test_most_of_what_has_lost_bytes_is_read_right(outcomes: Counter[tuple[str, str]]) -> None:
    assert outcomes["missing", "right"] >= MISSING_AT_LEAST
    assert sum(n for (kind, _), n in outcomes.items() if kind == "missing") == 17


def test_none_is_left_and_the_wrong_ones_are_marked(outcomes: Counter[tuple[str, str]]) -> None:
    assert not {outcome for _, outcome in outcomes} & {"garbage", "wrong"}
