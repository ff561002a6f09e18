"""Where do we stand: what the first screen shows."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from myk_tui.domain.sprintboard import SprintRef


@dataclass(frozen=True)
class TeamStand:
    """A team in the present sprint."""

    team: str
    massnahme: str
    sprintziel: str
    fertig: int
    gesamt: int
    blockiert: int


@dataclass(frozen=True)
class ZielbildStand:
    """A Zielbild with its progress.

    Attributes:
        vorher: progress when the last sprint was closed; None if there was none.
    """

    id: str
    titel: str
    untertitel: str
    wert: Fraction | int
    vorher: Fraction | int | None
    massnahmen: int
    ausgelassen: int
    teams: tuple[TeamStand, ...]
    beschluss: str


@dataclass(frozen=True)
class Treffenhinweis:
    """The meeting that is on, or the next one that is planned.

    Attributes:
        punkt: the item of the agenda that is being discussed; empty if there is none.
        entschieden: the decision that item is about has been taken or put off, so the next item is due.
    """

    titel: str
    laeuft: bool
    datum: date | None
    punkt: str = ""
    entschieden: bool = False


@dataclass(frozen=True)
class Uebersicht:
    """The state of the programme in one look.

    Attributes:
        tage: days until the sprint ends; negative when it is over.
        sprints_uebrig: the running sprint and those after it that end on or before the end of funding.
        entschieden: Zielbilder decided in this sprint.
        ohne_protokoll: title of the meeting that ended last if its minutes were not given out; else empty.
        protokoll_tage: for how many days they have been waiting.
        ueberfaellig: agreements whose day has passed and that are not done.
        bedarf_ueberfaellig: open requests for support whose day has passed.
    """

    programm: str
    vision: str
    sprint: SprintRef | None
    tage: int
    foerderende: date | None
    sprints_uebrig: int | None
    zielbilder: tuple[ZielbildStand, ...]
    bedarf_offen: int
    ideen_neu: int
    ideen_offen: int
    entschieden: int
    treffen: Treffenhinweis | None = None
    ohne_protokoll: str = ""
    protokoll_tage: int = 0
    ueberfaellig: int = 0
    bedarf_ueberfaellig: int = 0

    @property
    def beginnt(self) -> date | None:
        """When the sprint begins, if it was opened before its quarter; else None."""
        return None if self.sprint is None else self.sprint.begins_later(self.tage)
