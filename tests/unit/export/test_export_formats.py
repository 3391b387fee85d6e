"""The formats, byte for byte against `tests/golden`, and what must hold whatever the text is.

After a wanted change: `PIZHU_GOLDEN=write pytest tests/unit/export/test_export_formats.py`, and read the difference.
"""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from export_samples import AGI, BOOK, quotes, transcript_of
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.annotations.model import Anchor, Codebook, Highlight, Quote
from tui.errors import Misuse
from tui.export.context import Context, Unit
from tui.export.excerpt import Excerpt, clock, excerpts
from tui.export.formats import FORMATS, format_named, format_of
from tui.export.formats.csv import cell
from tui.export.formats.markdown import literal
from tui.visible import TABLE, visible

GOLDEN = Path(__file__).parents[2] / "golden"
CONTEXTS = {"": None, "-context": Context(1, Unit.TURN)}
HARMFUL = {chr(code) for code in TABLE} | {"\r"}


def exported(name: str, context: Context | None = None) -> str:
    out = io.StringIO(newline="")
    FORMATS[name].write(excerpts(quotes(), transcript_of, context), out, BOOK)
    return out.getvalue()


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str, context: str) -> None:
    form = FORMATS[name]
    golden = GOLDEN / f"quotes{context}{form.suffixes[0]}"
    data = exported(name, CONTEXTS[context]).encode(form.encoding)
    if os.environ.get("PIZHU_GOLDEN") == "write":
        golden.write_bytes(data)
    assert data == golden.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_a_terminal_obeys_goes_out(name: str) -> None:
    text = exported(name, Context(1, Unit.TURN))
    assert not HARMFUL & set(text.replace("\r\n", "\n"))


@pytest.mark.parametrize("name", FORMATS)
def test_no_excerpts(name: str) -> None:
    out = io.StringIO()
    FORMATS[name].write([], out, Codebook())
    assert out.getvalue().count("\n") == {"markdown": 0, "text": 0, "csv": 1, "jsonl": 1}[name]


def test_names_of_formats() -> None:
    assert format_named("md") is format_named("Markdown") is format_named(".md") is FORMATS["markdown"]
    assert format_of(Path("a/B.JSONL")) is FORMATS["jsonl"]
    assert format_of(Path("a")) is None
    with pytest.raises(Misuse, match="markdown"):
        format_named("docx")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=cmd()", "'=cmd()"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=x", "'    =x"),
        ("\rx", "'␍x"),
        ("\tx", "'    x"),
        ("  =x", "'  =x"),
        ("　＝x", "'　＝x"),
        ("\n=x", "'\n=x"),
        ("\u00a0-x", "'\u00a0-x"),
        ("a=b", "a=b"),
        ("——", "——"),
        ("\u200b=x", "<200B>=x"),
        ("\x1b[0m", "␛[0m"),
        (-5, -5),
        (None, ""),
    ],
)
def test_cells(value: str | int | None, expected: str | int) -> None:
    assert cell(value) == expected


def test_csv_reads_back_as_a_table() -> None:
    header, *rows = csv.reader(io.StringIO(exported("csv", Context(1, Unit.TURN)), newline=""))
    assert len(rows) == len(quotes())
    assert all(len(row) == len(header) for row in rows)
    assert not any(re.match(r"\s*[=+\-@＝]", text) for row in rows for text in row)


def shown(markdown: str) -> str:
    """The text of the paragraph that `markdown` is, as a reader of the page sees it; fails on any other markup."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    pieces = []
    for token in tokens:
        assert token.type in ("paragraph_open", "paragraph_close", "inline"), token.type
        if token.type == "paragraph_open" and pieces:
            pieces.append("\n\n")
        for child in token.children or ():
            assert child.type in ("text", "hardbreak", "text_special"), child.type
            pieces.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(pieces)


@given(
    st.text(
        st.one_of(st.sampled_from("ab #*_`[]()<>!|~&$\\{}-+=.:1\n "), st.characters(exclude_categories=["C", "Z"])),
        max_size=40,
    )
)
def test_markdown_shows_text_literally(text: str) -> None:
    lines = [line.strip(" ") for line in visible(text).strip().split("\n")]
    wanted = re.sub(r"\n{2,}", "\n\n", "\n".join(lines))
    assert shown("\n".join(literal(text))) == wanted


def test_a_note_keeps_to_its_place() -> None:
    note = "\\<script>\n\n```\n未完的代码\n</div><script>\n"
    text = io.StringIO()
    anchor = Anchor(0, 1, "话")
    both = [Quote(Highlight(str(i), "d1", "s", anchor, note=note), AGI, ()) for i in range(2)]
    FORMATS["markdown"].write(excerpts(both, lambda d, h: None), text, Codebook())
    html = MarkdownIt("commonmark").render(text.getvalue())
    assert html.count("<blockquote>") == 2
    assert "<script" not in html


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_one_author_alone_is_not_named(name: str) -> None:
    out = io.StringIO()
    FORMATS[name].write(excerpts(quotes()[:2], transcript_of), out, BOOK)
    assert "批注" not in out.getvalue()


def test_positions() -> None:
    assert [clock(ms) for ms in (0, 59_999, 723_000, 3_723_000)] == ["0:00", "0:59", "12:03", "1:02:03"]
    first, second, third, _ = excerpts(quotes(), transcript_of)
    assert [e.position for e in (first, second, third)] == ["第 4 行", "12:03", ""]
    assert (first.before, first.after) == ("", "")


def test_offsets_beyond_the_text_give_no_line() -> None:
    far = Quote(Highlight("h", "d1", "s", Anchor(9_000, 9_001, "x")), AGI, ())
    (excerpt,) = excerpts([far], transcript_of, Context(1, Unit.TURN))
    assert isinstance(excerpt, Excerpt)
    assert (excerpt.line, excerpt.before, excerpt.position) == (None, "", "")
