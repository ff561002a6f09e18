"""„Seit dem letzten Treffen“ by keys."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from hostile import STEERING, TITLES
from myk_tui.services.schnappschuss import write_snapshot
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import press, running, type_text, visible_text, wait_for_text


def rename(path: Path, clock: FrozenClock, region: Region, title: str = "Neuer Name") -> None:
    clock.tick(days=1)
    database = Database(path, clock)
    with database.write("Umbenannt") as writer:
        writer.update(t.massnahme, region.massnahmen[1], titel=title)
    database.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_slide_by_slide_and_a_line_opens_into_its_entries(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    rename(database_path, clock, region)
    async with running(database_path, clock, size=size) as pilot:
        await press(pilot, "v")
        await wait_for_text(pilot, "Was sich geändert hat seit dem Anlegen der Datei (23.11.2026)")
        await wait_for_text(pilot, "1/3 MYK verändert sich")
        await wait_for_text(pilot, "Hier hat sich nichts geändert.")
        await press(pilot, "right")
        await wait_for_text(pilot, "2/3 In MYK gut von A nach B kommen")
        await wait_for_text(pilot, "Maßnahme „Neuer Name“: Titel")
        await press(pilot, "enter")
        await wait_for_text(pilot, "„Maßnahme 2“ → „Neuer Name“")
        await press(pilot, "escape", "left", "left")
        await wait_for_text(pilot, "3/3 MYK vernetzt Menschen")
        await press(pilot, "a")
        await wait_for_text(pilot, "nichts geändert")
        await press(pilot, "escape", "escape")
        assert "3/3" not in visible_text(pilot.app)


async def test_another_day_is_counted_from_and_nonsense_is_said_at_the_field(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    rename(database_path, clock, region)
    async with running(database_path, clock) as pilot:
        await press(pilot, "v", "t")
        await wait_for_text(pilot, "Seit wann?")
        await type_text(pilot, "irgendwann")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗")
        assert "irgendwann" in visible_text(pilot.app)
        await press(pilot, *["backspace"] * 10)
        await type_text(pilot, "24.11.2026")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Was sich geändert hat seit 24.11.2026")


async def test_a_snapshot_is_compared_with(
    region: Region, database_path: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    file = tmp_path / "stand.json"
    before = Database(database_path, clock)
    write_snapshot(before, file)
    before.close()
    rename(database_path, clock, region)
    async with running(database_path, clock) as pilot:
        await press(pilot, "v", "s")
        await wait_for_text(pilot, "Datei des Schnappschusses")
        await type_text(pilot, str(tmp_path / "fehlt.json"))
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✗")
        await press(pilot, *["backspace"] * len("fehlt.json"))
        await type_text(pilot, "stand.json")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "seit dem Schnappschuss „stand.json“")
        await press(pilot, "right")
        await wait_for_text(pilot, "Maßnahme „Neuer Name“: Titel")


@pytest.mark.parametrize("name", TITLES)
async def test_hostile_titles_are_shown_as_they_are(
    region: Region, database_path: Path, clock: FrozenClock, name: str
) -> None:
    rename(database_path, clock, region, TITLES[name])
    async with running(database_path, clock) as pilot:
        await press(pilot, "v", "right")
        await wait_for_text(pilot, "Sonst geändert")
        assert not STEERING.search(visible_text(pilot.app))
        await press(pilot, "enter")
        await wait_for_text(pilot, "Umbenannt")
        assert not STEERING.search(visible_text(pilot.app))
