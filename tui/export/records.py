"""The records of the interchange format: annotations without a database, as they go out and come back in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tui.annotations.model import COLOURS, Anchor, AnchorState, Codebook
from tui.export.excerpt import Excerpt
from tui.visible import TABLE

VERSION = 1
"""Of the format; a file with a higher one is refused."""

HEADER: Mapping[str, object] = {"type": "pizhu", "version": VERSION}

# Whatever a terminal would obey or hide goes out as \\uXXXX, beyond U+FFFF as a surrogate pair.
_ESCAPES = {code: json.dumps(chr(code))[1:-1] for code in TABLE}


@dataclass(frozen=True, slots=True)
class TagRecord:
    """A tag by its path."""

    path: str
    letter: str = ""
    colour: str = COLOURS[0]
    description: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document by its path and the SHA-256 of its bytes."""

    path: str
    title: str
    sha256: str
    format: str = ""
    encoding: str = ""
    note: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HighlightRecord:
    """A highlight, with its document by path and SHA-256 and its tags by path."""

    id: str
    document: str
    sha256: str
    anchor: Anchor
    tags: tuple[str, ...] = ()
    note: str = ""
    starred: bool = False
    author: str = ""
    created: str = ""
    state: str = AnchorState.EXACT.value
    """`changed` or `lost` where the anchor's offsets are of an older text than the document's."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What an interchange file holds."""

    tags: tuple[TagRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    highlights: tuple[HighlightRecord, ...] = ()
    repaired: int = 0
    """How many characters that no text may hold (NUL, half surrogates) were replaced by ␀ and U+FFFD."""


def records_of(excerpts: Iterable[Excerpt], codebook: Codebook) -> Incoming:
    """The whole codebook, and the excerpts with their documents."""
    tags = (codebook.by_path[path] for path in codebook.sorted_paths())
    documents: dict[tuple[str, str], DocumentRecord] = {}
    highlights = []
    for excerpt in excerpts:
        d = excerpt.document
        if (d.path, d.sha256) not in documents:
            record = DocumentRecord(d.path, d.title, d.sha256, d.format, d.encoding, d.note, d.fields)
            documents[d.path, d.sha256] = record
        highlights.append(_highlight_record(excerpt))
    return Incoming(
        tuple(TagRecord(codebook.paths[t.id], t.letter, t.colour, t.description, t.aliases) for t in tags),
        tuple(documents.values()),
        tuple(highlights),
    )


def lines_of(records: Incoming) -> Iterator[str]:
    """The records as lines of JSON without line ends: the header, tags, documents by path, highlights by place."""
    yield _line(HEADER)
    for tag in sorted(records.tags, key=lambda t: t.path.split("/")):
        yield _line({"type": "tag", **_fields(tag)})
    for document in sorted(records.documents, key=lambda d: (d.path, d.sha256)):
        yield _line({"type": "document", **_fields(document)})
    order = sorted(records.highlights, key=lambda h: (h.document, h.sha256, h.anchor.start, h.anchor.end, h.id))
    for highlight in order:
        # The anchor's fields stand among those of the highlight, where its place in the record is.
        flat: dict[str, object] = {"type": "highlight"}
        for name, value in _fields(highlight).items():
            flat.update(_fields(value) if isinstance(value, Anchor) else {name: value})
        yield _line(flat)


def _highlight_record(e: Excerpt) -> HighlightRecord:
    anchor = Anchor(e.start, e.end, e.quote, e.prefix, e.suffix, e.speaker, e.start_ms)
    its = e.tags, e.note, e.starred, e.author, e.created, e.state.value
    return HighlightRecord(e.id, e.path, e.document.sha256, anchor, *its)


def _fields(record: TagRecord | DocumentRecord | HighlightRecord | Anchor) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}


def _line(value: Mapping[str, object]) -> str:
    # Every string is inside quotation marks here, so escapes may be put in afterwards.
    return json.dumps(dict(value), ensure_ascii=False, allow_nan=False, default=dict).translate(_ESCAPES)
