"""Screen 6: the meeting, from the agenda to the last minute."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.events import ScreenResume, ScreenSuspend
from textual.timer import Timer
from textual.widgets import Static

from myk_tui.domain.begriffe import PunktArt, TreffenStatus, label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.treffen import GRUPPEN, Eintrag, Eintragsart, Mitschrift, Tagesordnungspunkt, Treffen
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.i18n import N_, _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, Feld, FormDialog, PickDialog
from myk_tui.screens.treffen_zeilen import (
    ONE_NAMES,
    Tagesordnung,
    clock_line,
    detail,
    entry_fields,
    entry_line,
    item_fields,
    meeting_fields,
)
from myk_tui.widgets.zeilenliste import Zeilenliste

LEADS_TO = {
    PunktArt.ERGEBNISSE: "sprintboard",
    PunktArt.ENTSCHEIDUNG: "entscheidung",
    PunktArt.NEUIGKEITEN: "uebersicht",
}
"""Screen that belongs to a kind of item."""

ON_AN_ITEM = ("punkt_bearbeiten", "punkt_loeschen", "punkt_verschieben", "vertagen", "parken", "springen", "hin")
WRITING = (
    *("weiter", "pause", "beenden", "anwesend", "festhalten", "eintrag", "neuer_punkt", "neues_treffen", "kopf"),
    *("punkt_bearbeiten", "punkt_loeschen", "punkt_verschieben", "vertagen", "parken", "springen", "treffen_loeschen"),
)


class TreffenScreen(MykScreen):
    """Agenda on the left, item and notes on the right, the clocks above."""

    ZIEL = "treffen"
    HILFE = N_(
        "Das Treffen von der Tagesordnung bis zur letzten Minute. N bereitet eines vor, mit 120 Minuten und allem, was beim "
        "letzten Mal offen blieb. Eingabe beginnt es und geht dann zum nächsten Punkt, j springt zu einem anderen, z macht "
        "Pause, g geht zu dem Bildschirm, der dazugehört (6 führt zurück). c hält Vereinbarungen, Themen, Neuigkeiten fest, "
        "a zählt, wer da ist, x beendet. Die Uhr läuft auch weiter, wenn das Programm zwischendurch zu war."
    )
    BINDINGS = [
        Binding("enter", "weiter", _("weiter"), tooltip=_("Beginnen, dann zum nächsten Punkt."), id="treffen.weiter"),
        Binding("c", "festhalten", _("festhalten"), tooltip=_("Etwas aus dem Gespräch festhalten."), id="treffen.fest"),
        Binding("a", "anwesend", _("Anwesende"), tooltip=_("Zählen, wer da ist."), id="treffen.anwesend"),
        Binding("z", "pause", _("Pause"), tooltip=_("Pause machen oder beenden."), id="treffen.pause"),
        Binding(
            "g", "hin", _("hingehen"), tooltip=_("Zum Bildschirm dieses Punktes; 6 führt zurück."), id="treffen.hin"
        ),
        Binding("j", "springen", _("hierher"), tooltip=_("Diesen Punkt jetzt besprechen."), id="treffen.springen"),
        Binding(
            "o", "eintrag", _("Einträge"), tooltip=_("Festgehaltenes ändern, abhaken, löschen."), id="treffen.eintrag"
        ),
        Binding("x", "beenden", _("beenden"), tooltip=_("Das Treffen beenden."), id="treffen.beenden"),
        Binding("n", "neuer_punkt", _("neuer Punkt"), tooltip=_("Die Tagesordnung ergänzen."), id="treffen.punkt"),
        Binding("e", "punkt_bearbeiten", _("bearbeiten"), tooltip=_("Punkt mit Notizen."), id="treffen.bearbeiten"),
        Binding(
            "t", "vertagen", _("vertagen"), tooltip=_("Kommt beim nächsten Treffen wieder."), id="treffen.vertagen"
        ),
        Binding("k", "parken", _("parken"), tooltip=_("Den Punkt als Thema parken."), id="treffen.parken"),
        Binding("d,delete", "punkt_loeschen", _("löschen"), tooltip=_("Den Punkt streichen."), id="treffen.loeschen"),
        Binding(
            "shift+up",
            "punkt_verschieben(-1)",
            _("nach oben"),
            tooltip=_("Den Punkt früher behandeln."),
            show=False,
            id="treffen.hoch",
        ),
        Binding(
            "shift+down",
            "punkt_verschieben(1)",
            _("nach unten"),
            tooltip=_("Den Punkt später behandeln."),
            show=False,
            id="treffen.runter",
        ),
        Binding(
            "N,shift+n", "neues_treffen", _("neues Treffen"), tooltip=_("Ein Treffen vorbereiten."), id="treffen.neu"
        ),
        Binding("E,shift+e", "kopf", _("Treffen bearbeiten"), tooltip=_("Datum, Ort, Notizen."), id="treffen.kopf"),
        Binding("l", "anderes", _("andere Treffen"), tooltip=_("Ein anderes Treffen zeigen."), id="treffen.liste"),
        Binding(
            "D,shift+d",
            "treffen_loeschen",
            _("Treffen löschen"),
            tooltip=_("Ein geplantes Treffen streichen."),
            show=False,
            id="treffen.weg",
        ),
        Binding("v", "veraenderungen", _("seit dem letzten"), tooltip=_("Was sich geändert hat."), id="treffen.seit"),
        Binding(
            "p", "protokoll", _("Protokoll"), tooltip=_("Das Protokoll lesen und sichern."), id="treffen.protokoll"
        ),
    ]
    AUTO_FOCUS = "Tagesordnung"

    _treffen: Treffen | None = None
    _mitschrift = Mitschrift()
    _bitten: tuple[Unterstuetzung, ...] = ()
    _gewaehlt: str | None = None
    _ticken: Timer | None = None

    def compose_inhalt(self) -> ComposeResult:
        """Clocks, agenda, detail."""
        yield Static(id="treffenuhr")
        with Horizontal(classes="zweispaltig"):
            yield Tagesordnung(leer=_("Noch kein Treffen. N bereitet eines vor."))
            with VerticalScroll(classes="detail", can_focus=False):
                yield Static(id="punkt")

    def load(self) -> None:
        """Show the chosen meeting, else the one that is on or comes next."""
        service = self.services.treffen
        if self._gewaehlt is not None and all(head.id != self._gewaehlt for head in service.load_liste()):
            self._gewaehlt = None
        chosen = self._gewaehlt
        self._treffen = service.load_gegenwaertiges() if chosen is None else service.load_treffen(chosen)
        self._mitschrift = Mitschrift() if self._treffen is None else service.load_mitschrift(self._treffen.id)
        self._bitten = tuple(bitte for bitte in self.services.unterstuetzung.load_ledger() if bitte.offen)
        liste = self.query_one(Tagesordnung)
        first_time = not liste.eintraege
        liste.show(() if self._treffen is None else self._treffen.punkte)
        if first_time:
            self._follow_running()  # also after a crash: where the evening stood
        self.show_titel(_("Treffen") if self._treffen is None else self._heading(self._treffen))
        self._show_clock()
        self._show_detail()
        liste.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done now is grey."""
        treffen = self._treffen
        if self._services is None:
            return super().check_action(action, parameters)
        if action in WRITING and self.services.read_only:
            return None
        if action in ON_AN_ITEM and self._punkt is None:
            return None
        if action in ("pause", "beenden", "springen"):
            return True if treffen is not None and treffen.laeuft else None
        if action == "weiter":
            return None if treffen is None or treffen.status is TreffenStatus.BEENDET else True
        if action in ("festhalten", "anwesend", "eintrag", "kopf", "neuer_punkt", "protokoll", "treffen_loeschen"):
            return None if treffen is None else True
        return super().check_action(action, parameters)

    @on(ScreenResume)
    def begin_ticking(self) -> None:
        """Let the clocks tick while they are seen."""
        if self._ticken is None:
            self._ticken = self.set_interval(1.0, self._tick)

    @on(ScreenSuspend)
    def stop_ticking(self) -> None:
        """Nobody looks: nothing has to tick."""
        if self._ticken is not None:
            self._ticken.stop()
            self._ticken = None

    @on(Zeilenliste.Markiert)
    def cursor_moved(self, message: Zeilenliste.Markiert) -> None:
        """Show the item under the cursor."""
        self._show_detail()
        self.refresh_bindings()

    @on(Zeilenliste.Gewaehlt)
    def action_weiter(self) -> None:
        """Begin the meeting, or go on to the next item."""
        treffen = self._treffen
        if treffen is None or not self.may_write():
            return
        service = self.services.treffen
        step = service.next_punkt if treffen.laeuft else service.begin
        if self.attempt(lambda: step(treffen.id)):
            self._follow_running()

    def action_springen(self) -> None:
        """Discuss the item under the cursor now."""
        punkt = self._punkt
        if punkt is not None:
            self.attempt(lambda: self.services.treffen.jump_to(punkt.id))

    def action_pause(self) -> None:
        """Make a break or end it."""
        treffen = self._treffen
        if treffen is not None:
            self.attempt(lambda: self.services.treffen.pause(treffen.id))

    def action_beenden(self) -> None:
        """End the meeting after a question."""
        treffen = self._treffen
        if treffen is None:
            return
        left = [punkt.titel for punkt in treffen.punkte if punkt.status.value == "offen"]
        lines = [_("Offen geblieben, kommt beim nächsten Treffen wieder: {punkte}").format(punkte=", ".join(left))]

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.services.treffen.end(treffen.id))

        self.app.push_screen(
            ConfirmDialog(
                _("Treffen beenden?"), lines if left else [_("Alle Punkte sind besprochen.")], ja=_("Ja, beenden")
            ),
            answered,
        )

    async def action_hin(self) -> None:
        """Go to the screen that belongs to the item."""
        punkt, treffen = self._punkt, self._treffen
        if punkt is None or treffen is None:
            return
        ziel = LEADS_TO.get(punkt.art)
        if ziel is None:
            self.status.sag(_("Zu diesem Punkt gehört kein eigener Bildschirm."))
            return
        await self.run_action(f"app.zeige('{ziel}')")
        screen = self.app.screen
        if punkt.zielbild_id is not None and isinstance(screen, MykScreen):
            screen.call_after_refresh(screen.show_stelle, punkt.zielbild_id)

    def action_anwesend(self) -> None:
        """Count who is there."""
        treffen = self._treffen
        if treffen is None:
            return
        known = {group.gruppe: group.anzahl for group in self._mitschrift.anwesend}
        groups = {f"g{place}": name for place, name in enumerate(dict.fromkeys((*map(_, GRUPPEN), *known)))}
        fields = tuple(Feld(feld, name, wert=str(known.get(name, ""))) for feld, name in groups.items())
        self.ask(
            FormDialog(
                _("Wer ist da?"),
                fields,
                lambda werte: self.services.treffen.record_anwesend(treffen.id, groups, werte),
                einleitung=_("Nur Zahlen, keine Namen. Was leer bleibt, wird nicht gezählt."),
            )
        )

    def action_festhalten(self) -> None:
        """Note something that was said."""
        treffen = self._treffen
        if treffen is None:
            return

        def chosen(word: str | None) -> None:
            if word is not None:
                art = Eintragsart(word)
                self.ask(
                    FormDialog(
                        _(ONE_NAMES[art]),
                        entry_fields(art),
                        lambda werte: self.services.treffen.add_eintrag(treffen.id, art, werte),
                    )
                )

        self.app.push_screen(
            PickDialog(_("Was festhalten?"), [(art.value, _(name)) for art, name in ONE_NAMES.items()]), chosen
        )

    def action_eintrag(self) -> None:
        """Pick something that was noted, then say what to do with it."""
        entries = {eintrag.id: eintrag for eintrag in self._mitschrift.eintraege}

        def chosen(row_id: str | None) -> None:
            if row_id is not None:
                self._ask_entry(entries[row_id])

        lines = [(row_id, entry_line(eintrag)) for row_id, eintrag in entries.items()]
        self.app.push_screen(PickDialog(_("Welcher Eintrag?"), lines), chosen)

    def _ask_entry(self, eintrag: Eintrag) -> None:
        service = self.services.treffen
        ways = [("aendern", _("ändern")), ("loeschen", _("löschen"))]
        if eintrag.art in (Eintragsart.VEREINBARUNG, Eintragsart.PARKTHEMA):
            ways.insert(0, ("haken", _("doch noch offen") if eintrag.erledigt else _("erledigt")))

        def chosen(way: str | None) -> None:
            if way == "haken":
                self.attempt(lambda: service.tick_eintrag(eintrag.art, eintrag.id))
            elif way == "loeschen":
                self.attempt(lambda: service.delete_eintrag(eintrag.art, eintrag.id))
            elif way == "aendern":
                self.ask(
                    FormDialog(
                        _(ONE_NAMES[eintrag.art]),
                        entry_fields(eintrag.art, eintrag),
                        lambda werte: service.edit_eintrag(eintrag.art, eintrag.id, werte),
                    )
                )

        self.app.push_screen(PickDialog(eintrag.titel, ways), chosen)

    def action_neuer_punkt(self) -> None:
        """Add an item to the agenda."""
        treffen = self._treffen
        if treffen is not None:
            self.ask(
                FormDialog(
                    _("Neuer Punkt"),
                    item_fields(None, self._bezuege()),
                    lambda werte: self.services.treffen.add_punkt(treffen.id, werte),
                )
            )

    def action_punkt_bearbeiten(self) -> None:
        """Open the item with its notes."""
        punkt = self._punkt
        if punkt is not None:
            self.ask(
                FormDialog(
                    punkt.titel,
                    item_fields(punkt, self._bezuege()),
                    lambda werte: self.services.treffen.edit_punkt(punkt.id, werte),
                )
            )

    def action_punkt_loeschen(self) -> None:
        """Take the item off the agenda."""
        punkt = self._punkt
        if punkt is not None:
            self.attempt(lambda: self.services.treffen.delete_punkt(punkt.id))

    def action_punkt_verschieben(self, step: int) -> None:
        """Move the item up or down."""
        punkt = self._punkt
        if punkt is not None and self.may_write():
            self.attempt(lambda: self.services.treffen.reorder_punkt(punkt.id, step))

    def action_vertagen(self) -> None:
        """Put the item off to the next meeting."""
        punkt = self._punkt
        if punkt is not None:
            self.attempt(lambda: self.services.treffen.postpone_punkt(punkt.id))

    def action_parken(self) -> None:
        """Park the item."""
        punkt = self._punkt
        if punkt is not None:
            self.attempt(lambda: self.services.treffen.park_punkt(punkt.id))

    def action_neues_treffen(self) -> None:
        """Prepare a meeting."""
        service = self.services.treffen

        def prepare(werte: dict[str, str]) -> None:
            self._gewaehlt = service.prepare_treffen(werte)

        self.ask(FormDialog(_("Treffen vorbereiten"), meeting_fields(None, service.load_zielbilder()), prepare))

    def action_kopf(self) -> None:
        """Change day, place and notes of the meeting."""
        treffen, service = self._treffen, self.services.treffen
        if treffen is not None:
            self.ask(
                FormDialog(
                    treffen.titel,
                    meeting_fields(treffen, service.load_zielbilder()),
                    lambda werte: service.edit_treffen(treffen.id, werte),
                )
            )

    def action_anderes(self) -> None:
        """Show another meeting."""

        def chosen(treffen_id: str | None) -> None:
            if treffen_id is not None:
                self._gewaehlt = treffen_id
                self.refresh_data()

        lines = [
            (
                head.id,
                f"{'' if head.datum is None else show_date(head.datum)} {head.titel} · {label(head.status)}".strip(),
            )
            for head in self.services.treffen.load_liste()
        ]
        self.app.push_screen(PickDialog(_("Welches Treffen?"), lines), chosen)

    def action_treffen_loeschen(self) -> None:
        """Delete a planned meeting."""
        treffen = self._treffen
        if treffen is not None:
            self.attempt(lambda: self.services.treffen.delete_treffen(treffen.id))

    def action_veraenderungen(self) -> None:
        """Show what has changed since the last meeting."""
        from myk_tui.screens.seitdem import show_seitdem

        show_seitdem(self)

    def action_protokoll(self) -> None:
        """Read the minutes of this meeting."""
        from myk_tui.screens.protokoll import show_protokoll

        if self._treffen is not None:
            show_protokoll(self, self._treffen.id)

    @property
    def beamer_stelle(self) -> str:
        """The meeting that is shown."""
        return "" if self._treffen is None else self._treffen.id

    @property
    def _punkt(self) -> Tagesordnungspunkt | None:
        return self.query_one(Tagesordnung).current if self._treffen is not None else None

    def _bezuege(self) -> list[tuple[str, str]]:
        zielbilder = [(f"zielbild:{row_id}", title) for row_id, title in self.services.treffen.load_zielbilder()]
        teams = [(f"team:{row_id}", name) for row_id, name in self.services.sprintboard.load_sprintteams()]
        return zielbilder + teams

    def _heading(self, treffen: Treffen) -> str:
        day = "" if treffen.datum is None else f" · {show_date(treffen.datum)}"
        return f"{treffen.titel}{day} · {label(treffen.status)}"

    def _follow_running(self) -> None:
        laufender = None if self._treffen is None else self._treffen.laufender
        if laufender is not None:
            self.query_one(Tagesordnung).move_to(laufender.id)

    def _tick(self) -> None:
        if self._treffen is not None and self._treffen.laeuft:
            self._show_clock()

    def _show_clock(self) -> None:
        line: Any = "" if self._treffen is None else clock_line(self._treffen, self.services.treffen.load_jetzt())
        self.query_one("#treffenuhr", Static).update(line)

    def _show_detail(self) -> None:
        treffen = self._treffen
        shown: Any = (
            ""
            if treffen is None
            else detail(treffen, self._punkt, self._mitschrift, self._bitten, self.services.treffen.load_jetzt())
        )
        self.query_one("#punkt", Static).update(shown)
