from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import NOTES, TALK, Pizhu, Result, dangerous

from tui.__main__ import main


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the computer is read or written: an own home, an own current folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name))
    monkeypatch.delenv("PIZHU_DB", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with two documents, which is the current one."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "谈话.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "seeds" / "notes.txt").write_text(NOTES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def pizhu(capsys: pytest.CaptureFixture[str]) -> Pizhu:
    """Carries out a command line in this process; what it writes must be harmless unless `raw`."""

    def run(*argv: str, raw: bool = False) -> Result:
        capsys.readouterr()
        code = main(argv)
        written = capsys.readouterr()
        assert not dangerous(written.err)
        assert raw or not dangerous(written.out)
        assert "Traceback" not in written.err
        return Result(code, written.out, written.err)

    return run
