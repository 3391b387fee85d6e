from __future__ import annotations

from tui.export.around import Around, around
from tui.transcript.files import read
from tui.transcript.model import Source, Transcript

TALK = """\
主持人：早。先问海。
主持人：潮水几点来？
林岚：我不知道。潮水不看钟。
它自己来。
主持人：那船呢？
林岚：船在等。
"""


def talk(text: str = TALK) -> Transcript:
    return read(Source(text, "utf-8", "x"), name="talk.txt")


def shown(words: str, much: Around, text: str = TALK, **known: frozenset[str]) -> str:
    transcript = talk(text)
    start = text.index(words)
    before, after = around(transcript, start, start + len(words), much, **known)
    return f"{before}[{words}]{after}"


def test_what_is_around_grows_from_nothing_to_question_and_answer() -> None:
    assert shown("不看钟", Around.QUOTE) == "[不看钟]"
    assert shown("不看钟", Around.SENTENCE) == "我不知道。潮水[不看钟]。 它自己来。"
    assert shown("不看钟", Around.TURN) == "我不知道。潮水[不看钟]。\n它自己来。"
    assert shown("不看钟", Around.EXCHANGE) == (
        "主持人：早。先问海。\n潮水几点来？\n我不知道。潮水[不看钟]。\n它自己来。"
    )


def test_a_question_takes_its_answer_in_and_begins_a_line() -> None:
    assert shown("潮水几点来？", Around.EXCHANGE) == (
        "早。先问海。\n[潮水几点来？]\n林岚：我不知道。潮水不看钟。\n它自己来。"
    )
    assert shown("船在等。", Around.EXCHANGE) == "主持人：那船呢？\n[船在等。]"


def test_who_asks_is_what_is_known() -> None:
    known = frozenset(("林岚",))
    assert shown("那船呢？", Around.EXCHANGE, hosts=known).startswith("林岚：我不知道。")
    assert shown("慢", Around.EXCHANGE, "慢是代价。\n——\n听。\n") == "[慢]是代价。", "nobody asks: the turn"


def test_english_words_stay_apart() -> None:
    text = "Mara: One came. Two went away. Three.\nIdris: Did they?\nMara: No.\nIdris: Well then.\n"
    for much in (Around.SENTENCE, Around.TURN):
        assert shown("Two went", much, text) == "One came. [Two went] away. Three."
