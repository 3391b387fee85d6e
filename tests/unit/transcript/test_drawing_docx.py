"""Word documents."""

from __future__ import annotations

import docx
import pytest
from document_samples import dialogue, lines_of, saved, turns_of, understood, word, zipped
from docx.enum.text import WD_BREAK
from docx.shared import RGBColor

from tui.errors import FileProblem
from tui.transcript.drawing.choose import drawn_document
from tui.transcript.model import SegmentKind


def p(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_bold_names_with_colons() -> None:
    document = dialogue(
        ("林岚", "树是最慢的居民。"),
        ("周明", "慢有慢的好处：it waits."),
        ("林岚", "为什么？"),
        ("周明", "问题是：谁来等？"),
    )
    document.add_paragraph("这一段还是他说的。")
    assert turns_of(saved(document)) == [
        ("林岚", None, None, "树是最慢的居民。"),
        ("周明", None, None, "慢有慢的好处：it waits."),
        ("林岚", None, None, "为什么？"),
        ("周明", None, None, "问题是：谁来等？ / 这一段还是他说的。"),
    ]
    drawn = drawn_document(saved(document))
    assert drawn is not None
    assert (drawn.format, drawn.encoding, drawn.text[:3]) == ("docx", "utf-8", "林岚：")


def test_titles_headings_and_lists() -> None:
    document = docx.Document()
    document.add_heading("城市里的树", 0)
    document.add_heading("第一节：慢", 2)
    document.add_heading("林岚：", 3)
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    document.add_paragraph("周明：丁", style="List Bullet")
    document.add_paragraph("  戊\u3000")
    expected = ["# 城市里的树", "## 第一节：慢", "林岚：", "1. 甲", "2. 乙", "- 丙", "周明：丁", "戊"]
    assert lines_of(saved(document)) == expected
    assert understood(saved(document), "x.docx").title == "城市里的树"


def test_a_title_among_the_properties() -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    for title, expected in (("对谈 2.0 版", "对谈 2.0 版"), ("会议纪要.docx", ""), ("Word Document", "")):
        document.core_properties.title = title
        drawn = drawn_document(saved(document))
        assert drawn is not None
        assert drawn.title == expected


def test_teams_names_and_times_in_one_paragraph() -> None:
    document = docx.Document()
    for line in ("Weekly sync-20310506_100012-Meeting Recording", "May 6, 2031, 10:00AM", "32m 10s"):
        document.add_paragraph(line)
    document.add_paragraph().add_run("Ana Ruiz").bold = True
    document.paragraphs[-1].add_run(" started transcription")
    said = [
        ("Ana Ruiz", "0:03", "Are we at 12:30 or at 1:00?"),
        ("Lindqvist, Bo", "0:09", "注意：先看接口。"),
        ("Ana Ruiz", "1:02:03", "好的，bye."),
    ]
    for name, time, text in said:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        stamp = paragraph.add_run(f"   {time}")
        stamp.font.color.rgb = RGBColor(0x60, 0x60, 0x60)
        stamp.add_break(WD_BREAK.LINE)
        paragraph.add_run(text)
    assert turns_of(saved(document)) == [
        ("Ana Ruiz", 3_000, None, "Are we at 12:30 or at 1:00?"),
        ("Lindqvist · Bo", 9_000, None, "注意：先看接口。"),
        ("Ana Ruiz", 3_723_000, None, "好的，bye."),
    ]


@pytest.mark.parametrize("is_one_paragraph", [True, False])
def test_teams_captions(is_one_paragraph: bool) -> None:
    document = docx.Document()
    said = [
        ("0:0:0.0 --> 0:0:2.440", "Ana Ruiz", "Hello, 大家好。"),
        ("0:0:2.440 --> 0:0:9.5", "Lindqvist, Bo", "Hi."),
        ("0:59:59.999 --> 1:2:3.4", "Ana Ruiz", "Bye."),
    ]
    for lines in said:
        if is_one_paragraph:
            document.add_paragraph("\n".join(lines))
        else:
            for line in lines:
                document.add_paragraph(line)
    assert turns_of(saved(document)) == [
        ("Ana Ruiz", 0, 2_440, "Hello, 大家好。"),
        ("Lindqvist · Bo", 2_440, 9_500, "Hi."),
        ("Ana Ruiz", 3_599_999, 3_723_400, "Bye."),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                *("灰度发布周会", "2031年5月6日 下午 3:00|12分钟 34秒", "关键词:", "排期、接口", "文字记录"),
                *("说话人 1 00:00:05", "我们 12:30 之前结束。", "说话人 2 00:00:09.120", "比例还是 16:9。"),
            ],
            [
                ("说话人 1", 5_000, None, "我们 12:30 之前结束。"),
                ("说话人 2", 9_120, None, "比例还是 16:9。"),
            ],
        ),
        (
            [
                "录音时长：00:32:10",
                "发言人1 00:01",
                "夜班怎么排？",
                "发言人2 00:09",
                "问题是：人不够。",
                "发言人1 32:01",
                "好。",
            ],
            [
                ("发言人1", 1_000, None, "夜班怎么排？"),
                ("发言人2", 9_000, None, "问题是：人不够。"),
                ("发言人1", 1_921_000, None, "好。"),
            ],
        ),
        (
            ["会议主题：接口评审", "汤欣钰(00:00:03): 早上好。", "梁若川(00:00:09): 早。", "汤欣钰(00:01:03): 开始。"],
            [
                ("汤欣钰", 3_000, None, "早上好。"),
                ("梁若川", 9_000, None, "早。"),
                ("汤欣钰", 63_000, None, "开始。"),
            ],
        ),
    ],
    ids=["feishu", "xunfei", "tencent"],
)
def test_meeting_exports(lines: list[str], expected: list[tuple[str, int, None, str]]) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph().add_run(line).bold = "00:" in line
    assert turns_of(saved(document)) == expected


def test_a_table_of_times_speakers_and_texts() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("时间", "发言人", "内容"),
        ("00:00:05.120", "林岚", "开始。\n还有一句。"),
        ("00:01:05.3", "Sam Lee", "Yes: now."),
        ("00:02:00.000", "林岚", "好。"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert turns_of(saved(document)) == [
        ("林岚", 5_120, None, "开始。 / 还有一句。"),
        ("Sam Lee", 65_300, None, "Yes: now."),
        ("林岚", 120_000, None, "好。"),
    ]


def test_merged_cells_speak_on() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    for i, (name, text) in enumerate(
        (("林岚", "一。说得长。"), ("", "二。说得长。"), ("周明", "三。说得长。"), ("林岚", "四。"))
    ):
        table.cell(i, 0).text, table.cell(i, 1).text = name, text
    table.cell(0, 0).merge(table.cell(1, 0))
    assert lines_of(saved(document)) == [
        "林岚: 一。说得长。",
        "林岚: 二。说得长。",
        "周明: 三。说得长。",
        "林岚: 四。",
    ]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>插</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>"
        "<w:ins><w:p><w:r><w:t>一段</w:t></w:r></w:p></w:ins>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删行</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines_of(word(body)) == ["留插新", "一段", "行"]


def test_signs_breaks_and_hidden_text() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"
        '<w:softHyphen/><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:char="2192"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r>'
        "<w:r><w:fldChar/><w:instrText> PAGE </w:instrText><w:t>3</w:t></w:r></w:p>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>shù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>樹</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert lines_of(word(body)) == ["甲\t乙", "丙-丁□→现3", "樹(shù)链接", "控件"]


def test_notes_are_not_lost() -> None:
    body = (
        '<w:p><w:r><w:t>一</w:t></w:r><w:r><w:endnoteReference w:id="7"/></w:r><w:r><w:t>二</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    parts = {
        "footnotes": f'<w:footnote w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="2">{p("脚注")}{p("又")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="7">{p(" 尾注")}</w:endnote>',
    }
    data = word(body, parts=parts)
    assert lines_of(data) == ["一[1]二[2]", "---", "[1] 尾注", "[2] 脚注", "又"]


def test_text_boxes_are_drawn_once_and_pictures_marked() -> None:
    box = f"<w:txbxContent>{p('框里的话')}</w:txbxContent>"
    picture = (
        '<w:drawing><wp:inline><wp:extent cx="{0}" cy="{0}"/><wp:docPr descr="{1}"/><a:blip/></wp:inline></w:drawing>'
    )
    body = (
        "<w:p><w:r><w:t>外</w:t><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:p><w:r>{picture.format(3_000_000, '合影 [1]')}</w:r></w:p>"
        f"<w:p><w:r>{picture.format(300_000, '头像')}</w:r><w:r><w:t>林岚 0:03</w:t></w:r></w:p>"
    )
    assert lines_of(word(body)) == ["外", "框里的话", "![合影 (1)]()", "林岚 0:03"]
    kinds = [segment.kind for segment in understood(word(body)).segments]
    assert SegmentKind.IMAGE in kinds


def test_lists_are_numbered_as_word_does() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )

    def item(text: str, level: int, number: int) -> str:
        its = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        return p(text, its)

    items = [("甲", 0, 1), ("乙", 1, 1), ("丙", 1, 1), ("丁", 0, 1), ("戊", 1, 1), ("己", 0, 2), ("庚", 0, 9)]
    body = "".join(item(*one) for one in items)
    assert lines_of(word(body, parts={"numbering": numbering})) == [
        *("（三） 甲", "三.i 乙", "三.ii 丙", "（四） 丁", "四.i 戊", "（一） 己", "庚"),
    ]


def test_a_page_of_html_inside() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    body = '<w:p/><w:altChunk r:id="c"/>'
    members = {
        "word/document.xml": f'<w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="c" '
        'Type="http://x/aFChunk" Target="/word/afchunk.mht"/></Relationships>',
        "word/afchunk.mht": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        '<html><head><meta charset=3D"utf-8"></head><body><p>=E6=9E=97=E5=B2=9A</p></body></html>\n--B--\n',
    }
    assert lines_of(zipped(members)) == ["林岚"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (word(""), "no text"),
        (zipped({"word/document.xml": "<w:document xmlns:w='w'/>"}), "word/document.xml does not say"),
        (
            zipped({"word/document.xml": "<w:document xmlns:w='w'>\n<w:body>"}),
            r"word/document.xml is malformed.*line 2",
        ),
        (zipped({"word/document.xml": "<!DOCTYPE d [<!ENTITY x 'y'>]><d><body>&x;</body></d>"}), "entities of its own"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, why: str) -> None:
    with pytest.raises(FileProblem, match=f"报告.docx cannot be read: .*{why}"):
        drawn_document(data, name="报告.docx")
