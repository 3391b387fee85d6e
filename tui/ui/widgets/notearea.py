"""Where notes are written. Apart from the dialogs, as Textual's editor takes a while to import."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea


class NoteArea(TextArea):
    """A text of several lines."""

    def on_key(self, event: events.Key) -> None:
        """Take U+3000, twice of which begin a paragraph, and which Textual takes for no printable character."""
        if event.character == "\u3000":
            event.stop()
            self.replace(event.character, *self.selection, maintain_selection_offset=False)
