"""The Digitale Agenda over the whole window: all Maßnahmen by their life cycle."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.agenda import BY_HAND, STAENDE, Agenda, Agendakarte, beside
from myk_tui.domain.baumhinweis import STILL_MARK
from myk_tui.domain.begriffe import MassnahmeStatus, label
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.widgets.agendatafel import Agendatafel
from myk_tui.widgets.text import plain, short, styled

if TYPE_CHECKING:
    from myk_tui.services.agenda import AgendaService

ALLE = "alle"
"""Stands for all Zielbilder where one is chosen."""

GRUND_CELLS = 160
"""So much of a reason is shown below the columns; all of it stands in the goal tree."""


class AgendaDialog(Schreibdialog[Agendakarte | None]):
    """All Maßnahmen as kanban; returns the one to show in the goal tree, or None."""

    VERDECKT = True
    DEFAULT_CSS = "AgendaDialog #agenda-karte { height: auto; max-height: 6; }"
    BINDINGS: list[BindingType] = [
        Binding("escape,v,q", "zu", _("Schließen"), id="agenda.zu"),
        Binding("shift+right,greater_than_sign", "schieben(1)", _("nächster Stand"), id="agenda.weiter"),
        Binding("shift+left,less_than_sign", "schieben(-1)", _("voriger Stand"), id="agenda.vorher"),
        Binding("s", "stand", _("Stand wählen"), id="agenda.stand"),
        Binding("f", "zielbild", _("ein Zielbild"), id="agenda.zielbild"),
        Binding("u", "zurueck", _("zurück"), id="agenda.undo"),
    ]

    def __init__(self, screen: MykScreen) -> None:
        super().__init__(screen)
        self._agenda = self._service.load_agenda()
        self._zielbild: str | None = None
        self._uebersprungen = False

    def compose(self) -> ComposeResult:
        """Title, columns, the Maßnahme under the cursor, keys."""
        with Vertical(classes="dialog voll"):
            yield Label("", classes="dialog-titel")
            yield Static(id="agenda-zahlen")
            yield Agendatafel()
            yield Static(id="agenda-karte", classes="warum")
            yield Label("", id="agenda-fehler", classes="feldfehler")
            keys = _(
                "Umschalt+Pfeil oder Ziehen: anderer Stand · s: Stand wählen · f: ein Zielbild · "
                "Eingabe: im Zielbaum · u: zurück · Esc: schließen"
            )
            yield Label(plain(keys), classes="hinweis")

    def on_mount(self) -> None:
        """Show the columns."""
        self._show()
        self.query_one(Agendatafel).focus()

    @on(Agendatafel.Markiert)
    def cursor_moved(self) -> None:
        """Show the Maßnahme under the cursor."""
        karte = self.query_one(Agendatafel).karte
        self.query_one("#agenda-karte", Static).update("" if karte is None else _describe(karte))

    @on(Agendatafel.Gewaehlt)
    def choose(self) -> None:
        """Take the Maßnahme under the cursor."""
        self.dismiss(self.query_one(Agendatafel).karte)

    def action_schieben(self, step: int) -> None:
        """Carry the Maßnahme into the next column."""
        karte = self.query_one(Agendatafel).karte
        wanted = None if karte is None else beside(karte.status, step)
        if karte is not None and wanted is not None:
            self._uebersprungen = STAENDE.index(wanted) != STAENDE.index(karte.status) + step
            self._move(karte, wanted)
            self._uebersprungen = False

    @on(Agendatafel.VerschiebenGewuenscht)
    def carry(self, message: Agendatafel.VerschiebenGewuenscht) -> None:
        """Carry a Maßnahme into the column in which it was let go; the same rules hold."""
        self._move(message.karte, message.status)

    def action_zu(self) -> None:
        """Leave a dragged Maßnahme where it was, or close."""
        if not self.query_one(Agendatafel).let_go():
            self.dismiss(None)

    def say(self, text: str, *, gesichert: bool = False) -> None:
        """Show a refusal, or what was saved and which column was passed over."""
        if gesichert and self._uebersprungen:
            text += " · " + _("„im Sprint“ übersprungen: Das vergibt das Sprintboard oder die Entscheidung")
        super().say(text, gesichert=gesichert)

    def action_stand(self) -> None:
        """Choose a state for the Maßnahme, not only the next one."""
        karte = self.query_one(Agendatafel).karte

        def chosen(word: str | None) -> None:
            if karte is not None and word is not None:
                self._move(karte, MassnahmeStatus(word))

        if karte is not None and self.may_write():
            self.app.push_screen(
                PickDialog(
                    _("Stand von „{titel}“").format(titel=karte.titel),
                    [(status.value, label(status)) for status in BY_HAND],
                ),
                chosen,
            )

    def action_zielbild(self) -> None:
        """Show the Maßnahmen of one Zielbild only, or all."""

        def chosen(zielbild_id: str | None) -> None:
            if zielbild_id is not None:
                self._zielbild = None if zielbild_id == ALLE else zielbild_id
                self._show()

        self.app.push_screen(
            PickDialog(_("Welches Zielbild?"), [(ALLE, _("alle Zielbilder")), *self._agenda.zielbilder]), chosen
        )

    @property
    def _service(self) -> "AgendaService":
        return self._unten.services.agenda

    def _move(self, karte: Agendakarte, status: MassnahmeStatus) -> None:
        if not self.may_write():
            return
        if status is not MassnahmeStatus.EINGESTELLT or karte.status is status:
            self.attempt(lambda: self._service.move_massnahme(karte.id, status))
            return
        dialog = FormDialog(
            _("„{titel}“ einstellen").format(titel=karte.titel),
            (Feld("grund", _("Warum wird die Maßnahme eingestellt?"), pflicht=True),),
            lambda werte: self._service.move_massnahme(karte.id, status, werte["grund"]),
        )
        self.ask(dialog)

    def reload(self) -> None:
        """Show the columns as they stand now."""
        self._agenda: Agenda = self._service.load_agenda()
        self._show()

    def _show(self) -> None:
        self.query_one(".dialog-titel", Label).update(plain(self._agenda.describe(self._zielbild)))
        columns = self._agenda.columns(self._zielbild)
        counts = (f"{label(status)} {len(cards)}" for status, cards in zip(STAENDE, columns, strict=True))
        self.query_one("#agenda-zahlen", Static).update(plain(" · ".join(counts)))
        self.query_one(Agendatafel).show(columns)


def show_agenda(screen: MykScreen) -> None:
    """Open the Agenda over a screen; a chosen Maßnahme is shown in the goal tree."""
    app = screen.app

    async def closed(karte: Agendakarte | None) -> None:
        if karte is None:
            screen.refresh_data()
            return
        await app.run_action("zeige('zielbaum')")
        shown = app.screen
        if isinstance(shown, MykScreen):
            shown.call_after_refresh(shown.show_stelle, karte.id)

    with screen.reporting():
        app.push_screen(AgendaDialog(screen), closed)


def _describe(karte: Agendakarte) -> Content:
    quiet = "" if karte.ruhig is None else f"{STILL_MARK} {karte.ruhig.ruhig}"
    progress = _("{n} % erreicht").format(n=karte.fortschritt)
    lines = [
        styled(karte.titel, "bold"),
        plain(" › ".join(karte.platz)),
        plain(" · ".join(filter(None, (label(karte.status), progress, quiet, short(karte.grund, GRUND_CELLS))))),
    ]
    return Content("\n").join(lines)
