"""What `pizhu check` finds of documents: whether they are here, and where their highlights stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from tui.annotations.model import AnchorState, Document, Highlight
from tui.carrying import Refound, carry_over, look_for
from tui.cli.output import put_line
from tui.errors import PizhuError
from tui.library import Entry, Library
from tui.recognising import Finder, Gone, gone, kin_of

_EXCERPT = 40
_MOST_FILES = 200
"""So many files without highlights are compared with documents that are gone."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A highlight that does not stand where it was made."""

    highlight: Highlight
    path: str
    state: AnchorState
    start: int = -1
    end: int = -1

    def as_json(self) -> dict[str, object]:
        """For `--json`: offsets of the text it was made on, and of the present one."""
        return {
            "id": self.highlight.id,
            "path": self.path,
            "state": self.state.value,
            "quote": self.highlight.anchor.quote,
            "was": [self.highlight.start, self.highlight.end],
            "now": None if self.start < 0 else [self.start, self.end],
        }


@dataclass(frozen=True, slots=True)
class Looked:
    """What is found of a document."""

    path: str
    state: str
    """`here`, `renamed`, `missing` or `unreadable`."""
    now: str | None = None
    """Its path, if it was renamed; why it cannot be read, if it is unreadable; the file it is likely, if missing."""
    exact: int = 0
    moved: int = 0
    changed: int = 0
    lost: int = 0
    to_carry: int = 0
    """Highlights that are exact or moved and not yet carried over to the present text."""
    astray: tuple[Stray, ...] = ()

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        return {name: value for name, value in asdict(replace(self, astray=())).items() if name != "astray"}


def look_at(library: Library, *, carry: bool) -> list[Looked]:
    """All documents that carry something. `carry`: what is certain is carried over first. Raises StoreProblem."""
    finder = Finder(library)
    every = [(d, library.store.highlights(d.id)) for d in library.store.documents()]
    looked = [_look(library, finder, d, some, carry=carry) for d, some in every if some or d.note]
    if any(each.state == "missing" for each in looked):
        likely = _likely(library)
        looked = [replace(each, now=likely.get(each.path)) if each.state == "missing" else each for each in looked]
    return looked


def _look(
    library: Library, finder: Finder, document: Document, highlights: Sequence[Highlight], *, carry: bool
) -> Looked:
    entry = finder.find(document.path, document.sha256)
    if entry is None:
        return Looked(document.path, "missing")
    try:
        transcript = library.transcript(entry)
    except PizhuError as problem:
        return Looked(document.path, "unreadable", problem.message)
    refound = look_for(library, entry, transcript, again=True)
    certain = 0
    if refound is not None:
        certain = sum(proposal.is_certain for proposal in refound.proposals if proposal.highlight.id in refound.fresh)
        if carry:
            carry_over(library, refound)
    astray = _strays(document, refound, carried=carry)
    counts = dict.fromkeys(AnchorState, 0) | {AnchorState.EXACT: len(highlights) - len(astray)}
    for stray in astray:
        counts[stray.state] += 1
    is_renamed = entry.name != document.path
    return Looked(
        document.path,
        "renamed" if is_renamed else "here",
        entry.name if is_renamed else None,
        **{state.value: count for state, count in counts.items()},
        to_carry=0 if carry else certain,
        astray=tuple(astray),
    )


def _strays(document: Document, refound: Refound | None, *, carried: bool) -> list[Stray]:
    if refound is None:
        return []
    strays = []
    for proposal in refound.proposals:
        state = refound.state(proposal)
        if state is AnchorState.EXACT or (carried and state is AnchorState.MOVED):
            continue
        anchor = proposal.anchor if state is not AnchorState.LOST else None
        span = (anchor.start, anchor.end) if anchor is not None else (-1, -1)
        strays.append(Stray(proposal.highlight, document.path, state, *span))
    return strays


def _likely(library: Library) -> dict[str, str]:
    """Path of a document that is gone to the file that is likely another state of it."""
    candidates: list[Gone] = gone(library)
    likely: dict[str, tuple[float, str]] = {}
    if not candidates:
        return {}
    known = {document.path for document in library.store.documents()}
    others: list[Entry] = [entry for entry in library.entries if entry.name not in known]
    for entry in others[:_MOST_FILES]:
        try:
            kin = kin_of(library.transcript(entry, patient=False).text, candidates)
        except PizhuError:
            continue
        if kin is not None and kin.share > likely.get(kin.document.path, (0.0, ""))[0]:
            likely[kin.document.path] = kin.share, entry.name
    return {path: name for path, (_, name) in likely.items()}


def tell(documents: Sequence[Looked]) -> None:
    """Print what was found, and what can be done."""
    for document in documents:
        if document.state == "missing":
            put_line(f"{document.path}: missing{f': likely {document.now}' if document.now else ''}")
            if document.now:
                put_line("  → if it is: open that file, which takes its highlights over, or rename it back")
        elif document.state == "unreadable":
            put_line(f"{document.path}: unreadable ({document.now})")
        else:
            _tell_of(document)
    for line in _advice(documents):
        put_line(f"  → {line}")
    for document in documents:
        for stray in document.astray:
            quote = " ".join(stray.highlight.anchor.quote[: 2 * _EXCERPT].split())[:_EXCERPT]
            was = [stray.highlight.start, stray.highlight.end]
            now = [stray.start, stray.end] if stray.start >= 0 else "nowhere"
            put_line(f"{stray.state}: {document.path}: “{quote}” {was} → {now} ({stray.highlight.id})")


def _tell_of(document: Looked) -> None:
    renamed = f"now {document.now}: " if document.now else ""
    counts = [f"{document.exact} exact"]
    counts += [f"{n} {name}" for name in ("moved", "changed", "lost") if (n := getattr(document, name))]
    put_line(f"{document.path}: {renamed}{', '.join(counts)}")


def _advice(documents: Sequence[Looked]) -> Iterator[str]:
    """What can be done about highlights that do not stand where they were made: the same for all documents."""
    if any(document.to_carry and document.astray for document in documents):
        count = sum(document.to_carry for document in documents)
        yield f"files have changed: opening one, or `pizhu check --carry` for all, carries {count} over"
    if count := sum(document.changed for document in documents):
        yield f"{count} changed: open the document and press R to look at them, one after the other"
    if count := sum(document.lost for document in documents):
        yield f"{count} lost: kept with quote and note; R shows where they stood, `pizhu quotes` prints them"
