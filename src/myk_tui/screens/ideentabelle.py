"""Tables of ideas: ask for the file, show what would be read in, and how its columns are understood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Label, Static

from myk_tui.domain.ideentabelle import BY_KEY, SPALTEN
from myk_tui.domain.ideentabelle_vorschau import (
    Einlesebericht,
    Vorschau,
    dublette_lines,
    error_lines,
    headline,
    result_lines,
    sample,
)
from myk_tui.errors import MykError, RuleViolation
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog, TextDialog
from myk_tui.screens.modal import Modal
from myk_tui.services.ideentabelle import export_ideen
from myk_tui.widgets.text import plain, wrap
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

LINE_CELLS, LINES = 64, 8
"""Sentences are broken so that they fit into the dialog at 80 columns; a longer one is cut."""

FILTERED = "gefiltert"

T = TypeVar("T")


@dataclass(frozen=True)
class Vorschauzeile:
    """One line of the preview; ``spalte`` is the place of the column it is about."""

    id: str
    text: str
    style: str = "titel"
    spalte: int | None = None


class Vorschauliste(Zeilenliste[Vorschauzeile]):
    """Columns, errors and Dubletten of a table; Enter on a column reads it as something else."""

    BINDINGS = [
        Binding(
            "enter", "waehlen", _("Spalte ändern"), tooltip=_("Wählen, als was die Spalte gelesen wird."), id="spalte"
        )
    ]

    def id_of(self, eintrag: Vorschauzeile) -> str:
        """Return the id of a line."""
        return eintrag.id

    def draw(self, eintrag: Vorschauzeile, width: int) -> list[Stueck]:
        """Draw a line."""
        return [(eintrag.text, eintrag.style)]


class VorschauDialog(Modal[Einlesebericht | None]):
    """What would be read in; returns what was read in, or None."""

    DEFAULT_CSS = "VorschauDialog .knoepfe Button { min-width: 8; margin: 0 0 0 1; }"
    BINDINGS = [
        Binding("escape,q", "dismiss(None)", _("Abbrechen"), id="vorschau.zu"),
        Binding("e", "einlesen", _("Einlesen"), id="vorschau.einlesen"),
        Binding("g", "gueltige", _("Nur gültige Zeilen"), id="vorschau.gueltige"),
        Binding("o", "dubletten", _("Ohne Dubletten"), id="vorschau.dubletten"),
        Binding("b", "blatt", _("anderes Blatt"), id="vorschau.blatt"),
    ]

    def __init__(self, screen: MykScreen, datei: Path, vorschau: Vorschau) -> None:
        super().__init__()
        self._unten = screen
        self._datei = datei
        self._vorschau = vorschau
        self._chosen = False
        self._ohne = False
        self._busy = False

    def compose(self) -> ComposeResult:
        """Numbers, lines, buttons."""
        with Vertical(classes="dialog gross"):
            title = _("Einlesen: {datei}").format(datei=self._vorschau.datei)
            yield Label(plain(title), classes="dialog-titel")
            yield Static(id="zahlen", classes="hinweis")
            yield Vorschauliste()
            yield Label("", id="vorschau-fehler", classes="feldfehler")
            with Horizontal(classes="knoepfe"):
                yield Button(Content(_("Einlesen (e)")), id="einlesen", variant="primary", compact=True)
                yield Button(Content(_("Nur gültige (g)")), id="gueltige", compact=True)
                yield Button(Content(_("Ohne Dubletten (o)")), id="dubletten", compact=True)
                yield Button(Content(_("Zurück (Esc)")), id="zu", compact=True)

    def on_mount(self) -> None:
        """Show the table."""
        self._show()
        self.query_one(Vorschauliste).focus()

    @on(Zeilenliste.Gewaehlt)
    def choose_column(self, message: Zeilenliste.Gewaehlt) -> None:
        """Ask as what the column under the cursor is read."""
        message.stop()
        line = self.query_one(Vorschauliste).current
        if line is None or line.spalte is None:
            return
        place = line.spalte
        auswahl = [("", _("– nicht einlesen –")), *((spalte.key, _(spalte.name)) for spalte in SPALTEN)]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._assign(place, key)

        title = _("Spalte „{spalte}“ ist …").format(spalte=_heading(self._vorschau, place))
        self.app.push_screen(PickDialog(title, auswahl), chosen)

    @on(Button.Pressed, "#einlesen")
    def action_einlesen(self) -> None:
        """Read in the whole table; with errors say what else can be done."""
        if self._vorschau.fehler and not self._vorschau.ohne_titel:
            self._say(
                _(
                    "Nicht alle Zeilen sind zu lesen. g liest nur die gültigen und schreibt die anderen in eine Datei daneben."
                )
            )
            return
        self._begin(nur_gueltige=False)

    @on(Button.Pressed, "#gueltige")
    def action_gueltige(self) -> None:
        """Read in what can be read; the rest goes into a file."""
        self._begin(nur_gueltige=True)

    @on(Button.Pressed, "#dubletten")
    def action_dubletten(self) -> None:
        """Leave out what is probably there already, or take it again."""
        self._ohne = not self._ohne
        self._show()

    def action_blatt(self) -> None:
        """Read another sheet of the workbook."""
        sheets = [name for name in self._vorschau.blaetter if name != self._vorschau.blatt]
        if not sheets:
            self._say(_("Diese Datei hat kein anderes Tabellenblatt."))
            return

        def chosen(sheet: str | None) -> None:
            if sheet is None:
                return
            try:
                self._vorschau = self._unten.services.ideentabelle.load_vorschau(self._datei, blatt=sheet)
            except MykError as error:
                self._say(error.message)
                return
            self._chosen = False
            self._show()

        self.app.push_screen(PickDialog(_("Welches Blatt?"), [(name, name) for name in sheets]), chosen)

    @on(Button.Pressed, "#zu")
    def close(self) -> None:
        """Give up; nothing was written."""
        self.dismiss(None)

    def _begin(self, *, nur_gueltige: bool) -> None:
        """Say that it is being read, for ten thousand rows take seconds; then read."""
        if self._busy:
            return
        self._busy = True
        self._say("")
        self.query_one("#zahlen", Static).update(plain(_("Wird eingelesen …")))
        self.call_after_refresh(self._read, nur_gueltige=nur_gueltige)

    def _read(self, *, nur_gueltige: bool) -> None:
        self._busy = False
        try:
            bericht = self._unten.services.ideentabelle.import_ideen(
                self._datei,
                self._vorschau.zuordnung if self._chosen else None,
                nur_gueltige=nur_gueltige,
                ohne_dubletten=self._ohne,
                blatt=self._vorschau.blatt,
            )
        except MykError as error:
            self._show()
            self._say(error.message)
            return
        self.dismiss(bericht)

    def _assign(self, place: int, key: str) -> None:
        """Read a column as a field; no other column is that field then."""
        kept = {field: column for field, column in self._vorschau.zuordnung.items() if column != place}
        try:
            self._vorschau = self._unten.services.ideentabelle.load_vorschau(
                self._datei, kept | ({key: place} if key else {}), blatt=self._vorschau.blatt
            )
        except MykError as error:
            self._say(error.message)
            return
        self._chosen = True
        self._show()

    def _show(self) -> None:
        vorschau = self._vorschau
        self._say("")
        left_out = _(" Dubletten werden ausgelassen.") if self._ohne and vorschau.dubletten else ""
        others = _(" (b: anderes Blatt)") if len(vorschau.blaetter) > 1 else ""
        notes = [note + others if place == 0 else note for place, note in enumerate(vorschau.hinweise)]
        lines = [*notes, headline(vorschau) + left_out]
        self.query_one("#zahlen", Static).update(Content("\n").join(plain(line) for line in lines))
        self.query_one(Vorschauliste).show(list(_lines(vorschau)))
        self.query_one("#gueltige", Button).display = bool(vorschau.fehler)
        self.query_one("#dubletten", Button).display = bool(vorschau.dubletten)

    def _say(self, text: str) -> None:
        line = self.query_one("#vorschau-fehler", Label)
        line.update(plain(f"✗ {text}" if text else ""))
        line.set_class(bool(text), "-da")


def ask_table(screen: MykScreen) -> None:
    """Ask for a table, show what is in it, and read it in."""
    found: list[tuple[Path, Vorschau]] = []

    def look(werte: dict[str, str]) -> None:
        path = _path(werte["datei"].strip() or werte.get("gefunden", ""))
        found[:] = [(path, _at_field(lambda: screen.services.ideentabelle.load_vorschau(path)))]

    felder = [Feld("datei", _("Datei (CSV, XLSX oder ODS)"), hilfe=_("Pfad eintippen oder die Datei hierher ziehen"))]
    offered = tuple(screen.services.ideentabelle.load_dateien())
    if offered:
        felder.append(Feld("gefunden", _("oder eine von diesen (Leertaste kreuzt an)"), "eine", auswahl=offered))
    dialog = FormDialog(
        _("Tabelle einlesen"),
        felder,
        look,
        einleitung=_("Die erste Zeile nennt die Spalten, Titel genügt. Vor dem Einlesen steht, was gefunden wurde."),
        knopf=_("Ansehen"),
    )
    screen.ask(dialog, lambda: _show_preview(screen, *found[0]))


def ask_target(screen: MykScreen, gefiltert: Sequence[str] | None = None) -> None:
    """Ask for a name and write the ideas there: all, or those with the ids a filter shows."""
    written: list[Path] = []

    def write(werte: dict[str, str]) -> None:
        path = _path(werte["datei"])
        nur = set(gefiltert) if gefiltert is not None and werte.get("umfang") == FILTERED else None
        _at_field(lambda: export_ideen(screen.services.ideentabelle, path, nur=nur))
        written.append(path)

    felder = [Feld("datei", _("Datei (.csv oder .xlsx)"), wert=str(screen.services.ideentabelle.load_ziel()))]
    if gefiltert is not None:
        shown = ngettext("nur die {n} gefilterte", "nur die {n} gefilterten", len(gefiltert)).format(n=len(gefiltert))
        choice = ((FILTERED, shown), ("", _("alle Ideen")))
        felder.append(Feld("umfang", _("Welche Ideen?"), "auswahl", wert=FILTERED, auswahl=choice))
    dialog = FormDialog(
        _("Tabelle schreiben"),
        felder,
        write,
        einleitung=_("Alle Ideen mit allen Feldern, ohne interne Notizen.")
        if gefiltert is None
        else _("Mit allen Feldern, ohne interne Notizen."),
        knopf=_("Schreiben"),
    )
    screen.ask(dialog, lambda: screen.status.gesichert(_("Geschrieben: {path}").format(path=written[-1])))


def _show_preview(screen: MykScreen, datei: Path, vorschau: Vorschau) -> None:
    before = screen.services.verlauf.last_saved()

    def closed(bericht: Einlesebericht | None) -> None:
        screen.refresh_data()
        if bericht is None:
            return
        screen.say_saved(before)
        lines = result_lines(bericht)
        if len(lines) > 1 or not bericht.eingelesen:
            screen.app.push_screen(TextDialog(_("Eingelesen: {datei}").format(datei=datei.name), lines))

    screen.app.push_screen(VorschauDialog(screen, datei, vorschau), closed)


def _at_field(action: Callable[[], T]) -> T:
    """Let a refusal stand at the field in which the file is named."""
    try:
        return action()
    except MykError as error:
        raise RuleViolation(error.message, feld="datei") from error


def _path(typed: str) -> Path:
    """Return the file that is meant: a terminal writes a dragged file in quotes, as an address or with backslashes."""
    text = typed.strip().strip("'\"")
    if not text:
        raise RuleViolation(_("Die Datei fehlt. Bitte eintragen."), feld="datei")
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    path = Path(text).expanduser()
    bare = Path(text.replace("\\ ", " ")).expanduser()
    return bare if "\\ " in text and not path.exists() else path


def _heading(vorschau: Vorschau, place: int) -> str:
    return vorschau.kopf[place] or _("ohne Namen, die {n}. von links").format(n=place + 1)


def _lines(vorschau: Vorschau) -> Iterator[Vorschauzeile]:
    fields = {place: key for key, place in vorschau.zuordnung.items()}
    if vorschau.fehler:
        yield Vorschauzeile("fehler", _("Nicht zu lesen"), "kopf")
        yield from _broken("fehler", error_lines(vorschau.fehler))
    if vorschau.dubletten:
        yield Vorschauzeile("dubletten", _("Vermutlich schon da"), "kopf")
        yield from _broken("dublette", dublette_lines(vorschau.dubletten))
    yield Vorschauzeile("spalten", _("Spalten der Tabelle (Eingabe ändert)"), "kopf")
    for place in range(len(vorschau.kopf)):
        key = fields.get(place)
        read = _("nicht eingelesen") if key is None else _(BY_KEY[key].name)
        text = f"  {_heading(vorschau, place)} → {read}{sample(vorschau, place)}"
        yield Vorschauzeile(f"spalte-{place}", text, "leise" if key is None else "titel", place)


def _broken(name: str, lines: list[str]) -> Iterator[Vorschauzeile]:
    for number, line in enumerate(lines):
        for part, text in enumerate(wrap(line.strip(), LINE_CELLS, LINES)):
            yield Vorschauzeile(f"{name}-{number}-{part}", f"  {text}" if part == 0 else f"    {text}")
