"""The page „Stimmungsbild“ of the wizard, every method by keys."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.screens.entscheidung_stimmungsbild import packed
from myk_tui.services.entscheidung import EntscheidungService
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


async def only_option(pilot: Pilot[Any], people: str, text: str, *back: str) -> None:
    """Say the rule, and put one thing up for choice."""
    await wait_for_text(pilot, "Wie viele stimmen ab?")
    await type_text(pilot, people)
    form = pilot.app.screen
    form.query_one("#feld-optionen").text = text  # type: ignore[attr-defined]
    await press(pilot, *back, "ctrl+s")


def carry_on(database_path: Path, clock: FrozenClock, region: Region) -> None:
    database = Database(database_path, clock)
    wizard = EntscheidungService(database)
    wizard.begin_entscheidung(region.zielbilder[0])
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    wizard.record_wahl(abschluss.entscheidungen[0].zeilen[0].id, Wahl.WEITERVERFOLGEN)
    database.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hands_are_counted_hidden_and_revealed(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    carry_on(database_path, clock, region)
    async with running(database_path, clock, size=size) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "hände")
        await say_the_rule(pilot, "10")
        await wait_for_text(pilot, "Maßnahme 1 (weiterverfolgen): Ja")
        await type_text(pilot, "12,5")
        await press(pilot, "enter")
        await type_text(pilot, "-3")
        await press(pilot, "enter", "enter")
        await wait_for_text(pilot, "Halbe Stimmen gibt es nicht.")
        await wait_for_text(pilot, "„-3“ ist negativ.")
        await press(pilot, *["backspace"] * 4)
        await type_text(pilot, "9")
        await press(pilot, "enter", *["backspace"] * 2)
        await type_text(pilot, "3")
        await press(pilot, "enter", "enter")
        await wait_for_text(pilot, "12 Stimmen, aber nur 10 stimmen ab")
        await press(pilot, "backspace")
        await type_text(pilot, "6")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "1")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Alles gezählt. a deckt auf.")
        assert "6 ja" not in visible_text(pilot.app)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gezählt, aber nicht aufgedeckt")
        await press(pilot, "a")
        await wait_for_text(pilot, "6 ja, 3 nein, 1 enthalten")
        await wait_for_text(pilot, "Angenommen: einfache Mehrheit, 6 von 9 Stimmen.")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")
        await wait_for_text(pilot, "6 ja, 3 nein, 1 enthalten")


async def test_what_is_half_typed_is_there_again_after_escape(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    carry_on(database_path, clock, region)
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "hände")
        await say_the_rule(pilot, "10")
        await wait_for_text(pilot, "(weiterverfolgen): Ja")
        await type_text(pilot, "7")
        await press(pilot, "escape", "escape")
        await wait_for_text(pilot, "0 von 1 gezählt")
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "0 von 1 gezählt")
        await press(pilot, "z")
        await wait_for_text(pilot, "was beim letzten Mal angefangen war")
        await press(pilot, "enter")
        await type_text(pilot, "2")
        await press(pilot, "enter", "enter")
        await press(pilot, "a")
        await wait_for_text(pilot, "7 ja, 2 nein, 0 enthalten")


async def test_points_bring_their_rule_along_and_follow_the_options(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "klebepunkte")
        await wait_for_text(pilot, "Wie viele stimmen ab?")
        await only_option(pilot, "10", "Bank\nRadweg\nMoped\nLotsin")
        await wait_for_text(pilot, "3 Punkte je Person")
        for number in ("10", "8", "2", "0"):
            await type_text(pilot, number)
            await press(pilot, "enter")
        await press(pilot, "a")
        await wait_for_text(pilot, "10 von 20 Punkten")
        await wait_for_text(pilot, "10 Punkte wurden nicht vergeben.")


async def test_points_that_cannot_be_given_are_refused_when_the_rule_is_set(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    carry_on(database_path, clock, region)
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "klebepunkte")
        await wait_for_text(pilot, "Wie viele stimmen ab?")
        form = pilot.app.screen
        form.query_one("#feld-punkte").value = "9"  # type: ignore[attr-defined]
        await type_text(pilot, "8")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "9 Punkte je Person gehen nicht auf")


async def test_consensing_shows_resistance_and_acceptance_and_the_winner_becomes_the_choice(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "konsensieren")
        await only_option(pilot, "5", "Maßnahme 1 (weiterverfolgen)\nIdee 0\nAlles bleibt, wie es ist")
        await wait_for_text(pilot, "zum Beispiel: 37")
        for number in ("20", "0:4 10:1", "40"):
            await type_text(pilot, number)
            await press(pilot, "enter")
        await press(pilot, "a")
        await wait_for_text(pilot, "1. Idee 0")
        await wait_for_text(pilot, "Widerstand 10, Akzeptanz 80 %, 1 Person sagt 10")
        await wait_for_text(pilot, "3. Alles bleibt, wie es ist")
        await press(pilot, "t")
        await wait_for_text(pilot, "Team 1: wechseln")
        await wait_for_text(pilot, "Was wird aus „Maßnahme 1“?")


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
        await only_option(pilot, "", "Bank")
        await wait_for_text(pilot, "Bank: Wirkung")
        await type_text(pilot, "3,5")
        await press(pilot, "enter", "enter")
        await wait_for_text(pilot, "Halbe Stimmen gibt es nicht.")
        await wait_for_text(pilot, "Diese Zahl fehlt noch.")
        await press(pilot, *["backspace"] * 3)
        await type_text(pilot, "4")
        await press(pilot, "enter")
        await type_text(pilot, "3")
        await press(pilot, "enter", "a")
        await wait_for_text(pilot, "11 von 15 Punkten")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_consent_is_led_through_its_stages_with_an_objection_and_a_changed_proposal(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    carry_on(database_path, clock, region)
    async with running(database_path, clock, size=size) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "konsent")
        await wait_for_text(pilot, "Team 1: weiterverfolgen – Maßnahme 1")
        assert "Konsent nach" not in visible_text(pilot.app)
        await press(pilot, "j")
        await wait_for_text(pilot, "Nach Einwänden wird erst am Ende der Runde gefragt")
        for stage in ("Verständnisfragen", "Meinungsrunde 1", "Meinungsrunde 2", "Einwände?"):
            await press(pilot, "enter")
            await wait_for_text(pilot, f"▸ {stage}")
        await press(pilot, "n", "ctrl+s")
        await wait_for_text(pilot, "Einwand mit Grund fehlt.")
        await type_text(pilot, "Zu teuer")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Noch kein Konsent: 1 schwerwiegender Einwand steht.")
        await press(pilot, "j")
        await wait_for_text(pilot, "Ein Einwand steht noch: l hält fest")
        await press(pilot, "w")
        await wait_for_text(pilot, "Einwände integrieren: Runde 2")
        form = pilot.app.screen
        form.query_one("#feld-vorschlag").text = "Nur fünf Bänke"  # type: ignore[attr-defined]
        await press(pilot, "tab")
        await type_text(pilot, "halb so viele")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Runde 1, früherer Vorschlag:")
        await press(pilot, "end")
        await wait_for_text(pilot, "→ halb so viele")
        await press(pilot, *["enter"] * 4)
        await wait_for_text(pilot, "j: kein Einwand (gefragt)")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Nach Einwänden ist noch nicht gefragt")
        await press(pilot, "j")
        await wait_for_text(pilot, "Konsent nach 2 Runden: kein schwerwiegender Einwand mehr.")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")


async def test_an_objection_is_solved_within_its_round(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "konsent")
        await wait_for_text(pilot, "Welcher Vorschlag?")
        await type_text(pilot, "Zehn Bänke")
        await press(pilot, "ctrl+s", *["enter"] * 4, "n")
        await wait_for_text(pilot, "Einwand mit Grund")
        await type_text(pilot, "Zu teuer")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Noch kein Konsent: 1 schwerwiegender Einwand steht.")
        await press(pilot, "l")
        await wait_for_text(pilot, "● 2 ja, gelöst")
        await type_text(pilot, "fünf Bänke")
        await press(pilot, "ctrl+s", "j")
        await wait_for_text(pilot, "Konsent nach 1 Runde: kein schwerwiegender Einwand mehr.")


async def test_an_uncounted_vote_is_not_walked_past_without_a_word(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await at_the_page(pilot)
        await choose(pilot, "hände")
        await say_the_rule(pilot, "10")
        await press(pilot, "escape")
        await wait_for_text(pilot, "z: zählen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Noch nicht alles gezählt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")


async def test_without_a_vote_the_page_is_one_key(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await at_the_page(pilot)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Zusammenfassung")
        assert "noch nicht aufgedeckt" not in visible_text(pilot.app)


def test_a_key_and_what_it_does_stay_in_one_line() -> None:
    keys = "l: Einwand gelöst · w: geänderter Vorschlag, neue Runde · z: Vorschlag ändern"
    assert packed(keys, 200) == [keys]
    assert packed(keys, 60) == ["l: Einwand gelöst · w: geänderter Vorschlag, neue Runde", "z: Vorschlag ändern"]
    assert packed(keys, 5) == keys.split(" · ")
