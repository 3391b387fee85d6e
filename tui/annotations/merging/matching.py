"""What is the same on both sides although each gave it an id of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from tui.annotations.recorder import Row, Value

Named = Callable[[Row], tuple[Value, ...] | None]
"""What a row is known by; None if it is not known by that."""


def matched(
    ours: Iterable[Row],
    theirs: Iterable[Row],
    marks: Iterable[Named],
    told: Callable[[str], Iterable[str]] = lambda _: (),
) -> dict[str, str]:
    """Their ids to ours, of rows that are the same: by id, else by the first of `marks` by which they are.

    `told`: by their id, ours that something else says to be the same; it goes before the marks.

    Each row is the same as one other at most; of several that could be, the first by what is said last.
    """
    here = {str(row["id"]): row for row in ours}
    there = {str(row["id"]): row for row in theirs}
    found = {identity: identity for identity in here.keys() & there.keys()}
    for identity in found:
        del here[identity], there[identity]
    for identity in sorted(there):
        if (one := next((each for each in told(identity) if each in here), None)) is not None:
            found[identity] = one
            del here[one], there[identity]
    for mark in marks:
        mine, other = _by(mark, here), _by(mark, there)
        for value in mine.keys() & other.keys():
            for one, its in zip(mine[value], other[value], strict=False):
                found[its] = one
                del here[one], there[its]
    return found


def _by(mark: Named, rows: Mapping[str, Row]) -> dict[tuple[Value, ...], list[str]]:
    found: defaultdict[tuple[Value, ...], list[str]] = defaultdict(list)
    for identity, row in sorted(rows.items(), key=lambda item: (str(item[1].get("path", "")), item[0])):
        if (value := mark(row)) is not None:
            found[value].append(identity)
    return found


DOCUMENTS: tuple[Named, ...] = (
    lambda row: (row["path"],),
    lambda row: (row["sha256"],) if row["sha256"] else None,
    lambda row: (row["snapshot_id"],) if row["snapshot_id"] else None,
)
"""By path, as a library looks for them; those that were renamed by their bytes, then by the text that was kept."""

SPEAKERS: tuple[Named, ...] = (lambda row: (row["document_id"], row["label"]),)

CORRECTIONS: tuple[Named, ...] = (
    lambda row: (
        (row["pattern"],)
        if row["document_id"] is None
        else (row["document_id"], row["snapshot_id"], row["start"], row["end"], row["original"])
    ),
)
"""By the wording, or by the place."""
