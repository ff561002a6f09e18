"""Screen 4: the sprint board."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintboard import show_zwischenergebnis
from myk_tui.errors import MykError
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.sprintboard_karten import Kartenaktionen
from myk_tui.widgets.brett import Brett


class SprintboardScreen(Kartenaktionen):
    """The kanban board of the active sprint."""

    ZIEL = "sprintboard"
    STANDS_ON_FILE = True
    HILFE = N_(
        "Das Quartal auf einen Blick: je Sprintteam eine Bahn, vier Spalten. Umschalt mit Pfeil (oder < und >) "
        "verschiebt die Karte, mit der Maus zieht man sie, j legt sie irgendwohin. n legt eine Karte an, N viele aus einer "
        "Liste, p führt ihre Prüfpunkte, m markiert, M tut etwas mit allen markierten. f filtert, + zeigt nur eine Bahn, Esc "
        "wieder alles. a vergibt einen Auftrag. r hält ein "
        "Zwischenergebnis fest, x füllt die Ergebniskarte, h zeigt, wer welche Unterstützung braucht, v zeigt alle "
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
        Binding("z", "ziel", _("Sprintziel"), tooltip=_("Das Sprintziel dieser Bahn ändern."), id="brett.ziel"),
        Binding("a", "auftrag", _("Auftrag"), tooltip=_("Einem Sprintteam eine Maßnahme geben."), id="brett.auftrag"),
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
        yield Static(id="brettauswahl")
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
        self._show_summary()
        self.show_cards()
        if brett.display:
            brett.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what is possible: without a sprint one begins it, without a card nothing is edited."""
        if self._services is None:
            return super().check_action(action, parameters)
        writing = ("neu", "bearbeiten", "ergebnis", "zwischenergebnis", "ziel", "auftrag", "team", "sprint", "loeschen")
        if action in writing and self.services.read_only:
            return None
        if action == "sprint":
            return self._board is None
        if (
            action in ("neu", "bearbeiten", "ergebnis", "zwischenergebnis", "ziel", "auftrag", "loeschen", "kurve")
            and self._board is None
        ):
            return False
        if action in ("neu", "ergebnis", "zwischenergebnis", "ziel") and self._lane is None:
            return None
        if action in ("bearbeiten", "loeschen") and self._card is None:
            return None
        own = self.karten_action(action)
        return own if own is not True else super().check_action(action, parameters)

    @on(Brett.Markiert)
    def cursor_moved(self) -> None:
        """Keep the footer true."""
        self.follow(self.refresh_bindings)

    @on(Brett.VerschiebenGewuenscht)
    def move_aufgabe(self, message: Brett.VerschiebenGewuenscht) -> None:
        """Carry a card; on refusal the board shows the truth."""
        if self._board is None:
            return
        before = self.services.verlauf.last_saved()
        try:
            position = message.position
            if self._auswahl.karten:
                position = self.place_in_column(message.bahn_id, message.spalte, message.karte_id, position)
            karte = self.services.sprintboard.move_aufgabe(message.karte_id, message.bahn_id, message.spalte, position)
        except MykError as error:
            self.refresh_data()
            self.report(error)
            return
        self._board = self._board.with_karte(message.bahn_id, karte)
        self.show_cards()
        self.say_saved(before)
        self._show_summary()

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
                        Feld("beschreibung", _("Beschreibung"), "text", wert=card.beschreibung),
                    ),
                    lambda werte: self.services.sprintboard.edit_aufgabe(card.id, werte),
                )
            )

    def action_ergebnis(self) -> None:
        """Fill in the result card of the lane."""
        if self._lane is None:
            return
        with self.reporting():
            result = self.services.sprintboard.load_ergebniskarte(self._lane)
            self.ask(
                FormDialog(
                    _("Ergebnis: {team}").format(team=result.team),
                    (
                        Feld("spannend", _("Was ist daran spannend?"), "text", wert=result.spannend),
                        Feld("erfolg", _("Woran merken wir den Erfolg?"), "text", wert=result.erfolg),
                        Feld("stolpersteine", _("Welche Stolpersteine gibt es?"), "text", wert=result.stolpersteine),
                        Feld("bedarf", _("Wer oder was wird gebraucht?"), "text", wert=result.bedarf),
                        Feld(
                            "vorschlag",
                            _("Fortschritt, Vorschlag des Teams in % (bisher {n}, nach Karten {k})").format(
                                n=result.fortschritt, k=result.nach_karten
                            ),
                            wert="" if result.vorschlag is None else str(result.vorschlag),
                            hilfe=str(result.nach_karten),
                        ),
                    ),
                    lambda werte: self.services.sprintboard.record_ergebnis(result.auftrag_id, werte),
                    einleitung=f"{result.massnahme}\n{result.sprintziel}".strip(),
                )
            )

    def action_zwischenergebnis(self) -> None:
        """Note a result of the lane with its date."""
        lane = self._lane
        if lane is None:
            return
        with self.reporting():
            result = self.services.sprintboard.load_ergebniskarte(lane)
            self.ask(
                FormDialog(
                    _("Zwischenergebnis: {team}").format(team=result.team),
                    (
                        Feld("text", _("Was ist fertig oder sichtbar geworden?"), pflicht=True),
                        Feld("datum", _("Wann?"), wert=show_date(self.services.sprintboard.load_today())),
                    ),
                    lambda werte: self.services.sprintboard.add_zwischenergebnis(lane, werte["text"], werte["datum"]),
                    einleitung="\n".join((result.massnahme, *map(show_zwischenergebnis, result.zwischenergebnisse))),
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

    def action_ziel(self) -> None:
        """Change the Sprintziel of the lane."""
        if self._lane is None:
            return
        with self.reporting():
            result = self.services.sprintboard.load_ergebniskarte(self._lane)
            self.ask(
                FormDialog(
                    _("Sprintziel: {team}").format(team=result.team),
                    (Feld("sprintziel", _("Was gibt es in drei Monaten?"), wert=result.sprintziel),),
                    lambda werte: self.services.sprintboard.edit_sprintziel(result.auftrag_id, werte["sprintziel"]),
                )
            )

    def action_auftrag(self) -> None:
        """Give a team a Maßnahme to work on."""
        teams = self.services.sprintboard.load_sprintteams()
        massnahmen = self.services.sprintboard.load_massnahmen()
        if not teams or not massnahmen:
            self.status.fehler(
                _("Dafür braucht es ein Sprintteam (t legt eines an) und eine offene Maßnahme im Zielbaum (2).")
            )
            return
        self.ask(
            FormDialog(
                _("Auftrag vergeben"),
                (
                    Feld("team", _("Sprintteam"), "auswahl", wert=teams[0][0], auswahl=tuple(teams)),
                    Feld("massnahme", _("Maßnahme"), "auswahl", wert=massnahmen[0][0], auswahl=tuple(massnahmen)),
                    Feld("sprintziel", _("Sprintziel: Was gibt es in drei Monaten?")),
                ),
                lambda werte: self.services.sprintboard.add_auftrag(
                    werte["team"], werte["massnahme"], werte["sprintziel"]
                ),
            )
        )

    def action_team(self) -> None:
        """Create a Sprintteam."""
        zielbilder = self.services.sprintboard.load_zielbilder()
        if not zielbilder:
            self.status.fehler(
                _("Ein Sprintteam gehört zu einem Zielbild. Bitte zuerst im Zielbaum (2) eines anlegen.")
            )
            return
        self.ask(
            FormDialog(
                _("Neues Sprintteam"),
                (
                    Feld("name", _("Name"), pflicht=True),
                    Feld("zielbild", _("Zielbild"), "auswahl", wert=zielbilder[0][0], auswahl=tuple(zielbilder)),
                ),
                lambda werte: self.services.sprintteam.add_sprintteam(werte["name"], werte["zielbild"]),
            )
        )

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
        """The lane under the cursor."""
        return self._lane or ""

    def _show_summary(self) -> None:
        board = self._board
        if board is None:
            return
        done = sum(lane.fertig for lane in board.bahnen)
        total = sum(len(lane.karten) for lane in board.bahnen)
        if board.tage >= 0:
            left = ngettext("noch {n} Tag", "noch {n} Tage", board.tage).format(n=board.tage)
        else:
            left = _("Zeit abgelaufen")
        self.show_titel(
            _("Sprint {name} · {rest} · {fertig} von {alle} Karten fertig").format(
                name=board.sprint_name, rest=left, fertig=done, alle=total
            )
        )
