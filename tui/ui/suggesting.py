"""What is suggested, and never done unasked: likely tags, passages alike, the key terms of a document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.transcript.words import words_loaded
from tui.ui.widgets.rows import ListRow, Piece, runs

if TYPE_CHECKING:
    from tui.kindred import Alike, KeyTerms, Kindred, Suggested, Term
    from tui.library import Library
    from tui.transcript.model import Transcript
    from tui.ui.desk import Desk
    from tui.ui.screens.late import LatePick
    from tui.ui.screens.main import MainScreen

LIKELY = "\x00likely:"
"""Before the key of a tag that is suggested: it stands in the list below as well. No tag's name can hold it."""

_MOST = 3
_ENOUGH = 5
"""Tags have to be put on so many times before any is suggested."""

_SOON = 0.1
"""Seconds between two looks at whether the dictionary is there."""

_TERMS = 200
_PASSAGES = 50
_WIDTH = 68
"""Cells of a row of a passage."""

_ROWS = 4
"""Rows that a passage takes, at the most."""


@lru_cache(maxsize=1)
def _kindred(library: Library) -> Kindred:
    from tui.kindred import Kindred

    return Kindred(library)


class Likely:
    """The tags that are suggested for a passage, above the list of all tags: their rows stand empty until then."""

    def __init__(
        self, screen: MainScreen, transcript: Transcript, span: tuple[int, int] | None, on: Collection[str]
    ) -> None:
        """`on`: the tags that it has."""
        self._screen = screen
        self._transcript, self._span, self._on = transcript, span, frozenset(on)
        self._is_wanted = span is not None and sum(screen.desk.counts.values()) >= _ENOUGH
        self._found: Sequence[Suggested] | None = None

    def rows(self) -> list[ListRow]:
        """As many rows as there may be suggestions, and a blank one; none if there is too little to learn from."""
        if not self._is_wanted:
            return []
        book = self._screen.desk.codebook
        rows = [_likely_row(each, self._screen.desk) for each in self._found or () if each.path in book.by_path]
        if not rows:
            told = "建议 …" if self._found is None else "没有可建议的 nothing to suggest"
            rows = [ListRow((Piece(f"   {told}", "quiet"),))]
        return [*rows, *[ListRow(())] * (_MOST + 1 - len(rows))]

    def begin(self, pick: LatePick) -> None:
        """Ask for them, as soon as the dictionary is loaded: that is done where it is in nobody's way."""
        if not self._is_wanted or not pick.is_running:
            return
        if not words_loaded():
            pick.set_timer(_SOON, lambda: self.begin(pick))
            return
        span, kindred = self._span or (0, 0), _kindred(self._screen.library)

        def arrived(found: Sequence[Suggested]) -> None:
            self._found = found
            if not pick.typed.strip():
                pick.show_again()

        pick.work_out(
            lambda is_over: kindred.suggest(self._transcript, *span, but=self._on, is_over=is_over)[:_MOST], arrived
        )


def _likely_row(each: Suggested, desk: Desk) -> ListRow:
    tag = desk.codebook.by_path[each.path]
    left = (
        Piece(" ? ", "accent"),
        Piece(f"{tag.letter or '•'} ", f"ink:{tag.colour}"),
        Piece(each.path),
        Piece(f"  因为 {'、'.join(each.because)}", "quiet"),
    )
    return ListRow(left, (Piece(" 建议 ", "accent"),), LIKELY + each.path)


def like(screen: MainScreen) -> None:
    """Passages of other documents like the highlight, the selection or the sentence."""
    from tui.transcript.stretch import spoken_between
    from tui.ui.marking import passage
    from tui.ui.screens.late import LatePick

    entry, transcript, span = screen.pane.entry, screen.pane.transcript, passage(screen.pane)
    if entry is None or transcript is None or span is None:
        return
    text, kindred = spoken_between(transcript, *span).text, _kindred(screen.library)
    found: dict[str, Alike] = {}
    note = ["…"]

    def rows(typed: str) -> list[ListRow]:
        from tui.search.fold import fold_text

        wanted = fold_text(typed.strip())
        kept = [(key, each) for key, each in found.items() if wanted in fold_text(each.text)]
        made = [row for key, each in kept for row in _alike_rows(each, key, screen.desk)]
        return made[:-1] or [ListRow((Piece(f" {note[0]}", "quiet"),))]

    def begin(pick: LatePick) -> None:
        def arrived(answer: tuple[list[Alike], int, int] | None) -> None:
            if answer is not None:
                every, looked, others = answer
                found.update((str(number), each) for number, each in enumerate(every))
                note[0] = "没有相似的 nothing like it in the other documents"
                pick.show_again()
                pick.tell(f"{len(every)} 处 · {looked}/{others} 篇 documents")

        pick.work_out(
            lambda is_over: kindred.like(entry, text, most=_PASSAGES, progress=_telling(screen, pick, is_over)), arrived
        )

    def chosen(key: str | None) -> None:
        if key in found:
            screen.jump(found[key].name, found[key].start, found[key].highlight_id)

    screen.app.push_screen(LatePick("相似段落 More like this", rows, begin), chosen)


def _alike_rows(each: Alike, key: str, desk: Desk) -> list[ListRow]:
    from itertools import pairwise

    from tui.layout.wrap import wrap

    head = [Piece(f" {each.score * 100:3.0f}% ", "accent"), Piece(f"{each.title}  ", "quiet")]
    if each.speaker:
        head.append(Piece(f"{each.speaker}  ", "strong"))
    for path in each.tags:
        head.append(Piece(f"#{path} ", f"ink:{desk.colour_of(path)}"))
    rows = [ListRow(tuple(head), key=key)]
    text = " ".join(each.text.split())
    for start, end in list(pairwise([0, *wrap(text, _WIDTH), len(text)]))[:_ROWS]:
        rows.append(ListRow((Piece("      "), *_shared(text[start:end], each.shared)), key=key))
    return [*rows, ListRow(())]


def _shared(text: str, pairs: Collection[str]) -> list[Piece]:
    """A row of a passage: what it shares with the other stands out."""
    from tui.search.fold import fold

    folded = fold(text)
    stands: set[int] = set()
    for pair in pairs:
        at = folded.text.find(pair)
        while at >= 0:
            stands.update(range(*folded.span(at, at + len(pair))))
            at = folded.text.find(pair, at + 1)
    return list(runs(text, stands, "plain", "strong"))


def terms(screen: MainScreen) -> None:
    """The key terms of the document; Enter searches one in it."""
    from tui.ui.screens.late import LatePick

    entry, transcript = screen.pane.entry, screen.pane.transcript
    if entry is None or transcript is None:
        return
    kindred = _kindred(screen.library)
    found: list[ListRow] = []
    note = ["…"]

    def rows(typed: str) -> list[ListRow]:
        from tui.search.names import answers

        by_key = {row.key: row for row in found}
        kept = [by_key[key] for key in answers(typed, by_key)] if typed.strip() else found
        return kept or [ListRow((Piece(f" {note[0]}", "quiet"),))]

    def begin(pick: LatePick) -> None:
        def arrived(answer: KeyTerms | None) -> None:
            if answer is not None:
                found[:] = [_term_row(each, answer) for each in answer.terms]
                note[0] = "没有突出的词 no word stands out"
                pick.show_again()
                pick.tell(
                    f"此处 here / 别处 there · {answer.compared}/{answer.others} 篇 documents"
                    if answer.compared
                    else "次 times · 与词典比 against the dictionary"
                )

        pick.work_out(
            lambda is_over: kindred.terms(entry, transcript, most=_TERMS, progress=_telling(screen, pick, is_over)),
            arrived,
        )

    screen.app.push_screen(LatePick("关键词 Key terms", rows, begin), lambda key: _search(screen, key))


def _term_row(term: Term, answer: KeyTerms) -> ListRow:
    there = f" / {term.found.elsewhere:<5}" if answer.compared else " "
    return ListRow((Piece("  "), Piece(term.text)), (Piece(f"{term.found.count:>5}{there}", "quiet"),), term.text)


def _search(screen: MainScreen, text: str | None) -> None:
    """Search a word in the document, as one chosen from a list."""
    from tui.search.wanted import Kind, Wanted
    from tui.ui.finding import arrived

    if text is None:
        return
    typed, since, pane = str(Wanted(Kind.WORDS, text)), screen.pane.reader.source_offset, screen.pane
    screen.searches.add(typed)
    pane.find(typed, since)
    pane.step_hit(1, since=since, then=lambda found: arrived(screen, since, found))


def _telling(screen: MainScreen, pick: LatePick, is_over: Callable[[], bool]) -> Callable[[int, int], bool]:
    """Tells in the title how many documents are done; gives False when the screen has gone."""
    told = [-1]

    def progress(done: int, total: int) -> bool:
        if is_over():
            return False
        if total and done * 20 // total > told[0]:
            told[0] = done * 20 // total
            screen.app.call_from_thread(pick.tell, f"{done}/{total} 篇 documents …")
        return True

    return progress


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"like": like, "terms": terms}
"""By the action's id, what does it."""
