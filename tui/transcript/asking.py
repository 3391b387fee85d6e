"""Who asks in a conversation: by the roles that are known, by what speakers are called, or by what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from functools import lru_cache
from itertools import islice

from tui.transcript.model import Transcript

_LOOKED_AT = 400
"""So many segments are looked at to find out who says less."""

_ASKERS = (
    r"(?i:(?:主持|主播|記者|记者|采访|採訪|訪談者|访谈者|提问|提問).*|.*(?:主持人?|主播|记者|記者|采访者|採訪者|采访人)"
    r"|(?:q|问|問|host|moderator|interviewer)\b.*)"
)
_QUESTION = r"(?:[?？]|[吗嗎])[。.!！…~～\s”’」』）)】》\"']*\Z"
_TAIL = 24


def askers_of(transcript: Transcript, hosts: Set[str] = frozenset(), guests: Set[str] = frozenset()) -> Set[str] | None:
    """The speakers whose turns are questions; None if nobody asks by trade, so that what is said must tell.

    Those are the speakers known as `hosts`; else all but the known `guests`; else those whose name says that they
    ask (主持人, 记者, Q …); else, of two who speak, the one who says less in the beginning.
    """
    speakers = frozenset(transcript.speakers)
    named = frozenset(name for name in speakers if asks_by_name(name))
    for found in (speakers & hosts, speakers - guests if speakers & guests else frozenset(), named):
        if found and found != speakers:
            return found
    if len(speakers) != 2:
        return None
    said = Counter(dict.fromkeys(sorted(speakers), 0))
    for segment in islice(transcript.segments, _LOOKED_AT):
        if segment.speaker is not None:
            said[segment.speaker] += sum(paragraph.end - paragraph.body for paragraph in segment.paragraphs)
    return frozenset((min(said, key=lambda name: said[name]),))


@lru_cache(maxsize=4096)
def asks_by_name(name: str) -> bool:
    """Whether what somebody is called says that they ask: 主持人, 记者, Q …"""
    return re.fullmatch(_ASKERS, name) is not None


def ends_in_a_question(text: str) -> bool:
    """Whether the last sentence of `text` asks: by its sign, or by 吗 without one."""
    return re.search(_QUESTION, text[-_TAIL:]) is not None
