"""The numbers sprint by sprint, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import press, running, type_text, visible_text, wait_for_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_four_charts_are_paged_read_as_table_and_shown_to_the_room(
    programme: Callable[[str], Path], clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(programme("demo"), clock, size=size) as pilot:
        await wait_for_text(pilot, "c zeigt alle Sprints")
        await press(pilot, "c")
        await wait_for_text(pilot, "1/4 Fortschritt je Zielbild am Ende des Sprints")
        await wait_for_text(pilot, "4. Quartal 2026 ▸ läuft")
        assert "15 % (+4)" in visible_text(pilot.app)
        await press(pilot, "w")
        await wait_for_text(pilot, "die es nicht mehr gibt.")
        await press(pilot, "right")
        await wait_for_text(pilot, "2/4 Fertige Karten je Sprint")
        await wait_for_text(pilot, "░ 8 von 16")
        await press(pilot, "t")
        await wait_for_text(pilot, "t Balken")
        text = visible_text(pilot.app)
        assert "8 von 16" in text and "░ 8 von 16" not in text
        await press(pilot, "right", "t")
        await wait_for_text(pilot, "In keinem Sprint: aufgenommen 8 ohne Tag.")
        await press(pilot, "b")
        await wait_for_text(pilot, "3. Quartal 2026: aufgenommen 5, übernommen 0, abgelehnt 0")
        await press(pilot, "down")
        await wait_for_text(pilot, "Bitten um Unterstützung je Sprint")
        await press(pilot, "escape")
        await wait_for_text(pilot, "4/4 Bitten um Unterstützung je Sprint")
        await press(pilot, "right")
        await wait_for_text(pilot, "1/4")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Noch 5 Sprints bis zum Förderende")


async def test_before_the_first_closing_it_says_what_to_do_and_the_palette_finds_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        assert "c zeigt alle Sprints" not in visible_text(pilot.app)
        await press(pilot, "ctrl+p")
        await type_text(pilot, "Sprintreihe")
        await wait_for_text(pilot, "Sprintreihe (c)")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Noch ist kein Sprint abgeschlossen")
        await wait_for_text(pilot, "4. Quartal 2026 ▸ läuft")


async def test_without_any_sprint_it_says_how_the_first_one_begins(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("leer"), clock, size=(80, 24)) as pilot:
        await press(pilot, "c")
        await wait_for_text(pilot, "Noch kein Sprint: Auf dem Sprintboard (4)")
