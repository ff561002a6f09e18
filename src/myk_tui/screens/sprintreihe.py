"""The programme sprint by sprint: four charts to page through, each also as a table."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.beamer import Stand
from myk_tui.domain.sprintreihe import diagramme, draw, note_of
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.modal import Modal
from myk_tui.services import Services
from myk_tui.widgets.text import plain, styled, wrap

STYLES = {"kopf": "bold", "titel": "", "leise": "dim", "balken": "$success", "zahl": "bold", "": ""}

RULE_LINES = 12
"""Into how many lines one rule is broken at most."""


class SprintreiheDialog(Modal[None]):
    """One chart at a time; nothing can be changed here."""

    ZIEL: ClassVar[str] = "sprintreihe"
    BINDINGS: list[BindingType] = [
        Binding("escape,q,c", "dismiss(None)", _("Schließen"), id="sprintreihe.zu"),
        Binding("right,tab", "blaettern(1)", _("nächstes Diagramm"), id="sprintreihe.weiter"),
        Binding("left,shift+tab", "blaettern(-1)", _("voriges Diagramm"), id="sprintreihe.vorher"),
        Binding(
            "t",
            "tabelle",
            _("Tabelle"),
            tooltip=_("Dieselben Zahlen als Tabelle ohne Balken, und zurück."),
            id="sprintreihe.tabelle",
        ),
        Binding(
            "w", "regel", _("was zählt?"), tooltip=_("Zeigen, was gezählt wird und was nicht."), id="sprintreihe.w"
        ),
        Binding("b", "beamer", _("Beamer"), tooltip=_("Groß und mit wenigen Worten."), id="sprintreihe.beamer"),
    ]
    AUTO_FOCUS = ".seite"

    def __init__(self, services: Services) -> None:
        """Take the services and read the numbers; raises MykError."""
        super().__init__()
        self._services = services
        self._reihe = services.sprintreihe.load_sprintreihe()
        self._nummer = 0
        self._balken = True

    @property
    def services(self) -> Services:
        """Where the slides read from."""
        return self._services

    @property
    def beamer_stand(self) -> Stand:
        """Which chart the room sees."""
        return Stand(self.ZIEL, str(self._nummer))

    def compose(self) -> ComposeResult:
        """Which chart, the chart with its rules, the keys."""
        with Vertical(classes="dialog gross"):
            yield Label("", id="welches", classes="dialog-titel")
            with VerticalScroll(classes="seite"):
                yield Static(id="diagramm")
            yield Label("", classes="hinweis")

    def on_mount(self) -> None:
        """Show the first chart."""
        self.call_after_refresh(self._show)

    @on(events.Resize)
    def draw_anew(self) -> None:
        """Draw for the width there is."""
        self.call_after_refresh(self._show)

    def action_blaettern(self, step: int) -> None:
        """Turn to another chart; after the last comes the first."""
        self._nummer = (self._nummer + step) % len(diagramme(self._reihe))
        self.query_one(".seite", VerticalScroll).scroll_home(animate=False)
        self._show()

    def action_tabelle(self) -> None:
        """Turn between bars and table."""
        self._balken = not self._balken
        self._show()

    def action_regel(self) -> None:
        """Bring the rules below the chart into view."""
        self.query_one(".seite", VerticalScroll).scroll_end(animate=False)

    def action_beamer(self) -> None:
        """Show the projector form of this chart."""
        from myk_tui.screens.beamer import BeamerScreen

        self.app.push_screen(BeamerScreen(self))

    def beamer_gehe(self, step: int) -> None:
        """Turn the page while the projector form covers it."""
        self.action_blaettern(step)

    def beamer_blaettern(self, step: int) -> None:
        """Turn the page by a remote control."""
        self.action_blaettern(step)

    def _show(self) -> None:
        charts = diagramme(self._reihe)
        chart = charts[self._nummer]
        self.query_one("#welches", Label).update(plain(f"{self._nummer + 1}/{len(charts)} {chart.titel}"))
        keys = _("←/→ Diagramm · t Balken · b Beamer · Esc") if not self._balken else ""
        keys = keys or _("←/→ Diagramm · t Tabelle · w was zählt? · b Beamer · Esc")
        self.query_one(".hinweis", Label).update(plain(keys))
        picture = self.query_one("#diagramm", Static)
        picture.update(self._picture(max(40, self.query_one(".seite", VerticalScroll).content_size.width - 1)))

    def _picture(self, width: int) -> Content:
        chart = diagramme(self._reihe)[self._nummer]
        lines: list[Content] = []
        note = note_of(self._reihe)
        if note:
            lines += [styled(line, "bold") for line in wrap("→ " + note, width, RULE_LINES)]
        if self._reihe.sprints:
            for pieces in draw(self._reihe, chart, width, balken=self._balken):
                lines.append(Content.assemble(*(styled(text, STYLES[style]) for text, style in pieces)))
        for rule in chart.regeln:
            lines += [Content(""), *(styled(line, "dim") for line in wrap(rule, width, RULE_LINES))]
        return Content("\n").join(lines)


def show_sprintreihe(screen: MykScreen) -> None:
    """Open the charts over a screen."""
    with screen.reporting():
        screen.app.push_screen(SprintreiheDialog(screen.services))
