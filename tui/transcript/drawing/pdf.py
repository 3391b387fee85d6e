"""PDF documents with a text layer: the lines of their pages, set together again as paragraphs.

The rule, version 1. Text comes in the order in which the file sets it, a line where its height changes. Kangxi
radicals, CJK radicals and Latin ligatures, which fonts put in the place of characters, are the characters; blanks
between Chinese characters are dropped in a line where most of them are set apart so.

Left out are running heads and page numbers: of the first and the last two lines of a page those that stand at the
same height with the same text on at least three pages and three fifths of all (or four fifths of the even, or odd,
ones), or with the same text but for numbers of which one counts the pages; and `第 3 页`, `Page 3 of 9`,
and of several pages `- 3 -`, where all pages have one and the numbers go up by one.

A line goes on in the next if its text reaches the right edge of its column (so near that the first word of the next
had no room; widths are estimated, so a line that ends a sentence must come nearer), the page's text is wrapped at
all, and the next line is of its size, at the usual distance, not further in, and does not begin with a time or a
label that comes back. Across a page's end only the distance does not count.
Between two lines that are one stands nothing beside a Chinese character, nothing behind a hyphen (which is dropped
between a letter and a small letter), else a blank. A line of at most sixty characters that is set larger than the
text by a fifth is a heading behind `# `, the smaller ones behind `## `.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tui.errors import FileProblem
from tui.transcript.drawing.drawn import Drawn, joined, needed, problem
from tui.transcript.drawing.pdf_heads import without_running_heads
from tui.transcript.drawing.pdf_lines import Gatherer, Line
from tui.transcript.drawing.pdf_paragraphs import paragraphs

NAME = "pdf"
RULE = 1
"""The version of the rule above; offsets into drawn text hold as long as it does."""

PAGES = 5_000
"""How many pages a document may have."""
_OPERATORS = 20_000_000
_NO_TITLES = ("untitled", "无标题", "microsoft word - ", "microsoft powerpoint - ")
_NO_TITLE_ENDS = (".doc", ".docx", ".pdf", ".wps", ".ppt", ".pptx", ".indd", ".tex", ".dvi", ".html", ".htm")
_HINT = "get the file again, or print it anew as PDF"


class _TooMuch(Exception):
    """The pages ask for more work than any transcript does."""


def draw(data: bytes, *, name: str = "") -> Drawn:
    """The text drawn out of a PDF. Raises FileProblem if it is damaged, encrypted, too large, or has no text."""
    pypdf = needed("pypdf", "pypdf", name)
    at = "its structure"
    with _quiet():
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                _decrypt(reader, name)
            count = len(reader.pages)
            if count > PAGES:
                raise problem(name, f"it has {count} pages, more than {PAGES}")
            work = [_OPERATORS]
            pages: list[list[Line]] = []
            for number, page in enumerate(reader.pages, 1):
                at = f"page {number}"
                pages.append(_page_lines(page, work))
                if work[0] < 0:
                    raise _TooMuch
            at = "its properties"
            title = _title(reader)
        except FileProblem:
            raise
        except _TooMuch as error:
            raise problem(name, f"{at} asks for too much work") from error
        except MemoryError as error:
            raise problem(name, f"{at} does not fit into memory") from error
        except Exception as error:  # pypdf raises all sorts of them on a damaged file
            raise problem(
                name, f"it is a PDF that is damaged ({at}: {error or type(error).__name__})", _HINT
            ) from error
    lines = paragraphs(without_running_heads(pages))
    if not lines:
        raise problem(
            name,
            "it is a PDF without text, only pictures of it" if count else "it is a PDF without pages",
            "have its text recognised first (OCR), then open that file",
        )
    return Drawn(NAME, joined(lines), title)


def _decrypt(reader: Any, name: str) -> None:
    """Open a PDF that anybody may read but not change. Raises FileProblem if it needs a password."""
    try:
        opened = reader.decrypt("")
    except Exception as error:  # the cipher's package may be missing, or the file's word on it be wrong
        raise problem(name, "it is encrypted", "save it without encryption first, e.g. `qpdf --decrypt`") from error
    if not opened:
        raise problem(name, "it is encrypted with a password", "save it without the password first")


def _page_lines(page: Any, work: list[int]) -> list[Line]:
    """The lines of a page, as they are set. `work` counts down what may still be done."""
    box = page.mediabox
    gatherer = Gatherer(float(box.left), max(float(box.width), 1.0))

    def count(*_: object) -> None:
        work[0] -= 1
        if work[0] < 0:
            raise _TooMuch

    page.extract_text(visitor_text=gatherer.take, visitor_operand_before=count)
    return gatherer.lines()


def _title(reader: Any) -> str:
    """The title among the document's properties, unless it is a file's name."""
    title = reader.metadata.title if reader.metadata is not None else None
    said = " ".join(title.split()) if isinstance(title, str) else ""
    return "" if said.lower().startswith(_NO_TITLES) or said.lower().endswith(_NO_TITLE_ENDS) else said


@contextmanager
def _quiet() -> Iterator[None]:
    """What pypdf would log about a damaged file stays off the screen."""
    logger = logging.getLogger("pypdf")
    handler = logging.NullHandler()
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
