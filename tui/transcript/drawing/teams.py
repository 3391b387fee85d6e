"""The captions of Microsoft Teams and Stream in a document: a line of times, a line with the name, the text.

The rule, version 1. Where at least two lines are `0:0:0.0 --> 0:0:2.440`, and nearly all of those stand not below a
line that is only a number (as in SRT) but above a short line and a line of text, the three are drawn as
`[0:00:00.000 --> 0:00:02.440] Name: text`. In a line that is a name with a comma, two or more blanks and a time
(`Lee, Sam   0:03`), as in any of those, the name is drawn by the rule of `heads`.
"""

from __future__ import annotations

from itertools import pairwise

from tui.patterns import late
from tui.transcript.drawing.clocks import span_of
from tui.transcript.drawing.heads import CHARACTERS, head_name

RULE = 1
"""The version of the rule above."""

_COMMA = late(r"([^\s,，:：][^,，:：]{0,39}[,，][^,，:：]{1,39}?)((?: {2,}|\t)[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?)\Z")
_SENTENCE = late(r"[。！？?!…]$")


def captions(lines: list[str]) -> list[str]:
    """The lines by the rule above; as they are where they are no such captions."""
    at = [i for i, line in enumerate(lines) if "-->" in line and _is_span(line)]
    spans = list(pairwise([*at, len(lines)]))
    good = {span for span in spans if _is_caption(lines, *span)}
    if len(good) < 2 or len(good) * 10 < len(spans) * 9:
        return [_COMMA.sub(lambda head: head_name(head[1]) + head[2], line) for line in lines]
    drawn = lines[: at[0]]
    for i, end in spans:
        if (i, end) not in good:
            drawn += lines[i:end]
            continue
        drawn += [f"[{span_of(lines[i])}] {head_name(lines[i + 1])}: {lines[i + 2]}", *lines[i + 3 : end]]
    return drawn


def _is_span(line: str) -> bool:
    span = span_of(line)
    return span is not None and span.end_ms is not None


def _is_caption(lines: list[str], i: int, end: int) -> bool:
    """Whether the lines from `i` to `end` are times, a name and text."""
    if end - i < 3 or (i and lines[i - 1].isdigit()):
        return False
    name = lines[i + 1]
    return len(name) <= CHARACTERS and not _SENTENCE.search(name)
