"""What a speaker is in a conversation: what the reader says, else what their name says."""

from __future__ import annotations

from tui.annotations.model import Role
from tui.transcript.asking import asks_by_name


def role_of(name: str | None, said: Role | None) -> Role:
    """The role of somebody who is called `name`; `said`: what the reader says of them, if anything."""
    if said:
        return said
    return Role.HOST if name and asks_by_name(name) else Role.NONE
