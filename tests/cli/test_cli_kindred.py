"""`pizhu suggest`, `pizhu terms`, `pizhu like`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_talk import Pizhu

FARM = """\
[主持人] 你们的草莓怎么运出去？
[沈禾] 司机凌晨两点装车，冷链断一次，草莓就坏一箱。
[沈禾] 草莓的价格早上才定，利润很薄。
[主持人] 要是遇上灾害，你们怎么办，有没有别的准备，还是只能看着？
[沈禾] 台风来了草莓全完，那年我们赔了本。
"""
PORT = """\
[馮岸] 船上的冷鏈斷了，魚就壞一箱。
[馮岸] 颱風來了漁船都回港，木頭泡軟了也要等。
[馮岸] 漁船的木頭每年要換。
"""


@pytest.fixture
def shelf(library: Path, pizhu: Pizhu) -> Path:
    (library / "seeds" / "农场.txt").write_text(FARM, encoding="utf-8")
    (library / "seeds" / "港口.txt").write_text(PORT, encoding="utf-8")
    for quote, tag in (("司机凌晨两点装车", "运输"), ("利润很薄", "价格"), ("台风来了草莓全完", "天气")):
        assert pizhu("mark", "seeds/农场.txt", "--quote", quote, "--tag", tag).code == 0
    return library


def test_likely_tags_with_the_words_as_they_are_written(shelf: Path, pizhu: Pizhu) -> None:
    first, *_ = pizhu("suggest", "seeds/港口.txt", "--quote", "颱風來了漁船都回港", "--json").json
    assert first["tag"] == "天气"
    assert "颱風" in first["because"]
    assert pizhu("suggest", "seeds/港口.txt", "--quote", "颱風來了漁船都回港").out.startswith("天气  ")
    assert pizhu("quotes", "doc:港口").out == "", "nothing is put on"


def test_key_terms_against_the_other_documents(shelf: Path, pizhu: Pizhu) -> None:
    found = {each["term"]: each for each in pizhu("terms", "seeds/农场.txt", "--json").json}
    assert (found["草莓"]["count"], found["草莓"]["elsewhere"]) == (4, 0)
    assert "台风" not in found
    assert pizhu("terms", "seeds/农场.txt", "--top", "1").out.startswith("草莓  4  0  ")


def test_passages_alike_are_of_other_documents_and_tell_their_tags(shelf: Path, pizhu: Pizhu) -> None:
    found = pizhu("like", "seeds/港口.txt", "--quote", "颱風來了漁船都回港", "--json").json
    assert {each["path"] for each in found} == {"seeds/农场.txt"}
    best = found[0]
    assert best["tags"] == ["天气"]
    assert best["speaker"] == "沈禾"
    assert FARM[best["start"] : best["end"]] == best["text"] == "台风来了草莓全完，那年我们赔了本。"
    line = pizhu("like", "seeds/港口.txt", "--quote", "颱風來了漁船都回港", "--top", "1").out
    assert line.startswith("seeds/农场.txt:5: ")
    assert line.endswith("#天气\n")


def test_misuse(shelf: Path, pizhu: Pizhu) -> None:
    assert pizhu("suggest", "seeds/港口.txt").code == 2
    assert pizhu("like", "seeds/港口.txt", "--at", "1:99999").code == 2
    assert pizhu("suggest", "seeds/港口.txt", "--at", "1:5", "--nth", "2").code == 2
    assert pizhu("terms", "seeds/nothing.txt").code == 1
