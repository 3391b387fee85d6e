"""The tag sidebar: tags with counts here and everywhere, the filter, and the highlight under the caret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.annotations.model import AnchorState
from tui.layout.wrap import wrap_lines
from tui.library import Found
from tui.ui.desk import Desk, count_tags
from tui.ui.widgets.bar import Bar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

_STATES = {
    AnchorState.MOVED: "moved since it was marked 位置已变",
    AnchorState.CHANGED: "changed since it was marked 文字已变",
    AnchorState.LOST: "lost 找不到",
}


class Sidebar(Vertical):
    """Shows what it is given; choosing a tag is told by the list's own message."""

    def compose(self) -> ComposeResult:
        """Tags above, the highlight below."""
        yield Bar(id="tags-title")
        yield RowList(id="tags")
        yield Bar(id="filter-title")
        yield RowList(id="detail")

    def show_desk(self, desk: Desk, found: Sequence[Found]) -> None:
        """The tags with their counts, and what the filter says of each."""
        here = count_tags(desk.codebook, (f.highlight for f in found if desk.passes(f.highlight)))
        title = self.query_one("#tags-title", Bar)
        title.say(
            Piece(" 标签 Tags", "strong"), right=(Piece("here pass " if desk.filtered else "here all ", "quiet"),)
        )
        self.query_one("#tags", RowList).show(_tag_rows(desk, here))
        bar = self.query_one("#filter-title", Bar)
        text = str(desk.filter) if desk.filtered else "none 无"
        bar.say(Piece(" 筛选 ", "strong"), Piece(text, "accent" if desk.filtered else "quiet"))

    def show_highlight(self, found: Found | None, desk: Desk, of: tuple[int, int] = (1, 1), lost: int = 0) -> None:
        """The highlight under the caret: its tags, its note, its words. `of`: its number, and how many lie there."""
        box = self.query_one("#detail", RowList)
        width = max(8, box.size.width - 3)
        box.show(detail_rows(found, desk, width, of, lost))


def _tag_rows(desk: Desk, here: Mapping[str, int]) -> list[ListRow]:
    rows: list[ListRow] = []
    for path in desk.codebook.sorted_paths():
        tag = desk.codebook.by_path[path]
        depth = path.count("/")
        state = desk.state(path)
        sign = {"must": "+", "not": "−"}.get(state or "", " ")
        everywhere, in_document = desk.count(tag.id), here.get(tag.id, 0)
        # A tag that would leave nothing has a dot for its number, and no weight.
        look = "accent" if state == "must" else "quiet" if state == "not" or everywhere == 0 else "plain"
        counts = f" {in_document or '·':>3}{'…' if everywhere is None else everywhere or '·':>5} "
        left = (
            Piece(f"{sign}", "accent"),
            Piece("  " * depth + (tag.letter or "•"), f"ink:{tag.colour}"),
            Piece(f" {tag.name}", look),
        )
        rows.append(ListRow(left, (Piece(counts, "quiet"),), path))
    if not rows:
        rows = [
            ListRow((Piece(" 还没有标签 no tags yet", "quiet"),)),
            ListRow((Piece(" t 加标签 tags a sentence", "quiet"),)),
        ]
    return rows


def detail_rows(
    found: Found | None, desk: Desk, width: int, of: tuple[int, int] = (1, 1), lost: int = 0
) -> list[ListRow]:
    """The rows that tell of a highlight, wrapped to `width` cells; which it is `of` how many, if there are several."""
    rows: list[ListRow] = []
    if found is None:
        rows.append(ListRow((Piece(" 光标不在批注上", "quiet"),)))
        rows.append(ListRow((Piece(" no highlight here", "quiet"),)))
        if lost:
            rows.append(ListRow((Piece(f" {lost} lost in this document", "accent"),)))
        return rows
    highlight = found.highlight
    head = [Piece(" ★ ", "accent")] if highlight.starred else [Piece(" ")]
    if highlight.anchor.speaker:
        head.append(Piece(f"{highlight.anchor.speaker} ", "strong"))
    if of[1] > 1:
        head.append(Piece(f"{of[0]}/{of[1]} Tab ", "quiet"))
    if len(head) > 1 or highlight.starred:
        rows.append(ListRow(tuple(head)))
    state = found.state if found.state in _STATES else highlight.state
    if state in _STATES:
        rows += [ListRow((Piece(f" {line}", "accent"),)) for line in wrap_lines(_STATES[state], width)]
    for tag_id in highlight.tag_ids:
        if tag_id in desk.codebook.by_id:
            tag = desk.codebook.by_id[tag_id]
            rows.append(
                ListRow((Piece(f" {tag.letter or '•'} ", f"ink:{tag.colour}"), Piece(desk.codebook.paths[tag_id])))
            )
    if highlight.note:
        rows.append(ListRow(()))
        rows += [ListRow((Piece(f" {line}"),)) for line in wrap_lines(highlight.note, width)]
    rows.append(ListRow(()))
    rows += [ListRow((Piece(" "), Piece(line, "quiet"))) for line in wrap_lines(highlight.anchor.quote, width)]
    return rows
