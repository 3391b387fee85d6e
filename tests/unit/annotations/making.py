"""What the tests of this folder make: documents, marks, transcripts; and the whole of a database as a value."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tui.annotations.findings import findings
from tui.annotations.model import Anchor, DocumentFacts, Mark
from tui.transcript.model import Edit, Paragraph, Segment, SegmentKind, Source, Transcript

TEXT = "主持人：你怎么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任务。\n"


def facts(path: str = "访谈/一.txt", text: str = TEXT) -> DocumentFacts:
    return DocumentFacts(path, "访谈一", hashlib.sha256(text.encode()).hexdigest(), "dialogue", "utf-8")


def anchor(start: int = 8, end: int = 12, text: str = TEXT, speaker: str | None = "主持人") -> Anchor:
    return Anchor(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32], speaker, 1000)


def a_mark(path: str = "访谈/一.txt", start: int = 8, end: int = 12, tags: Iterable[str] = (), note: str = "") -> Mark:
    return Mark(facts(path), anchor(start, end), TEXT, tuple(tags), note)


def transcript(text: str, edits: Iterable[Edit] = (), segments: Iterable[Segment] | None = None) -> Transcript:
    """A transcript of one paragraph per line, or of the segments given."""
    made = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraph = Paragraph(at, at, at + len(line))
            made.append(Segment(SegmentKind.PARAGRAPH, at, at + len(line), (paragraph,)))
        at += len(line) + 1
    source = Source(text, "utf-8", hashlib.sha256(text.encode()).hexdigest())
    return Transcript(source, "text", tuple(made if segments is None else segments), tuple(edits))


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row that acts can change, and the counts derived of them; not the snapshots and the history."""
    conn = sqlite3.connect(path)
    try:
        tables = ("document", "highlight", "tag", "highlight_tag", "correction", "speaker", "saved_filter")
        rows = {table: sorted(conn.execute(f"select * from {table}").fetchall(), key=repr) for table in tables}
        rows["tag_use"] = sorted(conn.execute("select * from tag_use where live > 0").fetchall())
        return rows
    finally:
        conn.close()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """What a query of another program reads."""
    conn = sqlite3.connect(path)
    try:
        return conn.execute(sql).fetchall()
    finally:
        conn.close()


def integrity(path: Path) -> list[str]:
    """What is wrong with the database at `path`, a line each; empty if it is whole."""
    return [finding.what for finding in findings(path)]
