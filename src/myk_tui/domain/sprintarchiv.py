"""Earlier sprints: their boards as they were when they were closed, with results and decisions."""

from dataclasses import dataclass
from datetime import date

from myk_tui.domain.kalender import show_date
from myk_tui.domain.lebenslauf import Abschnitt, Beschluss, Lebenslauf, Sprintstation, Ton, sections
from myk_tui.domain.sprintboard import Sprintboard
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Sprintarchiv:
    """A closed sprint.

    Attributes:
        geschlossen: the day it was closed; None if that is not known.
        board: its lanes and cards, with the names they had on that day.
        stationen: what the teams did and found.
        beschluesse: what was decided at its end.
    """

    board: Sprintboard
    geschlossen: date | None
    stationen: tuple[Sprintstation, ...]
    beschluesse: tuple[Beschluss, ...]

    def describe(self) -> str:
        """Say which sprint it is, when it was closed and how many cards were done."""
        lanes = self.board.bahnen
        total = sum(len(lane.karten) for lane in lanes)
        cards = ngettext("{fertig} von {n} Karte fertig", "{fertig} von {n} Karten fertig", total).format(
            fertig=sum(lane.fertig for lane in lanes), n=total
        )
        return " · ".join((describe_closed(self.board.sprint_name, self.geschlossen), cards))

    def sections(self) -> list[Abschnitt]:
        """Return results and decisions in words."""
        page = Lebenslauf("", "", (), self.stationen, self.beschluesse, mehrere=True)
        _line, sprints, decisions, *_rest = sections(page)
        nothing = ((Ton.LEISE, _("In diesem Sprint wurde nichts festgehalten.")),)
        return [
            Abschnitt(_("Ergebnisse"), sprints.zeilen if self.stationen else nothing),
            Abschnitt(_("Beschlüsse"), decisions.zeilen if self.beschluesse else nothing),
        ]


def describe_closed(name: str, geschlossen: date | None) -> str:
    """Write „3. Quartal 2026 · abgeschlossen am 17.09.2026“."""
    if geschlossen is None:
        return _("{name} · abgeschlossen").format(name=name)
    return _("{name} · abgeschlossen am {tag}").format(name=name, tag=show_date(geschlossen))


def frozen_sentence() -> str:
    """Say why nothing can be changed here."""
    return _("Dieser Sprint ist abgeschlossen und bleibt, wie er war.")
