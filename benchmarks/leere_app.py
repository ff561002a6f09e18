"""The empty Textual app that everything is compared with: one line, one key that changes it."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static

TEXT = "Leere Anwendung"


class LeereApp(App[None]):
    """One line of text; up and down count."""

    BINDINGS = [Binding("down", "count(1)"), Binding("up", "count(-1)"), Binding("q", "quit")]

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def compose(self) -> ComposeResult:
        """Give the line."""
        yield Static(TEXT)

    def action_count(self, step: int) -> None:
        """Change the line, as a cursor step changes a list."""
        self._count += step
        self.query_one(Static).update(f"{TEXT} {self._count}")


if __name__ == "__main__":
    LeereApp().run()
