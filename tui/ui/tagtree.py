"""The codebook as rows: which branches are open, and what is told of each tag."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tui.annotations.model import Codebook, Tag
from tui.layout.wrap import wrap_lines
from tui.ui.widgets.rows import ListRow, Piece

COLOURS = {
    "yellow": "黄",
    "green": "绿",
    "blue": "蓝",
    "magenta": "品红",
    "cyan": "青",
    "orange": "橙",
    "red": "红",
    "violet": "紫",
}
"""What the colours of tags are called in Chinese."""

NUMBERS = "  数字   自身   含下级 "
"""The heads of the numbers at the end of a row."""


@dataclass(frozen=True)
class Tree:
    """The tags with their counts; rows are known by the ids of the tags, which outlive a new name."""

    codebook: Codebook = field(default_factory=Codebook)
    own: Mapping[str, int] = field(default_factory=dict)
    """Tag id to the quotes that carry the tag itself."""
    whole: Mapping[str, int] = field(default_factory=dict)
    """Tag id to the quotes that carry it or one below it."""
    digits: Mapping[str, str] = field(default_factory=dict)
    """Tag id to its digit, with a sign if it is pinned there."""

    def ids(self, folded: Collection[str]) -> list[str]:
        """The tags in the order of their paths; of those in `folded`, nothing that is below them."""
        shown: list[str] = []
        hidden_below = ""
        for path in self.codebook.sorted_paths():
            if hidden_below and path.startswith(hidden_below):
                continue
            identity = self.codebook.by_path[path].id
            hidden_below = f"{path}/" if identity in folded else ""
            shown.append(identity)
        return shown

    def has_below(self, tag_id: str) -> bool:
        """Whether there is a tag below this one."""
        return len(self.codebook.under(tag_id)) > 1

    def row(self, tag_id: str, *, is_folded: bool, is_found: bool) -> ListRow:
        """One tag: fold, letter, name (its path where it was found by typing), aliases, description; digit, counts."""
        tag = self.codebook.by_id[tag_id]
        path = self.codebook.paths[tag_id]
        sign = ("▸ " if is_folded else "▾ ") if self.has_below(tag_id) else "  "
        count = self.whole.get(tag_id, 0)
        left = (
            Piece(" " if is_found else " " + "  " * path.count("/") + sign, "quiet"),
            Piece(f"{tag.letter or '•'} ", f"ink:{tag.colour}"),
            Piece(path if is_found else tag.name, "plain" if count else "quiet"),
            Piece(f" = {', '.join(tag.aliases)}" if tag.aliases else "", "quiet"),
            Piece(f"  {' '.join(tag.description.split())}", "quiet"),
        )
        numbers = f" {self.own.get(tag_id, 0) or '·':>6} {count or '·':>8} "
        return ListRow(left, (Piece(f" {self.digits.get(tag_id, ''):>4}", "accent"), Piece(numbers, "quiet")), tag_id)

    def told(self, tag: Tag, width: int) -> list[ListRow]:
        """What is to be known of a tag, wrapped to `width` cells: path, colour, aliases; description."""
        aliases = f"   别名 aliases: {', '.join(tag.aliases)}" if tag.aliases else ""
        head = (
            Piece(f" {tag.letter or '•'} ", f"ink:{tag.colour}"),
            Piece(f"#{self.codebook.paths[tag.id]}", "strong"),
            Piece(f"   {COLOURS.get(tag.colour, '')} {tag.colour}{aliases}", "quiet"),
        )
        lines = [line for part in tag.description.split("\n") for line in wrap_lines(part, max(8, width - 4))]
        return [
            ListRow(head),
            *(ListRow((Piece(f"   {line}", "quiet"),)) for line in lines or ["e 写说明 describes it"]),
        ]


def digits_of(slots: Sequence[str], codebook: Codebook, pinned: Mapping[int, str]) -> dict[str, str]:
    """Tag id to the digit that puts it on; `*` stands before one that it is pinned to."""
    found = {codebook.by_path[path].id: str(n) for n, path in enumerate(slots, 1) if path in codebook.by_path}
    return {**found, **{tag_id: f"*{digit}" for digit, tag_id in pinned.items() if tag_id in codebook.by_id}}


def colour_rows(typed: str) -> list[ListRow]:
    """The colours that answer what was typed, by their names, as not every terminal shows them."""
    wanted = typed.strip().casefold()
    names = [name for name, said in COLOURS.items() if wanted in name or wanted in said]
    names.sort(key=lambda name: not (name.startswith(wanted) or COLOURS[name].startswith(wanted)))
    return [ListRow((Piece("  ██ ", f"ink:{name}"), Piece(f"{COLOURS[name]} {name}")), key=name) for name in names]
