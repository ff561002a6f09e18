"""Where the wizard stands: kept at every page, so that a dead laptop goes on where it was."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual import on
from textual.binding import Binding, BindingType

from myk_tui.domain.entscheidung import Entscheidung, Sprintabschluss, Zeile
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.entscheidung_beschluss import reason_fields, reason_place
from myk_tui.screens.entscheidung_entwurf import TYPED, recover
from myk_tui.screens.entscheidung_formular import line_fields, line_place
from myk_tui.screens.entscheidung_schiene import Schiene
from myk_tui.screens.entscheidung_seiten import Seite


class Stellenseite(MykScreen):
    """Turns the pages; keeps the present one by what it is about, not by its number: teams come and go."""

    BINDINGS: list[BindingType] = [
        Binding("left,escape,backspace", "blaettern(-1)", _("vorige Seite"), key_display="←", id="wahl.zurueck"),
        Binding(
            "right", "blaettern(1)", _("nächste Seite"), key_display="→", tooltip=_("Eine Seite vor."), id="wahl.vor"
        ),
        Binding("tab", "zielbild(1)", _("Zielbild"), tooltip=_("Zum nächsten Zielbild."), id="wahl.naechstes"),
        Binding("shift+tab", "zielbild(-1)", _("voriges Zielbild"), show=False, id="wahl.voriges"),
    ]

    _abschluss: Sprintabschluss | None

    def go_to_zielbild(self, place: int) -> None:
        """Turn to the first page of a Zielbild; the closing page stands behind the last."""
        raise NotImplementedError

    @on(Schiene.Gewaehlt)
    def go_to_clicked(self, message: Schiene.Gewaehlt) -> None:
        """Turn to the Zielbild that was clicked."""
        message.stop()
        if self._abschluss is not None and message.zielbild <= len(self._abschluss.entscheidungen):
            self.go_to_zielbild(message.zielbild)

    def keep_place(self, abschluss: Sprintabschluss | None, seite: Seite, zeile: Zeile | None) -> None:
        """Keep the page the wizard stands on."""
        if abschluss is None or seite.art == "fertig":
            return
        decisions = abschluss.entscheidungen
        with self.reporting():
            self.services.verlauf.remember(
                "entscheidung",
                {
                    "sprint": abschluss.sprint.id,
                    "zielbild": decisions[seite.zielbild].zielbild_id if seite.zielbild < len(decisions) else None,
                    "art": seite.art,
                    "team": None if zeile is None else zeile.team_id,
                    "auftrag": None if zeile is None or zeile.alt is None else zeile.alt.auftrag_id,
                },
            )

    def recover_typed(self) -> None:
        """Make a draft of what was being typed into a form when the app was killed."""
        services = self.services
        if services.read_only or services.verlauf.remembered(TYPED) is None:
            return
        abschluss = services.entscheidung.load_sprintabschluss()
        for decision in () if abschluss is None else abschluss.entscheidungen:
            if decision.id is not None and not decision.beschlossen:
                self._recover_typed(decision, decision.id)

    def _recover_typed(self, decision: Entscheidung, decision_id: str) -> None:
        services = self.services
        fields = reason_fields(decision, services.beschluesse.load_frage(decision_id))
        with self.reporting():
            recover(
                services.verlauf,
                reason_place(decision_id),
                fields,
                lambda werte: services.beschluesse.record_text(decision_id, werte),
            )
            for zeile in decision.zeilen:
                recover(
                    services.verlauf,
                    line_place(zeile),
                    line_fields(zeile, ()),
                    partial(services.entscheidung.record_entwurf, zeile.id),
                )

    def restored(self, abschluss: Sprintabschluss, pages: Sequence[Seite]) -> Seite:
        """Return the page the wizard stood on, also after a crash, and say so; the first if it is gone."""
        kept = self.services.verlauf.remembered("entscheidung")
        if isinstance(kept, dict) and kept.get("sprint") == abschluss.sprint.id:
            for page in pages[1:]:
                if _matches(abschluss, page, kept):
                    self.status.sag(_("Weiter, wo Sie waren."))
                    return page
        return pages[0]


def _matches(abschluss: Sprintabschluss, page: Seite, kept: dict[str, Any]) -> bool:
    decisions = abschluss.entscheidungen
    decision = decisions[page.zielbild] if page.zielbild < len(decisions) else None
    if page.art != kept.get("art") or (None if decision is None else decision.zielbild_id) != kept.get("zielbild"):
        return False
    if page.art != "wahl" or decision is None:
        return True
    zeile = decision.zeilen[page.zeile]
    auftrag = None if zeile.alt is None else zeile.alt.auftrag_id
    return (zeile.team_id, auftrag) == (kept.get("team"), kept.get("auftrag"))
