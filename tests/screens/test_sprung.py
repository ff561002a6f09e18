"""F6 shows letters, a letter jumps."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.screens.base import MykScreen
from myk_tui.screens.sprung import SprungDialog
from myk_tui.widgets.brett import Brett
from myk_tui.widgets.zeilenliste import Zeilenliste
from pilot_tools import go, press, resize, running, visible_text, wait_for, wait_for_text

SIZES = [(80, 24), (120, 40)]


async def letters(pilot: Pilot[None]) -> None:
    """Ask for the letters and wait until they can be read."""
    await press(pilot, "f6")
    await wait_for_text(pilot, "Buchstabe: springt hin")


async def gone(pilot: Pilot[None]) -> None:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, MykScreen), "the screen")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "ziel"), [("1", "uebersicht"), ("2", "zielbaum"), ("3", "ideenspeicher")])
async def test_a_letter_puts_the_cursor_on_its_row(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int], key: str, ziel: str
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, key, ziel)
        liste = pilot.app.screen.query(Zeilenliste).first()
        wanted = list(liste.sprungorte.values())[2]
        await letters(pilot)
        await wait_for(pilot, lambda: re.search(r"^c ", visible_text(pilot.app), re.MULTILINE), "the third letter")
        await press(pilot, "c")
        await gone(pilot)
        assert liste.cursor_id == wanted
        await wait_for(pilot, lambda: not re.search(r"^[a-c] ", visible_text(pilot.app), re.MULTILINE), "no letters")


@pytest.mark.parametrize("size", SIZES)
async def test_a_letter_leads_into_a_lane_of_the_board(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        await letters(pilot)
        await wait_for_text(pilot, "b  Maßnahme 2")
        await press(pilot, "b")
        await gone(pilot)
        assert pilot.app.screen.query_one(Brett).bahn_id == region.auftraege[1]


async def test_a_digit_changes_the_screen_and_what_is_no_letter_does_nothing_below(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        before = visible_text(pilot.app)
        await letters(pilot)
        await press(pilot, "n", "d", "shift+right", "question_mark")
        assert isinstance(pilot.app.screen, SprungDialog)
        await press(pilot, "escape")
        await gone(pilot)
        await wait_for(pilot, lambda: visible_text(pilot.app) == before, "the board as it was")
        await letters(pilot)
        await press(pilot, "2")
        await wait_for_text(pilot, "▸2 ")


async def test_where_something_is_typed_the_key_does_not_disturb(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await press(pilot, "f6", "a")
        assert "Buchstabe:" not in visible_text(pilot.app)
        await wait_for(pilot, lambda: getattr(pilot.app.focused, "value", "") == "a", "the typed letter")


async def test_a_window_of_another_size_takes_the_letters_away(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "end")
        await letters(pilot)
        await resize(pilot, 80, 12)
        await gone(pilot)
        await wait_for(pilot, lambda: not re.search(r"^[a-z] ", visible_text(pilot.app), re.MULTILINE), "no letters")
