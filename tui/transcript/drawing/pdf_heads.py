"""What comes back on the pages of a PDF and is no text of it: running heads, page numbers; the rule is in `pdf`."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from tui.transcript.drawing.pdf_lines import Line

_EDGE_LINES = 2
_LEAST_PAGES = 3
_PART = 0.6
_PART_OF_SIDE = 0.8
_NUMBERS = re.compile(r"[0-9]+")
_NUMBERED = re.compile(
    r"[-–—·|\s]*(?:第\s*)?(?P<zh>[0-9]{1,4})\s*页(?:\s*[,，/／|]?\s*共\s*[0-9]{1,4}\s*页)?[-–—·|\s]*"
    r"|page\s+(?P<en>[0-9]{1,4})(?:\s*(?:of|/)\s*[0-9]{1,4})?"
    r"|[-–—·|\s]*(?P<bare>[0-9]{1,4})[-–—·|\s]*",
    re.IGNORECASE,
)

_Place = tuple[int, int]
"""A page's number and a line's on it, from 0."""


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of the pages without those that are running heads or page numbers."""
    edges = [_edge(lines) for lines in pages]
    dropped = _same(pages, edges) | _counting(pages, edges) | _numbered(pages, edges)
    return [[line for i, line in enumerate(lines) if (at, i) not in dropped] for at, lines in enumerate(pages)]


def _edge(lines: list[Line]) -> list[int]:
    """Which lines stand first or last on a page."""
    order = sorted(range(len(lines)), key=lambda i: -lines[i].y)
    return sorted({*order[:_EDGE_LINES], *order[-_EDGE_LINES:]})


def _groups(pages: list[list[Line]], edges: list[list[int]], *, by_shape: bool) -> list[list[_Place]]:
    """Lines at pages' edges with the same text (or the same but for numbers) at the same height."""
    found: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    for at, own in enumerate(edges):
        for i in own:
            line = pages[at][i]
            text = _NUMBERS.sub("0", line.text) if by_shape else line.text
            found[text, round(line.y / 4)].append((at, i))
    return list(found.values())


def _same(pages: list[list[Line]], edges: list[list[int]]) -> set[_Place]:
    dropped: set[_Place] = set()
    for places in _groups(pages, edges, by_shape=False):
        on = {at for at, _ in places}
        if len(on) < _LEAST_PAGES:
            continue
        sides = ((len(pages) + 1) // 2, len(pages) // 2)
        of_side = [sum(1 for at in on if at % 2 == side) for side in (0, 1)]
        if len(on) >= _PART * len(pages) or any(
            its >= max(_LEAST_PAGES, _PART_OF_SIDE * all_of_it) for its, all_of_it in zip(of_side, sides, strict=True)
        ):
            dropped |= set(places)
    return dropped


def _counting(pages: list[list[Line]], edges: list[list[int]]) -> set[_Place]:
    """Lines that differ only in numbers, of which one counts the pages."""
    dropped: set[_Place] = set()
    for places in _groups(pages, edges, by_shape=True):
        if len({at for at, _ in places}) < _LEAST_PAGES or len(places) < _PART / 2 * len(pages):
            continue
        rows = [(at, [int(n[-9:]) for n in _NUMBERS.findall(pages[at][i].text)]) for at, i in places]
        for column in range(len(rows[0][1])):
            if all(its[column] - own[column] == at - before for (before, own), (at, its) in pairwise(rows)):
                dropped |= set(places)
                break
    return dropped


def _numbered(pages: list[list[Line]], edges: list[list[int]]) -> set[_Place]:
    """Lines that say which page it is, if on every page one does and the numbers go up by one."""
    dropped: set[_Place] = set()
    numbers: list[int] = []
    is_bare = False
    for at, own in enumerate(edges):
        for i in own:
            found = _NUMBERED.fullmatch(pages[at][i].text)
            if found:
                dropped.add((at, i))
                numbers.append(int(found["zh"] or found["en"] or found["bare"]))
                is_bare = is_bare or found["bare"] is not None
                break
        else:
            return set()
    if is_bare and len(pages) == 1:
        return set()
    return dropped if all(b - a == 1 for a, b in pairwise(numbers)) else set()
