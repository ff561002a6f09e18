from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from textual.pilot import Pilot
from textual.widgets import Label

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.app import MykApp
from myk_tui.screens.base import MykScreen
from myk_tui.screens.lesedialog import Lesedialog
from myk_tui.widgets.rahmen import Tastenzeile
from other_process import running_python
from pilot_tools import go, press, running, visible_text, wait_for, wait_for_text
from stored import stored

FIRST_WINDOW = """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.services import open_services

services = open_services(Path(sys.argv[1]), FrozenClock())
print("open", flush=True)
for line in sys.stdin:
    services.ideenspeicher.add_idee(line.strip())
    print("saved", flush=True)
"""

SCREENS = [
    ("1", "uebersicht"),
    ("2", "zielbaum"),
    ("3", "ideenspeicher"),
    ("4", "sprintboard"),
    ("5", "entscheidung"),
    ("6", "treffen"),
]


@pytest.fixture
def first_window(region: Region, database_path: Path) -> Iterator["Popen[str]"]:
    """Another process that has the file open for writing and adds the ideas it is told."""
    with running_python(FIRST_WINDOW, database_path) as process:
        yield process


def add_idea(first_window: "Popen[str]", titel: str) -> None:
    assert first_window.stdin is not None and first_window.stdout is not None
    first_window.stdin.write(titel + "\n")
    first_window.stdin.flush()
    assert first_window.stdout.readline() == "saved\n"


def steps(pilot: Pilot[None]) -> int:
    app = pilot.app
    assert isinstance(app, MykApp) and app._services is not None
    with app._services.opened.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM schritt").scalar_one())


async def test_the_second_window_says_that_it_only_reads_and_who_has_the_file(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await wait_for_text(pilot, "NUR LESEN")
        assert "NUR LESEN" in visible_text(pilot.app).splitlines()[1]
        assert "Die Datei ist schon offen (Rechner" in visible_text(pilot.app)
        for key, ziel in SCREENS[1:]:
            await go(pilot, key, ziel)
            assert "NUR LESEN" in visible_text(pilot.app).splitlines()[1]


READING = {
    "uebersicht": {"v", "p"},
    "treffen": {"v", "p"},
    "zielbaum": {"a"},
    "sprintboard": {"v", "o", "c", "f"},
    "ideenspeicher": {"x"},
}
"""Keys that only show something there, or write another file."""


@pytest.mark.parametrize(("key", "ziel"), SCREENS)
async def test_no_key_of_the_second_window_opens_a_form_or_writes(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock, key: str, ziel: str
) -> None:
    writing = set("nervgdstxzaopiuUWI") | {"enter", "shift+right"}
    writing -= READING.get(ziel, set())
    async with running(database_path, clock) as pilot:
        await go(pilot, key, ziel)
        before = steps(pilot)
        for pressed in sorted(writing | {"shift+up", "shift+down", "delete", "f2"}):
            await press(pilot, pressed)
            assert isinstance(pilot.app.screen, MykScreen), f"{pressed} opened {pilot.app.screen}"
        assert steps(pilot) == before


@pytest.mark.parametrize(
    ("key", "ziel", "pressed"), [("4", "sprintboard", "v"), ("2", "zielbaum", "a"), ("1", "uebersicht", "v")]
)
async def test_a_dialog_of_the_second_window_says_why_it_captures_no_idea(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock, key: str, ziel: str, pressed: str
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, key, ziel)
        await press(pilot, pressed)
        dialog = pilot.app.screen
        assert isinstance(dialog, Lesedialog)
        await press(pilot, "i")
        assert pilot.app.screen is dialog
        await wait_for(pilot, lambda: "Die Datei ist schon offen" in str(said(pilot)), "the reason")


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(".feldfehler.-da", Label).render())


async def test_the_footer_of_the_second_window_greys_what_writes(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        for key, ziel in SCREENS:
            await go(pilot, key, ziel)
            shown = {taste.action: taste.moeglich for taste in pilot.app.screen.query_one(Tastenzeile)._tasten}
            assert (shown["zurueck"], shown["idee_aufnehmen"]) == (False, False)
            assert (shown["app.hilfe"], shown["app.beenden"]) == (True, True)
        await go(pilot, "2", "zielbaum")
        shown = {taste.action: taste.moeglich for taste in pilot.app.screen.query_one(Tastenzeile)._tasten}
        assert not any(shown[action] for action in ("anlegen", "bearbeiten", "umbenennen", "loeschen", "gewicht"))
        assert shown["warum"]


@pytest.mark.parametrize(
    ("keys", "ziel"),
    [
        (("4", "shift+right"), "sprintboard"),
        (("4", "enter"), "sprintboard"),
        (("2", "down", "shift+down"), "zielbaum"),
        (("2", "down", "enter"), "zielbaum"),
        (("3", "enter"), "ideenspeicher"),
        (("5", "end", "tab", "tab", "tab", "enter"), "entscheidung"),
    ],
)
async def test_a_key_that_cannot_be_grey_says_why_nothing_happens(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock, keys: tuple[str, ...], ziel: str
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, keys[0], ziel)
        await press(pilot, *keys[1:])
        await wait_for_text(pilot, "✗ Die Datei ist schon offen")


async def test_the_second_window_sees_what_the_first_one_saves(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        add_idea(first_window, "aus dem ersten Fenster")
        await go(pilot, "1", "uebersicht")
        await go(pilot, "3", "ideenspeicher")
        await wait_for_text(pilot, "aus dem ersten Fenster")


async def test_the_first_window_goes_on_writing_after_the_second_one_has_closed(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
    add_idea(first_window, "danach")
    with stored(database_path, clock) as services:
        assert services.ideenspeicher.load_ideen()[0].titel == "danach"


async def test_the_file_can_be_written_again_when_the_first_window_is_gone(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with running_python(FIRST_WINDOW, database_path) as process:
        add_idea(process, "vor dem Absturz")
    async with running(database_path, clock) as pilot:
        assert "NUR LESEN" not in visible_text(pilot.app)
        await wait_for_text(pilot, "Das Programm war nicht sauber beendet worden. Alles Gesicherte ist da")
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig: Idee „vor dem Absturz“ aufgenommen")


async def test_a_second_window_decides_nothing(
    first_window: "Popen[str]", database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        for _page in range(4):
            await press(pilot, "right")
        await wait_for(pilot, lambda: steps(pilot) == 1, "nothing but the step that built the region")
