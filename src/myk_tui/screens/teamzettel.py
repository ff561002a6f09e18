"""A page about a Sprintteam to read, and to save as a file."""

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from myk_tui.domain.dokument import Dokument
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.modal import Modal
from myk_tui.screens.seitentext import page_of
from myk_tui.services.teamzettel import WRITERS, write_zettel
from myk_tui.widgets.text import plain


class TeamzettelDialog(Modal[None]):
    """One page; ``s`` saves it beside the database."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q,h,l", "dismiss(None)", _("Schließen"), id="zettel.zu"),
        Binding("s", "sichern", _("als Datei"), tooltip=_("Die Seite in eine Datei schreiben."), id="zettel.sichern"),
    ]
    AUTO_FOCUS = ".seite"

    def __init__(self, dokument: Dokument, vorschlag: Path) -> None:
        super().__init__()
        self._dokument = dokument
        self._vorschlag = vorschlag
        self._ziel = vorschlag

    def compose(self) -> ComposeResult:
        """The page, keys, what was saved."""
        with Vertical(classes="dialog voll"):
            with VerticalScroll(classes="seite"):
                yield Static(id="zettel")
            yield Label(plain(_("s: als Datei · Esc: schließen")), classes="hinweis")
            yield Label("", id="gesagt", classes="hinweis")

    def on_resize(self) -> None:
        """Break the page anew."""
        self.query_one("#zettel", Static).update(page_of(self._dokument, self.size.width))

    def action_sichern(self) -> None:
        """Ask for the file; its ending says the format."""
        endings = ", ".join(f".{ending}" for ending in WRITERS)
        feld = Feld("datei", _("Datei ({formate})").format(formate=endings), wert=str(self._vorschlag), pflicht=True)
        self.app.push_screen(FormDialog(_("Als Datei sichern"), (feld,), self._save), self._saved)

    def _save(self, werte: dict[str, str]) -> None:
        self._ziel = Path(werte["datei"].strip()).expanduser()
        write_zettel(self._ziel, self._dokument)

    def _saved(self, saved: bool | None) -> None:
        if saved:
            self.query_one("#gesagt", Label).update(plain(_("✓ Geschrieben: {path}").format(path=self._ziel)))
