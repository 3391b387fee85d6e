"""What a line is by itself, whoever speaks: headings, separators, images, boilerplate, bylines."""

from __future__ import annotations

import re

from tui.patterns import late
from tui.transcript.lines import line_beginnings
from tui.transcript.model import SegmentKind

FIRST_SIGNS = frozenset("—－─━-=*_～~!<#主議议話话特免版聲声ND©C未本以轉转AT \t\u3000\ufeff")
"""With which a line begins that says by itself what it is."""

_MARK = late(
    # A line end before the line, so that a whole text is looked through no slower than for line ends.
    rf"\n (?= [{re.escape(''.join(sorted(FIRST_SIGNS)))}] )"
    r"""
    [ \t\u3000\ufeff]* (?:
      (?P<separator> (?: —{2,} | －{2,} | ─{2,} | ━{2,} | -{3,} | ={3,} | \*{3,} | _{3,} | ～{3,} | ~{3,}
                       | (?: \*[ ] ){2,}\* | (?: -[ ] ){2,}- ) [ \t\u3000]* $ )
    | (?P<image> (?: !\[ [^\]\n]* \] \( [^)\n]* \) [ \t]* )+ $ | <img\b[^>\n]*> [ \t]* $ )
    | (?P<heading> \#{1,6} [ \t]+ \S | (?: 主[題题] | [議议][題题] | [話话][題题] ) [ ]? [:：] (?= .{1,60} $ ) )
    | (?P<boilerplate>
        特[別别][聲声]明 [ ]? [:：] | 免[責责][聲声]明 [ ]? [:：] | 版[權权][聲声]明 [ ]? [:：] | [聲声]明 [ ]? [:：]
      | Notice: [ ] The [ ] (?: above[ ] )? content | Disclaimer: [ ] | (?: ©|Copyright[ ] ) .{0,40} (?: 19|20 )\d\d
      | 未[經经]授[權权].{0,12}[轉转][載载] | 本文(?:[來来]自|[轉转][載载]自|[為为]作者)
      | [轉转][載载][請请] | All [ ] rights [ ] reserved
      | Transcribed [ ] by [ ] (?: https?:// | Otter | Rev\b )
      | (?: 以上|本) (?: [內内]容|文[件档檔稿字]) .{0,16} (?: 自[動动]|AI|智能) .{0,6}
        (?: 生成|[轉转][寫写]) .{0,20} $ )
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_KINDS = {
    "separator": SegmentKind.SEPARATOR,
    "image": SegmentKind.IMAGE,
    "heading": SegmentKind.HEADING,
    "boilerplate": SegmentKind.BOILERPLATE,
}

_BYLINE = late(
    r"(?:.{0,12}(?:记者|記者|编辑|編輯|作者|撰文|采访|採訪|整理|校对|校對|来源|來源|时间|時間|地点|地點|日期|播出)|文|图|圖)"
    r"\s*[|｜丨:：/／]\s*\S.{0,40}"
)
_PIPED = late(r"[^|｜。！？!]{1,24}[|｜][^|｜。！？!?]{1,24}")
_DATE = late(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")

_QUOTED = late(r"[“「『\"][^”」』\"]{1,40}[”」』\"]")
_UNENDED = late(r".{1,39}[^。！？!?…,，;；:：、.~～）)\]】》\s]")


def mark_of(line: str) -> SegmentKind | None:
    """The kind of a line that says by itself what it is; None for a line of text."""
    if line[:1] not in FIRST_SIGNS:
        return None
    found = _MARK.match(f"\n{line}")
    return _KINDS[found.lastgroup or ""] if found else None


def find_marks(text: str) -> dict[int, SegmentKind]:
    """By the offsets of their lines: what the lines of a text say of themselves, as `mark_of` has it; in order."""
    return {start: _KINDS[mark.lastgroup or ""] for start, mark in line_beginnings(_MARK, text)}


def is_byline(line: str) -> bool:
    """Whether a line at the head of a document says who, when or where, such as `记者 | 林岚` or a date."""
    return bool(_BYLINE.fullmatch(line) or _PIPED.fullmatch(line) or _DATE.fullmatch(line))


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return _DATE.fullmatch(line) is not None


def is_quoted(line: str) -> bool:
    """Whether a line is one short quotation, as newspapers set their cross-headings."""
    return _QUOTED.fullmatch(line) is not None and line[-2] not in "。，,；;、"


def is_unended(line: str) -> bool:
    """Whether a line is short and ends without a mark that would end a sentence (quotes aside)."""
    return _UNENDED.fullmatch(line.rstrip('”」』"')) is not None
