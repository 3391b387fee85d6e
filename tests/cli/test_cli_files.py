"""Hostile files: each is shown as it is meant, or refused in one line with exit code 1; nothing of it is ever run."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from cli_talk import Pizhu

TALK = "主持人：今天我们谈自主学习。\n嘉宾：我觉得很难。\n" * 3
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


def packed(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


SHOWN: dict[str, tuple[bytes, str]] = {
    "twice-marked.txt": (b"\xef\xbb\xbf\xef\xbb\xbf" + TALK.encode(), "今天我们谈自主学习"),
    "utf-7.txt": ("他说".encode("utf-7"), "+TtaL9A-"),
    "utf-32.txt": (TALK.encode("utf-32"), "今天我们谈自主学习"),
    "euc-jp.txt": ("司会：港の話をするのは久しぶりです。\n".encode("euc_jp"), "港の話をする"),
    "overlong.txt": (b"\xc0\xaf\xe0\x80\xaf" + TALK.encode(), "\ufffd"),
    "c1.txt": ("\x9b31m\x9d52;c;aGk=\x9c好\n".encode(), "<9B>31m<9D>52;c;aGk=<9C>好"),
    "format.txt": (
        b"%s %n {0} {x.__class__} ${HOME} $(touch pwned) `touch pwned`\n",
        "{x.__class__} ${HOME} $(",
    ),
    "marks.txt": ("中".encode() + "\u0301".encode() * 50_000, "中\u0301"),
    "lines.txt": (b"\n" * 100_000 + "末".encode(), "末"),
    "line.txt": (("一句话，" * 100_000).encode(), "一句话，一句话，"),
    "wrong-times.srt": ("1\n00:00:05,000 --> 00:00:01,000\n倒着\n\n2\n99:99:99,999 --> 0\n不是\n".encode(), "倒着"),
    "hours.lrc": ("[00:01.00][99:99.99]好\n[offset:-99999999999999]\n".encode(), "好"),
    "outside.docx": (packed({"../../pwned": "x", "/tmp/pwned": "x", "word/document.xml": WORD.format("好")}), "好"),
    "page.html": (
        "<p>&#27;[2J&#xd800;&#x202e;好<script>x()</script><iframe src=file:///etc/passwd></iframe></p>".encode(),
        "␛[2J",
    ),
    "deep.json": (b"[" * 100_000, "[[[["),
}
REFUSED: dict[str, tuple[bytes, str]] = {
    "russian.txt": (("Ведущий: добрый день, друзья.\n" * 4).encode("koi8-r"), "fit no encoding"),
    "every-byte.txt": (bytes(range(256)) * 8, "full of control bytes"),
    "nuls.txt": (TALK.encode() + bytes(100), "full of NUL bytes"),
    "deep-talk.json": (b'{"segments":' + b"[" * 100_000, "nested too deeply"),
    "time.json": (b'{"segments":[{"start":1e999,"end":2,"text":"x"}]}', "that is no time"),
    "bomb.docx": (packed({"word/document.xml": " " * (100 << 20)}), "larger than 96 MiB"),
    "entity.docx": (
        packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + WORD.format("&x;")}),
        "defines entities of its own",
    ),
    "cut.docx": (packed({"word/document.xml": WORD.format("好")})[:200], "damaged or cut off"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "is damaged"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old office document"),
}
NAMES = (
    "-rf.txt",
    "$(touch pwned).txt",
    "; touch pwned .txt",
    " .txt",
    "%s%n{0}.txt",
    "a?*[x].txt",
    "字" * 80 + ".txt",
    "\\re:x.txt",
)


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_shown_as_it_is_meant(pizhu: Pizhu, name: str) -> None:
    data, text = SHOWN[name]
    Path(name).write_bytes(data)
    told = pizhu("show", name)
    assert told.code == 0
    assert text in told.out
    assert told.err == "" or "could not be read" in told.err
    assert sorted(os.listdir()) == sorted([name, "home"])


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_line(pizhu: Pizhu, name: str) -> None:
    data, words = REFUSED[name]
    Path(name).write_bytes(data)
    told = pizhu("show", name)
    assert (told.code, told.out) == (1, "")
    assert words in told.err
    assert told.err.startswith("pizhu: ")
    assert told.err.count("\n") == 1
    assert sorted(os.listdir()) == sorted([name, "home"])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(pizhu: Pizhu, name: str) -> None:
    Path(name).write_text(TALK, encoding="utf-8")
    assert pizhu("show", "--", name).code == 0
    assert pizhu("mark", "--quote=很难", "--nth=1", "--", name).code == 0
    assert pizhu("check").code == 0
    assert sorted(os.listdir()) == sorted([name, "home", "annotations.db"])
