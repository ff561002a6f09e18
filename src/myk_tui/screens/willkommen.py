"""The first start: where the data come from."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label, Static

from myk_tui.domain.clock import Clock
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.modal import Modal
from myk_tui.services.schnappschuss import create_from_snapshot, create_programm
from myk_tui.widgets.optionen import Option, Optionen
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Zeilenliste


class WillkommenScreen(Modal[bool]):
    """Offer template, practice data, empty programme or a snapshot; returns True once the file is there."""

    BINDINGS = [Binding("escape,q", "dismiss(False)", _("Beenden"), id="willkommen.ende")]

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__()
        self._path = path
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Greeting, four ways to begin."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Willkommen")), classes="dialog-titel")
            yield Static(plain(_("Hier liegt noch keine Datei: {path}").format(path=self._path)))
            yield Static(plain(_("Womit möchten Sie beginnen?")))
            yield Optionen()
            yield Label("", id="fehler", classes="feldfehler")

    def on_mount(self) -> None:
        """Show the ways."""
        self.query_one(Optionen).show(
            [
                Option("myk10", _("Smarte Region MYK10"), _("Zielbilder und Ideen aus öffentlichen Quellen")),
                Option("demo", _("Übungsdaten"), _("dasselbe mit Beispielen, zum Proben eines Reviews")),
                Option("leer", _("Leeres Programm"), _("für eine andere Region")),
                Option("datei", _("Schnappschuss öffnen"), _("eine JSON-Datei aus diesem Programm")),
                Option("ende", _("Nichts anlegen und beenden")),
            ]
        )
        self.query_one(Optionen).focus()

    @on(Zeilenliste.Gewaehlt)
    def begin(self, message: Zeilenliste.Gewaehlt) -> None:
        """Create the file in the chosen way."""
        if message.id == "ende":
            self.dismiss(False)
        elif message.id == "datei":
            self._ask_for_file()
        else:
            self._create(message.id)

    def _create(self, vorlage: str) -> None:
        try:
            create_programm(self._path, vorlage, self._clock)
        except MykError as error:
            label = self.query_one("#fehler", Label)
            label.update(plain("✗ " + error.message))
            label.add_class("-da")
            return
        self.dismiss(True)

    def _ask_for_file(self) -> None:
        def done(saved: bool | None) -> None:
            if saved:
                self.dismiss(True)

        self.app.push_screen(
            FormDialog(
                _("Schnappschuss öffnen"),
                (Feld("datei", _("Datei"), hilfe="myk-2026-11-23.json", pflicht=True),),
                lambda werte: create_from_snapshot(self._path, Path(werte["datei"]).expanduser(), self._clock),
                knopf=_("Öffnen"),
            ),
            done,
        )
