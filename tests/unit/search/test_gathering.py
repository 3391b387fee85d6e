"""Chunks of sets against one quote after the other: both must take the same, whatever was changed in between."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import chunks, gathering
from tui.annotations.model import Anchor, DocumentFacts, Mark, Role, Speaker
from tui.annotations.slices import LAST, NOTHING
from tui.annotations.store import Store
from tui.gathering import Gathering
from tui.paths import cache_file
from tui.search.bounds import bounds_of
from tui.search.chunk import Chunk
from tui.search.chunkfile import ChunkFile
from tui.search.filters import And, Filter, Near, Not, Or, Overlapping, Unit
from tui.search.query import parse
from tui.transcript.files import read
from tui.transcript.model import Source, Transcript

TEXT = "阿岚：盐田在潮退以後。\n老周：晒鹽靠三樣：風、日頭、耐心。等。\n阿岚：等也算吗？A\u0301\n老周：算。\n" * 3
TAGS = ("海", "海/潮汐", "海/潮汐/大潮", "手艺", "手艺/等待", "闲聊")
TERMS = (
    *("#海", "#海!", "#潮汐", "#手艺", "#等待", "#闲聊", "#没有", "has:tag", "@阿岚", "@周", "@host", "@guest", "@谁"),
    *("盐", "等", "耐心。等", '"a\u0301"', '"\u0301"', "不在", "note:记", "quote:，", "turn:算", "text:三样"),
    *(
        "doc:一/*",
        "doc:3",
        "field:x",
        "is:starred",
        "is:lost",
        "has:note",
        "by:乙",
        "after:2026-01-01",
        "on:2020-01-01",
    ),
    *("saved:慢", "saved:无"),
)
FILTERS: st.SearchStrategy[Filter] = st.recursive(
    st.sampled_from(TERMS).map(parse),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Overlapping, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Near, inner, inner, st.sampled_from((0, 1, 2, 15)), st.sampled_from(Unit)),
    ),
    max_leaves=6,
)


def facts(number: int) -> DocumentFacts:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    return DocumentFacts(f"{'一二'[number % 2]}/{number}.txt", f"谈话 {number}", sha256, "dialogue", "utf-8")


def a_mark(chance: random.Random) -> Mark:
    start = chance.randrange(len(TEXT) - 16)
    end = start + chance.randint(1, 15)
    speaker = chance.choice(("阿岚", "老周", None))
    anchor = Anchor(start, end, TEXT[start:end] or "盐", TEXT[max(0, start - 8) : start], TEXT[end : end + 8], speaker)
    note, author = chance.choice(("", "", "记下\0来")), chance.choice(("", "乙"))
    tags = tuple(chance.sample(TAGS, chance.randint(0, 3)))
    return Mark(facts(chance.randrange(9)), anchor, TEXT, tags, note, chance.random() < 0.3, author)


def act(store: Store, chance: random.Random) -> None:
    """Change something."""
    while len(ids := [quote.highlight.id for quote in store.quotes()]) < 20:
        store.mark_many([a_mark(chance) for _ in range(40)])
    some = chance.sample(ids, 2)
    document = facts(chance.randrange(9))
    roles = [Speaker("阿岚", "", chance.choice(list(Role))), Speaker("老周", "", chance.choice(list(Role)))]
    chance.choice(
        (
            lambda: store.mark_many([a_mark(chance) for _ in range(3)]),
            lambda: store.delete(some),
            lambda: store.tag(some, add=[chance.choice(TAGS)]),
            lambda: store.set_star(some, chance.random() < 0.5),
            lambda: store.set_note(some[0], chance.choice(("", "记"))),
            lambda: store.set_speakers(document, roles, {}),
            lambda: store.save_filter("慢", chance.choice(("#等待 -#闲聊", "盐 OR saved:慢", "("))),
            store.undo,
            store.redo,
        )
    )()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    chance = random.Random(4)
    with Store(tmp_path_factory.mktemp("gathering") / "annotations.db") as store:
        for path in TAGS:
            store.create_tag(path)
        store.mark_many([a_mark(chance) for _ in range(60)])
        yield store


NEVER = 10**9
KNOWN: list[Transcript] = []


def anew(store: Store) -> Gathering:
    """One that has read nothing; every document says the same."""
    if not KNOWN:
        KNOWN.append(read(Source(TEXT, "utf-8", ""), name="x.txt"))
    return Gathering(store, lambda document, highlight: KNOWN[0])


@pytest.fixture(scope="module")
def asked(store: Store) -> Iterator[Gathering]:
    """Some highlights to a chunk, and every document as it stands in the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "SIZE", 12)
        patch.setattr(chunks, "_FEWEST", 1)
        patch.setattr(gathering, "_DEARER", NEVER)
        patch.setenv("XDG_CACHE_HOME", str(store.path.parent))
        yield anew(store)


@settings(max_examples=40, deadline=None)
@given(FILTERS, st.integers(0, 10_000))
def test_chunks_take_what_is_taken_one_by_one(store: Store, asked: Gathering, filter_: Filter, seed: int) -> None:
    act(store, random.Random(seed))
    wanted = asked.passing(filter_, store.quotes())
    book = store.codebook()
    branches = Counter(t.id for q in wanted for t in {t for i in q.highlight.tag_ids for t in book.lineage(i)})
    # One that has read chunks before, one that begins with what was kept, and one that reads few documents alone.
    for each, dearer in ((asked, NEVER), (anew(store), NEVER), (anew(store), 2)):
        gathering._DEARER = dearer
        pages: list[object] = []
        after = None
        while page := each.page(filter_, after, 7):
            pages += page
            after = page[-1]
        assert pages == wanted
        tally = each.tally(filter_)
        assert tally is not None
        assert tally.total == len(wanted)
        assert dict(tally.documents) == Counter(quote.document.path for quote in wanted)
        assert tally.speakers == Counter(quote.anchor.speaker for quote in wanted if quote.anchor.speaker)
        assert tally.tags == branches
        assert each.quotes(filter_) == wanted
        if seed % 3 == 0:
            each.keep()
        each.close()


def test_what_is_kept_is_taken_until_it_is_changed_and_damage_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2)
    monkeypatch.setattr(chunks, "SIZE", 12)
    monkeypatch.setattr(gathering, "_DEARER", NEVER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with Store(tmp_path / "annotations.db") as store:
        store.mark_many([a_mark(chance) for _ in range(60)])
        everything = parse("is:starred OR -is:starred")

        def ids() -> list[str]:
            asked = anew(store)
            found = [quote.highlight.id for quote in asked.quotes(everything)]
            asked.keep()
            asked.close()
            return found

        wanted = [quote.highlight.id for quote in store.quotes()]
        assert ids() == wanted
        path = cache_file(chunks.FOLDER, store.path)
        with closing(ChunkFile(path)) as file:
            first, second, *_ = kept = file.kept()
            assert len(kept) >= 4
            assert kept[-1].behind == LAST
            empty = Chunk.of(NOTHING)
            file.write([(first, empty), (second, empty)])
        # It is the file that is asked: for what was put there nothing is found.
        missing = wanted[: wanted.index(ids()[0])]
        assert missing
        assert ids() == wanted[len(missing) :]
        store.set_note(missing[0], "neu")
        found = ids()
        assert found[0] == missing[0]
        assert len(found) < len(wanted)
        store.set_note(missing[-1], "neu")
        assert ids() == wanted
        # A document that is another program's to move is in one chunk's file, and belongs to another chunk.
        with closing(sqlite3.connect(store.path)) as conn, conn:
            conn.execute("update document set path = '末' where path = (select min(path) from document)")
        wanted = [quote.highlight.id for quote in store.quotes()]
        assert ids() == wanted
        whole = path.read_bytes()
        for seed in range(12):
            damaged = bytearray(whole)
            for _ in range(1 if seed < 8 else 200):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            path.write_bytes(damaged[: len(damaged) // 2] if seed == 11 else damaged)
            assert ids() == wanted
            assert ids() == wanted


def test_the_fewest_highlights_bound_a_filter() -> None:
    sizes = {"#a": 5, "#b": 3, "#c": None, "@d": 2}

    def bounds(text: str) -> tuple[int, list[str]] | None:
        found = bounds_of(parse(text), lambda term: sizes[str(term)])
        return None if found is None else (found[0], [str(term) for term in found[1]])

    assert bounds("#a #b 词") == (3, ["#b"])
    assert bounds("(#a OR @d) #c -#b") == (7, ["#a", "@d"])
    assert bounds("near(#a, #c, 2turns) && 词") == (5, ["#a"])
    assert bounds("#a OR 词") is bounds("-#a") is bounds("#c") is bounds("词") is None


def test_a_count_can_be_called_off(asked: Gathering) -> None:
    assert asked.tally(parse("#海"), lambda: True) is None


def test_what_another_program_writes_and_a_database_put_in_place_are_noticed(tmp_path: Path) -> None:
    chance = random.Random(1)
    with Store(tmp_path / "annotations.db") as store, Store(tmp_path / "annotations.db") as other:
        asked = Gathering(store, lambda document, highlight: None)
        assert asked.page(parse("is:starred")) == []
        other.mark_many([a_mark(chance) for _ in range(20)])
        other.set_star([quote.highlight.id for quote in other.quotes()], True)
        assert len(asked.page(parse("is:starred"))) == 20
        other.undo()
        assert len(asked.page(parse("is:starred"))) == sum(q.highlight.starred for q in other.quotes()) < 20
        other.undo()
        assert asked.page(parse("is:starred OR -is:starred")) == []
