"""What is said of a span that was looked for in a changed text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.annotations.model import AnchorState

Progress = Callable[[float], None]
"""Called with what is done, from 0 to 1, every few hundredths of a second. What it raises ends the work and comes
through: that is how it is cancelled."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a text that one speaks, or that begins at a time."""

    start: int
    """Code point."""
    end: int
    speaker: str | None = None
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a place. Shares are of 1."""

    coverage: float = 0.0
    """Which share of the old letters is there unchanged."""
    similarity: float = 0.0
    """Of the letters, by edit distance."""
    context: float = 0.0
    """Which share of the twelve neighbours on each side still stands there."""
    weight: float = 0.0
    """Unchanged letters within 24 of the span and in it: a Han character 1, others 0.35."""
    searched: bool = False
    """Found by search, not by the map of the whole text."""
    speaker: bool | None = None
    """Whether the speaker is the same, labels renamed or not; None if nothing is known."""
    time: bool | None = None
    """Whether the time is the same, but for a shift of all of them; None if nothing is known."""


@dataclass(frozen=True, slots=True)
class Remapped:
    """Where a span stands now.

    `exact`: same words, same offsets. `moved`: same words (letters and digits; script, width, blanks and punctuation
    aside) elsewhere. `changed`: other words. `lost`: nowhere, -1:-1.
    """

    state: AnchorState
    start: int = -1
    """Code point of the new text."""
    end: int = -1
    sure: bool = False
    """Whether it can be taken without a look. A lost one never is."""
    evidence: Evidence = Evidence()


LOST = Remapped(AnchorState.LOST)

Talk = Sequence[Said]
"""A text's stretches in order."""
