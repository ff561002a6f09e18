import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.screens.dialogs import FormDialog
from myk_tui.screens.uebersicht import UebersichtScreen
from myk_tui.screens.willkommen import WillkommenScreen
from myk_tui.services.schnappschuss import export_snapshot, write_snapshot
from myk_tui.storage.database import Database
from pilot_tools import paste, press, visible_text, wait_for, wait_for_text
from stored import stored


@asynccontextmanager
async def first_start(path: Path, clock: FrozenClock, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    app = MykApp(path, clock)
    async with app.run_test(size=size) as pilot:
        await wait_for(pilot, lambda: isinstance(app.screen, WillkommenScreen), "the welcome")
        await pilot.pause()
        yield pilot
        if app.crash is not None:
            raise app.crash


async def opened(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, MykApp)
    await wait_for(
        pilot, lambda: isinstance(app.screen, UebersichtScreen) and app._services is not None, "the overview"
    )
    await wait_for_text(pilot, "Als Nächstes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "noch nicht da" / "neu.db"


def programme_name(path: Path, clock: FrozenClock) -> str:
    with stored(path, clock) as services:
        return services.zielbaum.load_zielbaum().wurzel.titel


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_start_offers_four_ways_and_leaving(
    path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with first_start(path, clock, size) as pilot:
        text = visible_text(pilot.app)
        for way in ("Smarte Region MYK10", "Übungsdaten", "Leeres Programm", "Schnappschuss öffnen", "beenden"):
            assert way in text
        assert "Hier liegt noch keine Datei" in text
        assert "⏎" not in text and "aus öffentlichen Quellen" in text and "zum Proben eines Reviews" in text
        assert not path.exists()


@pytest.mark.parametrize(("steps", "zielbilder", "sprint"), [(0, 3, False), (1, 3, True), (2, 0, False)])
async def test_each_template_makes_the_file_and_opens_it(
    path: Path, clock: FrozenClock, steps: int, zielbilder: int, sprint: bool
) -> None:
    async with first_start(path, clock) as pilot:
        await press(pilot, *["down"] * steps, "enter")
        await opened(pilot)
        await press(pilot, "i")
        await paste(pilot, "gleich die erste Idee")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee „gleich die erste Idee“ aufgenommen")
    with stored(path, clock) as services:
        assert len(services.uebersicht.load_uebersicht().zielbilder) == zielbilder
        assert (services.sprintboard.load_board() is not None) is sprint


async def test_a_way_is_chosen_with_the_mouse_too(path: Path, clock: FrozenClock) -> None:
    async with first_start(path, clock) as pilot:
        lines = visible_text(pilot.app).splitlines()
        x, y = next((line.index("Leeres Programm"), y) for y, line in enumerate(lines) if "Leeres Programm" in line)
        await pilot.click(offset=(x, y), times=2)
        await opened(pilot)
    assert path.exists()


async def test_a_snapshot_is_opened_as_new_file(
    programme: Callable[[str], Path], path: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    source = programme("demo")
    database = Database(source, clock)
    write_snapshot(database, tmp_path / "abend.json")
    database.close()
    async with first_start(path, clock) as pilot:
        await press(pilot, "down", "down", "down", "enter")
        await wait_for_text(pilot, "Datei *")
        await paste(pilot, str(tmp_path / "abend.json"))
        await press(pilot, "enter")
        await opened(pilot)
    assert programme_name(path, clock) == programme_name(source, clock)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "✗ Datei oder Ordner"),
        (b"", "✗ Die Datei ist leer."),
        (b"{}", "✗ Die Datei ist kein Schnappschuss dieses Programms."),
        (b"\xff\xfe kaputt", "✗ Die Datei ist nicht als UTF-8 gespeichert"),
    ],
)
async def test_a_bad_snapshot_says_why_and_the_name_stays_in_the_field(
    path: Path, clock: FrozenClock, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    bad = tmp_path / "kaputt.json"
    if content is not None:
        bad.write_bytes(content)
    async with first_start(path, clock) as pilot:
        await press(pilot, "down", "down", "down", "enter")
        await wait_for_text(pilot, "Datei *")
        await paste(pilot, str(bad))
        await press(pilot, "enter")
        await wait_for_text(pilot, sentence)
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog) and dialog.values() == {"datei": str(bad)}
        assert not path.exists()
        await press(pilot, "escape", "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, WillkommenScreen), "the welcome")
        await press(pilot, "up", "enter")
        await opened(pilot)


async def test_a_folder_that_cannot_be_written_is_said_and_the_choice_stays(clock: FrozenClock, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("kein Ordner")
    async with first_start(tmp_path / "datei" / "neu.db", clock) as pilot:
        await press(pilot, "enter")
        await wait_for_text(pilot, "✗ ")
        assert isinstance(pilot.app.screen, WillkommenScreen)


@pytest.mark.parametrize("keys", [("escape",), ("q",), ("end", "enter")])
async def test_leaving_makes_no_file(path: Path, clock: FrozenClock, keys: tuple[str, ...]) -> None:
    app = MykApp(path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(pilot, lambda: isinstance(app.screen, WillkommenScreen), "the welcome")
        await pilot.press(*keys)
        await wait_for(pilot, lambda: not app._running or app._exit, "the end")
    assert (app.return_code, app.crash) == (0, None)
    assert not path.exists()


async def test_keys_of_the_screens_do_nothing_before_there_is_a_file(path: Path, clock: FrozenClock) -> None:
    async with first_start(path, clock) as pilot:
        await press(pilot, "1", "2", "5", "i", "u", "U", "ctrl+p")
        if not isinstance(pilot.app.screen, WillkommenScreen):
            await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WillkommenScreen)
        assert not path.exists()


async def test_a_snapshot_with_several_mistakes_names_every_place(
    programme: Callable[[str], Path], path: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    database = Database(programme("demo"), clock)
    raw = json.loads(export_snapshot(database))
    database.close()
    raw["daten"]["zielbild"][0]["titel"] = ""
    raw["daten"]["idee"][1]["status"] = "erfunden"
    raw.pop("pruefsumme")
    bad = tmp_path / "falsch.json"
    bad.write_text(json.dumps(raw), encoding="utf-8")
    async with first_start(path, clock) as pilot:
        await press(pilot, "down", "down", "down", "enter")
        await wait_for_text(pilot, "Datei *")
        await paste(pilot, str(bad))
        await press(pilot, "enter")
        await wait_for_text(pilot, "Was in der Datei nicht stimmt")
        assert "zielbild/0/titel" in visible_text(pilot.app) and "idee/1/status" in visible_text(pilot.app)
        await press(pilot, "escape")
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog) and dialog.values() == {"datei": str(bad)}
    assert not path.exists()
