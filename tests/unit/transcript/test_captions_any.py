"""Caption formats on arbitrary and on hostile text: nothing is lost, edits never overlap, no line takes long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transcript.test_formats import assert_covers
from tui.transcript.model import Source
from tui.transcript.reading import Reading
from tui.transcript.understand import understand

PIECES = st.sampled_from(
    ["WEBVTT\n\n", "NOTE", "STYLE", "1\n", "00:01.000 --> 00:02.000\n", "00:00:02,000 --> 00:00:03,000\n", "<v 林岚>",
     "</v>", "<i>", "&amp;", "&#10;", "&#xd800;", "<00:01.000>", "林岚: ", "会(huì)", "會(huì)開(kāi)", "議<i>(yì)",
     "[ti:題]", "[00:01.00]", "[00:02.5]", "<00:02.00>", "[Script Info]\n", "[Events]\n",
     "Format: Start, End, Name, Text\n", "Dialogue: 0:00:01.00,0:00:02.00,林岚,", "Dialogue: ", "{\\an8}",
     "{\\p1}", "\\N", "[0:00:01.000] ", "[0:00:02.000]  ", "SPEAKER_00: ",
     "话。", " ", "\n", "\n\n", "\ufeff", "\x1c", "\t", "<", "{", "&", ","]
)  # fmt: skip
HEADS = st.sampled_from(
    ["", "WEBVTT\n\n", "[Script Info]\n[Events]\n", "1\n00:00:02,000 --> 00:00:03,000\n", "[0:00:01.000] ",
     "[00:01.00]a\n[00:02.00]b\n[ti:c]\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(HEADS, st.lists(st.one_of(PIECES, st.just("\n"), st.text(max_size=4)), max_size=60))
def test_every_line_is_somewhere_and_edits_are_in_order(head: str, pieces: list[str]) -> None:
    text = (head + "".join(pieces)).replace("\r", "\n")
    for name in ("", "a.vtt", "a.lrc", "a.ass"):
        transcript = understand(Source(text, "utf-8", ""), name=name)
        assert_covers(transcript)
        Reading(text, transcript.edits)  # in order, without overlap


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<c " * 200_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v a>" * 100_000,
        "WEBVTT\n\n" + ("00:01.000 --> 00:02.000\n" + "a\n" * 30_000 + "\n") * 2,
        "[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,," + "{" * 300_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "{\\a" * 200_000 + "<i " * 100_000,
        "[00:01.00]" * 50_000 + "a\n[00:02.00]" + "<00:" * 100_000,
        "[0:00:01.000] " + "a" * 500_000 + " " * 500_000,
    ],
    ids=["tags", "voices", "lines", "braces", "srt", "lrc", "drawn"],
)
def test_hostile_lines_take_no_time(text: str) -> None:
    import time

    start = time.process_time()
    assert_covers(understand(Source(text, "utf-8", "")))
    assert time.process_time() - start < 3


def test_captions_of_two_megabytes_in_time() -> None:
    import time

    cue = (
        "{i}\n{h:02}:{m:02}:00.000 --> {h:02}:{m:02}:30.000\n<v 林岚>我们今天谈一谈<i>这件事情</i>的来龙去脉。</v>\n\n"
    )
    text = "WEBVTT\n\n" + "".join(cue.format(i=i, h=i // 60 % 100, m=i % 60) for i in range(20_000))
    start = time.process_time()
    assert understand(Source(text, "utf-8", "")).speakers == ("林岚",)
    assert time.process_time() - start < 4
