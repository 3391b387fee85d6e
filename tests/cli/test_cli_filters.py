"""`pizhu filters`."""

from __future__ import annotations

from pathlib import Path

from cli_talk import Pizhu


def test_filters_are_kept_used_renamed_and_forgotten(library: Path, pizhu: Pizhu) -> None:
    assert pizhu("filters").err == "no filter is saved yet\n"
    pizhu("mark", "seeds/notes.txt", "--quote", "河水", "--tag", "水/河")
    pizhu("mark", "seeds/notes.txt", "--quote", "English", "--tag", "石")
    assert pizhu("filters", "add", "湿", "#水", "-#石").err == "saved: 湿  #水 -#石\n"
    assert pizhu("filters", "add", "都", "saved:湿", "OR", "#石").code == 0
    assert pizhu("filters").out == "湿  #水 -#石\n都  saved:湿 OR #石\n"
    assert len(pizhu("quotes", "saved:湿", "--json").json) == 1
    assert len(pizhu("quotes", "saved:都", "--json").json) == 2
    assert pizhu("filters", "add", "湿", "-saved:都").code == 2
    assert pizhu("filters", "rename", "湿", "潮").code == 0
    assert pizhu("filters", "list", "--json").json == [
        {"name": "潮", "filter": "#水 -#石"},
        {"name": "都", "filter": "saved:潮 OR #石"},
    ]
    pizhu("undo")
    assert pizhu("filters", "rename", "湿", "都").code == 2
    assert "都" in pizhu("filters", "delete", "湿").err
    wrong = pizhu("quotes", "#石 saved:湿")
    assert wrong.code == 2
    assert "no filter is saved as “湿”" in wrong.err
    assert wrong.err.rstrip().endswith("　 ^"), "the caret stands under the name"


def test_what_a_filter_leaves_is_counted(library: Path, pizhu: Pizhu) -> None:
    pizhu("mark", "seeds/notes.txt", "--quote", "河水", "--tag", "水/河", "--star")
    assert (
        pizhu("filters", "count", "-#石").out
        == "      1  quotes\n      1  #水\n      1  #水/河\n      1  seeds/notes.txt\n"
    )
    assert pizhu("filters", "count", "is:starred", "--json").json == {
        "total": 1,
        "tags": {"水": 1, "水/河": 1},
        "speakers": {},
        "documents": {"seeds/notes.txt": 1},
    }
