"""„Seit dem letzten Treffen“, one slide per Zielbild; each line opens into its entries."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.beamer import Stand
from myk_tui.domain.kalender import parse_date
from myk_tui.domain.seitdem import RUBRIK_NAMES, Abschnitt, Anker, Ankerart, lines_of
from myk_tui.domain.zielbaum import rounded
from myk_tui.errors import MykError, RuleViolation
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, TextDialog
from myk_tui.screens.lesedialog import Lesedialog
from myk_tui.services.seitdem import OPENED
from myk_tui.widgets.punkte import Punkt, Punkte
from myk_tui.widgets.text import bar, plain, styled, wrap
from myk_tui.widgets.zeilenliste import Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services import Services

WRAPPED = 6
"""Into how many lines one entry is broken at most."""


class SeitdemDialog(Lesedialog[None]):
    """Slides to show and to walk through; nothing can be changed here."""

    ZIEL: ClassVar[str] = "seitdem"
    BINDINGS: list[BindingType] = [
        Binding("escape,q,v", "dismiss(None)", _("Schließen"), id="seitdem.zu"),
        Binding("right,tab", "folie(1)", _("nächste Folie"), id="seitdem.weiter"),
        Binding("left,shift+tab", "folie(-1)", _("vorige Folie"), id="seitdem.vorher"),
        Binding("t", "tag", _("anderer Tag"), tooltip=_("Seit einem anderen Tag zählen."), id="seitdem.tag"),
        Binding(
            "s", "schnappschuss", _("Schnappschuss"), tooltip=_("Mit einem Schnappschuss vergleichen."), id="seitdem.s"
        ),
        Binding("b", "beamer", _("Beamer"), tooltip=_("Groß und mit wenigen Worten."), id="seitdem.beamer"),
        Binding("a", "text", _("alles als Text"), tooltip=_("Den ganzen Bericht als Text."), id="seitdem.text"),
    ]
    AUTO_FOCUS = "Punkte"

    def __init__(self, services: "Services", anker: Anker) -> None:
        """Take the services and read the report; raises MykError."""
        super().__init__()
        self._services = services
        self._anker = anker
        self._bericht = services.seitdem.load_bericht_ab(anker)
        self._folie = 0
        self._breite = -1

    @property
    def services(self) -> "Services":
        """Where the slides read from."""
        return self._services

    def compose(self) -> ComposeResult:
        """Since when, which slide, its lines, the keys."""
        with Vertical(classes="dialog gross"):
            yield Label("", id="seit", classes="dialog-titel")
            yield Static(id="folie")
            yield Punkte(leer=_("Hier hat sich nichts geändert."))
            keys = _("←/→ Folie · Eingabe: Einträge · t anderer Tag · s Schnappschuss · b Beamer · a als Text · Esc")
            yield Label(plain(keys), classes="hinweis")

    def on_mount(self) -> None:
        """Show the first slide."""
        self.call_after_refresh(self._fit)

    @on(events.Resize)
    def wrap_anew(self) -> None:
        """Break the lines for the width there is."""
        self.call_after_refresh(self._fit)

    def action_folie(self, step: int) -> None:
        """Turn to another slide; after the last comes the first."""
        if self._bericht.abschnitte:
            self._folie = (self._folie + step) % len(self._bericht.abschnitte)
            self._show()

    def action_tag(self) -> None:
        """Ask for another day to count from."""

        def since(werte: dict[str, str]) -> None:
            day = parse_date(werte["tag"], feld="tag", name=_("Seit wann?"))
            if day is None:
                raise RuleViolation(_("Bitte einen Tag eingeben, zum Beispiel 1.9.2026."), feld="tag")
            self._load(Anker(Ankerart.TAG, day.isoformat()))

        feld = Feld("tag", _("Seit wann?"), hilfe=_("zum Beispiel 1.9.2026"), pflicht=True)
        self.app.push_screen(FormDialog(_("Was sich seit einem Tag geändert hat"), (feld,), since, knopf=_("Zeigen")))

    def action_schnappschuss(self) -> None:
        """Ask for a snapshot file to compare with."""

        def against(werte: dict[str, str]) -> None:
            if not werte["datei"].strip():
                raise RuleViolation(_("Bitte den Namen der Datei eingeben."), feld="datei")
            file = Path(werte["datei"].strip()).expanduser().absolute()
            self._load(Anker(Ankerart.DATEI, str(file)))

        feld = Feld("datei", _("Datei des Schnappschusses (.json)"), pflicht=True)
        self.app.push_screen(FormDialog(_("Mit einem Schnappschuss vergleichen"), (feld,), against, knopf=_("Zeigen")))

    def action_text(self) -> None:
        """Show the whole report as text."""
        self.app.push_screen(TextDialog(_("Seit dem letzten Treffen"), lines_of(self._bericht)))

    @on(Zeilenliste.Gewaehlt)
    def open_line(self, message: Zeilenliste.Gewaehlt) -> None:
        """Show the steps behind a line."""
        message.stop()
        zeile = self._abschnitt.zeilen[int(message.id)]
        if not self._bericht.bis:
            return  # against a snapshot there are no steps to show
        try:
            steps = self._services.seitdem.load_eintraege(zeile, self._bericht)
        except MykError as error:
            self.query_one("#folie", Static).update(plain("✗ " + error.message))
            return
        lines = []
        for step in steps:
            lines += [f"{step.zeit}  {'↶ ' if step.art == 'zurueck' else ''}{step.titel}"]
            lines += [f"    {line}" for line in step.zeilen]
        rest = len(zeile.orte) - OPENED
        if rest > 0:
            lines.append(ngettext("… und {n} weiterer Eintrag", "… und {n} weitere Einträge", rest).format(n=rest))
        self.app.push_screen(TextDialog(zeile.text, lines))

    @property
    def beamer_stand(self) -> Stand:
        """Which slide the room sees."""
        return Stand(self.ZIEL, f"{self._folie}/{self._anker}")

    def action_beamer(self) -> None:
        """Show the projector form of this slide."""
        from myk_tui.screens.beamer import BeamerScreen

        self.app.push_screen(BeamerScreen(self))

    def beamer_gehe(self, step: int) -> None:
        """Turn to another slide while the projector form covers it."""
        self.action_folie(step)

    def beamer_blaettern(self, step: int) -> None:
        """Turn to another slide by a remote control."""
        self.action_folie(step)

    @property
    def _abschnitt(self) -> Abschnitt:
        parts = self._bericht.abschnitte
        return parts[min(self._folie, len(parts) - 1)] if parts else Abschnitt(None, _("Noch leer"))

    def _load(self, anker: Anker) -> None:
        self._bericht = self._services.seitdem.load_bericht_ab(anker)
        self._anker, self._folie = anker, 0
        self._show()

    def _fit(self) -> None:
        """Show the slide unless it is there already in this width: opening sends a resize of its own."""
        if self.children and self.query_one(Punkte).size.width != self._breite:  # without children: closed meanwhile
            self._show()

    def _show(self) -> None:
        part = self._abschnitt
        self.query_one("#seit", Label).update(plain(_("Was sich geändert hat {seit}").format(seit=self._bericht.seit)))
        self.query_one("#folie", Static).update(self._head(part))
        liste = self.query_one(Punkte)
        self._breite = liste.size.width
        liste.show(_points(part, max(20, self._breite - 3)))
        liste.action_ende(-1)

    def _head(self, part: Abschnitt) -> Content:
        number = f"{self._folie + 1}/{max(1, len(self._bericht.abschnitte))} "
        head = [styled(number, "dim"), styled(part.titel, "bold")]
        if part.fortschritt:
            value = 0 if part.bis is None else rounded(part.bis)
            head += [plain("  "), styled(bar(value, 10), "$success"), styled(f" {part.fortschritt}", "bold")]
        return Content.assemble(*head)


def _points(part: Abschnitt, width: int) -> list[Punkt]:
    points: list[Punkt] = []
    rubric = None
    for number, zeile in enumerate(part.zeilen):
        if zeile.rubrik is not rubric:
            rubric = zeile.rubrik
            points.append(Punkt(f"r{rubric}", ((_(RUBRIK_NAMES[rubric]), "kopf"),)))
        first, *more = wrap(zeile.text, width - 2, WRAPPED)
        points.append(Punkt(str(number), (("  " + first, "titel"),), ziel="eintraege"))
        points += [Punkt(f"{number}+{place}", (("    " + line, "titel"),)) for place, line in enumerate(more)]
    return points


def show_seitdem(screen: MykScreen, treffen_id: str | None = None) -> None:
    """Open the slides over a screen, for a meeting what it has to tell."""
    with screen.reporting():
        anker = Anker() if treffen_id is None else Anker(Ankerart.TREFFEN, treffen_id)
        screen.app.push_screen(SeitdemDialog(screen.services, anker))
