"""A whole meeting by keys, with a clock that is told what to do."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.treffen_uhr import seconds_of, seconds_of_evening
from myk_tui.screens.treffen import TreffenScreen
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


async def prepare(pilot: Pilot[Any]) -> None:
    """Go to the meetings and prepare one as it is proposed."""
    await go(pilot, "6", "treffen")
    await press(pilot, "N")
    await wait_for_text(pilot, "Treffen vorbereiten")
    await press(pilot, "ctrl+s")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_meeting_from_the_agenda_to_the_minutes(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "6", "treffen")
        await wait_for_text(pilot, "Noch kein Treffen. N bereitet eines vor.")
        await press(pilot, "N")
        await wait_for_text(pilot, "Treffen vorbereiten")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "120 Minuten")
        await press(pilot, "enter")
        await wait_for_text(pilot, "▶ Ankommen und Neuigkeiten")
        clock.tick(minutes=16)
        await press(pilot, "a")
        await wait_for_text(pilot, "Wer ist da?")
        await type_text(pilot, "12")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Anwesend: 12")
        await wait_for_text(pilot, "▲ +")
        await press(pilot, "c")
        await wait_for_text(pilot, "Was festhalten?")
        await press(pilot, "enter")
        await type_text(pilot, "Plakate drucken")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Im Treffen festgehalten")
        await press(pilot, "o", "enter", "enter")
        await wait_for_text(pilot, "Gesichert: Eintrag abgehakt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "▶ Arbeitsweise")
        await press(pilot, "z", "enter")
        await wait_for_text(pilot, "‖ Pause 0:00 bis")
        await press(pilot, "z", "x")
        await wait_for_text(pilot, "Offen geblieben")
        await press(pilot, "j")
        await wait_for_text(pilot, "Beendet nach")
        await press(pilot, "p")
        await wait_for_text(pilot, "Protokoll: Zielbildgruppentreffen")


async def test_an_item_leads_to_its_screen_and_six_back(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await prepare(pilot)
        await wait_for_text(pilot, "Entscheidung: In MYK gut")
        await press(pilot, "end", "up", "up", "g")
        await wait_for_text(pilot, "In MYK gut von A nach B kommen · Schritt 1")
        await go(pilot, "6", "treffen")


async def test_the_agenda_is_put_in_order_and_shortened(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await prepare(pilot)
        await wait_for_text(pilot, "Zusammenfassung")
        await press(pilot, "shift+down")
        screen = pilot.app.screen
        assert isinstance(screen, TreffenScreen)
        titles = [item.titel for item in screen._treffen.punkte] if screen._treffen else []
        assert titles[:2] == ["Arbeitsweise", "Ankommen und Neuigkeiten"]
        await press(pilot, "t")
        await wait_for_text(pilot, "→ Ankommen und Neuigkeiten")
        await press(pilot, "n")
        await wait_for_text(pilot, "Neuer Punkt")
        await type_text(pilot, "Gäste aus Olpe")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "› ○ Gäste aus Olpe")
        titles = [item.titel for item in screen._treffen.punkte] if screen._treffen else []
        assert titles.index("Gäste aus Olpe") == titles.index("Ankommen und Neuigkeiten") + 1
        await press(pilot, "k")
        await wait_for_text(pilot, "○ Gäste aus Olpe")


async def test_the_room_sees_item_and_clock(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await prepare(pilot)
        await wait_for_text(pilot, "120 Minuten")
        await press(pilot, "enter", "b")
        await wait_for_text(pilot, "Danach: Arbeitsweise")
        assert "Beenden" not in visible_text(pilot.app)


async def test_open_requests_for_support_are_seen_in_the_meeting(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        app = pilot.app
        app._services.unterstuetzung.add_unterstuetzung({"titel": "Leinwand", "art": "methodisch"}, region.auftraege[0])
        await prepare(pilot)
        await wait_for_text(pilot, "1 offene Bitte um Unterstützung")
        await wait_for_text(pilot, "methodisch: Leinwand (Team 1)")


async def test_the_overview_names_the_meeting_and_leads_to_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        await press(pilot, "N")
        await wait_for_text(pilot, "Treffen vorbereiten")
        await press(pilot, "ctrl+s", "enter")
        await wait_for_text(pilot, "▶")
        await go(pilot, "1", "uebersicht")
        await wait_for_text(pilot, "→ Als Nächstes: das Treffen läuft, gerade „Ankommen")
        await press(pilot, "home", "down", "enter")
        await wait_for_text(pilot, "▶ Ankommen")


@pytest.mark.parametrize(("answer", "minutes"), [("j", 2), ("n", 32)])
async def test_after_a_sleep_of_the_laptop_it_is_asked_whether_it_was_a_pause(
    region: Region, database_path: Path, clock: FrozenClock, answer: str, minutes: int
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await prepare(pilot)
        await wait_for_text(pilot, "120 Minuten")
        await press(pilot, "enter")
        await wait_for_text(pilot, "▶ Ankommen und Neuigkeiten")
        clock.tick(minutes=2)
        clock.sleep(minutes=30)
        await wait_for_text(pilot, "War das eine Pause?")
        await press(pilot, answer)
        with stored(database_path, clock) as services:
            treffen = services.treffen.load_gegenwaertiges()
        assert treffen is not None
        assert seconds_of_evening(treffen, clock.now()) == minutes * 60
        assert treffen.laufender is not None
        assert seconds_of(treffen.laufender, treffen, clock.now()) == minutes * 60


async def test_a_sleep_without_a_meeting_asks_nothing(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "6", "treffen")
        clock.sleep(hours=3)
        await wait_for(pilot, lambda: pilot.app._slept == 3 * 3600, "the app to notice")
        assert "War das eine Pause?" not in visible_text(pilot.app)
