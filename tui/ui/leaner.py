"""Importing Textual without what the desk never uses of it: a tenth of the time until the first frame."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")

_TLS = "ssl"
"""asyncio is imported as on a system without it: there is no network here."""

_UNUSED = {
    "textual.command": {
        "CommandListItem",
        "CommandPalette",
        "DiscoveryHit",
        "Hit",
        "Hits",
        "Provider",
        "SimpleProvider",
    },
    "platformdirs": {"user_downloads_path"},
}
"""Modules that Textual imports, with all that it takes from them: its own palette, which brings four widgets with it
(the desk has another one), and where files are put that a browser would download."""

_OURS = ("tui.ui.", "textual")


class _StandIn(ModuleType):
    """A module that has what is known to be taken from it, and nothing in it."""

    def __getattr__(self, name: str) -> type[object]:
        if name not in _UNUSED[self.__name__]:
            raise AttributeError(name)
        return object


@contextmanager
def lean_imports() -> Iterator[None]:
    """While this lasts, modules are imported without them; they can be imported themselves behind it."""
    without = {_TLS: None, **{name: _StandIn(name) for name in _UNUSED}}
    absent = {name: module for name, module in without.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]  # None: as if it could not be found
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


def imported(load: Callable[[], T]) -> T:
    """What `load` imports, leanly; plainly where this Textual takes more of the unused modules than is known."""
    before = set(sys.modules)
    try:
        with lean_imports():
            return load()
    except (ImportError, AttributeError, TypeError):
        for name in sys.modules.keys() - before:
            if name.startswith(_OURS):
                del sys.modules[name]
    return load()
