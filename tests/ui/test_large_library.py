"""What is done behind the first frame where a library is large: documents are looked up, highlights counted."""

from __future__ import annotations

from pathlib import Path

from tests.ui.making import Seat, lay_files
from tui.annotations.store import Store
from tui.library import Library
from tui.ui.app import PizhuApp


def test_documents_are_looked_up_when_they_are_asked_for(tmp_path: Path) -> None:
    folder = lay_files(tmp_path / "lib")
    at_once = Library.open([folder], database=tmp_path / "a.db")
    later = Library.open([folder], database=tmp_path / "a.db", later=True)
    last = at_once.entries[-1]
    assert not later.is_listed
    assert later.begin_with(last.path, (0, 0), None) == last
    assert later.entry(last.name) == last
    assert not later.is_listed, "one document is no reason to look all of them up"
    assert later.entries == at_once.entries
    assert later.is_listed


async def test_the_list_of_documents_comes_behind_the_first_frame(tmp_path: Path) -> None:
    folder = lay_files(tmp_path / "lib")
    names = [entry.name for entry in Library.open([folder], database=tmp_path / "a.db").entries]
    library = Library.open([folder], database=tmp_path / "a.db", later=True)
    library.begin_with(folder / Path(names[-1]).name, (0, 0), None)
    app = PizhuApp(library, names[-1])
    async with app.run_test(size=(140, 40)) as pilot:
        seat = Seat(app, pilot)
        await seat.until(lambda: Path(names[0]).stem in seat.painted("#documents"))
        assert f"▸{Path(names[-1]).stem}" in seat.painted("#documents")
        assert f"{len(names)} " in seat.painted("#documents-title")


def test_counts_are_kept_as_highlights_come_and_go(tmp_path: Path) -> None:
    folder = lay_files(tmp_path / "lib")
    with Store(tmp_path / "none.db") as none:
        assert (none.subtree_counts(), dict(none.document_counts()), none.highlight_count()) == ({}, {}, 0)
    library = Library.open([folder], database=tmp_path / "a.db")
    ids = []
    for number, entry in enumerate(library.entries[:3]):
        transcript = library.transcript(entry)
        mark = next(at for at, char in enumerate(transcript.text) if char in "。？?")
        for start in range(number + 1):
            tags = ["a/b", "a/c"][: start + 1]
            ids.append(library.mark(entry, transcript, mark - 3, mark - 2 + start, tags=tags))
    library.store.delete(ids[-1:])
    store = library.store
    paths = store.codebook().paths
    assert {paths[tag]: count for tag, count in store.subtree_counts().items()} == {"a": 5, "a/b": 5, "a/c": 2}
    assert sorted(store.document_counts().values()) == [1, 2, 2]
    assert store.highlight_count() == 5
