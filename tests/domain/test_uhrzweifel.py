"""Times that the order of the steps contradicts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.uhrzweifel import SPIELRAUM, doubtful_steps, show_zweifel

BEGIN = datetime(2026, 11, 23, 18, tzinfo=UTC)


def doubted(hours: list[float]) -> list[int]:
    """Return which places of a series of times, in hours, are doubted."""
    return sorted(doubtful_steps([(nr, BEGIN + timedelta(hours=hour)) for nr, hour in enumerate(hours)]))


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ([], []),
        ([1], []),
        ([1, 2, 2, 3], []),
        ([1, 2, -900, -900, -900, 3, 4], [2, 3, 4]),  # an evening with a dead battery, with more steps than all others
        ([1, 2, 900, 900, 900, 3, 4], [2, 3, 4]),  # an evening years ahead
        ([1, 2, 900, 3, 4, -900, 5], [2, 5]),  # both, one after the other
        ([1, 2, 3, 4, -900], [4]),  # set back and not put right yet
        ([900, 1, 2, 3], [0]),
        ([1, 5, 3, 9], [1, 2]),  # nobody knows which of the two is right
        ([2, 1], [0, 1]),
        ([1, 2, 2.01, 2.05, 2.02, 2.06, 3], [3, 4]),  # an hour in the middle of an evening: only what overlaps
    ],
)
def test_the_few_days_that_do_not_fit_are_doubted_and_where_nobody_knows_all_of_them(
    days: list[float], wrong: list[int]
) -> None:
    assert doubted([day * 24 for day in days]) == wrong


def test_a_clock_that_is_put_right_by_a_little_casts_no_doubt() -> None:
    little = SPIELRAUM.total_seconds() / 3600
    assert doubted([1, 2, 2 - little, 3]) == []
    assert doubted([1, 2, 2 - little * 1.1, 3]) == [1, 2]


@given(st.lists(st.integers(-1000, 1000), max_size=40))
def test_what_is_not_doubted_never_runs_backwards(hours: list[int]) -> None:
    wrong = doubted([float(hour) for hour in hours])
    believed = [hour for place, hour in enumerate(hours) if place not in wrong]
    assert believed == sorted(believed)
    assert not (wrong and hours == sorted(hours))


def test_a_doubtful_time_says_so_in_words() -> None:
    assert show_zweifel("18:00", unsicher=True) == "18:00, Zeit unsicher"
    assert show_zweifel("18:00", unsicher=False) == "18:00"
