"""The wizard without a keyboard: whoever stands at the screen with the mouse decides and closes the sprint."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from mouse import click_text
from pilot_tools import running, visible_text, wait_for_text
from stored import stored


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_sprint_is_decided_and_closed_with_the_mouse_alone(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await click_text(pilot, "5 Entscheidung")
        for number in (1, 2, 3):
            await wait_for_text(pilot, "Rückblick")
            await click_text(pilot, "Eingabe weiter")
            await click_text(pilot, "Geplante 1" if number == 1 else f"Weiterverfolgen: Maßnahme {number}")
            await click_text(pilot, "Eingabe wählen")
            if number == 1:
                await click_text(pilot, "pausiert")
            await click_text(pilot, "Sichern und weiter")
            await wait_for_text(pilot, "weiter ohne Abstimmung")
            await click_text(pilot, "Eingabe weiter")
            await click_text(pilot, "Eingabe beschließen")
            await wait_for_text(pilot, f"Gesichert: Beschluss 2026-0{number}")
        await click_text(pilot, "Eingabe Sprint abschließen")
        await click_text(pilot, "Ja, abschließen")
        await wait_for_text(pilot, "Sprint 1. Quartal 2027 eröffnet.")
    with stored(database_path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    assert abschluss.sprint.name == "1. Quartal 2027"
    works_on = [decision.zeilen[0].alt for decision in abschluss.entscheidungen]
    assert [alt and alt.massnahme for alt in works_on] == ["Geplante 1", "Maßnahme 2", "Maßnahme 3"]


async def test_a_click_on_a_zielbild_of_the_strip_goes_there(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await click_text(pilot, "5 Entscheidung")
        await wait_for_text(pilot, "MYK verändert sich · Schritt 1")
        await click_text(pilot, "0/1 MYK vernetz")
        await wait_for_text(pilot, "▸ 0/1 MYK vernetz")
        assert "MYK verändert sich · Schritt" not in visible_text(pilot.app)
        await click_text(pilot, "0/1 MYK veränd")
        await wait_for_text(pilot, "MYK verändert sich · Schritt 1")
        await click_text(pilot, "  Abschluss")
        await wait_for_text(pilot, "▸ Abschluss")
