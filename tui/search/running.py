"""A search that runs in small steps, from where the reader looks to the end, and then from the top."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from tui.search.classes import prepare
from tui.search.hits import Hits, Part
from tui.search.matching import matcher_of
from tui.search.scan import searching
from tui.search.wanted import Kind, SearchProblem, read_wanted
from tui.transcript.model import Transcript
from tui.transcript.reading import Reading
from tui.transcript.words import words_loaded

_STRETCH = 1 << 16
"""Characters that are searched at once: in less than a millisecond."""


class Search:
    """What was typed, searched in a transcript. `hits` grows with every step."""

    def __init__(self, transcript: Transcript, typed: str, since: int = 0, reading: Reading | None = None) -> None:
        """Begin a little before the source offset `since`. `reading`: what `searching` gave for the transcript, if that
        is known. Raises SearchProblem if a pattern was typed that cannot be read."""
        self.typed = typed
        self.wanted = read_wanted(typed)
        self.transcript = transcript
        self.reading = reading
        """What is searched, as soon as it is known."""
        self.hits = Hits(transcript.reading)
        self.problem: SearchProblem | None = None
        """Why it ended before its time."""
        self.done = False
        self._work = self._run(since)

    @property
    def waits_for_words(self) -> bool:
        """Whether the next step would load the dictionary, which takes half a second."""
        return self.wanted.kind is Kind.WORDS and not words_loaded()

    def step(self, seconds: float) -> bool:
        """Go on for so long; tells whether it is done."""
        if self.done:
            return True
        until = perf_counter() + seconds
        try:
            for _ in self._work:
                if perf_counter() > until:
                    return False
        except SearchProblem as problem:
            self.problem = problem
        self.done = True
        return True

    def run(self) -> Hits:
        """All hits. Raises SearchProblem if a pattern takes too long somewhere."""
        while not self.step(60):
            pass
        if self.problem is not None:
            raise self.problem
        return self.hits

    def _run(self, since: int) -> Iterator[None]:
        yield from prepare()
        reading = self.reading
        if reading is None:
            reading = self.reading = yield from searching(self.transcript)
        matcher = matcher_of(self.wanted)
        text = reading.text
        begin = matcher.cut(text, reading.to_reading(since)) if since > 0 else 0
        if begin > reading.to_reading(since) + _STRETCH:
            begin = 0
        parts = [Part(0, begin), Part(begin, len(text))] if begin else [Part(0, len(text))]
        self.hits = Hits(reading, parts)
        for part in reversed(parts):
            at = part.start
            while at < part.end:
                to = min(part.end, matcher.cut(text, at + _STRETCH))
                for _ in matcher.fill(text, at, to, part.starts, part.ends):
                    if part.ends:
                        part.done = max(part.done, part.ends[-1])
                    yield
                at = part.done = to
                yield
