"""English pages of one site: the same head and foot, other words between."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence


def pages(sample: str, count: int, chance: random.Random) -> list[str]:
    """So many pages of the words of `sample`, each used as often as there."""
    words = re.findall(r"[A-Za-z][a-z']+", sample)

    def sentence() -> str:
        said = [chance.choice(words).lower() for _ in range(chance.randint(5, 22))]
        if len(said) > 9:
            said[4] += ","
        return " ".join(said).capitalize() + "."

    def paragraph(least: int, most: int) -> str:
        return " ".join(sentence() for _ in range(chance.randint(least, most)))

    menu = [" ".join(chance.choice(words).capitalize() for _ in range(chance.randint(1, 3))) for _ in range(14)]
    head = "\n".join([*menu[:9], "", paragraph(3, 4), "", "Contents", *menu[9:], ""])
    foot = "\n".join(["", paragraph(2, 3), "Imprint", "Privacy", "Contact us by letter"])
    made = []
    for _ in range(count):
        title = " ".join(chance.choice(words).capitalize() for _ in range(4))
        body = [paragraph(2, 6) for _ in range(chance.randint(12, 24))]
        made.append("\n".join([head, title, "", "\n\n".join(body), foot]) + "\n")
    return made


def pick(texts: Sequence[str], but: str, chance: random.Random) -> str:
    """Another one of the texts."""
    return chance.choice([text for text in texts if text != but])
