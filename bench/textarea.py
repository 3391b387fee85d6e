"""Textual's own read-only TextArea with a file in it: a peer for `first_text.py`, not a part of Pizhu.

python bench/textarea.py FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Show(App[None]):
    """One document."""

    def compose(self) -> ComposeResult:
        """The text, wrapped."""
        yield TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), read_only=True, soft_wrap=True)


if __name__ == "__main__":
    Show().run()
