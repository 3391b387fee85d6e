"""The script in which Han characters are shown: one character for one, so that offsets stay what they are."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path


class Script(StrEnum):
    """How Han characters are shown."""

    SOURCE = "source"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


_DICTIONARY = {Script.SIMPLIFIED: "TSCharacters.txt", Script.TRADITIONAL: "STCharacters.txt"}


def convert(text: str, script: Script) -> str:
    """`text` in `script`, character for character: the result has the same length in code points."""
    return text if script is Script.SOURCE or text.isascii() else text.translate(_table(script))


def next_script(script: Script) -> Script:
    """The script that comes after `script` when one goes round."""
    order = tuple(Script)
    return order[(order.index(script) + 1) % len(order)]


@cache
def _table(script: Script) -> dict[int, int]:
    """For `str.translate`, from OpenCC's character dictionary: the first value of each key, single code points only."""
    # Only the dictionaries are wanted: the package itself is found, not imported.
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opencc-python-reimplemented is not installed", name="opencc")
    path = Path(spec.origin).parent / "dictionary" / _DICTIONARY[script]
    table: dict[int, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        first = values.partition(" ")[0].strip()
        if len(key) == len(first) == 1 and key != first:
            table[ord(key)] = ord(first)
    return table
