"""The steps of a Maßnahme as a list: add, tick, rename, sort, delete, and let them make the progress."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.teilschritt import Schrittliste, Teilschritt
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.widgets.text import bar, plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.teilschritt import TeilschrittService


class Schrittzeilen(Zeilenliste[Teilschritt]):
    """One line per step."""

    def id_of(self, eintrag: Teilschritt) -> str:
        """Return the id of a step."""
        return eintrag.id

    def draw(self, eintrag: Teilschritt, width: int) -> list[Stueck]:
        """Draw tick and title."""
        mark: Stueck = ("✓ ", "gut") if eintrag.erledigt else ("○ ", "leise")
        return [mark, (eintrag.titel, "leise" if eintrag.erledigt else "titel")]


class TeilschrittDialog(Schreibdialog[None]):
    """The steps of one Maßnahme; closes with Esc."""

    BINDINGS = [
        Binding("escape,k,q", "dismiss(None)", _("Schließen"), id="schritte.zu"),
        Binding("n", "neu", _("neuer Teilschritt"), id="schritte.neu"),
        Binding("space", "abhaken", _("erledigt"), id="schritte.abhaken"),
        Binding("r,f2", "umbenennen", _("umbenennen"), id="schritte.umbenennen"),
        Binding("d,delete", "loeschen", _("löschen"), id="schritte.loeschen"),
        Binding("shift+up", "umsortieren(-1)", _("höher"), id="schritte.hoeher"),
        Binding("shift+down", "umsortieren(1)", _("tiefer"), id="schritte.tiefer"),
        Binding("z", "zaehlen", _("ergeben den Fortschritt"), id="schritte.zaehlen"),
        Binding("u", "zurueck", _("zurück"), id="schritte.undo"),
    ]

    def __init__(self, screen: MykScreen, massnahme_id: str, titel: str) -> None:
        """Take the Maßnahme whose steps they are."""
        super().__init__(screen)
        self._massnahme_id = massnahme_id
        self._titel = titel
        self._liste = Schrittliste()

    def compose(self) -> ComposeResult:
        """Title, where they stand, list, what went wrong, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Teilschritte: {titel}").format(titel=self._titel)), classes="dialog-titel")
            yield Label("", id="schrittstand", classes="hinweis")
            yield Schrittzeilen(leer=_("Noch keine Teilschritte. n legt einen an."))
            yield Label("", id="schritte-fehler", classes="feldfehler")
            keys = _("n: neu · Leertaste: erledigt · Eingabe: umbenennen · d: löschen · Umschalt ↑↓: sortieren")
            yield Label(
                plain(keys + _(" · z: zählen in den Fortschritt · u: zurück · Esc: schließen")), classes="hinweis"
            )

    def on_mount(self) -> None:
        """Show the steps."""
        self.reload()
        self.query_one(Schrittzeilen).focus()

    def action_neu(self) -> None:
        """Add a step."""
        if self.may_write():
            self.ask(
                FormDialog(
                    _("Neuer Teilschritt"),
                    (Feld("titel", _("Titel"), pflicht=True),),
                    lambda werte: self._service.add_schritt(self._massnahme_id, werte["titel"]),
                )
            )

    def action_abhaken(self) -> None:
        """Tick the step, or take the tick away."""
        current = self.query_one(Schrittzeilen).current
        if current is not None and self.may_write():
            self.attempt(lambda: self._service.tick_schritt(current.id))

    @on(Zeilenliste.Gewaehlt)
    def action_umbenennen(self) -> None:
        """Change the title of the step."""
        current = self.query_one(Schrittzeilen).current
        if current is not None and self.may_write():
            self.ask(
                FormDialog(
                    _("Teilschritt umbenennen"),
                    (Feld("titel", _("Titel"), wert=current.titel, pflicht=True),),
                    lambda werte: self._service.rename_schritt(current.id, werte["titel"]),
                )
            )

    def action_loeschen(self) -> None:
        """Delete the step."""
        current = self.query_one(Schrittzeilen).current
        if current is not None and self.may_write():
            self.attempt(lambda: self._service.delete_schritt(current.id))

    def action_umsortieren(self, richtung: int) -> None:
        """Move the step by one."""
        current = self.query_one(Schrittzeilen).current
        if current is not None and self.may_write():
            self.attempt(lambda: self._service.reorder_schritt(current.id, richtung))

    def action_zaehlen(self) -> None:
        """Let the steps make the progress, or no longer."""
        if self.may_write():
            self.attempt(lambda: self._service.record_zaehlen(self._massnahme_id, zaehlen=not self._liste.zaehlen))

    @property
    def _service(self) -> "TeilschrittService":
        return self._unten.services.teilschritt

    def reload(self) -> None:
        """Show all steps as they stand now."""
        self._liste = self._service.load_schritte(self._massnahme_id)
        self.query_one(Schrittzeilen).show(self._liste.schritte)
        value = self._liste.wert
        drawn = "" if value is None else f"   {bar(value, 16)} {value} %"
        self.query_one("#schrittstand", Label).update(plain(self._liste.stand + drawn))


def show_schritte(screen: MykScreen, massnahme_id: str, titel: str) -> None:
    """Open the steps of a Maßnahme over a screen."""
    with screen.reporting():
        screen.app.push_screen(TeilschrittDialog(screen, massnahme_id, titel), lambda _closed: screen.refresh_data())
