"""Whether keys wait to be dealt with: what runs behind the page gives way to them."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Protocol, runtime_checkable


@runtime_checkable
class Dealing(Protocol):
    """An application that deals with one key after the other."""

    @property
    def is_dealing(self) -> bool:
        """Whether a key is being dealt with, or waits."""


def give_way(app: object, most: float, is_over: Callable[[], bool] = lambda: False) -> None:
    """In a thread: wait while a key is dealt with, for `most` seconds, unless it is over with what waits."""
    until = monotonic() + most
    while keys_wait(app) and not is_over() and monotonic() < until:
        sleep(0.002)


def keys_wait(app: object) -> bool:
    """Whether the application is dealing with a key."""
    return isinstance(app, Dealing) and app.is_dealing
