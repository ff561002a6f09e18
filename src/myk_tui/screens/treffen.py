"""Screen 6: the meeting, from the agenda to the last minute."""

from typing import Any

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume, ScreenSuspend
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from myk_tui.domain.begriffe import PunktArt, TreffenStatus, label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.mitschrift import Mitschrift
from myk_tui.domain.treffen import Treffen
from myk_tui.i18n import N_, _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, Feld, FormDialog
from myk_tui.screens.treffen_mitschrift import Mitschreiben
from myk_tui.screens.treffen_planung import Planung
from myk_tui.screens.treffen_zeilen import Tagesordnung, begun_sentence, clock_line, detail
from myk_tui.widgets.detail import Detail, Zweispaltig
from myk_tui.widgets.rahmen import Taste
from myk_tui.widgets.zeilenliste import Zeilenliste

LEADS_TO = {PunktArt.ERGEBNISSE: "sprintboard", PunktArt.ENTSCHEIDUNG: "entscheidung"}
"""Screen that belongs to a kind of item."""

PAUSE_MINUTES = 10
"""How long a pause is proposed."""

ON_AN_ITEM = ("punkt_bearbeiten", "punkt_loeschen", "punkt_verschieben", "vertagen", "parken", "springen", "hin")
ON_A_MEETING = ("festhalten", "anwesend", "eintrag", "kopf", "neuer_punkt", "protokoll", "minuten", "veraenderungen")
WRITING = (
    *("weiter", "vor", "voriger", "pause", "beenden", "anwesend", "festhalten", "eintrag", "neuer_punkt", "kopf"),
    *("neues_treffen", "minuten", "punkt_bearbeiten", "punkt_loeschen", "punkt_verschieben", "vertagen", "parken"),
    *("springen", "treffen_loeschen"),
)
FIRST_KEYS: dict[TreffenStatus | None, tuple[str, ...]] = {
    None: ("neues_treffen", "veraenderungen"),
    TreffenStatus.GEPLANT: ("neuer_punkt", "punkt_bearbeiten", "veraenderungen", "hin", "kopf"),
    TreffenStatus.LAUFEND: ("festhalten", "pause", "hin", "anwesend", "voriger", "springen", "vertagen", "parken"),
    TreffenStatus.BEENDET: ("protokoll", "neues_treffen", "eintrag", "festhalten", "anderes"),
}
"""What stands first in the footer before, in and after the meeting."""

ONLY_WHILE_IT_RUNS = ("pause", "beenden", "springen", "voriger", "vor")
NOT_AFTERWARDS = ("neuer_punkt", "punkt_loeschen", "punkt_verschieben", "vertagen", "parken", "minuten")


class TreffenScreen(Mitschreiben, Planung):
    """Agenda on the left, item and notes on the right, the clocks above."""

    ZIEL = "treffen"
    HILFE = N_(
        "Das Treffen von der Tagesordnung bis zur letzten Minute. N bereitet eines vor, mit 120 Minuten und allem, was beim "
        "letzten Mal offen blieb. Eingabe beginnt es und geht dann zum nächsten Punkt, ← zum vorigen, j springt zu einem "
        "anderen, z macht Pause, g geht zu dem Bildschirm oder der Seite, die dazugehört (6 oder Esc führt zurück). c hält "
        "Vereinbarungen, Themen, Neuigkeiten fest, a zählt, wer da ist, m verteilt die Minuten neu, x beendet. Die Uhr "
        "läuft auch weiter, wenn das Programm zwischendurch zu war."
    )
    BINDINGS: list[BindingType] = [
        Binding("left", "voriger", _("voriger"), tooltip=_("Zurück zum vorigen Punkt."), id="treffen.voriger"),
        Binding("right", "vor", _("nächster"), tooltip=_("Zum nächsten Punkt."), show=False, id="treffen.vor"),
        Binding(
            "g",
            "hin",
            _("hingehen"),
            tooltip=_("Dorthin, wo dieser Punkt besprochen wird; 6 führt zurück."),
            id="treffen.hin",
        ),
        Binding("j", "springen", _("hierher"), tooltip=_("Diesen Punkt jetzt besprechen."), id="treffen.springen"),
        Binding("z", "pause", _("Pause"), tooltip=_("Pause machen oder beenden."), id="treffen.pause"),
        Binding("x", "beenden", _("beenden"), tooltip=_("Das Treffen beenden."), id="treffen.beenden"),
        Binding("v", "veraenderungen", _("seit dem letzten"), tooltip=_("Was sich geändert hat."), id="treffen.seit"),
        Binding(
            "p", "protokoll", _("Protokoll"), tooltip=_("Das Protokoll lesen und sichern."), id="treffen.protokoll"
        ),
    ]
    AUTO_FOCUS = "Tagesordnung"

    _beschlossen = False
    _passt = False
    _gezeigt: object = None
    _ticken: Timer | None = None

    def compose_inhalt(self) -> ComposeResult:
        """Clocks, agenda, detail."""
        yield Static(id="treffenuhr")
        with Zweispaltig():
            yield Tagesordnung(leer=_("Noch kein Treffen. N bereitet eines vor."))
            yield Detail(text_id="punkt")

    def load(self) -> None:
        """Show the chosen meeting, else the one that is on or comes next."""
        service = self.services.treffen
        if self._gewaehlt is not None and all(head.id != self._gewaehlt for head in service.load_liste()):
            self._gewaehlt = None
        chosen = self._gewaehlt
        treffen = service.load_gegenwaertiges() if chosen is None else service.load_treffen(chosen)
        self._mitschrift = Mitschrift() if treffen is None else self.services.mitschrift.load_mitschrift(treffen.id)
        over = treffen is None or treffen.status is TreffenStatus.BEENDET
        self._ruhige = () if over else service.load_ruhige_bahnen()
        self._bitten = tuple(bitte for bitte in self.services.unterstuetzung.load_ledger() if bitte.offen)
        first_time = not self.query_one(Tagesordnung).eintraege
        self._show_treffen(treffen, follow=first_time)  # also after a crash: where the evening stood
        self.query_one(Tagesordnung).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What has no sense now has no key; what is only not possible now is grey."""
        treffen = self._treffen
        if self._services is None:
            return super().check_action(action, parameters)
        if action in (*ON_AN_ITEM, *ON_A_MEETING, *ONLY_WHILE_IT_RUNS, "treffen_loeschen") and treffen is None:
            return False
        if treffen is not None:
            if action in ONLY_WHILE_IT_RUNS and not treffen.laeuft:
                return False
            if action in NOT_AFTERWARDS and treffen.status is TreffenStatus.BEENDET:
                return False
            if action == "treffen_loeschen" and treffen.status is not TreffenStatus.GEPLANT:
                return False
        if action == "bitten" and not self._bitten:
            return False
        if action in WRITING and self.services.read_only:
            return None
        if action in ON_AN_ITEM and self._punkt is None:
            return None
        return super().check_action(action, parameters)

    def order_tasten(self, tasten: list[Taste]) -> list[Taste]:
        """Put first what Enter does now; where it does nothing, what comes next instead."""
        treffen = self._treffen
        if self._services is None or self.services.read_only:
            return tasten
        state = None if treffen is None else treffen.status
        order = FIRST_KEYS[state]
        tasten = [taste for taste in tasten if taste.action != "waehlen"]  # a row of the agenda is not opened
        tasten.sort(key=lambda taste: order.index(taste.action) if taste.action in order else len(order))
        if treffen is None or state is TreffenStatus.BEENDET:
            return tasten
        wording = _("beginnen")
        if treffen.laeuft:
            wording = _("nächster Punkt") if treffen.naechster is not None else _("Punkt beenden")
        if treffen.pause_seit is not None:
            wording = _("Pause vorbei, nächster Punkt")
        enter = Taste(_("Eingabe"), wording, "waehlen", moeglich=True, fest=False)
        return [enter, *tasten] if self.is_active else tasten

    @on(ScreenResume)
    def begin_ticking(self) -> None:
        """Let the clocks tick while they are seen."""
        if self._ticken is None:
            self._ticken = self.set_interval(1.0, self._tick)

    @on(ScreenSuspend)
    def stop_ticking(self) -> None:
        """Nobody looks: nothing has to tick. Behind a dialog the clock is still in sight."""
        if isinstance(self.app.screen, ModalScreen):
            return
        if self._ticken is not None:
            self._ticken.stop()
            self._ticken = None

    @on(Zeilenliste.Markiert)
    def cursor_moved(self, message: Zeilenliste.Markiert) -> None:
        """Show the item under the cursor."""
        before = self._gezeigt
        self._show_detail()
        if self._gezeigt is not before:
            self.refresh_bindings()

    @on(Zeilenliste.Gewaehlt)
    def action_weiter(self) -> None:
        """Begin the meeting, or go on to the next item."""
        treffen = self._treffen
        if treffen is None or not self.may_write():
            return
        if treffen.laeuft:
            self._go(lambda: self.services.treffen.next_punkt(treffen.id))
        elif treffen.status is TreffenStatus.BEENDET:
            self.status.sag(_("Dieses Treffen ist beendet. p zeigt das Protokoll, N bereitet das nächste vor."))
        else:
            self._ask_to_begin(treffen)

    def action_vor(self) -> None:
        """Go on to the next item; never begins a meeting."""
        if self._treffen is not None and self._treffen.laeuft:
            self.action_weiter()

    def action_voriger(self) -> None:
        """Go back to the item before."""
        treffen = self._treffen
        if treffen is not None and treffen.laeuft and self.may_write():
            self._go(lambda: self.services.treffen.previous_punkt(treffen.id))

    def action_springen(self) -> None:
        """Discuss the item under the cursor now."""
        punkt = self._punkt
        if punkt is not None and self._treffen is not None and punkt == self._treffen.laufender:
            self.status.sag(_("Dieser Punkt läuft schon."))
        elif punkt is not None:
            self._go(lambda: self.services.treffen.jump_to(punkt.id))

    def action_pause(self) -> None:
        """End the break, or make one and say until when."""
        treffen, service = self._treffen, self.services.treffen
        if treffen is None:
            return
        if treffen.pause_seit is not None:
            self._go(lambda: service.pause(treffen.id))
            return
        minutes = Feld("minuten", _("Wie viele Minuten?"), wert=str(PAUSE_MINUTES), hilfe=_("leer: ohne Uhrzeit"))
        self.ask(
            FormDialog(
                _("Pause"), (minutes,), lambda werte: service.pause(treffen.id, werte["minuten"]), knopf=_("Pause")
            )
        )

    def action_beenden(self) -> None:
        """End the meeting after a question; it stays in sight until another one is chosen."""
        treffen = self._treffen
        if treffen is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._gewaehlt = treffen.id
                self.attempt(lambda: self.services.treffen.end(treffen.id))

        with self.reporting():
            left = ", ".join(self.services.treffen.load_offen_geblieben(treffen.id))
            line = _("Alle Punkte sind besprochen.")
            if left:
                line = _("Offen geblieben, kommt beim nächsten Treffen wieder: {punkte}").format(punkte=left)
            lines = [line]
            if undecided := ", ".join(self.services.treffen.load_unentschieden(treffen.id)):
                lines.append(
                    _("Besprochen, aber nicht beschlossen: {punkte} (5 führt zur Entscheidung)").format(
                        punkte=undecided
                    )
                )
            self.app.push_screen(ConfirmDialog(_("Treffen beenden?"), lines, ja=_("Ja, beenden")), answered)

    async def action_hin(self) -> None:
        """Go where the item is discussed: to its screen, or to its page."""
        from myk_tui.screens.treffen_seiten import ArbeitsweiseSeite, NeuigkeitenSeite

        punkt, treffen = self._punkt, self._treffen
        if punkt is None or treffen is None:
            return
        if punkt.art is PunktArt.NEUIGKEITEN:
            self.app.push_screen(NeuigkeitenSeite(self, treffen.id), lambda _closed: self.refresh_data())
            return
        if punkt.art is PunktArt.ARBEITSWEISE:
            self.app.push_screen(ArbeitsweiseSeite(self, treffen.id), lambda _closed: self.refresh_data())
            return
        ziel = LEADS_TO.get(punkt.art)
        if ziel is None:
            self.status.sag(_("Zu diesem Punkt gehört kein eigener Bildschirm."))
            return
        await self.run_action(f"app.zeige('{ziel}')")
        screen, stelle = self.app.screen, punkt.sprintteam_id or punkt.zielbild_id
        if not isinstance(screen, MykScreen):
            return
        if stelle is not None:
            screen.call_after_refresh(screen.show_stelle, stelle)
        screen.status.sag(_("{titel}: 6 führt zurück zum Treffen.").format(titel=punkt.titel))

    def action_veraenderungen(self) -> None:
        """Show what this meeting has to tell."""
        from myk_tui.screens.seitdem import show_seitdem

        show_seitdem(self, None if self._treffen is None else self._treffen.id)

    def action_protokoll(self) -> None:
        """Read the minutes of this meeting."""
        from myk_tui.screens.protokoll import show_protokoll

        if self._treffen is not None:
            show_protokoll(self, self._treffen.id)

    @property
    def beamer_stelle(self) -> str:
        """The meeting that is shown."""
        return "" if self._treffen is None else self._treffen.id

    def beamer_blaettern(self, step: int) -> None:
        """Go on with the agenda by a remote control, clock and all; what does not run is not begun by it."""
        if step > 0:
            self.action_vor()
        else:
            self.action_voriger()

    def follow_running(self) -> None:
        """Put the cursor on the item that is discussed."""
        laufender = None if self._treffen is None else self._treffen.laufender
        if laufender is not None:
            self.query_one(Tagesordnung).move_to(laufender.id)

    def _ask_to_begin(self, treffen: Treffen) -> None:
        """Begin; on another day than planned only after a question."""
        today = self.services.treffen.load_heute()
        if treffen.datum in (None, today):
            self._begin(treffen)
            return
        planned = show_date(treffen.datum)
        question = _("Geplant ist es für {tag}. Heute, am {heute}, beginnen? Das Protokoll trägt dann dieses Datum.")
        self.app.push_screen(
            ConfirmDialog(
                _("Heute beginnen?"),
                [question.format(tag=planned, heute=show_date(today))],
                ja=_("Ja, heute beginnen"),
            ),
            lambda yes: self._begin(treffen) if yes else None,
        )

    def _begin(self, treffen: Treffen) -> None:
        earlier: list[int] = []
        if self.attempt(lambda: earlier.append(self.services.treffen.begin(treffen.id))):
            self.follow_running()
            if said := begun_sentence(len(self._bitten), earlier[-1]):
                self.status.sag(said)

    def _go(self, step: Any) -> None:
        """Take a step in the agenda and read again only what it can have changed."""
        treffen = self._treffen
        if treffen is None or not self.attempt(step, reload=False):
            return
        with self.reporting():
            self._show_treffen(self.services.treffen.load_treffen(treffen.id), follow=True)
        self.refresh_bindings()

    def _show_treffen(self, treffen: Treffen | None, *, follow: bool = False) -> None:
        self._treffen = treffen
        laufender = None if treffen is None else treffen.laufender
        self._beschlossen = (
            laufender is not None
            and laufender.art is PunktArt.ENTSCHEIDUNG
            and self.services.treffen.is_entschieden(laufender)
        )
        self.query_one(Tagesordnung).show(() if treffen is None else treffen.punkte)
        if follow:
            self.follow_running()
        self.show_titel(_("Treffen") if treffen is None else self._heading(treffen))
        self._show_clock()
        self._show_detail()

    def _heading(self, treffen: Treffen) -> str:
        day = "" if treffen.datum is None else show_date(treffen.datum)
        return " · ".join(filter(None, (treffen.titel, day, treffen.zielbild, label(treffen.status))))

    def _tick(self) -> None:
        if self not in self.app.screen_stack:
            self.stop_ticking()  # the dialog over it has led to another screen
        elif self._treffen is not None and self._treffen.laeuft:
            self._show_clock()

    def _show_clock(self) -> None:
        treffen = self._treffen
        line: Any = ""
        if treffen is not None:
            line = clock_line(treffen, self.services.treffen.load_jetzt(), beschlossen=self._beschlossen)
        room = self.query_one("#treffenuhr", Static)
        fits = cell_len(str(line)) <= max(1, room.content_size.width)
        room.update(line, layout=not (fits and self._passt))  # one line before and after: the height stays
        self._passt = fits

    def _show_detail(self) -> None:
        """Show the item under the cursor, unless it is shown already: each time the lines are laid out anew."""
        treffen, punkt = self._treffen, self._punkt
        shown = (treffen, punkt, self._mitschrift, self._bitten, self._ruhige)
        if shown == self._gezeigt:
            return
        self._gezeigt = shown
        lines: Any = ""
        if treffen is not None:
            now = self.services.treffen.load_jetzt()
            lines = detail(treffen, punkt, self._mitschrift, self._bitten, now, self._ruhige)
        self.query_one(Detail).show(lines, None if punkt is None else punkt.id)
