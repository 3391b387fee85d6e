"""All kinds of edits, by family."""

from __future__ import annotations

from functools import partial

from . import editing_parts as parts
from . import editing_words as words
from .editing import Cell, Edit, Scene

FAMILIES: dict[str, dict[str, Edit]] = {
    "typos, fillers, recoding": {
        "typos 0.5 %": partial(words.typos, share=0.005),
        "typos 3 %": partial(words.typos, share=0.03),
        "fillers cut": words.fillers_cut,
        "fillers put in": words.stammered,
        "lossy recoding": words.recoded,
    },
    "head added, head cut, parts inserted": {
        "head added": parts.head_added,
        "head cut": parts.head_cut,
        "parts inserted": parts.inserted,
    },
    "paragraphs moved": {"moved": parts.moved, "shuffled": parts.shuffled, "sections swapped": parts.swapped},
    "paragraphs doubled": {"doubled": parts.doubled},
    "lines": {
        "wrapped at 40": partial(parts.wrapped, width=40),
        "wrapped at 72": partial(parts.wrapped, width=72),
        "unwrapped": parts.unwrapped,
        "indented": parts.indented,
        "CRLF": parts.crlf,
        "a sentence per line": parts.sentences,
        "blank lines": parts.spaced,
    },
    "simplified, traditional": {
        "simplified": partial(words.scripted, name="t2s", plain="t2s"),
        "traditional": partial(words.scripted, name="s2t", plain="s2t"),
        "Taiwan's phrases": partial(words.scripted, name="s2twp", plain="s2t"),
        "mainland's phrases": partial(words.scripted, name="tw2sp", plain="t2s"),
    },
    "readings": {"removed": words.glosses_cut, "added": words.glossed},
    "width, quotes, normal forms": {
        "full width": words.full_width,
        "half width": words.half_width,
        "signs in full width": words.punctuated,
        "quotes": words.quoted,
        "NFD": partial(words.normal, form="NFD"),
        "NFKC": partial(words.normal, form="NFKC"),
    },
    "times, subtitles, labels, Markdown": {
        "times added": parts.timed,
        "times removed": parts.untimed,
        "subtitles": parts.cued,
        "labels added": parts.labelled,
        "labels removed": parts.unlabelled,
        "labels changed": words.relabelled,
        "Markdown added": parts.marked_up,
        "Markdown removed": parts.unmarked,
    },
    "quotes, paragraphs, halves deleted; another document": {
        "quotes deleted": parts.quotes_cut,
        "quotes deleted, decoys": parts.decoyed,
        "paragraphs deleted": parts.paragraphs_cut,
        "half deleted": parts.halved,
        "another document": parts.exchanged,
    },
    "rewritten": {
        "rewritten 12 %": partial(words.rewritten, share=0.12),
        "rewritten 25 %": partial(words.rewritten, share=0.25),
    },
}

_EXPORT = (
    "lines",
    "simplified, traditional",
    "readings",
    "width, quotes, normal forms",
    "times, subtitles, labels, Markdown",
)
_SESSION = (
    *("typos, fillers, recoding", "head added, head cut, parts inserted", "paragraphs moved", "paragraphs doubled"),
    *("quotes, paragraphs, halves deleted; another document", "rewritten"),
)


def _three(cells: list[Cell], scene: Scene, families: tuple[str, ...]) -> list[Cell]:
    for family in scene.chance.sample(families, 3):
        names = [name for name in FAMILIES[family] if name != "another document"]
        cells = FAMILIES[family][scene.chance.choice(names)](cells, scene)
    return cells


FAMILIES["three at once"] = {
    "a new export": partial(_three, families=_EXPORT),
    "an editing session": partial(_three, families=_SESSION),
    "anything": partial(_three, families=tuple(FAMILIES)),
}
