"""What the library knows of words and speakers, for the page; and the dictionary, loaded while nothing else is done."""

from __future__ import annotations

from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

from tui.annotations.model import Codebook, Role
from tui.annotations.roles import roles_of
from tui.asread import terms_of
from tui.layout.known import Known
from tui.library import Entry, Library
from tui.transcript.model import Transcript
from tui.transcript.terms import Terms
from tui.transcript.words import load_some_words

if TYPE_CHECKING:
    from tui.ui.screens.main import MainScreen

_LATER = 1.0
_EVERY = 0.02
_QUIET = 0.1
"""Seconds: when loading begins, between two slices of it, and since the last key."""


def known(library: Library, codebook: Codebook, entry: Entry, transcript: Transcript) -> Known:
    """Tags by their last name and their aliases, terms of the glossary, and speakers with what they are.

    Raises StoreProblem.
    """
    document = library.document(entry, transcript)
    said = library.store.speakers(document.id) if document is not None else []
    words = [name for tag in codebook.by_id.values() for name in (tag.name, *tag.aliases)]
    words += [*terms_of(library.store.rules()), *transcript.speakers]
    roles = roles_of(said)
    hosts = frozenset(name for name, role in roles.items() if role is Role.HOST)
    guests = frozenset(name for name, role in roles.items() if role is Role.GUEST)
    return Known(_terms(frozenset(words)), hosts, guests)


@lru_cache(maxsize=4)
def _terms(words: frozenset[str]) -> Terms:
    return Terms(words)


def load_words_idly(screen: MainScreen) -> None:
    """Load the dictionary, which takes a third of a second, in slices between which keys are answered.

    So it is there when `w` is pressed, and no page waits for it.
    """

    def some() -> None:
        is_quiet = monotonic() - screen.held.typed_at > _QUIET
        if not is_quiet or not load_some_words():
            screen.set_timer(_EVERY if is_quiet else _QUIET, some)

    screen.set_timer(_LATER, some)
