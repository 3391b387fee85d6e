"""Lines as they are drawn: inline text is gathered, and a line is set when a block ends."""

from __future__ import annotations

from tui.patterns import late
from tui.transcript.drawing.drawn import clean

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·"
_BREAK = late(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")
_BLANKS = late(r"[ \t\n]+")
_LABELLED = late(
    r"(?:[\[(【（]?\d{1,3}[:：]\d\d|[\[【][^\]】]{1,40}[\]】]|[^\s:：，。！？；,;!?][^:：，。！？；,;!?]{0,39}[:：])"
)
_SAYS = late(r"[^\W_]")
BULLET = "- "


class Sheet:
    """The lines of a drawn text, as they come."""

    def __init__(self, *, is_collapsed: bool = True) -> None:
        """`is_collapsed`: blanks and line feeds in a row are one blank, none between Chinese characters."""
        self.lines: list[str] = []
        self.mark = ""
        """What stands before the next line: `# `, `- `, `3. `. Set with the first text that follows."""
        self.is_verbatim = not is_collapsed
        self.is_link = False
        """Whether what is written now is a link."""
        self._pieces: list[str] = []
        self._images: list[tuple[bool, str]] = []
        self._linked = 0

    def write(self, text: str) -> None:
        """Text that goes on on the line."""
        if text:
            self._pieces.append(text)
            if self.is_link:
                self._linked += len(text)

    def image(self, alt: str) -> None:
        """A picture; `alt` says what it shows. Signs, such as an emoji's, are text."""
        alt = _BLANKS.sub(" ", clean(alt)).strip().translate(_NO_BRACKETS)
        if alt and len(alt) <= 8 and not _SAYS.search(alt):
            self.write(alt)
        else:
            self._images.append((any(map(str.strip, self._pieces)), f"![{alt}]()"))

    def end_line(self) -> None:
        """What has been written is a line, if it is anything."""
        line = self._take()
        images, self._images = self._images, []
        linked, self._linked = self._linked, 0
        if not line:
            self.lines += [mark for _, mark in images]
            return
        # Beside text, a picture that says nothing is an ornament.
        images = [(is_behind, mark) for is_behind, mark in images if mark != "![]()"]
        self.lines += [mark for is_behind, mark in images if not is_behind]
        if self.keeps(line, linked):
            self.lines.append(self._marked(line))
        self.mark = ""
        self.lines += [mark for is_behind, mark in images if is_behind]

    def keeps(self, line: str, linked: int) -> bool:
        """Whether a line, of which `linked` characters are links, is drawn."""
        return True

    def _take(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        if self.is_verbatim:
            return clean(text).replace("\n", " ").strip()
        if "\n" in text:
            text = _BREAK.sub("", text)
        return _BLANKS.sub(" ", clean(text)).strip()

    def _marked(self, line: str) -> str:
        """A line behind its mark; a label is known as one only where no mark stands before it."""
        mark = self.mark
        if mark.startswith("#") and line.endswith((":", "：")):
            return mark.lstrip("# ") + line
        if mark == BULLET and _LABELLED.match(line):
            return line
        return mark + line


_NO_BRACKETS = {ord("["): "(", ord("]"): ")"}
