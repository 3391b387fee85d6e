"""Repair, measured on texts of our own that are broken as the machine breaks them, in five domains.

python bench/damage.py [seeds]        # 3: the seeds 1, 2 and 3 of each domain
"""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.unit.transcript.breaking import Machine, is_damaged  # noqa: E402
from tui.transcript.edits.glosses import find_glosses  # noqa: E402
from tui.transcript.edits.misread.restore import restore  # noqa: E402
from tui.transcript.model import EditKind  # noqa: E402
from tui.transcript.reading import Reading  # noqa: E402


def main() -> None:
    """Print, for each domain and for all: damaged lines, how many are read exactly, and of those without doubt."""
    seeds = range(1, int(sys.argv[1]) + 1 if len(sys.argv) > 1 else 4)
    totals = [0, 0, 0, 0, 0]
    for path in sorted((PROJECT / "tests/unit/transcript/damage").glob("*.txt")):
        counts = [0, 0, 0, 0, 0]
        for seed in seeds:
            counts = [a + b for a, b in zip(counts, measured(path.read_text(encoding="utf-8"), seed), strict=True)]
        tell(path.stem, counts)
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
    tell("all", totals)


def measured(text: str, seed: int) -> list[int]:
    """Damaged lines, those read exactly, those without doubt, those of them read exactly; whole lines that changed."""
    broken = Machine(seed).break_text(text)
    edits = restore(broken.text, find_glosses(broken.text))
    read = Reading(broken.text, edits).text.split("\n")
    touched = {broken.text.count("\n", 0, e.start): e.uncertain for e in edits if e.kind is EditKind.MISREAD}
    doubtful = {broken.text.count("\n", 0, e.start) for e in edits if e.kind is EditKind.MISREAD and e.uncertain}
    damaged = {
        i for i, (shown, true) in enumerate(zip(broken.lines, broken.truth, strict=True)) if is_damaged(shown, true)
    }
    right = {i for i in damaged if read[i] == broken.truth[i]}
    sure = (damaged & touched.keys()) - doubtful
    changed = [i for i, true in enumerate(broken.truth) if i not in damaged and read[i] != true]
    return [len(damaged), len(right), len(sure), len(sure & right), len(changed)]


def tell(name: str, counts: list[int]) -> None:
    """One line of numbers."""
    damaged, right, sure, sure_right, changed = counts
    print(
        f"{name:<12} {damaged:4} damaged lines, {100 * right / max(1, damaged):5.1f} % exact; "
        f"{sure:4} without doubt, {100 * sure_right / max(1, sure):5.1f} % of them exact; {changed} whole lines changed"
    )


if __name__ == "__main__":
    main()
