"""The script in which Han characters are shown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.transcript.script import REACH, Script, convert, convert_span, next_script

PAIRS = (
    "顶峰/頂峰 杰出/傑出 周杰伦/周杰倫 皇后/皇后 以后/以後 三年后/三年後 房间里/房間裡 里程碑/里程碑 干部/幹部 "
    "干净/乾淨 饼干/餅乾 干涉/干涉 头发/頭髮 发现/發現 理发/理髮 面条/麵條 上面条件/上面條件 面试/面試 台湾/臺灣 "
    "台风/颱風 系统/系統 关系/關係 联系/聯繫 制度/制度 研制/研製 其余/其餘 余老师/余老師 云计算/雲計算 "
    "人云亦云/人云亦云 松树/松樹 放松/放鬆 山谷/山谷 稻谷/稻穀 斗争/鬥爭 北斗/北斗 只有/只有 一只猫/一隻貓 "
    "时钟/時鐘 钟情/鍾情 表示/表示 手表/手錶 历史/歷史 日历/日曆 周末/週末 周恩来/周恩來 长征/長征 特征/特徵 "
    "卷起/捲起 试卷/試卷 必须/必須 胡须/鬍鬚 签字/簽字 标签/標籤 看着/看著 显著/顯著 岩石/岩石 复杂/複雜 "
    "恢复/恢復 当然/當然 叮当/叮噹 获得/獲得 收获/收穫 群体/群體 床上/床上 吃饭/吃飯 范围/範圍 范教授/范教授 "
    "模型里/模型裡 词汇/詞彙 注释/註釋 "
)
"""Simplified and traditional of the same words."""

SAMPLE = (
    "[余凯] 三年后我们在房间里吃面条，头发里有干草，只有一只猫看着手表。\n余凱：余老師說這裡的皇后，後來在台灣大學。\n"
    "显著的特征是：系统的复杂关系，乾隆皇帝著書，乾淨，瞭解與瞭望。一发不可收拾，人云亦云，干干净净。"
)

han = st.text("后余里面发干乾著着瞭于范台條条頭头髮皇三只隻猫看的，\n[：A鍾钟情分", max_size=40)


@pytest.mark.parametrize("pair", PAIRS.split())
def test_words_with_characters_that_have_several_twins(pair: str) -> None:
    simplified, traditional = pair.split("/")
    assert convert(simplified, Script.TRADITIONAL) == traditional
    assert convert(traditional, Script.SIMPLIFIED) == simplified


def test_both_ways() -> None:
    assert convert("自主學習與軟體", Script.SIMPLIFIED) == "自主学习与软体"
    assert convert("自主学习与软体", Script.TRADITIONAL) == "自主學習與軟體"
    assert convert("學习 A", Script.SOURCE) == "學习 A"


def test_what_is_written_in_the_script_stays() -> None:
    traditional = "乾隆皇帝、皇后陛下，群峰；台灣大學的余老師說這裡的麵條，姓范的寫著書，於是甚麼都畫了。"
    assert convert(traditional, Script.TRADITIONAL) == traditional
    simplified = "乾隆皇帝写的书，王小明著；瞭望塔上只有一只猫看着。"
    assert convert(simplified, Script.SIMPLIFIED) == simplified


def test_both_spellings_of_zhe() -> None:
    assert convert("看著書的著名作家著有兩本", Script.SIMPLIFIED) == "看着书的著名作家著有两本"


def test_labels_keep_surnames() -> None:
    assert convert("[余凯] 于是余下的\n钟伟：分钟\n范明 00:01", Script.TRADITIONAL) == (
        "[余凱] 於是餘下的\n鍾偉：分鐘\n范明 00:01"
    )
    assert convert("余凯", Script.TRADITIONAL) == "余凱"


def test_a_character_alone_is_its_default() -> None:
    assert [convert(char, Script.TRADITIONAL) for char in "后里峰着"] == ["後", "裡", "峰", "著"]
    assert convert("后\n里", Script.TRADITIONAL) == "後\n裡"


def test_no_choice_looks_beyond_its_line() -> None:
    lines = [convert(line, Script.TRADITIONAL) for line in SAMPLE.split("\n")]
    assert convert(SAMPLE, Script.TRADITIONAL) == "\n".join(lines)
    assert convert("皇\n后", Script.TRADITIONAL) == "皇\n後"


def test_round() -> None:
    assert next_script(Script.SOURCE) is Script.SIMPLIFIED
    assert next_script(Script.TRADITIONAL) is Script.SOURCE


@given(st.text() | han, st.sampled_from(Script))
def test_one_character_for_one(text: str, script: Script) -> None:
    shown = convert(text, script)
    assert len(shown) == len(text)
    assert [a == "\n" for a in text] == [b == "\n" for b in shown]


@given(st.text())
def test_simplified_stays_simplified(text: str) -> None:
    shown = convert(text, Script.SIMPLIFIED)
    assert convert(shown, Script.SIMPLIFIED) == shown


@pytest.mark.parametrize("script", Script)
@given(data=st.data())
def test_a_span_reads_as_in_the_whole(script: Script, data: st.DataObject) -> None:
    text = data.draw(han | st.just(SAMPLE))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert convert_span(text, start, end, script) == convert(text, script)[start:end]


@pytest.mark.parametrize("script", Script)
@pytest.mark.parametrize("width", [1, 2, 3, 7, REACH])
def test_rows_however_they_are_cut(script: Script, width: int) -> None:
    rows = [convert_span(SAMPLE, at, min(at + width, len(SAMPLE)), script) for at in range(0, len(SAMPLE), width)]
    assert "".join(rows) == convert(SAMPLE, script)


def test_the_package_is_not_imported() -> None:
    code = (
        "import sys; from tui.transcript.script import *; import tui.transcript.files, tui.transcript.words;"
        "convert('學', Script.SIMPLIFIED); "
        "print(sorted({'opencc', 'jieba', 'textual', 'pkg_resources'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
