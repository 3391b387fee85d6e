"""The search of a pane while it runs: in slices between the keys, so that it never keeps one waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from textual.widget import Widget

from tui.search.running import Search
from tui.transcript.model import Transcript
from tui.transcript.words import load_words
from tui.ui.waiting import keys_wait

_AT_ONCE = 0.004
"""Seconds that a search may take before anything else is done: enough for most documents."""

_SLICE = 0.006
"""Seconds of searching between two looks at what else there is to do."""

_MOST_WAIT = 0.03
"""Seconds after which a slice is searched although keys are being dealt with."""

_TELL = 0.08
"""Seconds between two tellings of how many hits there are."""


class Seeker:
    """Runs one search after the other for a widget; a new one ends the one before."""

    def __init__(self, owner: Widget, tell: Callable[[], None]) -> None:
        """`tell` is called when there is a first hit, from time to time, and at the end."""
        self._owner = owner
        self._tell = tell
        self.search: Search | None = None

    def begin(self, transcript: Transcript, typed: str, since: int) -> Search:
        """Search; what is found at once is there when this returns. Raises SearchProblem."""
        before = self.search
        self.search = None
        reading = before.reading if before is not None and before.transcript is transcript else None
        search = self.search = Search(transcript, typed, since, reading)
        if search.waits_for_words or not search.step(_AT_ONCE):
            self._owner.run_worker(self._run(search), group="search", exclusive=True)
        return search

    def end(self) -> None:
        """Search no more."""
        self.search = None

    async def _run(self, search: Search) -> None:
        told = begun = perf_counter()
        had = len(search.hits) > 0
        if search.waits_for_words:
            await asyncio.to_thread(load_words)
        while search is self.search:
            if keys_wait(self._owner.app) and perf_counter() - begun < _MOST_WAIT:
                await asyncio.sleep(0.002)
                continue
            done = search.step(_SLICE)
            begun = perf_counter()
            if done or (not had and search.hits) or begun - told > _TELL:
                told, had = begun, len(search.hits) > 0
                self._tell()
            if done:
                return
            await asyncio.sleep(0.001)
