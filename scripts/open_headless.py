"""Open the installed app on a folder without a terminal, and see that its first transcript is painted."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path


async def main(folder: Path) -> int:
    """Exit code 0 if the reader shows text, 1 if not."""
    from tui.library import Library
    from tui.ui.app import PizhuApp
    from tui.ui.widgets.reader import Reader

    library = Library.open([folder])
    app = PizhuApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        reader = app.screen.query_one(Reader)
        strips = reader.render_lines(reader.size.region)
        text = "".join(strip.text for strip in strips).strip()
        await pilot.press("q")
        await pilot.pause()
    print(f"painted {len(text)} characters of {library.entries[0].name}")
    return 0 if len(text) > 100 else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]))))
