"""What an act of correcting says to the library: made of a place, a wording, and what the reader wants read there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from tui.annotations.reading_acts import Corrected
from tui.asread import Ways, correction_at
from tui.errors import Misuse
from tui.records import record
from tui.transcript.edits.corrections import GLOSSARY, Correction, Rule
from tui.transcript.edits.wording import Place, Wordings, in_body, place_of
from tui.transcript.model import Edit, EditKind, Transcript

MOST_READINGS = 9
"""So many readings can be chosen by a key."""


class Scope(Enum):
    """Where a wording is corrected."""

    HERE = "这里 here"
    DOCUMENT = "本文档 document"
    ALWAYS = "总是 always"

    def after(self, way: int) -> Scope:
        """The next one, or the one before."""
        every = list(Scope)
        return every[(every.index(self) + way) % len(every)]


@record(frozen=True, slots=True)
class Spot:
    """A place that is to be corrected, with all that was done to it already."""

    place: Place
    behind: int
    """Where the source ends that is told of it: behind the glosses that follow it and are not read."""
    source: str
    """The source up to there."""
    edits: tuple[Edit, ...]
    """The edits that reach into it."""
    made: tuple[Correction, ...]
    """The reader's own corrections and refusals there."""
    rules: tuple[Rule, ...]
    """What the glossary has for it."""

    @property
    def doubtful(self) -> Edit | None:
        """The one edit there of which other readings are known, or which is uncertain."""
        found = [edit for edit in self.edits if edit.uncertain or edit.others]
        return found[0] if len(found) == 1 else None

    @property
    def readings(self) -> tuple[str, ...]:
        """What can be chosen by a number from 1: how it is read now, and what else it may be."""
        edit = self.doubtful
        if edit is None:
            return ()
        return tuple(dict.fromkeys((edit.replacement, *edit.others)))[:MOST_READINGS]


def spot_at(transcript: Transcript, ways: Ways, first: int, last: int) -> Spot:
    """The spot of `[first, last)` of the reading text. Raises Misuse if nothing there can be corrected."""
    reading = transcript.reading
    if not reading.text[first:last].strip():
        raise Misuse("光标处没有字 there is no word under the caret", "go to one, or select what is wrong")
    place = place_of(transcript, first, last)
    if place.start >= place.end or "\n" in place.text or not in_body(transcript, place.start, place.end):
        raise Misuse(
            "只能订正一段之内的文字 only words inside one paragraph are corrected", "select less; @ renames speakers"
        )
    behind = place.end
    for edit in _reaching(transcript, place.start, place.end + 1):
        if edit.start == behind and edit.kind is EditKind.GLOSS and not edit.replacement:
            behind = edit.end
    edits = tuple(_reaching(transcript, place.start, behind))
    made = tuple(c for c in ways.corrections if c.start < behind and place.start < c.end)
    source = transcript.text[place.start : behind]
    return Spot(place, behind, source, edits, made, _rules_for(transcript, edits, ways.rules))


def _rules_for(transcript: Transcript, edits: Iterable[Edit], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that made these edits, as far as the source says so."""
    known = {rule.pattern: rule for rule in rules if rule.accepted and rule.pattern != rule.replacement}
    if not known:
        return ()
    patterns = Wordings(tuple(known))
    sources = [transcript.text[e.start : e.end] for e in edits if e.kind is EditKind.CORRECTION and e.why == GLOSSARY]
    return tuple(dict.fromkeys(known[pattern] for source in sources for _, _, pattern in patterns.spans(source)))


def chosen(transcript: Transcript, spot: Spot, number: int) -> Corrected:
    """The spot is read as its reading of this number, from 1."""
    edit = spot.doubtful
    assert edit is not None
    return Corrected(made=[correction_at(transcript, edit.start, edit.end, spot.readings[number - 1])])


def refused(transcript: Transcript, spot: Spot) -> Corrected:
    """What the source has is read at the spot. Raises Misuse if it is already."""
    return Corrected(made=[correction_at(transcript, spot.place.start, spot.behind, "", accepted=False)])


def forgotten(spot: Spot) -> Corrected:
    """What the reader said of the spot is said no more; without that, what the glossary says of it everywhere."""
    return Corrected(dropped=spot.made) if spot.made else Corrected(dropped_rules=[rule.pattern for rule in spot.rules])


def put(transcript: Transcript, places: Iterable[Place], text: str) -> list[Correction]:
    """The corrections that make the wordings at `places` read `text`, and nothing else; none where they do."""
    wrong = [place for place in places if place.text != text]
    return [_spliced(transcript, group, text, group) for group in _groups(wrong)]


def everywhere(
    transcript: Transcript,
    spot: Spot,
    places: Sequence[Place],
    is_ticked: Callable[[Place], bool],
    text: str,
    ways: Ways,
) -> Corrected:
    """The wording of the spot is read as `text` in every document; at `places` of this one only where it is ticked."""
    wording = spot.place.text
    changed = [Rule(wording, text)]
    changed += [
        Rule(rule.pattern, text)
        for rule in ways.rules
        if rule.accepted and rule.replacement == wording != rule.pattern and wording != text
    ]
    patterns = {wording, *(rule.pattern for rule in ways.rules if rule.accepted)}
    found = {(a, b) for a, b, pattern in Wordings(tuple(patterns)).in_body(transcript) if pattern == wording}
    refusals = [c for c in ways.corrections if not c.accepted]
    made: list[Correction] = []
    for group in _groups(places):
        ticked = [place for place in group if is_ticked(place)]
        by_rule = [place for place in group if _is_by_rule(transcript, place, found, wording, len(changed) > 1)]
        if any(c.start < place.end and place.start < c.end for c in refusals for place in group):
            by_rule = []
        if not ticked:
            made += [_held(transcript, group)] if by_rule or _is_of_glossary(transcript, group) else []
        elif len(ticked) < len(group) or len(by_rule) < len(group):
            wrong = [place for place in ticked if place.text != text]
            made += [_spliced(transcript, group, text, wrong)] if wrong else []
    if any(rule.accepted and rule.pattern == wording != rule.replacement for rule in ways.rules):
        made += _kept(transcript, wording, made)
    return Corrected(made=made, rules=changed)


def _is_by_rule(transcript: Transcript, place: Place, found: set[tuple[int, int]], wording: str, renamed: bool) -> bool:
    """Whether the glossary, changed, has its say at a place; where rules were `renamed`, at what they put there."""
    if not place.corrected:
        return (place.first, place.last) in found
    edits = _reaching(transcript, place.start, place.end)
    return renamed and all(edit.why == GLOSSARY and edit.replacement == wording for edit in edits)


def _is_of_glossary(transcript: Transcript, group: Sequence[Place]) -> bool:
    return any(edit.why == GLOSSARY for place in group for edit in _reaching(transcript, place.start, place.end))


def _kept(transcript: Transcript, wording: str, made: Sequence[Correction]) -> list[Correction]:
    """What keeps all else as it is that the glossary put there for the wording before."""
    patterns = Wordings((wording,))
    taken = {(correction.start, correction.end) for correction in made}
    kept = []
    for edit in transcript.edits:
        original = transcript.text[edit.start : edit.end]
        if edit.why != GLOSSARY or edit.replacement == wording or not any(patterns.spans(original)):
            continue
        if not any(start < edit.end and edit.start < end for start, end in taken):
            kept.append(Correction(edit.start, edit.end, edit.replacement, original))
    return kept


def _held(transcript: Transcript, group: Sequence[Place]) -> Correction:
    """What keeps the glossary away from places, and lets all be read there that is read now."""
    start, end = group[0].start, max(place.end for place in group)
    original = transcript.text[start:end]
    if not _reaching(transcript, start, end):
        return Correction(start, end, original, original, accepted=False)
    return Correction(start, end, transcript.reading.between(start, end), original)


def _reaching(transcript: Transcript, start: int, end: int) -> list[Edit]:
    edits = transcript.edits
    at = bisect_right(edits, start, key=lambda edit: edit.end)
    behind = at
    while behind < len(edits) and edits[behind].start < end:
        behind += 1
    return list(edits[at:behind])


def _groups(places: Iterable[Place]) -> list[list[Place]]:
    """The places in order, those together that stand in one stretch of the source."""
    groups: list[list[Place]] = []
    behind = -1
    for place in sorted(places, key=lambda p: p.first):
        if place.start < behind:
            groups[-1].append(place)
        else:
            groups.append([place])
        behind = max(behind, place.end)
    return groups


def _spliced(transcript: Transcript, group: Sequence[Place], text: str, wrong: Sequence[Place]) -> Correction:
    """One correction of a group, in which only the `wrong` ones are read as `text`."""
    start, end = group[0].start, max(place.end for place in group)
    reading = transcript.reading
    at, last = reading.reading_span(start, end)
    parts: list[str] = []
    for place in group:
        if place in wrong:
            parts += (reading.text[at : place.first], text)
            at = place.last
    parts.append(reading.text[at:last])
    return Correction(start, end, "".join(parts), transcript.text[start:end])
