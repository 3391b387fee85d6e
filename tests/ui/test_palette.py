"""What must be told apart on the page is told apart: with all colours, with sixteen, with none."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import ColorSystem
from rich.style import Style

from tui.layout.minimap import Minimap
from tui.layout.paint import QUIET, Part, Role
from tui.ui.colours import TAG_COLOURS, Depth, Paper
from tui.ui.palette import style_of
from tui.ui.widgets.minimap import track
from tui.ui.widgets.rows import look_of

DARK = Paper("#121212", "#e0e0e0", "#ffa62b", "#0178d4")
LIGHT = Paper("#e0e0e0", "#222222", "#ffa62b", "#004578", dark=False)
NATIVE = Paper("#000000", "#000000", "#808000", "#000080", depth=Depth.NATIVE)

PAPERS = {
    "dark": DARK,
    "light": LIGHT,
    "sixteen": DARK._replace(depth=Depth.SIXTEEN),
    "sixteen-light": LIGHT._replace(depth=Depth.SIXTEEN),
    "terminal": NATIVE,
    "terminal-light": NATIVE._replace(dark=False),
    "none": DARK._replace(depth=Depth.NONE),
}

BODY = Role(Part.BODY)
ROLES = {
    "plain": BODY,
    "folded": Role(Part.QUIET),
    "heading": Role(Part.HEADING),
    "highlight": BODY._replace(colours=("green",)),
    "highlight under the caret": BODY._replace(colours=("green",), active=True),
    "overlap": BODY._replace(colours=("green", "blue")),
    "left out": BODY._replace(colours=(QUIET,)),
    "selection": BODY._replace(selected=True),
    "hit": BODY._replace(match=True),
    "caret": BODY._replace(caret=True),
    "caret in a selection": BODY._replace(caret=True, selected=True),
    "edited": BODY._replace(edited=True),
    "edited highlight": BODY._replace(edited=True, colours=("green",)),
}

ATTRIBUTES = ("bold", "dim", "italic", "underline", "underline2", "reverse")


def seen(style: Style, depth: Depth) -> tuple[object, ...]:
    """What of a style reaches the eye."""
    attributes = tuple(bool(getattr(style, name)) for name in ATTRIBUTES)
    if depth is Depth.NONE:
        return attributes
    colours = (style.color, style.bgcolor)
    if depth is not Depth.FULL:
        colours = tuple(colour.downgrade(ColorSystem.STANDARD) for colour in colours if colour is not None)
    return (*attributes, *(colour and (colour.number, colour.triplet) for colour in colours))


@pytest.mark.parametrize("name", PAPERS)
def test_all_can_be_told_apart(name: str) -> None:
    paper = PAPERS[name]
    looks = {role: seen(style_of(ROLES[role], paper), paper.depth) for role in ROLES}
    alike = [(a, b) for a, b in combinations(looks, 2) if looks[a] == looks[b]]
    # What surrounds the one, and the margin beside the other, tell them.
    by_others = [("caret", "caret in a selection"), ("edited", "edited highlight")]
    assert [pair for pair in alike if pair not in by_others] == []


@pytest.mark.parametrize("name", PAPERS)
def test_selection_hit_and_caret_are_told_apart_on_whatever_they_lie(name: str) -> None:
    paper = PAPERS[name]
    states = {
        "none of them": {},
        "selection": {"selected": True},
        "hit": {"match": True},
        "caret": {"caret": True},
    }
    under = [role for role in ROLES.values() if not (role.selected or role.match or role.caret)]
    looks = {
        state: {seen(style_of(role._replace(**flags), paper), paper.depth) for role in under}
        for state, flags in states.items()
    }
    assert all(not looks[a] & looks[b] for a, b in combinations(looks, 2))


@pytest.mark.parametrize("name", PAPERS)
def test_a_hit_that_is_selected_is_seen_to_be_both(name: str) -> None:
    paper = PAPERS[name]
    both, caret = BODY._replace(selected=True, match=True), BODY._replace(caret=True, selected=True, match=True)
    others = (ROLES["selection"], ROLES["hit"], ROLES["highlight"]._replace(match=True), caret)
    assert seen(style_of(both, paper), paper.depth) not in [seen(style_of(role, paper), paper.depth) for role in others]


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "none"])
def test_each_tag_has_a_tint_of_its_own(name: str) -> None:
    paper = PAPERS[name]
    looks = {seen(style_of(BODY._replace(colours=(tag,)), paper), paper.depth) for tag in (*TAG_COLOURS, "untagged")}
    assert len(looks) == len(TAG_COLOURS) + 1


@pytest.mark.parametrize("name", [name for name in PAPERS if PAPERS[name].depth in (Depth.SIXTEEN, Depth.NATIVE)])
def test_of_sixteen_colours_letters_and_ground_never_are_the_same(name: str) -> None:
    paper = PAPERS[name]
    roles = [BODY._replace(colours=(tag,)) for tag in TAG_COLOURS]
    styles = [style_of(role, paper) for role in (*roles, *ROLES.values())]
    styles += [look_of(look, paper, chosen) for look in ("plain", "quiet", "accent", "strong") for chosen in (0, 1)]
    panel = paper._replace(background="#24292f" if paper.dark else "#c8c8c8")
    styles += [look_of(look, panel) for look in ("plain", "quiet", "accent", "strong", "ink:orange")]
    for style in styles:
        assert style.color is not None
        assert style.bgcolor is not None
        drawn, behind = (colour.downgrade(ColorSystem.STANDARD) for colour in (style.color, style.bgcolor))
        assert (drawn.number, drawn.type) != (behind.number, behind.type) or drawn.is_default


@pytest.mark.parametrize("name", [name for name in PAPERS if PAPERS[name].depth is not Depth.FULL])
def test_with_few_colours_what_is_chosen_is_one_bar(name: str) -> None:
    looks = ("plain", "quiet", "accent", "strong", "ink:orange", "tint:blue")
    styles = [look_of(look, PAPERS[name], True) for look in looks]
    assert len({(style.color, style.bgcolor, style.reverse, style.dim) for style in styles}) == 1
    assert styles[0].reverse
    assert not look_of("plain", PAPERS[name]).reverse


@pytest.mark.parametrize("name", [name for name in PAPERS if PAPERS[name].depth in (Depth.SIXTEEN, Depth.NATIVE)])
def test_of_sixteen_colours_dark_blue_letters_never_lie_on_dark_paper(name: str) -> None:
    paper = PAPERS[name]
    style = look_of("ink:blue", paper)
    assert style.color is not None
    assert (style.color.downgrade(ColorSystem.STANDARD).number == 12) is paper.dark
    assert look_of("tint:blue", paper).color == look_of("plain", paper).color


def test_overlapping_tints_are_blended_of_all_in_any_order() -> None:
    def ground(*colours: str) -> object:
        return style_of(BODY._replace(colours=colours), DARK).bgcolor

    three = ground("red", "green", "blue")
    assert three == ground("blue", "red", "green") == ground("green", "blue", "red")
    parts = [ground("red", "green"), ground("green", "blue"), ground("red", "blue"), ground("red")]
    assert three not in parts
    assert len(set(parts)) == 4
    assert ground("red", QUIET) == ground("red")


@pytest.mark.parametrize("name", PAPERS)
def test_the_thumb_is_seen_whatever_lies_on_the_map(name: str) -> None:
    paper = PAPERS[name]
    for minimap in (Minimap(1, 1), Minimap(1, 1, {0: "red", 1: "red"}), Minimap(1, 1, {0: "red"}, {0}), None):
        held, free = (track(thumb, 0, minimap, paper).style for thumb in ((0, 1), (1, 2)))
        assert held is not None
        assert free is not None
        assert seen(held + Style(color="red"), paper.depth) != seen(free + Style(color="red"), paper.depth)
