"""The Förderprüfung of one Maßnahme or idea: a list of questions, answered with one key each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.begriffe import Antwort, label
from myk_tui.domain.pruefung import ANSWER_MARKS, ART_NAMES, Pruefpunkt, stand
from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.modal import Modal
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.pruefung import PruefungService

STYLES = {Antwort.JA: "gut", Antwort.NEIN: "fehler", Antwort.OFFEN: "warnung", Antwort.ENTFAELLT: "leise"}


class Pruefliste(Zeilenliste[Pruefpunkt]):
    """All questions, one line each."""

    def id_of(self, eintrag: Pruefpunkt) -> str:
        """Return the id of a question."""
        return eintrag.id

    def draw(self, eintrag: Pruefpunkt, width: int) -> list[Stueck]:
        """Draw answer, question and kind."""
        pieces: list[Stueck] = [
            (f"{ANSWER_MARKS[eintrag.antwort]} {label(eintrag.antwort):9}", STYLES[eintrag.antwort]),
            (eintrag.frage, "titel"),
        ]
        if eintrag.notiz:
            pieces.append((" ✎", "akzent"))
        return pieces


class PruefungDialog(Modal[None]):
    """Answer with j, n, o, e; Enter writes a note; the line below says what a question rests on."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q", "dismiss(None)", _("Schließen"), id="pruefung.zu"),
        Binding("j", "antworten('ja')", _("ja"), id="pruefung.ja"),
        Binding("n", "antworten('nein')", _("nein"), id="pruefung.nein"),
        Binding("o", "antworten('offen')", _("offen"), id="pruefung.offen"),
        Binding("e", "antworten('entfaellt')", _("entfällt"), id="pruefung.entfaellt"),
    ]

    def __init__(self, service: "PruefungService", row_id: str, titel: str, saved: Callable[[], None]) -> None:
        super().__init__()
        self._service = service
        self._row_id = row_id
        self._titel = titel
        self._saved = saved

    def compose(self) -> ComposeResult:
        """Title, light, list, basis, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Förderprüfung: {titel}").format(titel=self._titel)), classes="dialog-titel")
            yield Label("", id="ampel")
            yield Pruefliste(leer=_("Für dieses Programm sind keine Prüffragen hinterlegt."))
            yield Static("", id="grundlage", classes="grundlage")
            yield Label(
                plain(_("j ja · n nein · o offen · e entfällt · Eingabe Notiz · Esc schließen")), classes="hinweis"
            )

    def on_mount(self) -> None:
        """Show the questions."""
        self._load()
        self.query_one(Pruefliste).focus()

    @on(Zeilenliste.Markiert)
    def follow(self) -> None:
        """Say what the question under the cursor rests on."""
        self._show_basis()

    @on(Zeilenliste.Gewaehlt)
    def write_note(self, message: Zeilenliste.Gewaehlt) -> None:
        """Write a note to the question."""
        message.stop()
        point = self.query_one(Pruefliste).current
        if point is None:
            return
        form = FormDialog(
            _("Notiz zur Prüffrage"),
            (Feld("notiz", _("Notiz"), "text", wert=point.notiz),),
            lambda werte: self._service.record_notiz(self._row_id, point.id, werte["notiz"]),
            einleitung=point.frage,
        )
        self.app.push_screen(form, lambda _saved: self._reload())

    def action_antworten(self, word: str) -> None:
        """Answer the question under the cursor and go to the next."""
        liste = self.query_one(Pruefliste)
        point = liste.current
        if point is None:
            return
        try:
            self._service.record_antwort(self._row_id, point.id, Antwort(word))
        except MykError as error:
            self.query_one("#grundlage", Static).update(plain(f"✗ {error.message}"))
            return
        liste.move_by(1)
        self._reload()

    def _reload(self) -> None:
        self._load()
        self._saved()

    def _load(self) -> None:
        points = self._service.load_pruefpunkte(self._row_id)
        self.query_one(Pruefliste).show(points)
        self.query_one("#ampel", Label).update(plain(stand(points).satz if points else ""))
        self._show_basis()

    def _show_basis(self) -> None:
        point = self.query_one(Pruefliste).current
        if point is None:
            return
        parts = (
            f"{point.frage} ({_(ART_NAMES[point.art])})",
            point.grundlage and _("Grundlage: {text}").format(text=point.grundlage),
            point.regelstand and _("Regelstand: {text}").format(text=point.regelstand),
            point.quelle,
            point.notiz and f"✎ {point.notiz}",
        )
        lines = [plain(line) for part in parts if part for line in part.split("\n")]
        self.query_one("#grundlage", Static).update(Content("\n").join(lines))
