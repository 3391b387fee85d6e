"""Patterns that are compiled when they are first asked: most of a program's patterns are not, in most of its runs."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_QUICK = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
"""The methods that are kept at hand: asking for them costs what it costs a compiled pattern."""


class _Late:
    """Stands for a pattern until something is asked of it, and then gives its answers."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._made_of = pattern, flags

    @property
    def pattern(self) -> Any:
        """As it is written; nothing is compiled to tell it."""
        return self._made_of[0]

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._made_of)
        for each in _QUICK:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at the first use; a wrong pattern raises re.error only then."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
