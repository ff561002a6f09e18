"""The Digitale Agenda: all Maßnahmen in columns by their life cycle."""

from dataclasses import dataclass
from typing import NamedTuple

from myk_tui.domain.baumhinweis import STILL_MARK, Baumhinweis
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.beispiel import ZEICHEN, abbreviated, is_marked
from myk_tui.i18n import _, ngettext

STAENDE = tuple(MassnahmeStatus)
"""The columns, from the proposal to the end."""

BY_HAND = tuple(status for status in STAENDE if status is not MassnahmeStatus.IM_SPRINT)
"""What a person sets: „im Sprint“ comes from a team that takes the Maßnahme up."""


def beside(status: MassnahmeStatus, step: int) -> MassnahmeStatus | None:
    """Return the next state, or with -1 the one before, that can be set by hand; None at the end."""
    place = STAENDE.index(status) + step
    while 0 <= place < len(STAENDE):
        if STAENDE[place] in BY_HAND:
            return STAENDE[place]
        place += step
    return None


class Agendakarte(NamedTuple):
    """A Maßnahme as a card.

    Attributes:
        zielbild_id: None for a Maßnahme that hangs directly on the Vision.
        platz: titles of Zielbild, Ziel and Lösung it hangs below, or that of the programme alone.
        fortschritt: percent.
        grund: why it was stopped; empty otherwise.
        ruhig: nothing is heard of it since some meetings; None: something was.
    """

    id: str
    titel: str
    status: MassnahmeStatus
    zielbild_id: str | None
    platz: tuple[str, ...]
    fortschritt: int
    grund: str = ""
    ruhig: Baumhinweis | None = None

    @property
    def aufschrift(self) -> str:
        """The title, after the marks of what nothing is heard of and of what is only an example."""
        titel = abbreviated(self.titel)
        if self.ruhig is None:
            return titel
        return STILL_MARK + ("" if titel.startswith(ZEICHEN) else " ") + titel


@dataclass(frozen=True)
class Agenda:
    """All Maßnahmen in the order of the goal tree, and the Zielbilder (id, title) to choose from."""

    zielbilder: tuple[tuple[str, str], ...]
    karten: tuple[Agendakarte, ...]

    def columns(self, zielbild_id: str | None = None) -> tuple[tuple[Agendakarte, ...], ...]:
        """Return the cards of each column of ``STAENDE``, of one Zielbild or of all."""
        found: dict[MassnahmeStatus, list[Agendakarte]] = {status: [] for status in STAENDE}
        for karte in self.karten:
            if zielbild_id is None or karte.zielbild_id == zielbild_id:
                found[karte.status].append(karte)
        return tuple(tuple(cards) for cards in found.values())

    def describe(self, zielbild_id: str | None = None) -> str:
        """Say how many there are, of which Zielbild, and what the mark of an example means if there is one."""
        shown = [karte for column in self.columns(zielbild_id) for karte in column]
        count = len(shown)
        text = ngettext("Agenda: {n} Maßnahme", "Agenda: {n} Maßnahmen", count).format(n=count)
        name = dict(self.zielbilder).get(zielbild_id or "", "")
        legend = f"{ZEICHEN} {_('Beispiel')}" if any(is_marked(karte.titel) for karte in shown) else ""
        return " · ".join(filter(None, (text, name, legend)))
