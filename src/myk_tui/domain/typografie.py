"""German typography: dates in words, and blanks at which no line may end."""

import re
from datetime import date, datetime, timedelta

from myk_tui.domain.dokument import Absatz, Angaben, Liste, Tabelle, Teil, Ueberschrift
from myk_tui.domain.kalender import ENGLISH_MONTHS, MONTHS
from myk_tui.i18n import _, language

NARROW, FIXED = "\u202f", "\u00a0"
"""A thin blank and a usual one; at neither a line ends."""

_PERCENT = re.compile(r"(?<=\d) ?(?=[%‰](?!\w))")
_MONTHS = "|".join(MONTHS)
_DAY = re.compile(rf"(?<=\d\.) (?=(?:{_MONTHS}|Quartal)\b)")
_YEAR = re.compile(r"(?<=\bQuartal) (?=\d{4}\b)")
_MONTH_YEAR = re.compile(rf"\b({_MONTHS}) (?=\d{{4}}\b)")
_UNIT = re.compile(
    r"(?<=\d) (?=(?:€|Uhr|Euro|min|Min\.|Minuten?|Karten?|Stunden?|Tage?n?|Wochen?|Personen|Punkte?|Stimmen?|Sprints?|Teams?|von)(?!\w))"
)
_SIGN = re.compile(r" (?=[·–→] )")
"""A blank before a sign that must not begin a line."""

_SHORT = re.compile(r"\b(z|d|u|i|o)\. ?(B|h|a|d|R|Ä)\.")


def typeset(text: str) -> str:
    """Return text for print: a thin blank before %, and no number left alone at the end of a line."""
    if language() != "de":
        return text
    text = _PERCENT.sub(NARROW, text)
    text = _SHORT.sub(rf"\1.{NARROW}\2.", text)
    for pattern in (_DAY, _YEAR, _UNIT, _SIGN):
        text = pattern.sub(FIXED, text)
    return _MONTH_YEAR.sub(rf"\1{FIXED}", text)


def long_date(day: date | None, *, empty: str = "") -> str:
    """Write ``23. November 2026`` (English: ``23 November 2026``)."""
    if day is None:
        return empty
    if language() == "en":
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def wall(moment: datetime) -> str:
    """Write the time on the wall of the room: ``18:04``."""
    return f"{moment.astimezone():%H:%M}"


def time_span(begin: datetime | None, end: datetime | None) -> str:
    """Write ``18:04 bis 20:09 Uhr``; with the day if it is another, and open where it has not ended."""
    if begin is None:
        return ""
    if end is None:
        return _("ab {beginn} Uhr").format(beginn=wall(begin))
    last = wall(end)
    if end.astimezone().date() != begin.astimezone().date():
        last = _("{uhr} Uhr am {tag}").format(uhr=last, tag=long_date(end.astimezone().date()))
        return _("{beginn} Uhr bis {ende}").format(beginn=wall(begin), ende=last)
    return _("{beginn} bis {ende} Uhr").format(beginn=wall(begin), ende=last)


def minutes(seconds: float) -> int:
    """Return whole minutes, rounded as people do."""
    return int((max(0.0, seconds) + 30) // 60)


def clock_after(begin: str, passed: int) -> str:
    """Return the time ``passed`` minutes after ``18:00``; empty if ``begin`` is no time of day."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", begin.strip())
    if found is None:
        return ""
    moment = datetime(2000, 1, 1, int(found[1]), int(found[2])) + timedelta(minutes=passed)
    return f"{moment:%H:%M}"


def typeset_part(part: Teil) -> Teil:
    """Return a part of a document with everything it says typeset."""
    if isinstance(part, Ueberschrift):
        return Ueberschrift(part.stufe, typeset(part.text))
    if isinstance(part, Absatz):
        return Absatz(typeset(part.text), part.leise)
    if isinstance(part, Liste):
        return Liste(tuple(map(typeset, part.punkte)))
    if isinstance(part, Angaben):
        return Angaben(tuple((typeset(name), typeset(value)) for name, value in part.paare))
    return Tabelle(part.kopf, tuple(tuple(map(typeset, row)) for row in part.zeilen), part.zahlen)
