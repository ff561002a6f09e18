"""What Enter does in the wizard: on every page one thing, named in the footer, and nothing that was not seen."""

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from myk_tui.domain.entscheidung import Entscheidung, Sprintabschluss
from myk_tui.domain.entscheidung_regeln import gaps
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.entscheidung_seiten import Seite
from myk_tui.widgets.seitentafel import Seitentafel

ENTER = ("weiter", "weiterlesen", "ergaenzen_luecke", "beschliessen", "offenes", "abschliessen")
"""What Enter can do; on every page it is one of them, and the footer names it."""


class Eingabeseite(MykScreen):
    """Enter on each page; the wizard says which page it is and turns to others."""

    BINDINGS: list[BindingType] = [
        Binding("enter", "weiter", _("weiter"), tooltip=_("Zur nächsten Seite."), id="wahl.weiter"),
        Binding(
            "enter",
            "weiterlesen",
            _("weiterlesen"),
            tooltip=_("Die Zusammenfassung ist länger als der Bildschirm; beschlossen wird erst an ihrem Ende."),
            id="wahl.weiterlesen",
        ),
        Binding(
            "enter",
            "ergaenzen_luecke",
            _("zu dem, was fehlt"),
            tooltip=_("Zur Seite und zum Feld, ohne das nicht beschlossen werden kann."),
            id="wahl.luecke",
        ),
        Binding("enter", "beschliessen", _("beschließen"), tooltip=_("Den Beschluss fassen."), id="wahl.beschliessen"),
        Binding("enter", "offenes", _("zum offenen Zielbild"), tooltip=_("Was noch offen ist."), id="wahl.offenes"),
        Binding(
            "enter",
            "abschliessen",
            _("Sprint abschließen …"),
            tooltip=_("Nach einer Frage den Sprint abschließen und den nächsten eröffnen."),
            id="wahl.abschliessen",
        ),
    ]
    _abschluss: Sprintabschluss | None
    _seite: Seite

    steht = False
    """Whether the summary is laid out."""

    if TYPE_CHECKING:  # what the wizard and its other parts do; nothing here may come before it

        @property
        def _decision(self) -> Entscheidung | None:
            """As the wizard does it."""
            raise NotImplementedError

        @property
        def _pages(self) -> list[Seite]:
            """As the wizard does it."""
            raise NotImplementedError

        def _go(self, seite: Seite) -> None:
            """As the wizard does it."""
            raise NotImplementedError

        def action_blaettern(self, step: int) -> None:
            """As the wizard does it."""
            raise NotImplementedError

        def hold_stimmung(self) -> bool:
            """As the page of the Stimmungsbild does it."""
            raise NotImplementedError

        def show_action(self) -> None:
            """As the wizard does it."""
            raise NotImplementedError

        def follow_reading(self) -> None:
            """As the wizard does it."""
            raise NotImplementedError

        def show_begin(self) -> None:
            """As the wizard does it."""
            raise NotImplementedError

        def ask_zeile(self, fehler: MykError | None = None) -> None:
            """As the wizard does it."""
            raise NotImplementedError

        def ask_close(self, abschluss: Sprintabschluss) -> None:
            """As the wizard does it."""
            raise NotImplementedError

    @property
    def enter(self) -> str:
        """What Enter does on this page."""
        decision, art = self._decision, self._seite.art
        if art == "abschluss" and self._abschluss is not None:
            return "offenes" if self._abschluss.offen else "abschliessen"
        if art != "zusammenfassung" or decision is None or decision.beschlossen:
            return "weiter"
        if gaps(decision):
            return "ergaenzen_luecke"
        return "beschliessen" if self.gelesen else "weiterlesen"

    @property
    def gelesen(self) -> bool:
        """Whether the end of the page is in sight; how much room it has is known once it is laid out."""
        return self.steht and self.query_one(Seitentafel).at_end

    def action_weiter(self) -> None:
        """Go on; a page that decides or closes has an action of its own."""
        if self._seite.art == "fertig":
            self.show_begin()
        elif not self.hold_stimmung():
            self.action_blaettern(1)

    def action_weiterlesen(self) -> None:
        """Read on, so that nothing is decided unseen."""
        self.query_one(Seitentafel).action_seite(1)
        self.follow_reading()  # not with the message: what Enter does now is said in the frame that shows the end

    def action_beschliessen(self) -> None:
        """Decide what stands on the summary."""
        if self._decision is not None:
            self._decide(self._decision)

    def action_ergaenzen_luecke(self) -> None:
        """Turn to the page of what is missing, and to its field."""
        decision = self._decision
        found = [] if decision is None else gaps(decision)
        if not found or not self.may_write():
            return
        place, error = found[0]
        self._go(Seite(self._seite.zielbild, "wahl", place))
        self.status.fehler(error.message)
        if error.feld != "wahl":
            self.ask_zeile(error)

    def action_offenes(self) -> None:
        """Jump to the first Zielbild that is still open."""
        if self._abschluss is None or not self._abschluss.offen or not self.may_write():
            return
        self.go_to_zielbild(self._abschluss.entscheidungen.index(self._abschluss.offen[0]))

    def action_abschliessen(self) -> None:
        """Close the sprint, after a question."""
        if self._abschluss is not None:
            self.ask_close(self._abschluss)

    def _go_on(self) -> None:
        """Turn to the next Zielbild that is still open, behind the last one to the first; if none is, to the closing."""
        assert self._abschluss is not None
        decisions, here = self._abschluss.entscheidungen, self._seite.zielbild
        order = [*range(here + 1, len(decisions)), *range(here)]
        self.go_to_zielbild(next((place for place in order if not decisions[place].beschlossen), len(decisions)))

    def go_to_zielbild(self, place: int) -> None:
        """Turn to the first page of a Zielbild; the closing page stands behind the last."""
        self._go(next(page for page in self._pages if page.zielbild == place))

    def _decide(self, decision: Entscheidung) -> None:
        if not self.may_write():
            return
        numbers: list[str] = []
        if not self.attempt(lambda: numbers.append(self.services.entscheidung.decide(decision.zielbild_id))):
            return
        self._go_on()
        said = _("Gesichert: {nummer} – {zielbild}").format(nummer=numbers[0], zielbild=decision.zielbild)
        following = self.services.treffen.load_hinweis(decision.zielbild_id)
        self.status.gesichert(" · ".join(filter(None, (said, following))))
