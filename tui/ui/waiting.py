"""Whether keys wait to be dealt with: what runs behind the page gives way to them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Dealing(Protocol):
    """An application that deals with one key after the other."""

    @property
    def is_dealing(self) -> bool:
        """Whether a key is being dealt with, or waits."""


def keys_wait(app: object) -> bool:
    """Whether the application is dealing with a key."""
    return isinstance(app, Dealing) and app.is_dealing
