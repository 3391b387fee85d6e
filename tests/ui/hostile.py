"""Text that would act on a terminal or on Textual, if it were let."""

from __future__ import annotations

MARKUP = ("[主持人]", "[bold]", "[/]", "[@click=app.quit]", "[red]", "[/b]", "a [/")

CLIPBOARD = "\x1b]52;c;UElaSFU=\x07"
SIGNS = {
    "clipboard": CLIPBOARD,
    "clipboard, C1": "\x9d52;c;UElaSFU=\x9c",
    "wipe": "\x1b[2J",
    "wipe, C1": "\x9b2J",
    "title": "\x1b]0;PWNED\x1b\\",
    "device control": "\x1bP$qm\x1b\\",
    "reset": "\x1bc",
    "bell": "\x07",
    "backspace": "ab\x08\x08",
    "vertical tab": "\x0b\x0c",
    "return": "abc\rxyz",
    "shift out": "\x0e\x0f",
    "delete": "\x7f",
    "NUL": "\x00",
    "override": "\u202egnp.exe",
    "isolate": "\u2066abc\u2069",
    "zero width": "a\u200bb",
    "line separator": "\u2028\u2029",
    "tag": "\U000e0041",
    "link": "\x1b]8;;http://x.invalid\x1b\\here\x1b]8;;\x1b\\",
    "spliced": "\x1b\x1b[[2J",
}

PAYLOAD = " ".join(SIGNS.values())

RAW = (
    "\x1b]52;c;UElaSFU=",
    "\x9b",
    "\x9d",
    "\x1b[2J",
    "\x1bc",
    "\x1b]0;",
    "\x1bP",
    "\x1b]8;",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200b",
    "\u2028",
    "\U000e0041",
    "\x00",
)
"""What must never reach the terminal."""

DOCUMENT = (
    "".join(f"{mark} 第{n}句话，{mark}你好。\n" for n, mark in enumerate(MARKUP))
    + "[主持人] 问一句。[bold]粗[/bold]\n[嘉宾] 答一句。[@click=app.quit]点我[/]\n" * 6
    + "".join(f"[嘉宾] {name}: {sign.replace(chr(13), '')} 完。\n" for name, sign in SIGNS.items() if "NUL" not in name)
)
