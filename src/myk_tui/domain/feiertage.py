"""Public holidays of Rheinland-Pfalz, and the working days between them.

Source: Feiertagsgesetz Rheinland-Pfalz (LFtG) § 2.
"""

from datetime import date, timedelta

_FIXED = ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
_AFTER_EASTER = (-2, 1, 39, 50, 60)
"""Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag, Fronleichnam, in days from Easter Sunday."""


def easter(jahr: int) -> date:
    """Return Easter Sunday of a year, by the Gregorian rule of Meeus, Jones and Butcher.

    >>> easter(2026), easter(2027)
    (datetime.date(2026, 4, 5), datetime.date(2027, 3, 28))
    """
    golden, century, rest = jahr % 19, jahr // 100, jahr % 100
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + skipped + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(jahr, month, day + 1)


def holidays(jahr: int) -> frozenset[date]:
    """Return the public holidays of a year; those that are Sundays anyway are not told apart."""
    sunday = easter(jahr)
    return frozenset(
        (*(date(jahr, *day) for day in _FIXED), *(sunday + timedelta(days=days) for days in _AFTER_EASTER))
    )


def is_working_day(day: date) -> bool:
    """Whether a day is neither on a weekend nor a public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working_day_from(day: date) -> date:
    """Return the first working day on or after a day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_until(day: date) -> date:
    """Return the last working day on or before a day."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
