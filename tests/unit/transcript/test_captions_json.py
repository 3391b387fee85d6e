"""Machines' JSON: what is drawn out of it, what is understood of the drawn text, and what is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.transcript.test_formats import assert_covers
from tui.errors import FileProblem
from tui.transcript.files import load, read_source, transcript_files
from tui.transcript.formats import whisper
from tui.transcript.formats.draw import Spoken, draw
from tui.transcript.model import Source, Transcript
from tui.transcript.understand import understand

WHISPER = {
    "text": " 大家好。今天谈书。",
    "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.28, "text": " 大家好。", "tokens": [1], "temperature": 0.0},
        {"id": 1, "start": 5.12, "end": 5.12, "text": "问题是: 今天\n谈书。"},
        {"id": 2, "start": 6, "end": 7, "text": "  "},
        {"id": 3, "start": 36000.0005, "end": 36001, "text": "[笑] a: b"},
    ],
    "language": "zh",
}
WHISPERX = {
    "segments": [
        {"start": 0.031, "end": 1.2, "text": " 你好", "words": [], "speaker": "SPEAKER_00"},
        {"start": 1.3, "end": 1.4, "text": "在吗", "speaker": "SPEAKER_00"},
        {"start": 1.5, "end": 1.9, "text": "林岚: 在", "speaker": "A: b"},
        {"start": 2.0, "end": 2.5, "text": "谁？"},
    ],
    "word_segments": [],
    "language": "zh",
}
CPP = {
    "systeminfo": "AVX = 1",
    "model": {"type": "base"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:02,340"},
            "offsets": {"from": 10, "to": 2340},
            "text": " 一",
        },
        {"offsets": {"from": 2340, "to": 4000}, "text": " 二", "speaker": "1"},
    ],
}
JSON3 = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
        {
            "tStartMs": 80,
            "dDurationMs": 3000,
            "segs": [{"utf8": "今天", "acAsrConf": 0}, {"utf8": "谈书", "tOffsetMs": 4}],
        },
        {"tStartMs": 1500, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 1510, "segs": [{"utf8": "好\u2028的 \ud800"}]},
    ],
}
PODCAST = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "林岚", "startTime": 0.5, "endTime": 0.75, "body": "早"},
        {"speaker": "周明", "startTime": 60.001, "endTime": 61, "body": "早"},
    ],
}

Said = list[tuple[str | None, int | None, str]]


SAID: Said = [(None, 0, "大家好。"), (None, 5120, "问题是: 今天 谈书。"), (None, 36_000_000, "[笑] a: b")]


def said(transcript: Transcript) -> Said:
    assert_covers(transcript)
    return [(s.speaker, p.start_ms, transcript.text[p.body : p.end]) for s in transcript.segments for p in s.paragraphs]


def written(folder: Path, data: object, name: str = "a.json") -> Path:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("data", "format_", "expected"),
    [
        (WHISPER, "whisper", SAID),
        (WHISPER["segments"], "whisper", SAID),
        (WHISPERX, "whisperx",
         [("SPEAKER_00", 31, "你好"), ("SPEAKER_00", 1300, "在吗"), ("A： b", 1500, "林岚: 在"), (None, 2000, "谁？")]),
        (CPP, "whisper.cpp", [(None, 10, "一"), ("1", 2340, "二")]),
        (JSON3, "json3", [(None, 80, "今天谈书"), (None, 1510, "好 的 \ufffd")]),
        (PODCAST, "podcast", [("林岚", 500, "早"), ("周明", 60_001, "早")]),
    ],
    ids=["whisper", "list", "whisperx", "cpp", "json3", "podcast"],
)  # fmt: skip
def test_what_is_drawn(tmp_path: Path, data: Any, format_: str, expected: Said) -> None:
    path = written(tmp_path, data, "某.txt")
    transcript = load(path)
    assert (transcript.format, transcript.title) == (format_, "某")
    assert said(transcript) == expected
    assert transcript.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert transcript.source.encoding == "utf-8"
    snapshot = understand(Source(transcript.text, "utf-8", transcript.source.sha256), name=path.name)
    assert snapshot.segments == transcript.segments


def test_the_drawn_lines(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, WHISPERX)).text == (
        "[0:00:00.031] SPEAKER_00: 你好\n[0:00:01.300] SPEAKER_00: 在吗\n"
        "[0:00:01.500] A： b: 林岚: 在\n[0:00:02.000] 谁？\n"
    )
    # Two blanks: what follows is no speaker.
    assert read_source(written(tmp_path, WHISPER)).text.endswith("[10:00:00.000]  [笑] a: b\n")
    utf16 = tmp_path / "b.json"
    utf16.write_bytes(json.dumps(PODCAST, ensure_ascii=False, indent=1).replace("\n", "\r\n").encode("utf-16"))
    assert read_source(utf16).text == "[0:00:00.500] 林岚: 早\n[0:01:00.001] 周明: 早\n"
    assert load(utf16).source.encoding == "utf-16-le"


def test_bytes_that_cannot_be_read_are_found_in_what_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps(PODCAST, ensure_ascii=False).encode().replace("周明".encode(), b"\xe5\x91"))
    source = read_source(path)
    assert [source.text[at] for at in source.undecoded] == ["\ufffd"]


def bad(**changes: object) -> dict[str, object]:
    """A Whisper transcript whose second segment is changed; None takes a field away."""
    segment = {"start": 1.0, "end": 2.0, "text": "二"} | changes
    good = {"start": 0.0, "end": 1.0, "text": "一"}
    return {"segments": [good, {key: value for key, value in segment.items() if value is not None}]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bad(start=float("nan")), "segment 2 has a 'start' that is no time"),
        (bad(start=float("inf")), "that is no time"),
        (bad(start=-0.5), "before the beginning"),
        (bad(end=0.5), "ends before it begins"),
        (bad(start="1"), "no number"),
        (bad(start=True), "no number"),
        (bad(start=10**12, end=10**12), "9999 hours"),
        (bad(start=1e300), "9999 hours"),
        (bad(start=None), "has no 'start'"),
        (bad(text=None), "has no 'text'"),
        (bad(text=["x"]), "no text"),
        (bad(speaker={}), "no name"),
        ({"segments": [*bad()["segments"], 7]}, "segment 3 is no object"),  # type: ignore[misc]
        ({"text": "", "segments": [], "language": "en"}, "nothing is said"),
        ({"transcription": [{"offsets": 1, "text": "x"}]}, "no offsets"),
        ({"events": [{"tStartMs": 1, "segs": "x"}]}, "no list of words"),
        ({"events": [{"tStartMs": 1, "segs": [{"utf8": 1}]}]}, "no text"),
        ('{"segments":' + "[" * 100_000, "nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, data: object, why: str) -> None:
    with pytest.raises(FileProblem) as caught:
        load(written(tmp_path, data))
    assert why in caught.value.message
    assert "a.json" in caught.value.message


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "LIMIT", 100)
    with pytest.raises(FileProblem, match="MiB"):
        load(written(tmp_path, WHISPER))


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [{"a": 1}]}',
        '{"events": []}',
        '{"segments": 5, "text": "x"}',
        '{"segments": [{"start": 0, "end": 1, "text": "x"}',
        '{"start": ' + "9" * 5000 + "}",
        '{"start": 1}\n{"start": 2}',
        '[{"start": 1}]',
        '{"a": ' + "[" * 100_000,
        "[主持人] 你好\n[林岚] 你好",
    ],
    ids=range(9),
)
def test_other_json_is_text_as_before(tmp_path: Path, text: str) -> None:
    transcript = load(written(tmp_path, text))
    assert transcript.text == text
    assert transcript.format != "whisper"


def test_listed_are_captions_but_no_json(tmp_path: Path) -> None:
    for name in ("a.vtt", "b.LRC", "c.ass", "d.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in transcript_files(tmp_path)] == ["a.vtt", "b.LRC", "c.ass"]


def test_a_drawn_shape_is_told_from_a_dialogue() -> None:
    talk = (
        "[00:00:05.120] 林岚：早。\n[00:00:06.120] 周明：早。\n[00:00:07.120] 林岚：坐。\n[00:00:08.120] 周明：好。\n"
    )
    assert understand(Source(talk, "utf-8", "")).format == "dialogue"


@given(st.lists(st.tuples(st.integers(0, 9999 * 3_600_000), st.text(), st.text())))
def test_drawn_text_says_all_that_was_drawn(items: list[tuple[int, str, str]]) -> None:
    text = draw(Spoken(*item) for item in items)
    transcript = understand(Source(text, "utf-8", ""))
    assert_covers(transcript)
    if text:
        assert transcript.format == "drawn"
        kept = [(bool(speaker.strip()), at) for at, said_, speaker in items if said_.strip()]
        assert [(who is not None, at) for who, at, _ in said(transcript)] == kept


def test_blanks_inside_a_text_take_no_time() -> None:
    blanks = " " * 1_000_000
    assert draw([Spoken(1, f"a{blanks}b\n \r\n c ")]) == f"[0:00:00.001] a{blanks}b c\n"
