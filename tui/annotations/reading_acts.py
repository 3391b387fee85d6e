"""What a reader says of how a document is to be read: corrections, the glossary, speakers, its encoding."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import field

from tui.annotations import reads
from tui.annotations.acts import HighlightActs, anchor_row, excerpt, know
from tui.annotations.ids import storable, uuid7
from tui.annotations.model import Anchor, DocumentFacts, Speaker
from tui.annotations.recorder import Recorder, Row
from tui.annotations.snapshots import keep
from tui.errors import Misuse
from tui.records import record
from tui.transcript.edits.corrections import Correction, Rule

LONGEST_WORDING = 2000
"""Code points of a correction or of a glossary's wording."""

Reworded = Mapping[str, Anchor]
"""By the id of a highlight, the anchor that says what is read there now; its offsets are those that it has."""


@record(frozen=True)
class Corrected:
    """What is put right in one act."""

    made: Sequence[Correction] = ()
    """New ones; each takes the place of those of the document that it meets."""
    dropped: Sequence[Correction] = ()
    """Those that are no more."""
    rules: Sequence[Rule] = ()
    """For the glossary; one for a wording that it has takes that one's place."""
    dropped_rules: Sequence[str] = ()
    """Wordings that leave the glossary."""
    reworded: Reworded = field(default_factory=dict)


class ReadingActs(HighlightActs):
    """Acts on how documents are read. All raise StoreProblem if the database cannot be changed."""

    def correct(self, document: DocumentFacts | None, source_text: str, corrected: Corrected) -> bool:
        """Put places of a document right, and wordings of every document; whether that changed anything.

        `source_text` is what the offsets count in. A `document` is needed where there are corrections.
        Raises Misuse for an empty or too long wording, or a place outside the text.
        """
        _check(corrected, len(source_text))
        creates = bool(corrected.made or corrected.rules)
        with self._act("correct", creates=creates, size=len(corrected.reworded)) as recorder:
            if document is not None and (corrected.made or corrected.dropped):
                snapshot_id = keep(recorder.conn, source_text, self._digests.of(source_text))
                document_id = know(recorder, document, snapshot_id)
                _drop(recorder, document_id, snapshot_id, corrected)
                for correction in corrected.made:
                    _insert(recorder, document_id, snapshot_id, correction)
            for pattern in corrected.dropped_rules:
                if (known := _rule(recorder.conn, pattern)) is not None:
                    recorder.delete("correction", {"id": known})
            for rule in corrected.rules:
                _put_rule(recorder, rule)
            _reword(recorder, corrected.reworded)
            recorder.about = _about(corrected)
            return bool(recorder.changes)

    def set_speakers(self, document: DocumentFacts, speakers: Sequence[Speaker], reworded: Reworded) -> bool:
        """Say how speakers of a document are called and what they are; whether that changed anything.

        Raises Misuse for a name that is too long or holds a line end.
        """
        for speaker in speakers:
            if len(speaker.name) > LONGEST_WORDING or len(speaker.name.splitlines()) > 1:
                raise Misuse("a speaker's name is one line", "shorten it")
        with self._act("set_speakers", creates=True, size=len(reworded)) as recorder:
            document_id = know(recorder, document, None)
            for speaker in speakers:
                _put_speaker(recorder, document_id, speaker)
            _reword(recorder, reworded)
            recorder.about = "; ".join(
                " ".join(filter(None, (f"{s.label} → {s.name}" if s.name else s.label, s.role.value))) for s in speakers
            )
            return bool(recorder.changes)

    def ask_encoding(self, document: DocumentFacts, encoding: str) -> bool:
        """Remember in which encoding a document is to be read (empty: find out); whether that changed anything."""
        with self._act("ask_encoding", creates=bool(encoding)) as recorder:
            known = reads.document_where(recorder.conn, "path", storable(document.path))
            if known is None and not encoding:
                return False
            document_id = known.id if known is not None else know(recorder, document, None)
            recorder.update("document", {"id": document_id}, {"asked_encoding": encoding})
            recorder.about = f"{document.path} {encoding}".rstrip()
            return bool(recorder.changes)


def _check(corrected: Corrected, length: int) -> None:
    for correction in corrected.made:
        if not 0 <= correction.start < correction.end <= length:
            raise Misuse(
                f"nothing can be corrected at {correction.start}:{correction.end}", "select at least a character"
            )
        if len(correction.replacement) > LONGEST_WORDING:
            raise Misuse(f"a correction has {LONGEST_WORDING:,} characters at most", "shorten it")
    for rule in corrected.rules:
        if not rule.pattern.strip():
            raise Misuse("a wording of the glossary cannot be empty", "say what is to be read otherwise")
        if max(len(rule.pattern), len(rule.replacement)) > LONGEST_WORDING:
            raise Misuse(f"a wording of the glossary has {LONGEST_WORDING:,} characters at most", "shorten it")


def _drop(recorder: Recorder, document_id: str, snapshot_id: str, corrected: Corrected) -> None:
    """Delete the document's corrections that are dropped, or met by a new one in the same text."""
    rows = recorder.conn.execute(
        'select id, start, "end", original, snapshot_id from correction where document_id = ? and pattern is null',
        (document_id,),
    ).fetchall()
    dropped = {(c.start, c.end, c.original) for c in corrected.dropped}
    made = [(c.start, c.end) for c in corrected.made]
    for identity, start, end, original, its_snapshot in rows:
        is_met = its_snapshot == snapshot_id and any(a < end and start < b for a, b in made)
        if is_met or (start, end, original) in dropped:
            recorder.delete("correction", {"id": identity})


def _insert(recorder: Recorder, document_id: str, snapshot_id: str, correction: Correction) -> None:
    row: Row = {
        "id": uuid7(),
        "document_id": document_id,
        "start": correction.start,
        "end": correction.end,
        "pattern": None,
        "replacement": correction.replacement,
        "accepted": int(correction.accepted),
        "original": correction.original,
        "snapshot_id": snapshot_id,
    }
    recorder.insert("correction", row)


def _rule(conn: sqlite3.Connection, pattern: str) -> str | None:
    found = conn.execute(
        "select id from correction where document_id is null and pattern = ?", (storable(pattern),)
    ).fetchone()
    return None if found is None else str(found[0])


def _put_rule(recorder: Recorder, rule: Rule) -> None:
    known = _rule(recorder.conn, rule.pattern)
    if known is not None:
        values: Row = {"replacement": rule.replacement, "accepted": int(rule.accepted)}
        recorder.update("correction", {"id": known}, values)
        return
    row: Row = {
        "id": uuid7(),
        "document_id": None,
        "start": None,
        "end": None,
        "pattern": rule.pattern,
        "replacement": rule.replacement,
        "accepted": int(rule.accepted),
        "original": "",
        "snapshot_id": None,
    }
    recorder.insert("correction", row)


def _put_speaker(recorder: Recorder, document_id: str, speaker: Speaker) -> None:
    label = storable(speaker.label)
    found = recorder.conn.execute(
        "select id from speaker where document_id = ? and label = ?", (document_id, label)
    ).fetchone()
    name = "" if speaker.name == speaker.label else speaker.name.strip()
    values: Row = {"name": name, "role": speaker.role.value}
    if found is not None:
        recorder.update("speaker", {"id": found[0]}, values)
    elif name or speaker.role:
        recorder.insert("speaker", {"id": uuid7(), "document_id": document_id, "label": label, "note": "", **values})


def _reword(recorder: Recorder, reworded: Reworded) -> None:
    """Let highlights say what is read at their places now; those that are gone by now are left out."""
    live = reads.highlights_with(recorder.conn, list(reworded))
    for identity in live:
        values = anchor_row(reworded[identity])
        kept = {name: values[name] for name in ("quote", "prefix", "suffix", "speaker")}
        recorder.update("highlight", {"id": identity}, kept)


def _about(corrected: Corrected) -> str:
    changes = [f"{c.original} → {c.replacement}" if c.accepted else c.original for c in corrected.made]
    changes += [c.original for c in corrected.dropped]
    changes += [_told(rule) for rule in corrected.rules]
    changes += corrected.dropped_rules
    return excerpt("; ".join(dict.fromkeys(changes)))


def _told(rule: Rule) -> str:
    """A rule of the glossary; of a term that stands for itself, the term."""
    if rule.pattern == rule.replacement:
        return rule.pattern
    return f"{rule.pattern} {'→' if rule.accepted else '≠'} {rule.replacement}"
