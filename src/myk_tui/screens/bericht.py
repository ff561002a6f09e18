"""Where the programme stands, to read in the app and to save as a file: for the funding body, or one Zielbild to hand out."""

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.modal import Modal
from myk_tui.screens.seitentext import page_of
from myk_tui.services import Services
from myk_tui.services.protokoll import FORMATS, write_protokoll
from myk_tui.widgets.text import plain


class BerichtDialog(Modal[None]):
    """The report as text; ``z`` turns from the programme to one Zielbild after the other, ``s`` saves it."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q,r", "dismiss(None)", _("Schließen"), id="bericht.zu"),
        Binding(
            "z", "zielbild", _("ein Zielbild"), tooltip=_("Nur ein Zielbild, das nächste, wieder alle."), id="bericht.z"
        ),
        Binding("s", "sichern", _("als Datei"), tooltip=_("Den Bericht in eine Datei schreiben."), id="bericht.s"),
    ]
    AUTO_FOCUS = ".seite"

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._wahl: list[str | None] = [None, *(row_id for row_id, _titel in services.bericht.load_zielbilder())]
        self._target = Path()
        self._inhalt = services.bericht.load_dokument(None)

    def compose(self) -> ComposeResult:
        """The text, and the keys."""
        with Vertical(classes="dialog voll"):
            with VerticalScroll(classes="seite"):
                yield Static(id="berichttext")
            keys = _("z: alles oder ein Zielbild · s: als Datei · Esc: schließen")
            yield Label(plain(keys), classes="hinweis")
            yield Label("", id="gesagt", classes="hinweis")

    def on_resize(self) -> None:
        """Break the lines as wide as the window is."""
        self._show()

    def action_zielbild(self) -> None:
        """Turn to the next Zielbild; after the last comes the whole programme."""
        self._wahl.append(self._wahl.pop(0))
        self._inhalt = self._services.bericht.load_dokument(self._wahl[0])
        self._show()
        self.query_one(".seite", VerticalScroll).scroll_home(animate=False)

    def action_sichern(self) -> None:
        """Ask for the file; its ending says the format."""
        feld = Feld(
            "datei",
            _("Datei ({formate})").format(formate=", ".join(f".{ending}" for ending in FORMATS)),
            wert=str(self._services.ablage / "bericht.html"),
            pflicht=True,
        )
        self.app.push_screen(FormDialog(_("Als Datei sichern"), (feld,), self._save), self._saved)

    def _save(self, werte: dict[str, str]) -> None:
        target = Path(werte["datei"].strip()).expanduser()
        if target.exists():
            raise RuleViolation(_("Diese Datei gibt es schon. Bitte anders nennen."), feld="datei")
        write_protokoll(target, self._services.bericht.load_datei(target.suffix.lstrip(".").casefold(), self._wahl[0]))
        self._target = target

    def _saved(self, saved: bool | None) -> None:
        if saved:
            self.query_one("#gesagt", Label).update(plain(_("✓ Geschrieben: {path}").format(path=self._target)))

    def _show(self) -> None:
        self.query_one("#berichttext", Static).update(page_of(self._inhalt, self.size.width))


def show_bericht(screen: MykScreen) -> None:
    """Open the report over a screen."""
    with screen.reporting():
        screen.app.push_screen(BerichtDialog(screen.services))
