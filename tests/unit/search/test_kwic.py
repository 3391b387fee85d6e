"""Concordance lines: what is told around a hit, and in which order."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from talks import dialogue

from tui.search.kwic import REACH, Line, Sort, in_order, left_words, line_of, right_words
from tui.search.running import Ground, Search
from tui.search.scan import searched
from tui.transcript.files import read
from tui.transcript.model import Edit, EditKind, Source

TALK = """\
阿岚：盐田在潮退以後。晒鹽靠風。
日頭也要緊。
老周：晒盐靠三样：風、日頭、耐心。
阿岚：等也算吗？
老周：算。
"""
CAPTIONS = """\
1
00:00:01,000 --> 00:00:02,000
值班的人晒

2
00:00:02,000 --> 00:00:04,000
盐的时候不说话。

3
00:00:04,000 --> 00:00:05,000
夜里也是。
"""


def lines(text: str, typed: str, *, name: str = "a.txt", beyond: bool = False) -> list[Line]:
    transcript = read(Source(text, "utf-8", hashlib.sha256(text.encode()).hexdigest()), name=name)
    reading = searched(transcript)
    hits = Search(Ground(transcript, reading), typed).run()
    return [line_of(name, transcript, reading, hit, beyond=beyond) for hit in hits]


def test_a_line_tells_its_turn_and_no_other() -> None:
    first, second = lines(TALK, "晒盐")
    assert (first.before, first.match, first.after) == ("盐田在潮退以後。", "晒鹽", "靠風。 日頭也要緊。")
    assert (first.speaker, first.line, TALK[first.start : first.end]) == ("阿岚", 1, "晒鹽")
    assert (second.before, second.after) == ("", "靠三样：風、日頭、耐心。")
    far = lines(TALK, "晒盐", beyond=True)[1]
    assert far.before.endswith("日頭也要緊。 ")
    assert far.after.startswith(f"{second.after} 等也")


def test_joined_captions_are_one_paragraph() -> None:
    (line,) = lines(CAPTIONS, "晒盐", name="a.srt")
    assert (line.before, line.match, line.after[:7]) == ("值班的人", "晒盐", "的时候不说话。")


def test_a_side_is_not_longer_than_its_reach() -> None:
    (line,) = lines("风" * 500 + "潮" + "雨" * 500, "潮")
    assert (len(line.before), len(line.after)) == (REACH, REACH)


def test_lines_are_sorted_by_the_words_beside_their_hits() -> None:
    every = lines("老周：新的學習方法。\n阿岚：新的学习工具。\n老周：慢的学习；方法。\n阿岚：学习\n", "学习")
    assert [line.line for line in in_order(every, Sort.PLACE)] == [1, 2, 3, 4]
    # Folded, and over punctuation: 方法 is one word; what has no neighbour comes first.
    assert [line.line for line in in_order(every, Sort.RIGHT)] == [4, 2, 1, 3]
    assert [line.line for line in in_order(every, Sort.LEFT)] == [4, 3, 1, 2]
    assert right_words("，海風 Blows") == ("海风", "blows")
    assert left_words("慢的 ，") == ("的", "慢")


def test_what_an_edit_says_beside_a_hit_is_told() -> None:
    transcript = dialogue([("姚", ["就当我们XXXXX习的时候"])])
    at = transcript.text.index("XXXXX")
    transcript = replace(transcript, edits=(Edit(at, at + 5, "在谈论自主学", EditKind.MISREAD),))
    reading = searched(transcript)
    (hit,) = Search(Ground(transcript, reading), "自主学习").run()
    line = line_of("a.txt", transcript, reading, hit)
    assert (line.before, line.match, line.after) == ("就当我们在谈论", "自主学习", "的时候")


def test_hits_inside_one_edit_are_lines_of_their_own() -> None:
    transcript = dialogue([("姚", ["就当我们XXXXX习的时候"])])
    at = transcript.text.index("XXXXX")
    transcript = replace(transcript, edits=(Edit(at, at + 5, "在学，也自学", EditKind.MISREAD),))
    reading = searched(transcript)
    hits = Search(Ground(transcript, reading), "学").run()
    first, second = [line_of("a.txt", transcript, reading, hit) for hit in hits]
    assert first.key != second.key
    assert (first.start, first.end) == (second.start, second.end) == (at, at + 5)
    assert (first.before, second.before) == ("就当我们在", "就当我们在学，也自")
