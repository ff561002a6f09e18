"""A sentence on as many lines as it needs: another one of the same length costs a redrawn line and no layout."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from myk_tui.widgets.linien import Linienflaeche
from myk_tui.widgets.text import cells, wrap

MAX_LINES = 4


class Satzzeile(Linienflaeche):
    """Says one sentence; without one it takes no room, unless room is kept for the next."""

    DEFAULT_CSS = """
    Satzzeile { height: 1; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.text = ""
        self._lines = [""]

    def zeige(self, text: str, *, frei: bool = False) -> None:
        """Say this; with ``frei`` a line is kept free for what will have to be said."""
        self.display = bool(text) or frei
        if text != self.text:
            self._set(text)

    def on_resize(self) -> None:
        """Break the sentence anew."""
        self._break()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the sentence."""
        text = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(cells(f" {text}", self.size.width), self._look())], self.size.width)

    def _look(self) -> Style:
        return self.rich_style

    def _set(self, text: str) -> None:
        self.text = text
        self._break()
        self.refresh()

    def _break(self) -> None:
        width = self.size.width
        if width < 3:
            return
        self._lines = wrap(self.text, width - 2, MAX_LINES)
        if self.styles.height is None or self.styles.height.value != len(self._lines):
            self.styles.height = len(self._lines)
