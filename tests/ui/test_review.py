"""A file that changed while the app was closed: what is certain is carried over, the rest is looked at one by one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tui.annotations.model import AnchorState
from tui.annotations.realign.difference import difference
from tui.layout.cells import cell_len
from tui.library import Library
from tui.ui.differences import marked, wrapped

from .making import INTERVIEW, NOTEBOOK, Seat, acts, seated

SAID = "看的人多了，改的人也就多了"
GONE = "船不会因为两个人会修就少一条"
STAYS = "都是路过的渔民指出来的"

# A correction, a sentence cut, a new head; the label of the speaker is another one.
EDITED = "（二校稿）\n" + INTERVIEW.replace("也就多了", "也多起来了").replace(f"{GONE}。", "").replace(
    "沈禾：", "沈师傅："
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An annotated file that was edited since."""
    (tmp_path / "访谈.txt").write_text(INTERVIEW, encoding="utf-8")
    library = Library.open([tmp_path / "访谈.txt"], database=tmp_path / "annotations.db")
    entry = library.entry("访谈.txt")
    transcript = library.transcript(entry)
    for words in (SAID, GONE, STAYS):
        start = transcript.text.index(words)
        library.mark(entry, transcript, start, start + len(words), tags=["修船"], note="记")
    library.close()
    (tmp_path / "访谈.txt").write_text(EDITED, encoding="utf-8")
    return tmp_path


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = (120, 40), name: str = "访谈.txt") -> AsyncIterator[Seat]:
    async with seated(folder / name, database=folder / "annotations.db", size=size) as seat:
        yield seat


def states(seat: Seat) -> dict[str, AnchorState]:
    return {highlight.anchor.quote: highlight.state for highlight in seat.highlights}


def standing(seat: Seat) -> set[str]:
    """The words under the highlights that stand in the text."""
    return {seat.source[found.start : found.end] for found in seat.pane.found if found.start >= 0}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_uncertain_is_looked_at_one_by_one(desk: Path, size: tuple[int, int]) -> None:
    async with opened(desk, size) as seat:
        await seat.until(lambda: "reanchor" in acts(seat))
        await seat.settle()
        assert "1 移位 moved · 1 待复核" in seat.status
        assert standing(seat) == {STAYS}
        await seat.press("R")
        await seat.until(lambda: "原来 then" in seat.shown)
        await seat.settle()
        assert "复核 Review 1/2" in seat.shown
        assert SAID in seat.shown.replace("\n", "")
        assert "{+" in seat.painted("#review-difference")
        await seat.press("g")
        assert seat.source[seat.reader.source_offset :].startswith("看的人多了")
        await seat.press("R", "enter")
        assert standing(seat) == {STAYS, "看的人多了，改的人也多起来了"}
        assert states(seat)["看的人多了，改的人也多起来了"] is AnchorState.EXACT
        assert "all are looked at" in seat.shown
        await seat.press("u")
        assert "? 待复核" in seat.shown
        await seat.press("x")
        assert states(seat) == {SAID: AnchorState.LOST, GONE: AnchorState.LOST, STAYS: AnchorState.MOVED}
        await seat.press("u", "A", "n")
        assert "✗ 已失 lost" in seat.shown
        assert "no place is alike" in seat.shown
        await seat.press("enter")
        assert "no place was found" in seat.shown
        await seat.press("escape", "q")
        assert "已失 lost" in seat.shown


async def test_what_is_lost_is_put_on_other_words_by_hand(desk: Path) -> None:
    async with opened(desk) as seat:
        await seat.until(lambda: "reanchor" in acts(seat))
        await seat.settle()
        await seat.press("R", "n", "m")
        assert "select its words" in seat.shown
        await seat.press("escape")
        seat.go_to("我怕的是没人问")
        await seat.press("v", "plus", "R", "n", "m")
        assert {words.strip("。") for words in standing(seat)} == {STAYS, "我怕的是没人问"}
        assert {h.note for h in seat.highlights} == {"记"}


async def test_opened_again_it_costs_nothing_and_undo_holds(desk: Path) -> None:
    async with opened(desk) as seat:
        await seat.until(lambda: "reanchor" in acts(seat))
        await seat.settle()
        await seat.press("u")
        assert "重新定位 carried over" in seat.status
        assert standing(seat) >= {STAYS}
    async with opened(desk) as seat:
        await seat.until(lambda: "R 复核" in seat.status)
        assert "reanchor" not in acts(seat)
        await seat.press("ctrl+r")
        assert acts(seat)[0] == "reanchor"
        before = seat.store.history()
    async with opened(desk) as seat:
        assert "⚠ 1 待复核 to be looked at · 1 找不到 lost · R" in seat.status
        await seat.until(lambda: not seat.app.workers)
        assert [act.id for act in seat.store.history()] == [act.id for act in before]


async def test_a_file_that_was_renamed_and_edited_is_recognised(desk: Path) -> None:
    (desk / "访谈.txt").rename(desk / "新访谈.txt")
    (desk / "别的.txt").write_text(NOTEBOOK * 9, encoding="utf-8")
    async with opened(desk, name="别的.txt") as seat:
        await seat.pilot.pause(0.4)
        await seat.settle()
        assert acts(seat)[0] == "mark"
    async with opened(desk, name="新访谈.txt") as seat:
        await seat.until(lambda: "reanchor" in acts(seat))
        await seat.settle()
        assert acts(seat)[:2] == ["reanchor", "move_document"]
        assert standing(seat) == {STAYS}


async def test_nothing_to_look_at(desk: Path) -> None:
    (desk / "访谈.txt").write_text(INTERVIEW, encoding="utf-8")
    async with opened(desk) as seat:
        await seat.press("R")
        await seat.until(lambda: "没有待复核的" in seat.shown)
        await seat.press("enter", "x", "n", "A", "escape")
        assert len(acts(seat)) == 3


def test_the_difference_is_told_by_signs_and_only_where_words_differ() -> None:
    parts = difference("他說：慢就是快。", "他说：慢就是很快。")
    pieces = marked(parts)
    assert "".join(piece.text for piece in pieces) == "他说：慢就是{+很+}快。"
    rows = list(wrapped(pieces, 10))
    assert "".join(piece.text for row in rows for piece in row.left[1:]) == "他说：慢就是{+很+}快。"
    assert all(cell_len("".join(piece.text for piece in row.left)) <= 10 for row in rows)
    assert [piece.text for piece in marked(difference("甲乙丙", "甲丙"))] == ["甲", "[-乙-]", "丙"]
