"""Filters by what documents say, with and without the full-text index.

python bench/hearing.py FOLDER [DOCUMENTS] [ROUNDS]      # 1000 10; the talks of scripts/make_corpus.py

Each talk has three highlights. The same `text:` and `turn:` filters, of words drawn from the talks, are asked for all
quotes that pass, by a library that has read nothing; what both take must be the same. Times are processor time.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import closing
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

from harness import median_ms  # noqa: E402
from make_corpus import files, make  # noqa: E402

from tui.indexing import Indexing, documents, index_path  # noqa: E402
from tui.library import Library  # noqa: E402
from tui.search.fulltext import FullText  # noqa: E402
from tui.silence import let_index_tell  # noqa: E402


def prepare(folder: Path, database: Path, count: int) -> None:
    """The talks, their highlights and the index."""
    make(folder, count)
    with closing(Library.open([folder], database=database)) as library:
        for entry in library.entries:
            transcript = library.transcript(entry)
            for share in (0.2, 0.5, 0.8):
                start = int(len(transcript.text) * share)
                library.mark(entry, transcript, start, start + 12)
        with closing(FullText(index_path(library))) as texts:
            indexing = Indexing(library, texts)
            for entry in documents(library):
                indexing.take_in(entry)


def ask(folder: Path, database: Path, text: str, *, is_told: bool) -> tuple[list[str], float]:
    """The ids of what passes, and what that took."""
    with closing(Library.open([folder], database=database)) as library:
        if is_told:
            let_index_tell(library)
        begun = time.process_time()
        found = library.gathering.quotes(library.gathering.read(text))
        return [quote.highlight.id for quote in found], time.process_time() - begun


def main(folder: Path, count: int, rounds: int) -> None:
    """Print the times."""
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "annotations.db"
    os.environ["XDG_CACHE_HOME"] = str(folder / ".cache")
    if not database.exists():
        prepare(folder, database, count)
    chance, talks = random.Random(4), list(files(folder, count))
    for place in ("text", "turn"):
        told, untold, passed = [], [], []
        for _ in range(rounds):
            said = chance.choice(talks).read_text("utf-8")
            at = chance.randrange(len(said) - 40)
            words = "".join(char for char in said[at : at + 40] if char.isalnum())
            filter_ = f'{place}:"{words[: chance.choice((2, 3, 4))]}"'
            (found, quick), (wanted, slow) = (
                ask(folder, database, filter_, is_told=is_told) for is_told in (True, False)
            )
            assert found == wanted, filter_
            told.append(quick)
            untold.append(slow)
            passed.append(len(found))
        print(
            f"{place}: {count} documents, {sorted(passed)[rounds // 2]} quotes pass at the median: "
            f"{median_ms(told):.0f} ms with the index (at worst {max(told) * 1000:.0f}), "
            f"{median_ms(untold):.0f} ms without"
        )


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]).resolve(), *([int(word) for word in given[1:]] + [1000, 10][len(given) - 1 :]))
