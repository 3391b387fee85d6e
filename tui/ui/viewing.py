"""What keys do to the view: script, source, commands, help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.layout.flow import flows
from tui.transcript.model import EditKind
from tui.transcript.script import Script, next_script
from tui.ui import marking, panes
from tui.ui.action import Action, Where
from tui.ui.actions import ACTIONS, BY_ID, sign
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen


def do(screen: MainScreen, action: str) -> None:
    """Do the action of this id, wherever it applies."""
    if BY_ID[action].where is Where.READER:
        screen.pane.reader.action_reader(action)
    else:
        screen.action_perform(action)


def change_script(screen: MainScreen) -> None:
    """As in the source, simplified, traditional, in turn."""
    pane = screen.pane
    pane.script = next_script(pane.script)
    pane.reader.set_script(pane.script)
    screen.keep_position(pane)
    screen.show_titles()
    screen.say(NOW_WRITTEN[pane.script])


def switch_raw(screen: MainScreen) -> None:
    """The untouched source, or the reading text again."""
    pane = screen.pane
    if pane.reader.pair is not None:
        screen.say("原文在旁边 the source is beside: ctrl+w goes there, \\ closes it")
        return
    pane.raw = not pane.raw
    pane.show_view()
    screen.show_titles()


def switch_edits(screen: MainScreen, kind: EditKind) -> None:
    """Show the text without the edits of a kind, or with them again."""
    pane = panes.reading_pane(screen)
    if pane.transcript is None:
        return
    if all(edit.kind is not kind for edit in pane.transcript.edits):
        screen.say(NONE_HERE[kind])
        return
    off = pane.raw or kind not in pane.without
    pane.without = pane.without | {kind} if off else pane.without - {kind}
    pane.raw = False
    pane.show_view()
    screen.keep_position(pane)
    screen.show_titles()
    screen.say(NOW_SHOWN[kind][off])


def switch_flow(screen: MainScreen) -> None:
    """Show the pieces of a machine's transcript as paragraphs, or as they stand."""
    pane = panes.reading_pane(screen)
    if pane.transcript is None:
        return
    if pane.raw or not flows(pane.transcript):
        screen.say(
            "~ 回到通读文本 shows the reading text" if pane.raw else "这里没有可连排的 no pieces to set together"
        )
        return
    pane.flow = not pane.flow
    pane.show_view()
    screen.keep_position(pane)
    screen.say("连排成段 set in paragraphs" if pane.flow else "按原来的行 set line by line")


def turn_fold(screen: MainScreen) -> None:
    """Open what is folded away under the caret, or fold it away again; while edges are moved, they are set."""
    if screen.pane.reader.cursor.shaping:
        marking.mark(screen)
        return
    is_open = panes.reading_pane(screen).reader.turn_fold()
    if is_open is None:
        screen.say("光标不在折叠处 nothing to open here")


NOW_WRITTEN = {
    Script.SOURCE: "照原文的字 as in the source",
    Script.SIMPLIFIED: "简体 simplified",
    Script.TRADITIONAL: "繁體 traditional",
}
"""What the reader is told of the script."""

NOW_SHOWN = {
    EditKind.GLOSS: ("注音已隐去 glosses are left out", "注音照原文显示 glosses are shown"),
    EditKind.MISREAD: ("误读已修复 misread stretches are repaired", "误读照原文显示 misread stretches as in the file"),
    EditKind.CORRECTION: ("订正已生效 corrections are applied", "订正前的文字 the text before corrections"),
    EditKind.HIDDEN: ("标记已隐去 marks are hidden", "标记照原文显示 hidden marks are shown"),
}
"""What the reader is told when the edits of a kind are applied, and when they are not."""

NONE_HERE = {
    EditKind.GLOSS: "这里没有注音 no glosses here",
    EditKind.MISREAD: "这里没有误读 nothing misread here",
    EditKind.CORRECTION: "这里没有订正 no corrections here",
    EditKind.HIDDEN: "这里没有隐去的 nothing hidden here",
}


def show_help(screen: MainScreen) -> None:
    """All keys."""
    from tui.ui.screens.help import Help

    screen.app.push_screen(Help())


def show_commands(screen: MainScreen) -> None:
    """All commands; type to find."""
    from tui.ui.screens.dialog import Pick

    def chosen(key: str | None) -> None:
        if key is not None:
            do(screen, key)

    screen.app.push_screen(Pick("命令 Commands", command_rows), chosen)


def command_rows(typed: str) -> list[ListRow]:
    """The actions that answer what was typed, by their names in either language or their help."""
    from tui.search.names import rank

    offered: list[tuple[int, Action]] = []
    for action in ACTIONS:
        ranks = [rank(typed, name) for name in (action.chinese, action.title, action.help)]
        best = [found for found in ranks if found is not None]
        if best and action.where in (Where.READER, Where.MAIN):
            offered.append((min(best), action))
    return [
        ListRow(
            (Piece(f" {action.chinese} {action.title}  "), Piece(action.help, "quiet")),
            (Piece(f" {sign(action.keys[0])} ", "accent"),) if action.keys else (),
            action.id,
        )
        for _, action in sorted(offered, key=lambda pair: pair[0])
    ]


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "split": panes.split,
    "beside": panes.beside,
    "other_pane": panes.to_other_pane,
    "script": change_script,
    "raw": switch_raw,
    "flow": switch_flow,
    "fold": turn_fold,
    "show_glosses": partial(switch_edits, kind=EditKind.GLOSS),
    "show_misread": partial(switch_edits, kind=EditKind.MISREAD),
    "show_corrections": partial(switch_edits, kind=EditKind.CORRECTION),
    "show_hidden": partial(switch_edits, kind=EditKind.HIDDEN),
    "palette": show_commands,
    "help": show_help,
}
"""By the action's id, what does it."""
