"""The Förderprüfung inside the wizard: answer the questions of what was chosen, take over the formal step."""

from textual.binding import Binding, BindingType

from myk_tui.domain.entscheidung import Entscheidung, Pruefhinweis, Schritt, Sprintabschluss
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import PickDialog


class Pruefseite(MykScreen):
    """Keys of the page „Zusammenfassung“ that are about the Förderprüfung."""

    BINDINGS: list[BindingType] = [
        Binding(
            "s",
            "schritt_uebernehmen",
            _("Schritt übernehmen"),
            tooltip=_("Den ersten der fehlenden formalen Schritte als nächsten festhalten."),
            show=False,
            id="wahl.schritt-uebernehmen",
        ),
    ]
    _abschluss: Sprintabschluss | None
    _vorschlaege: tuple[Schritt, ...] = ()
    """What stands on the summary as missing."""

    @property
    def _decision(self) -> Entscheidung | None:
        """The decision of the page; None on the closing page."""
        raise NotImplementedError

    @property
    def naechster_schritt(self) -> Schritt | None:
        """The first missing step, as long as none is written down; None if there is nothing to take over."""
        recorded = self._decision is None or bool(self._decision.schritt.was)
        return None if recorded or not self._vorschlaege else self._vorschlaege[0]

    def load_vorschlaege(self) -> tuple[Schritt, ...]:
        """Return the formal steps that open questions ask for, beside the one that is written down."""
        decision = self._decision
        if decision is None or decision.id is None or self._abschluss is None:
            return ()
        return self.services.entscheidung.load_schrittvorschlaege(self._abschluss, decision)

    def action_schritt_uebernehmen(self) -> None:
        """Write the first of the proposed formal steps into the decision."""
        decision, step = self._decision, self.naechster_schritt
        if decision is None or decision.id is None or step is None or not self.may_write():
            return
        decision_id = decision.id
        werte = {
            "was": step.was,
            "gremium": step.gremium,
            "bis": "" if step.bis is None else step.bis.isoformat(),
        }
        self.attempt(lambda: self.services.beschluesse.record_schritt(decision_id, werte))

    def action_pruefen(self) -> None:
        """Answer the Prüffragen of what was chosen; of several it is asked which."""
        decision = self._decision
        if decision is None:
            return
        found = self.services.entscheidung.load_pruefhinweise(decision)
        if not found:
            self.status.sag(_("Gewählt ist nichts, das zu prüfen wäre."))
        elif len(found) == 1:
            self._open(found[0])
        else:
            by_id = {hinweis.kandidat_id: hinweis for hinweis in found}
            lines = [(key, f"{hinweis.titel}: {hinweis.satz}") for key, hinweis in by_id.items()]

            def picked(key: str | None) -> None:
                if key is not None:
                    self._open(by_id[key])

            self.app.push_screen(PickDialog(_("Welche Förderprüfung?"), lines), picked)

    def _open(self, hinweis: Pruefhinweis) -> None:
        from myk_tui.screens.pruefung import PruefungDialog

        with self.reporting():
            service = self.services.ideenpruefung if hinweis.art == "idee" else self.services.pruefung
            dialog = PruefungDialog(service, hinweis.kandidat_id, hinweis.titel, self.refresh_data)
            self.app.push_screen(dialog)
