"""The walls of the house: who may import whom, what is loaded when, and what no module may do."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "tui").rglob("*.py"))
TALK = "[主持人] 今天我们谈自主學習。\n[姚順雨] 好的。\n[主持人] 你怎么看？\n[姚順雨] 很难。\n"

_FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "system", "popen"}
_FORBIDDEN_MODULES = {
    *("socket", "ssl", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib"),
    *("pickle", "marshal", "shelve", "dill", "xmlrpc"),
}
_HEAVY = ("textual", "rich", "jieba", "opencc")

named = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def test_the_layers_hold() -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def loaded(folder: Path, *argv: str) -> set[str]:
    """The top-level modules that a command line loads in an interpreter of its own, which must succeed."""
    code = (
        "import sys; from tui.__main__ import main; code = main(sys.argv[2:]);"
        " open(sys.argv[1], 'w').write(' '.join(sys.modules)); sys.exit(code)"
    )
    modules = folder / "modules"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-c", code, str(modules), *argv]
    done = subprocess.run(command, cwd=folder, capture_output=True, env=environment, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return {name.partition(".")[0] for name in modules.read_text().split()}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document and a database that is up to date."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    loaded(folder, "mark", "talk.txt", "--quote", "自主學習", "--tag", "a")
    return folder


@pytest.mark.parametrize(
    "argv",
    [
        ("--help",),
        ("--version",),
        ("show", "--help"),
        ("show", "talk.txt"),
        ("show", "talk.txt", "--json", "--db", "none.db"),
        ("search", "自主学习"),
        ("search", "学习", "--filter", "#a"),
        ("quotes",),
        ("stats",),
        ("quotes", "#a", "--context", "1sent", "--format", "csv"),
        ("tags",),
        ("check",),
        ("mark", "talk.txt", "--quote", "很难"),
        ("undo",),
    ],
    ids=" ".join,
)
def test_commands_load_nothing_heavy(library: Path, argv: tuple[str, ...]) -> None:
    modules = loaded(library, *argv)
    assert modules.isdisjoint(_HEAVY)
    assert "sqlite_utils" not in modules
    # What a reader says of a document is asked of the database only where there is one.
    if argv[0] in ("--help", "--version") or "none.db" in argv:
        assert "sqlite3" not in modules


@named
def test_files_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < (300 if "cli" in path.parts else 400)


@named
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@named
def test_nothing_is_left_to_do(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("TODO", "FIXME", "XXX", "NotImplementedError"):
        assert not any(word in line and rf"\u{word}" not in line for line in text.splitlines()), word


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of plain names, and of the attributes of `os`, by their last name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.func.id, node
        elif isinstance(node.func, ast.Attribute):
            owner = node.func.value
            is_of_the_system = isinstance(owner, ast.Name) and owner.id in ("os", "builtins")
            yield node.func.attr if is_of_the_system else "", node


@named
def test_files_are_data_and_nothing_leaves_the_machine(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert _FORBIDDEN_MODULES.isdisjoint(name.partition(".")[0] for name in imports(tree))
    for name, call in calls(tree):
        assert name not in _FORBIDDEN_CALLS, f"line {call.lineno}"
        assert not any(keyword.arg == "shell" for keyword in call.keywords), f"line {call.lineno}"
