"""The filter language: reading and printing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.annotations.model import AnchorState, Role
from tui.errors import FilterProblem, Misuse
from tui.search.filters import And, Everything, Filter, Near, Not, Or, Overlapping, Saved, Unit, conjoin
from tui.search.query import parse
from tui.search.terms import (
    ByCoder,
    ByRole,
    BySpeaker,
    HasField,
    HasNote,
    HasTag,
    HasTags,
    HasText,
    HasTextIn,
    InDocument,
    IsStarred,
    IsState,
    On,
    Place,
    Since,
    Until,
)

A, B, C = HasText("a"), HasText("b"), HasText("c")
DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected", "printed"),
    [
        ("", Everything(), ""),
        (" \t　\n", Everything(), ""),
        ("自主学习", HasText("自主学习"), "自主学习"),
        ('"自主学习"', HasText("自主学习"), '"自主学习"'),
        ("“自主 学习”", HasText("自主 学习"), '"自主 学习"'),
        ("”自主“", HasText("自主"), '"自主"'),
        ('“自主"', HasText("自主"), '"自主"'),
        ("「他说“好”」", HasText("他说“好”"), '"他说“好”"'),
        ('"他说“好”"', HasText("他说“好”"), '"他说“好”"'),
        ("『a』", A, '"a"'),
        (r'"a \"b\" \\ \n"', HasText(r'a "b" \ \n'), r'"a \"b\" \\ \\n"'),
        ("#模型/分化", HasTag("模型/分化"), "#模型/分化"),
        ("＃模型", HasTag("模型"), "#模型"),
        ("#模型!", HasTag("模型", exact=True), "#模型!"),
        ("#模型！", HasTag("模型", exact=True), "#模型!"),
        ('#"a b"', HasTag("a b"), '#"a b"'),
        ('#"a b"!', HasTag("a b", exact=True), '#"a b"!'),
        ('#"嘿!"', HasTag("嘿!"), '#"嘿!"'),
        ("#「a b」！", HasTag("a b", exact=True), '#"a b"!'),
        ("#C#", HasTag("C#"), "#C#"),
        ("@姚顺雨", BySpeaker("姚顺雨"), "@姚顺雨"),
        ('＠"San Zhang"', BySpeaker("San Zhang"), '@"San Zhang"'),
        ("doc:AGI*", InDocument("AGI*"), "doc:AGI*"),
        ('doc："my file.txt"', InDocument("my file.txt"), 'doc:"my file.txt"'),
        ("DOC:a", InDocument("a"), "doc:a"),
        ("has:note", HasNote(), "has:note"),
        ("is:Starred", IsStarred(), "is:starred"),
        ("after:2026-01-01", Since(DAY), "after:2026-01-01"),
        ("before：２０２６-01-01", Until(DAY), "before:2026-01-01"),
        ("-#闲聊", Not(HasTag("闲聊")), "-#闲聊"),
        ("－＃闲聊", Not(HasTag("闲聊")), "-#闲聊"),
        ("NOT a", Not(A), "-a"),
        ("--a", Not(Not(A)), "--a"),
        ("NOT NOT -a", Not(Not(Not(A))), "---a"),
        ("a b", And((A, B)), "a b"),
        ("a  AND\tb", And((A, B)), "a b"),
        ("a OR b", Or((A, B)), "a OR b"),
        ("a b OR c", Or((And((A, B)), C)), "a b OR c"),
        ("a (b OR c)", And((A, Or((B, C)))), "a (b OR c)"),
        ("a（b OR c）", And((A, Or((B, C)))), "a (b OR c)"),
        ("a OR(b)", Or((A, B)), "a OR b"),
        ("-(a OR b)", Not(Or((A, B))), "-(a OR b)"),
        ("-(a b)", Not(And((A, B))), "-(a b)"),
        ("(a b) c", And((And((A, B)), C)), "(a b) c"),
        ("((a))", A, "a"),
        ("a or b", And((A, HasText("or"), B)), "a or b"),
        ('a "OR" b', And((A, HasText("OR"), B)), 'a "OR" b'),
        ("GPT-4 a-b", And((HasText("GPT-4"), HasText("a-b"))), "GPT-4 a-b"),
        ("12:03", HasText("12:03"), "12:03"),
        ("他说：好", HasText("他说：好"), "他说：好"),
        ("模型(a)", And((HasText("模型"), A)), "模型 a"),
        ('#a"b"', And((HasTag("a"), B)), '#a "b"'),
        ("ORB", HasText("ORB"), "ORB"),
        ("@Host", ByRole(Role.HOST), "@host"),
        ("＠guest", ByRole(Role.GUEST), "@guest"),
        ('@"host"', BySpeaker("host"), '@"host"'),
        ("note：问题", HasTextIn(Place.NOTE, "问题"), "note:问题"),
        ('turn:"a b"', HasTextIn(Place.TURN, "a b"), 'turn:"a b"'),
        ("quote:a text:b", And((HasTextIn(Place.QUOTE, "a"), HasTextIn(Place.TEXT, "b"))), "quote:a text:b"),
        ("field:people=张*", HasField("people", "张*"), "field:people=张*"),
        ("field：people＝张", HasField("people", "张"), "field:people=张"),
        ('field:"a b=c d"', HasField("a b", "c d"), 'field:"a b=c d"'),
        ("field:people", HasField("people"), "field:people"),
        ("by:林岚", ByCoder("林岚"), "by:林岚"),
        ("is:moved", IsState(AnchorState.MOVED), "is:moved"),
        ("has:tag", HasTags(), "has:tag"),
        ("on:2026-01-01", On(DAY), "on:2026-01-01"),
        ("-saved:对话", Not(Saved("对话")), "-saved:对话"),
        ("a && b c", Overlapping((A, And((B, C)))), "a && b c"),
        ("a&&b＆＆c", Overlapping((A, B, C)), "a && b && c"),
        ("a && b OR c", Or((Overlapping((A, B)), C)), "a && b OR c"),
        ("(a && b) c", And((Overlapping((A, B)), C)), "(a && b) c"),
        ("-(a && b)", Not(Overlapping((A, B))), "-(a && b)"),
        ("R&D", HasText("R&D"), "R&D"),
        ("near(#a, b c OR d, 2turns)", Near(HasTag("a"), Or((And((B, C)), HasText("d"))), 2, Unit.TURNS), None),
        ("near（#a，#b，２轮）", Near(HasTag("a"), HasTag("b"), 2, Unit.TURNS), "near(#a, #b, 2turns)"),
        ("near(a,(b,c),1字)", Near(A, HasText("b,c"), 1, Unit.CHARS), 'near(a, "b,c", 1char)'),
        ('a -near(b, "c,", 0paragraphs)', And((A, Not(Near(B, HasText("c,"), 0, Unit.PARAGRAPHS)))), None),
        ("a,b", HasText("a,b"), '"a,b"'),
        (
            '#模型/分化 -#闲聊 @姚顺雨 "自主学习" doc:AGI* has:note is:starred after:2026-01-01',
            And(
                (
                    HasTag("模型/分化"),
                    Not(HasTag("闲聊")),
                    BySpeaker("姚顺雨"),
                    HasText("自主学习"),
                    InDocument("AGI*"),
                    HasNote(),
                    IsStarred(),
                    Since(DAY),
                )
            ),
            '#模型/分化 -#闲聊 @姚顺雨 "自主学习" doc:AGI* has:note is:starred after:2026-01-01',
        ),
    ],
)
def test_parse_and_print(text: str, expected: Filter, printed: str | None) -> None:
    """`printed` is None where it is printed as it was written."""
    parsed = parse(text)
    assert parsed == expected
    assert str(parsed) == (text if printed is None else printed)
    assert parse(str(parsed)) == parsed


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ('自主 "abc', 3, "not closed"),
        ("「abc", 0, "not closed"),
        (r'"abc\"', 0, "not closed"),
        ("a (b", 2, "not closed"),
        ("a)", 1, "closes nothing"),
        (")", 0, "nothing stands before"),
        ("OR a", 0, "before OR"),
        ("AND a", 0, "before AND"),
        ("a OR", 2, "behind OR"),
        ("a AND", 2, "behind AND"),
        ("a NOT", 2, "behind NOT"),
        ("a OR OR b", 5, "before OR"),
        ("a AND OR b", 6, "before OR"),
        ("(a OR ) b", 3, "behind OR"),
        ("a -", 2, "minus"),
        ("a - b", 2, "minus"),
        ("(-)", 1, "minus"),
        ("a ()", 2, "in the brackets"),
        ("模型 foo:bar", 3, "foo:"),
        ("near(#a, #b, 2words)", 13, "distance"),
        ("near(#a, #b)", 11, "two parts and a distance"),
        ("near(#a, #b, )", 13, "distance"),
        ("near(#a, #b, 2turns", 4, "not closed"),
        ("near(#a", 4, "not closed"),
        ("near(#a, #b, 2turns, #c)", 19, "no more"),
        ("near(#a, #b, 9000000chars)", 13, "distance"),
        ("near(, #b, 2turns)", 5, "before this comma"),
        ("near(#a, , 2turns)", 9, "before this comma"),
        ("near(#a OR, #b, 2turns)", 8, "behind OR"),
        ("a &&", 2, "behind &&"),
        ("&& a", 0, "before &&"),
        ("a && && b", 5, "before &&"),
        ("a (＆＆ b)", 3, "before &&"),
        ("saved:", 0, "missing behind saved:"),
        ("field:=x", 6, "field"),
        ("is:movd", 3, "is:moved"),
        ("on:2026-1-1", 3, "no day"),
        ("note:", 0, "missing behind note:"),
        ("foo(a)", 0, "no function foo"),
        ("a #", 2, "tag"),
        ('#""', 0, "tag"),
        ('#" "', 0, "tag"),
        ("#!", 0, "tag"),
        ("@ a", 0, "speaker"),
        ("doc:", 0, "missing behind doc:"),
        ("a has:tags", 6, "has:tag"),
        ("is:nice", 3, "is:starred"),
        ("after:2026-02-30", 6, "no day"),
        ("before:yesterday", 7, "no day"),
        ("after:20260101", 6, "no day"),
        ('""', 0, "nothing between"),
        ("(" * 200, 101, "100"),
        ("-" * 100_000 + "a", 101, "100"),
    ],
)
def test_problems_point_at_the_place(text: str, column: int, says: str) -> None:
    with pytest.raises(FilterProblem) as caught:
        parse(text)
    assert caught.value.column == column
    assert caught.value.text == text
    assert says in caught.value.message


VALUES = st.text(
    st.one_of(st.sampled_from('ab模型/ \\"“”「」＂!！-#@:()（）,，&=　\n'), st.characters()), min_size=1, max_size=8
)
NAMES = VALUES.filter(str.strip)
LEAVES: st.SearchStrategy[Filter] = st.one_of(
    st.builds(HasTag, NAMES, st.booleans()),
    st.builds(BySpeaker, NAMES),
    st.builds(HasText, st.one_of(VALUES, st.sampled_from(["OR", "AND", "NOT", "a:b", "-a"])), st.booleans()),
    st.builds(InDocument, NAMES),
    st.builds(Since, st.dates()),
    st.builds(Until, st.dates()),
    st.builds(On, st.dates()),
    st.builds(ByCoder, NAMES),
    st.builds(Saved, NAMES),
    st.builds(HasTextIn, st.sampled_from(Place), NAMES),
    st.builds(HasField, NAMES.filter(lambda name: not set(name) & {"=", "＝"}), VALUES | st.just("")),
    st.builds(IsState, st.sampled_from(AnchorState)),
    st.sampled_from([HasNote(), HasTags(), IsStarred(), ByRole(Role.HOST), BySpeaker("Guest")]),
)
FILTERS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Overlapping, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Near, inner, inner, st.integers(0, 1_000_000), st.sampled_from(Unit)),
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(FILTERS)
def test_what_is_printed_reads_back(filter_: Filter) -> None:
    assert parse(str(filter_)) == filter_


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=30), st.text('ab#@-()"“”「」（）!: \\ORANDT&,', max_size=30)))
def test_any_text_is_a_filter_or_a_problem(text: str) -> None:
    column = -1
    try:
        parsed = parse(text)
    except FilterProblem as problem:
        column = problem.column
    if column >= 0:
        assert column <= len(text)
        return
    assert parse(str(parsed)) == parsed
    assert str(parse(str(parsed))) == str(parsed)


def test_a_problem_is_misuse() -> None:
    assert issubclass(FilterProblem, Misuse)


def test_conjoin() -> None:
    assert conjoin() == Everything()
    assert conjoin(Everything(), A) == A
    assert conjoin(And((A, B)), Everything(), C) == And((A, B, C))
    assert conjoin(Or((A, B)), C) == And((Or((A, B)), C))


@pytest.mark.parametrize("build", [lambda: And((A,)), lambda: Or(()), lambda: Not(Everything()), lambda: HasTag(" ")])
def test_what_cannot_be_written_cannot_be_built(build: object) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match=r"\w"):
        build()
