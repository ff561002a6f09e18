"""Screen 3: the Ideenspeicher."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from myk_tui.domain.begriffe import Antwort, IdeeStatus
from myk_tui.domain.ideenauswahl import Ideenauswahl, Ideenverzeichnis, Sortierung, describe
from myk_tui.domain.ideenspeicher import IdeeZeile
from myk_tui.domain.pruefung import stand
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.ideenspeicher_aktionen import (
    ENDED,
    ON_AN_IDEA,
    ON_AN_OPEN_IDEA,
    Ideenaktionen,
    ended_sentence,
    nothing_to_assign,
)
from myk_tui.screens.ideenspeicher_filter import filter_help, load_plaetze, show_plaetze
from myk_tui.screens.ideenspeicher_tasten import TASTEN
from myk_tui.screens.ideenspeicher_zeilen import IdeenListe, describe_idee
from myk_tui.widgets.detail import Detail, Zweispaltig
from myk_tui.widgets.filterzeile import Filterzeile
from myk_tui.widgets.satzzeile import Satzzeile
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Zeilenliste

MANY, IDLE_SECONDS = 2_000, 1.5
"""From how many ideas on their titles are made ready for the first comparison, and how long after the list is shown."""


class IdeenspeicherScreen(Ideenaktionen):
    """List on the left, the idea under the cursor on the right."""

    ZIEL = "ideenspeicher"
    STANDS_ON_FILE = True
    HILFE = N_(
        "Alle Projektideen. Mit i nimmt man eine auf, mit Eingabe öffnet man sie zum Bearbeiten, s setzt den Stand "
        "(abgelehnt fragt nach der Antwort, zurückgestellt nach dem Quartal), t übernimmt sie als Maßnahme unter eine Lösung; "
        "die Herkunft bleibt erhalten. a nimmt den Vorschlag an, wozu sie passt, g setzt die Größe, P ist die Förderprüfung. "
        "z findet ähnliche Ideen und führt sie zusammen, Z zeigt alle ähnlichen Paare. p gibt Punkte, R zeigt die Rangliste. "
        "f filtert beim Tippen nach Titel, Stand, Ort, Herkunft, Zielbild und Handlungsfeld, auch gezielt "
        "(zielbild:mobil status:geeignet); M merkt den Filter unter einer Ziffer, m holt ihn wieder. n zeigt nur den "
        "Posteingang, o sortiert anders, Esc zeigt wieder alles. I liest eine Tabelle ein, x schreibt eine."
    )
    BINDINGS = TASTEN

    AUTO_FOCUS = "IdeenListe"
    _auswahl = Ideenauswahl()
    _verzeichnis = Ideenverzeichnis((), dict)

    def compose_inhalt(self) -> ComposeResult:
        """Filter, list and detail."""
        yield Filterzeile(_("Tippen filtert, Eingabe geht zur Liste, Esc zeigt alles"))
        yield Static(id="filterhilfe", classes="hinweis")
        yield Satzzeile(id="filterstand")
        with Zweispaltig():
            yield IdeenListe()
            yield Detail(text_id="idee")

    def load(self) -> None:
        """Show all ideas."""
        ideen = self.services.ideenspeicher.load_ideen()
        self._verzeichnis = Ideenverzeichnis(ideen, self.services.ideenspeicher.load_merkmale)
        self._show_list()
        liste = self.query_one(IdeenListe)
        neu = sum(1 for idee in ideen if idee.status is IdeeStatus.NEU)
        back = sum(1 for idee in ideen if idee.wieder_da)
        titel = ngettext("Ideenspeicher: {n} Idee, {neu} neu", "Ideenspeicher: {n} Ideen, {neu} neu", len(ideen))
        more = _(", {n} wieder da").format(n=back) if back else ""
        self.show_titel(titel.format(n=len(ideen), neu=neu) + more)
        self._show_detail(liste.cursor_id)
        if not isinstance(self.focused, Filterzeile):
            liste.focus()
        if len(ideen) > MANY:
            self.set_timer(IDLE_SECONDS, self._prepare_twins)

    def _prepare_twins(self) -> None:
        from myk_tui.widgets.portionen import work_off

        work_off(self, self.services.dubletten.load_portionen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs an idea is grey without one."""
        zeile = self._zeile
        if action in (*ON_AN_IDEA, "lebenslauf") and zeile is None:
            return None
        if action in (*ON_AN_IDEA, "gewichte", "einlesen", "merken") and self.services.read_only:
            return None
        if action in ON_AN_OPEN_IDEA and zeile is not None and zeile.status in ENDED:
            return False
        if action in ("zuordnen", "zuordnung_waehlen") and not self.may_assign(action):
            return False
        if action == "alles":
            return self._auswahl != Ideenauswahl() or isinstance(self.focused, Filterzeile)
        return super().check_action(action, parameters)

    def reason_against(self, action: str) -> str:
        """Return the sentence that says why a key does nothing on the idea under the cursor."""
        zeile = self._zeile
        if self._services is None or zeile is None:
            return ""
        if action in ON_AN_OPEN_IDEA and zeile.status in ENDED:
            return ended_sentence(zeile.status)
        if action in ("zuordnen", "zuordnung_waehlen") and not self.may_assign(action):
            return nothing_to_assign(action)
        return ""

    @on(Zeilenliste.Markiert)
    def cursor_moved(self, message: Zeilenliste.Markiert) -> None:
        """Show the idea under the cursor."""
        self.follow(self._follow_cursor)

    def action_filtern(self) -> None:
        """Open the line that filters while it is typed, with what can be asked for below it."""
        self.query_one(Filterzeile).open()
        self.say_part()
        hilfe = self.query_one("#filterhilfe", Static)
        hilfe.update(plain(filter_help(load_plaetze(self.services))))
        hilfe.display = True
        self.call_after_refresh(self._verzeichnis.prepare)

    def action_gemerkte(self) -> None:
        """Let one of the ten kept filters be chosen."""
        show_plaetze(self, None, self._apply)

    def action_merken(self) -> None:
        """Keep the present filter under a digit."""
        show_plaetze(self, self._auswahl, self._apply)

    def _apply(self, auswahl: Ideenauswahl) -> None:
        """Filter as it was kept; the line shows it, so that it can be changed."""
        self._select(auswahl)
        zeile = self.query_one(Filterzeile)
        with zeile.prevent(Filterzeile.Changed):
            zeile.value = auswahl.text
        if zeile.display:
            zeile.cursor_position = len(auswahl.text)

    def action_tabelle(self) -> None:
        """Write all ideas as a table, or those the filter shows."""
        from myk_tui.screens.ideentabelle import ask_target

        shown = [idee.id for idee in self.query_one(IdeenListe).eintraege] if self._auswahl.filtert else None
        ask_target(self, shown)

    def action_weiterlesen(self, step: int) -> None:
        """Scroll the detail as long as there is more of it that way, then the list."""
        detail = self.query_one(Detail)
        if detail.hat_mehr(step):
            detail.rollen(step)
        else:
            self.query_one(IdeenListe).action_seite(step)

    def action_posteingang(self) -> None:
        """Show only what nobody has looked at yet, or everything again."""
        self._select(replace(self._auswahl, nur_neue=not self._auswahl.nur_neue))

    def action_sortieren(self) -> None:
        """Take the next order."""
        orders = list(Sortierung)
        place = orders.index(self._auswahl.sortierung) + 1
        self._select(replace(self._auswahl, sortierung=orders[place % len(orders)]))

    def action_alles(self) -> None:
        """Show everything, the newest first."""
        self.query_one(Filterzeile).close()
        self.query_one("#filterhilfe").display = False
        self.query_one(IdeenListe).focus()
        self._select(Ideenauswahl())

    @on(Filterzeile.Changed)
    def filter_typed(self, message: Filterzeile.Changed) -> None:
        """Show what fits the letters so far."""
        self._select(replace(self._auswahl, text=message.value))

    @on(Filterzeile.Submitted)
    def filter_done(self) -> None:
        """Go to the list; the line that is left says what is filtered."""
        self.query_one(Filterzeile).display = False
        self.query_one("#filterhilfe").display = False
        self.say_part()
        self.query_one(IdeenListe).focus()

    @on(Filterzeile.Gewandert)
    def filter_walked(self, message: Filterzeile.Gewandert) -> None:
        """Walk through the list while the filter is being typed."""
        self.query_one(IdeenListe).move_by(message.schritt)

    def show_stelle(self, stelle: str) -> None:
        """Put the cursor on an idea, even if the filter hides it."""
        liste = self.query_one(IdeenListe)
        if all(idee.id != stelle for idee in liste.eintraege):
            self.action_alles()
        liste.move_to(stelle)

    def show_aufgenommene(self, idee_id: str) -> None:
        """Put the cursor on the new idea: what is done next is meant for it."""
        self.show_stelle(idee_id)

    def _select(self, auswahl: Ideenauswahl) -> None:
        if auswahl != self._auswahl:
            self._auswahl = auswahl
            self._show_list()
            self._follow_cursor()
            self.refresh_bindings()

    def _show_list(self) -> None:
        liste = self.query_one(IdeenListe)
        found = self._verzeichnis.select(self._auswahl)
        liste.leer = (
            _("Keine Idee passt. Esc zeigt wieder alle.")
            if self._auswahl.filtert
            else _("Noch keine Ideen. Mit i die erste aufnehmen.")
        )
        liste.show(found)
        self.say_part(describe(self._auswahl, len(found), len(self._verzeichnis.ideen)))

    @property
    def _zeile(self) -> IdeeZeile | None:
        if self._services is None or not self.is_mounted:
            return None
        return self.query_one(IdeenListe).current

    def _follow_cursor(self) -> None:
        """Show the detail after the cursor: the cursor itself never waits for it."""
        if not self.is_mounted:
            return
        current = self.query_one(IdeenListe).cursor_id
        if current != self._shown:
            self._show_detail(current)
            self.refresh_bindings()

    def _show_detail(self, idee_id: str | None) -> None:
        self._shown, self._idee, self._vorschlaege = idee_id, None, ()
        detail = self.query_one(Detail)
        if idee_id is None:
            detail.show("", None)
            return
        with self.reporting():
            self._idee = self.services.ideenspeicher.load_idee(idee_id)
            if self._idee.status not in ENDED:
                self._vorschlaege = self.services.zuordnung.load_vorschlaege(idee_id)
            punkte = self.services.ideenpruefung.load_pruefpunkte(idee_id)
            said = stand(punkte).satz if any(punkt.antwort is not Antwort.OFFEN for punkt in punkte) else ""
            detail.show(describe_idee(self._idee, self._vorschlaege, said), idee_id)
