"""Transcripts as their reader reads them: repaired, under the reader's names for the speakers, with corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.annotations.model import Anchor, AnchorState, Document, Highlight, Speaker
from tui.annotations.reading_acts import Corrected
from tui.annotations.store import Store
from tui.records import Named, record
from tui.transcript.edits.corrections import Correction, Rule, apply_corrections
from tui.transcript.model import Transcript
from tui.transcript.speakers import rename

if TYPE_CHECKING:
    from tui.transcript.edits.proposals import Wording


class Ways(Named):
    """All that a reader says of how one document is to be read."""

    corrections: tuple[Correction, ...] = ()
    rules: tuple[Rule, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def applied(self, transcript: Transcript) -> Transcript:
        """`transcript`, which is as its file has it, as the reader reads it; itself if there is nothing to say."""
        names = {speaker.label: speaker.name for speaker in self.speakers}
        rules = [rule for rule in self.rules if rule.accepted]
        return apply_corrections(rename(transcript, names), self.corrections, rules)

    def after(self, corrected: Corrected) -> Ways:
        """The same when these corrections are made."""
        dropped = set(corrected.dropped)
        kept = [c for c in self.corrections if c not in dropped and not any(_meet(c, new) for new in corrected.made)]
        gone = {*corrected.dropped_rules, *(rule.pattern for rule in corrected.rules)}
        rules = [rule for rule in self.rules if rule.pattern not in gone]
        return Ways(
            tuple(sorted([*kept, *corrected.made], key=lambda c: (c.start, c.end))),
            tuple(sorted([*rules, *corrected.rules], key=lambda rule: rule.pattern)),
            self.speakers,
        )

    def named(self, speakers: Sequence[Speaker]) -> Ways:
        """The same when this is said of speakers."""
        said = {speaker.label: speaker for speaker in (*self.speakers, *speakers)}
        return self._replace(speakers=tuple(said.values()))


def ways_of(store: Store, document: Document | None) -> Ways:
    """What the database says of how a document is to be read. Raises StoreProblem."""
    rules = tuple(store.rules())
    if document is None:
        return Ways(rules=rules)
    return Ways(tuple(store.corrections(document.id)), rules, tuple(store.speakers(document.id)))


@record(frozen=True)
class Dressed:
    """A transcript as its file has it, and the same as its reader reads it."""

    base: Transcript
    ways: Ways
    transcript: Transcript


def dress(base: Transcript, ways: Ways, known: Dressed | None) -> Dressed:
    """`base` as the reader reads it; what is `known` is taken if it still holds."""
    if known is not None and known.base is base and known.ways == ways:
        return known
    return Dressed(base, ways, ways.applied(base))


def reworded(
    highlights: Sequence[Highlight], transcript: Transcript, same_source: Callable[[Highlight], bool]
) -> Iterator[tuple[str, Anchor]]:
    """Of highlights that stand exactly where they were made: the id, and the anchor with what is read there now.

    Those that say so already are left out, and those of which nothing is left to be read.
    """
    from tui.annotations.anchor import resolve, reword

    for highlight in highlights:
        place = resolve(highlight.anchor, transcript, same_source=lambda h=highlight: same_source(h))  # type: ignore[misc]
        if place.state is AnchorState.EXACT:
            anchor = reword(highlight.anchor, transcript)
            if anchor != highlight.anchor and anchor.quote.strip():
                yield highlight.id, anchor


def correction_at(
    transcript: Transcript, start: int, end: int, replacement: str, *, accepted: bool = True
) -> Correction:
    """The correction of source `[start, end)`, and of all edits that reach into it; it says what stands there now.

    Not `accepted`: what the source has is to be read there. Raises Misuse if nothing is there, or if the source is
    to be read where nothing has been edited.
    """
    from tui.errors import Misuse

    edits = [edit for edit in transcript.edits if edit.start < end and start < edit.end]
    start = min([start, *(edit.start for edit in edits)])
    end = max([end, *(edit.end for edit in edits)])
    original = transcript.text[start:end]
    if not original:
        raise Misuse(f"nothing stands at {start}:{end}", "select at least a character")
    if not accepted and not edits:
        raise Misuse("the source is what is read there already", "only what was repaired or corrected can be refused")
    return Correction(start, end, replacement if accepted else original, original, accepted)


def terms_of(rules: Iterable[Rule]) -> list[str]:
    """How names are written, by the glossary: each once, in its order."""
    return list(dict.fromkeys(rule.replacement for rule in rules if rule.accepted and rule.replacement))


def misheard(transcript: Transcript, rules: Iterable[Rule]) -> list[Wording]:
    """The wordings that may be terms of the glossary, the likeliest first; without those that were refused."""
    from tui.transcript.edits.proposals import wordings

    rules = tuple(rules)
    refused = {rule.pattern for rule in rules if not rule.accepted}
    return [each for each in wordings(transcript, terms_of(rules)) if each.text not in refused]


def _meet(one: Correction, other: Correction) -> bool:
    return one.start < other.end and other.start < one.end
