"""A clean machine for each test: its own home, its own folders, nothing of the reader's environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parent.parent
REAL_SEEDS = PROJECT.parent / "shared" / "seeds"

# A machine that is busy with other things makes no example wrong.
settings.register_profile("suite", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(autouse=True)
def _clean_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("PIZHU_DB", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(scope="session")
def real_seeds() -> Path:
    """The folder of the real transcripts, which are not part of the project."""
    if not REAL_SEEDS.is_dir():
        pytest.skip("the real transcripts are not beside this checkout")
    return REAL_SEEDS


@pytest.fixture(scope="session")
def own_seeds() -> Path:
    """The project's own sample transcripts."""
    return PROJECT / "seeds"


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Long texts name no test, nor do bytes: some are zipped anew in each process, with the time in them."""
    return f"{argname}-{len(val)}" if isinstance(val, bytes | str) and len(val) > 60 else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three for two cores: a story waits for the screen half of its time."""
    return max(2, 3 * (os.cpu_count() or 1) // 2)
