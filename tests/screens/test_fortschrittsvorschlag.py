"""The progress a team suggests, from the result card to the decision, by keys."""

from pathlib import Path

from builders import Region
from frozen_clock import FrozenClock
from pilot_tools import go, press, running, wait_for_text
from stored import stored


async def test_the_team_suggests_on_its_result_card_and_the_review_shows_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "x")
        await wait_for_text(pilot, "Fortschritt, Vorschlag des Teams in % (bisher 20, nach Karten 40)")
        await press(pilot, "tab", "tab", "tab", "tab", "6", "5", "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Ergebnis notiert")
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Fortschritt, Vorschlag des Teams: 65 %")
        await press(pilot, "enter", "enter")
        await wait_for_text(pilot, "Vorschlag des Teams: 65,")
        await wait_for_text(pilot, "Vorschlag aus den Karten: 40 = 20 % + 1/4 der fehlenden 80 %")
        await press(pilot, "ctrl+s")
    with stored(database_path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None and abschluss.entscheidungen[0].zeilen[0].fortschritt == 65
