"""`pizhu merge` and `pizhu agreement`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import Pizhu

FILE = "seeds/谈话.txt"


@pytest.fixture
def two(library: Path, pizhu: Pizhu, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Databases of two readers, who marked one sentence both and one each."""
    monkeypatch.setenv("PIZHU_AUTHOR", " 沈  禾 ")
    pizhu("mark", FILE, "--quote", "一個是模型", "--tag", "模型/分化", "--note", "一")
    pizhu("mark", FILE, "--quote", "我同意", "--tag", "闲聊")
    monkeypatch.setenv("PIZHU_AUTHOR", "馮岸")
    other = ("--db", "other.db")
    pizhu(*other, "mark", FILE, "--quote", "一個是模型", "--tag", "模型", "--star")
    pizhu(*other, "mark", FILE, "--quote", "我同意", "--author", "沈 禾", "--note", "二")
    return library


def test_another_reader_comes_in_as_one_act(two: Path, pizhu: Pizhu) -> None:
    before = Path("other.db").read_bytes()
    told = pizhu("merge", "other.db", "--dry-run")
    assert told.out.splitlines()[:2] == ["+ seeds/谈话.txt: “一個是模型” (馮岸)", "= seeds/谈话.txt: “我同意” (沈 禾)"]
    assert "would be brought in: 1 highlights" in told.err
    assert "nothing was changed" in told.err
    assert len(pizhu("quotes", "--json").json) == 2
    done = pizhu("merge", "other.db")
    assert done.out == told.out
    assert [(q["author"], q["note"], q["starred"]) for q in pizhu("quotes", "--json").json] == [
        ("沈 禾", "一", False),
        ("馮岸", "", True),
        ("沈 禾", "二", False),
    ]
    again = pizhu("merge", "other.db", "--json").json
    assert (again["changes"], again["merged"]) == (0, False)
    assert "here already" in pizhu("merge", "other.db").err
    assert [act["what"] for act in pizhu("log", "--json").json] == ["merge", "mark", "mark"]
    assert Path("other.db").read_bytes() == before
    assert list(Path("backups").glob("annotations-*-bulk.db"))
    pizhu("undo")
    assert len(pizhu("quotes", "--json").json) == 2


def test_where_both_changed_one_thing_it_is_listed_or_decided(two: Path, pizhu: Pizhu) -> None:
    pizhu("backup", "third.db")
    pizhu("tags", "rename", "闲聊", "寒暄")
    pizhu("--db", "third.db", "tags", "rename", "闲聊", "客套")
    told = pizhu("merge", "third.db", "--dry-run")
    assert "! name of 寒暄: here “寒暄”, there “客套”: kept theirs" in told.out
    assert pizhu("merge", "third.db", "--ours").code == 0
    assert "寒暄" in pizhu("tags").out
    assert pizhu("merge", "third.db", "--theirs").code == 0
    assert "客套" in pizhu("tags").out
    assert pizhu("merge", "third.db", "--ours", "--theirs").code == 2


def test_what_cannot_be_merged_is_said_in_a_line(two: Path, pizhu: Pizhu) -> None:
    for name, words in (("none.db", "no database"), (FILE, "not a SQLite"), ("annotations.db", "itself")):
        done = pizhu("merge", name)
        assert (done.code > 0, done.out, len(done.err.splitlines())) == (True, "", 1)
        assert words in done.err


def test_agreement_of_two_readers(two: Path, pizhu: Pizhu) -> None:
    assert "no document has highlights of two authors" in pizhu("agreement").err
    pizhu("merge", "other.db")
    found = pizhu("agreement", "--by", "turn", "--json").json
    assert (found["coders"], found["documents"]) == (["沈 禾", "馮岸"], [FILE])
    # Four turns: both put 模型 on the second, with another tag below it; one of them alone marked the fourth.
    assert found["tags"]["模型"] == {"units": 4, "percent": 1.0, "kappa": 1.0, "alpha": 1.0}
    assert found["tags"]["闲聊"]["percent"] == 0.75
    assert (found["all"]["percent"], found["all"]["kappa"]) == (0.5, pytest.approx(0.2))
    told = pizhu("agreement", "--tag", "模型")
    assert told.out.split()[-3:] == ["100.0%", "1.000", "1.000"]
    assert "characters" in told.err
    assert pizhu("agreement", "--tag", "没有").code == 1
    assert pizhu("agreement", "--author", "沈 禾").code == 1
