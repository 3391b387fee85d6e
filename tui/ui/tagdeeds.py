"""What is asked before a tag is changed, and the act then: the keys of the codebook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from tui.annotations.ids import local
from tui.annotations.model import Tag
from tui.annotations.tags import names_of
from tui.errors import Misuse, PizhuError
from tui.layout.cells import cut, on_screen
from tui.search.nearnames import Alike, alike, unused
from tui.search.tagnames import TagNames
from tui.ui.acting import attempt
from tui.ui.choosing import split_names, tag_row
from tui.ui.screens.dialog import Ask, Pick, WriteNote
from tui.ui.tagtree import Tree, colour_rows
from tui.ui.widgets.rows import ListRow, Piece

if TYPE_CHECKING:
    from tui.ui.screens.codebook import CodebookScreen

TOP = "/"
"""In the place of a path: no tag; no tag's path begins with it."""


def new(screen: CodebookScreen, above: str) -> None:
    """Ask for a name and make a tag below the one at `above`, or at the top."""
    lead = f"{above}/" if above else ""

    def done(text: str | None) -> None:
        if text is not None:
            path = lead + text.strip()
            screen.act(lambda: screen.main.library.store.create_tag(path), f"新标签 new: #{path}")

    title = f"新标签 New below #{_short(above)}" if above else "新标签 New tag"
    screen.app.push_screen(Ask(title, check=lambda text: _problem(lead + text)), done)


def rename(screen: CodebookScreen) -> None:
    """Ask for another name."""
    here, path = screen.here, screen.path
    if here is None:
        return

    def check(text: str) -> str | None:
        return "名字里不能有 / a name has no /" if "/" in text else _problem(text)

    def done(text: str | None) -> None:
        if text is not None:
            name = text.strip()
            screen.act(lambda: screen.main.library.store.rename_tag(path, name), f"已改名 renamed: {path} → {name}")

    screen.app.push_screen(Ask(f"改名 Rename #{_short(path)}", here.name, check=check, replace=True), done)


def merge(screen: CodebookScreen) -> None:
    """Choose the tag that this one becomes a part of."""
    here, path = screen.here, screen.path
    if here is not None:
        told = f"合并 Merge #{_short(path)} ({_count(screen, here)}) 并入 into"
        but = screen.tree_.codebook.under(here.id)
        _choose(screen, told, but, lambda into: merge_into(screen, path, into))


def merge_into(screen: CodebookScreen, path: str, into: str) -> bool:
    """Make the tag at `path` a part of the one at `into`; whether that was done."""
    book = screen.tree_.codebook
    told = f"已合并 merged: {path} → {into}, {_count(screen, book.by_path[path])}   u 撤销 undo"
    return screen.act(lambda: screen.main.library.store.merge_tags(path, into), told, book.by_path[into].id)


def move(screen: CodebookScreen) -> None:
    """Choose the tag to hang this one under."""
    here, path = screen.here, screen.path
    if here is None:
        return

    def chosen(above: str) -> None:
        parent = None if above == TOP else above
        told = f"已移动 moved: {path} → {above}"
        screen.act(lambda: screen.main.library.store.move_tag(path, parent), told)

    but = screen.tree_.codebook.under(here.id)
    _choose(screen, f"移动 Move #{_short(path)} 到 under", but, chosen, has_top=here.parent_id is not None)


def split(screen: CodebookScreen) -> None:
    """Tick quotes of the tag, and say which tag they carry in its place."""
    from tui.ui.screens.splitting import SplitTag

    here, path = screen.here, screen.path
    if here is None:
        return
    if not screen.tree_.own.get(here.id, 0):
        screen.say(f"#{path}: 自身没有摘录 no quote carries the tag itself")
        return

    def done(answer: tuple[list[str], str] | None) -> None:
        if answer is not None:
            ids, new_path = answer
            told = f"已拆分 split: {len(ids)} 条 quotes {path} → {new_path}   u 撤销 undo"
            screen.act(lambda: screen.main.library.store.split_tag(path, new_path, ids), told)

    screen.app.push_screen(SplitTag(screen.main, here, path), done)


def recolour(screen: CodebookScreen) -> None:
    """Choose one of the colours."""
    here, path = screen.here, screen.path
    if here is None:
        return

    def chosen(colour: str | None) -> None:
        if colour is not None:
            told = f"#{path}: {colour}"
            screen.act(lambda: screen.main.library.store.change_tag(path, colour=colour), told)

    screen.app.push_screen(Pick(f"颜色 Colour of #{_short(path)}", colour_rows, key=here.colour), chosen)


def set_letter(screen: CodebookScreen) -> None:
    """Ask for the letter in the margin."""
    here, path = screen.here, screen.path
    if here is None:
        return

    def check(text: str) -> str | None:
        letter = text.strip()
        return None if len(letter) == 1 and letter.isascii() and letter.isalnum() else "a–z, A–Z, 0–9"

    def done(text: str | None) -> None:
        if text is not None:
            letter = text.strip()
            told = f"#{path}: {letter}"
            screen.act(lambda: screen.main.library.store.change_tag(path, letter=letter), told)

    screen.app.push_screen(Ask(f"字母 Letter of #{_short(path)}", here.letter, check=check, replace=True), done)


def describe(screen: CodebookScreen) -> None:
    """Write what the tag means."""
    here, path = screen.here, screen.path
    if here is None:
        return

    def done(text: str | None) -> None:
        if text is not None:
            told = f"说明已存 description saved: #{path}"
            screen.act(lambda: screen.main.library.store.change_tag(path, description=text.rstrip()), told)

    screen.app.push_screen(WriteNote(f"#{path}", here.description, kind="说明 Description"), done)


def set_aliases(screen: CodebookScreen) -> None:
    """Ask for the aliases, with commas between."""
    here, path = screen.here, screen.path
    if here is None:
        return

    def check(text: str) -> str | None:
        return next((problem for alias in split_names(text) if (problem := _problem(alias))), None)

    def done(text: str | None) -> None:
        if text is not None:
            aliases = split_names(text)
            told = f"#{path} = {', '.join(aliases) or '∅'}"
            screen.act(lambda: screen.main.library.store.change_tag(path, aliases=aliases), told)

    title = f"别名 Aliases of #{_short(path)}  逗号分开 commas between"
    screen.app.push_screen(Ask(title, "，".join(here.aliases), check=check), done)


def delete(screen: CodebookScreen) -> None:
    """Delete the tag and all below it; `restore` brings them back."""
    here, path = screen.here, screen.path
    if here is None:
        return
    below = len(screen.tree_.codebook.under(here.id)) - 1
    others = f" +{below}" if below else ""
    told = f"已删除 deleted #{_short(path)}{others}, {_count(screen, here)}   u 撤销 undo   X 已删"
    screen.act(lambda: screen.main.library.store.delete_tag(path), told)


def restore(screen: CodebookScreen) -> None:
    """Choose a tag that was deleted, and bring it back with all below it and its quotes."""
    store = screen.main.library.store
    try:
        deleted = {act.id: act for act in store.deleted_tags()}
    except PizhuError as problem:
        screen.say(f"⚠ {problem}")
        return
    if not deleted:
        screen.say("没有已删的标签 no tag was deleted")
        return

    def rows(typed: str) -> list[ListRow]:
        wanted = typed.strip().casefold()
        return [
            ListRow((Piece("  #", "quiet"), Piece(act.about)), (Piece(f" {local(act.created)} ", "quiet"),), act.id)
            for act in deleted.values()
            if wanted in act.about.casefold()
        ]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        path = deleted[key].about
        done, problem = attempt(screen.main, lambda: store.take_back(key))
        tag = screen.main.desk.codebook.by_path.get(path)
        screen.read(tag.id if tag is not None else None)
        back = f", {_count(screen, tag)}" if tag is not None else ""
        screen.say(problem or f"已恢复 restored: #{path}{back}   u 撤销 undo" if done or problem else "")

    screen.app.push_screen(Pick("已删的标签 Deleted tags  Enter 恢复 restores", rows), chosen)


def check(screen: CodebookScreen) -> None:
    """Look behind the screen for tags that may be one, to be merged, and for those that no quote has."""
    tree = screen.tree_

    def looking() -> None:
        counts = dict(tree.whole)
        found = alike(tree.codebook, counts), unused(tree.codebook, counts)
        screen.app.call_from_thread(_show_found, screen, tree, *found)

    screen.run_worker(looking, thread=True, exclusive=True, group="codebook", exit_on_error=False)


def _show_found(screen: CodebookScreen, tree: Tree, pairs: Sequence[Alike], idle: Sequence[str]) -> None:
    if screen.tree_ is not tree or not screen.is_current:
        return
    if not pairs and not idle:
        screen.say("都在用，没有近似的标签 all tags are used, and no two are alike")
        return
    every = [_pair_row(screen, pair, str(at)) for at, pair in enumerate(pairs)]
    every += [
        ListRow((Piece("  未用 unused  ", "quiet"), Piece(path)), key=tree.codebook.by_path[path].id) for path in idle
    ]

    def rows(typed: str) -> list[ListRow]:
        wanted = typed.strip().casefold()
        return [row for row in every if wanted in "".join(piece.text for piece in row.left).casefold()]

    def chosen(key: str | None) -> None:
        if key in tree.codebook.by_id:
            screen.read(key)
        elif key is not None:
            _offer(screen, pairs[int(key)])

    screen.app.push_screen(Pick(f"查重 Check: {len(pairs)} 近似 alike, {len(idle)} 未用 unused", rows), chosen)


def _pair_row(screen: CodebookScreen, pair: Alike, key: str) -> ListRow:
    left = [Piece("  ")]
    for path, between in ((pair.other, "  ≈  "), (pair.path, "")):
        tag = screen.tree_.codebook.by_path[path]
        left += [Piece(path, "strong"), Piece(f" {screen.tree_.whole.get(tag.id, 0)}{between}", "quiet")]
    return ListRow(tuple(left), (Piece(f" {pair.why.value} ", "quiet"),), key)


def _offer(screen: CodebookScreen, pair: Alike) -> None:
    """Merge one of the two into the other, or go to one of them."""
    book = screen.tree_.codebook
    one, other = book.by_path[pair.path], book.by_path[pair.other]
    ways = {"1": (pair.other, pair.path)}
    if other.id not in book.under(one.id):
        ways["2"] = (pair.path, pair.other)
    every = [
        ListRow((Piece(f"  合并 merge #{path} ({_count(screen, book.by_path[path])}) → #{into}"),), key=key)
        for key, (path, into) in ways.items()
    ]
    every += [ListRow((Piece(f"  前往 go to #{book.paths[tag.id]}"),), key=tag.id) for tag in (one, other)]

    def chosen(key: str | None) -> None:
        if key in ways:
            if merge_into(screen, *ways[key]):
                check(screen)
        elif key is not None:
            screen.read(key)

    screen.app.push_screen(Pick(pair.why.value, lambda _: every), chosen)


def _choose(
    screen: CodebookScreen, title: str, but: Collection[str], then: Callable[[str], object], *, has_top: bool = False
) -> None:
    """Choose a tag, found by typing, but none of these ids; `has_top`: or none, which is the top."""
    desk, names = screen.main.desk, TagNames(screen.tree_.codebook)
    top = ListRow((Piece("   / ", "accent"), Piece("顶层 the top")), key=TOP)

    def rows(typed: str) -> list[ListRow]:
        found = [path for path in names.find(typed) if desk.codebook.by_path[path].id not in but]
        return [*([top] if has_top and typed.strip() in ("", "/", "／") else []), *(tag_row(desk, p) for p in found)]

    def chosen(path: str | None) -> None:
        if path is not None:
            then(path)

    screen.app.push_screen(Pick(title, rows), chosen)


def _count(screen: CodebookScreen, tag: Tag) -> str:
    return f"{screen.tree_.whole.get(tag.id, 0)} 条 quotes"


def _problem(path: str) -> str | None:
    """What is wrong with a path; None if nothing is."""
    try:
        names_of(path)
    except Misuse as problem:
        return problem.message
    return None


def _short(path: str) -> str:
    return cut(on_screen(path), 30)
