"""What the tests of stage 1 share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.transcript.decode import decode
from tui.transcript.model import Transcript
from tui.transcript.understand import understand

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


@pytest.fixture(scope="session")
def real() -> Callable[[str], Path]:
    """The path of a real transcript, by the beginning of its name."""

    def find(beginning: str) -> Path:
        found = sorted(SEEDS.glob(beginning + "*.txt"))
        if not found:
            pytest.skip(f"the real transcripts are not there: {SEEDS}")
        return found[0]

    return find


def transcript_of(text: str, name: str = "") -> Transcript:
    """A text, understood."""
    return understand(decode(text.encode()), name=name)


@pytest.fixture
def read() -> Callable[..., Transcript]:
    """A text, understood."""
    return transcript_of
