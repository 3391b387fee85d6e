"""Sixty filters and more over a small library of our own, with the highlights that each must take."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tui import rewording
from tui.annotations.model import Role, Speaker
from tui.errors import FilterProblem, Misuse
from tui.library import Library
from tui.search.saved import must_end

SALT = """\
阿岚：盐田在潮退以后才看得见。
老周：晒盐靠三样：风、日头、耐心。第一年我只学会了等。
阿岚：等也算一门手艺吗？
老周：算。等得住的人，才分得清哪一层是盐，哪一层是沙。
阿岚：現在用機器呢？
老周：機器快，但不知道停。
"""
LIGHT = """\
Mara: Who keeps the light now?
Idris: Nobody keeps it. The lamp is a machine, and machines don't get lonely.
Mara: Do you?
Idris: On Sundays.
"""

MARKS = {
    "a": ("晒盐.txt", "盐田在潮退以后才看得见", ("海/潮汐",), "", "2026-01-01T04:00:00.000Z"),
    "b": ("晒盐.txt", "晒盐靠三样", ("手艺",), "三样：风 日 耐心", "2026-01-02T04:00:00.000Z"),
    "c": ("晒盐.txt", "靠三样：风、日头、耐心", ("手艺/等待",), "", "2026-01-02T05:00:00.000Z"),
    "d": ("晒盐.txt", "第一年我只学会了等", ("手艺/等待", "闲聊"), "", "2026-01-03T04:00:00.000Z"),
    "e": ("晒盐.txt", "等也算一门手艺吗", (), "", "2026-01-03T05:00:00.000Z"),
    "f": ("晒盐.txt", "等得住的人", ("手艺/等待",), "", "2026-02-01T04:00:00.000Z"),
    "g": ("晒盐.txt", "哪一层是盐", ("海",), "", "2026-02-02T04:00:00.000Z"),
    "h": ("晒盐.txt", "機器快", ("机器",), "快与停", "2026-02-03T04:00:00.000Z"),
    "i": ("灯塔.txt", "The lamp is a machine", ("机器", "手艺"), "", "2026-03-01T04:00:00.000Z"),
    "j": ("灯塔.txt", "machines don't get lonely", ("Open Questions",), "“孤独”？", "2026-03-01T05:00:00.000Z"),
}
SAVED = {"慢": "#等待 -#闲聊", "主人": "@host", "兩者": "saved:慢 OR saved:主人", "空": ""}
SAVED |= {"圈": "#海 saved:圈", "坏": "(#海"}
FIELDS = {"晒盐.txt": '{"地点": "盐场", "people": ["老周", "阿岚"]}', "灯塔.txt": '{"year": 2026}'}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("filters")
    (folder / "晒盐.txt").write_text(SALT, encoding="utf-8")
    (folder / "灯塔.txt").write_text(LIGHT, encoding="utf-8")
    library = Library.open([folder], database=folder / "annotations.db")
    entries = {entry.name: entry for entry in library.entries}
    made = {}
    for letter, (name, words, tags, note, when) in MARKS.items():
        transcript = library.transcript(entries[name])
        start = transcript.text.index(words)
        key = library.mark(
            entries[name], transcript, start, start + len(words), tags=tags, note=note, starred=letter in "bf"
        )
        made[letter] = (key, when)
    rewording.set_speakers(
        library, entries["晒盐.txt"], [Speaker("阿岚", "", Role.HOST), Speaker("老周", "周师傅", Role.GUEST)]
    )
    for name, text in SAVED.items():
        library.store.save_filter(name, text)
    library.close()
    conn = sqlite3.connect(folder / "annotations.db")
    for letter, (key, when) in made.items():
        conn.execute("update highlight set created = ?, author = ? where id = ?", (when, "乙" * (letter == "e"), key))
    conn.execute("update highlight set state = 'moved' where id = ?", (made["f"][0],))
    conn.executemany("update document set fields = ? where path = ?", [(text, name) for name, text in FIELDS.items()])
    conn.commit()
    conn.close()
    library = Library.open([folder], database=folder / "annotations.db")
    yield library
    library.close()


TABLE = [
    ("", "abcdefghij"),
    # tags, and what is below them
    ("#手艺", "bcdfi"),
    ("#手艺!", "bi"),
    ("＃手艺！", "bi"),
    ("#手艺/等待", "cdf"),
    ("#等待", "cdf"),
    ("#海", "ag"),
    ("#海!", "g"),
    ('#"open questions"', "j"),
    ("#機器", "hi"),
    ("#没有", ""),
    ("has:tag", "abcdfghij"),
    ("-has:tag", "e"),
    # and, or, not, brackets
    ("#手艺 #机器", "i"),
    ("#手艺 AND #机器", "i"),
    ("#手艺 OR #机器", "bcdfhi"),
    ("#手艺 -#等待", "bi"),
    ("#手艺 NOT #等待", "bi"),
    ("－＃手艺", "aeghj"),
    ("#等待 OR #海 is:starred", "cdf"),
    ("(#等待 OR #海) is:starred", "f"),
    ("（＃等待　OR　＃海）　is：starred", "f"),
    ("#手艺 -(#等待 -#闲聊)", "bdi"),
    ("#手艺 -(#等待 -(#闲聊 OR is:starred))", "bdfi"),
    ("NOT (NOT #海 NOT #机器)", "aghi"),
    ("-(-(-#海))", "bcdefhij"),
    ("--#海", "ag"),
    # who
    ("@阿岚", "ae"),
    ("@阿嵐", "ae"),
    ("@周师傅", "bcdfgh"),
    ("@老周", ""),
    ("＠idris", "ij"),
    ("@host", "ae"),
    ("@guest -#等待", "bgh"),
    ('@"host"', ""),
    ("-@host -@guest", "ij"),
    ("by:乙", "e"),
    # what is said
    ("盐", "abg"),
    ('"三样"', "bc"),
    ("“三樣”", "bc"),
    ("quote:三样 -note:三样", "c"),
    ("note：三样", "b"),
    ('note:"“孤独”"', "j"),
    ("turn:耐心", "bcd"),
    ("turn:耐心 -耐心", "d"),
    ("text:不知道停", "abcdefgh"),
    ("text:lonely #手艺", "i"),
    # side by side
    ("#手艺! && #等待", "bc"),
    ("#手艺!&&#等待", "bc"),
    ("#手艺 ＆＆ is:starred", "bcf"),
    ("#海 && #等待", ""),
    ("(#手艺! && #等待) has:note", "b"),
    ("near(#闲聊, #手艺!, 0turns)", "bd"),
    ("near(#闲聊, #手艺!, 5chars)", ""),
    ("near(#闲聊, #手艺!, 10chars)", "bd"),
    ("near（＃海/潮汐，＃手艺，１轮）", "abcd"),
    ("near(#海/潮汐, -has:tag, 2turns)", "ae"),
    ("near(#海!, is:starred, 1sentence)", "fg"),
    ("near(#海!, #机器, 1paragraph)", ""),
    ("-near(#海!, #机器, 2段) #机器", "i"),
    # when, in which state, in which document
    ("on:2026-01-02", "bc"),
    ("after:2026-02-01 before:2026-03-01", "fgh"),
    ("is:moved", "f"),
    ("is:exact -is:starred #等待", "cd"),
    ("doc:灯*", "ij"),
    ("doc：晒鹽 #机器", "h"),
    ("field:地点=盐*", "abcdefgh"),
    ("field:PEOPLE=老周 #机器", "h"),
    ("field:people", "abcdefgh"),
    ("field:year=2026", "ij"),
    # saved ones
    ("saved:慢", "cf"),
    ("#等待 -saved:慢", "d"),
    ("saved:兩者", "acef"),
    ("saved:空 #海", "ag"),
]

WRONG = [
    ("#手艺 (#海 OR #机器", 4, "not closed"),
    ("#手艺 OR", 4, "behind OR"),
    ("near(#海, #机器, 2里)", 14, "distance"),
    ("#海 is:starrd", 6, "is:starred"),
    ("#海 saved:没有", 3, "no filter is saved"),
    ("saved:圈", 0, "takes itself in"),
    ("-saved:坏", 1, "cannot be read"),
    ("＃海　＆＆", 3, "behind ＆＆"),
    ("#海 color:red", 3, "no “color:”"),
    ("after:2026-13-01", 6, "no day"),
]


def letters(library: Library, text: str) -> str:
    words = {words: letter for letter, (_, words, *_) in MARKS.items()}
    return "".join(words[quote.anchor.quote] for quote in library.quotes(library.gathering.read(text)))


@pytest.fixture(autouse=True)
def _in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import time

    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("text", "taken"), TABLE)
def test_what_a_filter_takes(library: Library, text: str, taken: str) -> None:
    assert "".join(sorted(letters(library, text))) == taken


@pytest.mark.parametrize(("text", "column", "says"), WRONG)
def test_what_is_wrong_with_a_filter(library: Library, text: str, column: int, says: str) -> None:
    with pytest.raises(FilterProblem) as caught:
        library.gathering.read(text)
    assert (caught.value.column, caught.value.text) == (column, text)
    assert says in caught.value.message


def test_a_saved_filter_is_not_to_take_itself_in(library: Library) -> None:
    saved = library.store.filters()
    must_end("新", library.gathering.read("saved:兩者 #海"), saved)
    with pytest.raises(Misuse, match="take itself in"):
        must_end("慢", library.gathering.read("#海 OR saved:兩者"), saved)
