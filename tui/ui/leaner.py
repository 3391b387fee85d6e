"""Importing Textual without what the desk never uses of it: a tenth of the time until the first frame."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_TLS = "ssl"
"""asyncio is imported as on a system without it: there is no network here."""

_PALETTE = "textual.command"
"""Textual's own palette, which brings four widgets with it. The desk has another one."""

_DOWNLOADS = "platformdirs"
"""It tells Textual where files are put that a browser would download."""


class _StandIn(ModuleType):
    """A module that has whatever is taken from it, and nothing in it."""

    def __getattr__(self, name: str) -> type[object]:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


@contextmanager
def lean_imports() -> Iterator[None]:
    """While this lasts, modules are imported without them; they can be imported themselves behind it."""
    without = {_TLS: None, **{name: _StandIn(name) for name in (_PALETTE, _DOWNLOADS)}}
    absent = {name: module for name, module in without.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]  # None: as if it could not be found
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
