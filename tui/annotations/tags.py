"""The codebook, changed: a tree of tags inside one act."""

from __future__ import annotations

import json
import string
import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import replace

from tui.annotations import reads
from tui.annotations.ids import storable, uuid7
from tui.annotations.model import COLOURS, Codebook, Tag
from tui.annotations.recorder import Recorder
from tui.errors import Ambiguous, Misuse, NotFound
from tui.transcript.readings import plain_readings_of
from tui.visible import visible_line

LONGEST = 200
"""Characters of a tag's name."""

_LETTERS = string.ascii_lowercase + string.ascii_uppercase + string.digits


def clean_name(name: str) -> str:
    """`name` as it is stored: stripped, composed (NFC). Raises Misuse if it can be no tag's name."""
    cleaned = unicodedata.normalize("NFC", storable(name)).strip()
    shown = visible_line(name[:40])
    if not cleaned:
        raise Misuse(f"a tag needs a name: {shown!r} has none", "give at least one character on each side of a /")
    if "/" in cleaned:
        raise Misuse(f"a tag's name cannot hold a /: {shown}", "the / stands between a tag and the tags below it")
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in cleaned):
        raise Misuse(f"a tag's name cannot hold control characters or line ends: {shown}")
    if len(cleaned) > LONGEST:
        raise Misuse(f"a tag's name can have {LONGEST} characters, this one has {len(cleaned)}: {shown}…")
    return cleaned


def names_of(path: str) -> tuple[str, ...]:
    """The cleaned names of a path like `模型/分化` or `#模型/分化`, root first. Raises Misuse."""
    return tuple(clean_name(name) for name in path.strip().lstrip("#＃").split("/"))


def find(book: Codebook, path: str) -> Tag:
    """The tag at `path`, or the one that has it as an alias.

    Raises Misuse if it is no path, NotFound (the hint names tags that end like it), Ambiguous if several tags have
    the alias.
    """
    names = names_of(path)
    wanted = "/".join(names)
    if (tag := book.by_path.get(wanted)) is not None:
        return tag
    aliased = [tag for tag in book if wanted in tag.aliases]
    if len(aliased) == 1:
        return aliased[0]
    if aliased:
        raise Ambiguous(f"{wanted!r} is an alias of several tags", "one of: " + _list(book, aliased))
    near = [tag for tag in book if tag.name == names[-1]]
    raise NotFound(f"there is no tag {visible_line(wanted)!r}", f"there is: {_list(book, near)}" if near else "")


def _list(book: Codebook, tags: Sequence[Tag]) -> str:
    return ", ".join(visible_line(book.paths[tag.id]) for tag in tags[:8])


class TagTree:
    """The codebook as it stands within an act, and its changes. All paths may be aliases, except those to be made."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._book = reads.codebook(recorder.conn)

    def find(self, path: str) -> Tag:
        """The tag at `path`; raises as the function `find`."""
        return find(self._book, path)

    def path(self, tag: Tag) -> str:
        """The path of a tag of the tree."""
        return self._book.paths[tag.id]

    def ensure(self, path: str) -> Tag:
        """The tag at exactly `path`; it and its parents are made where they are missing. Raises Misuse."""
        return self._ensure(names_of(path))

    def _ensure(self, names: tuple[str, ...]) -> Tag:
        if (tag := self._book.by_path.get("/".join(names))) is not None:
            return tag
        parent = self._ensure(names[:-1]) if len(names) > 1 else None
        return self._add(names[-1], parent, "", "", "", ())

    def has(self, path: str) -> bool:
        """Whether there is a tag at exactly `path`. Raises Misuse if it is no path."""
        return "/".join(names_of(path)) in self._book.by_path

    def create(self, path: str, letter: str, colour: str, description: str, aliases: Sequence[str]) -> Tag:
        """Make the tag at `path`, and its parents. Raises Misuse if it is there, or letter or colour is none."""
        names = names_of(path)
        if "/".join(names) in self._book.by_path:
            raise Misuse(f"there is a tag {visible_line('/'.join(names))!r} already")
        parent = self._ensure(names[:-1]) if len(names) > 1 else None
        return self._add(names[-1], parent, letter, colour, description, aliases)

    def _add(
        self, name: str, parent: Tag | None, letter: str, colour: str, description: str, aliases: Sequence[str]
    ) -> Tag:
        tag = Tag(
            uuid7(),
            name,
            None if parent is None else parent.id,
            _letter(letter) if letter else free_letter(name, {tag.letter for tag in self._book}),
            _colour(colour) if colour else self._next_colour(),
            description,
            _aliases(aliases),
        )
        columns = {"id": tag.id, "name": name, "parent_id": tag.parent_id, "letter": tag.letter, "colour": tag.colour}
        self._recorder.insert("tag", columns | {"description": description, "aliases": _json(tag.aliases)})
        self._book = self._book.adding(tag)
        return tag

    def _next_colour(self) -> str:
        used: Counter[str] = Counter(tag.colour for tag in self._book)
        return min(COLOURS, key=lambda colour: used[colour])

    def rename(self, path: str, new_name: str) -> Tag:
        """Give a tag another name below the same parent. Raises Misuse if a sibling has it."""
        tag, name = self.find(path), clean_name(new_name)
        self._must_be_free(tag, name, tag.parent_id)
        return self._set(tag, replace(tag, name=name))

    def move(self, path: str, new_parent_path: str | None) -> Tag:
        """Hang a tag, with all below it, under another one (None: the root). Raises Misuse for a cycle or a clash."""
        tag = self.find(path)
        parent = None if new_parent_path is None else self.find(new_parent_path)
        if parent is not None and parent.id in self._book.under(tag.id):
            raise Misuse(
                f"{visible_line(self.path(tag))!r} cannot be moved below itself",
                f"{visible_line(self.path(parent))!r} is a part of it",
            )
        parent_id = None if parent is None else parent.id
        self._must_be_free(tag, tag.name, parent_id)
        return self._set(tag, replace(tag, parent_id=parent_id))

    def _must_be_free(self, tag: Tag, name: str, parent_id: str | None) -> None:
        for other in self._book:
            if other.id != tag.id and other.name == name and other.parent_id == parent_id:
                raise Misuse(
                    f"there is a tag {visible_line(self.path(other))!r} already", "merge the two to make them one"
                )

    def change(
        self,
        path: str,
        letter: str | None,
        colour: str | None,
        description: str | None,
        aliases: Sequence[str] | None,
    ) -> Tag:
        """Change what is not None. Raises Misuse if letter, colour or an alias is none."""
        tag = self.find(path)
        new = replace(
            tag,
            letter=tag.letter if letter is None else _letter(letter),
            colour=tag.colour if colour is None else _colour(colour),
            description=tag.description if description is None else description,
            aliases=tag.aliases if aliases is None else _aliases(aliases),
        )
        return self._set(tag, new)

    def _set(self, old: Tag, new: Tag) -> Tag:
        values = {
            "name": new.name,
            "parent_id": new.parent_id,
            "letter": new.letter,
            "colour": new.colour,
            "description": new.description,
            "aliases": _json(new.aliases),
        }
        self._recorder.update("tag", {"id": old.id}, values)
        self._book = Codebook(tuple(new if tag.id == old.id else tag for tag in self._book))
        return new

    def merge(self, path: str, into_path: str) -> Tag:
        """Make the first tag a part of the second: its highlights, the tags below it, its names as aliases.

        Tags below both that have one name are merged too. Raises Misuse if the second is a part of the first.
        """
        source, target = self.find(path), self.find(into_path)
        if source.id == target.id:
            raise Misuse(f"{visible_line(self.path(source))!r} cannot be merged into itself")
        if target.id in self._book.under(source.id):
            raise Misuse(
                f"{visible_line(self.path(source))!r} cannot be merged into a tag below it", "merge the other way round"
            )
        return self._merge(source, target)

    def _merge(self, source: Tag, target: Tag) -> Tag:
        if source.parent_id == target.id:
            # It leaves its name at once: a child of the same name may take its place below the target.
            self._set(source, replace(source, name=source.id))
        for child in [tag for tag in self._book if tag.parent_id == source.id]:
            twin = next((tag for tag in self._book if tag.parent_id == target.id and tag.name == child.name), None)
            if twin is None:
                self._set(child, replace(child, parent_id=target.id))
            else:
                self._merge(child, twin)
        pass_on(self._recorder, source.id, target.id)
        target = self._book.by_id[target.id]
        aliases = dict.fromkeys((*target.aliases, source.name, *source.aliases))
        aliases.pop(target.name, None)
        merged = replace(target, aliases=tuple(aliases), description=target.description or source.description)
        self._remove(source)
        return self._set(target, merged)

    def split(self, path: str, new_path: str, highlight_ids: Collection[str]) -> Tag:
        """Let these highlights carry the tag at `new_path`, made if it is missing, in the place of the one at `path`.

        Raises NotFound if one of them does not carry it, Misuse if both are one tag or no highlight is given.
        """
        source = self.find(path)
        if not highlight_ids:
            raise Misuse(f"no quote of {visible_line(self.path(source))!r} was chosen")
        target = self.ensure(new_path)
        if source.id == target.id:
            raise Misuse(f"{visible_line(self.path(source))!r} cannot be split into itself", "give another path")
        carry = self._carriers(source)
        if missing := [identity for identity in highlight_ids if identity not in carry]:
            raise NotFound(
                f"{missing[0]!r} does not carry the tag {visible_line(self.path(source))!r}",
                "quotes of the tags below it are split off those",
            )
        pass_on(self._recorder, source.id, target.id, set(highlight_ids))
        return target

    def _carriers(self, tag: Tag) -> set[str]:
        """The ids of the live highlights that carry the tag itself."""
        rows = self._recorder.conn.execute(
            "select h.id from highlight_tag t join highlight h on h.id = t.highlight_id"
            " where t.tag_id = ? and h.deleted is null",
            (tag.id,),
        )
        return {row[0] for row in rows.fetchall()}

    def delete(self, path: str) -> Tag:
        """Delete a tag and all below it: they come off their highlights, which stay."""
        top = self.find(path)
        doomed = self._book.under(top.id)
        for tag in sorted((self._book.by_id[i] for i in doomed), key=lambda t: -len(self._book.lineage(t.id))):
            rows = self._recorder.conn.execute("select highlight_id from highlight_tag where tag_id = ?", (tag.id,))
            for (highlight_id,) in rows.fetchall():
                self._recorder.delete("highlight_tag", {"highlight_id": highlight_id, "tag_id": tag.id})
            self._remove(tag)
        return top

    def _remove(self, tag: Tag) -> None:
        self._recorder.delete("tag", {"id": tag.id})
        self._book = Codebook(tuple(other for other in self._book if other.id != tag.id))


def free_letter(name: str, taken: Container[str]) -> str:
    """The letter of a new tag: one of its name, or any that is not taken; where all are, the first that it would be.

    The first Latin letter in it is one of the name; where there is none, the initials of its hanzi are.
    """
    own: list[str] = [c for c in name if c in string.ascii_letters][:1] or [*_initials(name)]
    wishes: list[str] = [*own, *(c.swapcase() for c in own), *_LETTERS]
    return next((letter for letter in wishes if letter not in taken), wishes[0])


def _initials(name: str) -> Iterator[str]:
    for char in name:
        if (said := plain_readings_of(char)[:1]) and said[0][0] in _LETTERS:
            yield said[0][0]


def _letter(letter: str) -> str:
    if len(letter) != 1 or letter not in _LETTERS:
        raise Misuse(f"a tag's letter is one of a–z, A–Z, 0–9, not {visible_line(letter[:20])!r}")
    return letter


def _colour(colour: str) -> str:
    if colour not in COLOURS:
        raise Misuse(f"there is no colour {visible_line(colour[:20])!r}", "the colours are: " + ", ".join(COLOURS))
    return colour


def _aliases(aliases: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("/".join(names_of(alias)) for alias in aliases))


def _json(aliases: tuple[str, ...]) -> str:
    return json.dumps(list(aliases), ensure_ascii=False)


def pass_on(recorder: Recorder, source: str, target: str, only: Collection[str] | None = None) -> None:
    """Let all highlights of one tag, or those that are given, carry the other in its place; tags and highlights by
    their ids."""
    sql = "select highlight_id, position, created from highlight_tag where tag_id = ?"
    has = {row[0] for row in recorder.conn.execute(sql, (target,)).fetchall()}
    for highlight_id, position, created in recorder.conn.execute(sql, (source,)).fetchall():
        if only is not None and highlight_id not in only:
            continue
        recorder.delete("highlight_tag", {"highlight_id": highlight_id, "tag_id": source})
        if highlight_id not in has:
            link = {"highlight_id": highlight_id, "tag_id": target, "position": position, "created": created}
            recorder.insert("highlight_tag", link)
