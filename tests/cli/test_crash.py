"""A few rounds of `bench/crash.py`: killed at any moment, on a full disk, what was confirmed is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals and POSIX signals")
def test_nothing_confirmed_is_lost() -> None:
    command = [sys.executable, "bench/crash.py", "2", "1", "2", "7"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "app killed 2 times" in done.stdout
    assert "told" in done.stdout


def test_four_processes_lose_nothing() -> None:
    command = [sys.executable, "bench/together.py", "4", "80"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "80 acts" in done.stdout
