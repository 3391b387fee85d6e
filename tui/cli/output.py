"""What the command line says: data on standard output, words about it on standard error, nothing a terminal obeys."""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TextIO

from tui.errors import FilterProblem, PizhuError
from tui.visible import TABLE, visible, visible_line

PROGRAM = "pizhu"
_TELL_SECONDS = 2.0


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a reader sits at the other end of `stream`; False for a closed one."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def put(text: str) -> None:
    """Write `text` on standard output, controls shown as signs; line ends stay as they are."""
    sys.stdout.write(visible(text))


def put_line(text: str) -> None:
    """Write one line on standard output, controls and line ends shown as signs."""
    sys.stdout.write(f"{visible_line(text)}\n")


def put_json(value: object) -> None:
    """Write `value` on standard output as JSON; whatever a terminal would obey or hide goes out as \\uXXXX."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2, default=str)
    # Line feeds stand between values only, and are not in the table: those in texts are escaped by now.
    sys.stdout.write(f"{text.translate(_escapes())}\n")


@cache
def _escapes() -> dict[int, str]:
    return {code: json.dumps(chr(code))[1:-1] for code in TABLE}


def say(text: str) -> None:
    """Write one line of words on standard error, controls shown as signs."""
    _to_stderr(f"{visible_line(text)}\n")


def warn(text: str) -> None:
    """Say on standard error what went wrong although the command goes on."""
    say(f"{PROGRAM}: warning: {text}")


def progress(what: str) -> Callable[[int], None]:
    """Tells a reader at a terminal, every other second, how many of `what` there are by now."""
    if not is_terminal(sys.stderr):
        return lambda count: None
    told = time.monotonic()

    def tell(count: int) -> None:
        nonlocal told
        if time.monotonic() - told > _TELL_SECONDS:
            told = time.monotonic()
            say(f"… {count:,} {what}")

    return tell


def report(error: PizhuError) -> None:
    """Say on standard error why the command failed: one line, or several where the hint has several."""
    if isinstance(error, FilterProblem):
        # Made anew of what is shown, so that the caret stands under the place.
        shown, before = visible_line(error.text), visible_line(error.text[: error.column])
        caret = "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
        say(f"{PROGRAM}: {error.message}, at column {error.column + 1} of the {error.what}:")
        _to_stderr(f"  {shown}\n  {caret}^\n")
    elif "\n" in error.hint:
        say(f"{PROGRAM}: {error.message}")
        _to_stderr(f"{visible(error.hint)}\n")
    else:
        say(f"{PROGRAM}: {error}")


def _to_stderr(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text)


def flush() -> None:
    """Hand everything over. Raises OSError: BrokenPipeError if nobody reads any more, others if the disk is full."""
    sys.stdout.flush()


def abandon() -> None:
    """Let go of a standard output that takes nothing any more, so that leaving does not fail on it again."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, descriptor)
    finally:
        os.close(nowhere)
