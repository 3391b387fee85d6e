"""All tables as one page of HTML with pictures in it, which needs nothing else: no network, no scripts, no fonts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from tui.counting import pictures
from tui.counting.pictures import words
from tui.counting.tables import Numbers, Share, Unit
from tui.transcript.model import clock

_UNITS = {
    Unit.HIGHLIGHT: "同一批注 on one highlight",
    Unit.TURN: "同一轮 in one turn",
    Unit.DOCUMENT: "同一文档 in one document",
}
_MOST_PAIRS = 100
_NO_TAGS = '<p class="quiet">没有标签 no tag was put on</p>'

_STYLE = """\
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1c1f23; --quiet: #5b636d; --line: #d5dae0;
  --bar: #2f6fb2; --other: #8fb4da; --faint: #e3e6ea; --on-bar: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e6e8eb; --quiet: #9aa3ad; --line: #3a4048;
  --bar: #6ba6e6; --other: #35597f; --faint: #2a2e34; --on-bar: #10151b; } }
@media print { :root { --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb;
  --bar: #2f6fb2; --other: #8fb4da; --faint: #e3e6ea; --on-bar: #ffffff; }
  h2, h3 { break-after: avoid; } tr, svg { break-inside: avoid; } * { print-color-adjust: exact; } }
body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 48rem; margin: 2rem auto; padding: 0 1rem;
  background: var(--paper); color: var(--ink); }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
p.quiet, th, caption { color: var(--quiet); font-weight: normal; }
svg { max-width: 100%; height: auto; display: block; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .15rem .5rem; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere; }
td.in { padding-left: 2rem; } tr.head td { font-weight: bold; }
.bar { fill: var(--bar); } .other { fill: var(--other); } .faint { fill: var(--faint); }
.ink, .on-other { fill: var(--ink); } .on-bar { fill: var(--on-bar); }
"""

_SHARE_HEADS = ("占比 share", "字 characters", "轮 turns", "时长 time", "批注 highlights")


def page(numbers: Numbers) -> str:
    """The page; well-formed as XML but for its first line. Every word of documents, names and tags is escaped."""
    title = f"统计 Numbers {numbers.filter}".rstrip()
    parts = (_opening(numbers), _speakers(numbers), _documents(numbers), _tags(numbers), _pairs(numbers))
    body = "\n".join(part for each in (*parts, _places(numbers)) for part in each)
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="zh">\n<head>\n<meta charset="utf-8"/>\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        '<meta name="viewport" content="width=device-width"/>\n'
        f"<title>{words(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _opening(numbers: Numbers) -> Iterator[str]:
    totals = numbers.totals
    yield "<h1>统计 Numbers</h1>"
    yield f"<p>筛选 filter: {words(numbers.filter)}</p>" if numbers.filter else "<p>全部文档 all documents</p>"
    rows: list[tuple[str, str]] = [
        ("文档 documents", f"{totals.documents:,}"),
        ("发言人 speakers", f"{totals.speakers:,}"),
        ("轮 turns", f"{totals.turns:,}"),
        ("字 characters", f"{totals.characters:,}"),
        ("时长 time", _time(totals.ms)),
        ("批注 highlights", f"{totals.highlights:,}"),
        ("有标签 tagged", f"{totals.tagged:,}"),
        ("标签 tags", f"{totals.tags:,}"),
        ("每千字批注 highlights per 1,000 characters", f"{totals.density:.2f}"),
    ]
    yield from _table((), [((name, number), "") for name, number in rows])
    yield (
        '<p class="quiet">字数：每个汉字一，每个外文词或数字一，标点不计。'
        " Every hanzi is one, every other word or number is one, punctuation is none.</p>"
    )
    for path in numbers.unread:
        yield f"<p>⚠ 未能读 not read: {words(path)}</p>"


def _speakers(numbers: Numbers) -> Iterator[str]:
    yield "<h2>发言人 Speakers</h2>"
    yield pictures.shares(numbers.speakers)
    yield from _table(("", *_SHARE_HEADS), [(_share(share), "") for share in numbers.speakers])


def _share(share: Share) -> tuple[str, ...]:
    counts = f"{share.characters:,}", f"{share.turns:,}", _time(share.ms), f"{share.highlights:,}"
    return words(share.speaker), f"{share.share:.1%}", *counts


def _documents(numbers: Numbers) -> Iterator[str]:
    yield "<h2>文档 Documents</h2>"
    yield pictures.stacked(numbers.documents)
    rows: list[tuple[tuple[str, ...], str]] = []
    for speech in numbers.documents:
        name = words(speech.path)
        counts = f"{speech.characters:,}", f"{speech.turns:,}", _time(speech.ms), f"{speech.highlights:,}"
        rows.append(((name, "", *counts), "head"))
        rows += [(_share(share), "in") for share in speech.speakers]
    yield from _table(("", *_SHARE_HEADS), rows)


def _tags(numbers: Numbers) -> Iterator[str]:
    yield "<h2>标签 Tags</h2>"
    if not numbers.tags:
        yield _NO_TAGS
        return
    yield '<p class="quiet">连同下级标签 with the tags below each</p>'
    rows: list[tuple[tuple[str, ...], str]] = []
    for tag in numbers.tags:
        rows.append(((words(f"#{tag.tag}"), f"{tag.highlights:,}", f"{tag.density:.2f}"), "head"))
        for count in tag.documents:
            rows.append(((words(count.name), f"{count.highlights:,}", f"{count.density:.2f}"), "in"))
        for count in tag.speakers:
            name = words(f"@{count.name}" if count.name else None)
            rows.append(((name, f"{count.highlights:,}", f"{count.density:.2f}"), "in"))
    yield from _table(("", "批注 highlights", "每千字 per 1,000"), rows)


def _pairs(numbers: Numbers) -> Iterator[str]:
    yield "<h2>共现 Together</h2>"
    for together in numbers.together:
        yield f"<h3>{_UNITS[together.unit]}</h3>"
        if not together.pairs:
            yield '<p class="quiet">没有两个标签同现 no two tags meet</p>'
            continue
        yield pictures.heat(together)
        pairs = together.pairs[:_MOST_PAIRS]
        yield from _table((), [((words(f"#{p.one} + #{p.other}"), f"{p.count:,}"), "") for p in pairs])
        if len(together.pairs) > len(pairs):
            yield f'<p class="quiet">… {len(together.pairs) - len(pairs):,} 对 more pairs</p>'


def _places(numbers: Numbers) -> Iterator[str]:
    yield "<h2>位置 Places</h2>"
    if not numbers.tracks:
        yield _NO_TAGS
        return
    yield '<p class="quiet">从文档之首到末 from the beginning of the document to its end</p>'
    for path, its in groupby(numbers.tracks, key=lambda track: track.path):
        yield f"<h3>{words(path)}</h3>"
        yield pictures.tracks(list(its))


def _time(ms: int | None) -> str:
    return "-" if ms is None else clock(ms)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """A table of cells that are escaped already; rows of the look `head` stand out, those of `in` are indented."""
    yield "<table>"
    if heads:
        yield "<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>"
    for cells, look in rows:
        first = f'<td class="in">{cells[0]}</td>' if look == "in" else f"<td>{cells[0]}</td>"
        row = '<tr class="head">' if look == "head" else "<tr>"
        yield row + first + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>"
    yield "</table>"
