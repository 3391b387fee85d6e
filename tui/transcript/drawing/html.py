"""Pages of HTML: the visible text of the article.

The rule, version 1. The article is the `article`, `main` or `articleBody` that holds most of the page's text; where
there is none, the smallest element that holds nearly all of it. Drawn are the article, and what stands between the
page's title (its last `h1` before the article, if the article has none) and it, without lines that are mostly links.
Where no element says that it is the article, whole sentences outside of it are drawn too, unless they stand in what
is named a menu, a footer, comments and the like. A page without a `body` of its own, or one that is a chapter of a
book, is drawn whole.

A block is a line; `br` ends a line. Headings stand behind `#` to `######` and a blank, unless they end in a colon,
as a speaker's name does. Items of lists stand behind their number, or behind `- `, which is left out before a label
or a time. `hr` is `---`. Blanks and line ends in a row are one blank, and nothing between two Chinese characters
where a line end is among them; in `pre` all stay. A picture is a line `![what it shows]()`, unless it stands beside
text and says nothing, or is smaller than 49 pixels; one that shows a sign, such as an emoji, is that sign. A reading
beside characters (`ruby`) stands behind them in brackets, and so does a raised note mark that is a link. `q` is set
in quotation marks. Scripts, styles, forms' controls, navigation, and what is hidden by its attributes are not drawn;
nor are menus and the like inside of the article where most of their text is links. Tables are drawn by the rule of
`tables`, unless they hold tables: then their cells are blocks.
"""

from __future__ import annotations

from typing import Any

from tui.transcript.drawing.drawn import Drawn, clean, joined, problem
from tui.transcript.drawing.html_charset import decoded
from tui.transcript.drawing.html_root import Scope, scope_of
from tui.transcript.drawing.html_walk import Page
from tui.transcript.drawing.markup import html_tree, local

NAME = "html"
RULE = 1
"""The version of the rule above; offsets into drawn text hold as long as it does."""

LIMIT = 64 << 20
"""Bytes that a page may have."""


def draw(data: bytes, *, encoding: str | None = None, name: str = "") -> Drawn:
    """The text drawn out of a page. Raises FileProblem if it is too large, nested too deeply, or has no text."""
    if len(data) > LIMIT:
        raise problem(name, f"it is a page of more than {LIMIT >> 20} MiB")
    source = decoded(data, encoding=encoding, name=name)
    root = html_tree(source.text, name)
    lines = tree_lines(root)
    if not lines:
        raise problem(
            name, "it is a page without text", "if its text came by a script, save it again from the open page"
        )
    return Drawn(NAME, joined(lines), _title(root), source.encoding, source.bom, bool(source.undecoded))


def page_lines(text: str, name: str, *, is_whole: bool = False) -> list[str]:
    """The lines of a page's text; `is_whole`: without looking for its article. Raises FileProblem."""
    return tree_lines(html_tree(text, name), is_whole=is_whole)


def tree_lines(root: Any, *, is_whole: bool = False) -> list[str]:
    """The lines of a page's tree, none for None."""
    if root is None:
        return []
    body = next((one for one in root if local(one.tag) == "body"), root)
    page = Page(Scope(body) if is_whole else scope_of(root, body))
    page.write(body)
    return page.lines


def _title(root: Any) -> str:
    """What the page is called in its head."""
    for one in root.iter():
        name = local(one.tag)
        if name == "title":
            return " ".join(clean("".join(one.itertext())).split())
        if name == "body":
            break
    return ""
