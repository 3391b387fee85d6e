"""Line breaks against ICU's, where the system has ICU: `C++` is not torn, and breaks before ‘ and “ are our own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tui.layout.cells import widths
from tui.layout.wrap import break_places, wrap

from .icu import has_icu, line_breaks

pytestmark = pytest.mark.skipif(not has_icu(), reason="no ICU library on this system")

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
WORDS = (
    "他说“潮汐站”，又说：‘灯’。",
    "用 GPT-4o 读，3.5% 的人 (大约 10,000) 在 12:30 走了。",
    "见 https://a.example/one/two-three?x=1&y=2 。",
    "一方面,Scaling 不够;另一方面:数据。",
    "多模态+超长,互联网+教育。",
    "![](灯.png)与[站](b)(c)",
    "- sales, -sales, well-known ——",
    "甲 ||乙|丙",
    "守塔人……说——好！？（真的）",
    "气温 3.5℃，$30，￥5，50% off!",
    "No. 5 said: “yes” (twice). She’s here.",
)


def paragraphs() -> list[str]:
    texts = (path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return [*WORDS, *(line.strip() for text in texts for line in text.split("\n") if line.strip())]


def test_rows_may_end_where_icu_lets_them() -> None:
    lines = paragraphs()
    differing = [line for line in lines if set(break_places(line)) != line_breaks(line)]
    assert len(lines) > 300
    assert len(differing) * 200 <= len(lines), differing


@pytest.mark.parametrize("width", [20, 46, 80])
def test_rows_end_where_they_would_by_icu(width: int) -> None:
    lines = paragraphs()
    differing = [line for line in lines if wrap(line, width) != filled(line, width)]
    assert len(differing) * 200 <= len(lines), differing


def test_what_differs_from_icu_on_purpose() -> None:
    assert 2 in line_breaks("C++") - set(break_places("C++"))
    assert 1 in set(break_places("灯‘站’")) - line_breaks("灯‘站’")


def filled(text: str, width: int) -> list[int]:
    """The rows of `text` filled up to the last place where ICU lets them end."""
    each, places, found, start = widths(text), sorted(line_breaks(text)), [], 0
    for place, behind in pairwise([*places, len(text)]):
        if sum(each[start : start + len(text[start:behind].rstrip(" "))]) > width:
            found.append(place)
            start = place
    return found
