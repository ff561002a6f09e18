"""Screen 3: the Ideenspeicher."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus, choices, label
from myk_tui.domain.ideenauswahl import Ideenauswahl, Ideenverzeichnis, Sortierung, describe
from myk_tui.domain.ideenspeicher import BY_HAND, Idee
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.ideenspeicher_zeilen import MARKS, IdeenListe, describe_idee
from myk_tui.widgets.filterzeile import Filterzeile
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Zeilenliste

ON_AN_IDEA = ("bearbeiten", "status", "uebernehmen", "loeschen", "zwillinge", "punkten")
"""Actions on the idea under the cursor; all of them write."""

MANY, IDLE_SECONDS = 2_000, 1.5
"""From how many ideas on their titles are made ready for the first comparison, and how long after the list is shown."""


class IdeenspeicherScreen(MykScreen):
    """List on the left, the idea under the cursor on the right."""

    ZIEL = "ideenspeicher"
    STANDS_ON_FILE = True
    HILFE = N_(
        "Alle Projektideen. Mit i nimmt man eine auf, mit Eingabe öffnet man sie zum Bearbeiten, s setzt den Stand, "
        "t übernimmt sie als Maßnahme unter eine Lösung; die Herkunft bleibt erhalten. z findet ähnliche Ideen und führt sie "
        "zusammen, p gibt Punkte, R zeigt die Rangliste. f filtert beim Tippen nach Titel, Stand, Ort, Herkunft, Zielbild und "
        "Handlungsfeld (geeignet mobilität), n zeigt nur den Posteingang, o sortiert anders, Esc zeigt wieder alles. "
        "I liest eine Tabelle ein, x schreibt eine."
    )
    BINDINGS = [
        Binding(
            "e", "bearbeiten", _("bearbeiten"), tooltip=_("Die Idee öffnen (auch Eingabe)."), id="ideen.bearbeiten"
        ),
        Binding("s", "status", _("Stand"), tooltip=_("Den Stand der Idee setzen."), id="ideen.status"),
        Binding(
            "t",
            "uebernehmen",
            _("als Maßnahme"),
            tooltip=_("Die Idee als Maßnahme übernehmen."),
            id="ideen.uebernehmen",
        ),
        Binding(
            "d,delete",
            "loeschen",
            _("löschen"),
            tooltip=_("Die Idee löschen; u bringt sie zurück."),
            id="ideen.loeschen",
        ),
        Binding(
            "f",
            "filtern",
            _("Filter"),
            tooltip=_("Beim Tippen filtern; mehrere Wörter gehen auch."),
            id="ideen.filtern",
        ),
        Binding(
            "n",
            "posteingang",
            _("Posteingang"),
            tooltip=_("Nur Ideen, die noch niemand gesichtet hat."),
            id="ideen.neue",
        ),
        Binding("o", "sortieren", _("Sortierung"), tooltip=_("Die Ideen anders ordnen."), id="ideen.sortieren"),
        Binding("escape", "alles", _("alles zeigen"), tooltip=_("Filter und Sortierung aufheben."), id="ideen.alles"),
        Binding(
            "z",
            "zwillinge",
            _("Zwillinge"),
            tooltip=_("Ähnliche Ideen suchen und zusammenführen; eine Dublette wieder lösen."),
            id="ideen.zwillinge",
        ),
        Binding(
            "l",
            "lebenslauf",
            _("Lebenslauf"),
            tooltip=_("Was aus der Idee geworden ist, mit Beschlüssen und Verlauf."),
            id="ideen.lebenslauf",
        ),
        Binding("p", "punkten", _("punkten"), tooltip=_("Die Idee nach den Kriterien bewerten."), id="ideen.punkten"),
        Binding(
            "R,shift+r",
            "rangliste",
            _("Rangliste"),
            tooltip=_("Die bewerteten Ideen der Reihe nach, und wann die Reihenfolge kippt."),
            id="ideen.rangliste",
        ),
        Binding(
            "W,shift+w",
            "gewichte",
            _("Gewichte"),
            tooltip=_("Kriterien und ihre Gewichte festlegen."),
            id="ideen.gewichte",
        ),
        Binding(
            "K,shift+k",
            "kriterien",
            _("Kriterien"),
            tooltip=_("Kriterien anlegen, umbenennen, sortieren, ruhen lassen."),
            id="ideen.kriterien",
        ),
        Binding("I,shift+i", "einlesen", _("Tabelle lesen"), tooltip=_("Tabelle einlesen."), id="ideen.lesen"),
        Binding("x", "tabelle", _("Tabelle schreiben"), tooltip=_("Alle Ideen schreiben."), id="ideen.tabelle"),
    ]

    AUTO_FOCUS = "IdeenListe"
    _shown: str | None = None
    _auswahl = Ideenauswahl()
    _verzeichnis = Ideenverzeichnis((), dict)

    def compose_inhalt(self) -> ComposeResult:
        """Filter, list and detail."""
        yield Filterzeile(_("Tippen filtert, Eingabe geht zur Liste, Esc zeigt alles"))
        yield Static(id="filterstand")
        with Horizontal(classes="zweispaltig"):
            yield IdeenListe()
            with VerticalScroll(classes="detail", can_focus=False):
                yield Static(id="idee")

    def load(self) -> None:
        """Show all ideas."""
        ideen = self.services.ideenspeicher.load_ideen()
        self._verzeichnis = Ideenverzeichnis(ideen, self.services.ideenspeicher.load_merkmale)
        self._show_selected()
        liste = self.query_one(IdeenListe)
        neu = sum(1 for idee in ideen if idee.status is IdeeStatus.NEU)
        self.show_titel(
            ngettext("Ideenspeicher: {n} Idee, {neu} neu", "Ideenspeicher: {n} Ideen, {neu} neu", len(ideen)).format(
                n=len(ideen), neu=neu
            )
        )
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
        if action in (*ON_AN_IDEA, "lebenslauf") and self._current is None:
            return None
        if action in (*ON_AN_IDEA, "gewichte", "einlesen") and self.services.read_only:
            return None
        if action == "alles":
            return self._auswahl != Ideenauswahl() or isinstance(self.focused, Filterzeile)
        return super().check_action(action, parameters)

    @on(Zeilenliste.Markiert)
    def cursor_moved(self, message: Zeilenliste.Markiert) -> None:
        """Show the idea under the cursor."""
        self.follow(self._follow_cursor)

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Open the idea under the cursor in a form."""
        if self._current is None or not self.may_write():
            return
        with self.reporting():
            idee = self.services.ideenspeicher.load_idee(self._current)
            self.ask(
                FormDialog(
                    _("Idee bearbeiten"),
                    self._felder(idee),
                    lambda werte: self.services.ideenspeicher.edit_idee(idee.id, werte),
                )
            )

    def action_status(self) -> None:
        """Choose the state of the idea."""
        if self._current is None:
            return
        idee_id = self._current
        auswahl = [(status.value, f"{MARKS[status][0]} {label(status)}") for status in BY_HAND]

        def chosen(word: str | None) -> None:
            if word is not None:
                self.attempt(lambda: self.services.ideenspeicher.record_status(idee_id, IdeeStatus(word)))

        self.app.push_screen(PickDialog(_("Stand der Idee"), auswahl), chosen)

    def action_uebernehmen(self) -> None:
        """Choose the Lösung under which the idea becomes a Maßnahme."""
        if self._current is None:
            return
        idee_id = self._current
        with self.reporting():
            self._ask_loesung(self.services.ideenspeicher.load_idee(idee_id))

    def _ask_loesung(self, idee: Idee) -> None:
        """Offer first what the idea fits to, then the other Lösungen of its Zielbild, then the rest."""
        auswahl = self.services.zielbaum.load_loesungen()
        auswahl += [
            (key, _("noch ohne Lösung: {zielbild}").format(zielbild=titel))
            for key, titel in self.services.sprintboard.load_zielbilder()
        ]
        near = [key for key in (idee.loesung_id, idee.zielbild_id) if key is not None]
        if idee.zielbild_id is not None:
            near += [key for key, _titel in self.services.zielbaum.load_loesungen(idee.zielbild_id)]
        places = {key: place for place, key in reversed(list(enumerate(near)))}
        auswahl.sort(key=lambda pair: places.get(pair[0], len(near)))

        def chosen(eltern_id: str | None) -> None:
            if eltern_id is not None:
                self.attempt(lambda: self.services.ideenspeicher.take_over_idee(idee.id, eltern_id))

        self.app.push_screen(PickDialog(_("Unter welche Lösung?"), auswahl), chosen)

    def action_loeschen(self) -> None:
        """Delete the idea; undo brings it back."""
        if self._current is not None:
            idee_id = self._current
            self.attempt(lambda: self.services.ideenspeicher.delete_idee(idee_id))

    def action_zwillinge(self) -> None:
        """Offer ideas that are alike for merging."""
        from myk_tui.screens.zwillinge import show_zwillinge

        if self._current is not None:
            show_zwillinge(self, self._current)

    def action_lebenslauf(self) -> None:
        """Tell what became of the idea under the cursor."""
        from myk_tui.screens.lebenslauf import show_lebenslauf

        if self._current is not None:
            show_lebenslauf(self, idee_id=self._current)

    def action_punkten(self) -> None:
        """Score the idea under the cursor."""
        from myk_tui.screens.bewertung import ask_scores

        if self._current is not None:
            ask_scores(self, self._current)

    def action_rangliste(self) -> None:
        """Show the ranking."""
        from myk_tui.screens.bewertung import show_rangliste

        show_rangliste(self)

    def action_gewichte(self) -> None:
        """Agree on the weights."""
        from myk_tui.screens.bewertung import ask_weights

        ask_weights(self)

    def action_kriterien(self) -> None:
        """Agree on the criteria."""
        from myk_tui.screens.kriterien import show_kriterien

        show_kriterien(self)

    def action_einlesen(self) -> None:
        """Read ideas from a table."""
        from myk_tui.screens.ideentabelle import ask_table

        ask_table(self)

    def action_tabelle(self) -> None:
        """Write all ideas as a table."""
        from myk_tui.screens.ideentabelle import ask_target

        ask_target(self)

    def action_filtern(self) -> None:
        """Open the line that filters while it is typed."""
        self.query_one(Filterzeile).open()
        self.call_after_refresh(self._verzeichnis.prepare)

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

    def _select(self, auswahl: Ideenauswahl) -> None:
        if auswahl != self._auswahl:
            self._auswahl = auswahl
            self._show_selected()
            self.refresh_bindings()

    def _show_selected(self) -> None:
        liste, line = self.query_one(IdeenListe), self.query_one("#filterstand", Static)
        found = self._verzeichnis.select(self._auswahl)
        liste.leer = (
            _("Keine Idee passt. Esc zeigt wieder alle.")
            if self._auswahl.filtert
            else _("Noch keine Ideen. Mit i die erste aufnehmen.")
        )
        liste.show(found)
        said = describe(self._auswahl, len(found), len(self._verzeichnis.ideen))
        line.update(plain(said))
        line.display = bool(said)
        self._follow_cursor()

    @property
    def _current(self) -> str | None:
        if self._services is None or not self.is_mounted:
            return None
        return self.query_one(IdeenListe).cursor_id

    def _follow_cursor(self) -> None:
        """Show the detail after the cursor: the cursor itself never waits for it."""
        if not self.is_mounted:
            return
        current = self.query_one(IdeenListe).cursor_id
        if current != self._shown:
            self._show_detail(current)
            self.refresh_bindings()

    def _show_detail(self, idee_id: str | None) -> None:
        self._shown = idee_id
        detail = self.query_one("#idee", Static)
        if idee_id is None:
            detail.update("")
            return
        with self.reporting():
            detail.update(describe_idee(self.services.ideenspeicher.load_idee(idee_id)))

    def _felder(self, idee: Idee) -> tuple[Feld, ...]:
        states = [status for status in IdeeStatus if status in BY_HAND or status is idee.status]
        return (
            Feld("titel", _("Titel"), wert=idee.titel, pflicht=True),
            Feld("beschreibung", _("Beschreibung"), "text", wert=idee.beschreibung),
            Feld(
                "status",
                _("Stand"),
                "auswahl",
                wert=idee.status.value,
                auswahl=tuple((status.value, label(status)) for status in states),
            ),
            Feld("antwort", _("Antwort an die Ideengebenden"), "text", wert=idee.antwort),
            Feld("herkunft", _("Woher?"), wert=idee.herkunft),
            Feld(
                "ideengeber_art",
                _("Von wem? (kein Name)"),
                "auswahl",
                wert=idee.ideengeber_art.value,
                auswahl=tuple(choices(IdeengeberArt)),
            ),
            Feld(
                "ort_id",
                _("Gebietskörperschaft"),
                "auswahl",
                wert=idee.ort_id or "",
                auswahl=(("", _("– keine Angabe –")), *self.services.ideenspeicher.load_orte()),
            ),
            Feld("ort_text", _("Ort genauer"), wert=idee.ort_text),
            Feld(
                "mitwirken",
                _("Würden die Ideengebenden mitwirken?"),
                "auswahl",
                wert={None: "", True: "ja", False: "nein"}[idee.mitwirken],
                auswahl=(("", _("nicht bekannt")), ("ja", _("ja")), ("nein", _("nein"))),
            ),
            Feld("unterstuetzer", _("Wie viele unterstützen sie?"), wert=str(idee.unterstuetzer)),
            Feld(
                "passt_zu",
                _("Passt zu"),
                "auswahl",
                wert=idee.loesung_id or idee.zielbild_id or "",
                auswahl=(("", _("– keine Angabe –")), *self.services.ideenspeicher.load_plaetze()),
            ),
            *self._handlungsfelder(idee),
        )

    def _handlungsfelder(self, idee: Idee) -> list[Feld]:
        """Return the field for them; nothing to tick, no field."""
        alle = tuple(self.services.ideenspeicher.load_handlungsfelder())
        name, wert = _("Handlungsfelder (Leertaste kreuzt an)"), ",".join(idee.handlungsfeld_ids)
        return [Feld("handlungsfelder", name, "mehrfach", wert=wert, auswahl=alle)] if alle else []
