"""The ledger of support, over the board: all requests, their sums, new ones and answers."""

from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.begriffe import UnterstuetzungArt, UnterstuetzungStatus, choices, label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.unterstuetzung import Unterstuetzung, describe_summe, sum_up, sums_by_art, sums_by_zielbild
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, TextDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.widgets.text import plain, short, styled
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.unterstuetzung import UnterstuetzungService

MARKS = {
    UnterstuetzungStatus.OFFEN: ("○", "akzent"),
    UnterstuetzungStatus.ZUGESAGT: ("✓", "gut"),
    UnterstuetzungStatus.ABGELEHNT: ("✗", "leise"),
    UnterstuetzungStatus.ERLEDIGT: ("■", "leise"),
}
"""Shape for each state, so that nothing is said by colour alone."""


WHO_CELLS = 16
"""So much of who asks stands at the right edge; all of it below the list."""


class Bittenliste(Zeilenliste[Unterstuetzung]):
    """All requests, one line each."""

    heute = date.min

    def id_of(self, eintrag: Unterstuetzung) -> str:
        """Return the id of a request."""
        return eintrag.id

    def draw(self, eintrag: Unterstuetzung, width: int) -> list[Stueck]:
        """Draw state, kind, title, and whether it is overdue."""
        mark, style = MARKS[eintrag.status]
        late = eintrag.ueberfaellig(self.heute)
        parts: list[Stueck] = [
            (f"{mark} {label(eintrag.status):10}", style),
            ("! " if late else "  ", "warnung"),
            (f"{label(eintrag.art):16}", "leise"),
            (eintrag.titel, "titel"),
        ]
        return parts

    def draw_right(self, eintrag: Unterstuetzung) -> list[Stueck]:
        """Draw who asks, until when, and the amount."""
        parts: list[Stueck] = [(f"  {short(eintrag.wer or eintrag.team, WHO_CELLS)}", "leise")]
        if eintrag.bis is not None:
            until = _("bis {tag}").format(tag=show_date(eintrag.bis)[:6])
            parts.append((f"  {until}", "warnung" if eintrag.ueberfaellig(self.heute) else "zahl"))
        if eintrag.betrag_cent is not None:
            parts.append((f"  {show_euro(eintrag.betrag_cent)}", "zahl"))
        return parts


class UnterstuetzungDialog(Schreibdialog[None]):
    """The ledger; closes with Esc."""

    BINDINGS = [
        Binding("escape,h,q", "dismiss(None)", _("Schließen"), id="hilfe.schliessen"),
        Binding("n", "neu", _("um Unterstützung bitten"), id="hilfe.neu"),
        Binding("e", "bearbeiten", _("beantworten"), id="hilfe.bearbeiten"),
        Binding("o", "nur_offene", _("nur offene"), id="hilfe.offene"),
        Binding("s", "summen", _("Summen"), id="hilfe.summen"),
        Binding("d,delete", "loeschen", _("löschen"), id="hilfe.loeschen"),
        Binding("u", "zurueck", _("zurück"), id="hilfe.undo"),
    ]

    def __init__(self, screen: MykScreen, auftrag_id: str | None, team: str) -> None:
        super().__init__(screen)
        self._auftrag_id = auftrag_id
        self._team = team
        self._nur_offene = False

    def compose(self) -> ComposeResult:
        """Sums, list, the request under the cursor, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Unterstützung: wer braucht was?")), classes="dialog-titel")
            yield Static(id="summen")
            yield Bittenliste(leer=_("Noch keine Bitte um Unterstützung. n legt eine an."))
            with VerticalScroll(classes="warum", can_focus=False):
                yield Static(id="bitte")
            yield Label("", id="bitte-fehler", classes="feldfehler")
            keys = _("n: neu · Eingabe: beantworten · o: nur offene · s: Summen · d: löschen · u: zurück")
            yield Label(plain(keys), classes="hinweis")

    def on_mount(self) -> None:
        """Show the requests."""
        self.query_one(Bittenliste).heute = self._service.load_today()
        self.reload()
        self.query_one(Bittenliste).focus()

    @on(Zeilenliste.Markiert)
    def cursor_moved(self) -> None:
        """Show the request under the cursor."""
        self._show_current()

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Open the request under the cursor."""
        current = self.query_one(Bittenliste).current
        if current is not None and self.may_write():
            self._ask(
                FormDialog(
                    _("Unterstützung beantworten"),
                    _answer_fields(current),
                    lambda werte: self._service.edit_unterstuetzung(current.id, werte),
                )
            )

    def action_neu(self) -> None:
        """Ask for support, for the team under the cursor of the board."""
        if not self.may_write():
            return
        added: list[str] = []
        before = self._unten.services.verlauf.last_saved()

        def show_new() -> None:
            self._saved(before)
            self.query_one(Bittenliste).move_to(added[-1])

        dialog = FormDialog(
            _("Um Unterstützung bitten"),
            _new_fields(),
            lambda werte: added.append(self._service.add_unterstuetzung(werte, self._auftrag_id)),
            einleitung=_("Für {team}").format(team=self._team) if self._team else "",
        )
        self._unten.ask(dialog, show_new)

    def action_nur_offene(self) -> None:
        """Show only what waits for an answer, or everything again."""
        self._nur_offene = not self._nur_offene
        self.reload()

    def action_summen(self) -> None:
        """Show the sums by kind and by Zielbild."""
        ledger = self._service.load_ledger()
        lines = [
            _("Nach Art"),
            *(f"  {describe_summe(summe)}" for summe in sums_by_art(ledger)),
            "",
            _("Nach Zielbild"),
            *(f"  {describe_summe(summe)}" for summe in sums_by_zielbild(ledger)),
        ]
        self.app.push_screen(TextDialog(_("Summen der Unterstützung"), lines))

    def action_loeschen(self) -> None:
        """Delete the request under the cursor; u brings it back."""
        current = self.query_one(Bittenliste).current
        if current is not None and self.may_write():
            self.attempt(lambda: self._service.delete_unterstuetzung(current.id))

    @property
    def _service(self) -> "UnterstuetzungService":
        return self._unten.services.unterstuetzung

    def _ask(self, dialog: FormDialog) -> None:
        self.ask(dialog)

    def reload(self) -> None:
        """Show the requests as they stand now."""
        ledger = self._service.load_ledger()
        shown = [eintrag for eintrag in ledger if eintrag.offen or not self._nur_offene]
        self.query_one(Bittenliste).show(shown)
        parts = [describe_summe(summe) for summe in sum_up(ledger, lambda _bitte: _("Alle Bitten"))]
        if len(shown) < len(ledger):
            parts.append(_("{n} beantwortete ausgeblendet").format(n=len(ledger) - len(shown)))
        self.query_one("#summen", Static).update(plain(" · ".join(parts)))
        self._show_current()

    def _show_current(self) -> None:
        current = self.query_one(Bittenliste).current
        self.query_one("#bitte", Static).update("" if current is None else _describe(current))


def show_unterstuetzung(screen: MykScreen, auftrag_id: str | None, team: str) -> None:
    """Open the ledger over a screen; new requests belong to this Auftrag."""
    with screen.reporting():
        screen.app.push_screen(UnterstuetzungDialog(screen, auftrag_id, team), lambda _closed: screen.refresh_data())


def _new_fields() -> tuple[Feld, ...]:
    return (
        Feld("titel", _("Worum geht es?"), pflicht=True),
        Feld("art", _("Art"), "auswahl", wert=UnterstuetzungArt.ORGANISATORISCH.value, auswahl=_arten()),
        Feld("wer", _("Wer bittet? (Rolle oder Team)")),
        Feld("bis", _("Bis wann?"), hilfe="23.11.2026"),
        Feld("betrag", _("Betrag (nur finanziell)"), hilfe="1.500,00"),
        Feld("freigabe_noetig", _("Braucht es eine Freigabe?"), "auswahl", wert="nein", auswahl=_ja_nein()),
        Feld("beschreibung", _("Beschreibung"), "text"),
    )


def _answer_fields(bitte: Unterstuetzung) -> tuple[Feld, ...]:
    return (
        Feld("antwort", _("Antwort"), "text", wert=bitte.antwort),
        Feld("status", _("Stand"), "auswahl", wert=bitte.status.value, auswahl=tuple(choices(UnterstuetzungStatus))),
        Feld("titel", _("Worum geht es?"), wert=bitte.titel, pflicht=True),
        Feld("art", _("Art"), "auswahl", wert=bitte.art.value, auswahl=_arten()),
        Feld("wer", _("Wer bittet? (Rolle oder Team)"), wert=bitte.wer),
        Feld("bis", _("Bis wann?"), wert=show_date(bitte.bis, empty=""), hilfe="23.11.2026"),
        Feld(
            "betrag",
            _("Betrag (nur finanziell)"),
            wert=show_euro(bitte.betrag_cent, empty=""),
            hilfe="1.500,00",
        ),
        Feld(
            "freigabe_noetig",
            _("Braucht es eine Freigabe?"),
            "auswahl",
            wert="ja" if bitte.freigabe_noetig else "nein",
            auswahl=_ja_nein(),
        ),
        Feld("beschreibung", _("Beschreibung"), "text", wert=bitte.beschreibung),
    )


def _arten() -> tuple[tuple[str, str], ...]:
    return tuple(choices(UnterstuetzungArt))


def _ja_nein() -> tuple[tuple[str, str], ...]:
    return (("nein", _("nein")), ("ja", _("ja")))


def _describe(bitte: Unterstuetzung) -> Content:
    facts = [
        (_("Team"), bitte.team),
        (_("Maßnahme"), bitte.massnahme),
        (_("Wer bittet"), bitte.wer),
        (_("Gestellt am"), show_date(bitte.gestellt_am, empty="")),
        (_("Bis"), show_date(bitte.bis, empty="")),
        (_("Betrag"), show_euro(bitte.betrag_cent, empty="")),
        (_("Freigabe"), _("nötig") if bitte.freigabe_noetig else ""),
        (_("Antwort"), bitte.antwort),
        (_("Beantwortet am"), show_date(bitte.beantwortet_am, empty="")),
        (_("Beschreibung"), bitte.beschreibung),
    ]
    lines = [styled(bitte.titel, "bold")]
    lines += [Content.assemble(styled(f"{name}: ", "dim"), plain(text)) for name, text in facts if text]
    return Content("\n").join(lines)
