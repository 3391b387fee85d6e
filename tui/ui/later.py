"""What the first frame does without, fetched behind it: so that no first key waits for it."""

from __future__ import annotations

import gc


def fetch() -> None:
    """Import what keys will ask for; what is there by then stays, and the collector need not look at it again."""
    import tui.export.copying
    import tui.grounds
    import tui.layout.units
    import tui.search.masks
    import tui.search.names
    import tui.search.query
    import tui.search.saved
    import tui.search.scan
    import tui.search.tally
    import tui.search.whole
    import tui.ui.clipboard
    import tui.ui.plan
    import tui.ui.screens.board
    import tui.ui.screens.choosing
    import tui.ui.screens.correct
    import tui.ui.screens.dialog
    import tui.ui.screens.help
    import tui.ui.screens.history
    import tui.ui.screens.kwic
    import tui.ui.screens.marks
    import tui.ui.screens.outline
    import tui.ui.screens.past
    import tui.ui.screens.proposals
    import tui.ui.screens.review
    import tui.ui.screens.seek
    import tui.ui.screens.speakers
    import tui.ui.screens.trash  # noqa: F401

    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)  # nor what each page makes at once
        gc.enable()
