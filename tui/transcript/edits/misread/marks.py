"""How likely marks are in a reading: by themselves, beside each other, and with their partners."""

from __future__ import annotations

from functools import cache

_MARKS = {
    **dict.fromkeys("，,", -2.8),
    "。": -3.3,
    **dict.fromkeys("、“”", -4.6),
    **dict.fromkeys("：:？?", -5.0),
    **dict.fromkeys("；;！!（）().", -5.8),
    **dict.fromkeys("《》「」…—", -6.5),
    **dict.fromkeys("‘’·", -7.0),
    **dict.fromkeys("『』〈〉【】～％", -9.0),
    " ": -4.5,
    **dict.fromkeys("_^@[\\]{|}~`<>", -11.0),
    "€": -14.0,
}
_NEIGHBOURS = {
    **dict.fromkeys(("。”", "！”", "？”", "：“", "，“", "、《", "。“", ",“", ":“", "?”"), 1.5),
    **dict.fromkeys(("”。", "”，", "”、", "》、", "》，", "》。", "）。", "），"), 1.0),
    **dict.fromkeys(
        ("。。", "。、", "、、", "、。", "，。", "。，", "“”", "””", "”“", "：：", "“。", "“、", "（）", "；；"), -5.0
    ),
    **dict.fromkeys(
        (
            ",。",
            "。,",
            "?。",
            ":。",
            "、,",
            ",、",
            "：。",
            "；。",
            "。：",
            "。；",
            "、：",
            "、；",
            "、）",
            "（、",
            "（。",
        ),
        -5.0,
    ),
}
"""Two marks in a row: what is to be added to the score of the second."""
_PARTNERS = {"”": "“", "）": "（", "》": "《", "」": "「", "』": "『", "’": "‘", "〉": "〈", "】": "【", ")": "("}
_OPENING = {opening: closing for closing, opening in _PARTNERS.items()}
_UNPAIRED = -3.0
MARKS = frozenset("。、“”：；《》「」…—（）‘’·『』〈〉【】～％")
"""What may stand in a misread stretch besides hanzi."""


@cache
def mark_score(char: str) -> float:
    """What a character that is no hanzi costs."""
    score = _MARKS.get(char)
    if score is not None:
        return score
    return -4.5 if char.isalnum() else -9.0


def mark_behind(text: str, char: str) -> float:
    """What is added to the score of a mark behind `text`: whether it goes with its neighbour and has a partner."""
    score = _NEIGHBOURS.get(text[-1:] + char, 0.0)
    opening = _PARTNERS.get(char)
    if opening:
        closed = max(text.rfind(char), text.rfind(")") if char == "）" else -1)
        opened = max(text.rfind(opening), text.rfind("(") if char in "）)" else -1)
        score += _UNPAIRED if opened <= closed else 3.0 if char == "》" else 1.0
    elif char in _OPENING and char != "(" and text.rfind(char) > text.rfind(_OPENING[char]):
        score += _UNPAIRED
    return score
