"""Small JSON files in the state folder: read if they can be, written whole or not at all."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from tui.paths import private_dir


def read_state(file: Path) -> object:
    """What the file holds; None if it cannot be read or is no JSON."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def write_state(file: Path, value: object, *, is_synced: bool = False) -> bool:
    """Put `value` into the file, readable by its owner alone; tells whether that went well.

    `is_synced`: it is on the disk when this returns, which takes some milliseconds.
    """
    import tempfile  # not before something is to be kept

    name = ""
    try:
        folder = private_dir(file.parent)
        with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as out:
            name = out.name
            json.dump(value, out)  # names may hold lone surrogates, which ASCII escapes
            if is_synced:
                out.flush()
                os.fsync(out.fileno())
        os.replace(name, file)
    except OSError:
        if name:
            with suppress(OSError):
                os.unlink(name)
        return False
    return True
