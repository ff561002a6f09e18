"""An earlier sprint by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import go, press, running, visible_text, wait_for, wait_for_text


async def test_an_earlier_sprint_is_looked_at_and_refuses_every_change(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "o")
        await wait_for_text(pilot, "2. Quartal 2026 · abgeschlossen am 18.06.2026")
        await press(pilot, "down", "enter")
        await wait_for_text(pilot, "Dieser Sprint ist abgeschlossen und bleibt, wie er war.")
        await wait_for_text(pilot, "2. Quartal 2026 · abgeschlossen am 18.06.2026 · ")
        for key in ("n", "shift+left", "enter", "d", "u"):
            await press(pilot, key)
            await wait_for_text(pilot, "✗ Dieser Sprint ist abgeschlossen")
        await press(pilot, "c")
        await wait_for_text(pilot, "2. Quartal 2026: 14 von 20 Karten fertig; in der Woche des Abschlusses")
        await press(pilot, "escape", "r")
        await wait_for_text(pilot, "Ergebnisse und Beschlüsse: 2. Quartal 2026")
        await wait_for_text(pilot, "Sprintziel: ")
        await press(pilot, "escape", "escape")
        await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == "sprintboard", "the running sprint")
        assert "bleibt, wie er war" not in visible_text(pilot.app)


@pytest.mark.parametrize(
    "key",
    [
        "n",
        "e",
        "enter",
        "shift+left",
        "shift+right",
        "shift+up",
        "shift+down",
        "less_than_sign",
        "D",
        "N",
        "M",
        "j",
        "y",
        "k",
        "K",
        "p",
        "P",
        "g",
        "S",
    ],
)
@pytest.mark.parametrize("way", [(), ("left",)], ids=["on a card", "on an empty place"])
async def test_every_key_that_would_change_a_closed_sprint_says_that_it_is_closed(
    programme: Callable[[str], Path], clock: FrozenClock, key: str, way: tuple[str, ...]
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "o", "enter", *way)
        await wait_for_text(pilot, "■ Dieser Sprint ist abgeschlossen")
        assert "✗" not in visible_text(pilot.app)
        await press(pilot, key)
        await wait_for_text(pilot, "✗ Dieser Sprint ist abgeschlossen")


async def test_a_card_dragged_on_a_closed_sprint_finds_no_place_to_be_put(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with running(programme("demo"), clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "o", "enter")
        await wait_for_text(pilot, "› Ersten Plan")
        lines = visible_text(pilot.app).splitlines()
        x, y = next((line.index("Ersten Plan"), y) for y, line in enumerate(lines) if "Ersten Plan" in line)
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x - 35, y))
        await wait_for_text(pilot, "✗ nur lesen")
        assert "hier ablegen" not in visible_text(pilot.app)
        await pilot.mouse_up(offset=(x - 35, y))
        await wait_for_text(pilot, "✗ Dieser Sprint ist abgeschlossen")


async def test_without_a_closed_sprint_it_says_so(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "o")
        await wait_for_text(pilot, "Noch ist kein Sprint abgeschlossen")
