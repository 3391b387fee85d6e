"""What keys of the quotes board do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.ui import bulk, finding

if TYPE_CHECKING:
    from tui.ui.screens.board import Board


def _help(board: Board) -> None:
    from tui.ui.screens.help import Help

    board.app.push_screen(Help())


HANDLERS: dict[str, Callable[[Board], None]] = {
    "board_go": lambda board: board.go(),
    "board_group": lambda board: board.group(),
    "board_order": lambda board: board.order(),
    "board_more": lambda board: board.grow(1),
    "board_less": lambda board: board.grow(-1),
    "board_more_all": lambda board: board.grow_all(1),
    "board_less_all": lambda board: board.grow_all(-1),
    "board_tick": lambda board: board.tick(),
    "board_all": lambda board: board.tick_all(),
    "board_range": lambda board: board.tick_range(),
    **bulk.HANDLERS,
    "board_filter": lambda board: finding.ask_filter(board.main, board.say, board.gather),
    "board_hosts": lambda board: finding.switch_hosts(board.main, board.say, board.gather),
    "board_export": lambda board: finding.export(board.main, board.say),
    "board_help": _help,
    "board_back": lambda board: board.back(),
    "board_close": lambda board: board.leave(),
}
"""By the action's id, what does it."""

MEANWHILE = frozenset(
    [
        *("board_group", "board_order", "board_more", "board_less", "board_more_all", "board_less_all"),
        *("board_tick", "board_all", "board_range", "board_help"),
    ]
)
"""What may be done while an act on many is being done."""
