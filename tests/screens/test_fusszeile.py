"""The two lines at the bottom: what is said there and for how long, and which keys are named."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.screens.base import MykScreen
from myk_tui.storage.opening import open_file
from pilot_tools import go, paste, press, running, visible_text, wait_for_text


def in_front(pilot: Pilot[None]) -> MykScreen:
    assert isinstance(pilot.app.screen, MykScreen)
    return pilot.app.screen


async def test_a_refusal_goes_with_the_next_key_that_does_something_and_what_was_saved_stays(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "✓ Gesichert: Karte verschoben")
        await press(pilot, "down", "up")
        assert "✓ Gesichert: Karte verschoben" in visible_text(pilot.app)
        await press(pilot, "2", "4")
        in_front(pilot).status.fehler("Das ist schon beschlossen.")
        await wait_for_text(pilot, "✗ Das ist schon beschlossen.")
        await press(pilot, "Y")  # does nothing here
        assert "✗ Das ist schon beschlossen." in visible_text(pilot.app)
        await press(pilot, "down")
        assert "schon beschlossen" not in visible_text(pilot.app)
        in_front(pilot).status.fehler("Das ist schon beschlossen.")
        await go(pilot, "2", "zielbaum")
        await go(pilot, "4", "sprintboard")
        assert "schon beschlossen" not in visible_text(pilot.app)


async def test_undo_is_offered_only_when_there_is_something_to_take_back(
    clock: FrozenClock, programme: Callable[[str], Path]
) -> None:
    async with running(programme("leer"), clock) as pilot:
        assert not in_front(pilot).has_step("zurueck")
        assert not in_front(pilot).has_step("wieder")
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Bank")
        await press(pilot, "enter")
        await wait_for_text(pilot, "u zurück")
        assert in_front(pilot).has_step("zurueck")
        await press(pilot, "u")
        await wait_for_text(pilot, "Rückgängig")
        assert not in_front(pilot).has_step("zurueck")
        assert in_front(pilot).has_step("wieder")


async def test_below_a_dialog_the_footer_shows_no_keys_and_enter_is_named_where_it_opens_something(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "2", "zielbaum")
        await wait_for_text(pilot, "Eingabe öffnen")
        await press(pilot, "n")
        await wait_for_text(pilot, "Abbrechen (Esc)")
        assert "q Beenden" not in visible_text(pilot.app)
        await press(pilot, "escape")
        await wait_for_text(pilot, "q Beenden")


async def test_a_reading_window_says_why_a_key_that_writes_does_nothing(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    opened = open_file(database_path, clock)
    try:
        async with running(database_path, clock) as pilot:
            await press(pilot, "i")
            await wait_for_text(pilot, "✗ Die Datei ist schon offen")
    finally:
        opened.close()


async def test_while_a_filter_is_typed_the_footer_names_only_keys_that_are_not_letters(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        for key, ziel, filtern in (("2", "zielbaum", "t"), ("3", "ideenspeicher", "f")):
            await go(pilot, key, ziel)
            await press(pilot, filtern)
            await wait_for_text(pilot, "Eingabe fertig")
            footer = visible_text(pilot.app).splitlines()[-1]
            assert "Esc alles zeigen" in footer
            for typed in ("Submit", "/ Suche", "? Hilfe", "⇧"):
                assert typed not in footer
            await press(pilot, "escape")
        await press(pilot, "f")
        await wait_for_text(pilot, "Strg+S Filter merken")
        assert "Strg+G gemerkte Filter" in visible_text(pilot.app)


async def test_keys_of_the_function_row_are_written_as_on_the_keyboard(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 80)) as pilot:
        await press(pilot, "question_mark")
        await wait_for_text(pilot, "F8   Die Leinwand")
        assert "f8" not in visible_text(pilot.app)
