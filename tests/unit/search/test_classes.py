"""The classes of what is held for the same, made ready by several threads at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tui.search import classes


def test_threads_get_ready_together(monkeypatch: pytest.MonkeyPatch) -> None:
    classes.ready()
    whole = classes._CLASSES
    anew = classes._Classes()
    monkeypatch.setattr(classes, "_CLASSES", anew)
    # One has begun when the others come.
    first, second = classes.prepare(), classes.prepare()
    next(first)
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(lambda steps: [*steps], steps) for steps in (first, second, classes.prepare())]:
            done.result()
    assert anew.ready
    assert (anew.inverse, anew.marks, anew.bases) == (whole.inverse, whole.marks, whole.bases)
