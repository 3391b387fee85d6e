"""A table's rows as lines: heads and text where the table is a transcript, else cells joined by tabs.

The rule, version 1. A table is a transcript if its first row names a column of texts and one of speakers or times
(`时间 | 发言人 | 内容`, `Time | Speaker | Text`), or if without such a row one of its columns holds times in nearly
every row, or its first of two columns holds short names that come back. Then a row is drawn as
`[0:00:05.120] Name: text`, as `Name: text` without times, as `[0:00:05] text` without speakers; a second column of
times stands behind ` --> `. Fractions of seconds are drawn to the millisecond, if the table prints them. Names are
drawn by the rule of `heads`; a cell that goes on from the row above, or an empty name, is the name above. Further
lines of a text, and cells of further columns, are lines below; the row of names and a column that counts the rows
are not drawn, nor is a column without text. In any other table a row is one line, its cells joined by tabs, a line
end in a cell drawn as a blank; cells of a table of one column, or of one with long cells of several lines, are lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.patterns import late
from tui.transcript.drawing.clocks import Span, span_of
from tui.transcript.drawing.heads import head_name

RULE = 1
"""The version of the rule above."""

Row = Sequence[str | None]
"""A row's cells, each its lines; None where the cell above goes on."""

_TEXTS = late(
    r"(?:说话|說話|发言|發言|对话|對話|转写|轉寫|转录|轉錄|文字|文本|语音|字幕)?(?:内容|內容|文本|文字|原文|结果|結果|记录|記錄)"
    r"|发言|發言|对话|對話|台词|台詞|逐字稿|话语|句子"
    r"|text|transcript(?:ion)?|content|utterance|dialogue|speech|words|what was said|sentence",
    re.IGNORECASE,
)
_SPEAKERS = late(
    r"(?:说话|說話|发言|發言|讲话|講話)[人者]|讲者|講者|姓名|人名|名字|角色|人物|身份"
    r"|speaker(?: name)?|name|who|participant|role|person",
    re.IGNORECASE,
)
_STARTS = late(
    r"(?:开始|開始|起始|发言|發言)?(?:时间|時間)(?:戳|点|點|码|碼|轴|軸)?|开始|開始|起始"
    r"|(?:start|begin|in)?[ _-]?time(?:[ _-]?(?:stamp|code|in))?|start|begin|from|in",
    re.IGNORECASE,
)
_ENDS = late(r"(?:结束|結束|终止|終止)(?:时间|時間)?|end(?:[ _-]?time)?|to|until|out|time out", re.IGNORECASE)
_COUNTS = late(r"序号|序號|编号|編號|行号|行號|#|no\.?|nr\.?|num(?:ber)?|index|idx|id|line", re.IGNORECASE)
_SENTENCE = late(r"[，。！？；,;!?]")


class _Columns(NamedTuple):
    """Which column is which, and from which row on."""

    text: int
    speaker: int | None
    start: int | None
    end: int | None
    number: int | None
    first_row: int


def table_lines(rows: Sequence[Row]) -> list[str]:
    """The lines of a table, by the rule above."""
    rows = [row for row in rows if any(cell and cell.strip() for cell in row)]
    if not rows:
        return []
    width = max(map(len, rows))
    filled = [i for i in range(width) if any(i < len(row) and row[i] for row in rows)]
    rows = [[row[i] if i < len(row) else "" for i in filled] for row in rows]
    if len(filled) == 1:
        return [line for row in rows for line in _lines(row[0])]
    columns = _named_columns(rows) or _guessed_columns(rows)
    if columns is not None:
        return _spoken(rows, columns)
    if any(cell and "\n" in cell and len(cell) > 200 for row in rows for cell in row):
        return [line for row in rows for cell in row for line in _lines(cell)]
    return ["\t".join(" ".join(_lines(cell)) for cell in row).strip() for row in rows]


def _lines(cell: str | None) -> list[str]:
    return [line for line in (cell or "").split("\n") if line.strip()]


def _named_columns(rows: Sequence[Row]) -> _Columns | None:
    """The columns that the first row names."""
    names = [(cell or "").strip().strip("*:：()（）[]") for cell in rows[0]]

    def at(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, name in enumerate(names) if pattern.fullmatch(name)), None)

    text, speaker, start = at(_TEXTS), at(_SPEAKERS), at(_STARTS)
    if text is None or len(rows) == 1 or (speaker is None and start is None):
        return None
    if start is not None and not _are_times(rows[1:], start):
        start = None
        if speaker is None:
            return None
    return _Columns(text, speaker, start, at(_ENDS), at(_COUNTS), 1)


def _guessed_columns(rows: Sequence[Row]) -> _Columns | None:
    """The columns of a table that names none, by what stands in them."""
    width = len(rows[0])
    if len(rows) < 2 or width > 5:
        return None
    times = [i for i in range(width) if _are_times(rows, i)][:2]
    count = 0 if 0 not in times and [row[0] for row in rows] == [str(n + 1) for n in range(len(rows))] else None
    rest = [i for i in range(width) if i not in times and i != count]
    if not rest or len(rest) > 2:
        return None
    start, end = [*times, None, None][:2]
    if len(rest) == 1:
        return _Columns(rest[0], None, start, end, count, 0) if times else None
    speaker, text = rest
    names = [(row[speaker] or "").strip().rstrip(":：") for row in rows]
    said = [name for name in names if name]
    if not said or any(len(name) > 40 or "\n" in name or _SENTENCE.search(name) for name in said):
        return None
    different = len(set(said))
    if not times and (different < 2 or different == len(said) or different * 2 > len(rows) + 1):
        return None
    if not times and any(name.isdigit() for name in said):
        return None
    if sum(len(row[text] or "") for row in rows) <= sum(map(len, names)):
        return None
    return _Columns(text, speaker, start, end, count, 0)


def _are_times(rows: Sequence[Row], column: int) -> bool:
    """Whether nearly all cells of a column are times."""
    cells = [cell for row in rows if (cell := row[column])]
    return bool(cells) and sum(1 for cell in cells if span_of(cell)) * 10 >= len(cells) * 8


def _spoken(rows: Sequence[Row], columns: _Columns) -> list[str]:
    """The lines of a table that is a transcript."""
    lines = []
    name = ""
    own = (columns.text, columns.speaker, columns.start, columns.end, columns.number)
    for row in rows[columns.first_row :]:
        cells: dict[int | None, str] = {i: cell or "" for i, cell in enumerate(row)}
        head = ""
        if columns.start is not None:
            span = span_of(cells[columns.start])
            until = span_of(cells[columns.end]) if columns.end is not None else None
            if span is not None and until is not None:
                span = Span(span.start_ms, until.start_ms, span.is_exact or until.is_exact)
            printed = f"{cells[columns.start]} {cells.get(columns.end, '')}".strip()
            head = f"[{span}] " if span else f"{printed} " if printed else ""
        name = head_name(cells.get(columns.speaker, "")) or name
        first, *others = _lines(cells[columns.text]) or [""]
        further = [line for i in range(len(row)) if i not in own for line in _lines(cells[i])]
        if not first and not further and not cells.get(columns.speaker):
            lines += [head.strip()] if head else []
            continue
        lines.append(f"{head}{name}{': ' if name else ''}{first}".rstrip())
        lines += [*others, *further]
    return lines
