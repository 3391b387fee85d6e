"""Which of the quotes on the board are ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Ticks:
    """Ticks by highlight, and a range that is open: from an item to wherever the cursor is."""

    def __init__(self) -> None:
        self._ticked: set[str] = set()
        self.since = ""
        """The key of the item at which the range was begun; empty: none is open."""

    def of(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` that are ticked, in their order."""
        return [identity for identity in ids if identity in self._ticked]

    def __contains__(self, identity: str) -> bool:
        return identity in self._ticked

    def turn(self, identity: str) -> None:
        """Tick one, or take its tick away."""
        self._ticked ^= {identity}

    def turn_all(self, ids: Sequence[str]) -> None:
        """Tick all of them; if all are ticked, none."""
        self._ticked = set() if self._ticked.issuperset(ids) else self._ticked | set(ids)

    def add(self, ids: Iterable[str]) -> None:
        """Tick these, too, and end the range."""
        self._ticked |= set(ids)
        self.since = ""

    def let_go(self, ids: Iterable[str]) -> bool:
        """Let the open range go, else all ticks; whether there was any among `ids`."""
        had = bool(self.since) or bool(self.of(ids))
        if self.since:
            self.since = ""
        else:
            self._ticked.clear()
        return had
