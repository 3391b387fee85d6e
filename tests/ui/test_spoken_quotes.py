"""What is searched and quoted in captions is what is spoken, over numbers and times."""

from __future__ import annotations

CAPTIONS = """\
1
00:00:01,000 --> 00:00:03,000
我们把担架改

2
00:00:03,000 --> 00:00:06,000
窄了四厘米，病人不能晚点。

3
00:00:06,000 --> 00:00:09,000
列车可以。
"""


async def test_a_word_over_two_captions_is_found_and_marked_without_times(desk, folder):
    (folder / "06-担架.srt").write_text(CAPTIONS, encoding="utf-8")
    async with desk() as seat:
        await seat.look_at("担架")
        await seat.press("slash")
        await seat.type("改窄")
        await seat.press("enter")
        assert [(hit.start, hit.end) for hit in seat.pane.hits] == [(CAPTIONS.index("改"), CAPTIONS.index("窄") + 1)]
        assert CAPTIONS[seat.reader.source_offset] == "改"
        await seat.press("m")
        assert seat.only.anchor.quote == "我们把担架改窄了四厘米，病人不能晚点。"
        assert seat.only.anchor.suffix == "列车可以。"
