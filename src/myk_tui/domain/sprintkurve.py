"""How the cards of a sprint got done: burn-up and finished cards by week, as bars and as a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from myk_tui.domain.balken import bar_cells
from myk_tui.domain.kalender import show_date
from myk_tui.domain.zahlen import show_signed
from myk_tui.i18n import _, ngettext

BAR_CELLS = 40
"""The longest bar: beside day and numbers it fits into 80 columns."""

DAY, WEEK = timedelta(days=1), timedelta(days=7)


class Kartenstand(NamedTuple):
    """How a card stood from a day on.

    Attributes:
        seit: the day; None: as far back as anybody knows.
        da: whether it was on the board of the sprint.
        fertig: whether it was done.
        fertig_am: in its earliest known state the day it was done, if that is known.
    """

    seit: date | None
    da: bool
    fertig: bool
    fertig_am: date | None = None


class Kartenweg(NamedTuple):
    """What a card was in the course of time, the newest state first."""

    staende: tuple[Kartenstand, ...]

    def am(self, tag: date) -> Kartenstand:
        """Return how it stood at the end of a day; before its first state it was not there."""
        for stand in self.staende:
            if stand.seit is None or stand.seit <= tag:
                done = stand.fertig and (stand.fertig_am is None or stand.fertig_am <= tag)
                return stand._replace(fertig=done)
        return Kartenstand(None, False, False)


@dataclass(frozen=True)
class Woche:
    """A week of the sprint.

    Attributes:
        beginn: its Monday; for the first week the first day of the sprint.
        alle: cards there were at its end.
        fertig: how many of them were done at its end.
        dazu: how many more were done than a week before; fewer if cards went back or away.
    """

    beginn: date
    alle: int
    fertig: int
    dazu: int


@dataclass(frozen=True)
class Sprintkurve:
    """All weeks of a sprint up to today, the running one last; of a closed one up to the day it was closed."""

    name: str
    wochen: tuple[Woche, ...]
    laeuft: bool = True

    def describe(self) -> str:
        """Say it in a sentence, for who cannot see the bars."""
        last = self.wochen[-1]
        if not last.alle:
            return _("{name}: noch keine Karten.").format(name=self.name)
        text = ngettext(
            "{name}: {fertig} von {n} Karte fertig", "{name}: {fertig} von {n} Karten fertig", last.alle
        ).format(name=self.name, fertig=last.fertig, n=last.alle)
        week = _("in dieser Woche {n}") if self.laeuft else _("in der Woche des Abschlusses {n}")
        week = week.format(n=show_signed(last.dazu))
        if not last.fertig:
            return f"{text}."
        best = max(self.wochen, key=lambda woche: (woche.dazu, woche.beginn))
        most = _("die meisten ({n}) in der Woche ab {tag}").format(n=best.dazu, tag=show_date(best.beginn))
        return f"{text}; {week}; {most}."

    def lines(self) -> list[str]:
        """Return sentence and bars, line by line."""
        most, fastest = (
            max(values, default=0) for values in zip(*((w.alle, w.dazu) for w in self.wochen), strict=True)
        )
        found = [self.describe(), "", _("Fertige Karten (█) von allen (░), am Ende jeder Woche ab:")]
        for woche in self.wochen:
            done, whole = bar_cells(woche.fertig, most, BAR_CELLS), bar_cells(woche.alle, most, BAR_CELLS)
            bar = "█" * done + "░" * (whole - done)
            numbers = _("{fertig} von {alle}").format(fertig=woche.fertig, alle=woche.alle)
            found.append(f"{show_date(woche.beginn)}  {bar} {numbers}")
        found += ["", _("Fertig geworden, je Woche ab:")]
        found += [
            f"{show_date(w.beginn)}  {'█' * bar_cells(w.dazu, fastest, BAR_CELLS)} {show_signed(w.dazu)}"
            for w in self.wochen
        ]
        found += ["", _("Es zählt, was am Ende jeder Woche auf dem Board war.")]
        return found


def make_sprintkurve(
    name: str, beginn: date, heute: date, karten: Iterable[Kartenweg], *, laeuft: bool = True
) -> Sprintkurve:
    """Return the weeks from the first day of the sprint to today, or to the day a closed one ended with.

    Each week counts what stood at its end, the running one what stands now. What was made or done before the sprint
    counts from its first day on, what has no day of making as well.
    """
    cards = list(karten)
    weeks: list[Woche] = []
    first, today = beginn, max(heute, beginn)
    while first <= today:
        following = first - timedelta(days=first.weekday()) + WEEK
        evening = date.max if following > today else following - DAY
        there = [state for state in (card.am(evening) for card in cards) if state.da]
        done = sum(1 for state in there if state.fertig)
        weeks.append(Woche(first, len(there), done, done - (weeks[-1].fertig if weeks else 0)))
        first = following
    return Sprintkurve(name, tuple(weeks), laeuft)
