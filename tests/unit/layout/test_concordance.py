"""Concordance lines in cells: hits stand in one column whatever is around them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.layout.cells import cell_len
from tui.layout.concordance import set_line, setting

texts = st.text(st.sampled_from("海風ab 。…，e\u0301\u20dd👩\u200d💻🇨🇳❤\ufe0f\tｶﾞ가"), max_size=60)
places = st.tuples(texts, st.integers(1, 99_999), texts)


@settings(max_examples=60, deadline=None)
@given(st.integers(24, 160), st.lists(st.tuples(places, texts, texts.filter(bool), texts), min_size=1, max_size=5))
def test_every_hit_begins_in_the_same_cell(width, lines):
    its = setting(width, (line[0] for line in lines))
    for line in lines:
        told = set_line(its, *line)
        assert cell_len(told.lead) + cell_len(told.before) == its.column
        assert cell_len(told.lead + told.before) == its.column
        assert cell_len(told.match) + cell_len(told.after) <= its.after
        assert its.column + its.after == width


def test_what_is_too_long_loses_what_is_far_from_the_hit():
    its = setting(40, [("一.txt", 1, "阿岚")])
    told = set_line(its, ("一.txt", 1, "阿岚"), "潮" * 30 + "退后", "晒盐", "靠风" + "雨" * 30)
    assert (told.lead, told.before, told.match) == ("", "…潮潮潮潮潮潮退后 ", "晒盐")
    assert told.after == " 靠风雨雨雨雨雨雨…"
    short = set_line(its, ("一.txt", 1, "阿岚"), "退后", "盐", "")
    assert (short.before, short.after) == (f"{'退后':>15} ", " ")


def test_a_hit_that_cuts_a_character_is_shown_with_the_whole_of_it():
    its = setting(40, [("", 1, "")])
    told = set_line(its, ("", 1, ""), "她是👩\u200d", "💻", "师")
    assert (told.before.strip(), told.match, told.after) == ("她是", "👩\u200d💻", " 师")
    told = set_line(its, ("", 1, ""), "caf", "e", "\u0301!")
    assert (told.match, told.after) == ("e\u0301", " !")


def test_one_document_is_not_named_and_little_room_is_left_to_the_words():
    both = [("一.txt", 7, "阿岚"), ("二.txt", 1234, "老周")]
    assert setting(100, both)[:3] == (6, 4, 4)
    assert setting(100, both[:1])[:3] == (0, 1, 4)
    assert setting(40, both)[:3] == (0, 0, 0)
