"""Measures of agreement: published worked examples, and codes of texts."""

from __future__ import annotations

import pytest

from tui.annotations.agreement import Coded, Unit, by_character, by_stretch, measure, of_tag


def units(*rows: str) -> list[Unit]:
    """One row of codes for each coder; a dot is a code that is missing."""
    return [Unit(tuple(None if code == "." else code for code in codes)) for codes in zip(*rows, strict=True)]


def test_krippendorff_binary_of_two() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), A to C.
    assert measure(units("0100000010", "1110010000")).alpha == pytest.approx(0.095, abs=5e-4)


def test_krippendorff_nominal_of_two() -> None:
    assert measure(units("aabbdcccedda", "babbbcccedDd".lower())).alpha == pytest.approx(0.692, abs=5e-4)


def test_krippendorff_nominal_of_four_with_missing_codes() -> None:
    rows = "123321412...", "1233224125.3", ".3332342251.", "1233244125 1.".replace(" ", "")
    found = measure(units(*rows))
    assert found.alpha == pytest.approx(0.743, abs=5e-4)
    assert (found.units, found.kappa) == (11, None)


def test_cohen() -> None:
    table = {("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}
    found = measure([Unit(codes, count) for codes, count in table.items()])
    assert (found.units, found.percent, found.kappa) == (50, 0.7, pytest.approx(0.4))
    table = {("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15}
    assert measure([Unit(codes, count) for codes, count in table.items()]).kappa == pytest.approx(0.1304, abs=1e-4)


def test_what_cannot_be_told_is_none() -> None:
    same = measure(units("aaa", "aaa"))
    assert (same.percent, same.kappa, same.alpha) == (1.0, None, None)
    nothing = measure(units("a.", ".b"))
    assert (nothing.units, nothing.percent, nothing.kappa, nothing.alpha) == (0, None, None, None)


CODED = [
    Coded("甲", 2, 6, frozenset({"模型/分化"})),
    Coded("甲", 4, 8, frozenset({"数据"})),
    Coded("乙", 2, 6, frozenset({"模型"})),
    Coded("乙", 9, 10, frozenset()),
]


def test_characters_are_counted_one_by_one() -> None:
    found = by_character(CODED, ("甲", "乙"), 12)
    assert [(unit.start, unit.end, unit.weight) for unit in found] == [
        *((0, 2, 2), (2, 4, 2), (4, 6, 2), (6, 8, 2), (8, 9, 1), (9, 10, 1), (10, 12, 2))
    ]
    assert found[2].codes == (frozenset({"模型/分化", "数据"}), frozenset({"模型"}))
    assert [unit.start for unit in found if unit.is_disputed] == [2, 4, 6, 9]
    assert measure(of_tag(found, "模型")).percent == 1.0
    assert measure(of_tag(found, "数据")).percent == pytest.approx(8 / 12)


def test_turns_have_all_that_is_put_on_a_part_of_them() -> None:
    found = by_stretch(CODED, ("甲", "乙"), [(0, 5), (5, 9), (9, 12)])
    assert found[0].codes == (frozenset({"模型/分化", "数据"}), frozenset({"模型"}))
    assert found[1].codes == found[0].codes
    assert found[2].codes == (frozenset(), frozenset({""}))
    assert measure(of_tag(found, "模型")).percent == 1.0
