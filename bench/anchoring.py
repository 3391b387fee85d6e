"""Highlights found again after edits, against an editor that knows where each character went.

python bench/anchoring.py [highlights] [--seed N] [--texts FOLDER] [--only FAMILY] [--way WAY] [--show] [--large]

The texts are our samples, those of FOLDER, and English pages of one site. Each kind of edit takes texts by turns.
`--way talk` tells who speaks when, `--way quote` has the quotes and their context alone, not the old text.
`--show` prints what is wrong, `--large` measures a million characters with 500 highlights instead.
"""

from __future__ import annotations

import argparse
import random
import resource
import secrets
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from scripts.make_transcript import make  # noqa: E402
from tests.unit.annotations import editing  # noqa: E402
from tests.unit.annotations.editing_kinds import FAMILIES  # noqa: E402
from tests.unit.annotations.editing_pages import pages, pick  # noqa: E402
from tui.annotations.anchor import describe  # noqa: E402
from tui.annotations.model import Anchor  # noqa: E402
from tui.annotations.realign.outcome import Remapped  # noqa: E402
from tui.annotations.realign.refind import refind  # noqa: E402
from tui.annotations.realign.remap import remap  # noqa: E402
from tui.errors import Misuse  # noqa: E402
from tui.transcript.model import Source, Transcript  # noqa: E402
from tui.transcript.understand import understand  # noqa: E402

EACH = 50
"""Highlights of one text."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("highlights", nargs="?", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--way", choices=("text", "talk", "quote"), default="text")
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    if asked.large:
        large(asked.seed)
        return
    chance = random.Random(asked.seed)
    spoken = [path.read_text("utf-8") for path in sorted((PROJECT / "seeds").glob("*")) if _is_text(path)]
    if asked.texts:
        spoken += [path.read_text("utf-8") for path in sorted(asked.texts.glob("*.txt"))]
    shared = pages((PROJECT / "seeds/05-interview-tidal-archive.txt").read_text("utf-8"), 6, chance)
    kinds = [(family, name) for family in FAMILIES for name in FAMILIES[family] if asked.only in f"{family}: {name}"]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    done = 0
    while done < asked.highlights:
        for family, name in kinds:
            # Pages of one site are where deletions are hard to tell.
            texts = shared if chance.random() < (0.5 if "deleted" in family else 0.15) else spoken
            old = chance.choice(texts)
            spans = editing.highlights(old, EACH, chance)
            cells = FAMILIES[family][name](editing.fresh(old), editing.Scene(chance, spans, pick(texts, old, chance)))
            new = editing.text_of(cells)
            spans, found, used = looked_for(asked.way, old, new, spans)
            said = [0, *accumulate(editing.letters(new))]
            pairs = list(zip(spans, editing.truths(old, cells, spans), found, strict=True))
            for key in (family, "all", *(["English pages"] if texts is shared else [])):
                counts[key].update(judged(pairs, said))
                counts[key]["ms"] += round(used * 1_000_000)
            counts[name].update(judged(pairs, said))
            counts[name]["ms"] += round(used * 1_000_000)
            counts["all"]["slowest"] = max(counts["all"]["slowest"], round(used * 1_000_000 / max(1, len(spans))))
            if asked.show:
                show(family, name, old, new, pairs, said)
            done += len(spans)
    print(
        f"| {'edits':52} | highlights | precision | recall | borders | wrong | wrong, sure | gone, placed | sure | ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for key in [*FAMILIES, *(["--"] + [name for _, name in kinds] if asked.show else []), "English pages", "all"]:
        if key in counts:
            tell(key, counts[key])
    print(f"slowest text: {counts['all']['slowest'] / 1000:.1f} ms CPU a highlight")


def looked_for(
    way: str, old: str, new: str, spans: list[editing.Span]
) -> tuple[list[editing.Span], list[Remapped], float]:
    """The spans as they were highlighted, where they were found, and in how many seconds of processor time."""
    if way == "text":
        begun = time.process_time()
        found = remap(old, new, spans)
        return spans, found, time.process_time() - begun
    before, now = (understand(Source(text, "utf-8", "")) for text in (old, new))
    anchors = [anchor for start, end in spans if (anchor := _anchor(before, start, end))]
    begun = time.process_time()
    found = refind(anchors, now, before if way == "talk" else None)
    return [(anchor.start, anchor.end) for anchor in anchors], found, time.process_time() - begun


def _anchor(transcript: Transcript, start: int, end: int) -> Anchor | None:
    try:
        return describe(transcript, start, end)
    except Misuse:
        return None


def _is_text(path: Path) -> bool:
    return path.suffix in {".txt", ".srt", ".md"} and path.stat().st_size > 5000


Pair = tuple[editing.Span, editing.Truth, Remapped]


def verdict(truth: editing.Truth, place: Remapped, said: Sequence[int]) -> str:
    """One word for an answer. `said`: how many letters of the new text stand before each place, cue times aside."""
    placed = place.start >= 0
    if placed and any(_is_there(span, place, said) for span in truth.also):
        return "right"
    if truth.present:
        if not placed:
            return "missed"
        return "right" if _is_there((truth.start, truth.end), place, said) else "wrong"
    if truth.gone:
        return "wrong" if placed else "gone"
    return "unjudged"


def _is_there(span: editing.Span, place: Remapped, said: Sequence[int]) -> bool:
    both = max(span[0], place.start), max(span[0], place.start, min(span[1], place.end))
    either = min(span[0], place.start), max(span[1], place.end)
    return 2 * (said[both[1]] - said[both[0]]) >= max(1, said[either[1]] - said[either[0]])


def judged(pairs: list[Pair], said: Sequence[int]) -> Counter[str]:
    """How many of each."""
    counts: Counter[str] = Counter()
    for _, truth, place in pairs:
        word = verdict(truth, place, said)
        counts[word] += 1
        counts["present"] += truth.present or word == "right"
        counts["exact"] += word == "right" and (place.start, place.end) in ((truth.start, truth.end), *truth.also)
        counts["sure"] += word == "right" and place.sure
        counts["wrong and sure"] += word == "wrong" and place.sure
        counts["absent"] += truth.gone
        counts["gone, placed"] += truth.gone and place.start >= 0
    return counts


def tell(name: str, counts: Counter[str]) -> None:
    """One line of the table."""
    every = counts["right"] + counts["wrong"] + counts["missed"] + counts["gone"]

    def share(part: float, whole: int) -> str:
        return f"{100 * part / whole:6.2f} %" if whole else "     –  "

    cells = (
        f"{name:52}",
        f"{every:6}",
        share(counts["right"], counts["right"] + counts["wrong"]),
        share(counts["right"], counts["present"]),
        share(counts["exact"], counts["present"]),
        share(counts["wrong"], every),
        share(counts["wrong and sure"], every),
        share(counts["gone, placed"], counts["absent"]),
        share(counts["sure"], counts["right"]),
        f"{counts['ms'] / 1000 / max(1, every + counts['unjudged']):5.2f}",
    )
    print("| " + " | ".join(cells) + " |")


def show(family: str, name: str, old: str, new: str, pairs: list[Pair], said: Sequence[int]) -> None:
    """What is wrong, and what has other borders."""
    for (start, end), truth, place in pairs:
        word = verdict(truth, place, said)
        borders = word == "right" and (place.start, place.end) not in ((truth.start, truth.end), *truth.also)
        if word in ("wrong", "missed") or borders:
            print(
                f"## {'borders' if borders else word} · {family}: {name} · {place.state}"
                f" sure={place.sure} {place.evidence}"
            )
            print("old ", repr(old[max(0, start - 12) : start]), repr(old[start:end][:300]), repr(old[end : end + 12]))
            if truth.start >= 0:
                print(
                    "true",
                    repr(new[max(0, truth.start - 12) : truth.start]),
                    repr(new[truth.start : truth.end][:300]),
                    repr(new[truth.end : truth.end + 12]),
                    truth,
                )
            if place.start >= 0:
                print(
                    "here",
                    repr(new[max(0, place.start - 12) : place.start]),
                    repr(new[place.start : place.end][:300]),
                    repr(new[place.end : place.end + 12]),
                )


def large(seed: int) -> None:
    """A million characters with 500 highlights: halves swapped, half a percent of slips."""
    chance = random.Random(seed)
    old = make(3, seed)[:1_000_000]
    spans = editing.highlights(old, 500, chance)
    cells = editing.fresh(old)
    cells = FAMILIES["typos, fillers, recoding"]["typos 0.5 %"](
        cells[500_000:] + cells[:500_000], editing.Scene(chance, spans, old)
    )
    new = editing.text_of(cells)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    calls: list[float] = []
    begun = time.process_time()
    found = remap(old, new, spans, lambda _: calls.append(time.perf_counter()))
    used = time.process_time() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = [0, *accumulate(editing.letters(new))]
    words = Counter(
        verdict(truth, place, said) for truth, place in zip(editing.truths(old, cells, spans), found, strict=True)
    )
    silent = max((b - a for a, b in pairwise(calls)), default=0.0)
    print(f"{len(old)} characters, {len(spans)} highlights: {used:.1f} s CPU, {dict(words)}")
    print(f"longest without a call of progress: {silent:.2f} s; memory grew by {(after - before) / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
