"""A reader who does random acts, of every kind there is."""

from __future__ import annotations

import random
from collections.abc import Callable

from tui.annotations.bringing import MarkToBring, TagToBring
from tui.annotations.model import AnchorState, Placed, Role, Speaker
from tui.annotations.reading_acts import Corrected
from tui.annotations.store import Store
from tui.transcript.edits.corrections import Correction, Rule

from .making import TEXT, a_mark, anchor, facts

NAMES = ("甲", "乙", "丙", "A", "b")


class Reader:
    """Does random acts; what cannot be done is refused, and must then have changed nothing."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.store: Store

    def some_path(self) -> str:
        paths = self.store.codebook().sorted_paths()
        if paths and self.random.random() < 0.7:
            return self.random.choice(paths)
        return "/".join(self.random.choices(NAMES, k=self.random.randint(1, 3)))

    def some_ids(self) -> list[str]:
        ids = [quote.highlight.id for quote in self.store.quotes()]
        return self.random.sample(ids, min(len(ids), self.random.randint(1, 3)))

    def split(self, path: str, new_path: str) -> None:
        carriers = [quote.highlight.id for quote in self.store.quotes() if path in quote.tags]
        self.store.split_tag(path, new_path, carriers[: self.random.randint(1, 3)])

    def corrected(self, ids: list[str]) -> Corrected:
        at = self.random.randint(0, len(TEXT) - 3)
        put_right = Correction(at, at + 2, self.random.choice(NAMES), TEXT[at : at + 2])
        return Corrected(made=[put_right], reworded={identity: anchor(at, at + 2) for identity in ids})

    def act(self) -> None:
        pick, store, path = self.random, self.store, self.some_path
        start = pick.randint(0, len(TEXT) - 3)
        span = anchor(start, start + 2)
        document = facts(f"{pick.randint(1, 3)}.txt", TEXT * pick.randint(1, 2))
        ids = self.some_ids()
        acts: list[Callable[[], object]] = [
            lambda: store.mark(document, span, source_text=TEXT, tags=[path(), path()], note="x"),
            lambda: store.mark_many([a_mark("m.txt", 1, 3, [path()]), a_mark("n.txt", 2, 4)]),
            lambda: store.tag(ids, add=[path(), path()]),
            lambda: store.tag(ids, add=[path()], remove=[path()]),
            lambda: store.set_note(ids[0], str(pick.random())),
            lambda: store.note_many(ids, pick.choice(["", "也", "x"]), append=pick.random() < 0.5),
            lambda: store.set_star(ids, pick.random() < 0.5),
            lambda: store.move_edges(ids[0], span),
            lambda: store.delete(ids),
            lambda: store.set_document_note(document, str(pick.random())),
            lambda: store.move_document(document.path, f"{pick.randint(1, 9)}.txt"),
            lambda: store.reanchor(document, TEXT * 2, [Placed(i, span, AnchorState.MOVED) for i in ids]),
            lambda: store.create_tag(path()),
            lambda: store.rename_tag(path(), pick.choice(NAMES)),
            lambda: store.move_tag(path(), pick.choice([None, path()])),
            lambda: store.merge_tags(path(), path()),
            lambda: store.delete_tag(path()),
            lambda: self.split(path(), path()),
            lambda: store.change_tag(path(), letter=pick.choice("abc"), description=str(pick.random())),
            lambda: store.save_filter(pick.choice(NAMES), path()),
            lambda: store.delete_filter(pick.choice(NAMES)),
            lambda: store.set_star([quote.highlight.id for quote in store.quotes()], pick.random() < 0.5),
            lambda: store.tag([quote.highlight.id for quote in store.quotes()], add=[path()]),
            lambda: store.restore([pick.choice(store.trash()).quote.highlight.id]),
            lambda: store.take_back(str(pick.randint(1, store.history(1)[0].number))),
            lambda: store.bring_in(
                [TagToBring(path(), description="来")], [MarkToBring(a_mark("来.txt", 3, 6, [path()]))]
            ),
            lambda: store.correct(document, TEXT, self.corrected(ids)),
            lambda: store.correct(None, "", Corrected(rules=[Rule(pick.choice(NAMES), pick.choice(NAMES))])),
            lambda: store.correct(None, "", Corrected(dropped_rules=[pick.choice(NAMES)])),
            lambda: store.set_speakers(document, [Speaker(pick.choice(NAMES), pick.choice(NAMES), Role.GUEST)], {}),
            lambda: store.ask_encoding(document, pick.choice(["gb18030", "big5", ""])),
        ]
        pick.choice(acts)()
