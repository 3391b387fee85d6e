"""Speakers by the names that the reader gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui.transcript.model import Segments, Transcript


def rename(transcript: Transcript, names: Mapping[str, str]) -> Transcript:
    """`transcript` with its speakers called by `names` (label to name); labels that are not there stay.

    Two labels of one name are one speaker. What the file prints stays in the heads of the paragraphs.
    """
    wanted = {label: name for label, name in names.items() if name and name != label}
    if not wanted or not wanted.keys() & set(transcript.speakers):
        return transcript
    if isinstance(transcript.segments, Segments):
        return replace(transcript, segments=transcript.segments.renamed(wanted))
    segments = tuple(
        replace(segment, speaker=wanted[segment.speaker]) if segment.speaker in wanted else segment
        for segment in transcript.segments
    )
    return replace(transcript, segments=segments)
