"""The search over everything: type a part, Enter leads to its place."""

from typing import TYPE_CHECKING, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label

from myk_tui.domain.suche import Auszug, Fund, unknown_kind
from myk_tui.i18n import _
from myk_tui.screens.modal import Modal
from myk_tui.widgets.portionen import work_off
from myk_tui.widgets.text import plain, short
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.suche import SucheService


KIND_WIDTH = 17
"""Room for the kind of a find."""

NUMBERED = 9
"""So many finds bear a number, with which they are gone to at once."""

NUMBER_WIDTH = 2
"""Room for it."""

DIGITS = tuple(str(number) for number in range(1, NUMBERED + 1))


class Fundzeile(NamedTuple):
    """A line of the list: a find with its number if it is one of the first, or below it the piece of its text that has the word."""

    fund: Fund
    auszug: Auszug | None = None
    nummer: int = 0


class Fundliste(Zeilenliste[Fundzeile]):
    """What was found, kind first; below it, if need be, where the word stands."""

    def id_of(self, eintrag: Fundzeile) -> str:
        """Return the id of a find, of its second line another one."""
        return eintrag.fund.id if eintrag.auszug is None else f"{eintrag.fund.id}/auszug"

    def waehlbar(self, eintrag: Fundzeile) -> bool:
        """The cursor stands on finds."""
        return eintrag.auszug is None

    def draw(self, eintrag: Fundzeile, width: int) -> list[Stueck]:
        """Draw kind, title and what tells it from others, or the piece of text."""
        fund, auszug, nummer = eintrag
        if auszug is not None:
            room = max(8, width // 3)
            before = auszug.vor if len(auszug.vor) <= room else "…" + auszug.vor[-room:]
            return [
                (" " * (NUMBER_WIDTH + KIND_WIDTH), ""),
                (before, "leise"),
                (auszug.treffer, "akzent"),
                (auszug.nach, "leise"),
            ]
        pieces: list[Stueck] = [
            (f"{nummer or '':<{NUMBER_WIDTH}}", "zahl"),
            (f"{short(fund.art_name, KIND_WIDTH - 1):{KIND_WIDTH}}", "akzent"),
            (fund.titel, "titel"),
        ]
        if fund.zusatz:
            pieces.append((f"  {fund.zusatz}", "leise"))
        return pieces


class SucheDialog(Modal[Fund | None]):
    """A field and, with every key, what contains its words."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Abbrechen"), id="suche.abbrechen"),
        Binding("down", "cursor(1)", show=False),
        Binding("up", "cursor(-1)", show=False),
        *(Binding(f"alt+{number}", f"hin({number})", show=False, priority=True) for number in range(1, NUMBERED + 1)),
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
            yield Label(
                plain(_("Eingrenzen: typ:beschluss methode:konsent q:2025-3 status:geeignet")),
                classes="hinweis",
            )
            yield Label(
                plain(_("Alt+1 … Alt+9 führt gleich hin; mit Tab in der Liste genügt die Ziffer.")), classes="hinweis"
            )

    def on_mount(self) -> None:
        """Read everything once the field is on the screen, so that the first letter need not wait for it."""
        self.call_after_refresh(work_off, self, self._suche.load_portionen(), self._ready)

    def _ready(self) -> None:
        """Show what was typed meanwhile; the longer texts follow, and then what stands in them."""
        self._bereit = True
        self._show_found()
        work_off(self, self._suche.load_inhalte_portionen(), self._show_found)

    @on(Input.Changed)
    def find(self) -> None:
        """Show what contains the typed words; what is typed before everything is read is looked for then."""
        if self._bereit:
            self._show_found(first=True)

    def _show_found(self, *, first: bool = False) -> None:
        liste, wanted = self.query_one(Fundliste), self.query_one(Input).value.strip()
        liste.leer = _nothing_found(wanted) if wanted else _("Tippen Sie, wonach Sie suchen.")
        lines: list[Fundzeile] = []
        for number, (fund, auszug) in enumerate(self._suche.load_treffer(wanted) if wanted else (), 1):
            lines.append(Fundzeile(fund, nummer=number if number <= NUMBERED else 0))
            if auszug is not None:
                lines.append(Fundzeile(fund, auszug))
        liste.show(lines)
        if first:
            liste.move_by(-len(liste.eintraege))

    @on(Input.Submitted)
    def choose_current(self) -> None:
        """Take the line under the cursor."""
        self._catch_up()
        found = self.query_one(Fundliste).current
        if found is not None:
            self.dismiss(found.fund)

    def _catch_up(self) -> None:
        """Read now what is left to read: words and the key that goes there came in one go."""
        if not self._bereit or not self.query_one(Fundliste).eintraege:
            for _portion in self._suche.load_alle_portionen():
                pass
            self._show_found(first=True)

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Take the clicked line."""
        message.stop()
        self.choose_current()

    def action_hin(self, number: int) -> None:
        """Take the find that bears a number; a number that none bears changes nothing."""
        self._catch_up()
        found = next((line for line in self.query_one(Fundliste).eintraege if line.nummer == number), None)
        if found is not None:
            self.dismiss(found.fund)

    def on_key(self, event: events.Key) -> None:
        """In the list, where nothing is typed, the digit alone does it."""
        if event.character in DIGITS and isinstance(self.focused, Fundliste):
            event.stop()
            self.action_hin(int(event.character))

    def action_cursor(self, step: int) -> None:
        """Move in the list while typing."""
        self.query_one(Fundliste).move_by(step)


def _nothing_found(wanted: str) -> str:
    kind = unknown_kind(wanted)
    if kind:
        return _("typ:{art} gibt es nicht. Möglich: idee, karte, beschluss …").format(art=short(kind, 12))
    return _("Nichts gefunden.")
