"""Screen 4: the sprint board."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.kalender import show_date
from myk_tui.i18n import N_, _
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.sprintboard_auftrag import Auftragsaktionen
from myk_tui.widgets.brett import Brett
from myk_tui.widgets.satzzeile import Satzzeile


class SprintboardScreen(Auftragsaktionen):
    """The kanban board of the active sprint."""

    ZIEL = "sprintboard"
    STANDS_ON_FILE = True
    HILFE = N_(
        "Das Quartal auf einen Blick: je Sprintteam eine Bahn, vier Spalten. Umschalt mit Pfeil (oder < und >) "
        "verschiebt die Karte, mit der Maus zieht man sie, j legt sie irgendwohin. n legt eine Karte an, N viele aus einer "
        "Liste, p führt ihre Prüfpunkte, m markiert, M tut etwas mit allen markierten. f filtert, + zeigt nur eine Bahn, Esc "
        "wieder alles. a vergibt einen Auftrag, D löst ihn auf. r hält ein "
        "Zwischenergebnis fest, R zeigt und ändert alle, x füllt die Ergebniskarte, h zeigt, wer welche Unterstützung braucht, v zeigt alle "
        "Maßnahmen nach ihrem Stand, o einen früheren Sprint, c den Verlauf des laufenden."
    )
    BINDINGS = [
        Binding("n", "neu", _("neue Karte"), tooltip=_("In dieser Spalte eine Karte anlegen."), id="brett.neu"),
        Binding(
            "e", "bearbeiten", _("bearbeiten"), tooltip=_("Die Karte öffnen (auch Eingabe)."), id="brett.bearbeiten"
        ),
        Binding(
            "x", "ergebnis", _("Ergebnis"), tooltip=_("Die Ergebniskarte dieser Bahn ausfüllen."), id="brett.ergebnis"
        ),
        Binding(
            "h",
            "unterstuetzung",
            _("Unterstützung"),
            tooltip=_("Wer braucht was? Bitten um Unterstützung stellen und beantworten."),
            id="brett.unterstuetzung",
        ),
        Binding(
            "r",
            "zwischenergebnis",
            _("Zwischenergebnis"),
            tooltip=_("Ein Ergebnis dieser Bahn mit Datum festhalten."),
            id="brett.zwischenergebnis",
        ),
        Binding(
            "R,shift+r",
            "zwischenergebnisse",
            _("Zwischenergebnisse"),
            tooltip=_("Alle Zwischenergebnisse dieser Bahn: ändern, löschen, im Treffen zeigen oder nicht."),
            show=False,
            id="brett.zwischenergebnisse",
        ),
        Binding("z", "ziel", _("Sprintziel"), tooltip=_("Das Sprintziel dieser Bahn ändern."), id="brett.ziel"),
        Binding("a", "auftrag", _("Auftrag"), tooltip=_("Einem Sprintteam eine Maßnahme geben."), id="brett.auftrag"),
        Binding(
            "D,shift+d",
            "aufloesen",
            _("Auftrag auflösen"),
            tooltip=_("Dem Sprintteam die Maßnahme wieder nehmen, mit ihren Karten; u bringt alles zurück."),
            show=False,
            id="brett.aufloesen",
        ),
        Binding("t", "team", _("Team"), tooltip=_("Ein Sprintteam anlegen."), id="brett.team"),
        Binding(
            "T,shift+t",
            "teams",
            _("Teams"),
            tooltip=_("Alle Sprintteams: Mitglieder, Abende, Treffen; umbenennen, ruhen lassen, auflösen."),
            id="brett.teams",
        ),
        Binding(
            "v",
            "agenda",
            _("Agenda"),
            tooltip=_("Alle Maßnahmen nach ihrem Stand sehen, von vorgeschlagen bis eingestellt."),
            id="brett.agenda",
        ),
        Binding(
            "o",
            "fruehere",
            _("frühere Sprints"),
            tooltip=_("Einen abgeschlossenen Sprint ansehen, wie er war, mit Ergebnissen und Beschlüssen."),
            id="brett.fruehere",
        ),
        Binding(
            "c",
            "kurve",
            _("Sprintverlauf"),
            tooltip=_("Sehen, wie die Karten Woche für Woche fertig wurden."),
            id="brett.kurve",
        ),
        Binding("s", "sprint", _("Sprint beginnen"), tooltip=_("Den allerersten Sprint beginnen."), id="brett.sprint"),
        Binding(
            "d,delete",
            "loeschen",
            _("löschen"),
            tooltip=_("Die Karte löschen; u bringt sie zurück."),
            id="brett.loeschen",
        ),
    ]

    def compose_inhalt(self) -> ComposeResult:
        """Board, or what to do to get one."""
        yield Static("", id="kein-sprint")
        yield Satzzeile(id="brettauswahl")
        yield Brett()

    def load(self) -> None:
        """Show the board as it is now."""
        self._board = self.services.sprintboard.load_board()
        hint, brett = self.query_one("#kein-sprint", Static), self.query_one(Brett)
        hint.display = self._board is None or not self._board.bahnen
        brett.display = not hint.display
        if self._board is None:
            hint.update(_("Noch kein Sprint. Mit s beginnt der Sprint für das laufende Quartal."))
            self.show_titel(_("Sprintboard"))
            return
        if not self._board.bahnen:
            hint.update(
                _(
                    "In diesem Sprint hat noch kein Sprintteam einen Auftrag. t legt ein Sprintteam an, a gibt ihm eine Maßnahme."
                )
            )
        self.show_summary()
        self.show_cards()
        if brett.display:
            brett.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what is possible: without a sprint one begins it, without a card nothing is edited."""
        if self._services is None:
            return super().check_action(action, parameters)
        of_lane = ("neu", "ergebnis", "zwischenergebnis", "ziel", "aufloesen")
        writing = (*of_lane, "bearbeiten", "auftrag", "team", "sprint", "loeschen")
        if action in writing and self.services.read_only:
            return None
        if action == "sprint":
            return self._board is None
        if (
            action in (*of_lane, "zwischenergebnisse", "bearbeiten", "auftrag", "loeschen", "kurve")
            and self._board is None
        ):
            return False
        if action in (*of_lane, "zwischenergebnisse") and self._lane is None:
            return None
        if action in ("bearbeiten", "loeschen") and self._card is None:
            return None
        own = self.karten_action(action)
        return own if own is not True else super().check_action(action, parameters)

    def reason_against(self, action: str) -> str:
        """Return the sentence that says why a key does nothing on this board."""
        if self._board is None:
            return ""
        if action == "sprint":
            return _("Der Sprint läuft schon. Der nächste beginnt mit dem Abschluss in der Entscheidung (5).")
        if action == "alle_markierten" and not self._markiert:
            return _("Noch ist nichts markiert. m markiert die Karte unter dem Zeiger.")
        return ""

    @on(Brett.Markiert)
    def cursor_moved(self) -> None:
        """Keep the footer true."""
        self.follow(self.refresh_bindings)

    def action_neu(self) -> None:
        """Add a card to the column under the cursor."""
        lane, spalte = self._lane, self.query_one(Brett).spalte or Spalte.OFFEN
        if lane is None:
            return
        added: list[str] = []
        dialog = FormDialog(
            _("Neue Karte"),
            (Feld("titel", _("Titel"), pflicht=True),),
            lambda werte: added.append(self.services.sprintboard.add_aufgabe(lane, werte["titel"], spalte)),
        )
        self.ask(dialog, lambda: self.query_one(Brett).move_to(added[-1]))

    @on(Brett.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Open the card in a form."""
        if self._card is None or not self.may_write():
            return
        with self.reporting():
            card = self.services.sprintboard.load_aufgabe(self._card)
            self.ask(
                FormDialog(
                    _("Karte bearbeiten"),
                    (
                        Feld("titel", _("Titel"), wert=card.titel, pflicht=True),
                        Feld("wer", _("Wer kümmert sich? (Rolle oder Name)"), wert=card.wer),
                        Feld("faellig", _("Fällig am"), wert=show_date(card.faellig, empty=""), hilfe="23.11.2026"),
                        Feld("blockiert_grund", _("Was blockiert sie?"), wert=card.blockiert_grund),
                        Feld("blockiert_loest", _("Wer kann es lösen?"), wert=card.blockiert_loest),
                        Feld("beschreibung", _("Beschreibung"), "text", wert=card.beschreibung),
                    ),
                    lambda werte: self.services.sprintboard.edit_aufgabe(card.id, werte),
                )
            )

    def action_unterstuetzung(self) -> None:
        """Open the ledger of support."""
        from myk_tui.screens.unterstuetzung import show_unterstuetzung

        team = next((bahn.team for bahn in self._board.bahnen if bahn.id == self._lane), "") if self._board else ""
        show_unterstuetzung(self, self._lane, team)

    def action_agenda(self) -> None:
        """Show all Maßnahmen by their life cycle."""
        from myk_tui.screens.agenda import show_agenda

        show_agenda(self)

    def action_fruehere(self) -> None:
        """Look at a closed sprint."""
        from myk_tui.screens.sprintarchiv import show_fruehere

        show_fruehere(self)

    def action_kurve(self) -> None:
        """Show burn-up and finished cards by week."""
        from myk_tui.screens.dialogs import TextDialog

        with self.reporting():
            curve = self.services.sprintkurve.load_sprintkurve()
            if curve is not None:
                self.app.push_screen(TextDialog(_("Sprintverlauf"), curve.lines()))

    def action_teams(self) -> None:
        """Open all Sprintteams, the one of the lane under the cursor."""
        lanes = () if self._board is None else self._board.bahnen
        self._show_teams(next((lane.team_id for lane in lanes if lane.id == self._lane), None))

    def _show_teams(self, team_id: str | None) -> None:
        from myk_tui.screens.sprintteam import show_sprintteams

        show_sprintteams(self, team_id)

    def action_sprint(self) -> None:
        """Begin the very first sprint."""
        self.attempt(self.services.sprintboard.start_sprint)

    def action_loeschen(self) -> None:
        """Delete the card; undo brings it back."""
        card = self._card
        if card is not None:
            self.attempt(lambda: self.services.sprintboard.delete_aufgabe(card))

    def show_stelle(self, stelle: str) -> None:
        """Put the cursor on a card, or into the lane of a Sprintteam; a team without one is shown among the teams."""
        brett = self.query_one(Brett)
        lanes = () if self._board is None else self._board.bahnen
        own = next((lane.id for lane in lanes if lane.team_id == stelle), None)
        if own is not None:
            brett.move_to_bahn(own)
        elif not brett.move_to(stelle) and self.services.sprintteam.load_teamuebersicht().team(stelle) is not None:
            self._show_teams(stelle)

    @property
    def beamer_stelle(self) -> str:
        """The lane under the cursor, and the card in it."""
        return f"{self._lane or ''}/{self._card or ''}"
