"""A document as it is read in the app: as wide as the window, but no wider than the eye likes."""

from textual.content import Content

from myk_tui.domain.dokument import Dokument
from myk_tui.services.dokument_text import to_text
from myk_tui.widgets.text import plain

AROUND, WIDEST, NARROWEST = 7, 100, 20
"""Cells that frame and scroll bar take from a line of the page, and how long a line is at most and at least."""


def page_of(inhalt: Dokument | str, width: int) -> Content:
    """Return a document, or text that is broken already, for a window of ``width`` cells."""
    room = max(NARROWEST, min(WIDEST, width - AROUND))
    text = inhalt if isinstance(inhalt, str) else to_text(inhalt, room)
    return Content("\n").join(plain(line) for line in text.split("\n"))
