"""Several processes and threads on one database."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tui.annotations import connection
from tui.annotations.connection import create
from tui.annotations.store import Store

from .making import TEXT, a_mark, anchor, dump, facts, integrity


def test_two_processes_lose_nothing(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.annotations.store import Store\n"
        f"with Store(Path({str(path)!r})) as store:\n"
        "    for number in range(60): store.create_tag(sys.argv[1] + str(number))"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, name]) for name in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    with Store(path) as store:
        assert len(store.codebook()) == len(store.history(1000)) == 120
    assert integrity(path) == []
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_threads_take_turns(store: Store) -> None:
    def work(number: int) -> int:
        (identity,) = store.mark_many([a_mark(f"{number % 7}.txt", tags=[f"组/{number % 5}"])])
        store.set_note(identity, str(number))
        return len(store.quotes())

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(work, range(80))) <= 80
    assert len(store.quotes()) == 80
    assert {q.highlight.note for q in store.quotes()} == set(map(str, range(80)))
    assert sum(store.tag_counts().values()) == 80


def test_who_waits_while_others_commit_gets_his_turn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as store:
        store.create_tag("甲")
        monkeypatch.setattr(connection, "BUSY_MS", 1500)
        with Store(path) as other, ThreadPoolExecutor(1) as pool:
            held = threading.Event()

            def hold() -> None:
                for number in range(4):
                    with other._act("x", creates=True) as recorder:
                        recorder.insert("saved_filter", {"name": str(number), "text": ""})
                        held.set()
                        time.sleep(0.5)

            holding = pool.submit(hold)
            held.wait()
            store.create_tag("乙")
            holding.result()
        assert len(store.codebook()) == 2


def test_the_file_that_is_there_first_stays(path: Path) -> None:
    with Store(path) as store:
        store.mark(facts(), anchor(), source_text=TEXT)
    before = dump(path)
    create(path)
    assert dump(path) == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_name_of_any_characters_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "问?号 #100%&x=\udcff" / "annotations.db"
    with Store(path) as store:
        store.create_tag("甲")
    with Store(path) as store:
        assert len(store.codebook()) == 1
