"""What is pressed while the file is still being opened, and what is said when it is."""

from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.screens.uebersicht import UebersichtScreen
from pilot_tools import press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


@pytest.fixture
def slow_app(database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> MykApp:
    """The app on a slow laptop: the test says when the file is open."""
    monkeypatch.setattr(MykApp, "_load_storage", lambda app: None)
    return MykApp(database_path, clock)


async def test_an_idea_asked_for_before_the_file_is_open_is_asked_for_then(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        app = pilot.app
        assert isinstance(app, MykApp) and app._services is not None
        early = UebersichtScreen(None)
        await app.push_screen(early)
        await press(pilot, "i")
        assert "Neue Idee" not in visible_text(app)
        early.attach(app._services)
        await wait_for_text(pilot, "Neue Idee")
        await type_text(pilot, "Sehr schnell")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: app.screen is early, "the form to be closed")
    with stored(database_path, clock) as services:
        assert "Sehr schnell" in {idee.titel for idee in services.ideenspeicher.load_ideen()}


async def test_what_is_typed_before_the_file_is_open_is_done_then_in_the_order_it_was_typed(
    region: Region, slow_app: MykApp
) -> None:
    app = slow_app
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Eingabe öffnen")
        await press(pilot, "2", "i")
        await type_text(pilot, "Quer durch")
        await press(pilot, "enter", "3")
        assert isinstance(app.screen, UebersichtScreen)
        app._open()
        await wait_for_text(pilot, "▸3 Ideenspeicher")
        assert app._services is not None
        assert "Quer durch" in {idee.titel for idee in app._services.ideenspeicher.load_ideen()}


async def test_the_help_asked_for_before_the_file_is_open_leaves_an_overview_whose_keys_work(
    region: Region, slow_app: MykApp
) -> None:
    app = slow_app
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Eingabe öffnen")
        await press(pilot, "question_mark")
        await wait_for_text(pilot, "Schließen (Esc)")
        app._open()
        await press(pilot, "escape")
        await wait_for(pilot, lambda: isinstance(app.screen, UebersichtScreen), "the help to be closed")
        await press(pilot, "c")
        await wait_for_text(pilot, "1/5 Fortschritt je Zielbild")
        assert app.crash is None


async def test_a_clock_that_is_behind_is_said_at_the_start_and_nothing_is_blocked(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    clock.tick(days=-20)
    async with running(database_path, clock, size=(80, 24)) as pilot:
        text = " ".join(visible_text(pilot.app).split())
        assert "Die Uhr des Laptops geht nach: Zuletzt wurde hier am 23.11.2026 um" in text
        assert "Die Reihenfolge bleibt richtig; bitte das Datum prüfen." in text
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await type_text(pilot, "Trotzdem")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee")
        assert "Die Uhr des Laptops" not in visible_text(pilot.app)


async def test_a_file_without_a_programme_is_said_on_every_screen_that_shows_it(
    database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await wait_for_text(pilot, "In dieser Datei steht kein Programm.")
        await press(pilot, "2")
        await wait_for_text(pilot, "▸2 Zielbaum")
        await wait_for_text(pilot, "In dieser Datei steht kein Programm.")
