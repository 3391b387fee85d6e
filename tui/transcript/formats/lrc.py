"""LRC: lines that begin with the times at which they are said (`[01:02.34]text`), and tags such as `[ti:…]`."""

from __future__ import annotations

from tui.patterns import late
from tui.transcript.formats.assemble import Gathering
from tui.transcript.formats.captions import body_spans, clock_ms, labels_in, read_as
from tui.transcript.formats.page import Page
from tui.transcript.model import Edit, Paragraph, Segment, SegmentKind

NAME = "lrc"

_CLOCK = r"([0-9]{1,4}):([0-9]{1,2})(?:[.:]([0-9]{1,3}))?"
_STAMPS = late(rf"[ \t\ufeff]*\[{_CLOCK}\](?:[ \t]*\[{_CLOCK}\])*[ \t]*")
_EXACT = late(r"[ \t\ufeff]*\[[0-9]{1,4}:[0-9]{1,2}\.[0-9]{1,3}\]")
_TAG = late(r"[ \t\ufeff]*(?:\[(?:ti|ar|al|au|by|la|re|ve|tool|length|offset|encoding|#):[^\]\n]*\][ \t]*|#.*)")
_TITLE = late(r"[ \t\ufeff]*\[ti:([^\]\n]*)\][ \t]*")
_WORD = late(r"<[0-9]{1,4}:[0-9]{1,2}(?:[.:][0-9]{1,3})?>[ \t]?")
_SAMPLE = 40


def matches(page: Page, name: str) -> bool:
    """Whether nearly all of the first lines begin with a time to the hundredth, or are tags.

    A conversation whose labels stand behind such times is a dialogue, unless the file's name says otherwise.
    """
    sample = page.lines[:_SAMPLE]
    is_named = name.lower().endswith(".lrc")
    exact = sum(1 for span in sample if _EXACT.match(page.text, *span))
    if exact < (1 if is_named else 2):
        return False
    known = sum(1 for span in sample if _STAMPS.match(page.text, *span) or _TAG.fullmatch(page.text, *span))
    return known * 5 >= len(sample) * 4 and (is_named or not page.labels)


def segments(page: Page) -> tuple[Segment, ...]:
    """A paragraph per line, or turns where their text names speakers; the times are the head, the first one counts.

    Times are as printed: an `[offset:…]` is kept as metadata and not added, since players disagree on its sign.
    """
    text = page.text
    stamps = {start: _STAMPS.match(text, start, end) for start, end in page.lines}
    bodies = [
        ((found.end() if found else start), end)
        for (start, end), found in zip(page.lines, stamps.values(), strict=True)
    ]
    labels = labels_in(page, bodies)
    gathering = Gathering()
    for (start, end), (body, _) in zip(page.lines, bodies, strict=True):
        found = stamps[start]
        if found is None and _TAG.fullmatch(text, start, end):
            gathering.alone(SegmentKind.METADATA, Paragraph(start, start, end))
            continue
        at = clock_ms("0", found[1], found[2], found[3] or "0") if found else None
        if body in labels:
            speaker, behind = labels[body]
            gathering.said(speaker, Paragraph(start, behind, end, at))
        else:
            gathering.went_on(Paragraph(start, body, end, at))
    return gathering.segments()


def edits(page: Page, spoken: tuple[Segment, ...]) -> tuple[Edit, ...]:
    """Times of single words inside the text are not read."""
    if _WORD.search(page.text) is None:
        return ()
    return read_as(page, body_spans(spoken), _WORD, lambda _: "")


def title(page: Page, found: tuple[Segment, ...]) -> str:
    """What the tag `[ti:…]` says, empty if there is none."""
    named = (_TITLE.fullmatch(page.line(*span)) for span in page.lines[:_SAMPLE])
    return next((match[1].strip() for match in named if match), "")
