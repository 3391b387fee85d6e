"""`pizhu show`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cli_talk import TALK, Pizhu

FILE = "seeds/谈话.txt"


def test_speaker_stands_at_the_head_of_the_turn(library: Path, pizhu: Pizhu) -> None:
    shown = pizhu("show", FILE)
    assert shown.code == 0
    assert shown.out.startswith("主持人：今天我们谈自主学习。大家怎么看？\n\n姚順雨：我覺得有兩個大的感受")
    assert "\n自主學習不是一個方法。\n" in shown.out
    assert shown.err == ""


def test_raw_is_the_source(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("show", FILE, "--raw").out == TALK


@pytest.mark.parametrize(
    ("script", "words"), [("simplified", "我觉得有两个大的感受"), ("traditional", "主持人：今天我們談")]
)
def test_script(library: Path, pizhu: Pizhu, script: str, words: str) -> None:
    assert words in pizhu("show", FILE, "--script", script).out


def test_json_says_what_was_understood(library: Path, pizhu: Pizhu) -> None:
    found = pizhu("show", FILE, "--json").json
    assert found["path"] == FILE
    assert found["text"] == TALK
    assert found["encoding"] == "utf-8"
    assert found["sha256"] == hashlib.sha256(TALK.encode()).hexdigest()
    assert found["undecoded"] == []
    turns = [segment for segment in found["segments"] if segment["kind"] == "turn"]
    assert [turn["speaker"] for turn in turns] == ["主持人", "姚順雨", "主持人", "姚順雨"]
    assert [(turn["line_start"], turn["line_end"]) for turn in turns] == [(1, 1), (2, 3), (4, 4), (5, 5)]
    assert TALK[turns[1]["start"] : turns[1]["end"]].startswith("[姚順雨]")
    assert set(turns[0]) >= {"start_ms", "end_ms"}
    assert found["edits"] == []


def test_glosses_are_hidden_and_named(library: Path, pizhu: Pizhu) -> None:
    Path("g.txt").write_text(
        "前沿峰會(huì)在北京舉行，峰會(huì)很好，人們會(huì)來，還(hái)有誰(shuí)。\n" * 3, encoding="utf-8"
    )
    assert "(huì)" not in pizhu("show", "g.txt").out
    edits = pizhu("show", "g.txt", "--json").json["edits"]
    assert edits[0] == {
        "start": 4,
        "end": 9,
        "replacement": "",
        "kind": "gloss",
        "why": "inserted pinyin",
        "uncertain": False,
        "others": [],
    }
    assert "line 1, 4:9: (huì) →  [gloss, inserted pinyin]" in pizhu("show", "g.txt", "--edits").out


def test_encoding_can_be_given(library: Path, pizhu: Pizhu) -> None:
    Path("b.txt").write_bytes("模型很好".encode("big5"))
    assert "模型很好" in pizhu("show", "b.txt", "--encoding", "big5").out


def test_unreadable_bytes_are_counted(library: Path, pizhu: Pizhu) -> None:
    Path("d.txt").write_bytes("一二三四五六七八九十".encode() * 9 + b"\xff" + "一二三".encode())
    shown = pizhu("show", "d.txt")
    assert shown.code == 0
    assert "1 places could not be read" in shown.err
    assert pizhu("show", "d.txt", "--json").json["undecoded"] == [90]


@pytest.mark.parametrize("name", ["nothing.txt", "seeds", "/dev/zero", "a\x1b[31mb"])
def test_what_cannot_be_read_is_named(library: Path, pizhu: Pizhu, name: str) -> None:
    shown = pizhu("show", name)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("pizhu: ")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [("show",), ("show", ""), ("show", "a\0b"), ("show", FILE, "--script", "x\x1b"), ("show", FILE, "--raw", "--json")],
)
def test_misuse(library: Path, pizhu: Pizhu, argv: tuple[str, ...]) -> None:
    assert pizhu(*argv).code == 2


def test_raw_takes_no_script(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("show", FILE, "--raw", "--script", "simplified").code == 2


def test_unknown_encoding(library: Path, pizhu: Pizhu) -> None:
    assert "unknown encoding" in pizhu("show", FILE, "--encoding", "rot13").err
