"""`pizhu log`, `pizhu undo ACT` and `pizhu trash`."""

from __future__ import annotations

import argparse
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from cli_talk import Pizhu

from tui.cli.when import _span, span

FILE = "seeds/谈话.txt"
NOW = datetime(2026, 3, 12, 15, 30).astimezone()  # a Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-03-12"),
        ("yesterday", "2026-03-11"),
        ("前天", "2026-03-10"),
        ("2026-01-31", "2026-01-31"),
        ("2026年1月31日", "2026-01-31"),
        ("3 days ago", "2026-03-09"),
        ("2周前", "2026-02-26"),
        ("last tuesday", "2026-03-10"),
        ("tue", "2026-03-10"),
        ("last thursday", "2026-03-05"),
        ("上周二", "2026-03-03"),
        ("周日", "2026-03-08"),
        ("星期四", "2026-03-05"),
    ],
)
def test_days_as_people_write_them(text: str, day: str) -> None:
    found = _span(text, NOW)
    assert found is not None
    first, behind = found
    assert f"{first:%Y-%m-%d %H:%M}" == f"{day} 00:00"
    assert 23 <= (behind - first).total_seconds() / 3600 <= 25


@pytest.mark.parametrize("text", ["", "someday", "2026-02-30", "last year", "2026-13-01", "周八", "99999 weeks ago"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        span(text)


def test_minutes() -> None:
    first, behind = _span("2026-01-31 08:15", NOW) or (NOW, NOW)
    assert span("2026-01-31T08:15") == span("2026-01-31 08:15")
    assert (behind - first).total_seconds() == 60
    assert _span("2 hours ago", NOW) == (NOW.replace(hour=13), NOW.replace(hour=13))


@pytest.mark.parametrize(
    ("text", "first", "seconds"),
    [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00", 1),
        ("2026-11-20t10:00z", "2026-11-20T10:00:00", 60),
        ("2026-11-20 10：00：00.5 +08:00", "2026-11-20T02:00:00.500", 0.1),
        ("2026-11-20T10:00:00.123456789Z", "2026-11-20T10:00:00.123", 0.001),
        ("2026-11-20T10:00-0330", "2026-11-20T13:30:00", 60),
        ("2026-11-20T10:00:00+08", "2026-11-20T02:00:00", 1),
    ],
)
def test_times_with_an_offset(text: str, first: str, seconds: float) -> None:
    begin, end = span(text)
    assert begin == datetime.fromisoformat(f"{first}Z")
    assert (end - begin).total_seconds() == seconds


@pytest.mark.parametrize("text", ["2026-01-31Z", "2026-01-31 8:15+15", "0001-01-01T00:00:00+14:00"])
def test_offsets_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        span(text)


def aged(days: dict[int, str]) -> None:
    """Let acts of the database have been done on earlier days."""
    conn = sqlite3.connect("annotations.db")
    for number, time in days.items():
        conn.execute("update act set created = ? where seq = ?", (time, number))
    conn.commit()
    conn.close()


def test_the_log_and_its_filters(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("log").out == ""
    made = pizhu("mark", FILE, "--quote", "谢谢", "--tag", "甲", "--json").json["id"]
    pizhu("tags", "rename", "甲", "乙")
    pizhu("undo")
    aged({1: "2026-01-05T12:00:00.000Z"})
    lines = pizhu("log").out.splitlines()
    assert [line.split("  ", 2)[-1].split("  ")[-1] for line in lines] == ["undone: rename tag: 甲 → 乙", "mark: 谢谢"]
    assert "mark: 谢谢" in pizhu("log", "--day", "2026-01-05").out
    assert pizhu("log", "--day", "2026-01-05", "--json").json[0]["number"] == 1
    assert pizhu("log", "--since", "2026-01-07", "--json").json[0]["what"] == "rename_tag"
    assert len(pizhu("log", "--until", "2026-01-05", "--json").json) == 1
    assert [act["what"] for act in pizhu("log", "--kind", "rename tag", "--json").json] == ["rename_tag"]
    assert "shows more" in pizhu("log", "--limit", "1").err
    assert pizhu("log", "--day", "someday").code == 2
    assert pizhu("log", "--at", "today", "--kind", "tag").code == 2
    assert made


def test_the_state_of_an_earlier_day_is_seen(library: Path, pizhu: Pizhu) -> None:
    first = pizhu("mark", FILE, "--quote", "谢谢", "--tag", "甲", "--json").json["id"]
    pizhu("tags", "rename", "甲", "乙")
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")
    pizhu("undo")
    pizhu("undo")
    aged({1: "2026-01-05T12:00:00.000Z", 2: "2026-01-06T12:00:00.000Z", 3: "2026-01-07T12:00:00.000Z"})
    before = Path("annotations.db").read_bytes()
    seen = pizhu("log", "--at", "2026-01-06", "--json").json
    assert [(q["id"], q["tags"]) for q in seen["quotes"]] == [(first, ["乙"])]
    assert "“谢谢” #甲" in pizhu("log", "--at", "2026-01-05").out
    assert len(pizhu("log", "--at", "2026-01-08", "--json").json["quotes"]) == 2
    assert pizhu("log", "--at", seen["at"], "--json").json["quotes"] == seen["quotes"]
    now = pizhu("log", "--at", "now", "--json").json["quotes"]
    assert [(q["quote"], q["tags"]) for q in now] == [("谢谢", ["甲"])]
    assert pizhu("log", "--at", "2025-12-31").out == ""
    assert Path("annotations.db").read_bytes() == before
    assert not list((library / "home").rglob("past-*"))


def test_a_single_act_is_taken_back_and_that_undone(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", FILE, "--quote", "谢谢")
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了")
    taken = pizhu("undo", "1")
    assert (taken.code, taken.out) == (0, "taken back: mark: 谢谢\n")
    assert "谢谢" not in pizhu("quotes").out
    assert "河水漲了" in pizhu("quotes").out
    again = pizhu("undo", "1")
    assert again.code == 2
    assert "taken back by act 3" in again.err
    assert "(act 1)" in pizhu("log").out
    pizhu("undo")
    assert "谢谢" in pizhu("quotes").out
    assert pizhu("undo", "77").code == 1


def test_what_later_acts_build_on_stays(library: Path, pizhu: Pizhu) -> None:
    made = pizhu("mark", FILE, "--quote", "谢谢", "--json").json["id"]
    pizhu("tags", "add", "甲")
    pizhu("mark", "seeds/notes.txt", "--quote", "河水漲了", "--tag", "甲")
    before = Path("annotations.db").read_bytes()
    refused = pizhu("undo", "2")
    assert refused.code == 1
    assert "3 build on it" in refused.err
    assert "3  mark: 河水漲了" in refused.err
    assert Path("annotations.db").read_bytes() == before
    assert made


def test_the_trash(library: Path, pizhu: Pizhu) -> None:
    made = pizhu("mark", FILE, "--quote", "谢谢", "--tag", "甲", "--note", "记", "--json").json["id"]
    assert pizhu("trash").out == ""
    delete(made)
    assert "谢谢" not in pizhu("quotes").out
    listed = pizhu("trash", "--json").json
    assert [(each["id"], each["tags"], each["note"]) for each in listed] == [(made, ["甲"], "记")]
    assert made in pizhu("trash").out
    assert pizhu("trash", "nothing").code == 1
    assert pizhu("trash", made).out == "restored: 1 highlights\n"
    assert "谢谢" in pizhu("quotes").out
    assert pizhu("trash", "--json").json == []
    pizhu("undo")
    assert len(pizhu("trash", "--json").json) == 1
    assert pizhu("trash", "--all").code == 0


def delete(identity: str) -> None:
    from tui.annotations.store import Store

    with Store(Path("annotations.db")) as store:
        store.delete([identity])
