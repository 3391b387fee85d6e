"""Which encoding bytes are in that have no mark and are no clean UTF-8: weighed by how common the characters are."""

from __future__ import annotations

import codecs
from functools import cache
from pathlib import Path

from tui.patterns import late

DAMAGE = "pizhu.damage"
"""The name of our codec error handler: a lone surrogate, which no decoder gives, stands for what cannot be read."""

_DATA = Path(__file__).parent / "data"
_SAMPLE = 1 << 15
_PIECE = 1 << 17
_BAD = "\udcff"
_WIDE = ("utf-16-le", "utf-16-be")


def _mark_damage(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return _BAD, error.end
    raise error


codecs.register_error(DAMAGE, _mark_damage)

_LONG_SEQUENCE = late(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = late(rb"[\x80-\xff]")
_COMMON_MARKS = frozenset("，。、？！：；“”‘’「」『』《》（）…—　·～％")


@cache
def _weights() -> dict[str, float]:
    """How much a character speaks for Chinese text: up to 3 for the commonest hanzi, 1 for the last on the list."""
    text = _DATA.joinpath("common.txt").read_text(encoding="utf-8")
    weights: dict[str, float] = dict.fromkeys(_COMMON_MARKS, 1.5)
    for line in text.splitlines():
        for rank, char in enumerate(line):
            weights.setdefault(char, 3.0 if rank < 200 else 2.0 if rank < 600 else 1.0)
    return weights


def _score(text: str) -> float:
    """How much the text looks like Chinese, per character that is not ASCII: about 2 if it is, below 0 if not."""
    weights = _weights()
    total, count = 0.0, 0
    for char in text:
        if char > "\x7f":
            count += 1
            total += weights.get(char, -3.0 if char == _BAD else -1.0 if "\u4e00" <= char <= "\u9fff" else -2.0)
    return total / count if count else 0.0


def is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are no clean UTF-8 are damaged UTF-8: whole sequences outnumber what cannot be read.

    Sequences of three and more bytes hardly come about by chance; those of two do, and count a quarter. Of much data
    some pieces are weighed: where the high bytes begin, in the middle, and before the end.
    """
    if len(data) > 4 * _PIECE:
        first = _HIGH.search(data)
        starts = (first.start() if first else 0, len(data) // 2, len(data) - _PIECE)
        data = b"\n".join(data[start : start + _PIECE] for start in starts)
    text = data.decode("utf-8", DAMAGE)
    bad = text.count(_BAD)
    long = len(_LONG_SEQUENCE.findall(data))
    high = len(text) - len(text.encode("ascii", "ignore"))
    return long + (high - bad - long) / 4 >= bad


def looks_like_utf16(sample: bytes) -> str:
    """`utf-16-le` or `utf-16-be` if bytes with NULs among them are that, without a mark; else an empty string.

    Where the NULs stand does not decide: 一 is 4E00, and a line end 000A.
    """
    if len(sample) % 2 and len(sample) < 64:
        return ""
    shares = {codec: _plausible(sample[: len(sample) & ~1].decode(codec, DAMAGE)) for codec in _WIDE}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > 0.5 else ""


def _plausible(text: str) -> float:
    """The share of common characters, ASCII among them."""
    weights = _weights()
    return sum(1 for char in text if " " <= char <= "~" or char in "\n\r\t" or char in weights) / max(1, len(text))


def guess_legacy(data: bytes) -> str:
    """The encoding of bytes that are no UTF-8: GB18030, Big5, Shift-JIS, EUC-JP, EUC-KR, bare UTF-16 or Windows-1252.

    UTF-8 (with what cannot be read to be marked) if none fits.

    Weighs two samples, one from where the first high byte stands and one from the middle of the file.
    """
    first = _HIGH.search(data)
    start = first.start() if first else 0
    samples = [data[start : start + _SAMPLE]]
    if len(data) > 4 * _SAMPLE:
        middle = len(data) // 2
        line = data.find(b"\n", middle, middle + _SAMPLE) + 1
        samples.append(data[line or middle : (line or middle) + _SAMPLE])
    scores = {codec: _weigh(samples, codec) for codec in ("gb18030", "big5")}
    for codec in ("shift_jis", "euc_jp"):
        scores[codec] = max(_score_japanese(sample.decode(codec, DAMAGE)) for sample in samples)
    if start < 2 and len(data) % 2 == 0:
        scores |= {codec: _weigh([data[:_SAMPLE]], codec) - 0.5 for codec in _WIDE}
    best = max(scores, key=scores.__getitem__)
    if scores[best] < 1 and all(_is_korean(sample.decode("euc_kr", DAMAGE)) for sample in samples):
        return _first_that_reads(data, ("euc_kr", "cp949"))
    if scores[best] < 0:
        return "cp1252" if _is_western(data) else "utf-8"
    if best == "shift_jis":
        return _first_that_reads(data, ("shift_jis", "cp932"))
    return _first_that_reads(data, ("big5", "cp950", "big5hkscs")) if best == "big5" else best


def _weigh(samples: list[bytes], codec: str) -> float:
    return max(_score(sample.decode(codec, DAMAGE)) for sample in samples)


def _score_japanese(text: str) -> float:
    """How much the text looks like Japanese, per character that is not ASCII; kana carry it, as hanzi fit both."""
    weights = _weights()
    total, kana, count = 0.0, 0, 0
    for char in text:
        if char > "\x7f":
            count += 1
            is_kana = "\u3041" <= char <= "\u30ff"
            kana += is_kana
            plain = -3.0 if char == _BAD else 0.5 if "\u4e00" <= char <= "\u9fff" else -2.0
            total += 2.2 if is_kana else max(weights.get(char, plain), plain)
    # Half-width katakana are single bytes, which any other text gives as well: they count against it.
    return total / count if count and kana * 5 > count else -9.0


def _is_korean(text: str) -> bool:
    """Whether nearly all that is not ASCII is Hangul; bytes of Chinese give as many hanzi as they give syllables."""
    high = [char for char in text if char > "\x7f"]
    return sum("\uac00" <= char <= "\ud7a3" for char in high) * 10 >= len(high) * 9 > 0


_WESTERN_WORD = late(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]|[\x85\x91-\x97\xa0\xa1\xab\xbb\xbf]")
_NO_WESTERN = late(rb"[\x81\x8d\x8f\x90\x9d]|[\x80-\xff]{4}")


def _is_western(data: bytes) -> bool:
    """Whether bytes are Windows-1252: a few single letters with accents, or typographic marks, among ASCII words."""
    high = len(_HIGH.findall(data))
    return high * 4 < len(data) and not _NO_WESTERN.search(data) and len(_WESTERN_WORD.findall(data)) * 2 >= high


def _first_that_reads(data: bytes, codecs_: tuple[str, ...]) -> str:
    """The first of a family of encodings that can read all of the bytes; the first of all if none can."""
    for codec in codecs_:
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        return codec
    return codecs_[0]
