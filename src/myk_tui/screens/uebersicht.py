"""Screen 1: where do we stand, and what comes next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from myk_tui.i18n import N_, _
from myk_tui.screens.base import MykScreen
from myk_tui.widgets.punkte import Punkt, Punkte
from myk_tui.widgets.zeilenliste import Zeilenliste

if TYPE_CHECKING:
    from myk_tui.domain.uebersicht import Uebersicht


class UebersichtScreen(MykScreen):
    """Sprint, Zielbilder, teams, open matters, next step."""

    ZIEL = "uebersicht"
    HILFE = N_(
        "Hier steht, wo das Programm steht: der Sprint mit seinen Tagen, je Zielbild der Fortschritt und was die "
        "Sprintteams tun. Eingabe auf einer Zeile führt dorthin, wo man sie bearbeitet. v zeigt, was sich seit dem "
        "letzten Treffen geändert hat, p das Protokoll eines Treffens, c die Zahlen Sprint für Sprint, r den Stand als Bericht."
    )
    BINDINGS = [
        Binding(
            "v",
            "veraenderungen",
            _("Veränderungen"),
            tooltip=_("Was sich seit dem letzten Treffen geändert hat, je Zielbild eine Folie."),
            id="uebersicht.veraenderungen",
        ),
        Binding(
            "p",
            "protokoll",
            _("Protokoll"),
            tooltip=_("Das Protokoll eines Treffens lesen und als Datei sichern."),
            id="uebersicht.protokoll",
        ),
        Binding(
            "r",
            "bericht",
            _("Bericht"),
            tooltip=_("Den Stand des Programms lesen und als Datei sichern, etwa für den Fördergeber."),
            show=False,
            id="uebersicht.bericht",
        ),
        Binding(
            "c",
            "sprintreihe",
            _("Sprintreihe"),
            tooltip=_(
                "Über die Sprints: Fortschritt, fertige Karten, Ideen, Unterstützung, als Balken und als Tabelle."
            ),
            show=False,  # the line below the sprint names it; the footer keeps idea and search
            id="uebersicht.sprintreihe",
        ),
    ]

    STANDS_ON_FILE = True
    _zeilen: Sequence[Punkt] = ()
    _reihe: Sequence[Punkt] = ()

    def compose_inhalt(self) -> ComposeResult:
        """One list."""
        yield Punkte(leer=_("Daten werden geladen …"))

    def load(self) -> None:
        """Show the present state; the numbers of the sprints follow once it stands there."""
        self.show_stand(self.services.uebersicht.load_uebersicht())
        self.follow(self._show_sprints)

    def _show_sprints(self) -> None:
        from myk_tui.domain.sprintkurz import short_lines
        from myk_tui.screens.uebersicht_zeilen import sprint_lines

        with self.reporting():
            self._reihe = sprint_lines(short_lines(self.services.sprintreihe.load_sprintreihe()))
        self._show()

    def show_stand(self, stand: "Uebersicht") -> None:
        """Show a state; the app does so at the start, a moment before the file is open for work."""
        from myk_tui.screens.uebersicht_zeilen import overview_lines  # not needed for the first paint

        self.show_titel(stand.programm)
        self._zeilen = overview_lines(stand)
        self._show()
        self.query_one(Punkte).focus()

    def _show(self) -> None:
        self.query_one(Punkte).show([*self._zeilen, *self._reihe])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to compare before the file is open."""
        if action in ("veraenderungen", "protokoll", "bericht", "sprintreihe") and self._services is None:
            return None
        return super().check_action(action, parameters)

    def action_veraenderungen(self) -> None:
        """Show what has changed since the last meeting."""
        from myk_tui.screens.seitdem import show_seitdem

        show_seitdem(self)

    def action_protokoll(self) -> None:
        """Read the minutes of a meeting."""
        from myk_tui.screens.protokoll import show_protokoll

        show_protokoll(self)

    def action_bericht(self) -> None:
        """Read where the programme stands, as a report."""
        from myk_tui.screens.bericht import show_bericht

        show_bericht(self)

    def action_unterstuetzung(self) -> None:
        """Open the ledger of support."""
        from myk_tui.screens.unterstuetzung import show_unterstuetzung

        show_unterstuetzung(self, None, "")

    def action_sprintreihe(self) -> None:
        """Show the numbers sprint by sprint."""
        from myk_tui.screens.sprintreihe import show_sprintreihe

        show_sprintreihe(self)

    @on(Zeilenliste.Gewaehlt)
    async def go_there(self, message: Zeilenliste.Gewaehlt) -> None:
        """Go where the line leads."""
        for punkt in self.query_one(Punkte).eintraege:
            if punkt.id == message.id:
                own = punkt.ziel in ("protokoll", "sprintreihe", "unterstuetzung")
                await self.run_action(f"screen.{punkt.ziel}" if own else f"app.zeige('{punkt.ziel}')")
                return
