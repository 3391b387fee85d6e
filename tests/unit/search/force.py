"""Searching by brute force, and texts that make it hard."""

from __future__ import annotations

from tui.search.classes import is_wide_script, search_fold

PIECES = '自主學学習习着著衛卫 \t\u3000aAａeE1.…-—“"「」，,é\u0301e\u0301ﬁ㋀𝐚½\n。|哈'


def by_force(text: str, needle: str) -> list[tuple[int, int]]:
    """All there is, character by character of the whole folded text."""
    folded = search_fold(text)
    wanted = search_fold(needle).text.replace("\t", " ")
    found: list[tuple[int, int]] = []
    at = behind = 0
    while at < len(folded.text):
        end = _match(folded.text, at, wanted)
        if end is None:
            at += 1
            continue
        start, last = folded.span(at, end)
        if start >= behind:
            found.append((start, last))
            behind = last
        at = end
    return found


def _match(text: str, at: int, wanted: str) -> int | None:
    before = ""
    i = 0
    while i < len(wanted):
        blanks = 0
        while i < len(wanted) and wanted[i] == " ":
            blanks += 1
            i += 1
        char = wanted[i : i + 1]
        seen = at
        while seen < len(text) and text[seen] in " \t":
            seen += 1
        both = before != "" and char != "" and before.isalnum() and char.isalnum()
        if both and is_wide_script(before) != is_wide_script(char):
            at = seen
        elif blanks:
            if seen == at:
                return None
            at = seen
        if char:
            if at >= len(text) or text[at] != char:
                return None
            at += 1
            i += 1
        before = char
    return at
