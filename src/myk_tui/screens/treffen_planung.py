"""What can be done with the agenda and with meetings as a whole: prepare, order, put aside, share the minutes out."""

from collections.abc import Callable

from textual.binding import Binding, BindingType

from myk_tui.domain.begriffe import PunktStatus, label
from myk_tui.domain.kalender import show_date
from myk_tui.domain.treffen import MINUTEN, take_minutes
from myk_tui.domain.treffen_uhr import MINUTE, planned_seconds, read_clocks, show_ueber
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.treffen_stand import Treffenstand
from myk_tui.screens.treffen_zeilen import Tagesordnung, fitted, item_fields, meeting_fields

TITLE_CELLS = 54
"""So much of a title stands before its minutes, on one line at 80 columns."""


class Planung(Treffenstand):
    """The agenda before and during the meeting."""

    BINDINGS: list[BindingType] = [
        Binding(
            "N,shift+n", "neues_treffen", _("neues Treffen"), tooltip=_("Ein Treffen vorbereiten."), id="treffen.neu"
        ),
        Binding("n", "neuer_punkt", _("neuer Punkt"), tooltip=_("Die Tagesordnung ergänzen."), id="treffen.punkt"),
        Binding("e", "punkt_bearbeiten", _("bearbeiten"), tooltip=_("Punkt mit Notizen."), id="treffen.bearbeiten"),
        Binding(
            "t", "vertagen", _("vertagen"), tooltip=_("Kommt beim nächsten Treffen wieder."), id="treffen.vertagen"
        ),
        Binding(
            "k", "parken", _("parken"), tooltip=_("Den Punkt als Thema parken, oder zurückholen."), id="treffen.parken"
        ),
        Binding(
            "m",
            "minuten",
            _("Minuten"),
            tooltip=_("Die restliche Zeit verteilen: woher die Minuten kommen, die fehlen."),
            id="treffen.minuten",
        ),
        Binding("d,delete", "punkt_loeschen", _("löschen"), tooltip=_("Den Punkt streichen."), id="treffen.loeschen"),
        Binding(
            "shift+up",
            "punkt_verschieben(-1)",
            _("nach oben"),
            tooltip=_("Den Punkt früher behandeln."),
            show=False,
            id="treffen.hoch",
        ),
        Binding(
            "shift+down",
            "punkt_verschieben(1)",
            _("nach unten"),
            tooltip=_("Den Punkt später behandeln."),
            show=False,
            id="treffen.runter",
        ),
        Binding("E,shift+e", "kopf", _("Treffen bearbeiten"), tooltip=_("Datum, Ort, Notizen."), id="treffen.kopf"),
        Binding("l", "anderes", _("andere Treffen"), tooltip=_("Ein anderes Treffen zeigen."), id="treffen.liste"),
        Binding(
            "D,shift+d",
            "treffen_loeschen",
            _("Treffen löschen"),
            tooltip=_("Ein geplantes Treffen streichen."),
            show=False,
            id="treffen.weg",
        ),
    ]

    def action_neuer_punkt(self) -> None:
        """Add an item to the agenda, below the cursor."""
        treffen, above = self._treffen, None if self._punkt is None else self._punkt.id
        if treffen is not None:
            made: list[str] = []
            self.ask(
                FormDialog(
                    _("Neuer Punkt"),
                    item_fields(None, self._bezuege()),
                    lambda werte: made.append(self.services.treffen.add_punkt(treffen.id, werte, above)),
                ),
                lambda: self.query_one(Tagesordnung).move_to(made[-1]),
            )

    def action_punkt_bearbeiten(self) -> None:
        """Open the item with its notes."""
        punkt = self._punkt
        if punkt is not None:
            self.ask(
                FormDialog(
                    punkt.titel,
                    item_fields(punkt, self._bezuege()),
                    lambda werte: self.services.treffen.edit_punkt(punkt.id, werte),
                )
            )

    def action_punkt_loeschen(self) -> None:
        """Take the item off the agenda."""
        punkt = self._punkt
        if punkt is not None:
            self.attempt(lambda: self.services.treffen.delete_punkt(punkt.id))

    def action_punkt_verschieben(self, step: int) -> None:
        """Move the item up or down."""
        punkt = self._punkt
        if punkt is not None and self.may_write():
            self.attempt(lambda: self.services.treffen.reorder_punkt(punkt.id, step))

    def action_vertagen(self) -> None:
        """Put the item off to the next meeting, or take that back; if it runs, the next one begins."""
        punkt = self._punkt
        if punkt is not None:
            self._put_aside(punkt.status, lambda: self.services.treffen.postpone_punkt(punkt.id))

    def action_parken(self) -> None:
        """Park the item, or take that back; if it runs, the next one begins."""
        punkt = self._punkt
        if punkt is not None:
            self._put_aside(punkt.status, lambda: self.services.treffen.park_punkt(punkt.id))

    def action_minuten(self) -> None:
        """Share the time that is left among the items that are left, by name."""
        treffen = self._treffen
        if treffen is None:
            return
        left = [punkt for punkt in treffen.punkte if punkt.status is PunktStatus.OFFEN]
        if not left:
            self.status.sag(_("Es steht kein Punkt mehr aus, von dem Minuten kommen könnten."))
            return
        if treffen.laeuft:
            late = max(0, read_clocks(treffen, self.services.treffen.load_jetzt()).verzug)
        else:
            late = max(0, planned_seconds(treffen) - MINUTEN * MINUTE)
        wanted = take_minutes(left, -(-late // MINUTE)) if late else [punkt.minuten for punkt in left]
        punkte = {f"p{place}": punkt.id for place, punkt in enumerate(left)}
        fields = tuple(
            Feld(
                f"p{place}",
                fitted(punkt.titel, TITLE_CELLS)
                if minutes == punkt.minuten
                else _("{titel} (bisher {n})").format(titel=fitted(punkt.titel, TITLE_CELLS), n=punkt.minuten),
                wert=str(minutes),
            )
            for place, (punkt, minutes) in enumerate(zip(left, wanted, strict=True))
        )
        said = _("{ueber}: So würde es wieder passen. Jede Zahl lässt sich ändern.").format(ueber=show_ueber(late))
        self.ask(
            FormDialog(
                _("Woher kommen die Minuten?") if late else _("Minuten je Punkt"),
                fields,
                lambda werte: self.services.treffen.record_minuten(punkte, werte),
                einleitung=said if late else "",
            )
        )

    def action_neues_treffen(self) -> None:
        """Prepare a meeting."""
        service = self.services.treffen

        def prepare(werte: dict[str, str]) -> None:
            self._gewaehlt = service.prepare_treffen(werte)

        self.ask(FormDialog(_("Treffen vorbereiten"), meeting_fields(None, service.load_zielbilder()), prepare))

    def action_kopf(self) -> None:
        """Change day, place and notes of the meeting."""
        treffen, service = self._treffen, self.services.treffen
        if treffen is not None:
            self.ask(
                FormDialog(
                    treffen.titel,
                    meeting_fields(treffen, service.load_zielbilder()),
                    lambda werte: service.edit_treffen(treffen.id, werte),
                )
            )

    def action_anderes(self) -> None:
        """Show another meeting."""

        def chosen(treffen_id: str | None) -> None:
            if treffen_id is not None:
                self._gewaehlt = treffen_id
                self.refresh_data()

        lines = [
            (
                head.id,
                " · ".join(
                    filter(
                        None,
                        (
                            f"{'' if head.datum is None else show_date(head.datum)} {head.titel}".strip(),
                            head.zielbild,
                            label(head.status),
                        ),
                    )
                ),
            )
            for head in self.services.treffen.load_liste()
        ]
        self.app.push_screen(PickDialog(_("Welches Treffen?"), lines), chosen)

    def action_treffen_loeschen(self) -> None:
        """Delete a planned meeting."""
        treffen = self._treffen
        if treffen is not None:
            self.attempt(lambda: self.services.treffen.delete_treffen(treffen.id))

    def follow_running(self) -> None:
        """Put the cursor on the item that is discussed."""

    def _put_aside(self, before: PunktStatus, work: Callable[[], object]) -> None:
        if self.attempt(work) and before is PunktStatus.LAUFEND:
            self.follow_running()

    def _bezuege(self) -> list[tuple[str, str]]:
        zielbilder = [(f"zielbild:{row_id}", title) for row_id, title in self.services.treffen.load_zielbilder()]
        teams = [(f"team:{row_id}", name) for row_id, name in self.services.sprintboard.load_sprintteams()]
        return zielbilder + teams
