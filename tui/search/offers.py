"""What a term that is being typed may become: tags, speakers, documents, saved filters, and the words of the language.

Found by characters, pinyin, initials and other names; what can be known of the names before is prepared once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath

from tui.annotations.model import Codebook
from tui.records import Named
from tui.search.filters import Saved
from tui.search.fold import fold_text
from tui.search.keyed import READERS
from tui.search.picking import EXACT, FOLDER, INSIDE, SCATTERED, START, WORD, Index, Owned
from tui.search.tagnames import TagNames
from tui.search.tagterms import find_tags
from tui.search.terms import ByCoder, BySpeaker, HasTag, InDocument
from tui.search.unfinished import Unfinished

_HELD = (EXACT, START, WORD, INSIDE, FOLDER)
"""How a name answers that holds what was typed, letter by letter."""

_MOST = 100
"""Of a kind that are offered for a bare word."""


class Word(Named):
    """A word of the language: what is written, what it is called in Chinese, and what it means."""

    written: str
    chinese: str
    help: str


WORDS = (
    Word("@host", "主持人", "said by a host"),
    Word("@guest", "嘉宾", "said by a guest"),
    Word("is:starred", "加星", "with a star"),
    Word("is:exact", "未变", "where it was marked"),
    Word("is:moved", "位置已变", "moved since it was marked"),
    Word("is:changed", "文字已变", "in other words since it was marked"),
    Word("is:lost", "找不到", "not found any more"),
    Word("has:note", "有笔记", "with a note"),
    Word("has:tag", "有标签", "with a tag"),
    Word("quote:", "原话", "its words hold …"),
    Word("note:", "笔记", "its note holds …"),
    Word("turn:", "同轮", "its turn holds …"),
    Word("text:", "全文", "its document holds …"),
    Word("doc:", "文档", "in a document called …"),
    Word("field:", "字段", "in a document with this field"),
    Word("by:", "作者", "made by …"),
    Word("on:", "当日", "made on a day: 2026-01-31"),
    Word("after:", "之后", "made on a day or later"),
    Word("before:", "之前", "made before a day"),
    Word("saved:", "已存筛选", "what a saved filter takes"),
    Word("near(", "附近", "… #a, #b, 2turns): near one another"),
    Word("OR", "或", "either"),
)
"""What can be written without a name of the reader's own."""


class Offer(Named):
    """Something that a term may become: of a kind (`#`, `@`, `doc:`, `by:`, `saved:`, or none), with a name.

    Without a kind, the name is what is written of `WORDS`.
    """

    kind: str
    name: str


class Offers:
    """What may be offered. Documents and people may become known later, as they have to be gathered."""

    def __init__(self, codebook: Codebook, recent: Sequence[str] = (), saved: Sequence[str] = ()) -> None:
        """`recent`: paths of the tags that come first among equals. `saved`: names."""
        self._codebook = codebook
        self._recent = recent
        self._saved = saved
        self._documents: Index | None = None
        self._people: dict[str, Owned | None] = {"@": None, "by:": None}

    def know_documents(self, paths: Index) -> None:
        """The documents, by their paths."""
        self._documents = paths

    def know_people(self, speakers: Sequence[str], coders: Sequence[str]) -> None:
        """All speakers and coders of whom there are highlights, in the order in which they are to be offered."""
        self._people = {
            "@": Owned(zip(speakers, speakers, strict=True)),
            "by:": Owned(zip(coders, coders, strict=True)),
        }

    @cached_property
    def tags(self) -> TagNames:
        """The names of the tags."""
        return TagNames(self._codebook, self._recent)

    @cached_property
    def _saved_names(self) -> Owned:
        return _alone(self._saved)

    @cached_property
    def _words(self) -> Owned:
        return Owned((word.written, name) for word in WORDS for name in _names_of(word))

    def prepare(self) -> None:
        """Prepare what takes longest: with thousands of tags, some tenths of a second."""
        self.tags.find("")
        find_tags("", self._codebook)

    def find(self, term: Unfinished) -> list[Offer]:
        """What the term may become, the best first; nothing if it is only what it is already."""
        if not term.sign:
            return self._for_word(term.typed) if term.typed else []
        words = [
            (rank, Offer("", written))
            for written, rank in self._words.ranked(term.typed).items()
            if written.startswith(term.sign) and written != term.sign
        ]
        names = self._named(term.sign, term.typed)
        if words:
            found = [offer for _, offer in sorted([*words, *names], key=lambda found: found[0])]
        else:
            found = [offer for _, offer in names]
        return [] if len(found) == 1 and self._is_written(found[0], term) else found

    def _for_word(self, typed: str) -> list[Offer]:
        """For a bare word, which may also be a text that is looked for, only what answers well, and not all of it."""
        ranked = [
            (rank, offer)
            for kind in ("#", "@", "", "saved:", "doc:")
            for rank, offer in islice(self._named(kind, typed), _MOST)
            if rank < SCATTERED
        ]
        return [offer for _, offer in sorted(ranked, key=lambda found: found[0])]

    def _named(self, kind: str, typed: str) -> Iterator[tuple[int, Offer]]:
        """What of a kind answers, the best first, with how well it does."""
        if kind == "doc:":
            if (index := self._documents) is not None:
                yield from ((rank, Offer(kind, index.names[at])) for rank, some in index.ranked(typed) for at in some)
            return
        owned = {"": self._words, "#": self.tags, "saved:": self._saved_names, **self._people}.get(kind)
        if owned is not None:
            yield from ((rank, Offer(kind, name)) for name, rank in owned.ranked(typed).items())

    def _is_written(self, offer: Offer, term: Unfinished) -> bool:
        return fold_text(offer.name.removeprefix(term.sign)) == fold_text(term.typed) and not term.tail

    def says_something(self, term: Unfinished) -> bool:
        """Whether the term can be meant as it stands: it names what is there, or that cannot be told.

        A tag, speaker, coder, saved filter or value that is not there would take nothing, or is an error.
        """
        if term.sign == "#":
            return bool(find_tags(term.typed, self._codebook)) if term.typed else False
        if term.sign == "saved:":
            return term.typed in self._saved
        if term.sign in ("is:", "has:"):
            try:
                READERS[term.sign[:-1]](term.typed)
            except ValueError:
                return False
            return True
        if term.sign in self._people:
            people = self._people[term.sign]
            if not term.typed or people is None:
                return bool(term.typed)
            if term.sign == "@" and f"@{fold_text(term.typed)}" in ("@host", "@guest"):
                return True
            return any(rank in _HELD for rank in people.ranked(term.typed).values())
        return True

    def written(self, offer: Offer) -> str:
        """What is written for an offer."""
        match offer.kind:
            case "#":
                return str(HasTag(offer.name))
            case "@":
                return str(BySpeaker(offer.name))
            case "by:":
                return str(ByCoder(offer.name))
            case "saved:":
                return str(Saved(offer.name))
            case "doc:":
                return str(InDocument(self._pattern(offer.name)))
            case _:
                return offer.name

    def _pattern(self, path: str) -> str:
        """What only this document answers to: the stem of its file, else its path."""
        stem = PurePosixPath(path).stem
        is_plain = not set("*?[") & set(stem)
        return stem if is_plain and self._documents is not None and self._documents.holding(stem) == 1 else path


def _alone(names: Sequence[str]) -> Owned:
    """Each with one name, itself."""
    return Owned((name, name) for name in names)


def _names_of(word: Word) -> Mapping[str, None]:
    """By what a word is found: as it is written, by what stands behind its sign, by its Chinese name."""
    behind = word.written.lstrip("@").partition(":")[2] or word.written.strip("@:(")
    return dict.fromkeys((word.written.rstrip(":("), behind, word.chinese))
