"""What a speaker is in a conversation: what the reader says, else what their name says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.annotations.model import Codebook, Document, Highlight, Quote, Role, Speaker
from tui.transcript.asking import asks_by_name


def role_of(name: str | None, said: Role | None) -> Role:
    """The role of somebody who is called `name`; `said`: what the reader says of them, if anything."""
    if said:
        return said
    return Role.HOST if name and asks_by_name(name) else Role.NONE


def roles_of(speakers: Sequence[Speaker]) -> dict[str, Role]:
    """The name that highlights have to what the reader says of it; of several labels that have it, what was said
    first."""
    return {speaker.name or speaker.label: speaker.role for speaker in reversed(speakers) if speaker.role}


def quotes_of(
    highlights: Iterable[Highlight], document: Document, codebook: Codebook, speakers: Sequence[Speaker]
) -> list[Quote]:
    """Highlights of a document with their tags and the role of who speaks there."""
    said = roles_of(speakers)
    return [
        Quote(
            each,
            document,
            codebook.names_of(each.tag_ids),
            role_of(each.anchor.speaker, said.get(each.anchor.speaker or "")),
        )
        for each in highlights
    ]
