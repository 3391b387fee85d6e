"""`pizhu index`, and what a search has of it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from cli_talk import TALK, Pizhu

from tui import library as library_module
from tui.indexing import alone

FILE = "seeds/谈话.txt"


def the_index() -> Path:
    (file,) = Path(os.environ["XDG_CACHE_HOME"]).glob("pizhu/search/*.db")
    return file


def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on."""
    read: list[str] = []
    load = library_module.load

    def noting(path: Path, **rest: object) -> object:
        read.append(path.name)
        return load(path, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(library_module, "load", noting)
    return read


def test_a_second_search_reads_only_what_holds_the_text(
    library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pizhu("search", "自主学习")
    read = read_files(monkeypatch)
    assert pizhu("search", "自主学习").out == first.out
    assert read == ["谈话.txt"]
    assert pizhu("search", "这里没有").code == 1
    assert pizhu("search", "re:自主學.！").code == 1
    assert read == ["谈话.txt"]


def test_what_changes_is_read_again(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("search", "萤火虫").code == 1
    Path(FILE).write_text(TALK + "\n\n主持人：螢火蟲。\n", encoding="utf-8")
    Path("seeds/new.txt").write_text("又是萤火虫", encoding="utf-8")
    assert len(pizhu("search", "萤火虫", "--json").json) == 2
    Path("seeds/new.txt").unlink()
    assert len(pizhu("search", "萤火虫", "--json").json) == 1
    assert pizhu("index", "--status", "--json").json["stale"] == 0


def test_a_correction_is_found(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("search", "螢火蟲").code == 1
    pizhu("glossary", "add", "螢火蟲", "方法")
    assert [hit["match"] for hit in pizhu("search", "萤火虫", "--json").json] == ["螢火蟲"]


def test_up_to_date_and_anew(library: Path, pizhu: Pizhu) -> None:
    state = pizhu("index", "--status", "--json").json
    assert (state["stale"], state["bytes"]) == (state["documents"], 0)
    state = pizhu("index", "--json").json
    assert (state["stale"], state["way"]) == (0, "scan")
    assert state["bytes"] > 0
    assert pizhu("index", "--rebuild", "--json").json["bytes"] == state["bytes"]
    assert pizhu("index", "--rebuild", "--status").code == 2
    pizhu("mark", FILE, "--quote", "今天我们谈")
    assert "index: 3 of 3 documents are in it" in pizhu("check").out.replace(f"{state['documents']:,}", "3")


def test_one_program_at_a_time_and_quietly(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered: list[int] = []
    monkeypatch.setattr(os, "nice", lowered.append)
    done = pizhu("index", "--idle")
    assert (done.code, done.out, done.err, lowered) == (0, "", "", [19])
    assert pizhu("index", "--status", "--json").json["stale"] == 0
    Path("seeds/new.txt").write_text("又是萤火虫", encoding="utf-8")
    with alone(the_index()):
        assert pizhu("index").code == 1
        assert pizhu("search", "萤火虫").code == 0, "it is found without the index"
    assert pizhu("index", "--status", "--json").json["stale"] == 1


def test_a_damaged_index_hinders_no_search(library: Path, pizhu: Pizhu) -> None:
    found = pizhu("search", "自主学习").out
    file = the_index()
    conn = sqlite3.connect(file)
    conn.executescript("drop table said; drop table form; pragma wal_checkpoint(truncate)")
    conn.close()
    assert pizhu("search", "自主学习").out == found
    assert "--rebuild" in pizhu("index", "--status").err
    assert pizhu("index", "--rebuild").code == 0
    assert pizhu("search", "自主学习").out == found


def test_without_a_cache_folder(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("file").absolute()))
    assert len(pizhu("search", "自主学习").out.splitlines()) == 2
    assert pizhu("index").code == 1
