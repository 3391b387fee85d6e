"""What the tests of the command line share: documents, what a command gave, and what may never be printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TALK = """\
[主持人] 今天我们谈自主学习。大家怎么看？
[姚順雨] 我覺得有兩個大的感受，一個是模型，一個是數據。
自主學習不是一個方法。
[主持人] 谢谢。大家怎么看？
[姚順雨] 我同意。
"""
CAPTIONS = """\
1
00:00:01,000 --> 00:00:02,000
他说自主

2
00:00:02,000 --> 00:00:04,000
學習很難，但是值得。

3
00:00:04,000 --> 00:00:05,000
The tide

4
00:00:05,000 --> 00:00:06,000
came in.

5
00:00:06,000 --> 00:00:07,000
我同意。
"""
NOTES = "春天的河\n\n河水漲了。English words here.\n"

_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029}


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Pizhu = Callable[..., Result]


def dangerous(text: str) -> set[str]:
    """The characters of `text` that a terminal would obey, or that reorder what is shown."""
    return {c for c in text if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0 or ord(c) in _BIDI}
