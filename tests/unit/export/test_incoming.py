"""The interchange format: what goes out comes back in, and nothing wrong gets through."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from export_samples import AGI, BOOK, quotes, transcript_of
from hypothesis import given
from hypothesis import strategies as st

from tui.annotations.model import COLOURS, Anchor
from tui.errors import PizhuError
from tui.export.excerpt import excerpts
from tui.export.formats import FORMATS
from tui.export.incoming import LineProblem, read_annotations
from tui.export.records import DocumentRecord, HighlightRecord, Incoming, TagRecord, lines_of, records_of

SHA = "c" * 64
HEAD = '{"type": "pizhu", "version": 1}'
DOCUMENT = {"type": "document", "path": "a.txt", "title": "A", "sha256": SHA}
HIGHLIGHT = {"type": "highlight", "id": "h", "document": "a.txt", "sha256": SHA, "start": 1, "end": 3, "quote": "话"}


def file_of(*records: object) -> list[str]:
    return [HEAD, *(json.dumps(record) for record in records)]


def test_out_and_back() -> None:
    out = io.StringIO()
    FORMATS["jsonl"].write(excerpts(quotes()[:2], transcript_of), out, BOOK)
    incoming = read_annotations(out.getvalue().splitlines(keepends=True))
    assert "".join(f"{line}\n" for line in lines_of(incoming)) == out.getvalue()
    assert incoming.documents[0].fields == AGI.fields
    assert [h.id for h in incoming.highlights] == ["h1", "h2"]
    assert incoming.highlights[0].anchor == quotes()[0].anchor


def test_hostile_text_comes_back_but_for_what_no_text_may_hold() -> None:
    incoming = read_annotations(lines_of(records_of(excerpts(quotes(), transcript_of), BOOK)))
    hostile = quotes()[2].anchor.quote
    assert incoming.highlights[0].anchor.quote == hostile.replace("\0", "␀")
    assert incoming.repaired == 1


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
FULL = TEXTS.filter(str.strip)
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
PATHS = st.lists(NAMES.map(lambda name: name.replace("/", "_")), min_size=1, max_size=3).map("/".join)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), TEXTS)
JSON = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner)), max_leaves=5
)
TAGS = st.builds(
    TagRecord,
    PATHS,
    st.sampled_from(["", "a", "7"]),
    st.sampled_from(COLOURS),
    TEXTS,
    st.lists(PATHS, max_size=2).map(tuple),
)
DOCUMENTS = st.builds(
    DocumentRecord, FULL, TEXTS, st.just(SHA), NAMES, NAMES, TEXTS, st.dictionaries(TEXTS, JSON, max_size=3)
)


@st.composite
def projects(draw: st.DrawFn) -> Incoming:
    tags = draw(st.lists(TAGS, max_size=4, unique_by=lambda tag: tag.path))
    documents = draw(st.lists(DOCUMENTS, max_size=3, unique_by=lambda document: document.path))
    highlights = []
    for i in range(draw(st.integers(0, 5)) if documents else 0):
        start = draw(st.integers(0, 1000))
        length, speaker, ms = draw(st.integers(1, 50)), draw(st.none() | NAMES), draw(st.none() | st.integers(0, 10**7))
        anchor = Anchor(start, start + length, draw(FULL), draw(TEXTS), draw(TEXTS), speaker, ms)
        paths = tuple(draw(st.lists(PATHS, max_size=3)))
        path, note = draw(st.sampled_from(documents)).path, draw(TEXTS)
        highlights.append(
            HighlightRecord(f"h{i}", path, SHA, anchor, paths, note, draw(st.booleans()), draw(NAMES), "x")
        )
    return Incoming(tuple(tags), tuple(documents), tuple(highlights))


@given(projects())
def test_any_project_comes_back(project: Incoming) -> None:
    lines = list(lines_of(project))
    incoming = read_annotations(lines)
    assert list(lines_of(incoming)) == lines
    assert set(incoming.highlights) == set(project.highlights)
    assert set(incoming.tags) == set(project.tags)


def test_blank_lines_marks_and_unknown_fields_are_taken() -> None:
    lines = [f"\ufeff{HEAD}\r\n", "\n", json.dumps(DOCUMENT | {"later": [1]}) + "\n", ""]
    assert [document.path for document in read_annotations(lines).documents] == ["a.txt"]


def test_half_surrogates_are_replaced_and_counted() -> None:
    lines = [HEAD, *(json.dumps(r) for r in (DOCUMENT, HIGHLIGHT | {"quote": "a\ud800b\0😀", "tags": ["x\udfff"]}))]
    incoming = read_annotations(lines)
    assert incoming.highlights[0].anchor.quote == "a\ufffdb␀😀"
    assert incoming.highlights[0].tags == ("x\ufffd",)
    assert incoming.repaired == 3


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no JSON"),
        ("nonsense", "no JSON"),
        ("[1]", "JSON object"),
        ("null", "JSON object"),
        ('{"type": "tag", "path": "a", "x": NaN}', "NaN"),
        ('{"type": "tag", "path": "a", "x": ' + "9" * 5000 + "}", "digits"),
        ("[" * 100_000, "inside one another"),
        ('{"a":' * 100_000, "inside one another"),
        (json.dumps(DOCUMENT | {"fields": json.loads("[" * 60 + "]" * 60)}), "inside one another"),
        ("{}", "“type” is missing"),
        ('{"type": 1}', "“type” must be a text"),
        ('{"type": "corpus"}', "corpus"),
        ('{"type": "tag"}', "“path” is missing"),
        ('{"type": "tag", "path": "a//b"}', "without a name"),
        ('{"type": "tag", "path": "a\\u001bb"}', "control"),
        ('{"type": "tag", "path": "' + "长" * 201 + '"}', "longer"),
        ('{"type": "tag", "path": "a", "letter": "é"}', "letter"),
        ('{"type": "tag", "path": "a", "aliases": "b"}', "list"),
        ('{"type": "tag", "path": "a", "aliases": [1]}', "texts"),
        ('{"type": "tag", "path": "有"}', "already"),
        (json.dumps(DOCUMENT), "already"),
        (json.dumps(DOCUMENT | {"path": ""}), "“path” is missing"),
        (json.dumps(DOCUMENT | {"path": "b", "sha256": "x"}), "sha256"),
        (json.dumps(DOCUMENT | {"path": "b", "fields": []}), "object"),
        (json.dumps(HIGHLIGHT), "already"),
        (json.dumps(HIGHLIGHT | {"id": "2", "document": "b"}), "no line describes"),
        (json.dumps(HIGHLIGHT | {"id": "2", "sha256": "d" * 64}), "no line describes"),
        (json.dumps(HIGHLIGHT | {"id": "2", "start": 3}), "less than"),
        (json.dumps(HIGHLIGHT | {"id": "2", "start": 4}), "less than"),
        (json.dumps(HIGHLIGHT | {"id": "2", "start": -1}), "0 to"),
        (json.dumps(HIGHLIGHT | {"id": "2", "end": 2**40}), "0 to"),
        (json.dumps(HIGHLIGHT | {"id": "2", "end": "3"}), "whole number"),
        (json.dumps(HIGHLIGHT | {"id": "2", "end": 3.0}), "whole number"),
        (json.dumps(HIGHLIGHT | {"id": "2", "end": True}), "whole number"),
        (json.dumps(HIGHLIGHT | {"id": "2", "end": None}), "“end” is missing"),
        (json.dumps({k: v for k, v in HIGHLIGHT.items() if k != "id"}), "“id” is missing"),
        (json.dumps({k: v for k, v in HIGHLIGHT.items() if k != "quote"} | {"id": "2"}), "“quote” is missing"),
        (json.dumps(HIGHLIGHT | {"id": "2", "starred": 1}), "true or false"),
        (json.dumps(HIGHLIGHT | {"id": "2", "note": "x" * (1024 * 1024 + 1)}), "longer"),
        (json.dumps(HIGHLIGHT | {"id": "2", "tags": [[]]}), "texts"),
        (HEAD, "pizhu"),
    ],
)
def test_wrong_lines_are_named(line: str, says: str) -> None:
    lines = [*file_of(DOCUMENT, {"type": "tag", "path": "有"}, HIGHLIGHT), line]
    with pytest.raises(LineProblem) as caught:
        read_annotations(lines)
    assert caught.value.line == 5
    assert "line 5: " in caught.value.message
    assert says in caught.value.message
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "empty"),
        (["", " \n"], "empty"),
        ([json.dumps(DOCUMENT)], "no file of ours"),
        (['{"type": "pizhu", "version": 2}'], "newer"),
        (['{"type": "pizhu"}'], "version"),
        (['{"type": "pizhu", "version": "1"}'], "whole number"),
        (['{"type": "pizhu", "version": true}'], "whole number"),
        (['{"type": "pizhu", "version": 0}'], "version"),
    ],
)
def test_wrong_beginnings(lines: list[str], says: str) -> None:
    with pytest.raises(LineProblem, match=says):
        read_annotations(lines)


def test_the_limit_can_be_moved() -> None:
    lines = file_of(DOCUMENT)
    with pytest.raises(LineProblem, match="more than 50 characters"):
        read_annotations(lines, most_characters=50)
    assert read_annotations(lines, most_characters=500).documents


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(LineProblem) as caught:
        read_annotations(io.TextIOWrapper(io.BytesIO(HEAD.encode() + b"\n\xff\xfe\n"), encoding="utf-8"))
    assert "UTF-8" in caught.value.message


def test_a_file_that_breaks_off() -> None:
    def lines() -> Iterator[str]:
        yield HEAD
        raise OSError(5, "Input/output error")

    with pytest.raises(LineProblem, match="line 2: it cannot be read: Input/output error"):
        read_annotations(lines())


@given(st.lists(st.one_of(st.text(max_size=30), st.builds(json.dumps, JSON), st.just(HEAD)), max_size=4))
def test_nothing_but_our_errors_gets_out(lines: list[str]) -> None:
    try:
        read_annotations([HEAD, *lines])
    except PizhuError as problem:
        assert problem.message.startswith("line ")  # noqa: PT017
