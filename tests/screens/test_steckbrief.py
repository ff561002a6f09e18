"""The Projektsteckbrief by keys."""

from pathlib import Path
from typing import Any

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
