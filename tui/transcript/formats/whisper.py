"""JSON that machines transcribe to: Whisper, WhisperX, whisper.cpp, YouTube's json3, the podcast namespace's.

Its source is the text drawn out of it by the rule of `draw`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from tui.errors import FileProblem
from tui.patterns import late
from tui.records import Named
from tui.transcript.formats.draw import Spoken, draw
from tui.visible import visible_line

LIMIT = 64 << 20
"""Bytes that a JSON transcript may have."""

_BEGINS = late(r'\s*(?:\{\s*"|\[\s*\{)')
_WORDS = ('"segments"', '"transcription"', '"events"', '"start"')
_LATEST_MS = 9999 * 3_600_000
_LOOK = 200
_HINT = "export the transcript again, or as SRT, WebVTT or text"

_Item = Mapping[str, object]


class Drawn(Named):
    """Text drawn out of a file, and what the file is, e.g. `whisper`."""

    format: str
    text: str


class _Wrong(Exception):
    """What is wrong with one item of a transcript."""


def drawn(text: str, size: int, *, name: str = "") -> Drawn | None:
    """The text drawn out of a JSON transcript; None if it is no JSON, or some other. `size` is the file's, in bytes.

    Raises FileProblem if it is one of these transcripts but too large, nested too deeply, malformed, or empty.
    """
    if not _BEGINS.match(text) or not any(word in text for word in _WORDS):
        return None
    if size > LIMIT:
        raise _problem(name, f"it looks like a JSON transcript, and has more than {LIMIT >> 20} MiB")
    import json

    try:
        data: object = json.loads(text, strict=False)
    except RecursionError as error:
        raise _problem(name, "its JSON is nested too deeply") from error
    except ValueError:  # cut off, several values, a number without end: a text like any other
        return None
    shape = _shape(data)
    if shape is None:
        return None
    label, what, items, read = shape
    spoken: list[Spoken] = []
    for number, item in enumerate(items, 1):
        try:
            if not isinstance(item, dict):
                raise _Wrong("is no object")
            spoken += read(item)
        except _Wrong as error:
            raise _problem(name, f"it looks like {what}, but segment {number} {error}") from error
    result = draw(spoken)
    if not result:
        raise _problem(name, f"it is {what} in which nothing is said")
    return Drawn(label, result)


_Shape = tuple[str, str, list[object], Callable[[_Item], Iterator[Spoken]]]


def _shape(data: object) -> _Shape | None:
    """What the JSON is, where its segments are and how one is read; None if it is something else."""
    if isinstance(data, list):
        return ("whisper", "a Whisper transcript", data, _whisper) if _have(data, "start", "end", "text") else None
    if not isinstance(data, dict):
        return None
    segments, cpp, events = (data.get(key) for key in ("segments", "transcription", "events"))
    if isinstance(cpp, list) and (_have(cpp, "offsets", "text") or (not cpp and "model" in data)):
        return "whisper.cpp", "a whisper.cpp transcript", cpp, _cpp
    if isinstance(events, list) and (_have(events, "tStartMs", "segs") or data.get("wireMagic") == "pb3"):
        return "json3", "a YouTube transcript", events, _json3
    if isinstance(segments, list):
        if _have(segments, "startTime", "body"):
            return "podcast", "a podcast transcript", segments, _podcast
        is_named = "language" in data and ("text" in data or "word_segments" in data)
        if _have(segments, "start", "text") or is_named:
            is_x = "word_segments" in data or _have(segments, "speaker")
            return "whisperx" if is_x else "whisper", "a Whisper transcript", segments, _whisper
    return None


def _have(items: list[object], *keys: str) -> bool:
    """Whether one of the first items has all the keys."""
    return any(isinstance(item, dict) and all(key in item for key in keys) for item in items[:_LOOK])


def _whisper(item: _Item) -> Iterator[Spoken]:
    start = _time(item, "start", 1000)
    _in_order(start, item, "end", 1000)
    yield Spoken(start, _text(item, "text"), _speaker(item))


def _podcast(item: _Item) -> Iterator[Spoken]:
    start = _time(item, "startTime", 1000)
    _in_order(start, item, "endTime", 1000)
    yield Spoken(start, _text(item, "body"), _speaker(item))


def _cpp(item: _Item) -> Iterator[Spoken]:
    offsets = item.get("offsets")
    if not isinstance(offsets, dict):
        raise _Wrong("has no offsets")
    start = _time(offsets, "from", 1)
    _in_order(start, offsets, "to", 1)
    yield Spoken(start, _text(item, "text"), _speaker(item))


def _json3(item: _Item) -> Iterator[Spoken]:
    pieces = item.get("segs")
    if pieces is None:  # it places a window on the screen
        return
    start = _time(item, "tStartMs", 1)
    if "dDurationMs" in item:
        _time(item, "dDurationMs", 1)
    if not isinstance(pieces, list) or not all(isinstance(piece, dict) for piece in pieces):
        raise _Wrong("has no list of words")
    yield Spoken(start, "".join(_text(piece, "utf8") for piece in pieces if "utf8" in piece))


def _time(item: _Item, key: str, unit: int) -> int:
    """A time in milliseconds; `unit` is how many of them the number counts."""
    value = item.get(key)
    if value is None:
        raise _Wrong(f"has no {key!r}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Wrong(f"has a {key!r} that is no number")
    if isinstance(value, float) and not math.isfinite(value):
        raise _Wrong(f"has a {key!r} that is no time")
    if value < 0:
        raise _Wrong(f"has a {key!r} before the beginning")
    if value * unit > _LATEST_MS:
        raise _Wrong(f"has a {key!r} after more than 9999 hours")
    return round(value * unit)


def _in_order(start: int, item: _Item, key: str, unit: int) -> None:
    """Not to end before it begins; an end that is missing or null is nothing wrong."""
    if item.get(key) is not None and _time(item, key, unit) < start:
        raise _Wrong("ends before it begins")


def _text(item: _Item, key: str) -> str:
    value = item.get(key)
    if not isinstance(value, str):
        raise _Wrong(f"has no {key!r}" if value is None else f"has a {key!r} that is no text")
    return value


def _speaker(item: _Item) -> str:
    value = item.get("speaker")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Wrong("has a speaker that is no name")
    return str(value)


def _problem(name: str, why: str) -> FileProblem:
    return FileProblem(f"{visible_line(name) or 'the file'} cannot be read: {why}", _HINT)
