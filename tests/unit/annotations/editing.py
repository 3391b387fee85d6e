"""A text that knows where each of its characters came from, through whatever is done to it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

Cell = tuple[str, int, bool]
"""A character, the old code point that it stands for (-1: none, -2 - n: a copy of n), and whether it still says the
same."""

Span = tuple[int, int]

GLOSS = r"\([a-zɡāáǎăàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}\)"
ASIDE = re.compile(
    rf"{GLOSS}|^[0-9]+\n(?=[0-9:,]+ --> )|^[0-9:,.]+ --> [^\n]*|^\[?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?\]?", re.M
)
"""What is no word of the text: inserted readings, cue numbers and times."""


@dataclass
class Scene:
    """What an edit may want to know."""

    chance: random.Random
    spans: Sequence[Span]
    other: str
    """Another document of the same kind."""


Edit = Callable[[list[Cell], Scene], list[Cell]]


def fresh(text: str) -> list[Cell]:
    """A text in which every character is its own."""
    return [(char, at, True) for at, char in enumerate(text)]


def new(text: str) -> list[Cell]:
    """Characters that were not there."""
    return [(char, -1, False) for char in text]


def text_of(cells: Iterable[Cell]) -> str:
    return "".join(cell[0] for cell in cells)


def lines_of(cells: list[Cell]) -> list[list[Cell]]:
    """Lines without their ends."""
    lines: list[list[Cell]] = [[]]
    for cell in cells:
        if cell[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(cell)
    return lines


def joined(lines: Iterable[list[Cell]], between: str = "\n") -> list[Cell]:
    cells: list[Cell] = []
    for number, line in enumerate(lines):
        cells += (new(between) if number else []) + line
    return cells


def copied(cells: Iterable[Cell]) -> list[Cell]:
    """A copy, which is not the original."""
    return [(char, -2 - at if at >= 0 else at, same) for char, at, same in cells]


def respelled(cells: list[Cell], text: str) -> list[Cell]:
    """The same said otherwise: characters of `text` stand for those of `cells`, in order."""
    size = len(cells)
    return [(char, cells[at * size // len(text)][1], True) for at, char in enumerate(text)] if size else new(text)


def replaced(
    cells: list[Cell], pattern: str | re.Pattern[str], by: Callable[[re.Match[str]], str], same: bool = True
) -> list[Cell]:
    """Every match put in other words; `same`: which say the same."""
    text, made, last = text_of(cells), list[Cell](), 0
    for found in re.finditer(pattern, text):
        made += cells[last : found.start()]
        said = respelled(cells[found.start() : found.end()], by(found))
        made += said if same else [(char, at, False) for char, at, _ in said]
        last = found.end()
    return made + cells[last:]


def converted(cells: list[Cell], by_character: Callable[[str], str], whole: Callable[[str], str]) -> list[Cell]:
    """Line by line in another script; `by_character` keeps the length, `whole` need not."""
    made = []
    for line in lines_of(cells):
        text = text_of(line)
        plain, said = by_character(text), whole(text)
        if len(said) == len(text):
            made.append(respelled(line, said))
            continue
        cut = []
        for _, a0, a1, b0, b1 in SequenceMatcher(None, plain, said, autojunk=False).get_opcodes():
            cut += respelled(line[a0:a1], said[b0:b1])
        made.append(cut)
    return joined(made)


@dataclass(frozen=True)
class Truth:
    """Where a highlight went. Neither `present` nor `gone`: so much of it is left that nobody can say."""

    present: bool
    gone: bool
    start: int = -1
    end: int = -1
    also: tuple[Span, ...] = ()
    """Copies that say all of it, beside the original or instead of it: as right as that."""


def letters(text: str) -> list[bool]:
    """Which characters are words of the text."""
    told = [char.isalnum() for char in text]
    for found in ASIDE.finditer(text):
        told[found.start() : found.end()] = [False] * (found.end() - found.start())
    return told


def truths(old: str, cells: list[Cell], spans: Sequence[Span]) -> list[Truth]:
    """Where each span of the old text is in the cells."""
    places: dict[int, list[int]] = {}
    for at, (_, source, _) in enumerate(cells):
        if source >= 0:
            places.setdefault(source, []).append(at)
    told = letters(old)
    found = [_truth(cells, places, told, span) for span in spans]
    if not any(cell[1] < -1 for cell in cells):
        return found
    sources = [(-2 - cell[1] if cell[1] < -1 else cell[1], at) for at, cell in enumerate(cells) if cell[1] != -1]
    text = text_of(cells)
    return [_with_copies(old, text, sources, truth, span) for truth, span in zip(found, spans, strict=True)]


def _with_copies(old: str, text: str, sources: list[tuple[int, int]], truth: Truth, span: Span) -> Truth:
    """`truth` with the places where most of the span stands in order, counting copies, unless it stands in a place
    that is more like the old one."""
    also: list[Span] = []
    run: list[tuple[int, int]] = []
    for source, at in [*sources, (-1, -1)]:
        if run and not 0 < source - run[-1][0] <= 3:
            if 2 * (run[-1][0] - run[0][0]) >= span[1] - span[0]:
                also.append((run[0][1], run[-1][1] + 1))
            run = []
        if span[0] <= source < span[1]:
            run.append((source, at))
    least = 0 if truth.gone else _likeness(old, span, text, (truth.start, truth.end))
    near = [place for place in also if _likeness(old, span, text, place) >= least]
    return replace(truth, gone=truth.gone and not near, also=tuple(near))


def _likeness(old: str, span: Span, text: str, place: Span) -> int:
    """How many characters around are the same, up to sixteen on each side."""
    before = zip(old[max(0, span[0] - 16) : span[0]][::-1], text[max(0, place[0] - 16) : place[0]][::-1], strict=False)
    behind = zip(old[span[1] : span[1] + 16], text[place[1] : place[1] + 16], strict=False)
    return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], side)) for side in (before, behind))


def _truth(cells: list[Cell], places: dict[int, list[int]], told: list[bool], span: Span) -> Truth:
    groups: list[list[int]] = []
    for at in sorted(at for source in range(*span) for at in places.get(source, ())):
        if groups and _together(cells, groups[-1][-1], at, span[1] - span[0]):
            groups[-1].append(at)
        else:
            groups.append([at])

    def left(group: list[int]) -> int:
        return len({cells[at][1] for at in group if cells[at][2] and told[cells[at][1]]})

    best = max(groups, key=left, default=[])
    share = left(best) / max(1, sum(told[span[0] : span[1]]))
    solid = [at for at in best if not cells[at][0].isspace()]
    if not solid:
        return Truth(False, True)
    return Truth(share >= 0.5, share < 0.3, solid[0], solid[-1] + 1)


def _together(cells: list[Cell], last: int, at: int, size: int) -> bool:
    """Whether two that were of one highlight are still of one: in order, nothing old between them and little new."""
    between = cells[last + 1 : at]
    old = sum(1 for cell in between if cell[1] >= 0)
    return cells[last][1] <= cells[at][1] and len(between) <= 60 + size and old <= 30


_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”」』\"]?|(?=\n|\Z))|[^.\n]{20,}\.")
_CLAUSE = re.compile(r"[^。！？!?，,、；;：:\n.]{3,}")


def highlights(text: str, count: int, chance: random.Random) -> list[Span]:
    """So many spans as readers make them: sentences, a few of them, clauses, anything, words, paragraphs.

    They begin and end with what is said, and with its signs on the same line.
    """
    shapes: dict[str, list[Span]] = {
        "sentence": [found.span() for found in _SENTENCE.finditer(text)],
        "clause": [found.span() for found in _CLAUSE.finditer(text)],
        "paragraph": [found.span() for found in re.finditer(r"[^\n]{8,}", text)],
    }
    inside = set()
    for found in ASIDE.finditer(text):
        inside.update(range(found.start() + 1, found.end()))
    told = letters(text)
    spans: set[Span] = set()
    for start, end in _drawn(text, shapes, chance):
        said = [at for at in range(start, end) if told[at]]
        if len(said) < 2 or end - start > 1500:
            continue
        line = text.rfind("\n", start, said[0]) + 1
        start = max(start, line)
        line = text.find("\n", said[-1], end)
        end = end if line < 0 else line
        while text[start].isspace() or start in inside:
            start += 1
        while text[end - 1].isspace():
            end -= 1
        if end not in inside:
            spans.add((start, end))
        if len(spans) == count:
            break
    return sorted(spans)


def _drawn(text: str, shapes: dict[str, list[Span]], chance: random.Random) -> Iterator[Span]:
    for _ in range(20_000):
        shape = chance.choices(("sentence", "several", "clause", "any", "word", "paragraph"), (35, 15, 20, 18, 7, 5))[0]
        if shapes.get(shape):
            yield chance.choice(shapes[shape])
        elif shape == "several" and shapes["sentence"]:
            number = chance.randrange(len(shapes["sentence"]))
            last = min(len(shapes["sentence"]) - 1, number + chance.randint(1, 3))
            yield shapes["sentence"][number][0], shapes["sentence"][last][1]
        else:
            size = chance.randint(2, 6) if shape == "word" else chance.randint(6, 90)
            start = chance.randrange(max(1, len(text) - size))
            yield start, min(len(text), start + size)
