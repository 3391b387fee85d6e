"""Another database brought into this one: one act, which can be undone as a whole."""

from __future__ import annotations

from pathlib import Path

from tui.annotations.base import Base
from tui.annotations.keeping import MANY
from tui.annotations.merging.merged import Merged, Prefer
from tui.errors import Misuse, NotFound
from tui.visible import visible_line


class _Rehearsed(Exception):
    """Ends a transaction of which only the report is wanted."""


class MergingActs(Base):
    """The act that brings in all that another database holds."""

    def merge(self, other: Path, *, prefer: Prefer = Prefer.LATER, rehearse: bool = False) -> Merged:
        """Bring what the database at `other` holds into this one, or only tell what that would do.

        The other file is only read; before anything changes here, a copy of this one is made. Raises NotFound if
        there is no such file, Misuse if it is this database, StoreProblem if it is damaged, newer or not ours, or
        this one cannot be changed; then nothing is.
        """
        from tui.annotations.merging.sides import Side
        from tui.annotations.merging.work import merge
        from tui.annotations.visiting import looked_over

        if not other.exists():
            raise NotFound(f"there is no database {visible_line(str(other))}", "give the path of the other one")
        if self.path.exists() and other.samefile(self.path):
            raise Misuse("that is this database itself", "give the path of the other one")
        merged = Merged()
        with looked_over(other, self.path.parent, "nothing was merged", "`pizhu check` on it tells more") as source:
            try:
                with self._act("merge", creates=not rehearse, size=1 if rehearse else MANY) as recorder:
                    merged = merge(recorder, Side(source), prefer)
                    recorder.about = _about(other, merged)
                    if rehearse:
                        raise _Rehearsed
            except _Rehearsed:
                pass
        return merged


def _about(other: Path, merged: Merged) -> str:
    name = visible_line(other.name)
    return f"{name}: +{len(merged.brought)} highlights, {len(merged.united)} united"
