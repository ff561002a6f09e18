"""The minutes to read in the app, and to save in a format of one's choice."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from myk_tui.domain.dokument import Dokument
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog
from myk_tui.screens.modal import Modal
from myk_tui.screens.seitentext import page_of
from myk_tui.services.protokoll import FORMATS, MAIL, write_protokoll
from myk_tui.widgets.text import plain

if TYPE_CHECKING:
    from myk_tui.services import Services

HANDZETTEL = "handzettel"
"""What is read instead of the minutes: the one page before the meeting."""


class ProtokollDialog(Modal[None]):
    """The text as it will be in a mail; ``s`` saves it."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q,p", "dismiss(None)", _("Schließen"), id="protokoll.zu"),
        Binding("s", "sichern", _("als Datei"), tooltip=_("Das Protokoll in eine Datei schreiben."), id="protokoll.s"),
        Binding("m", "mail", _("Mail"), tooltip=_("Die Kurzform für eine Mail."), id="protokoll.m"),
        Binding("h", "handzettel", _("Handzettel"), tooltip=_("Die eine Seite vor dem Treffen."), id="protokoll.h"),
    ]
    AUTO_FOCUS = ".seite"

    def __init__(self, services: "Services", treffen_id: str) -> None:
        """Take the meeting; raises NotFound if it is gone."""
        super().__init__()
        self._services = services
        self._treffen_id = treffen_id
        self._art = ""
        self._inhalt = self._load()

    def compose(self) -> ComposeResult:
        """The text, and the keys."""
        with Vertical(classes="dialog voll"):
            with VerticalScroll(classes="seite"):
                yield Static(id="protokolltext")
            keys = _("s: als Datei · m: für eine Mail · h: Handzettel · Esc: schließen")
            yield Label(plain(keys), classes="hinweis")
            yield Label("", id="gesagt", classes="hinweis")

    def on_resize(self) -> None:
        """Break the lines as wide as the window is."""
        self._show()

    def action_handzettel(self) -> None:
        """Turn between minutes and handout."""
        self._turn(HANDZETTEL)

    def action_mail(self) -> None:
        """Turn between minutes and the short form for a mail."""
        self._turn(MAIL)

    def _turn(self, art: str) -> None:
        self._art = "" if self._art == art else art
        self._inhalt = self._load()
        self._show()

    def action_sichern(self) -> None:
        """Ask for the file; its ending says the format."""
        what = {"": _("protokoll"), MAIL: _("mail"), HANDZETTEL: _("handzettel")}[self._art]
        endings = ["txt"] if self._art == MAIL else list(FORMATS)
        ending = "txt" if self._art == MAIL else "html"
        name = self._services.protokoll.load_dateiname(self._treffen_id, what, ending)
        proposal = _free(self._services.ablage / name)
        feld = Feld(
            "datei",
            _("Datei ({formate})").format(formate=", ".join(f".{ending}" for ending in endings)),
            wert=str(proposal),
            pflicht=True,
        )
        self.app.push_screen(FormDialog(_("Als Datei sichern"), (feld,), self._save), self._saved)

    def _save(self, werte: dict[str, str]) -> None:
        target = Path(werte["datei"].strip()).expanduser()
        if target.exists():
            raise RuleViolation(_("Diese Datei gibt es schon. Bitte anders nennen."), feld="datei")
        ending = target.suffix.lstrip(".").casefold()
        self._missing = self._services.protokoll.give_out(
            self._treffen_id,
            MAIL if self._art == MAIL else ending,
            lambda data: write_protokoll(target, data),
            handzettel=self._art == HANDZETTEL,
        )
        self._target = target

    def _saved(self, saved: bool | None) -> None:
        if saved:
            said = (_("✓ Geschrieben: {path}").format(path=self._target), self._missing)
            self.query_one("#gesagt", Label).update(plain("\n".join(filter(None, said))))

    def _load(self) -> Dokument | str:
        service = self._services.protokoll
        if self._art == MAIL:
            return service.load_mail(self._treffen_id)
        return service.load_dokument(self._treffen_id, handzettel=self._art == HANDZETTEL)

    def _show(self) -> None:
        self.query_one("#protokolltext", Static).update(page_of(self._inhalt, self.size.width))


def _free(path: Path) -> Path:
    """Return a name that is not taken: the next version is not to be refused for the one before."""
    names = (path if number == 1 else path.with_stem(f"{path.stem}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def show_protokoll(screen: MykScreen, treffen_id: str | None = None) -> None:
    """Open the minutes of a meeting over a screen; without one named it is picked from all."""
    if treffen_id is not None:
        with screen.reporting():
            screen.app.push_screen(ProtokollDialog(screen.services, treffen_id))
        return
    found = screen.services.protokoll.load_treffen()
    if not found:
        screen.status.fehler(_("Es gibt noch kein Treffen."))
        return

    def chosen(picked: str | None) -> None:
        if picked is not None:
            show_protokoll(screen, picked)

    screen.app.push_screen(PickDialog(_("Protokoll von welchem Treffen?"), found), chosen)
