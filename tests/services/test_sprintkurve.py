"""The burn-up of the running sprint and of closed ones, read from the history."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from frozen_clock import FrozenClock
from myk_tui.errors import NotFound
from myk_tui.services import Services
from myk_tui.services.schnappschuss import create_programm
from stored import stored


@pytest.fixture
def rehearsal(tmp_path: Path, clock: FrozenClock) -> Iterator[Services]:
    """The practice data."""
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    with stored(path, clock) as services:
        yield services


def test_in_the_practice_data_cards_get_done_bit_by_bit_in_every_quarter(rehearsal: Services) -> None:
    sprints = [sprint.id for sprint, _closed in rehearsal.sprintarchiv.load_sprints()]
    for sprint_id in (None, *sprints):
        curve = rehearsal.sprintkurve.load_sprintkurve(sprint_id)
        assert curve is not None
        gained = [week.dazu for week in curve.wochen]
        assert sum(1 for number in gained if number > 0) > len(gained) / 2, curve.name
        assert max(gained) <= 5, curve.name


def test_the_curve_of_a_closed_sprint_ends_with_its_closing_and_with_what_its_board_shows(rehearsal: Services) -> None:
    for sprint, closed in rehearsal.sprintarchiv.load_sprints():
        curve, archive = (
            rehearsal.sprintkurve.load_sprintkurve(sprint.id),
            rehearsal.sprintarchiv.load_sprintarchiv(sprint.id),
        )
        assert curve is not None and closed is not None
        cards = [card for lane in archive.board.bahnen for card in lane.karten]
        assert (curve.wochen[-1].alle, curve.wochen[-1].fertig) == (
            len(cards),
            sum(lane.fertig for lane in archive.board.bahnen),
        )
        assert curve.wochen[-1].beginn <= closed < date(2026, 10, 1)
        assert "in der Woche des Abschlusses" in curve.describe()


def test_the_curve_of_a_sprint_that_is_gone_is_refused(rehearsal: Services) -> None:
    with pytest.raises(NotFound):
        rehearsal.sprintkurve.load_sprintkurve("gone")
