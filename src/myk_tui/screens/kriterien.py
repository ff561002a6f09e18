"""All criteria: add, rename, weigh, sort, let rest."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import show_weight, weights_note
from myk_tui.domain.kriterien import Kriteriumstand
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.schreibdialog import Schreibdialog
from myk_tui.widgets.text import plain
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services.kriterien import KriterienService


class Kriterienliste(Zeilenliste[Kriteriumstand]):
    """One line per criterion."""

    def id_of(self, eintrag: Kriteriumstand) -> str:
        """Return the id of a criterion."""
        return eintrag.kriterium.id

    def draw(self, eintrag: Kriteriumstand, width: int) -> list[Stueck]:
        """Draw kind, name and what it means."""
        one = eintrag.kriterium
        kind = _("ruht") if eintrag.ruht else _("muss gelten") if one.ko else f"× {show_weight(one.gewicht)}"
        about = f"  {one.beschreibung}" if one.beschreibung else ""
        return [(f"{kind:<12}", "leise"), (one.name, "leise" if eintrag.ruht else "titel"), (about, "leise")]

    def draw_right(self, eintrag: Kriteriumstand) -> list[Stueck]:
        """Draw how often it was scored."""
        if not eintrag.punkte:
            return []
        return [(ngettext(" {n}-mal bewertet", " {n}-mal bewertet", eintrag.punkte).format(n=eintrag.punkte), "leise")]


class KriterienDialog(Schreibdialog[None]):
    """The criteria; closes with Esc."""

    BINDINGS = [
        Binding("escape,K,shift+k,q", "dismiss(None)", _("Schließen"), id="kriterien.zu"),
        Binding("n", "neu", _("neues Kriterium"), id="kriterien.neu"),
        Binding("e", "bearbeiten", _("bearbeiten"), id="kriterien.bearbeiten"),
        Binding("d,delete", "ruhen", _("ruhen lassen, wieder verwenden"), id="kriterien.ruhen"),
        Binding("shift+up", "umsortieren(-1)", _("höher"), id="kriterien.hoeher"),
        Binding("shift+down", "umsortieren(1)", _("tiefer"), id="kriterien.tiefer"),
        Binding("u", "zurueck", _("zurück"), id="kriterien.undo"),
    ]

    def __init__(self, screen: MykScreen) -> None:
        super().__init__(screen)

    def compose(self) -> ComposeResult:
        """Rule, list, what went wrong, keys."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Kriterien: wonach wird bewertet?")), classes="dialog-titel")
            rule = _("Kriterien und Gewichte vereinbart man, bevor die erste Idee Punkte bekommt.")
            note = weights_note(self._unten.services.bewertung.load_bewertete())
            yield Label(plain(" ".join(filter(None, (rule, note)))), classes="hinweis")
            yield Kriterienliste(leer=_("Noch keine Kriterien. n legt eines an."))
            yield Label("", id="kriterien-fehler", classes="feldfehler")
            keys = _("n: neu · Eingabe: bearbeiten · d: ruhen lassen oder wieder verwenden · Umschalt ↑↓: sortieren")
            yield Label(plain(keys + _(" · u: zurück · Esc: schließen")), classes="hinweis")

    def on_mount(self) -> None:
        """Show the criteria."""
        self.reload()
        self.query_one(Kriterienliste).focus()

    def action_neu(self) -> None:
        """Add a criterion."""
        if self.may_write():
            kinds = ((KriteriumArt.PRIO.value, _("0 bis 5 Punkte")), (KriteriumArt.KO.value, _("muss gelten (K.O.)")))
            felder = (*_fields("", "", "1"), Feld("art", _("Art"), "auswahl", wert=kinds[0][0], auswahl=kinds))
            self.ask(FormDialog(_("Neues Kriterium"), felder, self._service.add_kriterium))

    @on(Zeilenliste.Gewaehlt)
    def action_bearbeiten(self) -> None:
        """Change name, meaning and weight."""
        current = self.query_one(Kriterienliste).current
        if current is None or not self.may_write():
            return
        one = current.kriterium
        felder = _fields(one.name, one.beschreibung, None if one.ko else show_weight(one.gewicht))
        self.ask(
            FormDialog(_("Kriterium bearbeiten"), felder, lambda werte: self._service.edit_kriterium(one.id, werte))
        )

    def action_ruhen(self) -> None:
        """Let the criterion rest, or use it again."""
        current = self.query_one(Kriterienliste).current
        if current is not None and self.may_write():
            change = self._service.revive_kriterium if current.ruht else self._service.retire_kriterium
            self.attempt(lambda: change(current.kriterium.id))

    def action_umsortieren(self, richtung: int) -> None:
        """Move the criterion among those of its kind."""
        current = self.query_one(Kriterienliste).current
        if current is not None and self.may_write():
            self.attempt(lambda: self._service.reorder_kriterium(current.kriterium.id, richtung))

    @property
    def _service(self) -> "KriterienService":
        return self._unten.services.kriterien

    def reload(self) -> None:
        """Show all criteria as they stand now."""
        self.query_one(Kriterienliste).show(self._service.load_kriterien())


def show_kriterien(screen: MykScreen) -> None:
    """Open the criteria over a screen."""
    with screen.reporting():
        screen.app.push_screen(KriterienDialog(screen), lambda _closed: screen.refresh_data())


def _fields(name: str, beschreibung: str, gewicht: str | None) -> tuple[Feld, ...]:
    felder = [
        Feld("name", _("Name"), wert=name, pflicht=True),
        Feld("beschreibung", _("Was heißt 0, was heißt 5?"), "text", wert=beschreibung),
    ]
    if gewicht is not None:
        felder.append(Feld("gewicht", _("Gewicht (1 ist üblich, 2 zählt doppelt)"), wert=gewicht))
    return tuple(felder)
