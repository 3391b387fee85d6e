"""Settings: from the configuration, and from what was chosen since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.paths import config_dir, state_dir
from tui.ui.settings import Settings, load, save


def configure(text: str) -> Path:
    file = config_dir() / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_files_all_is_as_at_first() -> None:
    assert load() == Settings()
    assert (Settings().measure, Settings().ambiguous, Settings().wide) == (80, "auto", False)


def test_the_configuration_is_read() -> None:
    configure('theme = "nord"\nmeasure = 30\nnumbers = true\nambiguous = "wide"\n')
    settings = load()
    assert settings == Settings("nord", 60, True, "wide")
    assert settings.wide
    assert not settings.problem


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("measure = 30\ntheme = 3", "theme"),
        ('measure = 30\nambiguous = "both"', "ambiguous"),
        ("measure = 30\nnumbers = 1", "numbers"),
        ("measure = 30\ncolour = 1", "colour"),
    ],
)
def test_what_is_wrong_in_it_is_told_and_the_rest_holds(text: str, told: str) -> None:
    configure(text)
    settings = load()
    assert settings == Settings(measure=60)
    assert told in settings.problem


@pytest.mark.parametrize("text", ["measure = ", "measure = -1", "measure = 3000", "measure = true", "\x00"])
def test_a_configuration_that_is_none_changes_nothing(text: str) -> None:
    configure(text)
    assert load() == Settings()
    assert load().problem.startswith("config.toml")


def test_what_was_chosen_is_kept_and_goes_before_the_configuration() -> None:
    configure('theme = "nord"\nmeasure = 30\n')
    assert save(replace(load(), theme="gruvbox"))
    configure('theme = "nord"\nmeasure = 36\n')
    assert load() == Settings("gruvbox", 72), "what was not chosen is as configured"


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"theme": 3, "measure": "x", "numbers": 1, "problem": "x"}', "[" * 9999]
)
def test_a_damaged_state_changes_nothing(text: str) -> None:
    state_dir().mkdir(parents=True)
    (state_dir() / "settings.json").write_text(text, encoding="utf-8")
    assert load() == Settings()
    assert not load().problem


def test_what_cannot_be_kept_is_told() -> None:
    state_dir().parent.mkdir(parents=True, exist_ok=True)
    state_dir().write_text("a file where the folder should be", encoding="utf-8")
    assert not save(Settings(theme="nord"))
