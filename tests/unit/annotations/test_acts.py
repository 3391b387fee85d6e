from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tui.annotations import acts, tags
from tui.annotations.model import Anchor, AnchorState, Mark, Placed
from tui.annotations.store import Store
from tui.errors import Misuse, NotFound, StoreProblem

from .making import TEXT, a_mark, anchor, dump, facts, rows


def mark(store: Store, *paths: str, start: int = 8, end: int = 12, path: str = "访谈/一.txt") -> str:
    return store.mark(facts(path), anchor(start, end), source_text=TEXT, tags=paths)


def paths_of(store: Store, highlight_id: str) -> tuple[str, ...]:
    highlight = store.highlight(highlight_id)
    assert highlight is not None
    return store.codebook().names_of(highlight.tag_ids)


def test_looking_makes_no_file(store: Store, path: Path) -> None:
    assert store.documents() == store.highlights("x") == store.quotes() == store.history() == []
    assert store.document("x") is store.document_by_sha256("x") is store.highlight("x") is store.undo() is None
    assert store.redo() is None
    assert len(store.codebook()) == store.version() == 0
    assert store.tag_counts() == store.filters() == {}
    assert store.recent_tag_ids() == []
    with pytest.raises(NotFound):
        store.snapshot_text("x")
    assert not path.parent.exists()


def test_acts_that_find_nothing_make_no_file(store: Store, path: Path) -> None:
    with pytest.raises(NotFound):
        store.delete(["x"])
    with pytest.raises(NotFound):
        store.rename_tag("甲", "乙")
    with pytest.raises(NotFound):
        store.delete_filter("x")
    with pytest.raises(Misuse):
        store.mark(facts(), anchor(), source_text=TEXT, tags=["a//b"])
    with pytest.raises(Misuse):
        store.create_tag(" ")
    assert not store.delete([])
    assert store.mark_many([]) == []
    assert not store.set_document_note(facts(), "")
    assert not path.exists()


def test_a_mark_comes_back_whole(store: Store, path: Path) -> None:
    identity = store.mark(
        facts(), anchor(), source_text=TEXT, tags=["模型/分化", "学习"], note="想一想\n**", starred=True, author="我"
    )
    store.close()
    with Store(path) as again:
        (quote,) = again.quotes()
        assert quote.highlight == again.highlight(identity)
        assert quote.anchor == anchor()
        assert quote.tags == ("模型/分化", "学习")
        assert (quote.highlight.note, quote.highlight.starred, quote.highlight.author) == ("想一想\n**", True, "我")
        assert quote.highlight.state is AnchorState.EXACT
        assert quote.highlight.created.endswith("Z")
        assert len(quote.highlight.created) == len("2026-01-31T08:15:00.000Z")
        document = again.document("访谈/一.txt")
        assert document == quote.document == again.document_by_sha256(facts().sha256)
        assert again.highlights(document.id) == [quote.highlight]
        assert again.snapshot_text(quote.highlight.snapshot_id) == TEXT
        assert again.snapshot_sha256(quote.highlight.snapshot_id) == facts().sha256
        assert again.tag_counts() == {again.codebook().by_path[p].id: 1 for p in ("模型/分化", "学习")}
    assert [p.name for p in path.parent.iterdir()] == ["annotations.db"]


def test_the_view_quotes_reads_without_us(store: Store, path: Path) -> None:
    mark(store, "模型/分化", "学习")
    gone = mark(store, start=15, end=20)
    bare = mark(store, start=16, end=20, path="二.txt")
    store.delete([gone])
    sql = "select id, document, title, speaker, start_ms, quote, tags, note, starred from quotes"
    first, second = rows(path, sql)
    assert first[0] == bare
    assert first[6] is None
    assert second[1:] == ("访谈/一.txt", "访谈一", "主持人", 1000, TEXT[8:12], "模型/分化, 学习", "", 0)


def test_quotes_are_ordered_by_path_and_start(store: Store) -> None:
    store.mark_many([a_mark("b"), a_mark("a", 20, 22), a_mark("a", 3, 5), a_mark("a", 3, 4)])
    assert [(q.document.path, q.anchor.start, q.anchor.end) for q in store.quotes()] == [
        *[("a", 3, 4), ("a", 3, 5), ("a", 20, 22)],
        ("b", 8, 12),
    ]
    assert [act.what for act in store.history()] == ["mark_many"]


def test_the_second_mark_of_a_changed_file_keeps_both_texts(store: Store) -> None:
    first = mark(store)
    longer = "题目\n" + TEXT
    second = store.mark(facts(text=longer), anchor(11, 15, longer), source_text=longer)
    texts = [store.snapshot_text(h.snapshot_id) for i in (first, second) if (h := store.highlight(i))]
    assert texts == [TEXT, longer]
    assert [d.sha256 for d in store.documents()] == [facts(text=longer).sha256]
    store.undo()
    assert [d.sha256 for d in store.documents()] == [facts().sha256]


@pytest.mark.parametrize("span", [(3, 3), (5, 4), (-1, 3), (0, len(TEXT) + 1)])
def test_an_impossible_span_is_refused(store: Store, span: tuple[int, int]) -> None:
    with pytest.raises(Misuse):
        store.mark(facts(), Anchor(*span, "x"), source_text=TEXT)


def test_tags_go_on_and_come_off(store: Store) -> None:
    one, two = mark(store, "乙"), mark(store)
    assert store.tag([one, two], add=["甲", "乙", "甲"])
    assert paths_of(store, one) == ("乙", "甲")
    assert paths_of(store, two) == ("甲", "乙")
    count = len(store.history())
    assert not store.tag([one, two], add=["甲"])
    assert len(store.history()) == count
    assert store.tag([one, two], add=["丙"], remove=["乙"])
    assert paths_of(store, one) == paths_of(store, two) == ("甲", "丙")
    assert store.history()[0].about == "+丙 -乙"
    with pytest.raises(NotFound):
        store.tag([one], remove=["没有"])
    with pytest.raises(NotFound):
        store.tag([one, "没有"], add=["丁"])
    assert "丁" not in store.codebook().by_path


def test_recent_tags_are_the_last_used_first(store: Store) -> None:
    one = mark(store, "甲")
    two = mark(store, "乙")
    store.create_tag("没用过")
    store.tag([one], add=["丙"])
    assert store.codebook().names_of(store.recent_tag_ids()) == ("丙", "乙", "甲")
    assert len(store.recent_tag_ids(1)) == 1
    store.delete([two])
    assert "乙" not in store.codebook().names_of(store.recent_tag_ids())


def test_notes_stars_and_edges(store: Store) -> None:
    identity = mark(store)
    assert store.set_note(identity, "想")
    assert not store.set_note(identity, "想")
    assert store.set_star([identity], True)
    assert not store.set_star([identity], True)
    assert store.move_edges(identity, anchor(8, 13))
    assert not store.move_edges(identity, anchor(8, 13))
    highlight = store.highlight(identity)
    assert highlight is not None
    assert (highlight.note, highlight.starred, highlight.anchor) == ("想", True, anchor(8, 13))
    with pytest.raises(Misuse):
        store.set_note(identity, "想" * acts.LONGEST_NOTE)
    with pytest.raises(NotFound):
        store.set_note("没有", "想")


def test_a_document_can_have_a_note_and_no_highlight(store: Store) -> None:
    assert store.set_document_note(facts(), "读过")
    assert not store.set_document_note(facts(), "读过")
    (document,) = store.documents()
    assert (document.note, document.snapshot_id) == ("读过", None)
    assert store.move_document(document.path, "新/路.txt")
    with pytest.raises(NotFound):
        store.move_document("旧", "新")
    mark(store)
    with pytest.raises(Misuse):
        store.move_document("访谈/一.txt", "新/路.txt")


def test_reanchoring_is_one_act_and_keeps_what_is_lost(store: Store) -> None:
    kept, lost = mark(store), mark(store, start=20, end=24)
    longer = "题目\n" + TEXT[:18]
    places = [
        Placed(kept, anchor(11, 15, longer), AnchorState.MOVED),
        Placed(lost, anchor(20, 24), AnchorState.LOST),
    ]
    assert store.reanchor(facts(text=longer), longer, places)
    one, two = store.highlight(kept), store.highlight(lost)
    assert one is not None
    assert two is not None
    assert (one.state, one.start, store.snapshot_text(one.snapshot_id)) == (AnchorState.MOVED, 11, longer)
    assert (two.state, two.start, store.snapshot_text(two.snapshot_id)) == (AnchorState.LOST, 20, TEXT)
    store.undo()
    assert [h.state for h in store.highlights(one.document_id)] == [AnchorState.EXACT] * 2


def test_deleted_highlights_are_seen_nowhere(store: Store, path: Path) -> None:
    identity = mark(store, "甲")
    assert store.delete([identity])
    assert store.highlight(identity) is None
    assert store.quotes() == store.recent_tag_ids() == []
    assert store.tag_counts() == {}
    assert store.highlights(store.documents()[0].id) == []
    with pytest.raises(NotFound):
        store.delete([identity])
    assert rows(path, "select count(*) from highlight") == [(1,)]
    store.undo()
    assert len(store.quotes()) == 1
    assert list(store.tag_counts().values()) == [1]


def test_filters_are_saved_replaced_and_forgotten(store: Store) -> None:
    assert store.save_filter(" 学习 ", "#学习")
    assert not store.save_filter("学习", "#学习")
    assert store.save_filter("学习", "#学习 -@主持人")
    assert store.filters() == {"学习": "#学习 -@主持人"}
    store.undo()
    assert store.filters() == {"学习": "#学习"}
    store.delete_filter("学习")
    assert store.filters() == {}
    with pytest.raises(Misuse):
        store.save_filter(" ", "x")


def test_an_act_that_breaks_leaves_nothing(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(store, "甲")
    before, acts_before = dump(path), store.history()

    def breaks(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(acts, "put_on", breaks)
    with pytest.raises(RuntimeError):
        store.mark_many([a_mark("新.txt", tags=["新"])])
    monkeypatch.undo()
    monkeypatch.setattr(tags.TagTree, "_remove", breaks)
    with pytest.raises(RuntimeError):
        store.delete_tag("甲")
    monkeypatch.undo()
    monkeypatch.setattr("tui.annotations.base.write_down", breaks)
    with pytest.raises(RuntimeError):
        store.set_star([store.quotes()[0].highlight.id], True)
    assert dump(path) == before
    assert store.history() == acts_before
    assert rows(path, "select count(*) from snapshot") == [(1,)]


def test_sqlites_own_errors_never_come_out(store: Store, path: Path) -> None:
    mark(store)
    assert store._conn is not None
    with pytest.raises(StoreProblem, match="refused"), store._act("x") as recorder:
        recorder.conn.execute("insert into highlight_tag values ('no', 'no', 0, '')")
    with pytest.raises(StoreProblem, match="never changed"), store._act("x") as recorder:
        recorder.conn.execute("update snapshot set characters = 1")
    with pytest.raises(StoreProblem, match="never deleted"), store._act("x") as recorder:
        recorder.conn.execute("delete from snapshot")
    store._conn.execute("pragma max_page_count = 1")
    with pytest.raises(StoreProblem, match="disk is full"):
        store.mark(facts(), anchor(), source_text=TEXT, note="长" * 300_000)
    store._conn.execute("pragma max_page_count = 1000000")
    assert len(store.quotes()) == 1


def test_a_lone_surrogate_is_spelt_out(store: Store) -> None:
    identity = store.mark(facts("\udcff.txt"), anchor(), source_text=TEXT + "\ud800", note="\ud800", tags=["a\ud800"])
    assert store.document("\udcff.txt") is not None
    highlight = store.highlight(identity)
    assert highlight is not None
    assert highlight.note == "\\ud800"
    assert store.snapshot_text(highlight.snapshot_id) == TEXT + "\ud800"
    assert store.undo()
    assert store.redo()


def test_two_stores_see_each_other(store: Store, path: Path) -> None:
    identity = mark(store)
    with Store(path) as other:
        seen, own = other.version(), store.version()
        assert other.version() == seen
        store.set_note(identity, "一")
        assert other.version() != seen
        assert store.version() != own
        own = store.version()
        highlight = other.highlight(identity)
        assert highlight is not None
        assert highlight.note == "一"
        other.set_note(identity, "二")
        assert store.version() != own
        undone = store.undo()
        assert undone is not None
        assert undone.highlight_ids == (identity,)
        assert other.quotes()[0].highlight.note == "一"


def test_an_empty_store_meets_the_file_that_another_made(store: Store, path: Path) -> None:
    assert store.quotes() == []
    with Store(path) as other:
        mark(other)
        assert len(store.quotes()) == 1
        assert store.version() != 0


def test_a_large_text_is_packed_and_comes_back(store: Store, path: Path) -> None:
    text = TEXT * 120_000
    identity = store.mark_many([Mark(facts(text="x"), anchor(), text)])[0]
    highlight = store.highlight(identity)
    assert highlight is not None
    assert store.snapshot_text(highlight.snapshot_id) == text
    assert path.stat().st_size < 1_000_000


def test_a_damaged_snapshot_is_told(store: Store, path: Path) -> None:
    identity = mark(store)
    conn = sqlite3.connect(path)
    conn.executescript("drop trigger snapshot_stays_same; update snapshot set characters = characters - 1")
    conn.close()
    highlight = store.highlight(identity)
    assert highlight is not None
    with pytest.raises(StoreProblem, match="damaged snapshot"):
        store.snapshot_text(highlight.snapshot_id)
