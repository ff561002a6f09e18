"""The dated results of a lane: correct, delete, show to the room or not."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintboard import Zwischenergebnis
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.sprintboard import SprintboardService


class Ergebnisliste(Zeilenliste[Zwischenergebnis]):
    """One line per result."""

    def id_of(self, eintrag: Zwischenergebnis) -> str:
        """Return the id of a result."""
        return eintrag.id

    def draw(self, eintrag: Zwischenergebnis, width: int) -> list[Stueck]:
        """Draw date and text."""
        return [(f" {show_date(eintrag.datum)}  ", "zahl"), (eintrag.text.replace("\n", " "), "titel")]

    def draw_right(self, eintrag: Zwischenergebnis) -> list[Stueck]:
        """Say what is not for the room."""
        return [] if eintrag.im_treffen else [(_(" nicht im Treffen"), "leise")]


class ZwischenergebnisDialog(Schreibdialog[None]):
    """The results of an Auftrag; closes with Esc."""

    VERDECKT = True
    BINDINGS: list[BindingType] = [
        Binding("escape,q,R", "dismiss(None)", _("Schließen"), id="ergebnis.zu"),
        Binding("n", "neu", _("neues Ergebnis"), id="ergebnis.neu"),
        Binding("e", "bearbeiten", _("ändern"), id="ergebnis.bearbeiten"),
        Binding("x", "zeigen", _("im Treffen zeigen"), id="ergebnis.zeigen"),
        Binding("d,delete", "loeschen", _("löschen"), id="ergebnis.loeschen"),
        Binding("u", "zurueck", _("zurück"), id="ergebnis.undo"),
    ]

    def __init__(self, screen: MykScreen, auftrag_id: str) -> None:
        super().__init__(screen)
        self._auftrag_id = auftrag_id

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical(classes="dialog gross"):
            yield Label("", id="ergebnis-titel", classes="dialog-titel")
            yield Ergebnisliste(leer=_("Noch kein Zwischenergebnis. n hält eines fest."))
            yield Label("", id="ergebnis-fehler", classes="feldfehler")
            keys = _("n: neu · Eingabe: ändern · x: im Treffen zeigen oder nicht · d: löschen · u: zurück")
            yield Label(plain(keys), classes="hinweis")

    def on_mount(self) -> None:
        """Show the results, the newest under the cursor."""
        self.reload()
        liste = self.query_one(Ergebnisliste)
        liste.move_by(len(liste.eintraege))
        liste.focus()

    def reload(self) -> None:
        """Show the results as they stand now."""
        with self._unten.reporting():
            card = self._service.load_ergebniskarte(self._auftrag_id)
            title = _("Zwischenergebnisse: {massnahme} ({team})").format(massnahme=card.massnahme, team=card.team)
            self.query_one("#ergebnis-titel", Label).update(plain(title))
            self.query_one(Ergebnisliste).show(list(card.zwischenergebnisse))

    def action_neu(self) -> None:
        """Note a result."""
        if self.may_write():
            self.ask(
                FormDialog(
                    _("Zwischenergebnis"),
                    result_fields(None, show_date(self._service.load_today())),
                    lambda werte: self._service.add_zwischenergebnis(
                        self._auftrag_id, werte["text"], werte["datum"], im_treffen=werte["im_treffen"] == "ja"
                    ),
                )
            )

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Correct the result under the cursor."""
        result = self._current
        if result is not None and self.may_write():
            self.ask(
                FormDialog(
                    _("Zwischenergebnis ändern"),
                    result_fields(result, show_date(result.datum)),
                    lambda werte: self._service.edit_zwischenergebnis(
                        result.id, werte["text"], werte["datum"], im_treffen=werte["im_treffen"] == "ja"
                    ),
                )
            )

    def action_zeigen(self) -> None:
        """Show the result to the room, or keep it from there."""
        result = self._current
        if result is not None and self.may_write():
            self.attempt(
                lambda: self._service.edit_zwischenergebnis(
                    result.id, result.text, result.datum.isoformat(), im_treffen=not result.im_treffen
                )
            )

    def action_loeschen(self) -> None:
        """Delete the result under the cursor; u brings it back."""
        result = self._current
        if result is not None and self.may_write():
            self.attempt(lambda: self._service.delete_zwischenergebnis(result.id))

    @property
    def _service(self) -> "SprintboardService":
        return self._unten.services.sprintboard

    @property
    def _current(self) -> Zwischenergebnis | None:
        return self.query_one(Ergebnisliste).current


def result_fields(ergebnis: Zwischenergebnis | None, tag: str) -> tuple[Feld, ...]:
    """Return the fields of a result, empty or as it stands."""
    text = "" if ergebnis is None else ergebnis.text
    shown = "ja" if ergebnis is None or ergebnis.im_treffen else "nein"
    return (
        Feld(
            "text", _("Was ist fertig oder sichtbar geworden?"), "text" if "\n" in text else "zeile", text, pflicht=True
        ),
        Feld("datum", _("Wann?"), wert=tag),
        Feld("im_treffen", _("Im Treffen zeigen?"), "auswahl", shown, ja_nein()),
    )


def ja_nein() -> tuple[tuple[str, str], ...]:
    """Return the two answers of a question, yes first."""
    return (("ja", _("ja")), ("nein", _("nein")))


def show_zwischenergebnisse(screen: MykScreen, auftrag_id: str) -> None:
    """Open the results of an Auftrag over a screen."""
    with screen.reporting():
        screen.app.push_screen(ZwischenergebnisDialog(screen, auftrag_id), lambda _closed: screen.refresh_data())
