"""What single terms ask of names, documents and times; the same for one quote as for a column of them."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from pathlib import PurePosixPath

from tui.annotations.model import Document
from tui.search.fold import fold_text
from tui.search.terms import HasField, On, Since, Until

_fold_name = lru_cache(maxsize=4096)(fold_text)

_LATEST = "\U0010ffff"


def name_holds(name: str) -> Callable[[str | None], bool]:
    """Whether a name is this one or holds it, folded."""
    wanted = fold_text(name).strip()
    return lambda held: bool(held) and wanted in _fold_name(held or "")


def document_fits(pattern: str) -> Callable[[Document], bool]:
    """Whether path, file name, stem or title of a document fit a pattern.

    One without wildcards is looked for anywhere in the names, one with them must fit a whole name.
    """
    fits = _fits(pattern)

    @lru_cache(maxsize=4096)
    def names_fit(path: str, title: str) -> bool:
        file = PurePosixPath(path)
        return any(map(fits, (path, file.name, file.stem, title)))

    return lambda document: names_fit(document.path, document.title)


def field_fits(term: HasField) -> Callable[[Document], bool]:
    """Whether a document has the field, with a value that fits the pattern, or any of its values if it is a list."""
    wanted = fold_text(term.name).strip()
    fits = _fits(term.pattern) if term.pattern else None

    def takes(document: Document) -> bool:
        for name, value in document.fields.items():
            if fold_text(name).strip() == wanted:
                values = value if isinstance(value, list) else [value]
                if fits is None or any(fits(str(one)) for one in values):
                    return True
        return False

    return takes


def _fits(pattern: str) -> Callable[[str], bool]:
    wanted = fold_text(pattern)
    shaped = wanted if any(sign in wanted for sign in "*?[") else f"*{wanted}*"
    matches = re.compile(fnmatch.translate(shaped)).match

    def fits(text: str) -> bool:
        folded = fold_text(text)
        return folded == wanted or matches(folded) is not None

    return fits


def literal_of(pattern: str) -> str:
    """The longest piece without wildcards of a pattern, folded: what fits the pattern holds it. It may be empty."""
    wanted = fold_text(pattern)
    if "[" in wanted:
        return ""
    return max(re.split(r"[*?]+", wanted), key=len)


def span_of(term: Since | Until | On, zone: tzinfo | None) -> tuple[str, str]:
    """The times from the first to before the second, as the database writes them, that a term takes.

    Days begin at midnight in `zone` (None: where the computer stands).
    """
    begins = _midnight(term.day, zone)
    match term:
        case Since():
            return begins, _LATEST
        case Until():
            return "", begins
        case On():
            return begins, _LATEST if term.day == date.max else _midnight(term.day + timedelta(days=1), zone)


def _midnight(day: date, zone: tzinfo | None) -> str:
    """When `day` begins in `zone`, as the database writes it, so that texts compare as times do."""
    begins = datetime.combine(day, time())
    try:
        begins = (begins.replace(tzinfo=zone) if zone else begins.astimezone()).astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        # The first and the last year that can be written lie beyond the calendar in some zones.
        begins = begins.replace(tzinfo=UTC)
    return begins.strftime("%Y-%m-%dT%H:%M:%S.000Z").rjust(24, "0")
