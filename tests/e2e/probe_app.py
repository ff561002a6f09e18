"""The smallest Textual app on which the terminal of the tests can be tried."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Click, Key, Paste, Resize
from textual.widgets import Static


class ProbeApp(App[None]):
    """Show what arrives: keys, clicks, the size."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("q", "quit", priority=True)]

    def compose(self) -> ComposeResult:
        yield Static("bereit", id="zeile")
        yield Static("漢字 Knopf", id="knopf")

    def on_key(self, event: Key) -> None:
        self._show(f"Taste {event.key}")

    def on_click(self, event: Click) -> None:
        self._show(f"Klick {event.screen_x} {event.screen_y}")

    def on_resize(self, event: Resize) -> None:
        self._show(f"Größe {event.size.width}x{event.size.height} bereit")

    def on_paste(self, event: Paste) -> None:
        self._show(f"Einfügen {event.text}")

    def _show(self, text: str) -> None:
        self.query_one("#zeile", Static).update(text)


if __name__ == "__main__":
    ProbeApp().run()
    print("Auf Wiedersehen")
