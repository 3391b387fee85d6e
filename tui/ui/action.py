"""One thing that a reader can do: its keys, its words, and where it applies."""

from __future__ import annotations

from enum import Enum

from tui.records import record


class Where(Enum):
    """Where an action applies."""

    READER = "reader"
    MAIN = "main"
    BOARD = "board"
    PROPOSALS = "proposals"
    SPEAKERS = "speakers"
    HISTORY = "history"
    PAST = "past"
    TRASH = "trash"
    STATS = "stats"
    KWIC = "kwic"
    CODEBOOK = "codebook"
    SPLIT = "split"
    REVIEW = "review"


class Group(Enum):
    """Headings of the help screen."""

    MOVE = "Moving 移动"
    SELECT = "Selecting 选择"
    MARK = "Marking 批注"
    CODES = "Tags 标签"
    FIND = "Finding 查找"
    CORRECT = "Correcting 订正"
    VIEW = "View 视图"
    APP = "Pizhu 批注"


@record(frozen=True)
class Action:
    """One thing that a reader can do."""

    id: str
    keys: tuple[str, ...]
    """As Textual names them; their full-width twins are added by `twins`. None: it is chosen from the commands."""
    title: str
    chinese: str
    help: str
    group: Group
    where: Where = Where.MAIN
    footer: int = 0
    """Place in the footer, 1 first; 0: not there."""
