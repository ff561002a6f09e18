"""Where confidence and progress contradict each other."""

from datetime import date
from fractions import Fraction

import pytest

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zuversicht import Zuversicht, time_passed

RUNNING = MassnahmeStatus.IM_SPRINT


@pytest.mark.parametrize(
    ("wert", "fortschritt", "plan", "contradicts"),
    [
        (3, 50, None, True),
        (3, 49, None, False),
        (4, 100, None, False),
        (0, 40, 40, True),
        (0, 39, 40, False),
        (0, 0, 0, False),  # nothing was to be done yet
        (7, 25, 50, True),
        (7, 26, 50, False),
        (6, 0, 90, False),
        (10, 0, None, False),
    ],
)
def test_low_confidence_in_time_and_high_confidence_behind_time_contradict(
    wert: int, fortschritt: int, plan: int | None, contradicts: bool
) -> None:
    confidence = Zuversicht(wert, fortschritt, RUNNING, None if plan is None else Fraction(plan))
    assert bool(confidence.widerspruch) is contradicts
    assert ("▲" in confidence.satz) is contradicts


@pytest.mark.parametrize("status", [MassnahmeStatus.ABGESCHLOSSEN, MassnahmeStatus.PAUSIERT])
def test_what_is_finished_or_pauses_contradicts_nothing(status: MassnahmeStatus) -> None:
    assert Zuversicht(0, 80, status).widerspruch == ""


def test_the_plan_is_the_share_of_the_time_that_has_passed() -> None:
    begin, end = date(2026, 1, 1), date(2026, 1, 11)
    assert time_passed(begin, end, date(2026, 1, 6)) == 50
    assert time_passed(begin, end, date(2025, 1, 1)) == 0
    assert time_passed(begin, end, date(2027, 1, 1)) == 100
    assert time_passed(begin, None, end) is None
    assert time_passed(end, begin, end) is None
