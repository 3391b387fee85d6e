"""Edits of lines and paragraphs: set otherwise, moved, doubled, cut; heads, times, labels, markup."""

from __future__ import annotations

from .editing import Cell, Scene, copied, fresh, joined, lines_of, new, replaced, text_of


def is_said(line: list[Cell]) -> bool:
    """Whether a line is more than a cue's number or times."""
    return any(char.isalpha() for char in text_of(line))


def paragraphs(cells: list[Cell]) -> list[list[Cell]]:
    """Lines that are not blank, cues as a whole, each with its line end and the blank lines behind it."""
    parts: list[list[Cell]] = []
    is_cues = " --> " in text_of(cells)
    is_open = False
    for line in lines_of(cells):
        whole = [*line, ("\n", -1, False)]
        is_blank = not text_of(line).strip()
        if parts and (is_blank or (is_cues and is_open)):
            parts[-1] += whole
        else:
            parts.append(whole)
        is_open = not is_blank
    return parts


def flat(parts: list[list[Cell]]) -> list[Cell]:
    return [cell for part in parts for cell in part]


def moved(cells: list[Cell], scene: Scene) -> list[Cell]:
    parts = paragraphs(cells)
    for _ in range(max(1, len(parts) // 12)):
        parts.insert(scene.chance.randrange(len(parts)), parts.pop(scene.chance.randrange(len(parts))))
    return flat(parts)


def shuffled(cells: list[Cell], scene: Scene) -> list[Cell]:
    parts = paragraphs(cells)
    scene.chance.shuffle(parts)
    return flat(parts)


def swapped(cells: list[Cell], scene: Scene) -> list[Cell]:
    parts = paragraphs(cells)
    cuts = sorted(scene.chance.sample(range(len(parts) + 1), 3)) if len(parts) > 3 else [0, 1, len(parts)]
    a, b, c = cuts
    return flat(parts[:a] + parts[b:c] + parts[a:b] + parts[c:])


def doubled(cells: list[Cell], scene: Scene) -> list[Cell]:
    """Some paragraphs stand again, behind themselves or anywhere."""
    parts = paragraphs(cells)
    made = [list(part) for part in parts]
    for number in sorted(scene.chance.sample(range(len(parts)), max(1, len(parts) // 8)), reverse=True):
        place = number + 1 if scene.chance.random() < 0.5 else scene.chance.randrange(len(made))
        made.insert(place, copied(parts[number]))
    return flat(made)


def wrapped(cells: list[Cell], scene: Scene, width: int) -> list[Cell]:
    made = []
    for line in lines_of(cells):
        wide = len(line) > 0 and line[len(line) // 2][0] > "\u2e80"
        while len(line) > width:
            cut = width
            while not wide and cut > width // 2 and line[cut][0] != " ":
                cut -= 1
            made.append(line[:cut])
            line = line[cut:]
        made.append(line)
    return joined(made)


def unwrapped(cells: list[Cell], scene: Scene) -> list[Cell]:
    """All lines of a block in one."""
    return replaced(cells, r"(?<=\S)\n(?=\S)", lambda found: " ")


def indented(cells: list[Cell], scene: Scene) -> list[Cell]:
    return joined([new("\u3000\u3000") + line if line else line for line in lines_of(cells)])


def crlf(cells: list[Cell], scene: Scene) -> list[Cell]:
    return joined(lines_of(cells), "\r\n")


def sentences(cells: list[Cell], scene: Scene) -> list[Cell]:
    made = []
    for cell in cells:
        made.append(cell)
        if cell[0] in "。！？!?":
            made += new("\n")
    return made


def spaced(cells: list[Cell], scene: Scene) -> list[Cell]:
    return replaced(cells, r"\n+", lambda found: "\n\n\n")


def head_added(cells: list[Cell], scene: Scene) -> list[Cell]:
    at = scene.chance.randrange(max(1, len(scene.other) - 400))
    return new("导出于 2031-04-05\nhttps://example.org/talk/1\n" + scene.other[at : at + 300] + "\n\n") + cells


def head_cut(cells: list[Cell], scene: Scene) -> list[Cell]:
    return cells[scene.chance.randint(len(cells) // 50, len(cells) // 6) :]


def timed(cells: list[Cell], scene: Scene) -> list[Cell]:
    made, clock = [], 0
    for line in lines_of(cells):
        clock += scene.chance.randint(2, 40)
        stamp = f"[{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}] "
        made.append(new(stamp) + line if is_said(line) else line)
    return joined(made)


def untimed(cells: list[Cell], scene: Scene) -> list[Cell]:
    cells = replaced(cells, r"(?m)^\d+\n[\d:,]+ --> [\d:,]+\n", lambda found: "")
    return replaced(cells, r"(?m)^\[?\d{1,2}:\d\d(?::\d\d)?\]? ?", lambda found: "")


def cued(cells: list[Cell], scene: Scene) -> list[Cell]:
    """Subtitles of at most thirty characters."""
    made: list[Cell] = []
    number, clock = 0, 0
    for line in lines_of(untimed(cells, scene)):
        for at in range(0, len(line), 30):
            number, clock = number + 1, clock + 2500
            times = [
                f"{t // 3600000:02}:{t // 60000 % 60:02}:{t // 1000 % 60:02},{t % 1000:03}"
                for t in (clock, clock + 2400)
            ]
            made += new(f"{number}\n{times[0]} --> {times[1]}\n") + line[at : at + 30] + new("\n\n")
    return made


def labelled(cells: list[Cell], scene: Scene) -> list[Cell]:
    names = ("主持人", "嘉宾甲", "Dr. Ames", "周老师")
    return joined(
        [
            new(f"{scene.chance.choice(names)}：") + line if is_said(line) and scene.chance.random() < 0.7 else line
            for line in lines_of(cells)
        ]
    )


def unlabelled(cells: list[Cell], scene: Scene) -> list[Cell]:
    label = r"^(?:\[[^\]\d]{1,12}\] ?|(?!\d)[^：:，。\s]{1,12}[：:] ?)"
    return joined([replaced(line, label, lambda found: "") for line in lines_of(cells)])


def marked_up(cells: list[Cell], scene: Scene) -> list[Cell]:
    made = []
    for line in lines_of(cells):
        if len(line) > 10 and is_said(line) and scene.chance.random() < 0.5:
            first = scene.chance.randrange(len(line) - 6)
            last = scene.chance.randint(first + 2, len(line))
            line = line[:first] + new("**") + line[first:last] + new("**") + line[last:]
        made.append(new(scene.chance.choice(("", "", "> ", "- ", "## "))) + line if is_said(line) else line)
    return joined(made)


def unmarked(cells: list[Cell], scene: Scene) -> list[Cell]:
    cells = replaced(cells, r"(?m)^(?:#+ |> |- |!\[\]\(\)$)", lambda found: "")
    return replaced(cells, r"\*\*|__|`", lambda found: "")


def quotes_cut(cells: list[Cell], scene: Scene) -> list[Cell]:
    """A third of the highlights deleted."""
    gone = set()
    for span in scene.spans:
        if scene.chance.random() < 0.35:
            gone.update(range(*span))
    return [cell for cell in cells if cell[1] not in gone]


def decoyed(cells: list[Cell], scene: Scene) -> list[Cell]:
    """A third of the highlights deleted; elsewhere stands what keeps little more than half of the words of each."""
    gone = [span for span in scene.spans if scene.chance.random() < 0.35]
    cut = {at for span in gone for at in range(*span)}
    parts = paragraphs([cell for cell in cells if cell[1] not in cut])
    for start, end in gone:
        words = [cell[0] for cell in cells if start <= cell[1] < end and cell[0] != "\n"]
        for at in scene.chance.sample(range(len(words)), round(0.45 * len(words))):
            words[at] = scene.chance.choice(scene.other)
        parts.insert(scene.chance.randrange(len(parts) + 1), new("".join(words) + "\n"))
    return flat(parts)


def paragraphs_cut(cells: list[Cell], scene: Scene) -> list[Cell]:
    return flat([part for part in paragraphs(cells) if scene.chance.random() > 0.3])


def halved(cells: list[Cell], scene: Scene) -> list[Cell]:
    half = len(cells) // 2
    return cells[:half] if scene.chance.random() < 0.5 else cells[half:]


def exchanged(cells: list[Cell], scene: Scene) -> list[Cell]:
    return [(char, -1, False) for char, _, _ in fresh(scene.other)]


def inserted(cells: list[Cell], scene: Scene) -> list[Cell]:
    """Parts of another document between the paragraphs."""
    parts = paragraphs(cells)
    for _ in range(max(2, len(parts) // 15)):
        at = scene.chance.randrange(max(1, len(scene.other) - 500))
        size = scene.chance.randint(40, 500)
        parts.insert(scene.chance.randrange(len(parts)), new(scene.other[at : at + size] + "\n"))
    return flat(parts)
