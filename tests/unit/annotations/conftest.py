from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.annotations.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "library" / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store(path) as opened:
        yield opened
