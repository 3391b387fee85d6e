"""What the reader is told of a highlight that may stand elsewhere: as it was, as it would be, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from tui.annotations.model import AWAY, AnchorState, Highlight, Quote
from tui.annotations.realign.difference import Part, difference
from tui.annotations.realign.fold import fold
from tui.carrying import Proposal, Refound
from tui.export.context import Context, Unit
from tui.export.excerpt import Excerpt, excerpts
from tui.layout.wrap import wrap
from tui.library import Library
from tui.ui.widgets.rows import ListRow, Piece

_AROUND = Context(1, Unit.SENT)


class Finding(NamedTuple):
    """A highlight as it was, and as it would be."""

    proposal: Proposal
    was: Excerpt
    now: Excerpt | None
    """None: there is no place for it."""


def findings_of(library: Library, refound: Refound) -> list[Finding]:
    """The highlights with what stands around them, first those that wait, by place. Raises StoreProblem."""
    paths = library.store.codebook().paths
    found = []
    for proposal in refound.proposals:
        highlight = proposal.highlight
        quote = Quote(highlight, refound.document, tuple(paths[t] for t in highlight.tag_ids if t in paths))
        old = library.kept(refound.document, highlight.snapshot_id)
        (was,) = excerpts([quote], lambda document, h, old=old: old, _AROUND)  # type: ignore[misc]
        if old is None or not old.text:
            was = replace(was, before=was.prefix, after=was.suffix)
        now = None
        if proposal.anchor is not None:
            moved = replace(quote, highlight=replace(highlight, anchor=proposal.anchor))
            (now,) = excerpts([moved], lambda document, h: refound.transcript, _AROUND)
        found.append(Finding(proposal, was, now))
    return sorted(found, key=lambda f: (refound.state(f.proposal) is AnchorState.LOST, (f.now or f.was).start))


def state_of(before: Highlight, now: Highlight) -> AnchorState | None:
    """The state of a highlight that was looked at: None if it stands; what was not written down yet waits."""
    if now.state in AWAY:
        return now.state
    return AnchorState.CHANGED if now.anchor == before.anchor and now.snapshot_id == before.snapshot_id else None


def evidence(proposal: Proposal) -> str:
    """What speaks for the place, in a few words."""
    if proposal.anchor is None:
        return ""
    seen = proposal.place.evidence
    told = [f"文字 words {seen.similarity * 100:.0f} %", f"周围 around {seen.context * 100:.0f} %"]
    if seen.speaker is not None:
        told.append("同一人 same speaker" if seen.speaker else "另一人 another speaker")
    return " · ".join(told)


def told_difference(finding: Finding) -> list[Piece]:
    """What is different between the quote as it was and as it would be."""
    if finding.now is None:
        return [Piece("找不到 lost", "quiet")]
    if finding.was.quote == finding.now.quote:
        return [Piece("一字不差 word for word; 只是不能确定 only the place is not certain", "quiet")]
    parts = difference(finding.was.quote, finding.now.quote)
    if all(map(_says_the_same, parts)):
        return [Piece("只有写法不同 the same words; script, width, readings aside", "quiet")]
    return marked(parts)


def _says_the_same(part: Part) -> bool:
    """Whether only script, width, punctuation or readings differ."""
    return part.is_same or fold(part.old).text == fold(part.new).text


def marked(parts: Iterable[Part]) -> list[Piece]:
    """What went and what came, told by signs as well as by looks."""
    pieces = []
    for part in parts:
        if _says_the_same(part):
            pieces.append(Piece(part.new))
            continue
        pieces += [Piece(f"[-{part.old}-]", "quiet")] if part.old else []
        pieces += [Piece(f"{{+{part.new}+}}", "strong")] if part.new else []
    return pieces


def wrapped(pieces: Sequence[Piece], width: int) -> Iterator[ListRow]:
    """Pieces on as many rows of `width` cells as they need."""
    pieces = [Piece(piece.text.replace("\n", " "), piece.look) for piece in pieces]
    text = "".join(piece.text for piece in pieces)
    for start, end in pairwise([0, *wrap(text, width - 1), len(text)]):
        row, at = [Piece(" ")], 0
        for piece in pieces:
            cut = piece.text[max(0, start - at) : max(0, end - at)]
            at += len(piece.text)
            row += [Piece(cut, piece.look)] if cut else []
        yield ListRow(tuple(row))
