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
    """The meeting that is on, or the next one that is planned."""

    titel: str
    laeuft: bool
    datum: date | None


@dataclass(frozen=True)
class Uebersicht:
    """The state of the programme in one look.

    Attributes:
        tage: days until the sprint ends; negative when it is over.
        sprints_uebrig: quarters that end on or before the end of funding.
        entschieden: Zielbilder decided in this sprint.
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
