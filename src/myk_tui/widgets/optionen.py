"""A list of options to choose from, with headings and a mark on the chosen one."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.binding import Binding

from myk_tui.i18n import _
from myk_tui.widgets.text import short
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

TITLE_KEPT = 18
"""So much of a title stays beside the name of the team that has it."""


@dataclass(frozen=True)
class Option:
    """One line: a heading, or something to choose.

    Attributes:
        vergeben: who has it already; always in sight, in room of the wording if need be.
    """

    id: str
    text: str
    zusatz: str = ""
    gewaehlt: bool = False
    ueberschrift: bool = False
    vergeben: str = ""


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
        if eintrag.vergeben:
            title = short(eintrag.text, max(TITLE_KEPT, width - 4 - cell_len(eintrag.vergeben)))
            return [mark, (title, "titel"), (f"  {eintrag.vergeben}", "warnung")]
        return [mark, (eintrag.text, "titel"), (f"  {eintrag.zusatz}" if eintrag.zusatz else "", "leise")]
