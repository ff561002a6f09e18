"""The form that captures an idea from anywhere; while the title is typed it names ideas that are alike."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Label

from myk_tui.domain.begriffe import label
from myk_tui.domain.dubletten import Zwilling
from myk_tui.i18n import _, ngettext
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.widgets.portionen import work_off
from myk_tui.widgets.text import plain, short

if TYPE_CHECKING:
    from myk_tui.services import Services

PAUSE_SECONDS = 0.15
"""How long after the last key the title is compared: nobody reads between two letters."""

SHOWN, TITLE_CELLS = 2, 44


class AufnahmeDialog(FormDialog):
    """Title and origin; Enter saves, whatever is alike.

    Attributes:
        idee_id: id of the idea; empty until it is saved.
    """

    DEFAULT_CSS = """
    AufnahmeDialog #aehnlich { display: none; height: auto; width: 1fr; color: $text-warning; margin: 0 0 1 0; }
    AufnahmeDialog #aehnlich.-da { display: block; }
    """

    def __init__(self, services: "Services") -> None:
        super().__init__(
            _("Neue Idee"),
            (Feld("titel", _("Titel"), pflicht=True), Feld("herkunft", _("Woher? (darf leer bleiben)"))),
            self._add,
        )
        self.idee_id = ""
        self._services = services
        self._dubletten = services.dubletten
        self._pause: Timer | None = None

    def _add(self, werte: dict[str, str]) -> None:
        self.idee_id = self._services.ideenspeicher.add_idee(werte["titel"], werte["herkunft"])

    def on_mount(self) -> None:
        """Make room for what is alike; have all titles at hand once the form is on the screen."""
        self.mount(Label("", id="aehnlich"), after="#fehler-titel")
        self.call_after_refresh(work_off, self, self._dubletten.load_portionen())

    @on(Input.Changed, "#feld-titel")
    def compare_soon(self) -> None:
        """Compare after a short pause of typing."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._compare)

    def _compare(self) -> None:
        if not self.is_mounted:
            return
        typed = self.query_one("#feld-titel", Input).value
        said = [similar_line(self._dubletten.load_aehnliche(typed)), done_line(self._dubletten.load_massnahmen(typed))]
        line = self.query_one("#aehnlich", Label)
        line.update(Content("\n").join(plain(text) for text in said if text))
        line.set_class(any(said), "-da")


def similar_line(found: list[Zwilling]) -> str:
    """Return the line that names what is alike; empty if nothing is."""
    if not found:
        return ""
    names = [f"„{short(twin.titel, TITLE_CELLS)}“ ({label(twin.status)})" for twin in found[:SHOWN]]
    rest = len(found) - SHOWN
    if rest > 0:
        names.append(ngettext("und {n} weitere", "und {n} weitere", rest).format(n=rest))
    return _("Ähnlich: {ideen} (Eingabe speichert trotzdem)").format(ideen=", ".join(names))


def done_line(massnahmen: list[str]) -> str:
    """Return the line that names Maßnahmen that are alike; empty if there are none."""
    if not massnahmen:
        return ""
    names = ", ".join(f"„{short(titel, TITLE_CELLS)}“" for titel in massnahmen[:SHOWN])
    return _("Gibt es schon als Maßnahme: {massnahmen}").format(massnahmen=names)
