"""What the reader adds. Offsets are code points into the source of the snapshot that they were made on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from tui.records import record

CONTEXT = 32
"""How many characters of reading text are kept before and after a quote."""

COLOURS = ("yellow", "green", "blue", "magenta", "cyan", "orange", "red", "violet")
"""Names of the tag colours, in the order in which new tags receive them; the screen gives them their values."""


class AnchorState(StrEnum):
    """How sure it is that a highlight stands where it was made."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


AWAY = frozenset({AnchorState.CHANGED, AnchorState.LOST})
"""The states that a highlight has in the database while it stands nowhere in its document: it waits for a look, or it
is lost. Its offsets are of the old text."""


@record(frozen=True, slots=True)
class Anchor:
    """What finds a highlight again: offsets into the source, and the reading text there and around it."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    speaker: str | None = None
    start_ms: int | None = None


@record(frozen=True)
class Document:
    """A file that the database knows (it carries highlights or notes)."""

    id: str
    path: str
    """Relative to the library's root, forward slashes."""
    title: str
    sha256: str
    """Of the file's bytes."""
    format: str
    encoding: str
    snapshot_id: str | None = None
    """The text that its highlights were made on, or carried over to last."""
    note: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    asked_encoding: str = ""
    """The encoding that the reader asked for; empty if it is left to Pizhu."""


class Role(StrEnum):
    """What a speaker is to the talk."""

    NONE = ""
    HOST = "host"
    GUEST = "guest"


@record(frozen=True)
class Speaker:
    """What the reader says of one who speaks in a document."""

    label: str
    """As the document's labels have it, cleaned."""
    name: str = ""
    """What the speaker is called instead; empty for the label itself. Two labels of one name are one speaker."""
    role: Role = Role.NONE


@record(frozen=True)
class DocumentFacts:
    """What is known of a file when something is added to it; the database makes its `Document` of it."""

    path: str
    """Relative to the library's root, forward slashes."""
    title: str
    sha256: str
    """Of the file's bytes."""
    format: str
    encoding: str


@record(frozen=True)
class Mark:
    """A highlight to be made."""

    document: DocumentFacts
    anchor: Anchor
    source_text: str
    """The source that the anchor's offsets count in; kept as the highlight's snapshot."""
    tags: tuple[str, ...] = ()
    """Paths; what is missing is made, parents too."""
    note: str = ""
    starred: bool = False
    author: str = ""
    state: AnchorState = AnchorState.EXACT
    """`changed` or `lost` where it comes from another text: the offsets count in none that is kept."""


@record(frozen=True)
class Placed:
    """Where a highlight was found again: for `reanchor`."""

    highlight_id: str
    anchor: Anchor
    """With the new offsets. Where the state is `changed` or `lost`, the old anchor."""
    state: AnchorState


@record(frozen=True)
class ActRecord:
    """One act of a reader, as the history keeps it."""

    id: str
    what: str
    """The kind of act, the name of the Store's method: `mark`, `tag`, `merge_tags` …"""
    about: str
    """What it was done to, for people: the first characters of a quote, a tag's path, a number of highlights."""
    created: str
    undone: bool = False
    redoable: bool = False
    """Undone, and not left behind by a later act."""
    highlight_ids: tuple[str, ...] = ()
    """The highlights that it changed; only in what `undo` and `redo` return."""
    number: int = 0
    """Its number in this database, counted from 1."""
    takes_back: str = ""
    """The id of the act that it took back out of turn."""


@record(frozen=True, slots=True)
class Highlight:
    """One span of one document, with any number of tags, one note and a star."""

    id: str
    document_id: str
    snapshot_id: str
    anchor: Anchor
    tag_ids: tuple[str, ...] = ()
    """In the order in which they were put on."""
    note: str = ""
    starred: bool = False
    author: str = ""
    state: AnchorState = AnchorState.EXACT
    created: str = ""
    """UTC, ISO 8601 with milliseconds, e.g. `2026-01-31T08:15:00.000Z`."""
    updated: str = ""

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.anchor.start

    @property
    def end(self) -> int:
        """Source offset behind the last character."""
        return self.anchor.end


@record(frozen=True)
class Tag:
    """A node of the codebook; its path is made of the names from the root down."""

    id: str
    name: str
    parent_id: str | None = None
    letter: str = ""
    """One ASCII letter or digit, shown in the margin."""
    colour: str = COLOURS[0]
    description: str = ""
    aliases: tuple[str, ...] = ()


def path_order(path: str) -> tuple[list[bytes], str]:
    """By what tags are sorted: name by name, the common hanzi by their pinyin, as GB 2312 numbers them."""
    return [name.encode("gb18030", "replace") for name in path.split("/")], path


@record(frozen=True)
class Codebook:
    """All tags: a tree, immutable."""

    tags: tuple[Tag, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Tag]:
        """The tags by their id."""
        return {tag.id: tag for tag in self.tags}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Tag id to path, e.g. `模型/分化`."""
        return {tag.id: "/".join(t.name for t in self.lineage(tag.id)) for tag in self.tags}

    @cached_property
    def by_path(self) -> Mapping[str, Tag]:
        """The tags by their path."""
        return {self.paths[tag.id]: tag for tag in self.tags}

    def adding(self, tag: Tag) -> Codebook:
        """The same with one more tag, at the top or below one that is there; what is known of the others is kept."""
        more = Codebook((*self.tags, tag))
        path = tag.name if tag.parent_id is None else f"{self.paths[tag.parent_id]}/{tag.name}"
        vars(more).update(
            by_id={**self.by_id, tag.id: tag},
            paths={**self.paths, tag.id: path},
            by_path={**self.by_path, path: tag},
        )
        return more

    def lineage(self, tag_id: str) -> list[Tag]:
        """The tag with its ancestors, root first. Raises KeyError if there is no such tag."""
        chain = [self.by_id[tag_id]]
        seen = {tag_id}
        # A foreign tool can have hung a tag below itself.
        while (parent := chain[-1].parent_id) is not None and parent in self.by_id and parent not in seen:
            chain.append(self.by_id[parent])
            seen.add(parent)
        return chain[::-1]

    def under(self, tag_id: str) -> frozenset[str]:
        """The ids of the tag and of all tags below it."""
        found = {tag_id}
        queue = [tag_id]
        while queue:
            for child in self._children.get(queue.pop(), ()):
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return frozenset(found)

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[str, ...]]:
        children: dict[str | None, tuple[str, ...]] = {}
        for tag in self.tags:
            children[tag.parent_id] = (*children.get(tag.parent_id, ()), tag.id)
        return children

    def sorted_paths(self) -> list[str]:
        """All paths, children behind their parent."""
        return sorted(self.by_path, key=path_order)

    def names_of(self, tag_ids: Iterable[str]) -> tuple[str, ...]:
        """The paths of these tags, in the order given; ids that are not in the codebook are left out."""
        return tuple(self.paths[tag_id] for tag_id in tag_ids if tag_id in self.paths)

    def __iter__(self) -> Iterator[Tag]:
        return iter(self.tags)

    def __len__(self) -> int:
        return len(self.tags)


@record(frozen=True, slots=True)
class Quote:
    """A highlight with what a filter, the board and an export need to know of it."""

    highlight: Highlight
    document: Document
    tags: tuple[str, ...]
    """Paths of its tags."""
    role: Role = Role.NONE
    """What its speaker is to the talk."""

    @property
    def anchor(self) -> Anchor:
        """Where it stands and what it says."""
        return self.highlight.anchor


@record(frozen=True, slots=True)
class Trashed:
    """A highlight that was deleted and can be restored."""

    quote: Quote
    deleted: str
    """When; UTC, ISO 8601."""
