"""What the editor does to texts of our own is followed; `bench/anchoring.py` measures it at length."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from tui.annotations.realign.remap import remap

from . import editing
from .editing_kinds import FAMILIES
from .editing_pages import pages, pick

SEEDS = Path(__file__).parents[3] / "seeds"


@cache
def texts() -> tuple[str, ...]:
    spoken = [path.read_text("utf-8")[:5000] for path in sorted(SEEDS.glob("0[1-6]*.*"))]
    return (*spoken, *pages(spoken[4], 2, random.Random(1)))


@pytest.mark.parametrize("family", FAMILIES)
def test_highlights_follow_their_words(family: str) -> None:
    chance = random.Random(5)
    right = present = wrong = places = borders = 0
    for edit in FAMILIES[family].values():
        old = chance.choice(texts())
        spans = editing.highlights(old, 20, chance)
        cells = edit(editing.fresh(old), editing.Scene(chance, spans, pick(texts(), old, chance)))
        truths = editing.truths(old, cells, spans)
        for truth, place in zip(truths, remap(old, editing.text_of(cells), spans), strict=True):
            overlap = min(truth.end, place.end) - max(truth.start, place.start)
            is_right = 2 * overlap >= max(truth.end, place.end) - min(truth.start, place.start) and place.start >= 0
            places += 1
            present += truth.present
            right += truth.present and is_right
            borders += truth.present and (truth.start, truth.end) == (place.start, place.end)
            wrong += place.sure and (truth.gone or (truth.present and not is_right)) and not truth.also
    assert places >= 20
    assert right >= 0.9 * present
    assert borders >= 0.8 * present
    assert wrong <= 0.02 * places


def test_the_editor_knows_where_it_put_things() -> None:
    old = "甲说一。\n乙说二，很长的一句话。\n丙说三。\n"
    cells = editing.fresh(old)
    span = (old.index("很长"), old.index("句话") + 2)
    (truth,) = editing.truths(old, editing.new("新的。\n") + cells, [span])
    assert (truth.present, truth.start, truth.end) == (True, span[0] + 4, span[1] + 4)
    cut = [cell for cell in cells if not span[0] <= cell[1] < span[1]]
    (truth,) = editing.truths(old, cut, [span])
    assert truth.gone
    typed = editing.replaced(cells, "长", lambda found: "短", same=False)
    (truth,) = editing.truths(old, typed, [span])
    assert (truth.present, truth.start, truth.end) == (True, *span)
