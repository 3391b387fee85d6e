"""Copying, by explicit key only: through the terminal (OSC 52), and through the desktop's own tool if there is one."""

from __future__ import annotations

import shutil
import subprocess

from textual.app import App

MOST = 100_000
"""Characters that are copied at the most; terminals give up silently on more."""

_TOOLS = (("pbcopy",), ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "-ib"), ("clip.exe",))


def copy(app: App[object], text: str) -> str:
    """Copy `text`; returns what to tell the reader."""
    if len(text) > MOST:
        return f"太长 too long to copy: {len(text)} characters; E exports it to a file"
    app.copy_to_clipboard(text)
    for command in _TOOLS:
        if shutil.which(command[0]) is not None:
            try:
                subprocess.run(command, input=text.encode(), timeout=1, check=True, capture_output=True)
            except (OSError, subprocess.SubprocessError):
                continue
            return f"已复制 copied, {len(text)} characters"
    return f"已复制 copied through the terminal, {len(text)} characters"
