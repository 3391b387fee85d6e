"""The source beside the reading text: what is the same lies on the same row of both."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.layout.making import said, understood
from tests.unit.layout.test_lazy_blocks import large, short, small
from tui.layout.beside import Beside, side_by_side
from tui.layout.rows import Layout, Place
from tui.layout.view import seen
from tui.transcript.files import load
from tui.transcript.model import Edit, EditKind, Transcript

WIDTHS = st.integers(4, 60)


def pair(transcript: Transcript, left: int, right: int, *, flow: bool = True) -> tuple[Beside, Beside]:
    return side_by_side(Layout(transcript, left, flow=flow), Layout(transcript, right, raw=True))


def shown(page: Layout, count: int = 1000) -> list[str]:
    return [page.text[row.start : row.end] if not row.blank else "" for row in seen(page, Place(0, 0), count)]


def check(reading: Beside, source: Beside) -> None:
    left, right = (seen(page, Place(0, 0), 100_000) for page in (reading, source))
    assert len(left) == len(right)
    for page, rows in ((reading, left), (source, right)):
        assert [row for row in rows if not row.blank] == [
            row for block in range(len(page.plain.blocks)) for row in page.plain.rows(block) if not row.blank
        ], "padded, and nothing else"
        for row in rows:
            place = page.place_of(row.start) if row.start < row.end else None
            assert place is None or page.row(place).start == row.start
    lines = {row.start: at for at, row in reversed(list(enumerate(right))) if not row.blank}
    begun: set[int] = set()
    for at, row in enumerate(left):
        line = source.blocks[reading.bands._line(row.block)].start
        if row.number == 0 and line not in begun:
            assert lines[line] == at, "a paragraph begins beside its line"
            begun.add(line)
    place = other = Place(0, 0)
    for at in range(len(left)):
        assert reading.other_place(place) == other
        assert source.other_place(other) == place
        assert (reading.row(place), source.row(other)) == (left[at], right[at])
        place, other = reading.step(place, 1), source.step(other, 1)


@given(large(), WIDTHS, WIDTHS, st.booleans())
def test_both_pages_have_the_same_rows_side_by_side(transcript: Transcript, left: int, right: int, flow: bool) -> None:
    check(*pair(transcript, left, right, flow=flow))


@settings(max_examples=40)
@given(large(), WIDTHS, WIDTHS, st.sampled_from((1, 5, 40)), st.sampled_from((4, 30)))
def test_in_pieces_too(transcript: Transcript, left: int, right: int, step: int, longest: int) -> None:
    with small(step), short(longest):
        check(*pair(transcript, left, right))


@given(large(), WIDTHS, st.integers(0, 40), st.integers(-40, 40))
def test_scrolling_shows_the_same_first_row(transcript: Transcript, width: int, at: int, rows: int) -> None:
    reading, source = pair(transcript, width, 30)
    top = reading.step(Place(0, 0), at)
    onward = reading.step(top, rows)
    assert source.step(reading.other_place(top), reading.distance(top, onward, 100)) == reading.other_place(onward)


def test_blank_lines_stand_beside_the_gaps():
    reading, source = pair(said(("林", ["潮水"]), ("Ada", ["站在", "雨里"])), 20, 20)
    assert shown(reading) == ["潮水", "", "站在", "雨里"]
    assert shown(source) == ["林：潮水", "", "Ada：站在", "雨里"]
    reading, source = pair(understood("林：潮水。\n\n\nAda：站在雨里。\n林：读数。\n\nAda：好。\n"), 20, 20)
    assert shown(reading) == ["潮水。", "", "", "站在雨里。", "", "读数。", "", "好。"]
    assert shown(source) == ["林：潮水。", "", "", "Ada：站在雨里。", "", "林：读数。", "", "Ada：好。"]


def test_the_shorter_side_is_padded():
    glossed = "学(xué)习(xí)怎(zěn)么(me)慢(màn)下(xià)来(lái)。"
    glosses = [Edit(3 + m.start(), 3 + m.end(), "", EditKind.GLOSS) for m in re.finditer(r"\([^)]+\)", glossed)]
    reading, source = pair(said(("林林", [glossed]), ("Ada", ["好。"]), edits=glosses), 20, 12)
    assert [text for text in shown(reading) if text] == ["学习怎么慢下来。", "好。"]
    assert shown(reading)[0]
    assert shown(reading).index("好。") == shown(source).index("Ada：好。") == len(source.plain.rows(0)) + 1
    reading, source = pair(said(("林林", ["潮水" * 9]), ("Ada", ["好。"])), 12, 60)
    assert shown(source) == ["林林：" + "潮水" * 9, "", "", "", "Ada：好。"]


def test_rows_of_a_flowing_paragraph_stand_beside_their_captions():
    cues = ["潮水来了，", "站在雨里读数的人", "把门关上，", "然后走了。"]
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues, 1))
    reading, source = pair(understood(text), 20, 40)
    assert len(reading.blocks) == 1
    left, right = shown(reading), shown(source)
    assert left[0] == "潮水来了，站在雨里读"
    at = left.index("数的人把门关上，然后")
    assert right[at] == "站在雨里读数的人", "the line in which the row begins is above, and it follows"


def test_what_is_folded_away_is_padded_to_its_lines():
    text = "林：潮水。\nAda：好。\n![图](a.png)\n![图](b.png)\n林：读数。\nAda：好了。\n"
    reading, source = pair(understood(text), 30, 30)
    fold = next(at for at in range(len(reading.blocks)) if reading.blocks[at].folded)
    place = reading.place_of(reading.blocks[fold].start)
    assert source.row(source.step(reading.other_place(place), 1)).start == text.index("![图](b.png)")
    opened = reading.turned(reading.blocks[fold].start)
    assert not isinstance(opened, Beside)
    check(*side_by_side(opened, source.plain))


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_real_transcripts_lie_side_by_side(real_seeds, name):
    (path,) = real_seeds.glob(f"{name}_*.txt")
    transcript = load(path)
    check(*pair(transcript, 60, 50))
