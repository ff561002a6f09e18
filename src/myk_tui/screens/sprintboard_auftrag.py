"""What belongs to a lane: its Auftrag, its Sprintziel, its results."""

from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintboard import Bahn, show_zwischenergebnis
from myk_tui.i18n import _, ngettext
from myk_tui.screens.dialogs import ConfirmDialog, Feld, FormDialog
from myk_tui.screens.sprintboard_schieben import Schiebeaktionen
from myk_tui.widgets.brett import Brett


class Auftragsaktionen(Schiebeaktionen):
    """Give a team something to do, say what it is for and what came of it."""

    _neues_team = ""

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
        from myk_tui.screens.zwischenergebnis import result_fields

        with self.reporting():
            result = self.services.sprintboard.load_ergebniskarte(lane)
            self.ask(
                FormDialog(
                    _("Zwischenergebnis: {team}").format(team=result.team),
                    result_fields(None, show_date(self.services.sprintboard.load_today())),
                    lambda werte: self.services.sprintboard.add_zwischenergebnis(
                        lane, werte["text"], werte["datum"], im_treffen=werte["im_treffen"] == "ja"
                    ),
                    einleitung="\n".join((result.massnahme, *map(show_zwischenergebnis, result.zwischenergebnisse))),
                )
            )

    def action_zwischenergebnisse(self) -> None:
        """Correct or delete results of the lane."""
        from myk_tui.screens.zwischenergebnis import show_zwischenergebnisse

        lane = self._lane
        if lane is not None:
            show_zwischenergebnisse(self, lane)

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
        """Give a team a Maßnahme to work on: first that of the lane under the cursor or the one just created."""
        here, brett = self._board, self.query_one(Brett)
        lane = next((bahn for bahn in here.bahnen if bahn.id == brett.bahn_id), None) if here is not None else None
        with self.reporting():
            teams = self.services.sprintboard.load_sprintteams()
            team = self._first_team(teams, lane)
            zielbild = self.services.sprintboard.load_teamplatz(team) if team else None
            massnahmen = self.services.sprintboard.load_massnahmen(zielbild)
            if not teams or not massnahmen:
                self.status.fehler(
                    _("Dafür braucht es ein Sprintteam (t legt eines an) und eine offene Maßnahme im Zielbaum (2).")
                )
                return
            added: list[str] = []
            dialog = FormDialog(
                _("Auftrag vergeben"),
                (
                    Feld("team", _("Sprintteam"), "auswahl", wert=team, auswahl=tuple(teams)),
                    Feld("massnahme", _("Maßnahme"), "auswahl", wert=massnahmen[0][0], auswahl=tuple(massnahmen)),
                    Feld("sprintziel", _("Sprintziel: Was gibt es in drei Monaten?")),
                ),
                lambda werte: added.append(
                    self.services.sprintboard.add_auftrag(werte["team"], werte["massnahme"], werte["sprintziel"])
                ),
            )

            def show_new() -> None:
                self._neues_team = ""
                self.query_one(Brett).move_to_bahn(added[-1])

            self.ask(dialog, show_new)

    def _first_team(self, teams: list[tuple[str, str]], lane: Bahn | None) -> str:
        """Return the team that a new Auftrag is most likely for: the new one, one without, of this Zielbild first."""
        known = [team_id for team_id, _name in teams]
        if self._neues_team in known:
            return self._neues_team
        busy = set() if self._board is None else {bahn.team_id for bahn in self._board.bahnen}
        of_zielbild = [] if lane is None else self.services.sprintteam.load_teams_of(lane.zielbild_id)
        order = (
            [team for team in of_zielbild if team not in busy]
            + [team for team in known if team not in busy]
            + of_zielbild
            + known
        )
        return next((team for team in order if team in known), "")

    def action_aufloesen(self) -> None:
        """Take the Maßnahme from the team again, after saying what goes with it."""
        lane = self._bahn
        if lane is None:
            return
        with self.reporting():
            result = self.services.sprintboard.load_ergebniskarte(lane.id)

        def answered(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.services.sprintboard.dissolve_auftrag(lane.id))

        cards = ngettext("{n} Karte", "{n} Karten", len(lane.karten)).format(n=len(lane.karten))
        count = len(result.zwischenergebnisse)
        results = ngettext("{n} Zwischenergebnis", "{n} Zwischenergebnisse", count).format(n=count)
        lines = [
            _("{team} arbeitet dann nicht mehr an „{massnahme}“; sie ist wieder geplant.").format(
                team=lane.team, massnahme=lane.massnahme
            ),
            _("Mit dem Auftrag verschwinden {karten} und {ergebnisse}. u bringt alles zurück.").format(
                karten=cards, ergebnisse=results
            ),
        ]
        self.app.push_screen(ConfirmDialog(_("Auftrag auflösen?"), lines, ja=_("Auflösen")), answered)

    def action_team(self) -> None:
        """Create a Sprintteam."""
        zielbilder = self.services.sprintboard.load_zielbilder()
        if not zielbilder:
            self.status.fehler(
                _("Ein Sprintteam gehört zu einem Zielbild. Bitte zuerst im Zielbaum (2) eines anlegen.")
            )
            return
        first = zielbilder[0][0]
        if self._board is not None:
            here = self.query_one(Brett).bahn_id
            first = next((bahn.zielbild_id or first for bahn in self._board.bahnen if bahn.id == here), first)

        def create(werte: dict[str, str]) -> None:
            self._neues_team = self.services.sprintteam.add_sprintteam(werte["name"], werte["zielbild"])

        self.ask(
            FormDialog(
                _("Neues Sprintteam"),
                (
                    Feld("name", _("Name"), pflicht=True),
                    Feld("zielbild", _("Zielbild"), "auswahl", wert=first, auswahl=tuple(zielbilder)),
                ),
                create,
            )
        )
