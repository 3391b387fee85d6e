"""The reader's own corrections, and the glossary's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui.transcript.model import Edit, EditKind, Transcript


@dataclass(frozen=True, slots=True)
class Correction:
    """Source `[start, end)` of one document is read as `replacement`."""

    start: int
    end: int
    replacement: str
    original: str
    """The source text that stood there when it was made."""
    accepted: bool = True
    """False: the reader wants no repair and no rule of the glossary at this place."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is read otherwise in every document; a rule that changes nothing says that a term is right as it is."""

    pattern: str
    """Reading text."""
    replacement: str


def apply_corrections(transcript: Transcript, corrections: Sequence[Correction], rules: Sequence[Rule]) -> Transcript:
    """`transcript` with corrections and rules applied; itself if none of them applies."""
    made = []
    for c in corrections:
        if transcript.text[c.start : c.end] == c.original:
            made.append(c)
    if not made:
        return transcript
    edits = [e for e in transcript.edits if not any(e.start < c.end and c.start < e.end for c in made)]
    edits += [Edit(c.start, c.end, c.replacement, EditKind.CORRECTION) for c in made if c.accepted]
    return replace(transcript, edits=tuple(sorted(edits, key=lambda e: (e.start, e.end))))
