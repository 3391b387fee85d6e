"""A sample of each text format, in its real shape and with its traps; what is expected of it stands in a file beside.

`NAME.expected.json` holds the format, the title, and a row per paragraph: kind (`+` for a further one of the same
segment), speaker, start and end in milliseconds, and the first characters of the text as it is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.transcript.test_formats import assert_covers
from tui.transcript.files import load
from tui.transcript.model import Paragraph, Transcript

SAMPLES = Path(__file__).parent / "samples"
ENDING = ".expected.json"
FIRST = 24
NAMES = sorted(path.name.removesuffix(ENDING) for path in SAMPLES.glob("*" + ENDING))


def rows(transcript: Transcript) -> list[list[Any]]:
    found: list[list[Any]] = []
    for segment in transcript.segments:
        for i, p in enumerate(segment.paragraphs):
            kind, speaker = ("+", None) if i else (segment.kind.value, segment.speaker)
            found.append([kind, speaker, p.start_ms, p.end_ms, _words(transcript, p)[:FIRST]])
    return found


def _words(transcript: Transcript, paragraph: Paragraph) -> str:
    """What is read of a paragraph; of one that is hidden, what is printed."""
    text = transcript.reading.between(paragraph.body, paragraph.end)
    return text or transcript.text[paragraph.body : paragraph.end]


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / (name + ENDING)).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_samples(name: str) -> None:
    transcript = load(SAMPLES / name)
    wanted = expected(name)
    assert rows(transcript) == wanted["rows"]
    assert (transcript.format, transcript.title) == (wanted["format"], wanted["title"])
    assert_covers(transcript)


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("utf-8", "\r")],
    ids=["bom-crlf", "utf-16", "cr"],
)
@pytest.mark.parametrize("name", NAMES)
def test_samples_in_other_bytes(tmp_path: Path, name: str, encoding: str, line_end: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.write_bytes(text.replace("\n", line_end).encode(encoding))
    assert rows(load(path)) == expected(name)["rows"]


def test_every_sample_has_what_is_expected_of_it() -> None:
    samples = {path.name for path in SAMPLES.iterdir() if not path.name.endswith(ENDING)}
    assert samples == set(NAMES)
    # The formats that every reader has.
    assert {"plain.txt", "dialogue.md", "talk.srt", "rolling.srt", "voices.vtt", "rolling.vtt", "zoom.vtt", "teams.vtt",
            "whisper.json", "whisperx.json", "whisper-cpp.json", "feishu.txt", "xunfei.txt", "tongyi.txt",
            "tencent.txt"} <= samples  # fmt: skip
    assert all(len(expected(name)["rows"]) >= 8 for name in NAMES)
