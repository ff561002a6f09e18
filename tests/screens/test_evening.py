"""The whole evening by keys alone, on the practice data, checked in the database."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from myk_tui.services.schnappschuss import create_programm
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text


def rows(path: Path, clock: Any, table: Any, *conditions: Any) -> list[Any]:
    database = Database(path, clock, read_only=True)
    try:
        with database.read() as connection:
            return list(connection.execute(sa.select(table).where(*conditions).order_by(table.c.id)))
    finally:
        database.close()


async def decide_zielbild(pilot: Any, teams: int, *, idea_for_first: bool = False) -> None:
    """From the look back through every team to the decision."""
    await wait_for_text(pilot, "Rückblick")
    await press(pilot, "enter")
    for number in range(teams):
        await wait_for_text(pilot, "Weiterverfolgen:")
        if idea_for_first and number == 0:
            await switch_to_idea(pilot)
        else:
            await press(pilot, "home", "enter")
            await wait_for_text(pilot, "Sichern und weiter")
            await press(pilot, "1", "tab", "tab")  # the verdict, no reason, then the Sprintziel
            await type_text(pilot, "Weiter so")
        await press(pilot, "ctrl+s")
        await wait_for(pilot, lambda: "Sichern und weiter" not in visible_text(pilot.app), "the form to close")
    await wait_for_text(pilot, "weiter ohne Abstimmung")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Zusammenfassung")
    await press(pilot, "end")
    await wait_for_text(pilot, "so beschließen")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Gesichert: Beschluss")


async def switch_to_idea(pilot: Any) -> None:
    """Take the first idea of the list and say what becomes of the old Maßnahme."""
    screen = pilot.app.screen
    options = screen.query_one("Optionen")
    first_idea = next(key for key, (_wahl, neu) in screen._options.items() if neu is not None and neu.art == "idee")
    while options.cursor_id != first_idea:
        await press(pilot, "down")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Was wird aus")
    await press(pilot, "2", "tab", "tab", "1", "tab")  # the verdict, then the first Verbleib: abgeschlossen
    await type_text(pilot, "Ziel erreicht")


async def test_a_whole_evening_by_keys_alone(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "abend.db"
    create_programm(path, "demo", clock)
    teams = {row.id: [] for row in rows(path, clock, t.zielbild)}
    for team in rows(path, clock, t.sprintteam):
        teams[team.zielbild_id].append(team)
    order = [row.id for row in sorted(rows(path, clock, t.zielbild), key=lambda row: row.ordnung)]
    async with running(path, clock) as pilot:
        await wait_for_text(pilot, "Als Nächstes")
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await type_text(pilot, "Bank am Markt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee „Bank am Markt“ aufgenommen")
        await go(pilot, "4", "sprintboard")
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "Gesichert: Karte verschoben")
        await go(pilot, "5", "entscheidung")
        for number, zielbild in enumerate(order):
            await decide_zielbild(pilot, len(teams[zielbild]), idea_for_first=number == 2)
        await wait_for_text(pilot, "Eingabe: Sprint abschließen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Ja, abschließen")
        await press(pilot, "j")
        await wait_for_text(pilot, "ist abgeschlossen")
        await wait_for_text(pilot, "Schnappschuss von danach: abend-2026-Q4.json")
        await press(pilot, "q")
    active = rows(path, clock, t.sprint, t.sprint.c.status == "aktiv")
    assert [(row.jahr, row.quartal) for row in active] == [(2027, 1)]
    decided = rows(path, clock, t.entscheidung, t.entscheidung.c.status == "beschlossen")
    assert len([row for row in decided if row.jahr == 2026]) >= 3
    new = rows(path, clock, t.auftrag, t.auftrag.c.sprint_id == active[0].id)
    assert len(new) == sum(len(found) for found in teams.values())
    assert [row.status for row in rows(path, clock, t.idee, t.idee.c.titel == "Bank am Markt")] != []
    taken = rows(path, clock, t.massnahme, t.massnahme.c.herkunft_idee_id.is_not(None))
    assert len(taken) == 1 and taken[0].status == "im_sprint"


async def test_the_evening_goes_on_where_it_stood_after_a_restart(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "abend.db"
    create_programm(path, "demo", clock)
    async with running(path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Weiterverfolgen:")
        await press(pilot, "home", "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "1", "ctrl+s")
        await wait_for_text(pilot, "Stimmungsbild")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")
    async with running(path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Weiter, wo Sie waren.")
        assert "Zusammenfassung" in visible_text(pilot.app)
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig")
