"""An idea is captured from the dialogs that are read, too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from frozen_clock import FrozenClock
from myk_tui.screens.aufnahme import AufnahmeDialog
from pilot_tools import go, paste, press, running, wait_for, wait_for_text
from stored import stored

WAYS = {
    "AgendaDialog": ("4", "sprintboard", "v"),
    "SprintarchivDialog": ("4", "sprintboard", "o", "enter"),
    "ErgebnisseDialog": ("4", "sprintboard", "o", "enter", "r"),
    "SprintteamDialog": ("4", "sprintboard", "T"),
    "MitgliederDialog": ("4", "sprintboard", "T", "enter"),
    "UnterstuetzungDialog": ("4", "sprintboard", "h"),
    "AusgewogenheitDialog": ("2", "zielbaum", "a"),
    "ReiheDialog": ("2", "zielbaum", "a", "enter"),
    "RanglisteDialog": ("3", "ideenspeicher", "R"),
    "SeitdemDialog": ("1", "uebersicht", "v"),
}


@pytest.mark.parametrize("name", WAYS)
async def test_an_idea_is_captured_and_the_same_dialog_is_there_again(
    programme: Callable[[str], Path], clock: FrozenClock, name: str
) -> None:
    path = programme("demo")
    key, ziel, *keys = WAYS[name]
    async with running(path, clock, size=(80, 24)) as pilot:
        await go(pilot, key, ziel)
        await press(pilot, *keys)
        await wait_for(pilot, lambda: type(pilot.app.screen).__name__ == name, name)
        dialog, focused = pilot.app.screen, pilot.app.focused
        await press(pilot, "i")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, AufnahmeDialog), "the form")
        await paste(pilot, "Sitzbank")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: pilot.app.screen is dialog, "the dialog again")
        await wait_for_text(pilot, "✓ Gesichert: Idee „Sitzbank“")
        assert pilot.app.focused is focused
        await press(pilot, "i", "escape")
        assert pilot.app.screen is dialog
    with stored(path, clock) as services:
        assert [idee.titel for idee in services.ideenspeicher.load_ideen()].count("Sitzbank") == 1
