"""The full-text index against a search by brute force of all that the documents say."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from force import PIECES, by_force
from hypothesis import example, given, settings
from hypothesis import strategies as st
from talks import talks

from tui.search.everywhere import holdings
from tui.search.fulltext import Extent, FullText, Stamp
from tui.search.indexfile import SCANNED
from tui.search.scan import searched
from tui.search.wanted import Kind, Wanted, read_wanted
from tui.transcript.files import load
from tui.transcript.model import Edit, EditKind
from tui.transcript.reading import Reading
from tui.transcript.script import Script, convert

STAMP = Stamp(1, 2, "")
ALWAYS, NEVER = 0, SCANNED
"""Bytes from which on the FTS5 table is used."""
Spans = dict[str, list[tuple[int, int]]]


def found(texts: FullText, wanted: Wanted) -> Spans:
    return {holding.name: list(holding.hits.spans) for holding in holdings(texts, wanted)}


def forced(readings: Mapping[str, Reading], needle: str) -> Spans:
    spans = {name: [r.source_span(*span) for span in by_force(r.text, needle)] for name, r in readings.items()}
    return {name: its for name, its in spans.items() if its}


def filled(path: Path, readings: Mapping[str, Reading], scanned: int) -> FullText:
    texts = FullText(path, scanned=scanned)
    for name, reading in readings.items():
        texts.keep(name, STAMP, name, reading)
    texts.write()
    return texts


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    if draw(st.booleans()):
        return searched(draw(talks()))
    text = draw(st.text(st.sampled_from(PIECES + "bc02·\x00"), max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    words = st.sampled_from(["", " ", "学a", "a"])
    return Reading(text, [Edit(a, b, draw(words), EditKind.GLOSS) for a, b in zip(cuts[::2], cuts[1::2], strict=False)])


@settings(deadline=None, max_examples=30)
@given(st.lists(readings(), min_size=1, max_size=5), st.sampled_from([ALWAYS, NEVER]), st.data())
@example([Reading("of the"), Reading("of, the"), Reading("ofthe")], ALWAYS, None)
def test_all_documents_and_places_and_no_others(
    given_: list[Reading], scanned: int, data: st.DataObject | None
) -> None:
    its = {f"{number}.txt": reading for number, reading in enumerate(given_)}
    with TemporaryDirectory() as folder:
        texts = filled(Path(folder, "i.db"), its, scanned)
        needles = ["of the", "f th", "a", "f"]
        if data is not None:
            text = "".join(reading.text for reading in given_)
            start = data.draw(st.integers(0, len(text)))
            needles = [text[start : start + size] for size in (1, 2, 3, 4, 8)]
            needles += data.draw(st.lists(st.text(st.sampled_from(PIECES + "bc"), min_size=1, max_size=4), max_size=3))
        for needle in filter(None, needles):
            wanted = Wanted(Kind.TEXT, needle)
            there = forced(its, needle)
            assert found(texts, wanted) == there
            assert texts.count(wanted) in (None, len(there))
        texts.close()


@pytest.mark.parametrize("scanned", [ALWAYS, NEVER])
def test_the_real_transcripts(real_seeds: Path, tmp_path: Path, scanned: int) -> None:
    chance = random.Random(11)
    said = {path.name: searched(load(path)) for path in sorted(real_seeds.glob("*.txt"))}
    # Of each the first part: the search by force takes its time. Edits begin early.
    its = {name: Reading.of_text(reading.text[:4000], reading.edits) for name, reading in said.items()}
    texts = filled(tmp_path / "i.db", its, scanned)
    for name, length in [(name, length) for name in its for length in (1, 2, 3, 4, 8)]:
        text = its[name].text
        start = chance.randrange(len(text) - length)
        needle = convert(text[start : start + length], chance.choice(tuple(Script)))
        assert found(texts, Wanted(Kind.TEXT, needle)) == forced(its, needle)
    texts.close()


@pytest.mark.parametrize("scanned", [ALWAYS, NEVER, 40])
def test_what_changes_goes_and_comes(tmp_path: Path, scanned: int) -> None:
    path = tmp_path / "i.db"
    texts = filled(path, {"a": Reading("潮水来了 the sea"), "b": Reading("潮水又走"), "c": Reading("海鸥")}, scanned)
    texts.keep("a", STAMP._replace(mtime=3), "a2", Reading("潮汐 the tide"))
    texts.keep_problem("d", STAMP, "it is a folder")
    texts.write()
    texts.drop(["b"])
    texts.restamp("c", STAMP._replace(mtime=4))
    texts.close()
    texts = FullText(path, scanned=scanned)
    assert found(texts, Wanted(Kind.TEXT, "潮")) == {"a": [(0, 1)]}
    assert found(texts, Wanted(Kind.TEXT, "潮水")) == {}
    assert found(texts, Wanted(Kind.TEXT, "sea")) == {}
    assert found(texts, Wanted(Kind.TEXT, "海鸥")) == {"c": [(0, 2)]}
    known = texts.known()
    assert {name: its.stamp.mtime for name, its in known.items()} == {"a": 3, "c": 4, "d": 2}
    assert (known["a"].sha256, known["d"].problem) == ("a2", "it is a folder")
    assert texts.extent() == Extent(3, 1, texts.extent().text, 0 if scanned == NEVER else 2)
    texts.close()


def test_words_and_patterns_and_some_documents_only(tmp_path: Path) -> None:
    its = {"a": Reading("自主学习很难"), "b": Reading("自主學習，學習"), "c": Reading("第3年")}
    texts = filled(tmp_path / "i.db", its, ALWAYS)
    assert found(texts, read_wanted("re:第.年")) == {"c": [(0, 3)]}
    assert set(found(texts, read_wanted("w:学习"))) == {"a", "b"}
    assert texts.count(read_wanted("re:年")) is None
    ids = [texts.known()[name].id for name in ("b", "c")]
    assert [each.name for each in holdings(texts, read_wanted("学习"), ids)] == ["b"]
    texts.close()


def test_a_file_that_is_no_index_of_ours_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "i.db"
    path.write_bytes(b"no database, but long enough to be looked at" * 40)
    texts = filled(path, {"a": Reading("潮水")}, NEVER)
    texts.close()
    conn = sqlite3.connect(path)
    conn.execute("update about set value = 'of long ago'")
    conn.commit()
    conn.close()
    texts = FullText(path)
    assert texts.known() == {}
    texts.close()


def test_an_sqlite_without_fts5_looks_through_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.search.fulltext._FTS", "create virtual table ft using fts55(x)")
    texts = filled(tmp_path / "i.db", {"a": Reading("潮水"), "b": Reading("水")}, ALWAYS)
    assert found(texts, Wanted(Kind.TEXT, "潮水")) == {"a": [(0, 2)]}
    assert texts.count(Wanted(Kind.TEXT, "水")) == 2
    texts.close()


def test_what_was_written_before_an_interruption_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.search.fulltext._AT_ONCE", 2)
    texts = FullText(tmp_path / "i.db", scanned=ALWAYS)
    for name in "abc":
        texts.keep(name, STAMP, name, Reading("潮水"))
    other = FullText(tmp_path / "i.db")
    assert set(other.known()) == {"a", "b"}
    assert set(found(other, Wanted(Kind.TEXT, "水"))) == {"a", "b"}
    other.close()
    texts.close()
