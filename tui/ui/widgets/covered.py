"""Containers that what they hold covers: nothing of their own is painted, which takes as long as the text."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical


class Columns(Horizontal):
    """Side by side, without border and padding."""

    BLANK = True


class Stack(Vertical):
    """One above the other, without border and padding."""

    BLANK = True
