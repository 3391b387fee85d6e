"""Edits of words: slips, fillers, other words, other signs for the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial

from opencc import OpenCC

from tui.transcript.readings import readings_of

from .editing import ASIDE, GLOSS, Cell, Scene, converted, lines_of, new, replaced, respelled, text_of

HAN = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天"
    "而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些"
    "与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相"
    "次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立"
    "马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共"
    "风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快"
)
FILLERS = (
    r"嗯[,，]?|呃[,，]?|(?<=[,，。])啊[,，]?|就是说|对吧[,，]?|那个|然后|其实|就是"
    r"|(?i:\b(?:well|really|just|very|that)\b ?)"
)


def typos(cells: list[Cell], scene: Scene, share: float) -> list[Cell]:
    """Characters exchanged, left out, doubled, put in."""
    made = []
    asides = {at for found in ASIDE.finditer(text_of(cells)) for at in range(*found.span())}
    for at, cell in enumerate(cells):
        if cell[0].isspace() or at in asides or scene.chance.random() >= share:
            made.append(cell)
            continue
        how = scene.chance.random()
        if how < 0.6:
            made.append((_like(cell[0], scene), cell[1], False))
        elif how < 0.8:
            made += [cell, *new(_like(cell[0], scene))]
    return made


def _like(char: str, scene: Scene) -> str:
    return scene.chance.choice("abcdefghijklmnopqrstuvwxyz" if char.isascii() else HAN)


def fillers_cut(cells: list[Cell], scene: Scene) -> list[Cell]:
    return replaced(cells, FILLERS, lambda found: "" if scene.chance.random() < 0.8 else found[0])


def stammered(cells: list[Cell], scene: Scene) -> list[Cell]:
    """What cleaning up takes out, put in."""
    made = []
    for cell in cells:
        made.append(cell)
        if cell[0] in "，,、 " and scene.chance.random() < 0.15:
            made += new(scene.chance.choice(("嗯，", "呃", "就是说，", "那个")) if cell[0] != " " else "um, ")
    return made


def recoded(cells: list[Cell], scene: Scene) -> list[Cell]:
    """Characters that another encoding did not have."""
    asides = {at for found in ASIDE.finditer(text_of(cells)) for at in range(*found.span())}
    return [
        (scene.chance.choice("??�"), cell[1], False)
        if not cell[0].isspace() and at not in asides and scene.chance.random() < 0.012
        else cell
        for at, cell in enumerate(cells)
    ]


_PIECE = re.compile(r"\n|[A-Za-z']+ ?|[^\nA-Za-z]{1,3}")


def rewritten(cells: list[Cell], scene: Scene, share: float) -> list[Cell]:
    """Pieces of up to three characters, or words, exchanged, cut or put in, until so much is other."""
    made: list[Cell] = []
    words = re.findall(r"[a-z]+", scene.other) or ["word"]
    text = text_of(cells)
    asides = {at for found in ASIDE.finditer(text) for at in range(*found.span())}
    for found in _PIECE.finditer(text):
        piece = cells[found.start() : found.end()]
        if found[0] == "\n" or found.start() in asides or found.end() - 1 in asides or scene.chance.random() >= share:
            made += piece
            continue
        other = scene.chance.choice(words) + " " if found[0].isascii() else "".join(_like("一", scene) for _ in piece)
        how = scene.chance.random()
        if how < 0.6:
            made += [(char, at, False) for char, at, _ in respelled(piece, other)]
        elif how < 0.8:
            made += piece + new(other)
    return made


@cache
def _script(name: str) -> OpenCC:
    return OpenCC(name)


@cache
def _said(name: str, text: str) -> str:
    return str(_script(name).convert(text))


def scripted(cells: list[Cell], scene: Scene, name: str, plain: str) -> list[Cell]:
    return converted(cells, partial(_said, plain), partial(_said, name))


def glosses_cut(cells: list[Cell], scene: Scene) -> list[Cell]:
    return replaced(cells, GLOSS, lambda found: "")


def glossed(cells: list[Cell], scene: Scene) -> list[Cell]:
    made = []
    for cell in cells:
        made.append(cell)
        if "\u4e00" <= cell[0] <= "\u9fff" and scene.chance.random() < 0.12:
            said = sorted(readings_of(cell[0]))
            made += new(f"({said[0]})" if said else "")
    return made


def full_width(cells: list[Cell], scene: Scene) -> list[Cell]:
    return replaced(cells, r"[!-~]", lambda found: chr(ord(found[0]) + 0xFEE0))


def half_width(cells: list[Cell], scene: Scene) -> list[Cell]:
    table = dict(zip("，。！？：；（）“”‘’、", ",.!?:;()\"\"'',", strict=True))
    return replaced(cells, f"[{''.join(table)}]", lambda found: table[found[0]])


def punctuated(cells: list[Cell], scene: Scene) -> list[Cell]:
    """Signs in full width."""
    table = dict(zip(",!?:;", "，！？：；", strict=True))
    return replaced(cells, "[,!?:;]", lambda found: table[found[0]])


def quoted(cells: list[Cell], scene: Scene) -> list[Cell]:
    table = {"“": "「", "”": "」", "‘": "『", "’": "』", "「": "“", "」": "”", '"': "“", "'": "’"}
    return replaced(cells, f"[{''.join(table)}]", lambda found: table[found[0]])


def normal(cells: list[Cell], scene: Scene, form: str) -> list[Cell]:
    made: list[Cell] = []
    for cell in cells:
        made += respelled([cell], unicodedata.normalize(form, cell[0]))  # type: ignore[arg-type]
    return made


def relabelled(cells: list[Cell], scene: Scene) -> list[Cell]:
    """Every speaker called otherwise."""
    names: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        return names.setdefault(found[0], scene.chance.choice(("嘉宾", "主持", "Q", "A", "讲者")) + str(len(names) + 1))

    lines = [
        replaced(line, r"^(?!\d)[^：:\[\]\s]{1,12}(?=[：:])|(?<=^\[)[^\]\d]{1,12}(?=\])", other, False)
        for line in lines_of(cells)
    ]
    return [cell for number, line in enumerate(lines) for cell in ([("\n", -1, False)] if number else []) + line]
