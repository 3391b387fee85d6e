"""What a reader does to tags and saved filters: each method is one act."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from tui.annotations import reads
from tui.annotations.base import Base
from tui.annotations.model import Tag
from tui.annotations.tags import TagTree, find, names_of
from tui.errors import Misuse, NotFound, PizhuError
from tui.visible import visible_line

_UNITING = ("merge_tags", "delete_tag")
"""The acts that change every highlight that carries a tag."""


class CodebookActs(Base):
    """Acts on the codebook. A tag is named by its path or an alias of it.

    All raise StoreProblem if the database cannot be changed, NotFound or Ambiguous if the tag cannot be found,
    Misuse if the change is none that a tree of tags can have.
    """

    def create_tag(
        self, path: str, *, letter: str = "", colour: str = "", description: str = "", aliases: Sequence[str] = ()
    ) -> Tag:
        """Make a tag, and its parents where they are missing. Without letter and colour it gets free ones.

        Raises Misuse if there is one at that path already.
        """
        names_of(path)
        with self._act("create_tag", creates=True) as recorder:
            tag = TagTree(recorder).create(path, letter, colour, description, aliases)
            recorder.about = path
        return tag

    def rename_tag(self, path: str, new_name: str) -> bool:
        """Give a tag another name (the last part of its path); whether that changed anything."""
        return self._change("rename_tag", path, f"{path} → {new_name}", lambda tree: tree.rename(path, new_name))

    def move_tag(self, path: str, new_parent_path: str | None) -> bool:
        """Hang a tag and all below it under another one, or at the root (None); whether that changed anything."""
        return self._change(
            "move_tag", path, f"{path} → {new_parent_path or '/'}", lambda tree: tree.move(path, new_parent_path)
        )

    def merge_tags(self, path: str, into: str) -> bool:
        """Make a tag a part of another: highlights, tags below it, and its name as an alias."""
        return self._change("merge_tags", path, f"{path} → {into}", lambda tree: tree.merge(path, into))

    def split_tag(self, path: str, new_path: str, highlight_ids: Sequence[str]) -> int:
        """Let these highlights carry `new_path` (made if it is missing) in the place of the tag at `path`; how many.

        Raises NotFound if one of them does not carry the tag itself, Misuse if none is given or both are one tag.
        """
        names_of(new_path)
        ids = list(dict.fromkeys(highlight_ids))
        with self._act("split_tag", size=len(ids)) as recorder:
            TagTree(recorder).split(path, new_path, ids)
            recorder.about = f"{path} → {new_path}: {len(ids)}"
        return len(ids)

    def delete_tag(self, path: str) -> bool:
        """Delete a tag and all below it; its highlights stay, with their notes."""
        return self._change("delete_tag", path, path, lambda tree: tree.delete(path))

    def change_tag(
        self,
        path: str,
        *,
        letter: str | None = None,
        colour: str | None = None,
        description: str | None = None,
        aliases: Sequence[str] | None = None,
    ) -> bool:
        """Change what is not None; whether that changed anything."""
        return self._change(
            "change_tag", path, path, lambda tree: tree.change(path, letter, colour, description, aliases)
        )

    def _carrying(self, path: str) -> int:
        """How many highlights carry the tag at `path` or one below it; 0 if there is no such tag."""

        def count(conn: sqlite3.Connection) -> int:
            try:
                return reads.subtree_counts(conn).get(find(reads.codebook(conn), path).id, 0)
            except PizhuError:
                return 0

        return self._read(count, 0)

    def _change(self, what: str, path: str, about: str, change: Callable[[TagTree], object]) -> bool:
        with self._act(what, size=self._carrying(path) if what in _UNITING else 1) as recorder:
            change(TagTree(recorder))
            recorder.about = about
            return bool(recorder.changes)

    def save_filter(self, name: str, text: str) -> bool:
        """Keep the filter `text` under `name`, in place of what is there; whether that changed anything.

        Raises Misuse if the name is empty.
        """
        name = name.strip()
        if not name:
            raise Misuse("a filter needs a name to be saved")
        with self._act("save_filter", creates=True) as recorder:
            recorder.about = name
            if recorder.conn.execute("select 1 from saved_filter where name = ?", (name,)).fetchone() is None:
                recorder.insert("saved_filter", {"name": name, "text": text})
            else:
                recorder.update("saved_filter", {"name": name}, {"text": text})
            return bool(recorder.changes)

    def rename_filter(self, name: str, new: str, texts: Mapping[str, str]) -> None:
        """Keep a saved filter under another name, and others (by name) with other texts, as one act.

        Raises NotFound, Misuse if the new name is empty or taken.
        """
        new, saved = new.strip(), self.filters()
        if name not in saved:
            raise NotFound(f"there is no saved filter {visible_line(name)!r}")
        if not new or new in saved:
            raise Misuse(f"there is a filter {visible_line(new)!r} already" if new else "a filter needs a name")
        with self._act("rename_filter") as recorder:
            recorder.about = new
            recorder.delete("saved_filter", {"name": name})
            recorder.insert("saved_filter", {"name": new, "text": saved[name]})
            for other, text in texts.items():
                recorder.update("saved_filter", {"name": other}, {"text": text})

    def filters(self) -> Mapping[str, str]:
        """Name to text of the saved filters, by name."""
        return self._read(reads.filters, {})

    def delete_filter(self, name: str) -> None:
        """Forget a saved filter. Raises NotFound."""
        with self._act("delete_filter") as recorder:
            recorder.about = name
            try:
                recorder.delete("saved_filter", {"name": name})
            except KeyError:
                raise NotFound(f"there is no saved filter {visible_line(name)!r}") from None
