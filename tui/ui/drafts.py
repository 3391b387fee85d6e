"""What is being typed and not saved yet: kept in the state folder, so that no end of the program takes it away."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock, Thread

from tui.annotations.ids import now
from tui.paths import state_dir
from tui.ui.statefile import read_state, write_state

AFTER_S = 1.0
"""Seconds after a key until what was typed is kept: so much is lost at the most."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is written about: a note to a stretch of a document, or what is to be read there."""

    kind: str
    """`note` or `correction`."""
    document: str
    """Its name in the library."""
    start: int
    end: int
    """Of the source."""
    quote: str
    """What is read there, at least its beginning: elsewhere the draft does not belong."""
    highlight_id: str = ""
    """The highlight that the note is of; empty if it is still to be made."""

    @property
    def key(self) -> str:
        """What tells it from others."""
        place = self.highlight_id or f"{self.document}\n{self.start}:{self.end}\n{self.quote}"
        return hashlib.sha256(f"{self.kind}\n{place}".encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was not saved."""

    subject: Subject
    text: str
    kept: str
    """When, as the database writes times."""


class Drafts:
    """The drafts of one database, each in a file of its own. What cannot be read or written is done without.

    Keeping and dropping return at once: a thread writes, the last word on a subject wins.
    """

    def __init__(self, database: Path, folder: Path | None = None) -> None:
        name = hashlib.sha256(os.fsencode(os.path.abspath(database))).hexdigest()[:16]
        self._folder = (folder if folder is not None else state_dir() / "drafts") / name
        self._begun = now()
        self._wanted: dict[str, Draft | None] = {}
        """What is still to be written, or (None) removed."""
        self._lock, self._writing = Lock(), Lock()

    def keep(self, subject: Subject, text: str) -> None:
        """Keep what was typed so far."""
        self._want(subject, Draft(subject, text, now()))

    def drop(self, subject: Subject) -> None:
        """Forget what was typed: it is saved, or not wanted."""
        self._want(subject, None)

    def _want(self, subject: Subject, draft: Draft | None) -> None:
        with self._lock:
            self._wanted[subject.key] = draft
        Thread(target=self.finish, name="pizhu-draft", daemon=True).start()

    def finish(self) -> None:
        """Write what is still to be written; returns when it is on the disk."""
        with self._writing:
            with self._lock:
                wanted, self._wanted = self._wanted, {}
            for key, draft in wanted.items():
                file = self._folder / f"{key}.json"
                if draft is not None:
                    write_state(file, asdict(draft), is_synced=True)
                else:
                    with suppress(OSError):
                        file.unlink(missing_ok=True)

    def of(self, subject: Subject) -> Draft | None:
        """What was typed about this; None if nothing waits."""
        self.finish()
        return _draft(read_state(self._folder / f"{subject.key}.json"))

    def waiting(self) -> list[Draft]:
        """All that waits, the newest first."""
        self.finish()
        return sorted(self._waiting(), key=lambda draft: draft.kept, reverse=True)

    def left_over(self) -> list[Draft]:
        """Those that wait since before this session, the last one first."""
        return [draft for draft in self.waiting() if draft.kept < self._begun]

    def _waiting(self) -> Iterator[Draft]:
        try:
            files = sorted(self._folder.glob("*.json"))
        except OSError:
            return
        for file in files:
            if (draft := _draft(read_state(file))) is not None:
                yield draft


def _draft(value: object) -> Draft | None:
    """What was written of a draft; None if it is no such thing."""
    if not isinstance(value, dict) or not isinstance(its := value.get("subject"), dict):
        return None
    words = [its.get(name) for name in ("kind", "document", "quote", "highlight_id")]
    words += [value.get(name) for name in ("text", "kept")]
    start, end = its.get("start"), its.get("end")
    if not all(isinstance(word, str) for word in words) or type(start) is not int or type(end) is not int:
        return None
    kind, document, quote, highlight_id, text, kept = map(str, words)
    return Draft(Subject(kind, document, start, end, quote, highlight_id), text, kept)
