"""Where the article of a page is; the rule is stated in `html`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tui.transcript.drawing.markup import local

UNSEEN = frozenset(
    (
        *("script", "style", "template", "nav", "noscript", "iframe", "object", "embed", "applet", "canvas", "audio"),
        *("video", "map", "button", "select", "textarea", "input", "datalist", "head", "title", "link", "meta"),
        *("base", "dialog", "rp", "progress", "meter", "desc", "metadata", "defs", "annotation", "annotation-xml"),
    )
)
"""Elements of which nothing is drawn."""

_INLINE = frozenset(("a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "code", "sup", "sub", "mark"))
_LISTS = frozenset(("table", "ul", "ol", "dl", "p", "pre", "blockquote", "tr", "tbody", "figure", "h1", "h2"))
_CLUTTER = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|bread-?crumbs?|crumbs?|footer|foot|side-?bar|related|recommend(?:ed|s|ation)?|share|social|"
    r"comments?|comment-?list|copyright|cookies?|banner|advert\w*|ads?|promo\w*|newsletter|subscri\w+|toolbar|tool|"
    r"pag(?:er|ination)|hot|rank\w*|log-?in|modal|popup|tags?|more)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OWN_TEXT = 10
"""From how many characters on a stretch of text counts as one of an article."""
_SAYS_SO = 0.6
_HOLDS_ALL = 0.9
_OUTSIDE = frozenset(("footer", "aside", "header"))


@dataclass(frozen=True)
class Scope:
    """Which part of a page's body is drawn."""

    root: Any
    """The article, or the body itself."""
    title: Any = None
    """The heading before the article, from which on is drawn; None if there is none."""
    is_named: bool = False
    """Whether the page itself says that it is the article; then nothing beyond it is drawn."""
    is_narrow: bool = False
    """Whether the article is less than the body."""
    linked: dict[Any, float] = field(default_factory=dict, repr=False)
    """For elements named like a menu: what part of their text is links."""


def is_unseen(element: Any, name: str) -> bool:
    """Whether nothing of an element is drawn, by its name or its attributes."""
    if name in UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true" and name in ("span", "i", "svg", "b", "em", "a", "sup"):
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search(style))


def is_clutter(element: Any, name: str) -> bool:
    """Whether an element is named like a menu, a footer, comments, advertisements."""
    if name in _OUTSIDE:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return len(named) > 2 and _CLUTTER.search(named) is not None


class _Weights:
    """How much text of an article elements hold, which of them name themselves one, and where the page's titles are."""

    def __init__(self, body: Any) -> None:
        self.article: dict[Any, int] = {}
        """By element, the characters of its text that are no links and stand in no menu; not for inline elements."""
        self.linked: dict[Any, float] = {}
        """By element named like a menu, what part of its text is links."""
        self.named: list[Any] = []
        self.headings: list[tuple[int, Any]] = []
        self.order: dict[Any, int] = {}
        """By element that has a weight, how many begin before it."""
        self._measure(body)

    def _measure(self, body: Any) -> None:
        count = 0
        totals = [[0, 0, 0]]
        stack: list[tuple[Any, Any, int, bool, bool]] = [(body, iter(body), 0, False, False)]
        _count(totals[0], body.text, is_link=False, is_apart=False)
        while stack:
            element, rest, order, is_link, is_apart = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                self._keep(element, order, totals.pop(), totals)
                if stack:
                    _count(totals[-1], element.tail, is_link=stack[-1][3], is_apart=stack[-1][4])
                continue
            name = local(child.tag)
            count += 1
            if name == "h1":
                self.headings.append((count, child))
            # An article may be hidden until a script shows it.
            if name in UNSEEN or "hidden" in child.attrib:
                _count(totals[-1], child.tail, is_link=is_link, is_apart=is_apart)
                continue
            is_link, is_apart = is_link or name == "a", is_apart or is_clutter(child, name)
            stack.append((child, iter(child), count, is_link, is_apart))
            totals.append([0, 0, 0])
            _count(totals[-1], child.text, is_link=is_link, is_apart=is_apart)

    def _keep(self, element: Any, order: int, own: list[int], totals: list[list[int]]) -> None:
        """Add what an element holds to what its parent does, and note what is asked for later."""
        name = local(element.tag)
        if own[0] and name not in _INLINE:
            self.article[element] = own[0]
            self.order[element] = order
            if _says_article(element, name):
                self.named.append(element)
        if own[1] and is_clutter(element, name):
            self.linked[element] = own[2] / own[1]
        if totals:
            for i in range(3):
                totals[-1][i] += own[i]


def _count(total: list[int], text: str | None, *, is_link: bool, is_apart: bool) -> None:
    """Add a text to an element's characters of an article, of any kind, and of links."""
    size = len(text.strip()) if text else 0
    if size:
        total[1] += size
        if is_link:
            total[2] += size
        elif not is_apart and size >= _OWN_TEXT:
            total[0] += size


def _says_article(element: Any, name: str) -> bool:
    return (
        name in ("article", "main")
        or element.get("role") in ("main", "article")
        or element.get("itemprop") == "articleBody"
        or element.get("id") == "js_content"
    )


def scope_of(page: Any, body: Any) -> Scope:
    """Where the article of a page is; its body where nothing narrower holds the text."""
    weights = _Weights(body)
    total = weights.article.get(body, 0)
    root = _named(weights, total)
    is_named = root is not None
    if root is None:
        root = _smallest(body, weights, total)
    if root is body:
        return Scope(body, linked=weights.linked)
    return Scope(root, _heading(page, root, weights), is_named, True, weights.linked)


def _named(weights: _Weights, total: int) -> Any:
    """The innermost element that says that it is the article, and holds most of the text; None if there is none."""
    best = None
    for element in weights.named:  # an inner one before the outer
        weight = weights.article[element]
        if weight >= total * _SAYS_SO and (best is None or weight * _SAYS_SO > weights.article[best]):
            best = element
    return best


def _smallest(body: Any, weights: _Weights, total: int) -> Any:
    """The smallest element that holds nearly all of the text of an article."""
    at = body
    while total:
        inner = next((one for one in at if weights.article.get(one, 0) >= total * _HOLDS_ALL), None)
        if inner is None or local(inner.tag) in _LISTS:
            break
        at = inner
    return at


def _heading(page: Any, root: Any, weights: _Weights) -> Any:
    """The page's title before the article; None if the article has one itself."""
    if any(local(one.tag) == "h1" for one in root.iter()):
        return None
    before = [one for order, one in weights.headings if order < weights.order[root] and _is_seen(one)]
    title = next(("".join(one.itertext()) for one in page.iter() if local(one.tag) == "title"), "")
    named = [one for one in before if len(text := "".join(one.itertext()).strip()) >= 2 and text in title]
    return (named or before or [None])[-1]


def _is_seen(element: Any) -> bool:
    return not any(is_unseen(one, local(one.tag)) for one in (element, *element.iterancestors()))
