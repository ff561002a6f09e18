"""Public holidays of Rheinland-Pfalz and working days."""

from datetime import date

import pytest

from myk_tui.domain.feiertage import easter, holidays, working_day_from, working_day_until


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2030-04-21", "2038-04-25"])
def test_easter_is_when_the_calendars_say(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_the_holidays_are_the_eleven_of_the_land() -> None:
    assert [day.strftime("%d.%m.") for day in sorted(holidays(2026))] == [
        *("01.01.", "03.04.", "06.04.", "01.05.", "14.05.", "25.05.", "04.06."),
        *("03.10.", "01.11.", "25.12.", "26.12."),
    ]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2027-01-01", "2027-01-04"),
        ("2027-04-01", "2027-04-01"),
        ("2028-10-01", "2028-10-02"),
        ("2026-05-14", "2026-05-15"),
    ],
)
def test_the_first_working_day_is_no_weekend_and_no_holiday(day: str, first: str) -> None:
    assert working_day_from(date.fromisoformat(day)).isoformat() == first


def test_the_last_working_day_lies_before_a_weekend() -> None:
    assert working_day_until(date(2028, 12, 31)) == date(2028, 12, 29)
