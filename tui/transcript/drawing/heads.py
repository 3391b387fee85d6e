"""Names as they stand in drawn heads, so that they are read as names again.

The rule, version 1. Blanks in a row are one; brackets `[ ]`, `【 】` around a name and a colon behind it are left out.
A colon in it is drawn as `：`; what follows a comma (`Lee, Sam`) is set off by ` · ` instead, for a comma ends a
name in a text. It ends after 60 characters.
"""

from __future__ import annotations

from tui.patterns import late

RULE = 1
"""The version of the rule above."""

CHARACTERS = 60
"""How long a name may be."""

_COMMA = late(r"\s*[,，]\s*")


def head_name(printed: str) -> str:
    """A speaker's name by the rule above; empty if nothing is printed."""
    name = " ".join(printed.split()).rstrip(":： ").strip("[]【】").rstrip(":： ")
    return _COMMA.sub(" · ", name.replace(":", "：").strip(",， "))[:CHARACTERS].rstrip(" ·")
