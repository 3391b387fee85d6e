"""Where the coders of a document differ, one place after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import PizhuError

if TYPE_CHECKING:
    from tui.coding import Dispute
    from tui.ui.screens.main import MainScreen


def next_disagreement(screen: MainScreen) -> None:
    """To the next place that the coders of the document coded differently, around the end; tells who put what."""
    from tui.coding import disputes

    pane = screen.pane
    if pane.transcript is None or pane.entry is None:
        return
    try:
        found = disputes(screen.library, pane.entry, pane.transcript)
    except PizhuError as problem:
        screen.complain(problem)
        return
    if not found:
        coders = {each.highlight.author for each in pane.found}
        alone = "这里只有一位编码者 one coder only: `pizhu merge` brings in another one's"
        screen.say(alone if len(coders) < 2 else "没有分歧 the coders agree")
        return
    at = pane.reader.source_offset
    number = next((n for n, each in enumerate(found) if each.start > at), 0)
    screen.remember()
    pane.reader.go_to(found[number].start, reveal=True)
    screen.say(f"分歧 {number + 1}/{len(found)} disagreement   {who_put_what(found[number])}")


def who_put_what(dispute: Dispute) -> str:
    """Coder after coder with the tags of each: `甲 #模型 · 乙 —`."""
    said = []
    for name, tags in dispute.said:
        words = "—" if tags is None else " ".join(f"#{tag}" for tag in tags) or "无标签 no tag"
        said.append(f"{name or '无名 no name'} {words}")
    return " · ".join(said)


HANDLERS = {"next_disagreement": next_disagreement}
"""By the action's id, what does it."""
