"""Quarters and dates: a sprint is one quarter (https://myk10.de/node/540)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from myk_tui.errors import RuleViolation
from myk_tui.i18n import _, language

MONTHS: tuple[str, ...] = ("Januar", "Februar", "März", "April", "Mai", "Juni")
MONTHS += ("Juli", "August", "September", "Oktober", "November", "Dezember")
ENGLISH_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
ENGLISH_MONTHS += ("July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, order=True)
class Quartal:
    """A calendar quarter."""

    jahr: int
    quartal: int

    @property
    def name(self) -> str:
        """``4. Quartal 2026``, as it is said in the room."""
        return _("{q}. Quartal {jahr}").format(q=self.quartal, jahr=self.jahr)

    @property
    def kurz(self) -> str:
        """``2026-Q4``, as it sorts."""
        return f"{self.jahr}-Q{self.quartal}"

    @property
    def beginn(self) -> date:
        """First day."""
        return date(self.jahr, 3 * self.quartal - 2, 1)

    @property
    def ende(self) -> date:
        """Last day."""
        return self.naechstes.beginn - timedelta(days=1)

    @property
    def naechstes(self) -> "Quartal":
        """The quarter after this one."""
        return Quartal(self.jahr + 1, 1) if self.quartal == 4 else Quartal(self.jahr, self.quartal + 1)

    @property
    def voriges(self) -> "Quartal":
        """The quarter before this one."""
        return Quartal(self.jahr - 1, 4) if self.quartal == 1 else Quartal(self.jahr, self.quartal - 1)


def quartal_of(day: date) -> Quartal:
    """Return the quarter that contains ``day``."""
    return Quartal(day.year, (day.month + 2) // 3)


def next_sprint(closed: Quartal, today: date) -> Quartal:
    """Return the quarter of the sprint after ``closed``.

    The following quarter; or, when the closing comes more than a quarter
    late, the one that contains ``today``, so that no sprint begins in the past.
    """
    return max(closed.naechstes, quartal_of(today))


def sprints_left(today: date, foerderende: date | None) -> int | None:
    """Return how many quarters, the present one included, end on or before the end of funding."""
    if foerderende is None:
        return None
    count, quartal = 0, quartal_of(today)
    while quartal.ende <= foerderende:
        count, quartal = count + 1, quartal.naechstes
    return count


def show_date(day: date | None, *, empty: str = "–") -> str:
    """Write a date as people read it here: ``23.11.2026`` (English: ``23 Nov 2026``)."""
    if day is None:
        return empty
    if language() == "en":
        return f"{day.day:02d} {ENGLISH_MONTHS[day.month - 1][:3]} {day.year:04d}"
    return day.strftime("%d.%m.%Y")


def parse_date(text: str, *, feld: str, name: str) -> date | None:
    """Read ``23.11.2026``, ``23.11.26``, ``23. November 2026`` or ``2026-11-23``; empty means None.

    Raises RuleViolation naming the field.
    """
    bare = text.strip()
    if not bare:
        return None
    found = _numbers(bare)
    if found is not None:
        try:
            return date(*found)
        except ValueError:
            pass
    raise RuleViolation(
        _("{name}: „{text}“ ist kein Datum. Bitte so schreiben: 23.11.2026.").format(name=name, text=bare[:40]),
        feld=feld,
    )


def parse_stored_date(text: str, *, feld: str, name: str) -> str | None:
    """Read a date as ``parse_date`` does and return it as it is stored, ``2026-11-23``; raises RuleViolation."""
    day = parse_date(text, feld=feld, name=name)
    return None if day is None else day.isoformat()


def _numbers(text: str) -> tuple[int, int, int] | None:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})", text):
        year = int(match[3])
        return year + 2000 if len(match[3]) == 2 else year, int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})\.?\s*([A-Za-zäÄ]{3,})\.?\s*(\d{4})", text):
        for number, names in enumerate(zip(MONTHS, ENGLISH_MONTHS, strict=True), start=1):
            if any(name.lower().startswith(match[2].lower()) for name in names):
                return int(match[3]), number, int(match[1])
    return None


def show_uhrzeit(moment: datetime) -> str:
    """Write a moment as the clock on the wall shows it: ``20:07``."""
    return moment.astimezone().strftime("%H:%M")
