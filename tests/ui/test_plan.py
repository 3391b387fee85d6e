"""What an act of correcting says: what was ticked is read otherwise, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.annotations.reading_acts import Corrected
from tui.asread import Ways
from tui.errors import Misuse
from tui.transcript.edits.corrections import Correction, Rule
from tui.transcript.edits.wording import Place, find_places
from tui.transcript.model import Edit, EditKind, Paragraph, Segment, SegmentKind, Source, Transcript
from tui.ui import plan


def transcript(text: str, edits: tuple[Edit, ...] = ()) -> Transcript:
    """Paragraphs of one line each."""
    segments, at = [], 0
    for line in text.splitlines(keepends=True):
        end = at + len(line.rstrip("\n"))
        segments.append(Segment(SegmentKind.PARAGRAPH, at, end, (Paragraph(at, at, end),)))
        at += len(line)
    return Transcript(Source(text, "utf-8", "0"), "text", tuple(segments), edits)


def read(base: Transcript, ways: Ways) -> str:
    return ways.applied(base).reading.text


def spot(now: Transcript, place: Place, ways: Ways = Ways()) -> plan.Spot:  # noqa: B008
    return plan.spot_at(now, ways, place.first, place.last)


def replaced(now: Transcript, places: list[Place], text: str) -> str:
    reading, at, parts = now.reading.text, 0, []
    for place in places:
        parts += [reading[at : place.first], text]
        at = place.last
    return "".join([*parts, reading[at:]])


LETTERS = st.text(alphabet="甲乙丙，", max_size=3)


@st.composite
def bases(draw: st.DrawFn) -> Transcript:
    text = draw(st.text(alphabet="甲乙丙，\n", min_size=1, max_size=30))
    edits, at = [], 0
    for line in text.split("\n"):
        cuts = draw(st.lists(st.integers(0, len(line)), max_size=4, unique=True).map(sorted))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False):
            edits.append(Edit(at + a, at + b, draw(LETTERS), EditKind.MISREAD))
        at += len(line) + 1
    return transcript(text, tuple(edits))


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Transcript, Ways]:
    """A transcript, and what was said of it before."""
    base, ways = draw(bases()), Ways()
    pattern = draw(st.sampled_from(["甲", "乙丙", "丙甲"]))
    if draw(st.booleans()):
        ways = ways.after(Corrected(rules=[Rule(pattern, draw(LETTERS))]))
    now = ways.applied(base)
    places = find_places(now, draw(st.sampled_from("甲乙丙")))
    if places:
        some = draw(st.lists(st.sampled_from(places), max_size=2, unique=True))
        ways = ways.after(Corrected(made=plan.put(now, some, draw(LETTERS))))
    return base, ways


WORDINGS = st.sampled_from(["甲", "乙", "甲乙", "乙丙", "丙，"])


@given(corrected(), WORDINGS, LETTERS, st.data())
def test_what_is_ticked_is_read_otherwise_and_nothing_else(said, wording, text, data):
    base, ways = said
    now = ways.applied(base)
    places = find_places(now, wording)
    ticked = [place for place in places if data.draw(st.booleans())]
    after = ways.after(Corrected(made=plan.put(now, ticked, text)))
    assert read(base, after) == replaced(now, ticked, text)


@given(corrected(), WORDINGS, LETTERS, st.data())
def test_always_does_in_this_document_what_is_ticked(said, wording, text, data):
    base, ways = said
    now = ways.applied(base)
    places = find_places(now, wording)
    if not places:
        return
    ticked = [place for place in places if data.draw(st.booleans())]
    done = plan.everywhere(now, spot(now, places[0], ways), places, lambda place: place in ticked, text, ways)
    assert read(base, ways.after(done)) == replaced(now, ticked, text)
    assert Rule(wording, text) in done.rules


def test_always_holds_in_other_documents():
    ways = Ways(rules=(Rule("错", "对"),))
    here, there = transcript("错。对。"), transcript("错了，对了")
    now = ways.applied(here)
    places = find_places(now, "对")
    done = plan.everywhere(now, spot(now, places[0], ways), places, lambda place: True, "好", ways)
    assert done.made == []
    assert read(there, ways.after(done)) == "好了，好了", "what the glossary put there is the wording, too"


def test_a_longer_term_keeps_its_words():
    ways = Ways(rules=(Rule("Google Cloud", "Google Cloud"),))
    base = transcript("cloud and Google Cloud")
    places = find_places(base, "cloud")
    done = plan.everywhere(base, spot(base, places[0], ways), places, lambda place: True, "Claude", ways)
    assert read(base, ways.after(done)) == "Claude and Google Claude", "it was ticked"
    done = plan.everywhere(base, spot(base, places[0], ways), places, lambda place: place.first == 0, "Claude", ways)
    assert read(base, ways.after(done)) == "Claude and Google Cloud"
    assert read(transcript("Google Cloud, cloud"), ways.after(done)) == "Google Cloud, Claude"


def test_a_spot_tells_what_was_done_there():
    edits = (
        Edit(1, 5, "", EditKind.GLOSS),
        Edit(6, 10, "", EditKind.GLOSS),
        Edit(11, 14, "很好", EditKind.MISREAD, "lost bytes", True, ("不好", "很好", "挺好")),
    )
    base = transcript("學(xu)習(xi)，#?!吧", edits)
    two = plan.spot_at(base, Ways(), 0, 2)
    assert (two.source, two.readings, two.doubtful) == ("學(xu)習(xi)", (), None)
    ways = Ways().after(plan.refused(base, two))
    assert read(base, ways) == "學(xu)習(xi)，很好吧"
    again = plan.spot_at(ways.applied(base), ways, 0, 2)
    assert again.made
    assert read(base, ways.after(plan.forgotten(again))) == base.reading.text
    doubt = plan.spot_at(base, Ways(), 4, 5)
    assert doubt.readings == ("很好", "不好", "挺好")
    assert read(base, Ways().after(plan.chosen(base, doubt, 3))) == "學習，挺好吧"
    sure = Ways().after(plan.chosen(base, doubt, 1)).applied(base)
    assert sure.reading.text == base.reading.text
    assert not any(edit.uncertain for edit in sure.edits)


def test_what_the_glossary_put_there_can_be_dropped_from_it():
    ways = Ways(rules=(Rule("cloud", "Claude"), Rule("拆", "ChatGPT")))
    base = transcript("问 cloud 和拆。")
    now = ways.applied(base)
    (place,) = find_places(now, "Claude")
    one = spot(now, place, ways)
    assert one.rules == (Rule("cloud", "Claude"),)
    assert read(base, ways.after(plan.forgotten(one))) == "问 cloud 和ChatGPT。"
    assert read(base, ways.after(plan.refused(now, one))) == "问 cloud 和ChatGPT。"


def test_only_words_of_a_paragraph_are_corrected():
    text = "甲：乙丙\n丁 \n"
    segment = Segment(SegmentKind.TURN, 0, 4, (Paragraph(0, 2, 4),), "甲")
    base = Transcript(Source(text, "utf-8", "0"), "dialogue", (segment, *transcript(text).segments[1:]))
    for span in ((0, 1), (3, 6), (6, 7), (2, 2)):
        with pytest.raises(Misuse):
            plan.spot_at(base, Ways(), *span)
    with pytest.raises(Misuse, match="read there already"):
        plan.refused(base, plan.spot_at(base, Ways(), 2, 4))


def test_a_refusal_stands_against_the_glossary_until_it_is_ticked():
    base = transcript("错错")
    ways = Ways().after(Corrected(made=[Correction(0, 1, "错", "错", accepted=False)], rules=[Rule("错", "对")]))
    now = ways.applied(base)
    assert now.reading.text == "错对"
    places = find_places(now, "错")
    done = plan.everywhere(now, spot(now, places[0], ways), places, lambda place: True, "对", ways)
    assert read(base, ways.after(done)) == "对对"
