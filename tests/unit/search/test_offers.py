"""What a term of the filter that is being typed may become."""

from __future__ import annotations

import pytest

from tui.annotations.model import Codebook, Tag
from tui.search.filters import without
from tui.search.offers import WORDS, Offer, Offers
from tui.search.picking import Index
from tui.search.query import parse
from tui.search.unfinished import Unfinished, unfinished

BOOK = Codebook(
    (
        Tag("1", "学习"),
        Tag("2", "自主学习", "1", aliases=("self-taught",)),
        Tag("3", "银行月报"),
        Tag("4", "open questions"),
    )
)
DOCUMENTS = Index(["a/01-访谈-修船.txt", "a/02-访谈.txt", "b/02-访谈-二.txt", "b/x[1].txt"])


@pytest.fixture
def offers() -> Offers:
    offers = Offers(BOOK, ["银行月报"], ["慢的", "对话"])
    offers.know_documents(DOCUMENTS)
    offers.know_people(["姚顺雨", "Dr. Smith", "host"], ["林岚"])
    return offers


def term(typed: str) -> Unfinished:
    found = unfinished(typed, len(typed))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("zzxx", "#学习/自主学习"),
        ("zizhu", "#学习/自主学习"),
        ("self", "#学习/自主学习"),
        ("自主", "#学习/自主学习"),
        ("#xx", "#学习"),
        ("#hyb", "#银行月报"),
        ("#xyb", "#银行月报"),
        ("#", "#银行月报"),
        ("#open", '#"open questions"'),
        ('#"open q', '#"open questions"'),
        ("ysy", "@姚顺雨"),
        ("@yao", "@姚顺雨"),
        ("@smi", '@"Dr. Smith"'),
        ("@", "@host"),
        ("zcr", "@host"),
        ("@jb", "@guest"),
        ("doc:xc", "doc:01-访谈-修船"),
        ("doc:fte", "doc:02-访谈-二"),
        ("doc:x1", "doc:b/x[1].txt"),
        ("is:", "is:starred"),
        ("is:weiz", "is:moved"),
        ("starred", "is:starred"),
        ("has:", "has:note"),
        ("by:ll", "by:林岚"),
        ("saved:dh", "saved:对话"),
        ("mand", "saved:慢的"),
        ("bij", "note:"),
        ("nea", "near("),
    ],
)
def test_the_first_offer(offers, typed, first):
    assert offers.written(offers.find(term(typed))[0]) == first


def test_a_stem_that_other_names_hold_too_is_written_with_its_path(offers):
    assert offers.written(Offer("doc:", "a/02-访谈.txt")) == "doc:a/02-访谈.txt"


@pytest.mark.parametrize(
    "typed", ["#没有的", "@zz", "is:starred", "#学习/自主学习", "what:", "turn:自主", "after:20", "qqq"]
)
def test_nothing_is_offered_where_nothing_answers_or_all_is_written(offers, typed):
    assert offers.find(term(typed)) == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("zzxx", True),
        ("#zzxx", False),
        ("#", False),
        ("#自主学习", True),
        ("#Self-Taught", True),
        ("#学", False),
        ("@", False),
        ("@yao", False),
        ("@顺", True),
        ("@dr.", True),
        ("@HOST", True),
        ("@guest", True),
        ("is:st", False),
        ("IS：Starred", True),
        ("has:", False),
        ("saved:对", False),
        ("saved:对话", True),
        ("by:l", False),
        ("doc:xc", True),
        ("note:没有", True),
    ],
)
def test_whether_a_term_can_be_meant_as_it_stands(offers, typed, says):
    assert offers.says_something(term(typed)) is says


def test_nobody_is_said_not_to_be_there_before_they_are_known():
    offers = Offers(BOOK)
    assert offers.says_something(term("@yao"))
    assert [offer.name for offer in offers.find(term("@"))] == ["@host", "@guest"]


def test_what_is_written_can_be_read(offers):
    whole = [word.written for word in WORDS if not word.written.endswith((":", "(")) and word.written != "OR"]
    found = [Offer("#", path) for path in BOOK.sorted_paths()]
    found += [
        Offer("@", "姚顺雨"),
        Offer("@", "Dr. Smith"),
        Offer("@", "host"),
        Offer("by:", "林 岚"),
        Offer("saved:", "甲 乙"),
    ]
    for written in (*whole, *map(offers.written, found)):
        assert str(parse(written)) == written
    assert offers.written(Offer("@", "host")) == '@"host"', "somebody of that name, not everybody of that role"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "-@host"),
        ("-@host", ""),
        ("#a", "#a -@host"),
        ("#a -@host #b", "#a #b"),
        ("@host #a", "#a -@host"),
        ("#a OR @host", "(#a OR @host) -@host"),
        ("(#a #b) #c", "(#a #b) #c -@host"),
    ],
)
def test_a_term_is_left_out_and_taken_in_again(before, after):
    assert str(without(parse(before), parse("@host"))) == after
