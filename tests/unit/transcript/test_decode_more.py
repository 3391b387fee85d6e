"""Encodings beyond the Chinese ones, and that they take nothing away from those."""

from __future__ import annotations

import pytest

from tui.errors import FileProblem
from tui.transcript.decode import decode

JAPANESE = "司会：今日はお集まりいただき、ありがとうございます。\n佐野：こちらこそ。港の話をするのは久しぶりです。\n"
KOREAN = "진행자: 오늘은 바다에 대해 이야기합니다.\n손님: 물이 어디까지 찼는지 기억해요. OK.\n"
WESTERN = "Élodie: The café closed in março, “for good”, they said – naïve, wasn’t it?\nJosé: It was. I kept the key.\n"
CHINESE = "采访者：那天的潮水到哪里？\n沈禾：到第三级台阶，后来我们在墙上画了一道线。\n"


@pytest.mark.parametrize("text", [JAPANESE, JAPANESE[:14], JAPANESE * 400])
def test_shift_jis(text: str) -> None:
    source = decode(text.encode("shift_jis"))
    assert (source.encoding, source.text, source.undecoded) == ("shift_jis", text, ())


@pytest.mark.parametrize("text", [JAPANESE, JAPANESE[:14], JAPANESE * 400])
def test_euc_jp(text: str) -> None:
    source = decode(text.encode("euc_jp"))
    assert (source.encoding, source.text, source.undecoded) == ("euc_jp", text, ())


@pytest.mark.parametrize("text", [KOREAN, KOREAN[:13], KOREAN * 400])
def test_euc_kr(text: str) -> None:
    source = decode(text.encode("euc_kr"))
    assert (source.encoding, source.text, source.undecoded) == ("euc_kr", text, ())


def test_what_fits_no_encoding_is_refused_with_the_way_out() -> None:
    with pytest.raises(FileProblem, match="fit no encoding") as told:
        decode(("Ведущий: добрый день, друзья.\n" * 4).encode("koi8-r"))
    assert "--encoding" in told.value.hint


def test_shift_jis_with_what_only_windows_has() -> None:
    text = JAPANESE + "第①回、髙橋さん。\n"
    source = decode(text.encode("cp932"))
    assert (source.encoding, source.text) == ("cp932", text)


@pytest.mark.parametrize("text", [WESTERN, "José said no.\n", "It’s fine… really\n", WESTERN * 300])
def test_windows_1252(text: str) -> None:
    source = decode(text.encode("cp1252"))
    assert (source.encoding, source.text, source.undecoded) == ("cp1252", text, ())


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("text", [CHINESE, CHINESE[:12], "Q: 好 (OK)\nA: yes, 不行\n" * 3])
def test_chinese_stays_chinese(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_traditional_stays_big5() -> None:
    text = "採訪者：那天的潮水到哪裡？\n沈禾：到第三級臺階，後來我們在牆上畫了一道線。\n"
    source = decode(text.encode("big5"))
    assert (source.encoding, source.text) == ("big5", text)


def test_bytes_of_nothing_stay_marked() -> None:
    source = decode(b"abc \x81\x8d\x90 def, a longer line of plain words around it\n" * 3)
    assert source.encoding == "utf-8"
    assert source.undecoded
