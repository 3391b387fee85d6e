"""The standard streams, made ready for what goes through them."""

from __future__ import annotations

import sys


def prepare_streams() -> None:
    """Let both streams write UTF-8 whatever the locale, and translate no line ends."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
