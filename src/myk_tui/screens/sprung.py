"""Jump: one key shows a letter at every place in sight, the letter goes there."""

from collections.abc import Iterable
from string import ascii_letters

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.widgets import Label

from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.modal import Modal
from myk_tui.widgets.rahmen import navigation
from myk_tui.widgets.rollbar import Rollbar
from myk_tui.widgets.text import plain


class SprungDialog(Modal[str | None]):
    """Lies over a screen without covering it; returns the letter, or the key of another screen, or None."""

    DEFAULT_CSS = """
    SprungDialog { background: transparent; }
    SprungDialog Label { dock: bottom; width: 1fr; height: 1; background: $primary; color: $text; padding: 0 1; }
    """
    BINDINGS = [Binding("escape,f6", "dismiss(None)", _("Abbrechen"), id="sprung.abbrechen")]

    def __init__(self, buchstaben: Iterable[str], bildschirme: Iterable[str], groesse: Size) -> None:
        super().__init__()
        self._groesse = groesse
        self._orte = frozenset(buchstaben)
        self._tasten = self._orte | frozenset(bildschirme)

    def compose(self) -> ComposeResult:
        """Say what to press, where the keys of the screen stand otherwise."""
        there = _("Buchstabe: springt hin") if self._orte else _("Hier ist nichts zum Hinspringen.")
        yield Label(plain(there + " · " + _("1 bis 6: anderer Bildschirm · Esc: bleibt hier")))

    def on_resize(self, event: events.Resize) -> None:
        """Go when the window changes: the letters would stand before other places than they lead to."""
        if event.size != self._groesse:
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Take a letter that stands somewhere; any other is not for the screen below."""
        if event.key != "escape" and event.key != "f6":
            event.stop()
            if event.character in self._tasten:
                self.dismiss(event.character)


def show_sprung(screen: MykScreen) -> None:
    """Show the letters of a screen and go where one leads; where there is no place the digits of the screens are left."""
    letters = iter(ascii_letters)
    orte: dict[str, tuple[Rollbar, str]] = {}
    for widget in screen.query(Rollbar):
        if not widget.can_focus or not widget.region:
            continue
        shown = {}
        for line, letter in zip(widget.sprungorte, letters, strict=False):
            shown[line] = letter
            orte[letter] = (widget, widget.sprungorte[line])
        widget.beschrifte(shown)
    screens = {reiter.taste: reiter.ziel for reiter in navigation()}

    async def chosen(key: str | None) -> None:
        for widget in screen.query(Rollbar):
            widget.beschrifte({})
        if key in screens:
            await screen.run_action(f"app.zeige('{screens[key]}')")
        elif key in orte:
            widget, ort = orte[key]
            widget.focus()
            widget.springe(ort)

    screen.app.push_screen(SprungDialog(orte, screens, screen.size), chosen)
