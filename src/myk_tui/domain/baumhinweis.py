"""What is said in tree, board and agenda about a Maßnahme besides its numbers: that nothing is heard of it, that confidence and progress differ.

Nothing is heard of a planned or running Maßnahme when the history names no
change of it, of its steps, cards, results, checks or requests since two
meetings or more have ended; in a programme without two meetings: closed sprints.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zuversicht import MARK, Zuversicht
from myk_tui.i18n import _, ngettext

AWAITED = frozenset({MassnahmeStatus.IM_SPRINT, MassnahmeStatus.GEPLANT})
"""States in which something ought to be heard."""

STILL = 2
"""After how many meetings without news it is said."""

SEEN = 9
"""How many meetings are looked back at most."""

STILL_MARK = "☾"
"""Shape of a Maßnahme of which nothing is heard."""


@dataclass(frozen=True)
class Einschnitte:
    """Where the last meetings ended, or the last sprints if there were no two meetings.

    Attributes:
        schritte: the step that ended each of them, the earliest first.
        treffen: they are meetings.
    """

    schritte: Sequence[int] = ()
    treffen: bool = True

    def seit(self, letzter_schritt: int) -> int:
        """Return how many of them have ended since this step."""
        return len(self.schritte) - bisect_right(self.schritte, letzter_schritt)


@dataclass(frozen=True)
class Baumhinweis:
    """What is said about one Maßnahme.

    Attributes:
        still: how many meetings nothing was heard; 0 if that is too few to say it.
        treffen: they are meetings, not sprints.
        zuversicht: how confident those in charge are; None if nobody said.
    """

    still: int = 0
    treffen: bool = True
    zuversicht: Zuversicht | None = None

    @property
    def ruhig(self) -> str:
        """„seit 2 Treffen ohne Neues“; empty if something was heard."""
        if not self.still:
            return ""
        if self.still >= SEEN:
            many = (
                _("seit {n} Treffen oder mehr ohne Neues")
                if self.treffen
                else _("seit {n} Sprints oder mehr ohne Neues")
            )
            return many.format(n=self.still)
        if self.treffen:
            return ngettext("seit {n} Treffen ohne Neues", "seit {n} Treffen ohne Neues", self.still).format(
                n=self.still
            )
        return ngettext("seit {n} Sprint ohne Neues", "seit {n} Sprints ohne Neues", self.still).format(n=self.still)

    @property
    def kurz(self) -> str:
        """„☾ 2 Treffen ohne Neues“, for a place with little room; empty if something was heard."""
        if not self.still:
            return ""
        count = f"{self.still}+" if self.still >= SEEN else str(self.still)
        said = _("{n} Treffen ohne Neues") if self.treffen else _("{n} Sprints ohne Neues")
        return f"{STILL_MARK} " + said.format(n=count)

    @property
    def zeichen(self) -> str:
        """The shapes of what is to be said: they stand before the title, where nothing cuts them off."""
        return "".join((STILL_MARK if self.still else "", MARK if self._widerspruch else ""))

    @property
    def worte(self) -> str:
        """The words for them, which follow the title as far as there is room; empty if there is nothing to say."""
        parts = [self.ruhig]
        if self.zuversicht is not None and self._widerspruch:
            parts.append(_("Zuversicht {wert}").format(wert=self.zuversicht.kurz))
        return " · ".join(filter(None, parts))

    @property
    def _widerspruch(self) -> bool:
        return self.zuversicht is not None and bool(self.zuversicht.widerspruch)


class RuhigeBahn(NamedTuple):
    """A Maßnahme of the running sprint of which nothing is heard, with the team that works on it."""

    massnahme: str
    team_id: str
    zielbild_id: str | None
    hinweis: Baumhinweis

    def betrifft(self, team_id: str | None, zielbild_id: str | None) -> bool:
        """Whether an agenda item about a Sprintteam, or else about a Zielbild, is about it."""
        return self.team_id == team_id if team_id else zielbild_id is not None and self.zielbild_id == zielbild_id
