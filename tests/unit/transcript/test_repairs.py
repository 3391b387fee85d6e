"""Repairs kept by content: whatever the cache holds, the text is read the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.transcript import repairs
from tui.transcript.files import load, repaired
from tui.transcript.model import Edit, EditKind
from tui.transcript.repairs import known_repairs, repairs_of

GLOSSED = "峰會(huì)在京，峰會(huì)很好，人們會(huì)來，還(hái)有誰(shuí)。\n"
SUSPECT = GLOSSED + "他們(men)說，因?yàn)樗芰?\n"
FOUND = (Edit(2, 7, "", EditKind.GLOSS, "x"), Edit(45, 52, "為它能", EditKind.MISREAD, "y", True, ("為他能",)))


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were put right, in order."""
    done: list[str] = []

    def restore(text: str, glosses: object) -> tuple[Edit, ...]:
        done.append(text)
        return FOUND

    monkeypatch.setattr("tui.transcript.edits.misread.restore.restore", restore)
    return done


def kept(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "pizhu" / "repairs").iterdir()
    return file


def test_a_text_that_is_not_suspect_needs_no_work(tmp_path: Path, work: list[str]) -> None:
    assert known_repairs("白纸黑字。什么是 API?OpenAI 的。") == ()
    assert repairs_of("白纸黑字。什么是 API?OpenAI 的。") == ()
    assert not work
    assert not (tmp_path / "pizhu").exists()


def test_the_work_is_done_once(tmp_path: Path, work: list[str]) -> None:
    assert known_repairs(SUSPECT) is None
    assert repairs_of(SUSPECT) == FOUND
    assert known_repairs(SUSPECT) == FOUND
    assert repairs_of(SUSPECT) == FOUND
    assert work == [SUSPECT]
    assert known_repairs(SUSPECT + "。") is None
    assert kept(tmp_path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b'{"version":1}',
        b"[" * 100_000,
        json.dumps({"version": 0, "edits": []}).encode(),
        json.dumps({"version": 1, "edits": 3}).encode(),
        json.dumps({"version": 1, "edits": [[0, 1]]}).encode(),
        json.dumps({"version": 1, "edits": ["abcdefg"]}).encode(),
        *(
            json.dumps({"version": 1, "edits": edits}).encode()
            for edits in (
                [[0, 999, "", "gloss", "", False, []]],
                [[-1, 3, "", "gloss", "", False, []]],
                [[3, 3, "x", "gloss", "", False, []]],
                [[0, 3, "x" * 5000, "misread", "", False, []]],
                [[0, 3, "", "correction", "", False, []]],
                [[0, 3, "", "gloss", "", 1, []]],
                [[0, 3, "", "misread", "", False, [1]]],
                [[0.0, 3, "", "misread", "", False, []]],
                [[5, 9, "", "gloss", "", False, []], [0, 3, "", "gloss", "", False, []]],
                [[0, 3, "", "gloss", "", False, []], [2, 5, "", "gloss", "", False, []]],
                [[0, 3, None, "gloss", "", False, []]],
            )
        ),
    ],
)
def test_a_wrong_file_in_the_cache_is_not_believed(tmp_path: Path, work: list[str], content: bytes) -> None:
    repairs_of(SUSPECT)
    kept(tmp_path).write_bytes(content)
    assert known_repairs(SUSPECT) is None
    assert repairs_of(SUSPECT) == FOUND
    assert known_repairs(SUSPECT) == FOUND


def test_without_a_place_to_keep_it_the_work_is_done_each_time(
    tmp_path: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert repairs_of(SUSPECT) == FOUND
    assert repairs_of(SUSPECT) == FOUND
    assert len(work) == 2


def test_the_cache_stays_small(tmp_path: Path, work: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairs, "_KEPT", 3)
    for number in range(5):
        repairs_of(SUSPECT + str(number))
    assert len(list((tmp_path / "pizhu" / "repairs").iterdir())) == 3


def test_a_file_is_opened_at_once_and_repaired_later(tmp_path: Path, work: list[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SUSPECT, encoding="utf-8")
    first = load(file)
    assert first.unrepaired
    assert not work
    then = repaired(first)
    assert not then.unrepaired
    assert then.source is first.source
    assert (then.title, then.format) == (first.title, first.format)
    assert then.edits == FOUND
    assert repaired(then) is then
    again = load(file)
    assert not again.unrepaired
    assert again.edits == FOUND
