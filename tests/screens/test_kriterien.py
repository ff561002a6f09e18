"""The criteria by keys alone."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import go, press, running, type_text, visible_text, wait_for_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_criteria_are_added_renamed_and_put_to_rest(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "K")
        await wait_for_text(pilot, "Noch keine Kriterien")
        for name in ("Wirkung", "Machbarkeit"):
            await press(pilot, "n")
            await wait_for_text(pilot, "Neues Kriterium")
            await type_text(pilot, name)
            await press(pilot, "ctrl+s")
            await wait_for_text(pilot, name)
        await press(pilot, "home", "d")
        await wait_for_text(pilot, "ruht")
        await press(pilot, "home", "d")
        await wait_for_text(pilot, "letzte Kriterium. Bitte")
        await press(pilot, "home", "enter")
        await wait_for_text(pilot, "Kriterium bearbeiten")
        await type_text(pilot, "Nutzen vor Ort")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Nutzen vor Ort")
        await press(pilot, "u", "u")
        await wait_for_text(pilot, "Rückgängig: Kriterium ruht")
        assert "Nutzen" not in visible_text(pilot.app)
