"""Sprintteams: who belongs to them in a quarter, how many evenings they have, and what becomes of those.

Capacity is counted in evenings per quarter, not in hours: the people of a
Sprintteam are volunteers or do it beside their work (https://myk10.de/node/540).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from myk_tui.domain.begriffe import TeamStatus
from myk_tui.domain.kalender import show_date
from myk_tui.domain.sprintboard import SprintRef
from myk_tui.domain.text import fold
from myk_tui.domain.zahlen import show_signed
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, ngettext


@dataclass(frozen=True)
class Mitglied:
    """A person in a Sprintteam in one quarter.

    Attributes:
        name: name or role; nobody needs an account.
        aufgabe: what the person does in this team.
        anonym: the name was removed for good.
    """

    id: str
    person_id: str
    name: str
    rolle: str = ""
    organisation: str = ""
    aufgabe: str = ""
    anonym: bool = False


@dataclass(frozen=True)
class Teamtreffen:
    """An evening on which a Sprintteam met."""

    id: str
    datum: date
    notiz: str = ""


@dataclass(frozen=True)
class Teamauftrag:
    """An Auftrag of the quarter with the evenings planned for it; None: nobody has said how many."""

    id: str
    massnahme: str
    abende: int | None = None


@dataclass(frozen=True)
class Sprintteam:
    """A Sprintteam as it is in one quarter.

    Attributes:
        abende: evenings it has in this quarter; None: nobody has said how many.
        angenommen: the place under its Zielbild was assumed and waits for a yes.
        fruehere_namen: what it was called before, the oldest first.
    """

    id: str
    name: str
    status: TeamStatus
    zielbild_id: str | None = None
    zielbild: str = ""
    abende: int | None = None
    notiz: str = ""
    angenommen: bool = False
    beispiel: bool = False
    fruehere_namen: tuple[str, ...] = ()
    mitglieder: tuple[Mitglied, ...] = ()
    treffen: tuple[Teamtreffen, ...] = ()
    auftraege: tuple[Teamauftrag, ...] = ()

    @property
    def geplant(self) -> int:
        """Evenings planned for all its Aufträge."""
        return sum(auftrag.abende or 0 for auftrag in self.auftraege)

    @property
    def zu_viel(self) -> bool:
        """Whether more evenings are planned, or were spent, than the team has."""
        return self.abende is not None and max(self.geplant, len(self.treffen)) > self.abende


@dataclass(frozen=True)
class Teamuebersicht:
    """All Sprintteams in one quarter.

    Attributes:
        sprint: the quarter shown; None before the first sprint has begun.
        sprints: every quarter that can be shown, the oldest first.
        teams: by Zielbild in the order of the programme, teams without one last.
    """

    sprint: SprintRef | None
    sprints: tuple[SprintRef, ...]
    teams: tuple[Sprintteam, ...]

    def team(self, team_id: str) -> Sprintteam | None:
        """Return a team by id, or None if it is gone."""
        return next((team for team in self.teams if team.id == team_id), None)

    def beside(self, step: int) -> SprintRef | None:
        """Return the quarter before (-1) or after (1) the one shown, or None."""
        if self.sprint is None:
            return None
        place = [sprint.id for sprint in self.sprints].index(self.sprint.id) + step
        return self.sprints[place] if 0 <= place < len(self.sprints) else None


def explain_abende(team: Sprintteam) -> list[str]:
    """Say what becomes of the evenings of a quarter, as sums that can be checked by eye."""
    lines = []
    for place, auftrag in enumerate(team.auftraege):
        sign = "+" if place else " "
        number = "?" if auftrag.abende is None else str(auftrag.abende)
        lines.append(f"{sign} {number:>3}   {auftrag.massnahme}")
    if len(team.auftraege) > 1:
        lines.append(f"= {team.geplant:>3}   {_('geplant')}")
    return [*lines, _planned_against_capacity(team), _held_against_capacity(team)]


def _planned_against_capacity(team: Sprintteam) -> str:
    if team.abende is None:
        sentence = ngettext("{n} Abend geplant", "{n} Abende geplant", team.geplant).format(n=team.geplant)
        return _("{satz}; wie viele das Team hat, ist nicht eingetragen.").format(satz=sentence)
    free = team.abende - team.geplant
    term = _("{alle} Abende im Quartal − {geplant} geplant = {rest}").format(
        alle=team.abende, geplant=team.geplant, rest=show_signed(free)
    )
    if free < 0:
        return _("! {summe}: mehr geplant, als da sind.").format(summe=term)
    return _("{summe} frei").format(summe=term)


def _held_against_capacity(team: Sprintteam) -> str:
    held = len(team.treffen)
    if team.abende is None:
        return ngettext("{n} Treffen gehalten", "{n} Treffen gehalten", held).format(n=held)
    left = team.abende - held
    term = _("{alle} Abende im Quartal − {n} Treffen gehalten = {rest}").format(
        alle=team.abende, n=held, rest=show_signed(left)
    )
    if left < 0:
        return _("! {summe}: mehr Treffen als Abende.").format(summe=term)
    return _("{summe} übrig").format(summe=term)


def describe_abende(team: Sprintteam) -> str:
    """Say in a few letters how many evenings are planned of how many: „5/6 Abende“; empty if nothing is known."""
    if team.abende is None:
        return ngettext("{n} Abend", "{n} Abende", team.geplant).format(n=team.geplant) if team.geplant else ""
    return ("! " if team.zu_viel else "") + _("{n}/{alle} Abende").format(n=team.geplant, alle=team.abende)


def describe_person(name: str, rolle: str, organisation: str) -> str:
    """Name a person so that it is told from others: „Schulleitung · Realschule“."""
    return " · ".join(part for part in (name, rolle, organisation) if part)


def same_name(first: str, second: str) -> bool:
    """Whether two names are the same to a reader: blanks, capitals and umlauts do not tell them apart."""
    return " ".join(fold(first).split()) == " ".join(fold(second).split())


def check_team_name(name: str, others: Iterable[str]) -> None:
    """Raise RuleViolation if another team of the Zielbild is called the same."""
    for other in others:
        if same_name(name, other):
            raise RuleViolation(
                _("Unter diesem Zielbild gibt es schon das Sprintteam „{name}“. Bitte anders nennen.").format(
                    name=other
                ),
                feld="name",
            )


def check_treffen_date(day: date, beginn: date, today: date) -> None:
    """Raise RuleViolation unless a meeting was held in this sprint and not in the future."""
    if day > today:
        raise RuleViolation(
            _("{tag} liegt in der Zukunft. Eingetragen wird ein Treffen, wenn es stattgefunden hat.").format(
                tag=show_date(day)
            ),
            feld="datum",
        )
    if day < beginn:
        raise RuleViolation(
            _("{tag} liegt vor diesem Sprint (ab {beginn}). Bitte das Datum prüfen.").format(
                tag=show_date(day), beginn=show_date(beginn)
            ),
            feld="datum",
        )
