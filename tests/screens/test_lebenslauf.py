"""The life line to read, by keys."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from hostile import STEERING, TITLES
from myk_tui.app import MykApp
from myk_tui.domain.zielbaum import Ebene
from myk_tui.screens.base import MykScreen
from myk_tui.screens.lebenslauf import LebenslaufDialog, show_lebenslauf
from myk_tui.services import Services, make_services
from myk_tui.services.lebenslauf import SCHRITTE
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from pilot_tools import go, press, resize, running, visible_text, wait_for, wait_for_text


def working(path: Path, clock: FrozenClock) -> Services:
    return make_services(Opened(Database(path, clock), None))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_life_of_a_massnahme_is_read_part_by_part(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    services = working(database_path, clock)
    massnahme_id = services.ideenspeicher.take_over_idee(region.ideen[0], region.loesungen[0])
    services.unterstuetzung.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[0])
    services.close()
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(massnahme_id)
        await press(pilot, "l")
        await wait_for_text(pilot, "Lebenslauf: Idee 0")
        await wait_for_text(pilot, "entstand aus der Idee „Idee 0“")
        for heading in ("Sprints", "Beschlüsse", "Unterstützung", "Verlauf, das Neueste zuerst"):
            await press(pilot, "tab")
            await wait_for_text(pilot, heading)
        await press(pilot, "end")
        await wait_for_text(pilot, "Idee als Maßnahme übernommen")
        await press(pilot, *["shift+tab"] * 5)
        await wait_for_text(pilot, "Lebenslinie")
        await press(pilot, "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MykScreen), "the tree")


async def test_the_life_of_an_idea_is_read_forwards(region: Region, database_path: Path, clock: FrozenClock) -> None:
    services = working(database_path, clock)
    services.ideenspeicher.take_over_idee(region.ideen[0], region.loesungen[0])
    services.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        screen = pilot.app.screen
        assert isinstance(screen, MykScreen)
        screen.show_stelle(region.ideen[0])
        await press(pilot, "l")
        await wait_for_text(pilot, "▸ Idee „Idee 0“ (übernommen)")
        await wait_for_text(pilot, "Stand: geeignet → übernommen")
        await press(pilot, "l")
        await wait_for(pilot, lambda: pilot.app.screen is screen, "the Ideenspeicher")


async def test_of_an_idea_that_is_gone_it_is_said_in_a_sentence(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        screen = pilot.app.screen
        assert isinstance(screen, MykScreen)
        show_lebenslauf(screen, idee_id="gibt-es-nicht")
        await wait_for_text(pilot, "Dieser Eintrag ist nicht mehr da.")


async def test_the_whole_history_comes_with_one_key_and_the_key_goes(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    services = working(database_path, clock)
    for number in range(SCHRITTE + 3):
        services.zielbaum.rename_knoten(Ebene.MASSNAHME, region.geplant[0], f"Titel {number}")
    services.close()
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await press(pilot, "l", "end")
        await wait_for_text(pilot, "4 ältere Schritte: m zeigt alle.")
        await wait_for_text(pilot, "m: ganzer Verlauf")
        await press(pilot, "m")
        await wait_for(pilot, lambda: "m: ganzer" not in visible_text(pilot.app), "the hint to go")
        await press(pilot, "end")
        await wait_for_text(pilot, "+ Maßnahme „Geplante 1“")
        dialog = pilot.app.screen
        assert isinstance(dialog, LebenslaufDialog) and dialog.check_action("alle", ()) is False


async def test_a_window_that_only_reads_shows_it_too(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock), running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        await wait_for_text(pilot, "NUR LESEN")
        pilot.app.screen.show_stelle(region.massnahmen[0])
        await press(pilot, "l")
        await wait_for_text(pilot, "Lebenslauf: Maßnahme 1")


async def test_titles_that_try_to_break_out_are_only_text_in_the_life_line(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    services = working(database_path, clock)
    database = services.opened.database
    for title in TITLES.values():
        with database.write(f"Umbenannt in „{title}“") as writer:
            writer.update(t.massnahme, region.geplant[0], titel=title, lernen=title)
    services.close()
    async with running(database_path, clock, size=(80, 24)) as pilot:
        assert isinstance(pilot.app, MykApp)
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await press(pilot, "l")
        await wait_for_text(pilot, "Lebenslauf:")
        for _page in range(12):
            assert not STEERING.search(visible_text(pilot.app).replace("\n", ""))
            await press(pilot, "pagedown")
        await resize(pilot, 120, 40)
        await wait_for_text(pilot, "Lebenslauf:")
