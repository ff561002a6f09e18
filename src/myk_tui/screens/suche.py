"""The search over everything: type a part, Enter leads to its place."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label

from myk_tui.domain.suche import Fund
from myk_tui.i18n import _
from myk_tui.screens.modal import Modal
from myk_tui.widgets.portionen import work_off
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.suche import SucheService


class Fundliste(Zeilenliste[Fund]):
    """What was found, kind first."""

    def id_of(self, eintrag: Fund) -> str:
        """Return the id of a find."""
        return eintrag.id

    def draw(self, eintrag: Fund, width: int) -> list[Stueck]:
        """Draw kind, title and what tells it from others."""
        pieces: list[Stueck] = [(f"{eintrag.art_name:11}", "akzent"), (eintrag.titel, "titel")]
        if eintrag.zusatz:
            pieces.append((f"  {eintrag.zusatz}", "leise"))
        return pieces


class SucheDialog(Modal[Fund | None]):
    """A field and, with every key, what contains its words."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Abbrechen"), id="suche.abbrechen"),
        Binding("down", "cursor(1)", show=False),
        Binding("up", "cursor(-1)", show=False),
    ]

    def __init__(self, suche: "SucheService") -> None:
        super().__init__()
        self._suche = suche
        self._bereit = False

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Suche über alles")), classes="dialog-titel")
            yield Input(
                placeholder=_("Ein Teil genügt, Umlaute sind egal; Eingabe führt hin"), max_length=200, compact=True
            )
            yield Fundliste(leer=_("Tippen Sie, wonach Sie suchen."))

    def on_mount(self) -> None:
        """Read everything once the field is on the screen, so that the first letter need not wait for it."""
        self.call_after_refresh(work_off, self, self._suche.load_portionen(), self._ready)

    def _ready(self) -> None:
        self._bereit = True
        self._show_found()

    @on(Input.Changed)
    def find(self) -> None:
        """Show what contains the typed words; what is typed before everything is read is looked for then."""
        if self._bereit:
            self._show_found()

    def _show_found(self) -> None:
        liste, wanted = self.query_one(Fundliste), self.query_one(Input).value.strip()
        liste.leer = _("Nichts gefunden.") if wanted else _("Tippen Sie, wonach Sie suchen.")
        liste.show(self._suche.load_funde(wanted) if wanted else ())
        liste.move_by(-len(liste.eintraege))

    @on(Input.Submitted)
    def choose_current(self) -> None:
        """Take the line under the cursor."""
        if not self._bereit:
            self._ready()  # typed and entered in one go: what is left to read is read now
        found = self.query_one(Fundliste).current
        if found is not None:
            self.dismiss(found)

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Take the clicked line."""
        message.stop()
        self.choose_current()

    def action_cursor(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(Fundliste).move_by(step)
