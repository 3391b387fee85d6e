"""The tables: against numbers counted by hand, and against counting anew for each number."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.counting.ground import Ground, Spot, Text, Turn
from tui.counting.lines import Table, bar, sheet, spark
from tui.counting.page import page
from tui.counting.reckon import reckon
from tui.counting.tables import Numbers, Unit, histogram
from tui.layout.cells import cell_len, set_wide
from tui.transcript.files import read
from tui.transcript.model import Source

VTT = """\
WEBVTT

00:00:01.000 --> 00:00:03.500
<v 阿岚>盐田在 2 月晒盐。</v>

00:00:04.000 --> 00:00:05.000
<v 老周>对，salt 很白。</v>

00:00:05.500 --> 00:00:06.000
<v 老周>很白。</v>
"""

GROUNDS = [
    Ground(
        "a.txt",
        "",
        (Turn("阿岚", 60, 2000), Turn("老周", 30, None), Turn(None, 10, 500)),
        (
            Spot(("海/潮汐", "手艺"), "阿岚", ((0, 0),), 0.0),
            Spot(("海",), "阿岚", ((0, 0), (0, 1)), 0.5),
            Spot(("手艺",), "老周", ((0, 1),), 0.75),
            Spot((), "老周", ((0, 1),), 0.8),
        ),
    ),
    Ground("b.txt", "", (Turn("老周", 100, None),), (Spot(("手艺",), "老周", ((0, 0),), 1.0),)),
]


def test_by_hand() -> None:
    numbers = reckon(GROUNDS)
    totals = numbers.totals
    assert (totals.documents, totals.characters, totals.turns, totals.ms, totals.speakers) == (2, 200, 4, 2500, 2)
    assert (totals.highlights, totals.tagged, totals.tags, totals.density) == (5, 4, 3, 25.0)
    told = [(s.speaker, s.characters, s.share, s.turns, s.ms, s.highlights) for s in numbers.speakers]
    assert told == [("老周", 130, 0.65, 2, None, 3), ("阿岚", 60, 0.3, 1, 2000, 2), (None, 10, 0.05, 1, 500, 0)]
    assert [(s.speaker, s.share) for s in numbers.documents[0].speakers] == [("阿岚", 0.6), ("老周", 0.3), (None, 0.1)]
    tags = {tag.tag: tag for tag in numbers.tags}
    assert {name: (t.highlights, t.itself, t.density) for name, t in tags.items()} == {
        "手艺": (3, 3, 15.0),
        "海": (2, 1, 10.0),
        "海/潮汐": (1, 1, 5.0),
    }
    assert [(c.name, c.highlights, c.density) for c in tags["手艺"].documents] == [
        ("a.txt", 2, 20.0),
        ("b.txt", 1, 10.0),
    ]
    assert {(c.name, c.highlights, round(c.density, 3)) for c in tags["手艺"].speakers} == {
        ("老周", 2, 15.385),
        ("阿岚", 1, 16.667),
    }
    pairs = {t.unit: {(p.one, p.other): p.count for p in t.pairs} for t in numbers.together}
    assert pairs[Unit.HIGHLIGHT] == {("手艺", "海/潮汐"): 1}
    assert pairs[Unit.TURN] == {("手艺", "海/潮汐"): 1, ("手艺", "海"): 2, ("海", "海/潮汐"): 1}
    assert pairs[Unit.DOCUMENT] == {("手艺", "海/潮汐"): 1, ("手艺", "海"): 1, ("海", "海/潮汐"): 1}
    assert [t.units for t in numbers.together] == [4, 3, 2]
    assert [(t.path, t.tag, t.places) for t in numbers.tracks] == [
        ("a.txt", "海", (0.5,)),
        ("a.txt", "海/潮汐", (0.0,)),
        ("a.txt", "手艺", (0.0, 0.75)),
        ("b.txt", "手艺", (1.0,)),
    ]


def test_turns_of_a_text_with_times() -> None:
    transcript = read(Source(VTT, "utf-8", "0" * 64), name="a.vtt")
    turns = Text(transcript, 0).turns()
    assert [(turn.speaker, turn.characters, turn.ms) for turn in turns] == [("阿岚", 7, 2500), ("老周", 6, 2000)]


TAGS = st.lists(st.sampled_from(["海", "海/潮", "海/潮/大", "艺", "闲"]), unique=True, max_size=3).map(tuple)
SPEAKERS = st.sampled_from(["甲", "乙", None])
SPOTS = st.builds(
    lambda tags, speaker, first, more, place: Spot(tags, speaker, tuple((0, first + i) for i in range(more)), place),
    TAGS,
    SPEAKERS,
    st.integers(0, 3),
    st.integers(0, 2),
    st.none() | st.floats(0, 1),
)
TURNS = st.builds(Turn, SPEAKERS, st.integers(0, 50), st.none() | st.integers(0, 9000))
SOME = st.lists(st.tuples(st.lists(TURNS, max_size=5), st.lists(SPOTS, max_size=6)), max_size=4).map(
    lambda all_: [Ground(f"{n}.txt", "", tuple(turns), tuple(spots)) for n, (turns, spots) in enumerate(all_)]
)


@given(SOME)
@settings(max_examples=40, deadline=None)
def test_every_number_is_what_counting_anew_gives(grounds: list[Ground]) -> None:
    numbers = reckon(grounds)
    turns = [turn for ground in grounds for turn in ground.turns]
    spots = [(ground, spot) for ground in grounds for spot in ground.spots]
    for shares, of in (
        (numbers.speakers, turns),
        *((s.speakers, g.turns) for s, g in zip(numbers.documents, grounds, strict=True)),
    ):
        said = sum(turn.characters for turn in of)
        assert sum(share.share for share in shares) == pytest.approx(1 if said else 0)
        assert sum(share.characters for share in shares) == said
        for share in shares:
            assert share.turns == sum(turn.speaker == share.speaker for turn in of)
    assert sum(share.highlights for share in numbers.speakers) == len(spots) == numbers.totals.highlights
    for tag in numbers.tags:
        has = [(g, s) for g, s in spots if any(t == tag.tag or t.startswith(tag.tag + "/") for t in s.tags)]
        assert tag.highlights == len(has) == sum(c.highlights for c in tag.documents)
        assert tag.itself == sum(tag.tag in s.tags for _, s in spots)
        for count in tag.speakers:
            assert count.highlights == sum(s.speaker == count.name for _, s in has)
    turn_units = {(g.path, turn) for g, s in spots for turn in s.turns}
    units = {
        Unit.HIGHLIGHT: [set(s.tags) for _, s in spots],
        Unit.TURN: [{t for g, s in spots if g.path == u[0] and u[1] in s.turns for t in s.tags} for u in turn_units],
        Unit.DOCUMENT: [{t for s in g.spots for t in s.tags} for g in grounds],
    }
    for together in numbers.together:
        its = units[together.unit]
        assert together.units == sum(map(bool, its))
        names = sorted({tag for unit in its for tag in unit})
        meet = {pair: sum(set(pair) <= unit for unit in its) for pair in combinations(names, 2)}
        assert {(p.one, p.other): p.count for p in together.pairs} == {p: n for p, n in meet.items() if n}
    assert sum(len(t.places) for t in numbers.tracks) == sum(len(s.tags) for _, s in spots if s.place is not None)
    for line in sheet(numbers).lines:
        line(80)


def test_places_fall_into_steps() -> None:
    assert histogram([0.0, 0.1, 0.49, 0.5, 1.0], 2) == [3, 2]


def test_bars_and_sparklines_take_their_cells() -> None:
    assert bar(0.5, 4) == "██  "
    assert bar(0.0, 3) == "   "
    assert bar(0.001, 3) == "▏  "
    assert spark([0, 1, 4, 8]) == " ▁▄█"
    set_wide(True)
    try:
        assert bar(0.5, 4) == "##  "
        assert cell_len(spark([0, 1, 4, 8])) == 4
    finally:
        set_wide(False)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_keep_within_their_cells_and_columns_stand_below_each_other(width: int) -> None:
    numbers = reckon(GROUNDS)
    made = [["".join(run.text for run in line(width)) for line in sheet(numbers, (t,)).lines[5:]] for t in Table]
    if width > 40:
        assert all(cell_len(text) <= width for table in made for text in table)
    for table in made[:4]:
        assert len({cell_len(text) for text in table}) == 1


HOSTILE = "</title></svg><script>alert(1)</script>&\"'<!--\x1b[31m\x00\u202e]]>\ud800\uffff"


def hostile() -> Numbers:
    grounds = [
        replace(
            ground,
            path=f"{HOSTILE}{ground.path}",
            turns=tuple(replace(turn, speaker=HOSTILE) for turn in ground.turns),
            spots=tuple(
                replace(s, speaker=HOSTILE, tags=tuple(f"{tag}{HOSTILE}" for tag in s.tags)) for s in ground.spots
            ),
        )
        for ground in GROUNDS
    ]
    return reckon(grounds, HOSTILE, [HOSTILE])


def test_a_page_is_well_formed_whatever_names_say() -> None:
    text = page(hostile()).encode().decode()
    root = ElementTree.fromstring(text.partition("\n")[2])
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "script" not in kinds
    assert {"svg", "rect", "table"} <= kinds
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert not set(text) & set("\x1b\x00\u202e")
    for outside in ("http://", "https://", "url(", "@import", "src="):
        assert outside not in text.replace("http://www.w3.org/", "").replace("default-src", "").replace("style-src", "")


def test_pictures_show_the_numbers() -> None:
    root = ElementTree.fromstring(page(reckon(GROUNDS)).partition("\n")[2])
    svg = "{http://www.w3.org/2000/svg}"
    pictures = {p.findtext(f"{svg}title"): p for p in root.iter(f"{svg}svg")}
    bars = [float(r.get("width", "")) for r in pictures["发言占比 speaking share"].iter(f"{svg}rect")]
    assert [round(filled / whole, 2) for whole, filled in zip(bars[::2], bars[1::2], strict=True)] == [0.65, 0.3, 0.05]
    told = [title.text for title in pictures["共现 together: turn"].iter(f"{svg}title")][1:]
    assert "#手艺 + #海: 2" in told
    assert "#海 + #手艺: 2" in told
    assert "#手艺: 3" in told
    assert len(list(root.iter(f"{svg}svg"))) == 7
