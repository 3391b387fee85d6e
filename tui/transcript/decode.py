"""Bytes to text: which encoding a file is in, and its source text with line ends folded."""

from __future__ import annotations

import codecs

from tui.digest import sha256
from tui.errors import FileProblem
from tui.patterns import late
from tui.transcript.encodings import DAMAGE, guess_legacy, is_mostly_utf8, looks_like_utf16
from tui.transcript.model import Source
from tui.visible import visible_line

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf1", "a rich text document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"\x7fELF", "a program"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"OggS\0", "an Ogg recording"),
    (b"fLaC\0", "a FLAC recording"),
)
_HINT = "Pizhu reads text, Markdown, subtitles, JSON transcripts, DOCX, HTML, EPUB and PDF; convert the file to one"
_ASK = "if you know its encoding, give it: pizhu show --encoding NAME, or save the file as UTF-8"

_UNREADABLE = late("[\ud800-\udfff]")
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_SAMPLE = 1 << 16


def decode(data: bytes, *, encoding: str | None = None, name: str = "") -> Source:
    """The text of a file's bytes, with line ends folded to `\\n` and bytes that cannot be read as U+FFFD.

    A byte order mark decides; else it is UTF-8 (damaged if need be), UTF-16, GB18030, Big5,
    Shift-JIS, EUC-JP, EUC-KR or Windows-1252, whichever fits.
    `encoding` overrules all of it; `name` is how errors call the file. Raises FileProblem if the bytes are no text
    or the encoding is unknown.
    """
    clean = None
    if encoding:
        codec = _known(encoding)
        bom = next((mark for mark, its in _BOMS if its == codec and data.startswith(mark)), b"")
    else:
        codec, bom, clean = _detect(data, name)
    text = _read(data, codec, len(bom)) if clean is None else clean
    has_bom = bool(bom)
    if encoding and codec in ("utf-8-sig", "utf-16", "utf-32"):  # they eat a mark themselves
        has_bom = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    text = _fold_line_ends(text)
    undecoded: tuple[int, ...] = ()
    if clean is None and _UNREADABLE.search(text):
        undecoded = tuple(found.start() for found in _UNREADABLE.finditer(text))
        text = _UNREADABLE.sub("\ufffd", text)
        if not encoding and len(undecoded) > 16 and len(undecoded) * 4 > len(text):
            raise _no_text(name, "most of its bytes fit no encoding", _ASK)
    return Source(text, codec, sha256(data), has_bom, undecoded)


def _known(encoding: str) -> str:
    """The codec's own name of an encoding that the reader asked for."""
    try:
        its = codecs.lookup(encoding).name
        b"text".decode(its)  # refuses codecs that make no text of bytes
    except UnicodeDecodeError:
        pass  # a codec of text, though not of these bytes
    except (LookupError, ValueError) as error:
        raise FileProblem(
            f"unknown encoding {visible_line(encoding)!r}", "try utf-8, utf-16, gb18030 or big5"
        ) from error
    return its


def _detect(data: bytes, name: str) -> tuple[str, bytes, str | None]:
    """The encoding of the bytes, the byte order mark they begin with, and their text if they are clean UTF-8."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec, mark, _clean_utf8(data, len(mark)) if codec == "utf-8" else None
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _no_text(name, f"it is {what}")
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        wide = looks_like_utf16(sample)
        if wide:
            return wide, b"", None
        nuls = sample.count(0)
        if nuls >= 16 and nuls * 20 > len(sample):
            raise _no_text(name, "it is full of NUL bytes")
    clean = _clean_utf8(data)
    if clean is not None or is_mostly_utf8(data):
        return "utf-8", b"", clean
    codec = guess_legacy(data)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls >= 8 and controls * 20 > len(sample) and not codec.startswith("utf-16"):
        raise _no_text(name, "it is full of control bytes")
    return codec, b"", None


def _clean_utf8(data: bytes, start: int = 0) -> str | None:
    """The text of the bytes from `start` on; None if they are no UTF-8 or are damaged."""
    try:
        return str(memoryview(data)[start:], "utf-8")
    except UnicodeDecodeError:
        return None


def _read(data: bytes, codec: str, start: int) -> str:
    """The text from `start` on, with a lone surrogate for each stretch of bytes that could not be read."""
    try:
        return str(memoryview(data)[start:], codec, DAMAGE)
    except (UnicodeError, ValueError) as error:  # a few codecs know no handler
        raise FileProblem(f"the file cannot be read as {codec}", "leave the encoding to Pizhu") from error


def _fold_line_ends(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    for end in ("\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text


def _no_text(name: str, why: str, hint: str = _HINT) -> FileProblem:
    return FileProblem(f"{visible_line(name) or 'the file'} is not text: {why}", hint)
