"""What the stories are played with: small transcripts of our own, and a seat before the app."""

from __future__ import annotations

import asyncio
import contextlib
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerCancelled

from tui.annotations.model import Highlight
from tui.annotations.store import Store
from tui.library import Library
from tui.ui.app import PizhuApp
from tui.ui.screens.main import MainScreen
from tui.ui.widgets.pane import Pane
from tui.ui.widgets.reader import Reader

GLOSSED = """\
[周黎] 這(zhè)家書(shū)店開(kāi)在海邊，為什麼還留著一面空牆？
[馮岸] 空牆是留給讀(dú)者的。他們在上面寫(xiě)下讀(dú)過(guò)的句子，學(xué)習(xí)怎麼慢下來。誰(shuí)都可以寫(xiě)。
最長(zhǎng)的一句寫(xiě)了三天。
[周黎] 有人寫(xiě)錯(cuò)了嗎？
[馮岸] 當然有。錯(cuò)的字我們不擦，學(xué)習(xí)本來就會(huì)錯(cuò)。
[周黎] 那一面牆什麼時候會(huì)寫(xiě)滿？
[馮岸] 不會(huì)滿。海風每年吹掉一半。
"""

INTERVIEW = """\
采访者：你们为什么把修船的手册贴在门外？
沈禾：因为看的人多了，改的人也就多了。手册第一版错了十一处，都是路过的渔民指出来的。
采访者：不怕别人学了去？
沈禾：学了去才好。船不会因为两个人会修就少一条。我怕的是没人问。
""" + "".join(
    f"采访者：第{n}年呢？\n沈禾：第{n}年我们修了{n * 3}条船，其中一半是从外港拖来的，木头都泡软了。\n"
    for n in range(1, 41)
)

SUBTITLES = """\
1
00:00:01,000 --> 00:00:04,000
值班室的灯一直亮着。

2
00:00:04,500 --> 00:00:08,000
列车晚点，病人不能晚点。

3
00:00:08,500 --> 00:00:12,000
我们把担架改窄了四厘米。
"""

ENGLISH = """\
Mara: Why did you keep the tide tables on paper?
Idris: Because the paper was wet, and that told us something. A dry table is a table that nobody has used.
Mara: And the scans?
Idris: The scans are for the people who come after. They can learn from them, if they learn to read the stains.
"""

NOTEBOOK = """\
磨刀的人先看水，再看石头。
——
《灯下》：慢不是方法，慢是代价。
——
修表的说：听不见的时候，先停下来。
"""

FILES = {
    "01-對談-空牆.txt": GLOSSED,
    "02-访谈-修船.txt": INTERVIEW,
    "03-值班.srt": SUBTITLES,
    "04-tides.txt": ENGLISH,
    "05-摘录.txt": NOTEBOOK,
}

LONGEST = 60.0
"""Seconds that a worker may take."""

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def lay_files(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class Seat:
    """A reader before the app: presses keys, and looks."""

    def __init__(self, app: PizhuApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        return self.app._desk

    @property
    def pane(self) -> Pane:
        return self.main.pane

    @property
    def reader(self) -> Reader:
        return self.main.pane.reader

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def store(self) -> Store:
        return self.app.library.store

    @property
    def source(self) -> str:
        assert self.pane.transcript is not None
        return self.pane.transcript.text

    @property
    def highlights(self) -> list[Highlight]:
        return [quote.highlight for quote in self.store.quotes()]

    @property
    def only(self) -> Highlight:
        (highlight,) = self.highlights
        return highlight

    def tags_of(self, highlight: Highlight) -> tuple[str, ...]:
        return self.store.codebook().names_of(highlight.tag_ids)

    async def press(self, *keys: str) -> None:
        await self.hurry(*keys)
        await self.settle()

    async def hurry(self, *keys: str) -> None:
        """Press keys, each when the one before has been dealt with; `pilot.press` takes 60 ms for one."""
        for key in keys:
            key = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            try:
                char = unicodedata.lookup(_get_unicode_name_from_key(key))
            except KeyError:
                char = key if len(key) == 1 else None
            self.send(events.Key(key, char))
            await self.quiet()
            if len(self.app.workers):
                await self.finished()
                await self.quiet()

    def send(self, event: events.Key) -> None:
        event.set_sender(self.app)
        self.app._driver.send_message(event)

    async def quiet(self) -> None:
        """Until no message waits for anybody."""
        still = 0
        while still < 25:
            await asyncio.sleep(0)
            pumps = [self.app, *self.app.screen_stack, *self.app.screen.walk_children()]
            still = still + 1 if all(pump._message_queue.empty() for pump in pumps) else 0

    async def type(self, text: str) -> None:
        """As a terminal sends it, character by character; full-width signs and controls too."""
        for char in text:
            self.send(events.Key(_character_to_key(char), char))
        await self.settle()

    async def settle(self) -> None:
        await self.quiet()
        await self.finished()
        # On a busy machine a process that waits for its turn looks idle: what it has still to do is asked for, too.
        for _ in range(50):
            await self.pilot.pause()
            await self.quiet()
            if not self.laying_out:
                return

    @property
    def laying_out(self) -> bool:
        """Whether a screen is to be set or painted anew, or something is to be done behind that."""
        return any(screen._layout_required or screen._callbacks for screen in self.app.screen_stack[-1:])

    async def finished(self) -> None:
        """Until no worker is at work: one whose question was asked anew is cancelled, which is no failure."""
        while working := [worker for worker in self.app.workers if not worker.is_finished]:
            with contextlib.suppress(WorkerCancelled):
                await asyncio.wait_for(self.app.workers.wait_for_complete(working), LONGEST)

    async def until(self, true: Callable[[], bool], seconds: float = 3.0) -> None:
        """Let the app run until it is so."""
        for _ in range(int(seconds / 0.05)):
            if true():
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"not within {seconds} s")

    def rows(self, where: str | Widget) -> list[str]:
        """What a widget paints."""
        widget = self.screen.query_one(where) if isinstance(where, str) else where
        return [strip.text for strip in widget.render_lines(widget.size.region)]

    def painted(self, where: str | Widget) -> str:
        return "\n".join(self.rows(where))

    def picture(self) -> list[str]:
        """The whole screen, without the blanks at the ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def shown(self) -> str:
        return "\n".join(self.picture())

    @property
    def status(self) -> str:
        return self.painted(self.main.query_one("#status"))

    def go_to(self, words: str) -> None:
        """Put the caret on the first character of these words of the source."""
        self.reader.go_to(self.source.index(words))

    async def look_at(self, name: str) -> None:
        """Open the document whose name holds this."""
        self.main.jump(next(entry.name for entry in self.app.library.entries if name in entry.name))
        await self.settle()


@asynccontextmanager
async def seated(
    *paths: Path, database: Path, size: tuple[int, int] = (120, 40), first: str | None = None
) -> AsyncIterator[Seat]:
    app = PizhuApp(Library.open(paths, database=database), first)
    async with app.run_test(size=size) as pilot:
        seat = Seat(app, pilot)
        await seat.settle()
        yield seat


def text(seat: Seat) -> str:
    """What is read of the open document."""
    return seat.app.library.transcript(seat.pane.entry).reading.text


def acts(seat: Seat) -> list[str]:
    """The acts in force, the last one first."""
    return [act.what for act in seat.store.history() if not act.undone]
