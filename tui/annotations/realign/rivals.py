"""Other places where all the words stand."""

from __future__ import annotations

from tui.annotations.realign.alignment import Alignment
from tui.annotations.realign.carry import Piece
from tui.annotations.realign.runs import common_head, common_tail

_MOST = 20
"""Words that stand more often tell nothing."""
_AROUND = 16
_LEAD = 8
"""By so many characters more of what stood around must be there."""


def better(made: Alignment, first: int, last: int, piece: Piece) -> Piece:
    """The piece, or a place where all the words stand that no other passage became, if it fits better.

    That is the case if it overlaps the piece, of which words are missing, or if much more of what stood around old
    folded `[first, last)` stands around it.
    """
    words = made.a[first:last]
    is_whole = made.b[piece.begin : piece.stop] == words
    here = _around(made, first, last, piece.begin, piece.stop)
    if is_whole and here + _LEAD > 2 * _AROUND:
        return piece
    best, most = piece, here + _LEAD
    at, count = made.b.find(words), 0
    while at >= 0 and count < _MOST:
        stop = at + len(words)
        if at != piece.begin and _is_free(made, first, last, at, stop):
            around = _around(made, first, last, at)
            near = not is_whole and at < piece.stop and piece.begin < stop
            if around + _LEAD * near >= most:
                best, most = Piece(at, stop, first, last, len(words)), around + _LEAD * near
        at, count = made.b.find(words, at + 1), count + 1
    return piece if at >= 0 else best


def _is_free(made: Alignment, first: int, last: int, begin: int, stop: int) -> bool:
    """Whether at most a third of the new stretch became of other passages."""
    others = sum(1 for old in made.back[begin:stop] if old >= 0 and not first <= old < last)
    return 3 * others <= stop - begin


def _around(made: Alignment, first: int, last: int, begin: int, stop: int = -1) -> int:
    """How many characters are the same on both sides, up to sixteen on each."""
    stop = begin + last - first if stop < 0 else stop
    before = common_tail(made.a, made.b, max(0, first - _AROUND), first, max(0, begin - _AROUND), begin)
    behind = common_head(made.a, made.b, last, min(len(made.a), last + _AROUND), stop, min(len(made.b), stop + _AROUND))
    return before + behind
