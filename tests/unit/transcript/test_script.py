"""The script in which Han characters are shown."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.script import Script, convert, next_script


def test_both_ways() -> None:
    assert convert("自主學習與軟體", Script.SIMPLIFIED) == "自主学习与软体"
    assert convert("自主学习与软体", Script.TRADITIONAL) == "自主學習與軟體"
    assert convert("學习 A", Script.SOURCE) == "學习 A"


def test_round() -> None:
    assert next_script(Script.SOURCE) is Script.SIMPLIFIED
    assert next_script(Script.TRADITIONAL) is Script.SOURCE


@given(st.text(), st.sampled_from(Script))
def test_one_character_for_one(text: str, script: Script) -> None:
    shown = convert(text, script)
    assert len(shown) == len(text)
    assert convert(shown, script) == shown or script is Script.TRADITIONAL


def test_the_package_is_not_imported() -> None:
    code = (
        "import sys; from tui.transcript.script import *; import tui.transcript.files, tui.transcript.words;"
        "convert('學', Script.SIMPLIFIED); "
        "print(sorted({'opencc', 'jieba', 'textual', 'pkg_resources'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
