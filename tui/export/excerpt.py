"""An excerpt: all that an export format needs of a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from tui.annotations.model import AnchorState, Document, Highlight, Quote
from tui.export.context import Context, surround
from tui.records import record
from tui.transcript.model import Transcript, clock


class Wording(StrEnum):
    """Which words of a quote are taken out."""

    READ = "read"
    """As it is read: repaired and corrected."""
    SOURCE = "source"
    """As the source has it."""
    BOTH = "both"


STANDING = {
    AnchorState.CHANGED: "待复核 its document has changed: to be looked at",
    AnchorState.LOST: "已失 lost: no longer in its document",
}
"""What is to be said of a quote in this state; of others, nothing."""

TranscriptOf = Callable[[Document, Highlight], Transcript | None]
"""The transcript into whose source a highlight's offsets point, or None if it cannot be had."""


@record(frozen=True, slots=True)
class Excerpt:
    """A quote on its way out."""

    id: str
    """Of the highlight."""
    document: Document
    start: int
    """Source offset, in code points, half-open as everywhere."""
    end: int
    quote: str
    """What is spoken, or the source with labels and all, as `Wording` says."""
    prefix: str = ""
    suffix: str = ""
    """The characters that its anchor keeps, not the context that was asked for."""
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    line: int | None = None
    """Of the source, counted from 1; None without a transcript."""
    source: str = ""
    """What the source has there, where it is asked for beside the reading text and differs."""
    before: str = ""
    after: str = ""
    """The context that was asked for."""
    tags: tuple[str, ...] = ()
    """Paths."""
    note: str = ""
    starred: bool = False
    author: str = ""
    created: str = ""
    state: AnchorState = AnchorState.EXACT
    signed: str = ""
    """The author, where quotes of several go out together."""

    @property
    def standing(self) -> str:
        """What is to be said of a quote that stands nowhere in its document as it is now; empty for others."""
        return STANDING.get(self.state, "")

    @property
    def path(self) -> str:
        """Of the document, relative to the library's root."""
        return self.document.path

    @property
    def title(self) -> str:
        """Of the document; its path if it has none."""
        return self.document.title or self.document.path

    @property
    def position(self) -> str:
        """Where it stands, for a reader: `12:03`, else `第 23 行`, else nothing."""
        if self.start_ms is not None:
            return clock(self.start_ms)
        return f"第 {self.line} 行" if self.line is not None else ""


def excerpts(
    quotes: Sequence[Quote],
    transcript_of: TranscriptOf,
    context: Context | None = None,
    wording: Wording = Wording.READ,
) -> Iterator[Excerpt]:
    """The quotes as excerpts, in the order given; line, end time and context where there is a transcript.

    Without a transcript a quote's words are those that its highlight keeps.
    """
    several = have_several_authors(quotes)
    for quote in quotes:
        signed = quote.highlight.author if several else ""
        yield _excerpt(quote, transcript_of(quote.document, quote.highlight), context, wording, signed)


def have_several_authors(quotes: Iterable[Quote]) -> bool:
    """Whether they were not all made by one, so that it is to be told who made which."""
    return len({quote.highlight.author for quote in quotes}) > 1


def _excerpt(
    quote: Quote, transcript: Transcript | None, context: Context | None, wording: Wording, signed: str
) -> Excerpt:
    highlight, anchor = quote.highlight, quote.anchor
    line = before = after = end_ms = None
    words, source = anchor.quote, ""
    # An offset behind the text belongs to another version of the file: its line would be a guess.
    if transcript is not None and anchor.end <= len(transcript.text):
        line = transcript.line_of(anchor.start)
        end_ms = _end_ms(transcript, anchor.end) if anchor.start_ms is not None else None
        original = transcript.text[anchor.start : anchor.end]
        if wording is Wording.SOURCE:
            words = original
        elif wording is Wording.BOTH and original != words:
            source = original
        if context is not None:
            before, after = surround(transcript, anchor.start, anchor.end, context)
    return Excerpt(
        id=highlight.id,
        document=quote.document,
        start=anchor.start,
        end=anchor.end,
        quote=words,
        source=source,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        speaker=anchor.speaker,
        start_ms=anchor.start_ms,
        end_ms=end_ms,
        line=line,
        before=before or "",
        after=after or "",
        tags=quote.tags,
        note=highlight.note,
        starred=highlight.starred,
        author=highlight.author,
        created=highlight.created,
        state=highlight.state,
        signed=signed,
    )


def _end_ms(transcript: Transcript, end: int) -> int | None:
    """When the paragraph that holds the last character ends."""
    segment = transcript.segment_at(max(0, end - 1))
    if segment is None:
        return None
    inside = [paragraph.end_ms for paragraph in segment.paragraphs if paragraph.start < end]
    return inside[-1] if inside else None
