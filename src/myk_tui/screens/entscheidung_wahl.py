"""What the page of a choice can do besides choosing: compare candidates, form a team, plan a second Maßnahme."""

from contextlib import suppress
from typing import Any

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer

from myk_tui.domain.begriffe import Wahl, label
from myk_tui.domain.entscheidung import Entscheidung, Kandidat, Sprintabschluss, Zeile
from myk_tui.domain.entscheidung_regeln import taken_by, taken_up_by
from myk_tui.domain.kandidatenvergleich import Vergleichskandidat, compare
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.entscheidung_entwurf import begun, keeper
from myk_tui.screens.entscheidung_formular import Zeilenform, line_fields, line_place
from myk_tui.screens.entscheidung_optionen import NEUES_TEAM, ZWEITE, Choice, option_lines, told_kandidat
from myk_tui.screens.entscheidung_seiten import Seite
from myk_tui.widgets.seitentafel import Seitentafel

READ_AHEAD_SECONDS = 0.15
"""How long a page stands before what the next one offers is read: nobody waits for that then."""


class Wahlseite(MykScreen):
    """Keys of a page „Wahl“; the wizard says which line it is about and records what is chosen."""

    BINDINGS: list[BindingType] = [
        Binding(
            "x",
            "merken",
            _("ankreuzen"),
            tooltip=_("Den Kandidaten unter dem Zeiger zum Vergleichen ankreuzen, oder das Kreuz wegnehmen."),
            id="wahl.merken",
        ),
        Binding(
            "c",
            "vergleichen",
            _("nebeneinander"),
            tooltip=_("Angekreuzte Kandidaten und die jetzige Maßnahme nebeneinander zeigen."),
            id="wahl.vergleichen",
        ),
        Binding(
            "d",
            "alle_ideen",
            _("neue Ideen"),
            tooltip=_(
                "Auch Ideen zeigen, die neu, gesichtet oder zurückgestellt sind; noch einmal nur die geeigneten."
            ),
            id="wahl.alle-ideen",
        ),
        Binding(
            "e", "ergaenzen", _("ergänzen"), tooltip=_("Verbleib, Gründe und Sprintziel zur Wahl."), id="wahl.ergaenzen"
        ),
    ]
    _abschluss: Sprintabschluss | None

    def __init__(self, services: Any, *, uebung: bool = False) -> None:
        super().__init__(services, uebung=uebung)
        self._kreuze: dict[str, list[str]] = {}
        self._gefunden: dict[str, list[str]] = {}
        self._alle_ideen = False
        self._kandidaten: tuple[Kandidat, ...] = ()
        self._options: dict[str, Choice] = {}
        self._gezeigt: tuple[Seite, str | None] | None = None
        self._vorlesen: Timer | None = None

    @property
    def _gemerkt(self) -> list[str]:
        """Ids of the candidates of this Zielbild that are ticked; they stay ticked while pages are turned."""
        return self._kreuze.setdefault("" if self._decision is None else self._decision.zielbild_id, [])

    @property
    def _dazu(self) -> list[str]:
        """Ids of what was searched for among everything and put on the pages of this Zielbild."""
        return self._gefunden.setdefault("" if self._decision is None else self._decision.zielbild_id, [])

    @property
    def _decision(self) -> Entscheidung | None:
        """The decision of the page; None on the closing page."""
        raise NotImplementedError

    @property
    def _zeile(self) -> Zeile | None:
        """The line of the page; None on a page that is about no single line."""
        raise NotImplementedError

    def action_blaettern(self, step: int) -> None:
        """Turn to the page before or after."""
        raise NotImplementedError

    def turn_to(self, zeile_id: str) -> None:
        """Turn to the page of a line."""
        raise NotImplementedError

    def show_lines(self) -> None:
        """Show what was recorded for the line of this page."""
        raise NotImplementedError

    def pass_decided(self, option_id: str) -> None:
        """Go on from what was decided, clicked on; to choose anything else it has to be opened again."""
        zeile, choice = self._zeile, self._options.get(option_id)
        if zeile is not None and choice is not None and _is_chosen(zeile, *choice):
            self.action_blaettern(1)
        else:
            self.status.fehler(_("Das ist schon beschlossen. Zum Ändern mit o wieder öffnen."))

    def record_choice(self, zeile: Zeile, wahl: Wahl, kandidat: Kandidat | None) -> None:
        """Record what a team does next, then ask for what belongs to it."""
        before = self.services.verlauf.last_saved()
        service = self.services.entscheidung
        if not self.attempt(lambda: service.record_wahl(zeile.id, wahl, kandidat), reload=False):
            return
        self.show_lines()
        self.say_saved(before)
        self.action_ergaenzen()

    def show_options(self, zeile: Zeile, seite: Seite) -> None:
        """Load what the team can take up and show it; another page begins at its top, or at what is chosen."""
        decision = self._decision
        assert decision is not None
        service = self.services.entscheidung
        self._kandidaten = service.load_kandidaten(
            decision.zielbild_id, zeile, dazu=(*self._dazu, *self._gemerkt), alle=self._alle_ideen
        )
        tafel = self.draw_options(zeile)
        chosen = next((key for key, choice in self._options.items() if _is_chosen(zeile, *choice)), None)
        if self._gezeigt == (seite, chosen):
            return
        if self._gezeigt is None or self._gezeigt[0] != seite:
            tafel.action_ende(-1)
        self._gezeigt = (seite, chosen)
        if chosen is not None:
            tafel.move_to(chosen)

    def read_ahead(self, zeile: Zeile | None) -> None:
        """Read what the team of the next page can take up, unless another page is turned to before.

        What goes wrong is said when that page is opened.
        """
        if self._vorlesen is not None:
            self._vorlesen.stop()
            self._vorlesen = None
        decision = self._decision
        if zeile is None or decision is None:
            return

        def read() -> None:
            with suppress(MykError):
                dazu = (*self._dazu, *self._gemerkt)
                self.services.entscheidung.load_kandidaten(
                    decision.zielbild_id, zeile, dazu=dazu, alle=self._alle_ideen
                )

        self._vorlesen = self.set_timer(READ_AHEAD_SECONDS, read)

    def draw_options(self, zeile: Zeile) -> Seitentafel:
        """Draw the lines of the page from what was loaded for it."""
        taken = {} if self._abschluss is None else taken_by(self._abschluss, zeile)
        gone = "" if self._abschluss is None else taken_up_by(self._abschluss, zeile)
        lines, self._options = option_lines(
            zeile, self._kandidaten, self._gemerkt, taken, abgegeben=gone, alle=self._alle_ideen
        )
        tafel = self.query_one(Seitentafel)
        tafel.entschieden = self._decision is not None and self._decision.beschlossen
        tafel.show(lines)
        return tafel

    @property
    def told_under_cursor(self) -> str:
        """What the line under the cursor has no room for in its columns; empty if all can be read there."""
        tafel, zeile = self.query_one(Seitentafel), self._zeile
        choice = self._options.get(tafel.cursor_id or "")
        if choice is not None and choice[0] is Wahl.WEITERVERFOLGEN and zeile is not None:
            team = "" if self._abschluss is None else taken_up_by(self._abschluss, zeile)
            return _("▲ Heute schon für {team} gewählt, geht hier nicht.").format(team=team) if team else ""
        if choice is None or choice[1] is None or not tafel.cursor_cut:
            return ""
        return told_kandidat(choice[1])

    @on(Seitentafel.Markiert)
    def follow_cursor(self) -> None:
        """Say below the table what the candidate has no room for in it."""
        if self._services is not None and self._zeile is not None:
            self.show_action()

    def show_action(self) -> None:
        """Write below the page what Enter does, and what else is to be said."""
        raise NotImplementedError

    def action_alle_ideen(self) -> None:
        """Show all open ideas among the candidates, or again only those that are fit."""
        self._alle_ideen = not self._alle_ideen
        self.refresh_data()

    def action_ergaenzen(self) -> None:
        """Open the form for the choice of this page."""
        self.ask_zeile()

    def ask_zeile(self, fehler: MykError | None = None) -> None:
        """Open the form of the line, with the cursor at what is missing."""
        zeile, decision = self._zeile, self._decision
        if zeile is None or decision is None or zeile.wahl is None:
            return
        needs_place = zeile.neu is not None and zeile.neu.art == "idee"
        loesungen = self.services.entscheidung.load_loesungen(decision.zielbild_id) if needs_place else []

        place = line_place(zeile)
        fields = begun(self.services.verlauf, place, line_fields(zeile, loesungen))
        touched: set[str] = set()

        def keep(werte: dict[str, str]) -> None:
            """Keep what was touched, and nothing that the form only suggests."""
            touched.update(feld.key for feld in fields if werte[feld.key] != feld.wert)
            self.services.entscheidung.record_entwurf(zeile.id, {feld: werte[feld] for feld in touched})

        form = Zeilenform(
            _form_title(zeile),
            fields,
            lambda werte: self.services.entscheidung.record_zeile(zeile.id, werte),
            knopf=_("Sichern und weiter"),
            merken=keeper(self.services.verlauf, place, fields),
            behalten=keep,
        )
        form.fehler = fehler
        before = self.services.verlauf.last_saved()

        def closed(saved: bool | None) -> None:
            if saved:
                self._abschluss = self.services.entscheidung.load_sprintabschluss()
                self.action_blaettern(1)
                self._seen = self.services.verlauf.load_state()
                self.say_saved(before)
            else:
                self.refresh_data()
                self.say_saved(before)  # a draft may have been kept

        self.app.push_screen(form, closed)

    def change_lines(self, zeile: Zeile, was: str) -> None:
        """Do what a line of the page says that changes which pages there are."""
        decision = self._decision
        if decision is None or decision.id is None:
            return
        if was == NEUES_TEAM:
            self._ask_team(decision.id)
            return
        service, made = self.services.teamzeilen, [zeile.id]
        if was == ZWEITE:
            self.attempt(lambda: made.append(service.add_zweite(zeile.id)))
        elif self.attempt(lambda: service.delete_zweite(zeile.id)) and self._decision is not None:
            made += [line.id for line in self._decision.zeilen if line.team_id == zeile.team_id][:1]
        self.turn_to(made[-1])

    def _ask_team(self, decision_id: str) -> None:
        made: list[str] = []

        def shown() -> None:
            decision = self._decision
            lines = () if decision is None else decision.zeilen
            self.turn_to(next((line.id for line in lines if line.team_id == made[-1]), ""))

        self.ask(
            FormDialog(
                _("Neues Sprintteam"),
                (Feld("name", _("Name"), pflicht=True),),
                lambda werte: made.append(self.services.teamzeilen.add_team(decision_id, werte["name"])),
            ),
            shown,
        )

    def pick_any(self, zeile: Zeile) -> None:
        """Let something be found among all open Maßnahmen and ideas; it then stands on the page like the others."""

        def found(picked: str | None) -> None:
            if picked is None:
                return
            self._dazu.append(picked)
            self.refresh_data()
            self.query_one(Seitentafel).move_to(picked)

        with self.reporting():
            alle = self.services.entscheidung.load_alle_kandidaten(zeile)
            self.app.push_screen(PickDialog(_("Unter allen Maßnahmen und Ideen suchen"), alle), found)

    def action_merken(self) -> None:
        """Tick the candidate under the cursor for the comparison, or take the tick away."""
        liste = self.query_one(Seitentafel)
        choice = self._options.get(liste.cursor_id or "")
        if choice is None or choice[1] is None:
            self.status.sag(_("Ankreuzen lassen sich Maßnahmen und Ideen; die jetzige Maßnahme steht immer daneben."))
            return
        key = choice[1].id
        if key in self._gemerkt:
            self._gemerkt.remove(key)
        else:
            self._gemerkt.append(key)
        self._keep_tick(key)
        if self._zeile is not None:
            self.draw_options(self._zeile)
        liste.move_by(1)

    def _keep_tick(self, key: str) -> None:
        """Remember what is ticked for the Stimmungsbild of this decision, whose page comes later."""
        from myk_tui.services.stimmungsbild import TICKED

        decision = self._decision
        if decision is None or decision.id is None:
            return
        kept = self.services.verlauf.remembered(TICKED)
        same = isinstance(kept, dict) and kept.get("entscheidung") == decision.id
        ids = [each for each in (kept["ids"] if same and isinstance(kept, dict) else []) if each != key]
        ids += [key] if key in self._gemerkt else []
        with self.reporting():
            self.services.verlauf.remember(TICKED, {"entscheidung": decision.id, "ids": ids})

    def action_vergleichen(self) -> None:
        """Show the ticked candidates side by side, with what the team works on now."""
        zeile = self._zeile
        if zeile is None:
            return
        from myk_tui.screens.kandidatenvergleich import KandidatenvergleichDialog

        now = None if zeile.alt is None else zeile.alt.massnahme_id
        known = {choice[1].id: choice[1] for choice in self._options.values() if choice[1] is not None}
        here = self._options.get(self.query_one(Seitentafel).cursor_id or "")
        keys = [key for key in self._gemerkt if key in known]
        if not keys and here is not None and here[1] is not None:
            keys = [here[1].id]
        wanted = ([("massnahme", now)] if now else []) + [(known[key].art, key) for key in keys]
        with self.reporting():
            kriterien, kandidaten = self.services.kandidatenvergleich.load_vergleich(wanted, now)
            dialog = KandidatenvergleichDialog(kandidaten, compare(kriterien, kandidaten), len(kandidaten) - 1)
            self.app.push_screen(dialog, lambda done: self._compared(zeile, known, done))

    def _compared(self, zeile: Zeile, known: dict[str, Kandidat], done: tuple[str, Vergleichskandidat] | None) -> None:
        from myk_tui.screens.kandidatenvergleich import WAEHLEN

        if done is None or not self.may_write():
            return
        was, chosen = done
        if was != WAEHLEN:
            self._ask_points(chosen)
        elif self._decision is not None and self._decision.beschlossen:
            self.status.fehler(_("Das ist schon beschlossen. Zum Ändern mit o wieder öffnen."))
        elif chosen.gegenwaertig:
            self.record_choice(zeile, Wahl.WEITERVERFOLGEN, None)
        else:
            self.record_choice(zeile, Wahl.WECHSELN, known[chosen.id])

    def _ask_points(self, kandidat: Vergleichskandidat) -> None:
        from myk_tui.screens.bewertung import ask_points, ask_scores

        if kandidat.art == "idee":
            ask_scores(self, kandidat.id, self.action_vergleichen)
            return
        service = self.services.kandidatenvergleich
        with self.reporting():
            titel, scores = service.load_punkte(kandidat.id)
            ask_points(
                self, titel, scores, lambda werte: service.record_punkte(kandidat.id, werte), self.action_vergleichen
            )


def _is_chosen(zeile: Zeile, wahl: Wahl, neu: Kandidat | None) -> bool:
    if zeile.wahl is not wahl:
        return False
    return wahl is not Wahl.WECHSELN or (neu is not None and zeile.neu is not None and neu.id == zeile.neu.id)


def _form_title(zeile: Zeile) -> str:
    """Name the team and what it does, with the Maßnahme or idea it takes up: one row too far is seen here."""
    if zeile.neu is None or zeile.wahl is not Wahl.WECHSELN:
        return f"{zeile.team}: {label(zeile.wahl)}"
    said = _("{team}: wechseln zu „{titel}“") if zeile.alt and not zeile.zweite else _("{team}: „{titel}“ aufnehmen")
    return said.format(team=zeile.team, titel=zeile.neu.titel)
