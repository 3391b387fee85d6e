"""Where two coders differ, in the reader."""

from __future__ import annotations


async def test_a_goes_from_one_disagreement_to_the_next(one, monkeypatch):
    async with one("海風吹来。第二句话。第三句话。\n") as seat:
        seat.go_to("海風")
        monkeypatch.setenv("PIZHU_AUTHOR", "沈禾")
        await seat.press("m", "A")
        assert "one coder only" in seat.status
        monkeypatch.setenv("PIZHU_AUTHOR", "馮岸")
        seat.go_to("第三句")
        await seat.press("m", "t")
        await seat.type("数据")
        await seat.press("enter")
        await seat.press("g", "A")
        # The first place is where the caret is: it is the last one that is reached.
        assert "2/2 disagreement   沈禾 — · 馮岸 #数据" in seat.status
        assert seat.source[seat.reader.source_offset :].startswith("第三句")
        await seat.press("A")
        assert "1/2 disagreement   沈禾 无标签 no tag · 馮岸 —" in seat.status
        assert [each.author for each in seat.highlights] == ["沈禾", "馮岸"]


async def test_the_board_tells_who_made_a_highlight_where_several_did(one, monkeypatch):
    async with one("海風吹来。第二句话。第三句话。\n") as seat:
        seat.go_to("海風")
        monkeypatch.setenv("PIZHU_AUTHOR", "沈禾")
        await seat.press("m", "q")
        assert "沈禾" not in seat.painted("#board-rows")
        await seat.press("q")
        monkeypatch.setenv("PIZHU_AUTHOR", "馮岸\x1b[31m")
        seat.go_to("第三句")
        await seat.press("m", "q")
        ends = [row.split("行")[1].strip() for row in seat.rows("#board-rows") if "第 1 行" in row]
        assert ends == ["沈禾", "馮岸␛[31m"]
