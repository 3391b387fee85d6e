"""Reading the interchange format back: every line is checked, nothing is guessed, the database is not touched."""

from __future__ import annotations

from collections.abc import Iterable

from tui.annotations.model import COLOURS, Anchor, AnchorState
from tui.errors import PizhuError
from tui.export.fields import Fields, Wrong, read_record
from tui.export.records import VERSION, DocumentRecord, HighlightRecord, Incoming, TagRecord
from tui.visible import visible_line

MOST_CHARACTERS = 64 * 1024 * 1024
"""Of a whole file, unless the caller allows more."""
MOST_NAME = 200
"""Code points in a tag's name, a speaker's or author's name, an id."""
MOST_PATH = 4096
MOST_OFFSET = 2**31 - 1
MOST_MS = 2**53 - 1

_NOT_IN_NAMES = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)))


class LineProblem(PizhuError):
    """A line of an interchange file that cannot be taken; `line` counts from 1."""

    def __init__(self, line: int, complaint: str) -> None:
        super().__init__(f"line {line}: {visible_line(complaint)}", "nothing was imported")
        self.line = line


def read_annotations(lines: Iterable[str], most_characters: int = MOST_CHARACTERS) -> Incoming:
    """What the lines of an interchange file hold (with or without their line ends; blank ones are passed over).

    Raises LineProblem at the first line that is wrong: no JSON, no such record, a field missing or of the wrong type,
    offsets inverted, a newer version, something named twice or not at all, a limit passed.
    """
    reader = _Reader()
    number = characters = 0
    try:
        for number, line in enumerate(lines, 1):
            characters += len(line)
            if characters > most_characters:
                raise Wrong(f"the file holds more than {most_characters:,} characters")
            if text := line.removeprefix("\ufeff").strip():
                reader.take(number, text)
    except Wrong as wrong:
        raise LineProblem(number, str(wrong)) from None
    except UnicodeError:
        raise LineProblem(number + 1, "this is no UTF-8 text") from None
    except OSError as error:
        raise LineProblem(number + 1, f"it cannot be read: {error.strerror or error}") from None
    return reader.finish()


class _Reader:
    """Gathers records and sees to it that they fit together."""

    def __init__(self) -> None:
        self.begun = False
        self.repaired = 0
        self.tags: dict[str, TagRecord] = {}
        self.documents: dict[tuple[str, str], DocumentRecord] = {}
        self.highlights: dict[str, tuple[int, HighlightRecord]] = {}

    def take(self, number: int, text: str) -> None:
        raw, repaired = read_record(text)
        self.repaired += repaired
        fields = Fields(raw)
        kind = fields.text("type")
        if not self.begun:
            _check_header(kind, fields)
            self.begun = True
        elif kind == "tag":
            tag = _tag(fields)
            _demand(tag.path not in self.tags, f"the tag “{tag.path}” is there already")
            self.tags[tag.path] = tag
        elif kind == "document":
            document = _document(fields)
            key = document.path, document.sha256
            _demand(key not in self.documents, f"the document “{document.path}” is there already")
            self.documents[key] = document
        elif kind == "highlight":
            highlight = _highlight(fields)
            _demand(highlight.id not in self.highlights, f"the highlight {highlight.id} is there already")
            self.highlights[highlight.id] = number, highlight
        else:
            raise Wrong(f"there is no record of type “{kind[:40]}”" if kind else "“type” is missing")

    def finish(self) -> Incoming:
        if not self.begun:
            raise LineProblem(1, "the file is empty")
        for number, highlight in self.highlights.values():
            if (highlight.document, highlight.sha256) not in self.documents:
                raise LineProblem(number, f"no line describes the document “{highlight.document}” with this sha256")
        highlights = tuple(highlight for _, highlight in self.highlights.values())
        return Incoming(tuple(self.tags.values()), tuple(self.documents.values()), highlights, self.repaired)


def _check_header(kind: str, fields: Fields) -> None:
    _demand(kind == "pizhu", 'this is no file of ours: it must begin with {"type": "pizhu", "version": 1}')
    version = fields.number("version", 10**9)
    _demand(version, "“version” is missing")
    _demand(version == VERSION, f"it was written by a newer Pizhu (version {version}; this one reads {VERSION})")


def _tag(fields: Fields) -> TagRecord:
    letter = fields.text("letter", most=1)
    _demand(not letter or (letter.isascii() and letter.isalnum()), "“letter” must be one ASCII letter or digit")
    return TagRecord(
        path=_tag_path(fields.text("path", required=True)),
        letter=letter,
        colour=_name("colour", fields.text("colour")) or COLOURS[0],
        description=fields.text("description"),
        aliases=tuple(_tag_path(alias) for alias in fields.texts("aliases")),
    )


def _document(fields: Fields) -> DocumentRecord:
    return DocumentRecord(
        path=fields.text("path", most=MOST_PATH, required=True),
        title=fields.text("title", most=MOST_PATH),
        sha256=_sha256(fields),
        format=_name("format", fields.text("format")),
        encoding=_name("encoding", fields.text("encoding")),
        note=fields.text("note"),
        fields=fields.mapping("fields"),
    )


def _highlight(fields: Fields) -> HighlightRecord:
    start, end = fields.offset("start", MOST_OFFSET), fields.offset("end", MOST_OFFSET)
    _demand(start < end, f"“start” {start} must be less than “end” {end}")
    return HighlightRecord(
        id=_name("id", fields.text("id", required=True)),
        document=fields.text("document", most=MOST_PATH, required=True),
        sha256=_sha256(fields),
        anchor=Anchor(
            start,
            end,
            quote=fields.text("quote", required=True),
            prefix=fields.text("prefix"),
            suffix=fields.text("suffix"),
            speaker=fields.text_or_none("speaker", most=MOST_NAME),
            start_ms=fields.number("start_ms", MOST_MS),
        ),
        tags=tuple(_tag_path(path) for path in fields.texts("tags")),
        note=fields.text("note"),
        starred=fields.flag("starred"),
        author=fields.text("author", most=MOST_NAME),
        created=_name("created", fields.text("created")),
        state=_state(fields.text("state")),
    )


def _state(name: str) -> str:
    _demand(not name or name in set(AnchorState), "“state” must be exact, moved, changed or lost")
    return name or AnchorState.EXACT.value


def _sha256(fields: Fields) -> str:
    value = fields.text("sha256", required=True)
    _demand(len(value) == 64 and set(value) <= set("0123456789abcdef"), "“sha256” must be 64 hexadecimal digits")
    return value


def _tag_path(path: str) -> str:
    for name in path.split("/"):
        _demand(name.strip(), f"the tag “{path[:MOST_NAME]}” has a part without a name")
        _name("a tag's name", name)
    return path


def _name(what: str, name: str) -> str:
    _demand(len(name) <= MOST_NAME, f"{what} is longer than {MOST_NAME} characters")
    _demand(_NOT_IN_NAMES.isdisjoint(name), f"{what} must be one line without control characters")
    return name


def _demand(condition: object, complaint: str) -> None:
    if not condition:
        raise Wrong(complaint)
