"""What may be misheard: terms proposed, accepted, refused, and taken back."""

from __future__ import annotations

from tui.transcript.edits.corrections import Rule
from tui.ui.screens.dialog import Ask
from tui.ui.screens.main import MainScreen
from tui.ui.screens.proposals import Proposals

from .hostile import CLIPBOARD
from .making import SIZES, text
from .test_hostile_text import harmless

HEARD = """\
甲：他们用的是 unthorpe 的模型。
乙：unthorpe 今年很忙，Ansorpi 也是他们。
甲：我说的不是 unsorry，是 unthorpe。
乙：声音识别常常这样。
"""


@SIZES
async def test_what_may_be_misheard_is_accepted_refused_and_taken_back(one, size):
    async with one(HEARD, size) as seat:
        await seat.press("P")
        assert isinstance(seat.screen, Ask)
        await seat.type("Anthropic，声学")
        await seat.press("enter")
        assert isinstance(seat.screen, Proposals)
        assert seat.store.rules() == [Rule("Anthropic", "Anthropic"), Rule("声学", "声学")]
        shown = seat.painted("#proposals-rows")
        assert "unthorpe ×3 → Anthropic" in shown
        assert "Anthropic" not in text(seat), "nothing is applied unasked"
        first = seat.screen._here.text
        while seat.screen._here.text != "unthorpe":
            await seat.press("j")
        assert len([row for row in seat.rows("#proposals-places") if "unthorpe→Anthropic" in row]) == 3
        await seat.press("y")
        assert text(seat).count("Anthropic") == 3
        assert "已订正 3 处" in seat.painted("#proposals-foot")
        assert seat.screen._here.text != "unthorpe"
        await seat.press("u")
        assert "unthorpe" in text(seat)
        assert seat.screen._here.text == "unthorpe", f"it is back (and not {first})"
        await seat.press("Y")
        assert Rule("unthorpe", "Anthropic") in seat.store.rules()
        assert text(seat).count("Anthropic") == 3
        left = seat.screen._here.text
        await seat.press("n")
        assert Rule(left, "Anthropic", accepted=False) in seat.store.rules()
        assert left in text(seat)
        await seat.press("escape")
        assert isinstance(seat.screen, MainScreen)
        await seat.press("P")
        assert left not in [each.text for each in seat.screen._found], "it is not asked again"
        await seat.press("escape", "u", "P")
        assert left in [each.text for each in seat.screen._found]


async def test_proposals_without_any(one):
    async with one("甲：好。\n乙：好。\n") as seat:
        await seat.press("P")
        await seat.type(" ，, ")
        await seat.press("enter")
        assert "a term is needed" in seat.shown
        await seat.type("Anthropic")
        await seat.press("enter")
        assert "nothing sounds" in seat.shown
        await seat.press("y", "n", "Y", "u")
        assert "已撤销" in seat.painted("#proposals-foot")
        assert seat.store.rules() == []
        await seat.press("t", *"abc", "enter")
        assert seat.store.rules() == [Rule("abc", "abc")]


async def test_undo_holds_over_a_restart(one):
    async with one(HEARD) as seat:
        before = text(seat)
        seat.go_to("unsorry")
        await seat.press("c")
        await seat.type("Anthropic")
        await seat.press("tab", "tab", "enter")
        after = text(seat)
        assert after != before
        await seat.press("ctrl+q")
    async with one(HEARD) as seat:
        assert text(seat) == after
        assert "Anthropic" in seat.painted(seat.reader)
        await seat.press("u")
        assert text(seat) == before


async def test_what_stands_around_a_proposal_is_shown_as_it_is(one):
    async with one(f"[bold]甲：unthorpe [red]的{CLIPBOARD}\u202e模型。\n" * 2 + "甲：Ansorpi[/]。\n") as seat:
        await seat.press("P")
        await seat.type("Anthropic")
        await seat.press("enter")
        harmless(seat)
        assert "unthorpe [red]的␛]52" in seat.painted("#proposals-rows")
        seen = [seat.screen._here.text]
        await seat.press("enter")
        harmless(seat)
        seen.append(seat.screen._here.text)
        assert set(seen) == {"unthorpe", "Ansorpi"}
        await seat.press("a")
        assert Rule(seen[1], "Anthropic") in seat.store.rules()
        assert text(seat).count("Anthropic") == 3
        assert "nothing sounds" in seat.shown
        await seat.press("q")
        assert isinstance(seat.screen, MainScreen)
        assert "Anthropic" in seat.painted(seat.reader)
        harmless(seat)
