"""Choosing a tag: those that answer what is typed, a new one, and the selected words themselves as one."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from tui.annotations.tags import LONGEST
from tui.patterns import late
from tui.search.tagnames import TagNames
from tui.transcript.stretch import spoken_between
from tui.ui.desk import Desk
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.rows import ListRow, Piece

NEW = "\x00new:"
"""Before the key of the row that stands for a tag still to be made; no tag's name can hold it."""

_SHORT = 12
"""Characters of selected words that are offered as a tag before all others."""

_LONG = 40
"""Characters of selected words that are offered behind all others; more are no name."""


_COMMA = late(r"[,，、;；\n]")


def split_names(text: str) -> list[str]:
    """The names in a line, with commas between, each once."""
    return list(dict.fromkeys(name.strip() for name in _COMMA.split(text) if name.strip()))


class TagChoices:
    """The rows of a picker of tags. Those used last come first."""

    def __init__(self, desk: Desk, on: Collection[str], words: str = "") -> None:
        """`on`: paths of the tags that are on already. `words`: what is offered as a tag before anything is typed."""
        self._desk, self._on, self._words = desk, on, words

    @cached_property
    def _names(self) -> TagNames:
        return TagNames(self._desk.codebook, self._desk.recent)

    @property
    def begin(self) -> str:
        """The item for the cursor to be on at first: the tag used last, though the selected words are above it."""
        return self._desk.recent[0] if self._desk.recent else ""

    def rows(self, typed: str) -> list[ListRow]:
        """The tags that answer what was typed, and a row that makes a new one."""
        typed = typed.strip().lstrip("#＃").strip()
        rows = [tag_row(self._desk, path, is_on=path in self._on) for path in self._names.find(typed)]
        name = "/".join(part.strip() for part in typed.split("/") if part.strip())
        if name and name not in self._desk.codebook.by_path:
            rows.append(ListRow((Piece(" + ", "accent"), Piece(f"新标签 new: {name}", "strong")), key=NEW + name))
        words = self._words
        if not typed and words:
            known = next((at for at, row in enumerate(rows) if row.key == words), None)
            offered = rows.pop(known) if known is not None else _words_row(words)
            rows.insert(0 if len(words) <= _SHORT else len(rows), offered)
        return rows or [ListRow((Piece(_NONE, "quiet"),))]


_NONE = "   打字新建 type the name of a new tag; 甲/乙: 乙在甲之下 below another"
"""What is told while there are no tags."""


def _words_row(words: str) -> ListRow:
    said = Piece("  选中的词 the selected words", "quiet")
    return ListRow((Piece(" + ", "accent"), Piece(f"新标签 new: {words}", "strong"), said), key=NEW + words)


def tag_row(desk: Desk, path: str, *, is_on: bool = False, sign: str = "", key: str = "") -> ListRow:
    """A tag on a row: whether it is on, letter, path, description; its digit and how many quotes have it.

    `sign` stands before the path. The row's item is `key`, else the path.
    """
    it = desk.codebook.by_path[path]
    number = desk.slots.index(path) + 1 if path in desk.slots else 0
    left = (
        Piece(" ✓ " if is_on else "   ", "accent"),
        Piece(f"{it.letter or '•'} ", f"ink:{it.colour}"),
        Piece(sign + path, "strong" if is_on else "plain"),
        Piece(f"  {' '.join(it.description.split())}", "quiet"),
    )
    right = Piece(f" {number or ' '} ", "accent"), Piece(f"{desk.counts.get(it.id, 0):>4} 条 ", "quiet")
    return ListRow(left, right, key or path)


def in_vivo(pane: Pane) -> str:
    """The selected words as a tag's name; empty if nothing is selected, or what is selected is too long for one."""
    selected = pane.reader.source_selection
    if selected is None or pane.transcript is None or selected[1] - selected[0] > LONGEST:
        return ""
    words = " ".join(spoken_between(pane.transcript, *selected).text.split()).strip(_AROUND).replace("/", "／")
    return words if words.isprintable() and len(words) <= _LONG else ""


_AROUND = " ，。、；：？！…—“”‘’（）《》〈〉「」『』【】,.;:?!\"'()[]<>#＃"
"""What stands around words and belongs to no name."""
