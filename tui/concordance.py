"""The hits of a text in the documents of a library, one concordance line for each, as far as a filter takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.annotations.model import Anchor, Document, Highlight
from tui.annotations.roles import quotes_of
from tui.errors import FileProblem
from tui.grounds import Documents
from tui.search.filters import Everything, Filter
from tui.search.kwic import Line, line_of
from tui.search.match import passing
from tui.search.running import Ground, Search
from tui.search.saved import unfold
from tui.search.scan import Hit, searched
from tui.search.wanted import Wanted

if TYPE_CHECKING:
    from tui.library import Entry, Found, Library
    from tui.transcript.model import Transcript
    from tui.transcript.reading import Reading


class Scope:
    """Which hits a filter takes: a hit is asked as if it were a highlight.

    Document, turn, speaker and role are those of its place; tags, note, star, author and time are those of the
    highlights that hold it, of the last one where there can be one only, and its words are theirs and its own.
    """

    def __init__(self, library: Library, filter_: Filter) -> None:
        """Codebook and saved filters are read now. Raises StoreProblem."""
        self._library = library
        self._filter = unfold(filter_, library.store.filters())
        self._codebook = library.store.codebook()

    def of(self, entry: Entry, transcript: Transcript, reading: Reading, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Those of a document's hits, found in `reading`, that the filter takes. Raises StoreProblem."""
        if isinstance(self._filter, Everything) or not hits:
            return hits
        document = self._library.document(entry, transcript) or _unknown(entry, transcript)
        found = [each for each in self._library.highlights(entry, transcript) if each.start >= 0]
        real = [_placed(each) for each in found]
        asked = [
            _as_highlight(f"\0{number}", document, transcript, reading, hit, found) for number, hit in enumerate(hits)
        ]
        quotes = quotes_of((*real, *asked), document, self._codebook, self._library.store.speakers(document.id))
        ground = Documents(lambda document, highlight: transcript)
        ids = {quote.highlight.id for quote in passing(self._filter, quotes, self._codebook, ground=ground)}
        return [hit for hit, each in zip(hits, asked, strict=True) if each.id in ids]


def hits_in(library: Library, entry: Entry, wanted: Wanted, scope: Scope) -> tuple[Transcript, Reading, Sequence[Hit]]:
    """A document, what is searched in it, and its hits. Raises FileProblem, StoreProblem, SearchProblem."""
    transcript = library.transcript(entry)
    reading = searched(transcript)
    found = Search(Ground(transcript, reading), str(wanted)).run()
    return transcript, reading, scope.of(entry, transcript, reading, found)


def lines(
    library: Library,
    entries: Iterable[Entry],
    wanted: Wanted,
    filter_: Filter,
    *,
    beyond: bool = False,
    tell: Callable[[FileProblem], object] = lambda problem: None,
) -> Iterator[tuple[Entry, list[Line]]]:
    """The documents that have any hits, each with its lines, in order; `beyond`: they go on over the ends of turns.

    `tell` is told of documents that cannot be read, which are passed over. Raises StoreProblem, SearchProblem.
    """
    scope = Scope(library, filter_)
    names_of = library.store.codebook().names_of
    for entry in entries:
        try:
            transcript, reading, hits = hits_in(library, entry, wanted, scope)
        except FileProblem as problem:
            tell(problem)
            continue
        if not hits:
            continue
        found = library.highlights(entry, transcript)
        its = []
        for hit in hits:
            around = _around(hit, found)
            tags = names_of(_tag_ids(around)) if around else None
            its.append(line_of(entry.name, transcript, reading, hit, beyond=beyond, tags=tags))
        yield entry, its


def _around(hit: Hit, found: Sequence[Found]) -> list[Highlight]:
    """The highlights that hold a hit."""
    return [each.highlight for each in found if 0 <= each.start <= hit.start and hit.end <= each.end]


def _tag_ids(highlights: Sequence[Highlight]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag_id for each in highlights for tag_id in each.tag_ids))


def _unknown(entry: Entry, transcript: Transcript) -> Document:
    """A document of which the database knows nothing."""
    source = transcript.source
    title = transcript.title or entry.path.stem
    return Document("", entry.name, title, source.sha256, transcript.format, source.encoding)


def _placed(found: Found) -> Highlight:
    """A highlight at the place where it stands now."""
    anchor = replace(found.highlight.anchor, start=found.start, end=found.end)
    return replace(found.highlight, anchor=anchor)


def _as_highlight(
    identity: str, document: Document, transcript: Transcript, reading: Reading, hit: Hit, found: Sequence[Found]
) -> Highlight:
    """A hit as a highlight, with what those have that hold it."""
    around = _around(hit, found)
    segment = transcript.segment_at(hit.start)
    words = [*(each.anchor.quote for each in around), reading.text[hit.reading_start : hit.reading_end]]
    speaker = None if segment is None else segment.speaker
    its = Highlight(identity, document.id, "", Anchor(hit.start, hit.end, "\n".join(words), speaker=speaker))
    if not around:
        return its
    last = max(around, key=lambda each: each.created)
    return replace(
        its,
        tag_ids=_tag_ids(around),
        note="\n".join(each.note for each in around if each.note),
        starred=any(each.starred for each in around),
        author=last.author,
        state=last.state,
        created=last.created,
    )
