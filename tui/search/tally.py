"""How many of the highlights that pass each tag, speaker and document has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from tui.annotations.model import Codebook
from tui.search.chunk import Chunk

_FEW = 256
"""So few rows of a chunk are asked for their tags one by one, the first time."""


class Tally:
    """The rows of chunks that passed. Tags are counted as they come, the rest where it is asked for."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._passed: list[tuple[Chunk, int]] = []
        self.total = 0
        """How many highlights pass."""
        self.tags: dict[str, int] = {}
        """Tag id to how many of them carry the tag or one below it; tags without any are left out."""

    def add(self, chunk: Chunk, rows: int) -> None:
        """These rows of a chunk passed. Chunks come in the order of their documents."""
        self._passed.append((chunk, rows))
        if not rows:
            return
        self.total += rows.bit_count()
        tags = self.tags
        if rows.bit_count() <= _FEW and not chunk.is_branched(self._codebook):
            for carried in chunk.tags_of(rows, self._codebook).values():
                for tag in carried:
                    tags[tag] = tags.get(tag, 0) + 1
            return
        waiting = [chunk.branches(self._codebook)]
        while waiting:
            for tag, its, below in waiting.pop():
                if both := its & rows:
                    tags[tag] = tags.get(tag, 0) + both.bit_count()
                    if below:
                        waiting.append(below)

    @cached_property
    def speakers(self) -> Mapping[str, int]:
        """Speaker to how many of them they said."""
        return self._people(lambda chunk, rows: chunk.speakers.count(rows))

    @cached_property
    def coders(self) -> Mapping[str, int]:
        """Coder to how many of them they made; those without a name are left out."""
        return self._people(lambda chunk, rows: chunk.authors.count(rows))

    def _people(self, count: Callable[[Chunk, int], Mapping[str, int] | Mapping[str | None, int]]) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for chunk, rows in self._passed:
            for name, its in count(chunk, rows).items() if rows else ():
                if name:
                    counts[name] = counts.get(name, 0) + its
        return counts

    @cached_property
    def documents(self) -> Mapping[str, int]:
        """Document path to how many of them it has; counted when a document is asked for."""
        return _Documents([pair for pair in self._passed if pair[0].size])


class _Documents(Mapping[str, int]):
    def __init__(self, passed: list[tuple[Chunk, int]]) -> None:
        self._passed = passed
        self._firsts = [chunk.paths[0] for chunk, _ in passed]

    def __getitem__(self, path: str) -> int:
        chunk, rows = self._passed[max(0, bisect_right(self._firsts, path) - 1)] if self._passed else (None, 0)
        if chunk is not None:
            number = bisect_left(chunk.paths, path)
            is_there = number < len(chunk.paths) and chunk.paths[number] == path
            if is_there and (count := (rows & chunk.rows_of_document(number)).bit_count()):
                return count
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        for chunk, rows in self._passed:
            for number, path in enumerate(chunk.paths if rows else ()):
                if rows & chunk.rows_of_document(number):
                    yield path

    def __len__(self) -> int:
        return sum(1 for _ in self)
