"""The page of a choice: candidates side by side, a second Maßnahme, a new team, by keys alone."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.services.kriterien import KriterienService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, to_row, type_text, visible_text, wait_for_text
from stored import stored


def lines(path: Path, clock: FrozenClock) -> Any:
    with stored(path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[0].zeilen


async def at_the_choice(pilot: Pilot[Any]) -> None:
    await go(pilot, "5", "entscheidung")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Wechseln zu: Maßnahmen")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_candidates_are_marked_compared_and_chosen(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await at_the_choice(pilot)
        await press(pilot, "x")
        await wait_for_text(pilot, "Ankreuzen lassen sich")
        await to_row(pilot, region.geplant[0])
        await press(pilot, "x")
        await wait_for_text(pilot, "◆")
        await press(pilot, "c")
        await wait_for_text(pilot, "Kandidaten nebeneinander")
        assert "jetzt" in visible_text(pilot.app)
        await press(pilot, "left", "right", "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "escape")
    chosen = lines(database_path, clock)[0]
    assert chosen.wahl is Wahl.WECHSELN and chosen.neu is not None


async def test_without_another_candidate_nothing_is_compared(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await press(pilot, "c")
        await wait_for_text(pilot, "Zum Vergleichen bitte mit x noch eine Maßnahme oder Idee ankreuzen.")


async def test_dropping_a_second_massnahme_stays_with_the_team_it_was_for(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await press(pilot, "tab")
        await wait_for_text(pilot, "In MYK gut von A nach B kommen · Schritt 1")
        await press(pilot, "right")
        await to_row(pilot, "zweite")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Team 2, zweite Maßnahme")
        await to_row(pilot, "keine-zweite")
        await press(pilot, "enter")
        await wait_for_text(pilot, "In MYK gut von A nach B kommen · Schritt 2 von 4: Team 2")


async def test_a_second_massnahme_and_a_new_team_get_their_pages(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await to_row(pilot, "zweite")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Team 1, zweite Maßnahme")
        await wait_for_text(pilot, "Doch keine zweite Maßnahme")
        assert lines(database_path, clock)[1].zweite
        await to_row(pilot, "keine-zweite")
        await press(pilot, "enter")
        await wait_for_text(pilot, "zweite Maßnahme aufnehmen")
        assert len(lines(database_path, clock)) == 1
        await to_row(pilot, "neues-team")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Neues Sprintteam")
        await type_text(pilot, "Beispielteam")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Beispielteam")
        await wait_for_text(pilot, "Gesichert: Neues Sprintteam in der Entscheidung")
    assert "Beispielteam" in [line.team for line in lines(database_path, clock)]


async def test_points_given_or_not_lead_back_to_the_comparison(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    opened = Database(database_path, clock)
    KriterienService(opened).add_kriterium({"name": "Wirkung"})
    opened.close()
    async with running(database_path, clock) as pilot:
        await at_the_choice(pilot)
        await to_row(pilot, region.geplant[0])
        await press(pilot, "x", "c")
        await wait_for_text(pilot, "Kandidaten nebeneinander")
        for leave in (("escape",), ("4", "ctrl+s")):
            await press(pilot, "p")
            await wait_for_text(pilot, "Punkte für „")
            await press(pilot, *leave)
            await wait_for_text(pilot, "Kandidaten nebeneinander")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_something_of_another_zielbild_is_found_put_on_the_page_and_chosen(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await at_the_choice(pilot)
        assert "Geplante 2" not in visible_text(pilot.app)
        await to_row(pilot, "alle")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Tippen zum Filtern")
        await type_text(pilot, "geplante 2")
        await press(pilot, "enter")
        await wait_for_text(pilot, "anderes Zielbild")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "escape")
    chosen = lines(database_path, clock)[0].neu
    assert chosen is not None and chosen.id == region.geplant[1]


async def test_in_eighty_columns_what_the_table_has_no_room_for_stands_below_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    database = Database(database_path, clock)
    with database.write("Maßnahme") as writer:
        field = writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")
        writer.insert(t.massnahme_handlungsfeld, massnahme_id=region.geplant[0], handlungsfeld_id=field)
        place = {"orte": "Rieden, Monreal", "freigabe": "erteilt", "groesse": "mittel"}
        writer.update(t.massnahme, region.geplant[0], titel="Fahrradwege zwischen allen Dörfern", **place)
        for key in region.ideen:
            writer.update(t.idee, key, zielbild_id=None, unterstuetzer=9)
    database.close()
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await at_the_choice(pilot)
        heading = next(line for line in visible_text(pilot.app).split("\n") if "Wechseln zu" in line)
        assert "Stand" in heading and "Handlungsfeld" not in heading
        await to_row(pilot, region.geplant[0])
        await wait_for_text(pilot, "Handlungsfeld: Mobilität · Stand: geplant · Freigabe erteilt · Ort: Rieden,")
        await press(pilot, "home")
        await wait_for_text(pilot, "c vergleichen")
        assert "Ideen noch ohne Zielbild" in visible_text(pilot.app)
