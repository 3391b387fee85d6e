"""What is loaded when first needed is loaded before, as property tests have a deadline for each example."""

from __future__ import annotations

import pytest

from tui.transcript.script import Script, convert
from tui.transcript.words import load_words


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    load_words()
    for script in Script:
        convert("潮", script)
