"""What each action of the desk does, by the action's id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.ui import (
    appearance,
    carrying,
    comparing,
    concording,
    correcting,
    counting,
    finding,
    holding,
    jumping,
    marking,
    outlining,
    reviewing,
    saving,
    seeking_all,
    suggesting,
    viewing,
)
from tui.ui.shelf import open_document

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "mark": marking.mark,
    "tag": marking.tag,
    "note": marking.note,
    "star": marking.star,
    "delete": marking.delete,
    "edges": marking.edges,
    "undo": marking.undo,
    "redo": marking.redo,
    "copy": marking.copy_quote,
    "repeat_tag": marking.repeat_tag,
    "review": carrying.review,
    **finding.SEARCHING,
    **seeking_all.HANDLERS,
    "kwic": concording.concordance,
    "drafts": reviewing.drafts,
    "filter": finding.ask_filter,
    "hosts": finding.switch_hosts,
    **saving.HANDLERS,
    "board": finding.board,
    "export": finding.export,
    "stats": counting.stats,
    "open": open_document,
    **holding.HANDLERS,
    **jumping.HANDLERS,
    **comparing.HANDLERS,
    **correcting.HANDLERS,
    "history": reviewing.history,
    "trash": reviewing.trash,
    "codebook": reviewing.codebook,
    **outlining.HANDLERS,
    **suggesting.HANDLERS,
    **viewing.HANDLERS,
    **appearance.HANDLERS,
}
