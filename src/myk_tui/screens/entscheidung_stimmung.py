"""The page of the wizard on which the round is asked: method, numbers, reveal, and taking the result over."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.binding import Binding, BindingType
from textual.content import Content

from myk_tui.domain.begriffe import Methode, Wahl, label
from myk_tui.domain.entscheidung import Entscheidung, Kandidat, Zeile
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import winners
from myk_tui.domain.stimmungsbild_regeln import Stufe, method_choices
from myk_tui.errors import RuleViolation, faults_of
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, PickDialog
from myk_tui.screens.entscheidung_stimmungsbild import key_line, packed, stimmung_page, unfinished
from myk_tui.screens.entscheidung_zaehlen import (
    Regelform,
    count_form,
    integrate_form,
    objection_form,
    proposal_form,
)
from myk_tui.widgets.text import styled

COUNTED = (Methode.HANDZEICHEN, Methode.PUNKTE, Methode.KONSENSIEREN, Methode.KRITERIEN)
ACTIONS = (
    *("methode", "regel", "zahlen", "vorschlag", "aufdecken", "uebernehmen"),
    *("kein_einwand", "einwand", "einwand_loesen", "integrieren"),
)
COUNT_DRAFT = "zaehlung"
"""Under which key half-typed totals are kept."""


class Stimmungsseite(MykScreen):
    """What the wizard does on its page „Stimmungsbild“; the wizard says which decision it is about."""

    BINDINGS: list[BindingType] = [
        Binding("m", "methode", _("Methode"), tooltip=_("Wie die Runde gefragt wird."), id="stimmung.methode"),
        Binding("z", "zahlen", _("zählen"), tooltip=_("Die gezählten Summen eintragen."), id="stimmung.zahlen"),
        Binding(
            "z", "vorschlag", _("Vorschlag"), tooltip=_("Worüber gesprochen wird, eintragen."), id="stimmung.vorschlag"
        ),
        Binding("a", "aufdecken", _("aufdecken"), tooltip=_("Das Ergebnis allen zeigen."), id="stimmung.aufdecken"),
        Binding(
            "t",
            "uebernehmen",
            _("übernehmen"),
            tooltip=_("Was vorn liegt, als Wahl eines Sprintteams übernehmen."),
            id="stimmung.uebernehmen",
        ),
        Binding(
            "r",
            "regel",
            _("Regel"),
            tooltip=_("Wer abstimmt, was genügt, was zur Wahl steht."),
            id="stimmung.regel",
        ),
        Binding(
            "j",
            "kein_einwand",
            _("kein Einwand"),
            tooltip=_("Festhalten: Es ist gefragt worden, und niemand hat einen Einwand."),
            id="stimmung.kein_einwand",
        ),
        Binding("n", "einwand", _("Einwand"), tooltip=_("Einen Einwand festhalten."), id="stimmung.einwand"),
        Binding(
            "l",
            "einwand_loesen",
            _("Einwand lösen"),
            tooltip=_("Festhalten, wie ein Einwand gelöst wurde; leer lassen entfernt ihn."),
            id="stimmung.loesen",
        ),
        Binding(
            "w",
            "integrieren",
            _("neue Runde"),
            tooltip=_("Einwände in einen geänderten Vorschlag aufnehmen; damit beginnt die nächste Runde."),
            id="stimmung.integrieren",
        ),
    ]
    _left: object = None
    _shown: tuple[str | None, Stimmungsbild] | None = None
    """What stands on the page: the footer asks for every key whether it does something, and needs no look into the file."""

    @property
    def stimmung_offen(self) -> str | None:
        """Id of the decision whose Stimmungsbild can be changed now; None on other pages."""
        raise NotImplementedError

    @property
    def _decision(self) -> Entscheidung | None:
        """The decision of the page; None on the closing page."""
        raise NotImplementedError

    def turn_to(self, zeile_id: str) -> None:
        """Turn to the page of a line."""
        raise NotImplementedError

    def record_choice(self, zeile: Zeile, wahl: Wahl, kandidat: Kandidat | None) -> None:
        """Record what a team does next, then ask for what belongs to it."""
        raise NotImplementedError

    def write_below(self, lines: Sequence[Content]) -> None:
        """Write what stands below the page."""
        raise NotImplementedError

    def bild_of(self, decision: Entscheidung) -> Stimmungsbild:
        """Return the Stimmungsbild of a decision."""
        if decision.id is None:
            return Stimmungsbild(Methode.OHNE)
        return self.services.stimmungsbild.load_bild(decision.id)

    def show_stimmung(self, decision: Entscheidung) -> Content:
        """Show below the page which keys help now, and return the page."""
        bild = self.bild_of(decision)
        self._shown = (decision.id, bild)
        keys = key_line(bild, offen=self.stimmung_offen is not None)
        self.write_below([styled(line, "bold") for line in packed(keys, self.size.width - 2)])
        return stimmung_page(bild, self.size.width - 6)

    def stimmung_action(self, action: str) -> bool:
        """Whether a key of this page does something now."""
        decision_id = self.stimmung_offen
        if decision_id is None or self._shown is None or self._shown[0] != decision_id:
            return False
        bild = self._shown[1]
        if bild.methode is Methode.KONSENT:
            asked = bool(bild.vorschlag)
            return {
                "methode": True,
                "vorschlag": True,
                "kein_einwand": asked and bild.stufe is Stufe.EINWAENDE and not bild.stehende,
                "einwand": asked,
                "einwand_loesen": bool(bild.einwaende),
                "integrieren": asked,
            }.get(action, False)
        counted = bild.methode in COUNTED
        return {
            "methode": True,
            "regel": counted,
            "zahlen": counted and bool(bild.optionen),
            "aufdecken": counted and bild.vollstaendig and not bild.aufgedeckt,
            "uebernehmen": counted and bild.aufgedeckt,
        }.get(action, False)

    def hold_stimmung(self) -> bool:
        """Whether Enter has something to do here before the page is left: the next stage, or a word about what is open."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return False
        bild = self.services.stimmungsbild.load_bild(decision_id)
        if bild.methode is Methode.KONSENT and bild.vorschlag and bild.stufe not in (Stufe.EINWAENDE, Stufe.GEFRAGT):
            self.attempt(lambda: self.services.stimmungsbild.advance_konsent(decision_id))
            return True
        said, now = unfinished(bild), (decision_id, bild)
        if not said or self._left == now:
            return False
        self._left = now
        self.status.sag(said)
        return True

    def reason_against(self, action: str) -> str:
        """Say why nobody can be asked for objections yet, or why there is no Konsent; empty if that is not the matter."""
        if action != "kein_einwand" or self.stimmung_offen is None or self._shown is None:
            return ""
        bild = self._shown[1]
        if self.stimmung_action(action) or bild.methode is not Methode.KONSENT or bild.stufe is Stufe.GEFRAGT:
            return ""
        if bild.stehende:
            return _("Ein Einwand steht noch: l hält fest, wie er gelöst ist, w beginnt eine neue Runde.")
        return _("Nach Einwänden wird erst am Ende der Runde gefragt; Eingabe führt dorthin.")

    def action_methode(self) -> None:
        """Choose how the round is asked, then its rule."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service = self.services.stimmungsbild
        bild = service.load_bild(decision_id)
        by_itself = service.load_vorschlag(decision_id)
        written = bild.vorschlag not in ("", by_itself)

        def chosen(word: str | None) -> None:
            if word is None:
                return
            if word == bild.methode or not (bild.angefangen or written):
                self._begin_methode(decision_id, Methode(word))
                return
            said = _("Mit „{methode}“ ist schon etwas festgehalten. Eine andere Methode beginnt leer.")
            lines = [said.format(methode=label(bild.methode)), _("Mit u kommt alles zurück.")]
            question = ConfirmDialog(_("Methode wechseln?"), lines, ja=_("Wechseln"))
            self.app.push_screen(
                question, lambda sure: self._begin_methode(decision_id, Methode(word)) if sure else None
            )

        self.app.push_screen(PickDialog(_("Wie wird gefragt?"), method_choices()), chosen)

    def _begin_methode(self, decision_id: str, methode: Methode) -> None:
        service = self.services.stimmungsbild
        if not self.attempt(lambda: service.choose_methode(decision_id, methode)):
            return
        if methode in COUNTED:
            self.action_regel()
        elif methode is Methode.KONSENT and not service.load_bild(decision_id).vorschlag:
            self.action_vorschlag()

    def action_regel(self) -> None:
        """Set who takes part, what is needed, and what can be chosen."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service = self.services.stimmungsbild
        warned: list[str] = []

        def save(werte: dict[str, str]) -> None:
            people = werte["anwesend"]
            try:
                service.record_regel(decision_id, werte, mehr_als_gezaehlt=people in warned)
            except RuleViolation as error:
                if any(feld == "anwesend" for feld, _text in faults_of(error)):
                    warned.append(people)
                raise

        self.ask(Regelform(service.load_bild(decision_id), save), self.action_zahlen)

    def action_zahlen(self) -> None:
        """Type the totals."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service, remember = self.services.stimmungsbild, self.services.verlauf.remember
        bild = service.load_bild(decision_id)
        if not bild.optionen:
            self.status.fehler(_("Es steht noch nichts zur Wahl. Mit r eintragen."))
            return
        mark = {"entscheidung": decision_id, "methode": bild.methode.value, "optionen": list(bild.optionen)}

        def save(werte: dict[str, str]) -> None:
            service.record_werte(decision_id, werte)
            remember(COUNT_DRAFT, None)

        def keep(werte: dict[str, str]) -> None:
            remember(COUNT_DRAFT, {**mark, "werte": werte})

        self.ask(count_form(bild, _draft(self.services.verlauf.remembered(COUNT_DRAFT), mark), save, keep))

    def action_vorschlag(self) -> None:
        """Type the proposal of a Konsent."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service = self.services.stimmungsbild
        chosen = service.load_vorschlag(decision_id)
        self.ask(
            proposal_form(
                service.load_bild(decision_id).vorschlag or chosen,
                chosen,
                lambda werte: service.record_vorschlag(decision_id, werte["vorschlag"]),
            )
        )

    def action_aufdecken(self) -> None:
        """Show the result to the room."""
        decision_id = self.stimmung_offen
        if decision_id is not None:
            self.attempt(lambda: self.services.stimmungsbild.reveal(decision_id))

    def action_uebernehmen(self) -> None:
        """Take what came first as the choice of a team; asks which if there are several."""
        decision_id, decision = self.stimmung_offen, self._decision
        if decision_id is None or decision is None:
            return
        first = winners(self.services.stimmungsbild.load_bild(decision_id))
        lines = [zeile for zeile in decision.zeilen if zeile.id]
        if not first or not lines:
            self.status.fehler(_("Nichts hat die Mehrheit. Bitte auf der Seite des Teams wählen."))
            return

        def picked(option: str | None) -> None:
            if option is not None:
                self._pick_team(lines, lambda zeile: self._take(decision_id, zeile, option))

        if len(first) == 1:
            picked(first[0])
        else:
            self.app.push_screen(PickDialog(_("Gleichstand: Was gilt?"), [(each, each) for each in first]), picked)

    def _pick_team(self, lines: list[Zeile], then: Any) -> None:
        if len(lines) == 1:
            then(lines[0])
            return

        def picked(zeile_id: str | None) -> None:
            for zeile in lines:
                if zeile.id == zeile_id:
                    then(zeile)

        titles = [(zeile.id, zeile.team + (f" · {zeile.alt.massnahme}" if zeile.alt else "")) for zeile in lines]
        self.app.push_screen(PickDialog(_("Für welches Sprintteam?"), titles), picked)

    def _take(self, decision_id: str, zeile: Zeile, option: str) -> None:
        with self.reporting():
            wahl, kandidat = self.services.stimmungsbild.load_uebernahme(decision_id, zeile, option)
            self.turn_to(zeile.id)
            self.record_choice(zeile, wahl, kandidat)

    def action_kein_einwand(self) -> None:
        """Write down that the round was asked and nobody objects."""
        decision_id = self.stimmung_offen
        if decision_id is not None:
            self.attempt(lambda: self.services.stimmungsbild.confirm_konsent(decision_id))

    def action_integrieren(self) -> None:
        """Take objections up in a changed proposal; with it the next round begins."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        service = self.services.stimmungsbild
        self.ask(
            integrate_form(
                service.load_bild(decision_id), lambda werte: service.integrate_einwaende(decision_id, werte)
            )
        )

    def action_einwand(self) -> None:
        """Write down an objection."""
        decision_id = self.stimmung_offen
        if decision_id is not None:
            bild = self.services.stimmungsbild.load_bild(decision_id)
            self._ask_objection(decision_id, bild, len(bild.einwaende))

    def action_einwand_loesen(self) -> None:
        """Pick an objection and say how it was taken up."""
        decision_id = self.stimmung_offen
        if decision_id is None:
            return
        bild = self.services.stimmungsbild.load_bild(decision_id)
        lines = [(str(place), einwand.text) for place, einwand in enumerate(bild.einwaende)]

        def chosen(place: str | None) -> None:
            if place is not None:
                self._ask_objection(decision_id, bild, int(place))

        if len(lines) == 1:
            chosen(lines[0][0])
        else:
            self.app.push_screen(PickDialog(_("Welcher Einwand?"), lines), chosen)

    def _ask_objection(self, decision_id: str, bild: Stimmungsbild, place: int) -> None:
        service = self.services.stimmungsbild
        self.ask(
            objection_form(
                bild,
                place,
                lambda werte: service.record_einwand(
                    decision_id, place, werte["text"], werte["loesung"], geloest=werte["geloest"] == "ja"
                ),
            )
        )


def _draft(kept: object, mark: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was half typed for this very vote; empty if it was for another, or nothing."""
    if not isinstance(kept, dict) or any(kept.get(key) != value for key, value in mark.items()):
        return {}
    typed = kept.get("werte")
    return typed if isinstance(typed, dict) else {}
