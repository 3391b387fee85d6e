"""Two databases brought together: the same whichever goes into the other, and nothing is lost."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tui.annotations.backup import back_up
from tui.annotations.merging.merged import Merged, Prefer
from tui.annotations.model import Highlight, Role, Speaker
from tui.annotations.reading_acts import Corrected
from tui.annotations.store import Store
from tui.errors import Misuse, NotFound, PizhuError, StoreProblem
from tui.transcript.edits.corrections import Correction, Rule

from .acting import Reader
from .making import TEXT, a_mark, anchor, dump, facts, integrity
from .merging import content


def live(path: Path, acts: int, seed: int) -> None:
    """A reader does so many random acts on the database."""
    reader = Reader(seed)
    with Store(path) as store:
        reader.store = store
        for _ in range(acts):
            try:
                reader.act()
            except (PizhuError, IndexError):
                continue


def merged(into: Path, other: Path, name: str) -> Path:
    """A copy of `into` into which `other` was brought."""
    target = into.with_name(name)
    shutil.copy(into, target)
    with Store(target) as store:
        store.merge(other)
    return target


def histories(folder: Path, seed: int, *, strangers: bool) -> tuple[Path, Path]:
    """Two databases with random histories, which began as one or know nothing of each other."""
    pick = random.Random(seed)
    one, other = folder / "one.db", folder / "other.db"
    for path in (one, other) if strangers else (one,):
        with Store(path) as store:
            store.create_tag("根")
    if not strangers:
        live(one, pick.choice((0, 20)), seed)
        shutil.copy(one, other)
    live(one, pick.randint(3, 15), seed + 1000)
    live(other, pick.randint(3, 15), seed + 2000)
    return one, other


@pytest.mark.parametrize("seed", range(12))
def test_either_way_and_twice_it_is_the_same(tmp_path: Path, seed: int) -> None:
    one, other = histories(tmp_path, seed, strangers=seed % 4 == 0)
    before = content(one), content(other)
    ours, theirs = merged(one, other, "ours.db"), merged(other, one, "theirs.db")
    assert content(ours) == content(theirs)
    assert integrity(ours) == []
    both = {row[0] for row in before[0]["highlights"]} & {row[0] for row in before[1]["highlights"]}
    assert both <= {row[0] for row in content(ours)["highlights"]} <= {r[0] for s in before for r in s["highlights"]}
    again = dump(ours)
    with Store(ours) as store:
        acts = store.history(2)
        assert [store.merge(third).changes for third in (other, theirs)] == [0, 0]
        assert (dump(ours), store.history(2)) == (again, acts)
        if acts[0].what == "merge":
            store.undo()
    assert content(ours) == before[0]


@pytest.mark.parametrize("seed", range(20, 24))
def test_of_strangers_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    one, other = histories(tmp_path, seed, strangers=True)
    before = content(one), content(other)
    after = content(merged(one, other, "ours.db"))
    stand: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for row in after["highlights"]:
        stand.setdefault((*row[1:4], row[8], row[10]), []).append(row)
    for row in (row for side in before for row in side["highlights"]):
        tags = set(str(row[12] or "").split("|"))
        assert any(
            str(row[6]) in str(each[6]) and tags <= set(str(each[12] or "").split("|")) and each[7] >= row[7]  # type: ignore[operator]
            for each in stand[*row[1:4], row[8], row[10]]
        )
    for kind, columns in (("speakers", slice(1, 2)), ("tags", slice(1, 2)), ("filters", slice(0, 1))):
        names = [{row[columns] for row in side[kind]} for side in (*before, after)]
        assert names[0] | names[1] <= names[2]


def later() -> None:
    """Acts are told apart by the millisecond."""
    time.sleep(0.002)


Pair = tuple[Store, Store]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Two stores that began as one, with a highlight."""
    with Store(tmp_path / "one.db") as store:
        store.mark_many([a_mark(tags=["甲/乙"])])
    shutil.copy(tmp_path / "one.db", tmp_path / "other.db")
    with Store(tmp_path / "one.db") as one, Store(tmp_path / "other.db") as other:
        yield one, other


def merge_both(pair: Pair) -> tuple[Merged, Merged]:
    """Each into a copy of the other, which must come to the same; then the two go on with that."""
    one, other = pair
    kept = one.path.with_name("kept.db")
    kept.unlink(missing_ok=True)
    back_up(one.path, kept)
    reports = one.merge(other.path), other.merge(kept)
    assert content(one.path) == content(other.path)
    assert (one.merge(other.path).changes, other.merge(one.path).changes) == (0, 0)
    return reports


def only(store: Store) -> Highlight:
    (quote,) = store.quotes()
    return quote.highlight


def test_what_one_side_changed_is_taken(pair: Pair) -> None:
    one, other = pair
    identity = only(one).id
    one.set_note(identity, "一")
    one.rename_tag("甲", "丁")
    other.set_star([identity], True)
    other.tag([identity], add=["丙"], remove=["甲/乙"])
    other.save_filter("要点", "#丙")
    merge_both(pair)
    highlight = only(one)
    assert (highlight.note, highlight.starred) == ("一", True)
    assert one.codebook().names_of(highlight.tag_ids) == ("丙",)
    assert one.codebook().sorted_paths() == ["丙", "丁", "丁/乙"]
    assert one.filters() == {"要点": "#丙"}


def test_two_notes_are_kept_both_and_the_later_name_holds(pair: Pair) -> None:
    one, other = pair
    identity = only(one).id
    one.set_note(identity, "一")
    one.rename_tag("甲", "先")
    later()
    other.set_note(identity, "二")
    other.rename_tag("甲", "后")
    here, there = merge_both(pair)
    assert only(one).note == "一\n\n---\n\n二"
    assert one.codebook().sorted_paths() == ["后", "后/乙"]
    assert [(c.what, c.kept) for c in here.conflicts] == [("name", "theirs"), ("note", "both")]
    assert [(c.ours, c.theirs) for c in there.conflicts] == [(c.theirs, c.ours) for c in here.conflicts]


def test_a_side_can_be_preferred(pair: Pair) -> None:
    one, other = pair
    one.rename_tag("甲", "先")
    later()
    other.rename_tag("甲", "后")
    one.merge(other.path, prefer=Prefer.OURS)
    assert one.codebook().sorted_paths() == ["先", "先/乙"]
    other.merge(one.path, prefer=Prefer.THEIRS)
    assert other.codebook().sorted_paths() == ["先", "先/乙"]


def test_deleted_is_deleted_unless_it_was_changed_later(pair: Pair) -> None:
    one, other = pair
    identity = only(one).id
    one.delete([identity])
    here, there = merge_both(pair)
    assert (one.quotes(), len(other.trash()), here.changes, len(there.trashed)) == ([], 1, 0, 1)
    other.restore([identity])
    merge_both(pair)
    one.delete([identity])
    later()
    other.set_note(identity, "还要")
    here, _ = merge_both(pair)
    assert only(one).note == "还要"
    assert [(c.what, c.kept) for c in here.conflicts] == [("deleted", "theirs")]
    later()
    other.set_note(identity, "不要了")
    later()
    one.delete([identity])
    merge_both(pair)
    assert (one.quotes(), one.trash()[0].quote.highlight.note) == ([], "不要了")


def test_what_was_undone_does_not_come_back(pair: Pair) -> None:
    one, other = pair
    one.undo()
    merge_both(pair)
    assert (other.quotes(), other.documents(), len(other.codebook())) == ([], [], 0)


def test_a_deleted_tag_comes_back_only_for_what_was_tagged_since(pair: Pair) -> None:
    one, other = pair
    later()
    one.delete_tag("甲")
    later()
    (made,) = other.mark_many([a_mark(start=2, end=6, tags=["甲/乙"])])
    merge_both(pair)
    assert [quote.highlight.id for quote in one.quotes() if quote.tags] == [made]
    assert one.codebook().sorted_paths() == ["甲", "甲/乙"]


def test_the_same_span_by_the_same_author_is_one(tmp_path: Path) -> None:
    with Store(tmp_path / "one.db") as one, Store(tmp_path / "other.db") as other:
        for store, note, tag in ((one, "一", "甲/乙"), (other, "二", "甲/丙")):
            store.mark(facts(), anchor(), source_text=TEXT, tags=[tag], note=note, author="沈禾", starred=note == "二")
            store.mark(facts(), anchor(20, 24), source_text=TEXT, tags=["甲"], author=note)
        here, _ = merge_both((one, other))
        by = {quote.highlight.author: quote for quote in one.quotes()}
        assert (len(one.quotes()), len(one.trash()), len(here.united), len(here.brought)) == (3, 1, 1, 1)
        assert by["沈禾"].highlight.note == "一\n\n---\n\n二"
        assert (by["沈禾"].highlight.starred, by["沈禾"].tags) == (True, ("甲/乙", "甲/丙"))
        assert one.codebook().sorted_paths() == ["甲", "甲/丙", "甲/乙"]
        assert here.tags_united == ("甲",)
        # Who goes on with the double goes on with the one.
        one.tag([by["沈禾"].highlight.id], add=["丁"])
        merge_both((one, other))


def test_two_moves_that_hang_tags_below_each_other(pair: Pair) -> None:
    one, other = pair
    for store, tag, below in ((one, "甲", "子"), (other, "子", "甲")):
        store.create_tag("子")
        store.move_tag(tag, below)
    merge_both(pair)
    assert integrity(one.path) == []
    assert {path.rpartition("/")[2] for path in one.codebook().by_path} == {"甲", "乙", "子"}


def test_how_documents_are_read_comes_along(pair: Pair) -> None:
    one, other = pair
    one.correct(None, "", Corrected(rules=[Rule("自主", "自助"), Rule("数剧", "数据")]))
    other.correct(None, "", Corrected(rules=[Rule("自主", "自走")]))
    other.correct(facts(), TEXT, Corrected(made=[Correction(0, 3, "主持", TEXT[:3])]))
    one.set_speakers(facts(), [Speaker("主持人", "小黎")], {})
    other.set_speakers(facts(), [Speaker("主持人", role=Role.HOST), Speaker("姚顺雨", "姚")], {})
    here, _ = merge_both(pair)
    document = one.documents()[0]
    assert {rule.pattern: rule.replacement for rule in one.rules()} == {"自主": "自走", "数剧": "数据"}
    assert [each.replacement for each in one.corrections(document.id)] == ["主持"]
    said = {each.label: (each.name, each.role) for each in one.speakers(document.id)}
    assert said == {"主持人": ("小黎", Role.HOST), "姚顺雨": ("姚", Role.NONE)}
    assert [(c.what, c.where, c.kept) for c in here.conflicts] == [("replacement", "自主", "theirs")]


def test_filters_of_one_name_are_kept_both(pair: Pair) -> None:
    for store, text in zip(pair, ("#甲", "#乙"), strict=True):
        store.save_filter("要点", text)
    merge_both(pair)
    assert pair[0].filters() == {"要点": "#乙", "要点 2": "#甲"}


def test_a_renamed_document_is_known_by_its_bytes(pair: Pair) -> None:
    one, other = pair
    one.move_document("访谈/一.txt", "一.txt")
    other.mark(facts("访谈/一.txt"), anchor(20, 24), source_text=TEXT)
    merge_both(pair)
    assert [document.path for document in other.documents()] == ["一.txt"]
    assert len(other.quotes()) == 2


def test_a_rehearsal_tells_and_changes_nothing(pair: Pair) -> None:
    one, other = pair
    other.mark(facts(), anchor(20, 24), source_text=TEXT, author="沈禾")
    before = dump(one.path)
    told = one.merge(other.path, rehearse=True)
    assert [each.author for each in told.brought] == ["沈禾"]
    assert dump(one.path) == before
    done = one.merge(other.path)
    assert (done.brought, done.changes) == (told.brought, told.changes)
    assert one.history(1)[0].about == "other.db: +1 highlights, 0 united"


def test_what_is_no_database_of_ours_is_refused_and_not_touched(pair: Pair, tmp_path: Path) -> None:
    one, _ = pair
    text, newer = tmp_path / "text.db", tmp_path / "newer.db"
    text.write_text("没有 " * 500, encoding="utf-8")
    back_up(one.path, newer)
    with closing(sqlite3.connect(newer)) as conn:
        conn.execute("pragma user_version = 99")
    for file in (text, newer):
        before = file.read_bytes()
        with pytest.raises(StoreProblem):
            one.merge(file)
        assert file.read_bytes() == before
    with pytest.raises(Misuse):
        one.merge(one.path)
    with pytest.raises(NotFound):
        one.merge(tmp_path / "none.db")
    assert not list(tmp_path.glob(".visit-*"))


def test_an_older_database_is_brought_up_to_date_in_a_copy(pair: Pair, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as conn:
        conn.executescript((Path(__file__).parent / "released" / "v1.sql").read_text(encoding="utf-8"))
    before = old.read_bytes()
    assert pair[0].merge(old).changes
    assert old.read_bytes() == before


def test_a_highlight_on_another_text_brings_that_text_along(pair: Pair) -> None:
    one, other = pair
    edited = f"新的一行。\n{TEXT}"
    other.mark(facts(text=edited), anchor(14, 18, edited), source_text=edited, author="沈禾")
    here, _ = merge_both(pair)
    (told,) = here.elsewhere
    found = next(quote.highlight for quote in one.quotes() if quote.highlight.author == told.author)
    assert one.snapshot_text(found.snapshot_id)[found.start : found.end] == edited[14:18]
    assert one.is_snapshot_of(one.documents()[0].snapshot_id or "", TEXT)


def test_a_merging_that_was_taken_back_can_be_done_again(pair: Pair) -> None:
    one, other = pair
    other.mark(facts(), anchor(20, 24), source_text=TEXT, tags=["丙"])
    other.set_note(only(one).id, "二")
    after = []
    for take_back in (one.undo, lambda: one.take_back(one.history(1)[0].id), lambda: None):
        assert one.merge(other.path).changes
        after.append(content(one.path))
        take_back()
        if len(after) < 3:
            assert (len(one.quotes()), only(one).note) == (1, "")
            assert other.merge(one.path).changes == 0
    assert after[0] == after[1] == after[2]


def test_tags_of_strangers_do_not_share_a_letter(tmp_path: Path) -> None:
    with Store(tmp_path / "one.db") as one, Store(tmp_path / "other.db") as other:
        for store, paths in ((one, ("情绪", "一般")), (other, ("情绪", "意外"))):
            for path in paths:
                store.create_tag(path)
        assert one.codebook().by_path["一般"].letter == other.codebook().by_path["意外"].letter == "y"
        merge_both((one, other))
        # The older one keeps its letter, in whichever the other went.
        letters = {path: tag.letter for path, tag in one.codebook().by_path.items()}
        assert letters == {"情绪": "q", "一般": "y", "意外": "w"}


def test_tags_that_one_reader_gave_one_letter_keep_it(pair: Pair) -> None:
    one, other = pair
    one.change_tag("甲", letter="x")
    one.create_tag("丙", letter="x")
    merge_both(pair)
    assert [other.codebook().by_path[path].letter for path in ("甲", "丙")] == ["x", "x"]
