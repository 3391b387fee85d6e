"""Who speaks in a document: how much, by which name, and as what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen

from tui import rewording
from tui.annotations.model import Role, Speaker
from tui.counting.ground import Text
from tui.errors import PizhuError
from tui.layout.cells import cell_len, cut, fit, on_screen
from tui.transcript.model import Transcript
from tui.ui.acting import attempt, undo
from tui.ui.action import Where
from tui.ui.bindings import bindings
from tui.ui.screens.dialog import Ask, be_as_high_as
from tui.ui.screens.keyed import Keyed
from tui.ui.widgets.bar import Bar, KeyBar
from tui.ui.widgets.rowlist import RowList
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

ROLES = {Role.NONE: "", Role.HOST: "主持 host", Role.GUEST: "嘉宾 guest"}

_NUMBERS = 25
"""Cells of the numbers at the end of a row."""
_PERSON, _LABEL = "p", "l"
"""Before the name of a person, and before a label, in the keys of rows."""


class Said(NamedTuple):
    """How much somebody says."""

    turns: int = 0
    characters: int = 0
    """字数, as the statistics count them."""


class Speakers(ModalScreen[None], Keyed[None]):
    """The speakers; every change is an act of its own."""

    WHERE = Where.SPEAKERS
    BINDINGS: ClassVar = bindings(Where.SPEAKERS)

    class Counted(Message):
        """It was counted how much everybody says."""

        def __init__(self, said: Mapping[str | None, Said]) -> None:
            super().__init__()
            self.said = said

    def __init__(self, main: MainScreen) -> None:
        """Of the document in the active pane."""
        super().__init__()
        self._main = main
        self._speakers: tuple[Speaker, ...] = ()
        self._said: Mapping[str | None, Said] = {}

    def compose(self) -> ComposeResult:
        """A title, the speakers, the keys."""
        with Vertical(classes="speakers"):
            yield Bar(id="speakers-title")
            yield RowList(id="speakers-rows", always=True)
            yield Bar(id="speakers-told")
            yield KeyBar(id="speakers-foot")

    def on_mount(self) -> None:
        """Count behind the screen."""
        self._rows.focus()
        self.show_keys()
        self._read()

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    def _read(self, key: str | None = None) -> None:
        entry, transcript = self._main.pane.entry, self._main.pane.transcript
        if entry is None or transcript is None:
            return
        try:
            self._speakers = tuple(rewording.speakers(self._main.library, entry))
        except PizhuError as problem:
            self._tell(f"⚠ {problem}")
            return
        self._show(key)
        self._count(transcript)

    @work(thread=True, exclusive=True, group="speakers", exit_on_error=False)
    def _count(self, transcript: Transcript) -> None:
        self.post_message(self.Counted(said_by(transcript)))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        self._said = event.said
        self._show()

    def on_resize(self) -> None:
        """Set the rows to the width."""
        self.call_after_refresh(self._show)

    def _show(self, key: str | None = None) -> None:
        people = by_name(self._speakers)
        entry = self._main.pane.entry
        self.query_one("#speakers-title", Bar).say(
            Piece(" 发言人 Speakers ", "strong"),
            Piece(f"{len(people)}  ", "accent"),
            Piece(entry.title if entry is not None else "", "quiet"),
            right=(Piece(_columns("轮 turns", "字 chars", "占比"), "quiet"),),
        )
        rows = speaker_rows(people, self._said, max(30, self._rows.size.width - 1))
        be_as_high_as(self.query_one(".speakers"), len(rows) + 3)
        self._rows.show(rows, key=key)

    def _tell(self, text: str) -> None:
        self.query_one("#speakers-told", Bar).tell(text, "accent")

    @property
    def _meant(self) -> list[Speaker]:
        """The labels that the row under the cursor stands for."""
        kind, name = self._rows.key[:1], self._rows.key[1:]
        if kind == _LABEL:
            return [speaker for speaker in self._speakers if speaker.label == name]
        return by_name(self._speakers).get(name, []) if kind == _PERSON else []

    def action_speaker_rename(self) -> None:
        """Ask for a name; that of another speaker merges the two, which is said first."""
        meant = self._meant
        if not meant:
            return
        labels = {speaker.label for speaker in meant}
        taken = {_name(speaker) for speaker in self._speakers if speaker.label not in labels}
        asked: list[str] = []

        def check(text: str) -> str | None:
            name = text.strip()
            if name in taken and asked != [name]:
                asked[:] = [name]
                return "合并 Enter again merges the two"
            return None

        def done(text: str | None) -> None:
            if text is not None:
                name = text.strip()
                changed = [replace(s, name="" if name == s.label else name) for s in meant]
                told = f"已改名 renamed: {name or '，'.join(s.label for s in meant)}"
                self._set(changed, f"已合并 merged: {name}" if name in taken else told, f"{_PERSON}{name}")

        label = meant[0].label if len(meant) == 1 else ""
        title = f"改名 Call {label or _name(meant[0])}  空 empty: 照原文 as the label has it"
        self.app.push_screen(Ask(title, _name(meant[0]), check=check, replace=True), done)

    def action_speaker_role(self) -> None:
        """The next role: none, host, guest."""
        meant = self._meant
        if meant:
            every = list(ROLES)
            role = every[(every.index(meant[0].role) + 1) % len(every)]
            told = f"{_name(meant[0])}: {ROLES[role] or '无角色 no role'}"
            self._set([replace(speaker, role=role) for speaker in meant], told, self._rows.key)

    def _set(self, changed: Sequence[Speaker], told: str, key: str) -> None:
        entry = self._main.pane.entry
        if entry is None:
            return
        done, problem = attempt(self._main, lambda: rewording.set_speakers(self._main.library, entry, changed))
        self._read(key)
        self._tell(problem or (told if done else "没有变化 nothing has changed"))

    def action_speaker_undo(self) -> None:
        """Take back the last act."""
        _, told = undo(self._main)
        self._read(self._rows.key)
        self._tell(told)

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_speaker_rename()

    def action_speakers_close(self) -> None:
        """Back to the transcript."""
        self.dismiss(None)


def said_by(transcript: Transcript) -> dict[str | None, Said]:
    """How much every speaker of `transcript` says, by name; None: what nobody is named for."""
    said: dict[str | None, Said] = {}
    for turn in Text(transcript, 0).turns():
        before = said.get(turn.speaker, Said())
        said[turn.speaker] = Said(before.turns + 1, before.characters + turn.characters)
    return said


def by_name(speakers: Sequence[Speaker]) -> dict[str, list[Speaker]]:
    """The speakers by the names that they are called by, in their order."""
    people: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        people.setdefault(_name(speaker), []).append(speaker)
    return people


def _name(speaker: Speaker) -> str:
    return speaker.name or speaker.label


def _columns(turns: str, characters: str, share: str) -> str:
    return f"{fit(turns, 9, right=True)}{fit(characters, 10, right=True)}{fit(share, 5, right=True)} "


def speaker_rows(people: Mapping[str, Sequence[Speaker]], said: Mapping[str | None, Said], width: int) -> list[ListRow]:
    """One row for each person, and below it the labels if there are several."""
    whole = max(1, sum(each.characters for each in said.values()))
    rows: list[ListRow] = []
    for name, its in people.items():
        count = said.get(name)
        numbers = ""
        if count is not None:
            numbers = _columns(f"{count.turns}", f"{count.characters:,}", f"{count.characters * 100 / whole:.0f}%")
        role = its[0].role if len({speaker.role for speaker in its}) == 1 else Role.NONE
        right = (Piece(f" {ROLES[role]} ", "accent"), Piece(fit(numbers, _NUMBERS, right=True), "quiet"))
        room = width - sum(cell_len(piece.text) for piece in right) - 2
        left = [Piece(" "), Piece(cut(on_screen(name), max(8, room * 2 // 3)), "strong")]
        if len(its) == 1 and its[0].name:
            left.append(Piece(f"  = {its[0].label}", "quiet"))
        rows.append(ListRow(tuple(left), right, f"{_PERSON}{name}"))
        if len(its) > 1:
            rows += [
                ListRow(
                    (Piece("   └ ", "quiet"), Piece(speaker.label)),
                    (Piece(f" {ROLES[speaker.role]} ", "quiet"), Piece(" " * _NUMBERS)),
                    f"{_LABEL}{speaker.label}",
                )
                for speaker in its
            ]
    return rows
