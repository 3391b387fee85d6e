"""What is akin in a library: tags that a passage is likely to get, terms that mark a document, passages like another.

All of it is derived, kept in memory, and made anew when documents or database change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from tui.annotations.model import AnchorState, Codebook
from tui.asread import Ways, terms_of, ways_of
from tui.errors import PizhuError
from tui.search.alike.bags import bag, words
from tui.search.alike.keyness import KeyTerm, key_terms
from tui.search.alike.passages import Likeness, Passage
from tui.search.alike.tags import TagModel
from tui.search.fold import fold_text
from tui.transcript.files import load
from tui.transcript.model import Transcript
from tui.transcript.stretch import spoken_around
from tui.transcript.terms import Terms
from tui.transcript.words import frequencies

if TYPE_CHECKING:
    from tui.annotations.model import Highlight
    from tui.annotations.store import Store
    from tui.library import Entry, Library

NEWEST = 3000
"""So many tagged quotes, the newest, speak for their tags."""

AROUND = 32
"""Characters before and behind a passage that speak with it, as many as a quote keeps."""

COMPARED = 1_000_000
"""Characters of other documents that a document is compared with: cutting them takes some ten seconds, once."""

SEARCHED = 8_000_000
"""Characters of other documents that are gone through for passages."""

_HELD = 4_000_000
"""Characters of documents that stay understood."""

Progress = Callable[[int, int], bool]
"""Told how many documents of how many are done; gives False to end it."""


def quietly(done: int, total: int) -> bool:
    """Goes on, whatever is done."""
    return True


@dataclass(frozen=True, slots=True)
class Suggested:
    """A tag that is likely, and the words of the passage that speak for it."""

    path: str
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A key term as the document writes it."""

    text: str
    found: KeyTerm


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """The key terms of a document, and what it was compared with."""

    terms: tuple[Term, ...]
    compared: int
    """Documents; 0: with what is usual in the language, as the dictionary counts it."""
    others: int
    """Documents that there are besides; more than were compared in a large library."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A passage of another document that is like the one asked for."""

    name: str
    title: str
    start: int
    """Source offset, in code points, half-open as everywhere."""
    end: int
    line: int
    text: str
    score: float
    """0 to 1."""
    shared: frozenset[str]
    """The pairs of characters, folded, that both have."""
    speaker: str | None
    highlight_id: str
    """Of a highlight that it meets; empty if there is none."""
    tags: tuple[str, ...]


class _Read(NamedTuple):
    stamp: tuple[object, ...]
    transcript: Transcript


class _Counted(NamedTuple):
    stamp: tuple[object, ...]
    words: Counter[str]


class _Marks:
    """The highlights of documents, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, list[Highlight]] = {}

    def of(self, name: str) -> list[Highlight]:
        if name not in self._known:
            document = self._store.document(name)
            self._known[name] = self._store.highlights(document.id) if document is not None else []
        return self._known[name]


class Kindred:
    """Asks a library. May be used from several threads; all methods raise StoreProblem."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._bags: dict[str, tuple[str, Counter[str]]] = {}
        """Highlight id to the text that speaks for its tags, and what that is made of."""
        self._own: frozenset[str] = frozenset()
        """The reader's words by which those texts were cut."""
        self._terms = Terms()
        self._model: tuple[int, TagModel, Codebook] | None = None
        self._read: dict[str, _Read] = {}
        self._counted: dict[str, _Counted] = {}

    def suggest(
        self, transcript: Transcript, start: int, end: int, *, but: Collection[str] = (), is_over: Callable[[], bool]
    ) -> list[Suggested]:
        """Tags for source `[start, end)`, best first, none of those in `but`; nothing if it `is_over` before."""
        model = self._tag_model(is_over)
        if model is None:
            return []
        said = spoken_around(transcript, start, end, AROUND)
        first, last = said.span(start, end)
        text = said.text[max(0, first - AROUND) : last + AROUND]
        written: dict[str, str] = {}
        for word in words(text, self._terms):
            written.setdefault(word.folded, text[word.start : word.end])
        return [
            Suggested(each.tag, each.score, tuple(written.get(word, word) for word in each.because))
            for each in model.suggest(bag(text, self._terms), but=but)
        ]

    def _tag_model(self, is_over: Callable[[], bool]) -> TagModel | None:
        store = self._library.store
        with self._lock:
            version = store.version()
            if self._model is not None and self._model[0] == version:
                return self._model[1]
            book = store.codebook()
            quotes = store.newest_tagged(NEWEST)
            self._know(_own_words(book, terms_of(store.rules())))
            bags: dict[str, tuple[str, Counter[str]]] = {}
            for quote in quotes:
                if is_over():
                    self._bags |= bags
                    return None
                known = self._bags.get(quote.id)
                text = quote.text
                bags[quote.id] = known if known is not None and known[0] == text else (text, bag(text, self._terms))
            self._bags = bags
            about = {
                path: bag(" ".join((path.replace("/", " "), tag.description, *tag.aliases)), self._terms)
                for path, tag in book.by_path.items()
            }
            model = TagModel([(bags[quote.id][1], book.names_of(quote.tag_ids)) for quote in quotes], about)
            self._model = version, model, book
            return model

    def _know(self, own: frozenset[str]) -> None:
        """Cut by the reader's words of now; what holds none of those that came or went stays as it was cut."""
        if other := own ^ self._own:
            folded = [fold_text(word) for word in other]
            for key, (text, _) in list(self._bags.items()):
                held = fold_text(text)
                if any(word in held for word in folded):
                    del self._bags[key]
            self._own, self._terms = own, Terms(own)

    def terms(
        self, entry: Entry, transcript: Transcript, *, most: int, progress: Progress = quietly
    ) -> KeyTerms | None:
        """The key terms of a document against the others; None if `progress` ended it."""
        store = self._library.store
        own = Terms(_own_words(store.codebook(), terms_of(store.rules())))
        here, written = Counter[str](), dict[str, str]()
        text = transcript.spoken.text
        for word in words(text, own):
            here[word.folded] += 1
            written.setdefault(word.folded, text[word.start : word.end])
        others = self._others(entry)
        there, size, compared = Counter[str](), 0, 0
        for number, other in enumerate(_spread(others)):
            if not progress(number, len(others)):
                return None
            if size > COMPARED:
                break
            if (read := self._understood(other)) is not None:
                size += len(read.transcript.text)
                there.update(self._words_of(other, read, own))
                compared += 1
        whole: Mapping[str, int] = there
        total = sum(there.values())
        if not total:
            whole, total = frequencies()
        found = key_terms(here, whole, total, most=most)
        return KeyTerms(tuple(Term(written[term.word], term) for term in found), compared if there else 0, len(others))

    def like(
        self, entry: Entry, text: str, *, most: int = 50, progress: Progress = quietly
    ) -> tuple[list[Alike], int, int] | None:
        """Passages of other documents than `entry` that are like `text`, best first.

        Also how many documents were gone through, and how many there are; None if `progress` ended it.
        """
        store = self._library.store
        likeness = Likeness(text, Terms(_own_words(store.codebook(), terms_of(store.rules()))))
        others = self._others(entry)
        size = looked = 0
        for number, other in enumerate(others):
            if not progress(number, len(others)):
                return None
            if size > SEARCHED:
                break
            if (read := self._understood(other)) is not None:
                size += len(read.transcript.text)
                likeness.look(other.name, read.transcript.spoken.text)
                looked += 1
        by_name = {other.name: other for other in others}
        book = store.codebook()
        marks = _Marks(store)
        found = [
            self._alike(by_name[passage.name], passage, score, book, marks) for score, passage in likeness.best(most)
        ]
        return [each for each in found if each is not None], looked, len(others)

    def _alike(self, entry: Entry, passage: Passage, score: float, book: Codebook, marks: _Marks) -> Alike | None:
        read = self._understood(entry)
        if read is None:
            return None
        transcript = read.transcript
        start, end = transcript.spoken.source_span(passage.start, passage.end)
        met = None
        for highlight in marks.of(entry.name):
            if highlight.start < end and start < highlight.end:
                place = self._library.place(highlight, transcript)
                if place.state is not AnchorState.LOST and place.start < end and start < place.end:
                    met = highlight
                    break
        segment = transcript.segment_at(start)
        return Alike(
            entry.name,
            entry.title,
            start,
            end,
            transcript.line_of(start),
            transcript.spoken.text[passage.start : passage.end],
            score,
            passage.shared,
            None if segment is None else segment.speaker,
            "" if met is None else met.id,
            () if met is None else book.names_of(met.tag_ids),
        )

    def _others(self, entry: Entry) -> list[Entry]:
        """The documents besides one: those that are listed, and those that the database knows."""
        from tui.indexing import documents

        return [other for other in documents(self._library) if other.name != entry.name]

    def _understood(self, entry: Entry) -> _Read | None:
        """A document as its reader reads it, but for misread bytes; None if it cannot be read."""
        store = self._library.store
        document = store.document(entry.name)
        ways = ways_of(store, document) if document is not None else Ways(rules=tuple(store.rules()))
        encoding = (document.asked_encoding if document is not None else "") or None
        try:
            stat = entry.path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, encoding, ways)
            with self._lock:
                known = self._read.get(entry.name)
            if known is not None and known.stamp == stamp:
                return known
            read = _Read(stamp, ways.applied(load(entry.path, encoding=encoding)))
        except (PizhuError, OSError):
            # Opening it tells why; the others are compared all the same.
            return None
        with self._lock:
            self._read.pop(entry.name, None)
            # All are gone through in turn: the first ones kept serve better than the last ones.
            if sum(len(each.transcript.text) for each in self._read.values()) < _HELD:
                self._read[entry.name] = read
        return read

    def _words_of(self, entry: Entry, read: _Read, own: Terms) -> Counter[str]:
        stamp = (*read.stamp, own)
        with self._lock:
            known = self._counted.get(entry.name)
        if known is None or known.stamp != stamp:
            known = _Counted(stamp, Counter(word.folded for word in words(read.transcript.spoken.text, own)))
            with self._lock:
                self._counted[entry.name] = known
        return known.words


def _own_words(book: Codebook, terms: Sequence[str]) -> frozenset[str]:
    """The library's words: names and aliases of tags, and the glossary's terms."""
    return frozenset((*(name for tag in book for name in (tag.name, *tag.aliases)), *terms))


def _spread(entries: Sequence[Entry]) -> Iterator[Entry]:
    """All of them, each behind one from quite another place: so that the first ones stand for all."""
    count = len(entries)
    step = next((step for step in range(int(count * 0.618) or 1, 0, -1) if gcd(step, count) == 1), 1)
    for number in range(count):
        yield entries[number * step % count]
