"""What the wizard writes about a decision as a whole: its reason, the formal step, opening it again."""

from datetime import date

from textual.binding import Binding, BindingType

from myk_tui.domain.beschluesse import usual_question
from myk_tui.domain.entscheidung import Entscheidung
from myk_tui.domain.kalender import show_date
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.entscheidung_entwurf import begun, keeper
from myk_tui.screens.entscheidung_seiten import step_fields


class Beschlussseite(MykScreen):
    """Keys of the page „Zusammenfassung“; the wizard says which decision it is about."""

    BINDINGS: list[BindingType] = [
        Binding("g", "begruenden", _("Begründung"), tooltip=_("Begründung des Beschlusses."), id="wahl.begruenden"),
        Binding(
            "f",
            "schritt",
            _("formaler Schritt"),
            tooltip=_("Welcher Beschluss oder Antrag noch fehlt, vor wem, bis wann."),
            id="wahl.schritt",
        ),
        Binding(
            "o", "oeffnen", _("wieder öffnen"), tooltip=_("Den Beschluss wieder zum Entwurf machen."), id="wahl.oeffnen"
        ),
    ]

    @property
    def _decision(self) -> Entscheidung | None:
        """The decision of the page; None on the closing page."""
        raise NotImplementedError

    def action_begruenden(self) -> None:
        """Write the reason of the decision."""
        decision = self._decision
        if decision is None or decision.id is None:
            return
        decision_id, service = decision.id, self.services.beschluesse

        def keep(werte: dict[str, str]) -> None:
            service.record_text(decision_id, werte)

        place = reason_place(decision_id)
        fields = begun(self.services.verlauf, place, reason_fields(decision, service.load_frage(decision_id)))
        titel = _("Begründung: {zielbild}").format(zielbild=decision.zielbild)
        self.ask(FormDialog(titel, fields, keep, merken=keeper(self.services.verlauf, place, fields), behalten=keep))

    def action_schritt(self) -> None:
        """Write down which formal step is still missing, and when the decision is looked at again."""
        decision = self._decision
        if decision is None or decision.id is None:
            return
        decision_id, service = decision.id, self.services.beschluesse
        again = service.load_wiedervorlage(decision_id)
        self.ask(
            FormDialog(
                _("Formaler Schritt: {zielbild}").format(zielbild=decision.zielbild),
                (*step_fields(decision.schritt), review_field(again)),
                lambda werte: service.record_schritt(decision_id, werte),
            )
        )

    def summary_note(self) -> str:
        """Say beside what Enter does that no meeting runs, so that the decision would stand in no minutes; else empty."""
        decision = self._decision
        if decision is None or decision.beschlossen or not self.services.beschluesse.load_treffen_fehlt():
            return ""
        return " · " + _("kein Treffen läuft (6): steht in keinem Protokoll")

    def action_oeffnen(self) -> None:
        """Make the decision a draft again."""
        decision = self._decision
        if decision is not None and decision.id is not None:
            decision_id = decision.id
            self.attempt(lambda: self.services.entscheidung.reopen_entscheidung(decision_id))


def reason_place(decision_id: str) -> str:
    """Return the name under which is kept what is half typed in the form of a reason."""
    return f"begruendung/{decision_id}"


def reason_fields(decision: Entscheidung, frage: str) -> tuple[Feld, ...]:
    """Return the fields of the reason of a decision."""
    return (
        Feld("begruendung", _("Warum so?"), "text", wert=decision.begruendung),
        Feld("frage", _("Welche Frage wird entschieden?"), wert=frage or usual_question(decision.zielbild)),
        Feld(
            "interne_notiz",
            _("Interne Notiz (nie auf dem Beamer, nie im Protokoll)"),
            "text",
            wert=decision.interne_notiz,
        ),
    )


def review_field(day: date | None) -> Feld:
    """Return the field of the day on which a decision is looked at again."""
    shown = "" if day is None else show_date(day)
    return Feld("wiedervorlage", _("Wann wird der Beschluss wieder angesehen?"), wert=shown)
