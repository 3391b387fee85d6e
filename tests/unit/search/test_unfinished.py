"""The term under the cursor of a filter that is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.errors import FilterProblem
from tui.search.query import parse
from tui.search.unfinished import unfinished


@pytest.mark.parametrize(
    ("typed", "term", "sign", "begun"),
    [
        ("zzxx|", "zzxx", "", "zzxx"),
        ("#|", "#", "#", ""),
        ("＃模|型", "＃模型", "#", "模"),
        ("-#模型/分|", "#模型/分", "#", "模型/分"),
        ("－＠主|", "＠主", "@", "主"),
        ("#a (@姚| OR #b)", "@姚", "@", "姚"),
        ("#a -is:|", "is:", "is:", ""),
        ("IS：st|", "IS：st", "is:", "st"),
        ("is:st #zz|", "#zz", "#", "zz"),
        ("after:soon #zz|", "#zz", "#", "zz"),
        (") #zz|", "#zz", "#", "zz"),
        ("#a&&#b|", "#b", "#", "b"),
        ("near(#a, @b|, 2turns)", "@b", "@", "b"),
        ("near（#a，#b|", "#b", "#", "b"),
        ("near(#a, (#b,c|", "#b,c", "#", "b,c"),
        ("near(#a, -|", None, "", ""),
        ("#a,b|", "#a,b", "#", "a,b"),
        ("#模|型!", "#模型!", "#", "模"),
        ("#模型!|", "#模型!", "#", "模型"),
        ('#"open qu|', '#"open qu', "#", "open qu"),
        ('#"open qu|"', '#"open qu"', "#", "open qu"),
        ("@“San Zh| #b", "@“San Zh", "@", "San Zh"),
        ('#"open questions"|', None, "", ""),
        ('"自主|', None, "", ""),
        ('"自 |', None, "", ""),
        ("#a |", None, "", ""),
        ("|#a", None, "", ""),
        ("#a -|", None, "", ""),
        ("(#a)|", None, "", ""),
        ("near(#a, #b, 2turns)|", None, "", ""),
        ("|", None, "", ""),
    ],
)
def test_what_is_being_typed(typed, term, sign, begun):
    cursor, text = typed.index("|"), typed.replace("|", "")
    found = unfinished(text, cursor)
    if term is None:
        assert found is None
        return
    assert found is not None
    assert (text[found.start : found.end], found.sign, found.typed) == (term, sign, begun)


@pytest.mark.parametrize(
    ("typed", "written", "after"),
    [
        ("zzxx|", "#自主学习", "#自主学习 |"),
        ("#a -z| @b", "@host", "#a -@host |@b"),
        ("(#z|)", "#自主", "(#自主|)"),
        ("near(#z|, #b, 2turns)", "#自主", "near(#自主|, #b, 2turns)"),
        ("#模|型!", "#模型/分化", "#模型/分化! |"),
        ('#"open q|" #b', '#"open questions"', '#"open questions" |#b'),
        ("d| #b", "doc:", "doc:| #b"),
        ("is:s|x", "is:starred", "is:starred |"),
    ],
)
def test_what_is_put_in_its_place(typed, written, after):
    cursor, text = typed.index("|"), typed.replace("|", "")
    found = unfinished(text, cursor)
    assert found is not None
    new, at = found.completed(text, written)
    assert f"{new[:at]}|{new[at:]}" == after


@given(st.text('#@a模 :-()（,，&"“”!OR\\', max_size=16), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_what_is_taken_stands_where_the_term_stood(text, data):
    cursor = data.draw(st.integers(0, len(text)))
    found = unfinished(text, cursor)
    if found is None:
        return
    assert found.start < cursor <= found.end <= len(text)
    new, at = found.completed(text, "#模型")
    assert new[: found.start] == text[: found.start]
    assert new[found.start : at].startswith("#模型")
    assert new[at:].strip() == text[found.end :].strip()
    # A filter that could be read before the term, and is nothing behind it, can be read with it.
    try:
        parse(text[: found.start])
    except FilterProblem:
        return
    if not text[found.end :].strip():
        parse(new)
