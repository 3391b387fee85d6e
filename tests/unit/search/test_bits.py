"""Sets of rows against lists of rows, with few and with many rows in them."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tui.annotations.model import AnchorState, Codebook, Document, Role, Tag
from tui.annotations.slices import Slice
from tui.search.bits import Column, Texts, Times, coded, folded, of_rows, parted, rows_of, sorted_times
from tui.search.chunk import Chunk
from tui.search.tally import Tally

SIZE = 700


def some(chance: random.Random, count: int) -> list[int]:
    return sorted(chance.sample(range(SIZE), count))


@pytest.mark.parametrize("count", [0, 1, 5, 43, 44, 300, SIZE])
def test_rows_come_back_and_columns_count_them(count: int) -> None:
    chance = random.Random(count)
    rows = some(chance, count)
    assert rows_of(of_rows(rows, SIZE), SIZE) == rows
    values = [f"讲者{chance.randrange(100, 500)}" for _ in range(SIZE)]
    known, codes = coded(values)
    column = Column(known, *parted(codes))
    assert column.count(of_rows(rows, SIZE)) == Counter(values[row] for row in rows)
    assert rows_of(column.rows(lambda value: value.endswith("7")), SIZE) == [
        row for row, value in enumerate(values) if value.endswith("7")
    ]
    bounds = sorted(chance.choices(values, k=2))
    between = [row for row, value in enumerate(values) if bounds[0] <= value < bounds[1]]
    for texts in (sorted(values), "".join(sorted(values))):
        assert rows_of(Times(texts, *sorted_times(values)).between(*bounds), SIZE) == between


@pytest.mark.parametrize("is_early", [True, False])
def test_a_text_is_found_in_every_row_that_holds_it_however_often_it_stands_where(is_early: bool) -> None:
    chance = random.Random(3)
    texts = ["".join(chance.choices("盐田潮水退", k=chance.randint(0, 12))) for _ in range(SIZE)]
    texts += sorted(texts, key=lambda text: ("潮" in text) is is_early)
    rows = sorted(chance.sample(range(3 * SIZE), len(texts)))
    whole, partly = Texts(range(len(texts)), folded(texts)), Texts(rows, folded(texts))
    for needle in ("盐", "潮水", "水水水", "退潮水盐田", "田田田田田田", "风"):
        holding = [row for row, text in enumerate(texts) if needle in text]
        assert rows_of(whole.holding(needle, len(texts)), len(texts)) == holding
        assert rows_of(partly.holding(needle, 3 * SIZE), 3 * SIZE) == [rows[row] for row in holding]
        among = chance.sample(range(len(texts)), 30)
        found = whole.holding_among(needle, of_rows(among, len(texts)))
        assert rows_of(found, len(texts)) == sorted(set(among) & set(holding))


def a_chunk(counts: tuple[int, ...], starts: list[int], ends: list[int], tags: dict[str, list[int]]) -> Chunk:
    size = len(starts)
    documents = tuple(Document(str(n), f"{n:03}.txt", "", "", "", "", "", "") for n in range(len(counts)))
    told = [f"{row:08}" for row in range(size)]
    texts, roles, stars, states = [""] * size, [Role.NONE] * size, [False] * size, [AnchorState.EXACT] * size
    speakers: list[str | None] = [None] * size
    columns = Slice(
        documents,
        counts,
        tuple(("s",) for _ in counts),
        told,
        starts,
        ends,
        texts,
        texts,
        speakers,
        roles,
        stars,
        texts,
        states,
        told,
        tags,
    )
    return Chunk.of(columns)


def test_documents_and_overlaps_are_those_of_the_rows() -> None:
    chance = random.Random(8)
    counts = tuple(chance.choice((1, 1, 2, 5, 30)) for _ in range(60))
    document_of = [number for number, count in enumerate(counts) for _ in range(count)]
    size = len(document_of)
    starts = [at for count in counts for at in sorted(chance.randrange(100) for _ in range(count))]
    ends = [start + chance.randint(1, 20) for start in starts]
    chunk = a_chunk(counts, starts, ends, {})
    assert chunk.ids([0, 3]) == ["00000000", "00000003"]
    for count in (0, 1, 20, size):
        rows = chance.sample(range(size), count)
        mask = of_rows(rows, size)
        assert {document_of[row] for row in rows_of(chunk.documents_with(mask), size)} == {document_of[r] for r in rows}
        assert set(rows_of(chunk.overlapping(mask), size)) == {
            row
            for row in range(size)
            for other in rows
            if row != other
            and document_of[row] == document_of[other]
            and starts[row] < ends[other]
            and starts[other] < ends[row]
        }


def test_tags_of_few_rows_and_of_many_are_those_of_the_rows() -> None:
    chance = random.Random(6)
    tags = {f"t{count}": some(chance, count) for count in (1, 2, 5, 20, 23, 60, SIZE)}
    starts = list(range(SIZE))
    chunk = a_chunk((SIZE,), starts, [at + 1 for at in starts], tags)
    assert {tag: rows_of(chunk.tags[tag], SIZE) for tag in chunk.tags} == tags
    assert "t5" in chunk.tags
    assert "t6" not in chunk.tags
    asked = some(chance, 40)
    book = Codebook(tuple(Tag(tag, tag, "t60" if tag == "t1" else None) for tag in tags if tag != "t2"))
    wanted = {row: {tag for tag in tags if row in tags[tag] and tag != "t2"} for row in asked}
    for row in asked:
        wanted[row] |= {"t60"} if row in tags["t1"] else set()
    assert chunk.tags_of(of_rows(asked, SIZE), book) == wanted


def test_tags_are_counted_with_those_below_even_if_they_hang_below_one_another() -> None:
    names = {"a": None, "b": "a", "c": "b", "ring": "other", "other": "ring", "tail": "ring"}
    book = Codebook(tuple(Tag(name, name, parent) for name, parent in names.items()))
    chunk = a_chunk((4,), [0, 1, 2, 3], [9, 9, 9, 9], {"c": [0, 1], "a": [1, 2], "ring": [2], "tail": [3], "gone": [3]})
    tally = Tally(book)
    tally.add(chunk, 0b1110)
    wanted = Counter(
        tag.id
        for held in ({"c", "a"}, {"a", "ring"}, {"tail"})
        for tag in {each.id: each for key in held for each in book.lineage(key)}.values()
    )
    assert tally.tags == wanted
