"""A search that runs in small steps, from where the reader looks to the end, and then from the top."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from time import perf_counter

from tui.search.classes import prepare, ready
from tui.search.hits import Hits, Part
from tui.search.matching import Matcher, matcher_of, odd_in
from tui.search.scan import searching
from tui.search.wanted import Kind, SearchProblem, Wanted, read_wanted
from tui.transcript.model import Transcript
from tui.transcript.reading import Reading
from tui.transcript.words import words_loaded

_STRETCH = 1 << 16
"""Characters that are searched at once: in less than a millisecond."""


class Ground:
    """What is searched in a transcript: found out once, for many searches."""

    def __init__(self, transcript: Transcript, reading: Reading | None = None) -> None:
        """`reading`: what is searched, if that is known."""
        self.transcript = transcript
        self.reading = reading
        self.odd: set[str] | None = None
        """What is in it that most transcripts do not have, if that was looked for."""
        self._work: Generator[None, None, Reading] | None = None
        self._survey: Iterator[None] | None = None

    def prepare(self) -> Iterator[None]:
        """Find it out in small steps, going on where another search has left off; then `reading` is there."""
        yield from prepare()
        while self.reading is None:
            self._work = self._work or searching(self.transcript)
            try:
                next(self._work)
            except StopIteration as end:
                self.reading = end.value
            yield

    def survey(self) -> Iterator[None]:
        """Look in small steps for what is odd in it, going on where it was left off; makes later searches faster."""
        yield from self.prepare()
        self._survey = self._survey or self._look_for_odd()
        yield from self._survey

    def _look_for_odd(self) -> Iterator[None]:
        assert self.reading is not None
        text, odd = self.reading.text, set[str]()
        for at in range(0, len(text), _STRETCH):
            odd |= odd_in(text, at, at + _STRETCH)
            yield
        self.odd = odd


def hits_in(reading: Reading, matcher: Matcher) -> Hits:
    """All hits in a reading, at once. Raises SearchProblem if a pattern takes too long somewhere."""
    part = Part(0, len(reading.text))
    for _ in matcher.fill(reading.text, part.start, part.end, part.starts, part.ends):
        pass
    part.done = part.end
    return Hits(reading, [part])


def find(reading: Reading, text: str) -> Hits:
    """All places of a text in a reading."""
    ready()
    return hits_in(reading, matcher_of(Wanted(Kind.TEXT, text)))


class Search:
    """What was typed, searched in a transcript. `hits` grows with every step.

    Where nothing was typed it gets ready for those that come.
    """

    def __init__(self, ground: Ground, typed: str, since: int = 0) -> None:
        """Begin behind the source offset `since`. Raises SearchProblem if a pattern was typed that cannot be read."""
        self.typed = typed
        self.wanted = read_wanted(typed)
        self._ground = ground
        self.hits = Hits(ground.transcript.reading)
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
        if not self.wanted.text:
            yield from self._ground.survey()
            return
        yield from self._ground.prepare()
        reading = self._ground.reading
        assert reading is not None
        matcher = matcher_of(self.wanted, self._ground.odd)
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
