"""What can go wrong, said in words that help: every error names what is wrong, where, and what to do."""

from __future__ import annotations


class PizhuError(Exception):
    """The base of all errors that a reader may see.

    `message` says what is wrong and where; `hint` says what the reader can do about it (may be empty);
    `exit_code` is what the command line ends with: 1 failed, 2 misused.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class FileProblem(PizhuError):
    """A file that cannot be read as a transcript: missing, no regular file, no text, unreadable."""


class StoreProblem(PizhuError):
    """A database that cannot be used: locked, read-only, damaged, newer, or not ours."""


class NotFound(PizhuError):
    """Something that was asked for by name, place or id is not there."""


class Ambiguous(PizhuError):
    """What was asked for stands in more than one place; the hint lists them."""


class Misuse(PizhuError):
    """The command was given in a way that cannot be carried out."""

    exit_code = 2


class Entangled(PizhuError):
    """An act that cannot be taken back by itself, as later ones build on it; the hint lists them."""


class FilterProblem(Misuse):
    """A filter that cannot be read. `column` (0-based, code points) points at the place in `text`."""

    what = "filter"
    """What `text` is."""

    def __init__(self, message: str, text: str, column: int) -> None:
        super().__init__(message, f"at column {column + 1}:\n  {text}\n  {_pad(text[:column])}^")
        self.text = text
        self.column = column


class UnknownTerm(FilterProblem):
    """A filter asks for what there is not; what is typed behind that does not mend it."""


def _pad(before: str) -> str:
    """As many blanks as `before` is wide, a full-width blank under each full-width character."""
    import unicodedata

    return "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
