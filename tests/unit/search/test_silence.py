"""What the index says of `text:` and `turn:`: never another answer than the documents give, and fewer of them read."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tui import rewording
from tui.annotations.model import Document, Highlight, Role, Speaker
from tui.annotations.reading_acts import Corrected
from tui.errors import Misuse
from tui.gathering import Gathering
from tui.indexing import Indexing, documents, index_path
from tui.library import Library
from tui.search.fulltext import FullText
from tui.silence import Silence, let_index_tell
from tui.transcript.edits.corrections import Rule
from tui.transcript.model import Transcript
from tui.transcript.script import Script, convert

NAMES = ("01-峰会圆桌-城市照护.txt", "04-摘录本-工具与手艺.txt", "06-访谈-高铁急诊.srt", "07-课堂讨论-河流.md")
TALK = "阿岚：等也算吗？\n老周：算。等得住的人，才分得清。\n阿岚：風呢？\n老周：也算。\n"
GBK = "老周：晒盐靠三样，风、日头、耐心。\n阿岚：等也算吗？\n" * 8


@pytest.fixture
def library(tmp_path: Path, own_seeds: Path) -> Iterator[Library]:
    """A highlight in many places of some documents, and one that is no UTF-8; all are in the index."""
    chance = random.Random(5)
    for name in NAMES:
        shutil.copy(own_seeds / name, tmp_path / name)
    (tmp_path / "gbk.txt").write_bytes(GBK.encode("gb18030"))
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    library = Library.open([tmp_path], database=tmp_path / "annotations.db")
    for entry in library.entries[:-1]:
        transcript = library.transcript(entry)
        for _ in range(4):
            start = chance.randrange(len(transcript.text) - 40)
            with suppress(Misuse):
                library.mark(entry, transcript, start, start + chance.randint(2, 40), starred=chance.random() < 0.5)
    take_in(library)
    let_index_tell(library)
    yield library
    library.close()


def take_in(library: Library) -> None:
    with closing(FullText(index_path(library))) as texts:
        indexing = Indexing(library, texts)
        for entry in documents(library):
            indexing.take_in(entry)


def some_terms(library: Library, chance: random.Random, count: int) -> Iterator[str]:
    """What is said somewhere, over line ends too, in either script, and what is not."""
    for _ in range(count):
        transcript = library.transcript(chance.choice(library.entries))
        text = chance.choice((transcript.spoken.text, transcript.reading.text))
        start = chance.randrange(len(text) - 8)
        words = text[start : start + chance.randint(1, 8)].replace('"', "").replace("\\", "")
        words = chance.choice((words, convert(words, Script.TRADITIONAL), words.swapcase(), words + "鑫"))
        if words.strip():
            yield f'{chance.choice(("text", "turn"))}:"{words}"'


def must_agree(library: Library, chance: random.Random, count: int) -> None:
    alone = Gathering(library.store, library.context_of)
    for term in some_terms(library, chance, count):
        filter_ = alone.read(f"{term} {chance.choice(('', '-is:starred', 'OR is:starred'))}")
        assert library.gathering.quotes(filter_) == alone.quotes(filter_), str(filter_)


def test_it_takes_what_the_documents_say(library: Library) -> None:
    chance = random.Random(7)
    must_agree(library, chance, 40)
    talk = library.entry("talk.txt")
    transcript = library.transcript(talk)
    key = library.mark(talk, transcript, TALK.index("也算"), TALK.index("得住"))
    # What is said by two stands side by side only where their names are left out.
    filter_ = library.gathering.read('turn:"吗？\n算。"')
    assert [quote.highlight.id for quote in library.gathering.quotes(filter_)] == [key]
    # Then much is changed of which the index knows nothing, and last it is told.
    first, second, third, *_ = library.entries
    first.path.write_text(first.path.read_text("utf-8")[200:], "utf-8")
    second.path.unlink()
    talk.path.write_text(TALK + "甲：渡口的鑫。\n", "utf-8")
    assert library.gathering.quotes(library.gathering.read("text:渡口的鑫"))
    rewording.correct_everywhere(library, Corrected(rules=(Rule("的", "之"),)))
    rewording.set_speakers(library, third, [Speaker(library.transcript(third).speakers[0], "姚鑫", Role.HOST)])
    library = Library.open([library.root], database=library.store.path)
    let_index_tell(library)
    must_agree(library, chance, 8)
    take_in(library)
    must_agree(library, chance, 8)
    library.close()


def test_documents_that_do_not_say_it_are_not_read(library: Library) -> None:
    read: list[str] = []

    def transcript_of(document: Document, highlight: Highlight) -> Transcript | None:
        read.append(document.path)
        return library.context_of(document, highlight)

    asked = Gathering(library.store, transcript_of)
    asked.let_tell(lambda: Silence(library).is_silent)
    assert asked.quotes(asked.read('text:"不在任何一篇里" OR turn:"也不在 任何一轮里"')) == []
    # What is no UTF-8 is another text by its hash: it may be shown as it was.
    assert set(read) == {"gbk.txt"}
    asked.let_tell(lambda: lambda term, document_id, path, snapshots: False)
    asked.quotes(asked.read('text:"不在任何一篇里"'))
    assert set(read) == {*NAMES, "gbk.txt"}
