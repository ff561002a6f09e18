"""The ledger of support, by keys."""

from pathlib import Path

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import UnterstuetzungStatus
from myk_tui.screens.unterstuetzung import UnterstuetzungDialog
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


async def test_support_is_asked_for_answered_and_seen_on_the_lane(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "h", "n")
        await type_text(pilot, "Raum gesucht")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Alle Bitten: 1, davon 1 offen")
        await press(pilot, "escape")
        await wait_for_text(pilot, "1 Bitte offen")
        await press(pilot, "h", "enter")
        await type_text(pilot, "Der Saal ist frei")
        await press(pilot, "tab", "down", "down", "enter")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Alle Bitten: 1, davon 0 offen")
        assert "✓ zugesagt" in visible_text(pilot.app)
        await press(pilot, "s")
        await wait_for_text(pilot, "organisatorisch: 1, davon 0 offen")
    with stored(database_path, clock) as services:
        (bitte,) = services.unterstuetzung.load_ledger()
    assert (bitte.status, bitte.antwort) == (UnterstuetzungStatus.ZUGESAGT, "Der Saal ist frei")
    assert bitte.team_id == region.teams[0]


async def test_a_deleted_request_comes_back_by_undo_in_the_ledger(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "h", "n")
        await type_text(pilot, "Raum")
        await press(pilot, "ctrl+s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, UnterstuetzungDialog), "the ledger")
        await press(pilot, "d")
        await wait_for_text(pilot, "Noch keine Bitte um Unterstützung")
        await press(pilot, "u")
        await wait_for_text(pilot, "Alle Bitten: 1, davon 1 offen")


async def test_an_interim_result_takes_one_line(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "r")
        await type_text(pilot, "Karte gedruckt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Zwischenergebnis festgehalten")
        await press(pilot, "r")
        await wait_for_text(pilot, "23.11.2026  Karte gedruckt")
