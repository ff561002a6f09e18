"""What is noted in a meeting beside the agenda: news, way of working, agreements, parked topics, who was there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from myk_tui.domain.balken import bar_cells
from myk_tui.domain.begriffe import ArbeitsweiseArt
from myk_tui.domain.kalender import show_date, show_uhrzeit
from myk_tui.domain.uhrzweifel import show_zweifel
from myk_tui.i18n import N_, _, language, ngettext

ZUSAMMEN = N_("Alle zusammen, ohne Gruppen")
"""Stands for a count of the whole room."""

GRUPPEN = (
    ZUSAMMEN,
    N_("Bürgerinnen und Bürger"),
    N_("Sprintteams"),
    N_("Vereine und Initiativen"),
    N_("Wirtschaft"),
    N_("Wissenschaft"),
    N_("Verwaltung und Gemeinden"),
    N_("Politik"),
    N_("Projektteam"),
)
"""Who is counted: groups, never names. After the people who came to the kick-off of the Zielbildgruppen."""

TREND_CELLS = 10
"""How long five fingers are as a bar of the trend."""

FINGER = (5, 4, 3, 2, 1)
"""What a hand can show about the way of working, from very good to not at all."""


class Eintragsart(StrEnum):
    """What is noted in a meeting beside the agenda."""

    NEUIGKEIT = "neuigkeit"
    ARBEITSWEISE = "arbeitsweise"
    VEREINBARUNG = "vereinbarung"
    PARKTHEMA = "parkthema"


@dataclass(frozen=True)
class Eintrag:
    """Something noted in a meeting beside the agenda.

    Attributes:
        text: more about a Neuigkeit.
        wer: who keeps an agreement, a role or a team.
        bis: until when.
        wort: what a note on the way of working says.
        ungezeigt: a Neuigkeit that no meeting has seen yet.
        aus: day of the earlier meeting it comes from; None if it is of this meeting.
    """

    id: str
    art: Eintragsart
    titel: str
    text: str = ""
    wer: str = ""
    bis: date | None = None
    datum: date | None = None
    wort: ArbeitsweiseArt | None = None
    erledigt: bool = False
    frueher: bool = False
    ungezeigt: bool = False
    aus: date | None = None
    nr: int = 0

    def ueberfaellig(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return not self.erledigt and self.bis is not None and self.bis < today


@dataclass(frozen=True)
class Anwesend:
    """How many of a group were there, and when they were counted.

    Attributes:
        vorher: earlier counts of the same group in this meeting: who came later.
        unsicher: the moment is doubtful.
    """

    gruppe: str
    anzahl: int
    um: datetime | None
    vorher: tuple["Anwesend", ...] = ()
    unsicher: bool = False


@dataclass(frozen=True)
class Puls:
    """A check of the way of working by hands: how many showed one, two, … five fingers."""

    stimmen: tuple[int, int, int, int, int]

    @property
    def zahl(self) -> int:
        """How many hands were counted."""
        return sum(self.stimmen)

    @property
    def mittel(self) -> Fraction | None:
        """The mean; None if nobody showed a hand."""
        weighed = sum(finger * count for finger, count in enumerate(self.stimmen, 1))
        return Fraction(weighed, self.zahl) if self.zahl else None

    @property
    def prozent(self) -> int:
        """The mean as the length of a bar: five fingers are 100."""
        mean = self.mittel
        return 0 if mean is None else round(mean * 20)

    def of(self, finger: int) -> int:
        """Return how many showed so many fingers."""
        return self.stimmen[finger - 1]


@dataclass(frozen=True)
class Pulsschlag:
    """The check of one meeting, for the trend over meetings."""

    treffen_id: str
    tag: date | None
    puls: Puls


@dataclass(frozen=True)
class Mitschrift:
    """All that is noted in a meeting beside the agenda; what is still open from earlier ones stands with it."""

    eintraege: tuple[Eintrag, ...] = ()
    anwesend: tuple[Anwesend, ...] = ()

    def of(self, art: Eintragsart) -> list[Eintrag]:
        """Return the entries of one kind in their order: those of this meeting, then those of earlier ones."""
        return [eintrag for eintrag in self.eintraege if eintrag.art is art]

    @property
    def letzter(self) -> Eintrag | None:
        """What was noted last in this meeting."""
        own = (eintrag for eintrag in self.eintraege if not eintrag.frueher)
        return max(own, key=lambda eintrag: (eintrag.nr, eintrag.id), default=None)

    @property
    def offene(self) -> list[Eintrag]:
        """Agreements and parked topics that nobody has ticked off."""
        kinds = (Eintragsart.VEREINBARUNG, Eintragsart.PARKTHEMA)
        return [eintrag for eintrag in self.eintraege if eintrag.art in kinds and not eintrag.erledigt]

    @property
    def koepfe(self) -> int:
        """How many people are there."""
        return count_heads(self.anwesend)


def count_heads(anwesend: Sequence[Anwesend]) -> int:
    """Return how many people were there: the sum of the groups, or the count of the whole room if that is more."""
    groups = sum(group.anzahl for group in anwesend if not _is_whole(group))
    return max(groups, *(group.anzahl for group in anwesend if _is_whole(group)), 0)


def show_gruppen(anwesend: Sequence[Anwesend]) -> str:
    """Write who the heads are, beside their number; nothing of a room that was counted once and as a whole."""
    if len(anwesend) == 1 and _is_whole(anwesend[0]) and not anwesend[0].vorher:
        return ""
    return ", ".join(map(show_anwesend, anwesend))


def show_anwesend(group: Anwesend) -> str:
    """Write a count; what was counted earlier stands with its time: „Politik 4 (18:05: 2)“."""
    before = ", ".join(map(_earlier, group.vorher))
    name = _("zusammen") if _is_whole(group) else group.gruppe
    return f"{name} {group.anzahl}" + (f" ({before})" if before else "")


def _is_whole(group: Anwesend) -> bool:
    return group.gruppe in (ZUSAMMEN, _(ZUSAMMEN))


def _earlier(group: Anwesend) -> str:
    when = "" if group.um is None else show_zweifel(show_uhrzeit(group.um), unsicher=group.unsicher)
    return ": ".join(filter(None, (when, str(group.anzahl))))


def read_puls(text: str) -> Puls | None:
    """Read the counts as they are stored; None if there are none or they cannot be read."""
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return None
    if not isinstance(found, Mapping):
        return None
    counts = tuple(found.get(str(finger), 0) for finger in range(1, 6))
    if not all(type(count) is int and count >= 0 for count in counts) or not any(counts):
        return None
    one, two, three, four, five = counts
    return Puls((one, two, three, four, five))


def dump_puls(puls: Puls) -> str:
    """Write the counts as they are stored; nothing if no hand was counted."""
    return json.dumps({str(finger): puls.of(finger) for finger in range(1, 6)}) if puls.zahl else ""


def show_puls(puls: Puls) -> str:
    """Say the mean and how many hands: „3,9 von 5 · 18 Hände“."""
    mean = puls.mittel
    if mean is None:
        return _("noch nicht gefragt")
    number = f"{float(mean):.1f}".replace(".", "." if language() == "en" else ",")
    hands = ngettext("{n} Hand", "{n} Hände", puls.zahl).format(n=puls.zahl)
    return _("{zahl} von 5 · {haende}").format(zahl=number, haende=hands)


def show_schlag(schlag: Pulsschlag, *, tag: bool = True) -> str:
    """Say the check of one meeting, with a small bar and its day."""
    day = show_date(schlag.tag) if tag and schlag.tag is not None else ""
    bar = "█" * bar_cells(schlag.puls.prozent, 100, TREND_CELLS) if tag else ""
    return " ".join(filter(None, (day, bar, show_puls(schlag.puls))))


def lines_of_puls(puls: Puls, cells: int) -> list[str]:
    """Return a line per number of fingers: the number, a bar, the count."""
    most = max(puls.stimmen)
    lines = []
    for finger in FINGER:
        bar = "█" * bar_cells(puls.of(finger), most, cells)
        lines.append(" ".join(filter(None, (f"{finger}", bar, f"{puls.of(finger)}"))))
    return lines
