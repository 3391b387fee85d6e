"""The tables as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from tui.counting.lines import Table
from tui.counting.tables import Numbers

_FIELDS = {
    Table.SPEAKER: "speakers",
    Table.DOCUMENT: "documents",
    Table.TAG: "tags",
    Table.PAIR: "together",
    Table.PLACE: "tracks",
}


def plain(numbers: Numbers, tables: Iterable[Table] = Table) -> dict[str, object]:
    """The filter, the totals and these tables under their names, as the classes of `tui.counting.tables` have them."""
    whole = asdict(numbers)
    wanted = ["filter", "totals", *(_FIELDS[table] for table in tables), "unread"]
    return {name: whole[name] for name in wanted}
