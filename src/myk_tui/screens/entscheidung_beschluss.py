"""What the wizard writes about a decision as a whole: its reason, the formal step, opening it again."""

from textual.binding import Binding, BindingType

from myk_tui.domain.entscheidung import Entscheidung
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
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
        decision_id = decision.id

        def keep(werte: dict[str, str]) -> None:
            self.services.entscheidung.record_begruendung(decision_id, werte["begruendung"], werte["interne_notiz"])

        self.ask(
            FormDialog(
                _("Begründung: {zielbild}").format(zielbild=decision.zielbild),
                (
                    Feld("begruendung", _("Warum so?"), "text", wert=decision.begruendung),
                    Feld(
                        "interne_notiz",
                        _("Interne Notiz (nie auf dem Beamer, nie im Protokoll)"),
                        "text",
                        wert=decision.interne_notiz,
                    ),
                ),
                keep,
                merken=keep,
            )
        )

    def action_schritt(self) -> None:
        """Write down which formal step is still missing."""
        decision = self._decision
        if decision is None or decision.id is None:
            return
        decision_id, service = decision.id, self.services.entscheidung
        self.ask(
            FormDialog(
                _("Formaler Schritt: {zielbild}").format(zielbild=decision.zielbild),
                step_fields(decision.schritt),
                lambda werte: service.record_schritt(decision_id, werte["was"], werte["gremium"], werte["bis"]),
            )
        )

    def action_oeffnen(self) -> None:
        """Make the decision a draft again."""
        decision = self._decision
        if decision is not None and decision.id is not None:
            decision_id = decision.id
            self.attempt(lambda: self.services.entscheidung.reopen_entscheidung(decision_id))
