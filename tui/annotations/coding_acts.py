"""Many places tagged at once: highlights made where there are none, tags put on those that are there; one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.annotations.acts import HighlightActs, check_marks, live, put_on
from tui.annotations.model import Mark
from tui.annotations.tags import TagTree


class CodingActs(HighlightActs):
    """The act that codes."""

    def code(self, marks: Sequence[Mark], highlight_ids: Sequence[str], tags: Sequence[str]) -> list[str]:
        """Make these highlights with these tags, and put the tags on those that are there, as one act.

        Gives the ids of the highlights made. Raises as `mark` and `tag` do; then nothing is done.
        """
        tagged = [replace(mark, tags=(*mark.tags, *tags)) for mark in marks]
        check_marks(tagged)
        count = len(marks) + len(highlight_ids)
        if not count or not tags:
            return []
        with self._act("code", creates=bool(marks), size=count) as recorder:
            tree = TagTree(recorder)
            on = [tree.ensure(path).id for path in tags]
            for highlight in live(recorder, highlight_ids):
                put_on(recorder, highlight.id, highlight.tag_ids, on)
            made = self._make(recorder, tree, [(mark, {}) for mark in tagged])
            recorder.about = f"{' '.join(f'+{path}' for path in tags)} ×{count}"
        return made
