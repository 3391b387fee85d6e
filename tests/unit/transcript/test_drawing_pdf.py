"""PDF documents: lines set together as paragraphs, running heads left out, what cannot be read."""

from __future__ import annotations

import logging
import textwrap

import pytest
from document_samples import lines_of, turns_of, understood
from hypothesis import given
from hypothesis import strategies as st
from pdf_sample import Set, pdf_bytes

from tui.errors import FileProblem
from tui.transcript.drawing.choose import drawn_document
from tui.transcript.drawing.pdf_heads import without_running_heads
from tui.transcript.drawing.pdf_lines import Line

LONG = "城里的树是最慢的居民，也是最安静的居民，它们不搬家，也不抱怨，只在秋天落一次叶子，像是交一年的房租，"
ENGLISH = "The tide table is a promise, and an archive of tide tables is a record of how well the town keeps it. "


def wrapped(text: str, width: int = 34) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def column(lines: list[str], *, top: float = 780, x: float = 72, gap: float = 18) -> list[Set]:
    return [Set(x, top - gap * i, line) for i, line in enumerate(lines)]


def test_chinese_lines_are_one_paragraph() -> None:
    said = [f"林岚：{LONG * 2}完。", "周明：短。", f"林岚：{LONG}那么 Pruning 呢？", f"周明：{LONG * 3}好。"]
    data = pdf_bytes([column([line for one in said for line in wrapped(one)])], title="对谈：树", is_packed=True)
    assert lines_of(data) == said
    assert [turn[0] for turn in turns_of(data)] == ["林岚", "周明", "林岚", "周明"]
    drawn = drawn_document(data)
    assert drawn is not None
    assert (drawn.format, drawn.title) == ("pdf", "对谈：树")


def test_english_lines_and_hyphens() -> None:
    first, second = f"Sam Lee: {ENGLISH * 4}", f"Ana Ruiz: {ENGLISH * 3}"
    lines = [*textwrap.wrap(first, 86), *textwrap.wrap(second, 86), "Sam Lee: Yes.", "Ana Ruiz: No."]
    assert lines_of(pdf_bytes([column(lines)])) == [first.strip(), second.strip(), *lines[-2:]]
    broken = ["x" * 70 + " prom-", "ise " + "y" * 66 + " GPT-", "4 " + "z" * 74, "short"]
    assert lines_of(pdf_bytes([column(broken)]))[0] == f"{'x' * 70} promise {'y' * 66} GPT-4 {'z' * 74} short"


def test_paragraphs_are_parted_by_distance_indent_and_heads() -> None:
    full = wrapped(LONG * 5)[:6]
    near = [Set(72, 780, full[0]), Set(72, 762, full[1])]
    assert lines_of(pdf_bytes([[*near, Set(72, 720, full[2]), Set(72, 702, full[3])]])) == [
        full[0] + full[1],
        full[2] + full[3],
    ]
    indented = [Set(96, 744, full[2][:-2]), Set(72, 726, full[3])]
    assert lines_of(pdf_bytes([[*near, *indented]])) == [full[0] + full[1], full[2][:-2] + full[3]]
    timed = [Set(72, 744, "00:00:05 林岚"), Set(72, 726, full[3])]
    assert lines_of(pdf_bytes([[*near, *timed]])) == [full[0] + full[1], "00:00:05 林岚", full[3]]


def test_lines_that_are_not_wrapped_stay() -> None:
    lines = ["发言人1 00:01", "夜班怎么排？", "发言人2 00:09", "问题是：人不够。", "发言人1 32:01", "好。"]
    assert lines_of(pdf_bytes([column(lines)])) == lines
    assert turns_of(pdf_bytes([column(lines)])) == [
        ("发言人1", 1_000, None, "夜班怎么排？"),
        ("发言人2", 9_000, None, "问题是：人不够。"),
        ("发言人1", 1_921_000, None, "好。"),
    ]


def test_a_paragraph_goes_on_over_the_page_and_heads_are_left_out() -> None:
    lines = wrapped(LONG * 12)
    pages = [
        [Set(72, 810, "城市与树", 9), *column(lines[i : i + 4]), Set(290, 30, f"— {i // 4 + 1} —", 9)]
        for i in range(0, 16, 4)
    ]
    assert lines_of(pdf_bytes(pages)) == ["".join(lines[:16])]


def test_large_lines_are_headings() -> None:
    pages = [
        [Set(100, 800, "城里的树", 22), Set(72, 770, "第一节", 16), *column([*wrapped(LONG * 2), "完。"], top=740)]
    ]
    assert lines_of(pdf_bytes(pages))[:2] == ["# 城里的树", "## 第一节"]
    assert understood(pdf_bytes(pages)).title == "城里的树"


def test_characters_that_fonts_put_in_the_place_of_others() -> None:
    data = pdf_bytes([column(["⽂字和⼈，e\ufb03cient", "我 们 的 话 都 分 开 了 2031", "林岚 周明 和我们都在这里"])])
    assert lines_of(data) == ["文字和人，efficient", "我们的话都分开了 2031", "林岚 周明 和我们都在这里"]


def page_of(*texts: str) -> list[Line]:
    return [Line(text, 72, 800 - 20 * i, 12, 595) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("pages", "left"),
    [
        ([["题", "一", "1"], ["题", "二", "2"], ["题", "三", "3"]], ["一", "二", "三"]),
        ([["题", "一"], ["题", "二"]], ["题", "一", "题", "二"]),
        ([["第 5 页 共 9 页", "一"], ["第 6 页 共 9 页", "二"]], ["一", "二"]),
        ([["一", "Page 1 of 1"]], ["一"]),
        ([["一", "1"]], ["一", "1"]),
        ([["一", "1"], ["二", "3"]], ["一", "1", "二", "3"]),
        ([["奇" if n % 2 else "偶", chr(0x4E00 + n)] for n in range(8)], [chr(0x4E00 + n) for n in range(8)]),
        ([[f"发言人1 00:{n}1", "话"] for n in (1, 2, 5)], ["发言人1 00:11", "发言人1 00:21", "发言人1 00:51"]),
        ([["章 2", "一"], ["章 2", "二"], ["丙", "三"], ["丁", "四"], ["戊", "五"], ["己", "六"]], None),
    ],
)
def test_running_heads_and_page_numbers(pages: list[list[str]], left: list[str] | None) -> None:
    lines = [page_of(first, *["正文"] * 4, *others) for first, *others in pages]
    kept = [line.text for page in without_running_heads(lines) for line in page if not line.text.startswith("正文")]
    assert kept == (left if left is not None else [text for page in pages for text in page])


@given(st.lists(st.lists(st.sampled_from(["题", "1", "2", "3", "Page 1", "话 1"]), max_size=5), max_size=6))
def test_only_lines_at_the_edges_are_left_out(pages: list[list[str]]) -> None:
    lines = [page_of(*texts) for texts in pages]
    for before, after in zip(lines, without_running_heads(lines), strict=True):
        assert [line for line in before if line in after] == after
        assert len(before) - len(after) <= 4


def test_no_text_and_no_map() -> None:
    for data, why in (
        (pdf_bytes([[]]), "without text, only pictures"),
        (pdf_bytes([]), "without pages"),
        (b"%PDF-1.7\n", "damaged .its structure"),
        (pdf_bytes([column(["好"])])[:400], "damaged"),
    ):
        with pytest.raises(FileProblem, match=f"扫描.pdf cannot be read: .*{why}"):
            drawn_document(data, name="扫描.pdf")


def test_damage_is_not_logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    data = pdf_bytes([column(["好的"])]).replace(b"startxref\n", b"startxref\n9")
    assert lines_of(data) == ["好的"]
    logger = logging.getLogger("pypdf")
    assert (capfd.readouterr().err, caplog.records, logger.propagate, logger.handlers) == ("", [], True, [])


def test_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    import pypdf

    for password, why in (("x", "with a password"), ("", "")):
        writer = pypdf.PdfWriter(io.BytesIO(pdf_bytes([column(["好的"])])))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        if why:
            with pytest.raises(FileProblem, match=why):
                drawn_document(out.getvalue(), name="a.pdf")
        else:
            assert lines_of(out.getvalue()) == ["好的"]

    def refuses(*_: object) -> None:
        raise RuntimeError("the cipher's package is not here")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", refuses)
    with pytest.raises(FileProblem, match=r"encrypted.*qpdf"):
        drawn_document(out.getvalue(), name="a.pdf")


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.transcript.drawing import pdf

    monkeypatch.setattr(pdf, "_OPERATORS", 200)
    data = pdf_bytes([column(["好"]), column(["好"])], operators="q Q\n" * 200)
    with pytest.raises(FileProblem, match="page 1 asks for too much work"):
        drawn_document(data, name="a.pdf")
    monkeypatch.setattr(pdf, "PAGES", 1)
    with pytest.raises(FileProblem, match="2 pages, more than 1"):
        drawn_document(data, name="a.pdf")
