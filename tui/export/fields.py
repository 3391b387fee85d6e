"""One line of the interchange format as checked fields: JSON from elsewhere, of which nothing is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

MOST_TEXT = 1024 * 1024
"""Code points in one text."""
DEEPEST = 50
"""So many lists and objects may stand inside one another."""

_MENDED = {0: "\u2400"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TO_MEND = re.compile(r"\\u(?:0000|[dD][89a-fA-F])|[\x00\ud800-\udfff]")


class Wrong(Exception):
    """What is wrong with a record, in words; its reader says where."""


class Fields:
    """The fields of one record, each taken by its type; what is optional has an empty value. All raise Wrong."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    def text(self, name: str, *, most: int = MOST_TEXT, required: bool = False) -> str:
        value = self._raw.get(name, "")
        if not isinstance(value, str):
            raise Wrong(f"“{name}” must be a text")
        if required and not value.strip():
            raise Wrong(f"“{name}” is missing")
        if len(value) > most:
            raise Wrong(f"“{name}” is longer than {most:,} characters")
        return value

    def text_or_none(self, name: str, *, most: int = MOST_TEXT) -> str | None:
        return None if self._raw.get(name) is None else self.text(name, most=most)

    def number(self, name: str, most: int) -> int | None:
        value = self._raw.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise Wrong(f"“{name}” must be a whole number")
        if not 0 <= value <= most:
            raise Wrong(f"“{name}” must be 0 to {most:,}")
        return value

    def offset(self, name: str, most: int) -> int:
        value = self.number(name, most)
        if value is None:
            raise Wrong(f"“{name}” is missing")
        return value

    def flag(self, name: str) -> bool:
        value = self._raw.get(name, False)
        if not isinstance(value, bool):
            raise Wrong(f"“{name}” must be true or false")
        return value

    def texts(self, name: str) -> list[str]:
        value = self._raw.get(name, [])
        if not isinstance(value, list):
            raise Wrong(f"“{name}” must be a list of texts")
        for item in value:
            if not isinstance(item, str):
                raise Wrong(f"“{name}” must hold texts")
        return value

    def mapping(self, name: str) -> dict[str, object]:
        value = self._raw.get(name, {})
        if not isinstance(value, dict):
            raise Wrong(f"“{name}” must be an object")
        return value


def read_record(text: str) -> tuple[dict[str, object], int]:
    """The JSON object that `text` holds, and how many NULs and half surrogates were replaced in it. Raises Wrong."""
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise Wrong("too many lists and objects inside one another") from None
    except json.JSONDecodeError as error:
        raise Wrong(f"this is no JSON: {error.msg}, column {error.colno}") from None
    except ValueError:
        raise Wrong("this is no JSON: a number has too many digits") from None
    if not isinstance(value, dict):
        raise Wrong("a record must be a JSON object")
    if _depth(value) > DEEPEST:
        raise Wrong(f"more than {DEEPEST} lists and objects inside one another")
    if not _TO_MEND.search(text):
        return value, 0
    repaired = [0]
    return {_mend_text(key, repaired): _mend(item, repaired) for key, item in value.items()}, repaired[0]


def _no_number(name: str) -> float:
    raise Wrong(f"this is no JSON: {name} is no number")


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        level = [child for parent in level for child in _children(parent)]
        depth += 1
    return depth


def _children(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _mend_text(text: str, repaired: list[int]) -> str:
    mended = text.translate(_MENDED)
    repaired[0] += sum(a != b for a, b in zip(text, mended, strict=True))
    return mended


def _mend(value: object, repaired: list[int]) -> object:
    if isinstance(value, str):
        return _mend_text(value, repaired)
    if isinstance(value, list):
        return [_mend(item, repaired) for item in value]
    if isinstance(value, dict):
        return {_mend_text(key, repaired): _mend(item, repaired) for key, item in value.items()}
    return value
