"""Corrections, the glossary, speakers and encodings: acts that are whole, undoable and outlive the session."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tui.annotations import schema
from tui.annotations.model import Role, Speaker
from tui.annotations.reading_acts import LONGEST_WORDING, Corrected
from tui.annotations.store import Store
from tui.errors import Misuse
from tui.transcript.edits.corrections import Correction, Rule

from .making import TEXT, a_mark, anchor, dump, facts


def correction(start: int = 8, end: int = 10, replacement: str = "自動") -> Correction:
    return Correction(start, end, replacement, TEXT[start:end])


def document_id(store: Store) -> str:
    document = store.document("访谈/一.txt")
    assert document is not None
    return document.id


def test_a_correction_is_kept_with_what_stood_there(path: Path) -> None:
    with Store(path) as store:
        assert store.correct(facts(), TEXT, Corrected(made=[correction(), correction(20, 22, "")]))
    with Store(path) as store:
        assert store.corrections(document_id(store)) == [correction(), correction(20, 22, "")]
        assert store.snapshot_text(str(store.documents()[0].snapshot_id)) == TEXT
        assert store.undo() is not None
        assert store.documents() == []
        assert store.redo() is not None
        assert store.corrections(document_id(store)) == [correction(), correction(20, 22, "")]


def test_a_new_correction_takes_the_place_of_those_it_meets(store: Store) -> None:
    store.correct(facts(), TEXT, Corrected(made=[correction(2, 4), correction(8, 10), correction(20, 22)]))
    store.correct(facts(), TEXT, Corrected(made=[correction(3, 9, "新")]))
    assert store.corrections(document_id(store)) == [correction(3, 9, "新"), correction(20, 22)]
    store.undo()
    assert [c.start for c in store.corrections(document_id(store))] == [2, 8, 20]


def test_corrections_of_another_text_are_left_alone(store: Store) -> None:
    store.correct(facts(), TEXT, Corrected(made=[correction(8, 10)]))
    other = "前" + TEXT
    store.correct(facts(text=other), other, Corrected(made=[Correction(8, 10, "新", other[8:10])]))
    assert len(store.corrections(document_id(store))) == 2


def test_corrections_and_rules_are_dropped(store: Store) -> None:
    rules = [Rule("甲", "乙"), Rule("丙", "丁")]
    store.correct(facts(), TEXT, Corrected(made=[correction()], rules=rules))
    assert store.rules() == sorted(rules, key=lambda rule: rule.pattern)
    assert store.correct(facts(), TEXT, Corrected(dropped=[correction()], dropped_rules=["丙", "没有"]))
    assert store.corrections(document_id(store)) == []
    assert store.rules() == [Rule("甲", "乙")]
    assert not store.correct(facts(), TEXT, Corrected(dropped=[correction()], dropped_rules=["丙"]))
    store.undo()
    assert len(store.rules()) == 2


def test_one_wording_has_one_rule(store: Store) -> None:
    store.correct(None, "", Corrected(rules=[Rule("甲", "乙")]))
    store.correct(None, "", Corrected(rules=[Rule("甲", "丙")]))
    assert store.rules() == [Rule("甲", "丙")]
    assert not store.correct(None, "", Corrected(rules=[Rule("甲", "丙")]))
    assert store.documents() == []


def test_the_history_says_what_was_corrected(store: Store) -> None:
    store.correct(None, "", Corrected(rules=[Rule("甲", "甲"), Rule("丙", "丁")]))
    assert store.history()[0].about == "甲; 丙 → 丁"


def test_a_refused_rule_is_kept_as_one_until_it_is_accepted(store: Store) -> None:
    refused = Rule("甲", "乙", accepted=False)
    store.correct(None, "", Corrected(rules=[refused]))
    assert store.rules() == [refused]
    assert store.history()[0].about == "甲 ≠ 乙"
    store.correct(None, "", Corrected(rules=[Rule("甲", "丙")]))
    assert store.rules() == [Rule("甲", "丙")]
    store.undo()
    assert store.rules() == [refused]


def test_a_refusal_is_kept_as_one(store: Store) -> None:
    refused = replace(correction(), accepted=False)
    store.correct(facts(), TEXT, Corrected(made=[refused]))
    assert store.corrections(document_id(store)) == [refused]


def test_highlights_say_what_is_read_now_and_again_what_they_said(store: Store, path: Path) -> None:
    identity = store.mark(facts(), anchor(), source_text=TEXT)
    before = store.highlight(identity)
    assert before is not None
    new = replace(before.anchor, quote="自動学习", speaker="主持", start=0, end=1)
    store.correct(facts(), TEXT, Corrected(made=[correction()], reworded={identity: new, "gone": new}))
    after = store.highlight(identity)
    assert after is not None
    assert after.anchor == replace(before.anchor, quote="自動学习", speaker="主持")
    store.undo()
    assert store.highlight(identity) == replace(after, anchor=before.anchor, updated=before.updated)
    store.undo()
    assert store.highlight(identity) is None
    assert dump(path)["correction"] == []


@pytest.mark.parametrize(
    "corrected",
    [
        Corrected(made=[correction(8, 8)]),
        Corrected(made=[Correction(8, len(TEXT) + 1, "x", "")]),
        Corrected(made=[correction(replacement="x" * (LONGEST_WORDING + 1))]),
        Corrected(rules=[Rule("  ", "x")]),
        Corrected(rules=[Rule("x" * (LONGEST_WORDING + 1), "x")]),
    ],
)
def test_what_cannot_be_put_right_changes_nothing(store: Store, path: Path, corrected: Corrected) -> None:
    with pytest.raises(Misuse):
        store.correct(facts(), TEXT, corrected)
    assert not path.exists()


def test_speakers_are_renamed_merged_and_given_roles(store: Store) -> None:
    identity = store.mark(facts(), anchor(), source_text=TEXT)
    said = [Speaker("主持人", "林岚", Role.HOST), Speaker("姚順雨", role=Role.GUEST), Speaker("旁白", "旁白")]
    named = replace(anchor(), speaker="林岚")
    assert store.set_speakers(facts(), said, {identity: named})
    assert store.speakers(document_id(store)) == said[:2]
    highlight = store.highlight(identity)
    assert highlight is not None
    assert highlight.anchor.speaker == "林岚"
    assert store.set_speakers(facts(), [Speaker("主持人")], {})
    assert store.speakers(document_id(store))[0] == Speaker("主持人")
    assert not store.set_speakers(facts(), [Speaker("主持人")], {})
    store.undo()
    store.undo()
    assert store.speakers(document_id(store)) == []
    with pytest.raises(Misuse):
        store.set_speakers(facts(), [Speaker("甲", "乙\n丙")], {})


def test_an_encoding_is_remembered(store: Store, path: Path) -> None:
    assert not store.ask_encoding(facts(), "")
    assert not path.exists()
    assert store.ask_encoding(facts(), "big5")
    assert store.documents()[0].asked_encoding == "big5"
    store.mark_many([a_mark()])
    assert store.documents()[0].asked_encoding == "big5"
    assert store.ask_encoding(facts(), "")
    store.undo()
    assert store.documents()[0].asked_encoding == "big5"


def test_a_database_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir()
    conn = sqlite3.connect(path)
    for statement in schema.STEPS[0][1]:
        conn.execute(statement)
    conn.execute(
        "create table _sqlite_migrations (id integer primary key, migration_set text, name text, applied_at text)"
    )
    conn.execute("insert into _sqlite_migrations values (1, 'pizhu', 'first', '2026-01-01')")
    conn.execute(
        "insert into document (id, path, title, sha256, format, encoding, created, updated)"
        " values ('d', '访谈/一.txt', '一', 'x', 'text', 'utf-8', '', '')"
    )
    conn.execute(
        "insert into correction (id, document_id, start, end, replacement, created, updated)"
        " values ('c', 'd', 8, 10, '自動', '', '')"
    )
    conn.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    conn.execute("pragma user_version = 1")
    conn.commit()
    conn.close()
    with Store(path) as store:
        assert [c.replacement for c in store.corrections("d")] == ["自動"]
        assert store.set_speakers(facts(), [Speaker("甲", "乙")], {})
        assert store.speakers("d") == [Speaker("甲", "乙")]
    (copy,) = (path.parent / "backups").iterdir()
    with sqlite3.connect(copy) as old:
        assert old.execute("pragma user_version").fetchone() == (1,)
