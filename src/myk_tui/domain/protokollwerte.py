"""What the minutes of a meeting hold, as values. Internal notes are in none of them."""

from dataclasses import dataclass
from datetime import date, datetime

from myk_tui.domain.begriffe import PunktStatus, TreffenStatus, Verbleib, Wahl
from myk_tui.domain.entscheidung import Kandidat, Schritt
from myk_tui.domain.mitschrift import Anwesend
from myk_tui.domain.seitdem import Seitdem
from myk_tui.domain.stimmungsbild import Stimmungsbild
from myk_tui.domain.typografie import time_span
from myk_tui.domain.uhrzweifel import show_zweifel


@dataclass(frozen=True)
class Protokollkopf:
    """The head of a meeting.

    Attributes:
        anwesend: the last count of each group, with the earlier ones.
        version: how often minutes were written that differ, 0 for never.
        zeit_unsicher: when it began or ended is doubtful; ``dauer_unsicher``: the clock was wrong at some time in between.
    """

    id: str
    titel: str
    datum: date | None
    beginn_geplant: str
    ort: str
    zielbild: str
    sprint: str
    sprint_id: str | None
    status: TreffenStatus
    begonnen: datetime | None
    beendet: datetime | None
    notiz: str
    version: int
    beispiel: bool
    anwesend: tuple[Anwesend, ...] = ()
    zeit_unsicher: bool = False
    dauer_unsicher: bool = False

    @property
    def zeit(self) -> str:
        """From when to when it went on, with a word if that is doubtful; empty before it has begun."""
        span = time_span(self.begonnen, self.beendet)
        return show_zweifel(span, unsicher=self.zeit_unsicher) if span else ""


@dataclass(frozen=True)
class Punkt:
    """An item of the agenda; ``minuten`` planned, ``sekunden`` taken."""

    titel: str
    minuten: int
    sekunden: int
    notiz: str
    status: PunktStatus
    verantwortlich: str


@dataclass(frozen=True)
class Vereinbarung:
    """What was agreed."""

    titel: str
    wer: str
    bis: date | None
    erledigt: bool


@dataclass(frozen=True)
class Teamergebnis:
    """What came of an Auftrag; ``karte`` holds the four answers of the result card."""

    team: str
    massnahme: str
    sprintziel: str
    fertig: int
    gesamt: int
    von: int | None
    bis: int | None
    zwischen: tuple[tuple[date, str], ...]
    karte: tuple[str, str, str, str]


@dataclass(frozen=True)
class Wahlzeile:
    """What was decided for one team.

    Attributes:
        zweite: it takes up one more Maßnahme beside the one it has.
        nachfolger: team that takes up the Maßnahme this one leaves; empty if none does.
        neues_team: the team was made in this decision.
    """

    team: str
    wahl: Wahl | None
    alt: str
    neu: str
    verbleib: Verbleib | None
    grund: str
    lernen: str
    begruendung: str
    sprintziel: str
    vertagt_bis: date | None
    schwerpunkt: bool
    urteil: str = ""
    zweite: bool = False
    nachfolger: str = ""
    neues_team: bool = False


@dataclass(frozen=True)
class Beschluss:
    """A decision; without a number it was put off.

    Attributes:
        kandidaten: what a team could take up, as it stands when the minutes are read; ``gewaehlt``: ids of what was chosen.
    """

    nummer: str
    version: int
    zielbild: str
    vertagt_bis: date | None
    begruendung: str
    schritt: Schritt
    bild: Stimmungsbild
    zeilen: tuple[Wahlzeile, ...]
    pruefung: tuple[str, ...]
    kandidaten: tuple[Kandidat, ...] = ()
    gewaehlt: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Protokoll:
    """Everything the minutes hold.

    Attributes:
        programm: name of the programme, ``traeger`` who carries it.
        aenderungen: what this version says differently from the one before, in plain lines.
        rangliste: (place, idea, points) of the scored ideas.
        naechstes: the meeting that comes after this one, held or planned, None if there is none.
    """

    programm: str
    traeger: str
    kopf: Protokollkopf
    punkte: tuple[Punkt, ...] = ()
    beschluesse: tuple[Beschluss, ...] = ()
    ergebnisse: tuple[Teamergebnis, ...] = ()
    vereinbarungen: tuple[Vereinbarung, ...] = ()
    parkthemen: tuple[str, ...] = ()
    arbeitsweise: tuple[tuple[str, str], ...] = ()
    neuigkeiten: tuple[tuple[str, str], ...] = ()
    seitdem: Seitdem | None = None
    aenderungen: tuple[str, ...] = ()
    rangliste: tuple[tuple[str, str, str], ...] = ()
    naechstes: Protokollkopf | None = None
