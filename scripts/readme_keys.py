"""Write the table of keys into the README, out of the table of actions."""

from __future__ import annotations

import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
BETWEEN = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)


def with_keys(text: str) -> str:
    """The README's text with the table as it should be."""
    from tui.ui.actions import markdown

    return BETWEEN.sub(lambda match: match[1] + markdown() + match[2], text)


if __name__ == "__main__":
    readme = PROJECT / "README.md"
    readme.write_text(with_keys(readme.read_text(encoding="utf-8")), encoding="utf-8")
