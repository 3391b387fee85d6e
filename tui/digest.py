"""SHA-256 of a document's bytes; of a short one without the library of all digests, which takes longer to load."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

_LARGE = 1 << 20
"""Bytes from which on the library, which is some times as fast, is worth being loaded."""


def sha256(data: bytes) -> str:
    """In hexadecimal, 64 characters."""
    found: str = (_small() if len(data) < _LARGE else import_module("hashlib").sha256)(data).hexdigest()
    return found


@cache
def _small() -> Any:
    # What hashlib itself falls back on; its name differs between versions of Python.
    for name in ("_sha2", "_sha256"):
        try:
            return import_module(name).sha256
        except (ImportError, AttributeError):
            continue
    return import_module("hashlib").sha256
