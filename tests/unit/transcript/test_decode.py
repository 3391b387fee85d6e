"""Bytes to text."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import FileProblem
from tui.transcript.decode import decode

SIMPLIFIED = [
    "今天的会议我们讨论三个问题，请大家准时参加。",
    "林岚：你觉得这个产品最难的地方在哪里？",
    "孩子们在院子里跑来跑去，非常开心。",
    "把实验的数据整理好以后再发给我。",
    "用户增长放缓，公司决定调整战略。",
    "老师说这道题其实没有标准答案。",
    "春天来了，山上的花都开了。",
]
TRADITIONAL = [
    "今天的會議我們討論三個問題，請大家準時參加。",
    "林嵐：你覺得這個產品最難的地方在哪裡？",
    "孩子們在院子裡跑來跑去，非常開心。",
    "把實驗的資料整理好以後再發給我。",
    "使用者成長放緩，公司決定調整策略。",
    "老師說這道題其實沒有標準答案。",
    "春天來了，山上的花都開了。",
]


@pytest.mark.parametrize("text", SIMPLIFIED + TRADITIONAL)
@pytest.mark.parametrize("length", [24, 40])
def test_short_gb18030(text: str, length: int) -> None:
    source = decode(text[: length // 2].encode("gb18030"))
    assert source.encoding == "gb18030"
    assert source.text == text[: length // 2]


@pytest.mark.parametrize("text", TRADITIONAL)
@pytest.mark.parametrize("length", [24, 40])
def test_short_big5(text: str, length: int) -> None:
    source = decode(text[: length // 2].encode("big5"))
    assert source.encoding == "big5"
    assert source.text == text[: length // 2]


@pytest.mark.parametrize(("encoding", "texts"), [("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)])
def test_long_legacy_text_behind_ascii(encoding: str, texts: list[str]) -> None:
    text = "Interview notes, take 2\n" * 40 + "\n".join(texts * 2000)
    source = decode(text.encode(encoding))
    assert (source.encoding, source.text, source.undecoded) == (encoding, text, ())


def test_damaged_gb18030_stays_gb18030() -> None:
    data = "\n".join(SIMPLIFIED).encode("gb18030")
    source = decode(data[:20] + b"\xff" + data[20:])
    assert source.encoding == "gb18030"
    assert len(source.undecoded) == 1
    assert source.text[source.undecoded[0]] == "\ufffd"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    source = decode(mark + "主持人：好\n𠮷".encode(encoding))
    assert (source.text, source.encoding, source.bom) == ("主持人：好\n𠮷", encoding, True)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Sam: hello there\nJoe: hi\n", "\n".join(SIMPLIFIED) + "\n", SIMPLIFIED[0]])
def test_utf16_without_a_mark(encoding: str, text: str) -> None:
    source = decode(text.encode(encoding))
    assert (source.text, source.encoding, source.bom) == (text, encoding, False)


def test_damaged_utf8_stays_utf8_and_says_where() -> None:
    good = "我们\ufffd说"
    source = decode(good.encode() + b"\xff\r\n" + "话".encode()[:2] + "好".encode() * 3)
    assert source.encoding == "utf-8"
    assert source.text == "我们\ufffd说\ufffd\n\ufffd好好好"
    assert source.undecoded == (4, 6)


def test_a_latin_letter_in_english_is_windows_1252() -> None:
    source = decode(b"The caf\xe9 is closed on Sundays, as it always was.")
    assert (source.encoding, source.undecoded) == ("cp1252", ())
    assert source.text == "The café is closed on Sundays, as it always was."


def test_line_ends_fold() -> None:
    source = decode("a\r\nb\rc\x85d\u2028e\u2029f\n\r\ng\x0bh\x0c".encode())
    assert source.text == "a\nb\nc\nd\ne\nf\n\ng\x0bh\x0c"


def test_controls_and_nuls_stay() -> None:
    assert decode(b"a\x00b\x1b[31mc").text == "a\x00b\x1b[31mc"


def test_lone_surrogates_are_unreadable() -> None:
    source = decode(b"a" + b"\xed\xa0\x80" + "好的好的".encode())
    assert "\ufffd" in source.text
    assert source.undecoded
    wide = decode(codecs.BOM_UTF16_LE + b"\x00\xd8" + "好".encode("utf-16-le"))
    assert (wide.text, wide.undecoded) == ("\ufffd好", (0,))


def test_the_reader_overrules() -> None:
    source = decode("会议".encode("gb18030"), encoding="GBK")
    assert (source.text, source.encoding) == ("会议", "gbk")
    assert decode("会议".encode(), encoding="latin-1").text != "会议"
    marked = decode(codecs.BOM_UTF8 + b"a", encoding="utf8")
    assert (marked.text, marked.bom) == ("a", True)
    wide = decode("会".encode("utf-16"), encoding="utf-16")
    assert (wide.text, wide.bom) == ("会", True)


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "a\0b", "undefined", "ütf"])
def test_an_unknown_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(FileProblem, match="unknown encoding"):
        decode(b"a", encoding=encoding)


@pytest.mark.parametrize("encoding", ["idna", "punycode"])
def test_odd_codecs_give_text_or_a_problem(encoding: str) -> None:
    with contextlib.suppress(FileProblem):
        assert isinstance(decode(b"\xff\xfe--\x00", encoding=encoding).text, str)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        b"PK\x03\x04rest",
        b"%PDF-1.7\n",
        bytes(4096),
        b"\x7fELF\x02\x01",
        random.Random(4).randbytes(20000),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FileProblem, match=r"song\.mp3.* is not text") as caught:
        decode(data, name="song.mp3")
    assert caught.value.hint


def test_hash_and_empty() -> None:
    source = decode(b"")
    assert (source.text, source.undecoded, source.sha256) == ("", (), hashlib.sha256(b"").hexdigest())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029\0\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"GIF8", b"PK", b"%PDF", b"ID3", b"OggS", b"fLaC", b"SQLite")):
        assert decode(data).text == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_problem(data: bytes) -> None:
    try:
        source = decode(data)
    except FileProblem:
        return
    assert all(source.text[at] == "\ufffd" for at in source.undecoded)
    assert not any("\ud800" <= char <= "\udfff" or char in "\r\x85\u2028\u2029" for char in source.text)
