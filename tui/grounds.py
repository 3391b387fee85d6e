"""What filters ask of documents as they are read: what is said around a quote, and how far apart quotes stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field

from tui.annotations.model import Document, Highlight, Quote
from tui.records import record
from tui.search.filters import Unit
from tui.search.fold import fold_text
from tui.search.scan import searched
from tui.search.terms import HasTextIn
from tui.transcript.model import COUNTED, Transcript
from tui.transcript.stretch import spoken_between
from tui.transcript.units import sentence_spans

_KEPT = 64
"""Of so many transcripts is kept what was asked of them."""

Silent = Callable[[HasTextIn, str, str, Sequence[str]], bool]
"""Tells what `Documents.is_silent` does, of a term, a document's id and path, and the snapshots of its highlights."""


@record()
class _Known:
    """What was asked of one transcript."""

    transcript: Transcript
    turns: dict[tuple[int, int], str] = field(default_factory=dict)
    starts: dict[Unit, Sequence[int]] = field(default_factory=dict)
    text: str | None = None


class Documents:
    """The ground of a library's filters. Where a transcript can no longer be read, it knows nothing."""

    def __init__(
        self,
        transcript_of: Callable[[Document, Highlight], Transcript | None],
        telling: Callable[[], Silent] | None = None,
    ) -> None:
        """`transcript_of` gives the transcript in which a highlight can be shown.

        `telling` gives who knows what documents do not say; it is asked once, if that is ever of use.
        """
        self._transcript_of = transcript_of
        self._telling = telling
        self._silent: Silent | None = None
        self._known: OrderedDict[int, _Known] = OrderedDict()

    def _of(self, quote: Quote) -> _Known | None:
        transcript = self._transcript_of(quote.document, quote.highlight)
        if transcript is None:
            return None
        known = self._known.get(id(transcript))
        if known is None:
            known = self._known[id(transcript)] = _Known(transcript)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return known

    def turns_of(self, quote: Quote) -> str:
        """What is spoken in the turns that the quote stands in, folded; empty if it cannot be read."""
        known = self._of(quote)
        if known is None or not known.transcript.segments:
            return ""
        transcript, highlight = known.transcript, quote.highlight
        span = transcript.segment_index(highlight.start), transcript.segment_index(highlight.end - 1)
        if span not in known.turns:
            first, last = (transcript.segments[index] for index in span)
            known.turns[span] = fold_text(spoken_between(transcript, first.start, last.end).text)
        return known.turns[span]

    def text_of(self, quote: Quote) -> str:
        """The document as it is read, folded; empty if it cannot be read."""
        known = self._of(quote)
        if known is None:
            return ""
        if known.text is None:
            known.text = fold_text(searched(known.transcript).text)
        return known.text

    def is_silent(self, term: HasTextIn, document_id: str, path: str, snapshots: Sequence[str]) -> bool:
        """Whether it is known, without a look, that no turn or text of the document says what a term asks for."""
        if self._telling is None:
            return False
        if self._silent is None:
            self._silent = self._telling()
        return self._silent(term, document_id, path, snapshots)

    def steps(self, quote: Quote, unit: Unit) -> tuple[int, int]:
        """The numbers of the units that the quote begins and ends in."""
        known, highlight = self._of(quote), quote.highlight
        if known is None:
            return highlight.start << 24, highlight.start << 24
        if unit not in known.starts:
            known.starts[unit] = list(_starts(known.transcript, unit))
        starts = known.starts[unit]
        return bisect_right(starts, highlight.start), bisect_right(starts, highlight.end - 1)


def _starts(transcript: Transcript, unit: Unit) -> Iterator[int]:
    """Where each unit of what is spoken begins: source offsets in order."""
    for segment in transcript.segments:
        if segment.kind not in COUNTED:
            continue
        if unit is Unit.TURNS:
            yield segment.start
            continue
        for paragraph in segment.paragraphs:
            if unit is Unit.PARAGRAPHS:
                if transcript.is_counted(segment, paragraph):
                    yield paragraph.start
            else:
                for start, _ in sentence_spans(transcript.text[paragraph.body : paragraph.end]):
                    yield paragraph.body + start
