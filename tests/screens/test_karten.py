"""What can be done on the board besides carrying one card, by keys."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import go, paste, press, running, type_text, visible_text, wait_for_text


async def test_a_list_becomes_cards(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "N")
        await wait_for_text(pilot, "Je Zeile eine Karte")
        await type_text(pilot, "- Plakate")
        await press(pilot, "enter")
        await type_text(pilot, "- Raum")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: 2 Karten angelegt")
        await wait_for_text(pilot, "Plakate")


async def test_marked_cards_are_archived_in_one_step_and_come_back(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "m", "right", "m")
        await wait_for_text(pilot, "2 Karten markiert")
        await press(pilot, "M")
        await type_text(pilot, "archiv")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Karten archiviert (2)")
        await wait_for_text(pilot, "Offen (2)")
        await press(pilot, "K", "enter")
        await wait_for_text(pilot, "Gesichert: Karte zurückgeholt")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_filter_and_zoom_say_what_they_hide_and_esc_shows_all(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "plus")
        await wait_for_text(pilot, "8 Karten verborgen")
        await press(pilot, "escape", "f")
        await wait_for_text(pilot, "Was zeigen?")
        await type_text(pilot, "blockiert 2")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "mit „blockiert 2“ · 11 Karten verborgen")
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "Gesichert: Karte verschoben")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Fertig (4)")
        assert "verborgen" not in visible_text(pilot.app)


async def test_a_card_goes_anywhere_by_name(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "j")
        await wait_for_text(pilot, "Wohin mit der Karte?")
        await type_text(pilot, "maßnahme 3: fertig")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Karten verschoben (1)")
        await wait_for_text(pilot, "Fertig (4)")


async def test_checklist_limit_and_copy(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "p")
        await wait_for_text(pilot, "[x] heißt erledigt")
        await type_text(pilot, "[x] Raum")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "☑ 1/1")
        await press(pilot, "P", "enter")
        await wait_for_text(pilot, "Gesichert: Prüfpunkt wird Karte")
        await press(pilot, "y")
        await wait_for_text(pilot, "Gesichert: Karte verdoppelt")
        await press(pilot, "g")
        await wait_for_text(pilot, "keine Grenze")
        await type_text(pilot, "1")
        await press(pilot, "ctrl+s", "N")
        await press(pilot, "escape")
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "▲ 2 von 1 in Arbeit")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_columns_are_called_as_agreed_wherever_cards_go_and_their_numbers_stay_in_sight(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        await wait_for_text(pilot, "Offen (3)")
        await press(pilot, "S")
        await wait_for_text(pilot, "Statt „Offen“")
        await paste(pilot, "Vorrat [/bold] für später")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "höchstens 24")
        await press(pilot, "ctrl+u")
        await paste(pilot, "Vorrat [/b] fürs Quartal")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Spalten umbenannt")
        await wait_for_text(pilot, "Vorrat [/b]")
        assert "(3)" in visible_text(pilot.app).splitlines()[2][: size[0] // 4]
        await press(pilot, "j")
        await wait_for_text(pilot, "Wohin mit der Karte?")
        await wait_for_text(pilot, "Maßnahme 1: Vorrat [/b] fürs Quartal")
        await press(pilot, "escape", "b")
        await wait_for_text(pilot, "Vorrat [/b] fürs Quartal (1)")
        await press(pilot, "escape", "u")
        await wait_for_text(pilot, "Offen (3)")
