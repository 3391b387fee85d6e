"""Pages of HTML: what is drawn, which part of a page, and in which encoding it is read."""

from __future__ import annotations

import codecs

import pytest
from document_samples import lines_of, turns_of, understood

from tui.errors import FileProblem
from tui.transcript.drawing.choose import drawn_document
from tui.transcript.drawing.html_charset import declared, decoded

_SAID = (
    ("林岚报", "您为什么要在屋顶上种树？这是很多读者来信问我们的。"),
    ("周明", "因为地上没有地方了，而树不在乎自己站在第几层。"),
    ("林岚报", "问题是：浇水怎么办？"),
    ("周明", "靠雨水，rain is free，存在一个十二立方米的罐子里。"),
)
TALK = "".join(f"<p><strong>{name}：</strong>{said}</p>\n" for name, said in _SAID)
TURNS = [(name, None, None, said) for name, said in _SAID]


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def test_an_article_with_bold_names() -> None:
    data = page(
        f"<nav>首页</nav><article><h1>屋顶上的树</h1>{TALK}</article><p>不相干的一句话，在文章之外，也很长。</p>"
    )
    assert turns_of(data) == TURNS
    assert understood(data, "x.html").title == "屋顶上的树"
    assert lines_of(data)[0] == "# 屋顶上的树"
    assert "不相干" not in "".join(lines_of(data))


def test_a_news_site_without_article() -> None:
    links = "".join(f"<li><a href=/{i}>要闻标题第{i}号，长得像一句话。</a></li>" for i in range(9))
    data = page(
        f"<div class='top-nav'><a href=/>首页</a>｜<a href=/login>登录</a></div><div id=wrap><div class=left>"
        f"<h1>屋顶上的树</h1><div class=info>2031-05-06 来源：林岚报</div><div><a>分享</a><a>收藏</a></div>"
        f"<div class=content>{TALK * 4}</div></div><ul class=list>{links}</ul></div>"
        f"<p>编后：这一段话在正文的格子之外，也应当留下。</p>"
        f"<div class=footer><p>版权所有，未经授权不得转载，违者必究，谢谢合作。</p></div>",
        "<title>屋顶上的树 - 林岚报</title>",
    )
    assert lines_of(data) == [
        "# 屋顶上的树",
        "2031-05-06 来源：林岚报",
        *[f"{name}：{said}" for name, said in _SAID] * 4,
        "编后：这一段话在正文的格子之外，也应当留下。",
    ]


def test_an_article_that_a_script_would_show() -> None:
    data = page(
        f"<div><h1>屋顶上的树</h1><div id='js_content' style='visibility: hidden; opacity: 0'>{TALK}</div></div>"
        "<p style='display:none'>看不见的一句话，藏着，很长很长。</p>"
    )
    assert lines_of(data) == ["# 屋顶上的树", *(f"{name}：{said}" for name, said in _SAID)]


def test_a_page_of_one_own_text_is_whole() -> None:
    assert lines_of(page("<h2>记</h2><p>一</p>二<div>三</div><p>四</p>")) == ["## 记", "一", "二", "三", "四"]


def test_blocks_lists_and_breaks() -> None:
    body = (
        "<h1>题<br>目</h1><h3>林岚：</h3><p>一<br>二<wbr>三</p><hr>"
        "<ul><li>甲<li><p>乙</p><li>周明：丙</ul><ol start=3><li>丁</li><li value=9>戊</li></ol>"
        "<ol type=A><li>己</ol><dl><dt>问</dt><dd>答</dd></dl><pre>a  b\n\n  c</pre><q>引</q>"
        "<blockquote>庚</blockquote><span style='display:block'>辛</span>壬"
    )
    assert lines_of(page(body)) == [
        *("# 题 目", "林岚：", "一", "二三", "---", "- 甲", "- 乙", "周明：丙", "3. 丁", "9. 戊", "A. 己", "问", "答"),
        *("a  b", "c", "“引”", "庚", "辛", "壬"),
    ]


def test_blanks() -> None:
    body = "<p>中文\n  换行，\n接着\nEnglish\nwords&nbsp;&nbsp;two\u200b\u00ad。</p>"
    body += "<p>\u3000\u3000缩进 <b> 粗 </b> 。</p><p>&nbsp;</p>"
    assert lines_of(page(body)) == ["中文换行，接着 English words two。", "缩进 粗 。"]


def test_what_is_not_drawn() -> None:
    body = (
        "<p>留<script>var p='<p>脚本</p>'</script><style>p{}</style><span hidden>藏</span><i aria-hidden=true>图标</i>"
        "<noscript>无脚本</noscript><button>按</button><select><option>选</option></select><!-- 注 -->下</p>"
        "<template><p>模板</p></template><iframe src='http://example.org/x'></iframe><svg><title>画</title></svg>"
    )
    assert lines_of(page(body)) == ["留下"]


def test_pictures_notes_and_readings() -> None:
    body = (
        "<p><img src=a.jpg alt='林岚在 [屋顶]'></p><p>字<img src=b.gif></p><p>字<img alt=说明>字</p>"
        "<p>笑<img class=emoji alt='😀'></p><p><img src=dot.gif width=1 height=1></p>"
        "<p>有注<sup><a href='#n'>3</a></sup>，平方<sup>2</sup></p>"
        "<p><ruby>樹<rp>(</rp><rt>shù</rt><rp>)</rp></ruby></p>"
    )
    assert lines_of(page(body)) == [
        *("![林岚在 (屋顶)]()", "字", "字字", "![说明]()", "笑😀", "有注[3]，平方2", "樹(shù)"),
    ]


def test_tables() -> None:
    rows = (("00:00:05.120", "林岚", "开始。<br>还有"), ("00:00:09.5", "周明", "好：的"), ("01:00:00", "林岚", "完。"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    data = page(f"<table><tr><th>时间<th>说话人<th>内容</tr>{cells}</table>")
    assert turns_of(data) == [
        ("林岚", 5_120, None, "开始。 / 还有"),
        ("周明", 9_500, None, "好：的"),
        ("林岚", 3_600_000, None, "完。"),
    ]
    plain = "<table><tr><td>年<td>棵</tr><tr><td rowspan=2>2030<td>100<tr><td>120</table>"
    assert lines_of(page(plain)) == ["年\t棵", "2030\t100", "120"]
    layout = "<table><tr><td>左</td><td><table><tr><td>甲<td>乙</table><p>右</p></td></tr></table>"
    assert lines_of(page(layout)) == ["左", "甲\t乙", "右"]


def test_a_title_in_the_head_only() -> None:
    drawn = drawn_document(page("<p>只有正文。</p>", "<title>树\n的 事</title>"))
    assert drawn is not None
    assert (drawn.title, drawn.format) == ("树 的 事", "html")


@pytest.mark.parametrize(
    "head",
    [
        b"<!doctype html>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
        b"<!-- saved from url=(0013)about:internet -->\n<html lang=zh>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x' 'y'>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
        b"<html>",
        b"<HEAD>",
    ],
)
def test_pages_by_what_they_begin_with(head: bytes) -> None:
    data = head + "<body><p>林岚：好</p></body>".encode()
    assert lines_of(data, "page.txt") == ["林岚：好"]
    wide = codecs.BOM_UTF16_LE + data.removeprefix(codecs.BOM_UTF8).decode().encode("utf-16-le")
    assert lines_of(wide, "page.txt") == ["林岚：好"]


def test_no_pages() -> None:
    for text in (
        "a <b> c",
        "<p>一</p>\n<p>二</p>",
        "# 题\n<div align=center>x</div>",
        "<v 林岚>好",
        "<!-- 注 --> 正文",
    ):
        assert drawn_document(text.encode(), name="a.md") is None
    assert drawn_document("林岚：a < b > c".encode(), name="a.html") is None
    assert lines_of("<p>一</p>\n<p>二</p>".encode(), "a.html") == ["一", "二"]


@pytest.mark.parametrize(
    ("says", "codec", "name"),
    [
        ('<meta charset="gb2312">', "gb18030", "gb18030"),
        ('<meta http-equiv=Content-Type content="text/html; charset=big5">', "big5hkscs", "big5hkscs"),
        ("<meta charset=shift_jis>", "cp932", "cp932"),
        ("<meta charset=iso-8859-1>", "cp1252", "cp1252"),
        ("<meta charset=utf-16>", "utf-8", "utf-8"),
    ],
)
def test_a_declared_encoding_is_believed(says: str, codec: str, name: str) -> None:
    text = "é" if codec == "cp1252" else "東" if codec != "gb18030" else "镕"
    source = decoded(f"<html><!-- charset=koi8-r -->{says}<p>{text}</p>".encode(codec))
    assert (source.encoding, source.text[-5:-4], source.undecoded) == (name, text, ())


def test_marks_and_the_reader_overrule_a_declaration() -> None:
    body = "<meta charset=gbk><p>樹樹</p>"
    assert decoded(codecs.BOM_UTF8 + body.encode()).text.endswith("<p>樹樹</p>")
    assert decoded(body.encode("big5"), encoding="big5").text.endswith("<p>樹樹</p>")
    drawn = drawn_document(f"<html>{body}".encode("big5"), encoding="big5")
    assert drawn is not None
    assert (drawn.text, drawn.encoding) == ("樹樹\n", "big5")
    # Saved by a browser: the bytes are UTF-8, the declaration is the server's.
    assert decoded("<meta charset=gbk><p>城里没有树，所以种树</p>".encode()).encoding == "utf-8"
    assert (
        declared(b"<meta charset=nonsense>") == declared(b"<p>charset=gbk</p>") == declared(b"<meta charset=hex>") == ""
    )


def test_bytes_that_cannot_be_read_are_known() -> None:
    drawn = drawn_document(b"<html><meta charset=utf-8><p>abc \xff def</p>")
    assert drawn is not None
    assert drawn.is_damaged
    assert drawn.text == "abc \ufffd def\n"


def test_xhtml_is_read_as_xml_if_it_is() -> None:
    data = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script/></head><body>%s</body></html>'
    assert lines_of((data % "<p>一&nbsp;二<a id='x'/>三</p>").encode()) == ["一 二三"]
    assert lines_of((data % "<p>一<br>二<a id='x'/>三").encode()) == ["一", "二三"]


def test_entities_of_its_own_read_no_file() -> None:
    data = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>一&x;</p></body></html>'
    )
    assert "root:" not in "".join(lines_of(data.encode()))


def test_no_text_and_too_deep() -> None:
    for data, why in (
        (page("<script>render()</script>"), "page without text"),
        (page("<div>" * 5000 + "x"), "nested too deeply"),
    ):
        with pytest.raises(FileProblem, match=f"x.html cannot be read: .*{why}"):
            drawn_document(data, name="x.html")


def test_deep_but_not_too_deep() -> None:
    assert lines_of(page("<div>" * 1500 + "深" + "</div>" * 1500)) == ["深"]
