"""A list of options to choose from, with headings and a mark on the chosen one."""

from dataclasses import dataclass

from textual.binding import Binding

from myk_tui.i18n import _
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste


@dataclass(frozen=True)
class Option:
    """One line: a heading, or something to choose."""

    id: str
    text: str
    zusatz: str = ""
    gewaehlt: bool = False
    ueberschrift: bool = False


class Optionen(Zeilenliste[Option]):
    """Options, chosen with Enter or a click."""

    BINDINGS = [Binding("enter", "waehlen", _("wählen"), tooltip=_("Die Zeile wählen."), id="optionen.waehlen")]

    def id_of(self, eintrag: Option) -> str:
        """Return the id of an option."""
        return eintrag.id

    def waehlbar(self, eintrag: Option) -> bool:
        """Headings cannot be chosen."""
        return not eintrag.ueberschrift

    def draw(self, eintrag: Option, width: int) -> list[Stueck]:
        """Draw mark, wording and note."""
        if eintrag.ueberschrift:
            return [(eintrag.text, "kopf")]
        mark = ("✓ ", "gut") if eintrag.gewaehlt else ("  ", "titel")
        return [mark, (eintrag.text, "titel"), (f"  {eintrag.zusatz}" if eintrag.zusatz else "", "leise")]
