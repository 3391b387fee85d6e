from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from .making import Seat, lay_files, seated


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of five small transcripts; the current folder, too."""
    monkeypatch.chdir(tmp_path)
    return lay_files(tmp_path / "lib")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def desk(folder: Path, database: Path) -> Callable[..., AbstractAsyncContextManager[Seat]]:
    """Open the app on the folder: `async with desk() as seat`."""
    return partial(seated, folder, database=database)


@pytest.fixture
def one(tmp_path, monkeypatch):
    """Open the app on one document with this text."""
    monkeypatch.chdir(tmp_path)

    def opened(content: str, size: tuple[int, int] = (120, 40)):
        (tmp_path / "one.txt").write_text(content, encoding="utf-8")
        return seated(tmp_path / "one.txt", database=tmp_path / "a.db", size=size)

    return opened
