"""The Projektsteckbrief by keys."""

from pathlib import Path
from typing import Any

from builders import Region
from myk_tui.services.schnappschuss import create_programm
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, type_text, wait_for_text


async def test_steckbrief_and_assumed_place_by_keys(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "myk10.db"
    create_programm(path, "myk10", clock)
    async with running(path, clock) as pilot:
        await go(pilot, "2", "zielbaum")
        await press(pilot, "asterisk", "down", "down")
        await wait_for_text(pilot, "Zuordnung angenommen")
        await press(pilot, "z")
        await wait_for_text(pilot, "Gesichert: Zuordnung bestätigt")
        await press(pilot, "p")
        await wait_for_text(pilot, "Steckbrief: RegioHubs")
        pilot.app.screen.query_one("#feld-kosten_cent").focus()
        await type_text(pilot, "viel")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "„viel“ ist kein Betrag")
        pilot.app.screen.query_one("#feld-kosten_cent").value = "1.500,00"
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Steckbrief bearbeitet")
    database = Database(path, clock, read_only=True)
    with database.read() as connection:
        row = connection.execute(t.massnahme.select().where(t.massnahme.c.titel == "RegioHubs")).one()
    database.close()
    assert (row.kosten_cent, row.zuordnung_angenommen) == (150_000, 0)


async def test_costs_are_shown_as_a_sum_for_a_massnahme_and_for_everything_above_it(
    region: Region, database_path: Path, clock: Any
) -> None:
    database = Database(database_path, clock)
    with database.write("Beträge") as writer:
        writer.update(t.massnahme, region.geplant[0], kosten_cent=9_000_000, foerderung_cent=6_000_000)
        writer.update(t.massnahme, region.massnahmen[0], kosten_cent=1_000_000, eigenanteil_cent=1_000_000)
    database.close()
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "2", "zielbaum")
        pilot.app.screen.show_stelle(region.geplant[0])
        await wait_for_text(pilot, "Kosten: 90.000 € = 60.000 €")
        await wait_for_text(pilot, "noch offen")
        pilot.app.screen.show_stelle(region.zielbilder[0])
        await wait_for_text(pilot, "Kosten: 100.000 € = 60.000 €")
        await wait_for_text(pilot, "aus 2 Maßnahmen")
        pilot.app.screen.show_stelle(region.programm)
        await wait_for_text(pilot, "Nicht dabei: 4 ohne Betrag.")
        pilot.app.screen.show_stelle(region.zielbilder[1])
        await wait_for_text(pilot, "In MYK gut von A nach B kommen")
        await press(pilot, "end")
        pilot.app.screen.show_stelle(region.geplant[0])
        await press(pilot, "p")
        pilot.app.screen.query_one("#feld-eigenanteil_cent").value = "30.000"
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "30.000 € (33,3 %)")
