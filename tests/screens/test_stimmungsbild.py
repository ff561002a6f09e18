"""The page „Stimmungsbild“ of the wizard, every method by keys."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, type_text, visible_text, wait_for_text

TO_THE_PAGE = ("enter", "right")


async def at_the_page(pilot: Pilot[Any]) -> None:
    await go(pilot, "5", "entscheidung")
    await press(pilot, *TO_THE_PAGE)
    await wait_for_text(pilot, "weiter ohne Abstimmung")


async def choose(pilot: Pilot[Any], methode: str) -> None:
    await press(pilot, "m")
    await wait_for_text(pilot, "Wie wird gefragt?")
    await type_text(pilot, methode)
    await press(pilot, "enter")


async def say_the_rule(pilot: Pilot[Any], people: str) -> None:
    await wait_for_text(pilot, "Wie viele stimmen ab?")
    await type_text(pilot, people)
    await press(pilot, "ctrl+s")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hands_are_counted_hidden_and_revealed(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "hand")
        await say_the_rule(pilot, "10")
        await wait_for_text(pilot, "Ja, Nein, Enthaltungen")
        await type_text(pilot, "9 3 1")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "13 Stimmen, aber nur 10 Anwesende")
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "6 3 1")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Alles gezählt. a deckt auf.")
        assert "6 ja" not in visible_text(pilot.app)
        await press(pilot, "a")
        await wait_for_text(pilot, "6 ja, 3 nein, 1 enthalten")
        await wait_for_text(pilot, "Mehr Ja als Nein.")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")
        await wait_for_text(pilot, "1. Maßnahme 1: 6 ja, 3 nein, 1 enthalten")


async def test_points_bring_their_rule_along(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "mehrpunkt")
        await wait_for_text(pilot, "halbe Auswahl plus eins: 1")
        await say_the_rule(pilot, "8")
        await wait_for_text(pilot, "Punkte zusammen: 21")
        await type_text(pilot, "8")
        await press(pilot, "ctrl+s", "a")
        await wait_for_text(pilot, "8 Punkte")


async def test_consensing_shows_resistance_and_acceptance(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "konsensieren")
        await say_the_rule(pilot, "5")
        await wait_for_text(pilot, "Summe des Widerstands")
        await type_text(pilot, "0:4 10:1")
        await press(pilot, "tab")
        await type_text(pilot, "40")
        await press(pilot, "ctrl+s", "a")
        await wait_for_text(pilot, "Widerstand 10, Akzeptanz 80 %, 1 Person sagt 10")
        await wait_for_text(pilot, "2. Alles bleibt, wie es ist")


async def test_criteria_are_scored_with_their_weights(region: Region, database_path: Path, clock: FrozenClock) -> None:
    database = Database(database_path, clock)
    with database.write("Kriterien") as writer:
        writer.insert(t.kriterium, name="Wirkung", gewicht_hundertstel=200, ordnung="K")
        writer.insert(t.kriterium, name="Aufwand", gewicht_hundertstel=100, ordnung="V")
    database.close()
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "kriterien")
        await wait_for_text(pilot, "Wirkung × 2")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Je Kriterium 0 bis 5")
        await type_text(pilot, "4 3")
        await press(pilot, "ctrl+s", "a")
        await wait_for_text(pilot, "11 von 15 Punkten")


async def test_consent_with_an_objection_and_how_it_was_solved(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "konsent")
        await wait_for_text(pilot, "Welcher Vorschlag?")
        await type_text(pilot, "Zehn Bänke")
        await press(pilot, "ctrl+s", "n")
        await wait_for_text(pilot, "Einwand mit Grund")
        await type_text(pilot, "Zu teuer")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Noch kein Konsent: 1 schwerwiegender Einwand steht.")
        await press(pilot, "l", "enter", "tab")
        await wait_for_text(pilot, "Wie gelöst?")
        await type_text(pilot, "fünf Bänke")
        await press(pilot, "tab", "enter", "down", "enter", "ctrl+s")
        await wait_for_text(pilot, "Konsent nach 1 Runde: kein schwerwiegender Einwand mehr.")


async def test_without_a_vote_the_page_is_one_key(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")
        assert "noch nicht aufgedeckt" not in visible_text(pilot.app)
