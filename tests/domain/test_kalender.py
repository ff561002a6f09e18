"""Quarters, dates, numbers as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.kalender import Quartal, next_sprint, parse_date, quartal_of, show_date, sprints_left
from myk_tui.domain.zahlen import parse_euro, parse_int, show_euro
from myk_tui.errors import RuleViolation


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_day_lies_in_exactly_one_quarter(day: date) -> None:
    quartal = quartal_of(day)
    assert quartal.beginn <= day <= quartal.ende
    assert quartal.naechstes.voriges == quartal
    assert quartal.ende + timedelta(days=1) == quartal.naechstes.beginn


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-12-10", "2027-Q1"), ("2027-01-05", "2027-Q1"), ("2026-11-01", "2027-Q1"), ("2027-07-01", "2027-Q3")],
)
def test_the_next_sprint_follows_or_is_the_present_quarter(today: str, expected: str) -> None:
    assert next_sprint(Quartal(2026, 4), date.fromisoformat(today)).kurz == expected


def test_sprints_left_count_the_present_quarter() -> None:
    assert sprints_left(date(2026, 11, 23), date(2027, 12, 31)) == 5
    assert sprints_left(date(2028, 1, 1), date(2027, 12, 31)) == 0
    assert sprints_left(date(2026, 11, 23), None) is None


@pytest.mark.parametrize(
    "text", ["23.11.2026", "23.11.26", "23. 11. 2026", "23. November 2026", "23 Nov 2026", "2026-11-23", " 23.11.2026 "]
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert parse_date(text, feld="f", name="Datum") == date(2026, 11, 23)


def test_an_empty_date_is_none_and_shown_as_a_dash() -> None:
    assert parse_date("  ", feld="f", name="Datum") is None
    assert show_date(None) == "–"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_shown_date_is_read_back(day: date) -> None:
    assert parse_date(show_date(day), feld="f", name="Datum") == day


@pytest.mark.parametrize("text", ["31.02.2026", "1.5", "heute", "2026-13-01", "99.99.9999", "٢٣.١١.٢٠٢٦x"])
def test_what_is_no_date_is_refused_with_the_right_way_to_write_it(text: str) -> None:
    with pytest.raises(RuleViolation, match=r"23\.11\.2026"):
        parse_date(text, feld="f", name="Datum")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,50", 123450),
        ("1234,5 €", 123450),
        ("50000", 5_000_000),
        ("0,01", 1),
        ("", None),
        ("12.000 EUR", 1_200_000),
    ],
)
def test_euro_are_read_as_cents(text: str, cents: int | None) -> None:
    assert parse_euro(text, feld="f", name="Betrag") == cents


@pytest.mark.parametrize("text", ["1.5", "1,234.50", "-5", "abc", "1,234", "99999999999999"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation):
        parse_euro(text, feld="f", name="Betrag")


@given(st.integers(0, 100_000_000_000))
def test_shown_euro_are_read_back(cents: int) -> None:
    assert parse_euro(show_euro(cents), feld="f", name="Betrag") == cents


@pytest.mark.parametrize("text", ["1,5", "zwei", "1e3", "0x10", "²"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation):
        parse_int(text, feld="f", name="Zahl", low=0, high=100)
