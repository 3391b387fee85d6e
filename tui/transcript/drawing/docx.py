"""Word documents (DOCX): the text of the body as it stands when all tracked changes are accepted.

The rule, version 1. A paragraph is a line, and so is each part of it that a line, column or page break parts. A
heading, by its style's name or its outline level, and a title stand behind `#` to `######` and a blank, unless they
end in a colon, as a speaker's name does. An item of a list stands behind its number as Word counts it, or behind
`- `, which is left out before a label or a time. Inserted text is drawn, deleted text is not; nor are field codes,
comments, headers and footers, and hidden text. Notes are drawn as `[1]` where they are called, and below a line
`---` at the end as `[1] text`. Text boxes are drawn below the paragraph that holds them. A reading beside
characters (ruby) stands behind them in brackets. A picture is a line `![what it shows]()`, unless it is smaller than
15 mm, or stands beside text and says nothing. Tabs stay. Tables are drawn by the rule of `tables`, captions of
Teams by that of `teams`; pages of HTML inside by the rule of `html`.
"""

from __future__ import annotations

import posixpath
from typing import Any

from tui.transcript.drawing.archive import Archive
from tui.transcript.drawing.docx_parts import Lists, Styles, child, children, value
from tui.transcript.drawing.docx_text import Writer
from tui.transcript.drawing.drawn import Drawn, joined
from tui.transcript.drawing.html import page_lines
from tui.transcript.drawing.html_charset import decoded
from tui.transcript.drawing.markup import local, malformed, xml_tree
from tui.transcript.drawing.teams import captions

NAME = "docx"
RULE = 1
"""The version of the rule above; offsets into drawn text hold as long as it does."""

_MAIN = "word/document.xml"
_NO_TITLES = frozenset(
    ("word document", "untitled", "document", "document1", "文档", "文档1", "无标题", "powerpoint presentation")
)


def is_one(archive: Archive) -> bool:
    """Whether an archive is a Word document."""
    return _main_part(archive) in archive


def draw(archive: Archive) -> Drawn:
    """The text drawn out of a Word document. Raises FileProblem if a part of it is damaged, or it has no text."""
    main = _main_part(archive)
    root = xml_tree(archive.read(main), archive.name, main)
    body = child(root, "body")
    if body is None:
        raise malformed(archive.name, main)
    relations = _relations(archive, main)

    def part(kind: str) -> Any:
        member = next((target for its, target in relations.values() if its == kind), "")
        return xml_tree(archive.read(member), archive.name, member) if member in archive else None

    writer = Writer(Styles(part("styles")), Lists.of(part("numbering")), _chunks(archive, relations))
    writer.blocks(body)
    lines = captions(writer.lines)
    notes = {kind: part(kind) for kind in ("footnotes", "endnotes") if any(kind == own for own, _ in writer.notes)}
    below = _notes(writer, notes)
    if below:
        lines += ["---", *below]
    if not lines:
        raise archive.problem("it holds no text", "if it is pictures of text, have their text recognised first")
    return Drawn(NAME, joined(lines), _title(archive))


def _main_part(archive: Archive) -> str:
    """The member that holds the body."""
    if "_rels/.rels" in archive:
        for kind, target in _relations(archive, "").values():
            if kind == "officeDocument" and target.startswith("word/") and target in archive:
                return target
    return _MAIN


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """By their ids, what a part refers to inside the archive: the kind, and the member's name."""
    folder, file = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{file}.rels")
    if member not in archive:
        return {}
    found = {}
    for one in xml_tree(archive.read(member), archive.name, member):
        target, kind = value(one, "Target"), value(one, "Type")
        if local(one.tag) == "Relationship" and target and kind and value(one, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[value(one, "Id") or ""] = (kind.rpartition("/")[2], path)
    return found


def _chunks(archive: Archive, relations: dict[str, tuple[str, str]]) -> dict[str, list[str]]:
    """By their ids, the lines of pages of HTML that the document takes in whole."""
    chunks = {}
    for key, (kind, member) in relations.items():
        if kind != "aFChunk" or member not in archive:
            continue
        data = archive.read(member)
        if member.lower().endswith((".mht", ".mhtml")) or data[:64].lower().startswith(b"mime-version"):
            data = _page_of_mime(data)
        chunks[key] = page_lines(decoded(data, name=archive.name).text, archive.name, is_whole=True)
    return chunks


def _page_of_mime(data: bytes) -> bytes:
    """The page in a web archive (MHTML); nothing if there is none."""
    import email

    for one in email.message_from_bytes(data).walk():
        if one.get_content_type() in ("text/html", "application/xhtml+xml"):
            found = one.get_payload(decode=True)
            return found if isinstance(found, bytes) else b""
    return b""


def _notes(writer: Writer, parts: dict[str, Any]) -> list[str]:
    """The lines of the notes that the text calls, in order, each behind its number."""
    lines = []
    by_id = {
        (kind, value(one, "id")): one
        for kind, root in parts.items()
        if root is not None
        for one in (*children(root, "footnote"), *children(root, "endnote"))
    }
    for count, key in enumerate(list(writer.notes), 1):
        if key in by_id:
            own = writer.apart(by_id[key])
            lines += [f"[{count}] {line}" if i == 0 else line for i, line in enumerate(own)]
    return lines


def _title(archive: Archive) -> str:
    """The title among the document's properties, unless it says nothing."""
    member = "docProps/core.xml"
    if member not in archive:
        return ""
    found = child(xml_tree(archive.read(member), archive.name, member), "title")
    title = " ".join((found.text or "").split()) if found is not None else ""
    return "" if title.lower() in _NO_TITLES or title.lower().endswith((".docx", ".doc", ".dotx", ".dotm")) else title
