"""The table of actions: everything in it is done by somebody, and no key means two things in one place."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.keys import _character_to_key

from tui.layout.cursor import Motion
from tui.ui.action import Where
from tui.ui.actions import ACTIONS, TWINS, footer, sign, twins
from tui.ui.screens.board import Board
from tui.ui.screens.help import help_rows
from tui.ui.screens.main import MainScreen
from tui.ui.viewing import command_rows
from tui.ui.widgets.reader import Reader

TYPED = {
    "slash": "/／、",
    "question_mark": "?？",
    "colon": ":：",
    "full_stop": ".。．",
    "equals_sign": "=＝",
    "plus": "+＋",
    "minus": "-－",
    "tilde": "~～",
    "vertical_line": "|｜",
    "backslash": "\\＼",
    "left_parenthesis": "(（",
    "right_parenthesis": ")）",
    "left_square_bracket": "[【［",
    "right_square_bracket": "]】］",
    "left_curly_bracket": "{｛",
    "right_curly_bracket": "}｝",
    "at": "@＠",
    "semicolon": ";；",
    "comma": ",，",
    "less_than_sign": "<《＜",
    "greater_than_sign": ">》＞",
    "grave_accent": "`｀·",
    "asterisk": "*＊",
    "number_sign": "#＃",
}


def of(*where: Where):
    return [action for action in ACTIONS if action.where in where]


def test_every_action_has_an_id_of_its_own_and_says_what_it_does():
    assert max(Counter(action.id for action in ACTIONS).values()) == 1
    for action in ACTIONS:
        assert action.keys or action.where is Where.MAIN, "without a key it must be among the commands"
        assert action.title
        assert action.chinese
        assert action.help.endswith(".")


@pytest.mark.parametrize("where", list(Where))
def test_no_key_is_bound_twice_in_one_place(where):
    counted = Counter(key for action in of(where) for key in twins(action.keys))
    assert [key for key, times in counted.items() if times > 1] == []


def test_reader_and_main_do_not_take_keys_from_each_other():
    shared = {k for a in of(Where.READER) for k in twins(a.keys)} & {k for a in of(Where.MAIN) for k in twins(a.keys)}
    assert shared == {"o"}, "the other edge, while something is selected"


def test_every_main_action_has_a_handler():
    for action in of(Where.MAIN):
        known = action.id in MainScreen.HANDLERS or hasattr(MainScreen, f"do_{action.id}")
        assert known or action.id.startswith("recent_"), action.id
    assert set(MainScreen.HANDLERS) <= {action.id for action in of(Where.MAIN)}
    done = {name.removeprefix("do_") for name in dir(MainScreen) if name.startswith("do_")}
    assert done <= {action.id for action in of(Where.MAIN)}


def test_every_board_action_has_a_handler():
    assert all(hasattr(Board, f"action_{action.id}") for action in of(Where.BOARD))


async def test_every_reader_action_is_done(desk):
    motions = {motion.value for motion in Motion}
    async with desk(size=(80, 24)) as seat:
        await seat.look_at("修船")
        for words in ("不怕别人", "第10年我们", "第30年我们"):
            seat.go_to(words)
            await seat.press("m")
        for action in of(Where.READER):
            seat.go_to("第20年我们")
            for _ in range(3):
                seat.reader.action_reader("right")
            seat.reader.show_matches([(0, 5)])
            if action.id in ("grow", "shrink", "swap", "unselect"):
                seat.reader.action_reader("select")
                seat.reader.action_reader("grow")
            before = (seat.reader.cursor, seat.reader.top, seat.reader.matches)
            seat.reader.action_reader(action.id)
            await seat.settle()
            after = (seat.reader.cursor, seat.reader.top, seat.reader.matches)
            assert before != after, f"{action.id} does nothing{' (a motion)' if action.id in motions else ''}"


def test_bindings_are_the_table():
    for owner, where in ((Reader, Where.READER), (MainScreen, Where.MAIN), (Board, Where.BOARD)):
        bound = {(binding.id, binding.key) for binding in owner.BINDINGS if binding.id}
        assert bound == {(action.id, ",".join(twins(action.keys))) for action in of(where) if action.keys}


def test_twins_are_keys_as_textual_names_them():
    for key, typed in TYPED.items():
        assert _character_to_key(typed[0]) == key
        assert [_character_to_key(char) for char in typed[1:]] == list(TWINS[key])
    assert set(TWINS) == set(TYPED)


def test_help_footer_and_commands_come_from_the_table():
    text = "\n".join("".join(piece.text for piece in row.left) for row in help_rows(120))
    for action in ACTIONS:
        if not action.id.startswith("recent_"):
            assert action.chinese[:4] in text
            assert sign(action.keys[0] if action.keys else "colon") in text
    offered = {row.key for row in command_rows("")}
    assert offered == {action.id for action in of(Where.READER, Where.MAIN)}
    for where in (Where.MAIN, Where.BOARD):
        numbers = [action.footer for action in footer(where)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_sign_is_what_stands_on_the_key():
    for action in ACTIONS:
        for key in action.keys:
            shown = sign(key)
            assert "_" not in shown, f"{key} has no sign"


async def test_every_key_of_the_main_screen_can_be_typed(desk):
    """Each key of the table runs its own action, with the text in focus."""
    async with desk(size=(60, 20)) as seat:
        done = []
        seat.main.action_perform = lambda action: done.append(action)
        keys = [(key, action.id) for action in of(Where.MAIN) for key in twins(action.keys)]
        # A digit is a count in the text, unless nothing comes behind it: see the tests of counting.
        keys = [(key, name) for key, name in keys if not name.startswith("recent_")]
        for key, _ in keys:
            await seat.hurry(key)
        await seat.settle()
        # ctrl+q is caught above the screen, for the sake of unsaved notes.
        assert done == [name for _, name in keys if name != "quit"]
