"""Repair of transcripts, processor time: the first time, with the word list still to be loaded, and the second.

python bench/repair.py FILE...
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

REPAIR = """
import json, sys, time
from pathlib import Path
from tui.transcript.files import load, repaired
from tui.transcript.model import EditKind
begun = time.process_time()
transcript = repaired(load(Path(sys.argv[1])))
used = time.process_time() - begun
misread = [e for e in transcript.edits if e.kind is EditKind.MISREAD]
print(json.dumps([used, len(misread), sum(e.uncertain for e in misread)]))
"""


def main() -> None:
    """Print both times of each file."""
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as cache:
            first, stretches, uncertain = once(name, cache)
            second, _, _ = once(name, cache)
        print(
            f"{Path(name).name}: {stretches} stretches, {uncertain} uncertain;"
            f" first {first:.2f} s, then {1000 * second:.0f} ms"
        )


def once(name: str, cache: str) -> tuple[float, int, int]:
    """Seconds of processor time, stretches, uncertain ones; in a fresh process."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", REPAIR, name], env=environment, capture_output=True, text=True, check=True
    )
    used, stretches, uncertain = json.loads(done.stdout)
    return used, stretches, uncertain


if __name__ == "__main__":
    main()
