"""The burn-up by keys."""

from pathlib import Path

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import go, press, running, wait_for_text
from stored import stored


async def test_a_card_that_gets_done_is_seen_in_the_burn_up(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "c")
        await wait_for_text(pilot, "4. Quartal 2026: 3 von 12 Karten fertig; in dieser Woche 0")
        await press(pilot, "escape")
        await press(pilot, "shift+right", "shift+right", "shift+right")
        await wait_for_text(pilot, "4 von 12 Karten fertig")
        await press(pilot, "c")
        await wait_for_text(pilot, "4. Quartal 2026: 4 von 12 Karten fertig; in dieser Woche 1")
    with stored(database_path, clock) as services:
        curve = services.sprintkurve.load_sprintkurve()
    assert curve is not None and (curve.wochen[-1].fertig, curve.wochen[-1].dazu) == (4, 1)
