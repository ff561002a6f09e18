"""Ten places for filters: kept under a digit, taken again with one key."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Label

from myk_tui.domain.ideenauswahl import Ideenauswahl, describe_auswahl, from_kept, to_kept
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.modal import Modal
from myk_tui.widgets.text import plain, short
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

if TYPE_CHECKING:
    from myk_tui.services import Services

DIGITS = "1234567890"
KEY = "ideen.filter"
"""Under which the places are remembered."""

SHOWN_CELLS = 22
"""How much of a kept filter the line below the filter names."""


class Platz(NamedTuple):
    """A place and what is kept there, if anything."""

    ziffer: str
    auswahl: Ideenauswahl | None


class Platzliste(Zeilenliste[Platz]):
    """The ten places, one line each."""

    click_chooses = True

    def id_of(self, eintrag: Platz) -> str:
        """Return the digit."""
        return eintrag.ziffer

    def draw(self, eintrag: Platz, width: int) -> list[Stueck]:
        """Draw the digit and the filter."""
        if eintrag.auswahl is None:
            return [(f"{eintrag.ziffer}  ", "akzent"), (_("frei"), "leise")]
        return [(f"{eintrag.ziffer}  ", "akzent"), (describe_auswahl(eintrag.auswahl), "titel")]


class FilterplaetzeDialog(Modal[str | None]):
    """The ten places; returns the chosen digit."""

    BINDINGS: list[BindingType] = [
        Binding("escape,q", "dismiss(None)", _("Schließen"), id="filterplaetze.zu"),
        *(Binding(digit, f"dismiss('{digit}')", show=False) for digit in DIGITS),
    ]

    def __init__(self, plaetze: Mapping[str, Ideenauswahl], neu: Ideenauswahl | None) -> None:
        super().__init__()
        self._plaetze = plaetze
        self._neu = neu

    def compose(self) -> ComposeResult:
        """What will be kept, list, keys."""
        with Vertical(classes="dialog gross"):
            if self._neu is None:
                yield Label(plain(_("Gemerkte Filter")), classes="dialog-titel")
                hint = _("Ziffer oder Eingabe: anwenden · Esc: schließen")
            else:
                title = _("Merken: {filter}").format(filter=describe_auswahl(self._neu))
                yield Label(plain(title), classes="dialog-titel")
                hint = _("Ziffer oder Eingabe: hier merken, was dort stand, wird ersetzt · Esc: schließen")
            yield Platzliste()
            yield Label(plain(hint), classes="hinweis")

    def on_mount(self) -> None:
        """Show the places."""
        liste = self.query_one(Platzliste)
        liste.show([Platz(digit, self._plaetze.get(digit)) for digit in DIGITS])
        liste.focus()

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Take the line."""
        message.stop()
        self.dismiss(message.id)


def load_plaetze(services: "Services") -> dict[str, Ideenauswahl]:
    """Return the kept filters by their digit."""
    kept = services.verlauf.remembered(KEY)
    if not isinstance(kept, dict):
        return {}
    return {digit: from_kept(kept[digit]) for digit in DIGITS if isinstance(kept.get(digit), dict)}


def show_plaetze(screen: MykScreen, neu: Ideenauswahl | None, apply: Callable[[Ideenauswahl], None]) -> None:
    """Let a place be chosen: to keep ``neu`` there or, without one, to filter as it says."""
    with screen.reporting():
        plaetze = load_plaetze(screen.services)
        if neu is not None and not neu.filtert:
            screen.status.sag(_("Erst filtern (f), dann merken."))
            return
        if neu is None and not plaetze:
            screen.status.sag(_("Noch kein Filter gemerkt. Mit f filtern, dann M und eine Ziffer."))
            return

        def chosen(digit: str | None) -> None:
            if digit is None:
                return
            if neu is None:
                if digit in plaetze:
                    apply(plaetze[digit])
                else:
                    screen.status.sag(_("Unter {ziffer} ist kein Filter gemerkt.").format(ziffer=digit))
                return
            with screen.reporting():
                kept = {key: to_kept(auswahl) for key, auswahl in (plaetze | {digit: neu}).items()}
                screen.services.verlauf.remember(KEY, kept)
                screen.status.sag(
                    _("Gemerkt unter {ziffer}: {filter}").format(ziffer=digit, filter=describe_auswahl(neu))
                )

        screen.app.push_screen(FilterplaetzeDialog(plaetze, neu), chosen)


def filter_help(plaetze: Mapping[str, Ideenauswahl]) -> str:
    """Return the line below the filter: what can be asked for, and what is kept."""
    kept = " · ".join(f"{digit} {short(describe_auswahl(found), SHOWN_CELLS)}" for digit, found in plaetze.items())
    said, takes = _("zielbild: feld: ort: von: status: größe: · Strg+S merkt"), _("Strg+G holt")
    return f"{said} · {takes} {kept}" if kept else said
