"""The numbers sprint by sprint, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.beamer import Stand
from myk_tui.domain.kalender import Quartal
from myk_tui.screens.beamer_folien import folie_of
from myk_tui.services import make_services
from myk_tui.storage import tables as t
from myk_tui.storage.beamer import open_for_room
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened
from pilot_tools import press, running, type_text, visible_text, wait_for_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_five_charts_are_paged_read_as_table_and_shown_to_the_room(
    programme: Callable[[str], Path], clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(programme("demo"), clock, size=size) as pilot:
        await wait_for_text(pilot, "c zeigt alle Sprints")
        await press(pilot, "c")
        await wait_for_text(pilot, "1/5 Fortschritt je Zielbild am Ende des Sprints")
        await wait_for_text(pilot, "4. Quartal 2026 ▸ läuft")
        assert "17 % (+4)" in visible_text(pilot.app)
        await press(pilot, "w")
        await wait_for_text(pilot, "die es nicht mehr gibt.")
        await press(pilot, "right")
        await wait_for_text(pilot, "2/5 Fertige Karten je Sprint")
        await wait_for_text(pilot, "░ 14 von 20")
        await press(pilot, "t")
        await wait_for_text(pilot, "t Balken")
        text = visible_text(pilot.app)
        assert "14 von 20" in text and "░ 14 von 20" not in text
        await press(pilot, "right", "t")
        await wait_for_text(pilot, "In keinem Sprint: aufgenommen 8 ohne Tag.")
        await press(pilot, "b")
        await wait_for_text(pilot, "3. Quartal 2026: aufgenommen 5, übernommen 0, abgelehnt 0")
        await press(pilot, "down")
        await wait_for_text(pilot, "Bitten um Unterstützung je Sprint")
        await press(pilot, "escape")
        await wait_for_text(pilot, "4/5 Bitten um Unterstützung je Sprint")
        await press(pilot, "right")
        await wait_for_text(pilot, "5/5 Ideen bis zum Ergebnis, je Zielbild")
        await press(pilot, "b")
        await wait_for_text(pilot, "gesichtet: 7")
        await press(pilot, "escape", "right")
        await wait_for_text(pilot, "1/5")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Mit diesem noch 5 Sprints bis Förderende")


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


async def test_the_room_sees_the_same_numbers_nothing_internal_and_titles_only_as_text(
    database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    hostile = "[bold red]Fett[/] [@click=app.quit]x[/]"
    with database.write("Notizen") as writer:
        writer.update(t.zielbild, region.zielbilder[0], titel=hostile)
        writer.update(t.massnahme, region.massnahmen[0], interne_notiz="Nur für die Moderation")
        writer.update(t.idee, region.ideen[0], interne_notiz="Nur für die Moderation", status="abgelehnt")
    path = database.path
    database.close()
    own, room = make_services(Opened(Database(path, clock), None)), make_services(open_for_room(path, clock))
    try:
        assert room.sprintreihe.load_sprintreihe() == own.sprintreihe.load_sprintreihe()
        slides = [folie_of(room, Stand("sprintreihe", str(number))) for number in (0, 1, 2, 3, 4, 99)]
    finally:
        room.close()
        own.close()
    assert "Nur für" not in repr(slides)
    assert any("abgelehnt 1" in zeile.text for zeile in slides[2].zeilen)
    assert slides[5] == slides[4]
    async with running(path, clock, size=(80, 24)) as pilot:
        await press(pilot, "c")
        await wait_for_text(pilot, hostile)
        await press(pilot, "b")
        await wait_for_text(pilot, hostile)


def test_a_slide_shows_the_newest_sprints_and_counts_the_others(database: Database, clock: FrozenClock) -> None:
    make_region(database)
    with database.write("Frühere") as writer:
        for year in (2024, 2025):
            for quarter in (1, 2, 3, 4):
                begin = Quartal(year, quarter)
                writer.insert(
                    t.sprint,
                    jahr=year,
                    quartal=quarter,
                    beginn=begin.beginn.isoformat(),
                    ende=begin.ende.isoformat(),
                    status="abgeschlossen",
                )
    services = make_services(Opened(database, None))
    lines = [zeile.text for zeile in folie_of(services, Stand("sprintreihe", "1")).zeilen]
    assert lines[0].startswith("2. Quartal 2025") and lines[-1] == "davor 5 weitere Sprints"
    assert sum(line.startswith(("2.", "3.", "4.")) for line in lines) == 4
