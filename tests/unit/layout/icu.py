"""ICU's line breaks, from the library that the system may have: an oracle, never needed."""

from __future__ import annotations

import re
from ctypes import CDLL, POINTER, byref, c_char_p, c_int, c_int32, c_uint16, c_void_p
from ctypes.util import find_library
from functools import cache

_LINE = 2
_DONE = -1
_HARD = 100
"""Tags of a break's status from here on: it must be taken."""


@cache
def _library() -> tuple[CDLL, str] | None:
    """The library, and what it puts behind the names of its functions; None if there is none."""
    name = find_library("icuuc")
    if name is None:
        return None
    library = CDLL(name)
    version = re.search(r"\.so\.(\d+)|icuuc(\d+)", name)
    for suffix in ("", *(f"_{number}" for number in (version.groups() if version else ()) if number)):
        if hasattr(library, f"ubrk_open{suffix}"):
            return library, suffix
    return None


def has_icu() -> bool:
    """Whether there is one."""
    return _library() is not None


def line_breaks(text: str, locale: str = "zh") -> set[int]:
    """Where ICU lets a line of `text` end, its own end left out: offsets in code points."""
    found = _library()
    if found is None:
        raise LookupError("there is no ICU")
    library, suffix = found
    opened = getattr(library, f"ubrk_open{suffix}")
    opened.restype, opened.argtypes = c_void_p, [c_int, c_char_p, POINTER(c_uint16), c_int32, POINTER(c_int)]
    following = getattr(library, f"ubrk_next{suffix}")
    following.restype, following.argtypes = c_int32, [c_void_p]
    close = getattr(library, f"ubrk_close{suffix}")
    close.restype, close.argtypes = None, [c_void_p]
    data = text.encode("utf-16-le", "surrogatepass")
    size = len(data) // 2
    units = (c_uint16 * max(1, size)).from_buffer_copy(data or b"\0\0")
    status = c_int(0)
    iterator = opened(_LINE, locale.encode(), units, size, byref(status))
    if status.value > 0:
        raise LookupError(f"ICU says error {status.value}")
    points = _points(text)
    breaks = set()
    while (at := following(iterator)) != _DONE:
        if at < size:
            breaks.add(points[at])
    close(iterator)
    return breaks


def _points(text: str) -> list[int]:
    """By the number of a UTF-16 unit, the code point that it belongs to."""
    points = []
    for place, char in enumerate(text):
        points += [place] * (2 if char > "\uffff" else 1)
    return [*points, len(text)]
