"""Reading a table in and writing one, by keys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.screens.dialogs import FormDialog, PickDialog, TextDialog
from myk_tui.screens.ideenspeicher import IdeenspeicherScreen
from myk_tui.screens.ideentabelle import VorschauDialog
from myk_tui.storage.tabellen import read_table
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the tables of whoever runs the tests out of them."""
    folder = tmp_path / "daheim"
    (folder / "Downloads").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def table(region: Region, tmp_path: Path) -> Path:
    path = tmp_path / "tabellen" / "ideen.csv"
    path.parent.mkdir()
    path.write_text("Was?;Stimmen;Ort\r\nMitfahrbank;3;Mendig\r\nIdee 1;;\r\nLaden;viele;\r\n", "cp1252", newline="")
    return path


def titles(path: Path, clock: FrozenClock) -> set[str]:
    with stored(path, clock) as services:
        return {idee.titel for idee in services.ideenspeicher.load_ideen()}


async def look_at(pilot: Pilot[None], path: Path) -> None:
    await go(pilot, "3", "ideenspeicher")
    await press(pilot, "I")
    await wait_for_text(pilot, "Tabelle einlesen")
    await paste(pilot, str(path))
    await press(pilot, "enter")
    await wait_for_text(pilot, f"Einlesen: {path.name}")


async def read_as_title(pilot: Pilot[None]) -> None:
    """Tell that the first column, which nobody can know, is the title."""
    await press(pilot, "home", "down", "enter")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, PickDialog), "the fields")
    await wait_for_text(pilot, "Spalte „Was?“ ist …")
    await paste(pilot, "titel")
    await press(pilot, "enter")
    await wait_for_text(pilot, "3 Zeilen mit Ideen, 1 davon nicht zu lesen, 1 vermutlich schon da.")


async def test_a_table_is_looked_at_its_columns_are_told_and_the_valid_rows_are_read_in(
    table: Path, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await look_at(pilot, table)
        await wait_for_text(pilot, "Keine Spalte ist als Titel zu erkennen.")
        await read_as_title(pilot)
        shown = visible_text(pilot.app)
        assert "Zeile 4, Spalte „Stimmen“" in shown and "= Zeile 3: „Idee 1“ ist im Speicher als „Idee 1“" in shown
        await press(pilot, "e")
        await wait_for_text(pilot, "Nicht alle Zeilen sind zu lesen.")
        assert "Mitfahrbank" not in titles(database_path, clock)
        await press(pilot, "o")
        await wait_for_text(pilot, "Dubletten werden ausgelassen.")
        await press(pilot, "g")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, TextDialog), "the report")
        await wait_for_text(pilot, "1 Idee eingelesen.")
        assert "Nicht eingelesen: 1." in visible_text(pilot.app)
        assert len(read_table(table.with_name("ideen-nicht-eingelesen.csv")).zeilen) == 1
        await press(pilot, "escape")
        await wait_for_text(pilot, "Gesichert: 1 Idee eingelesen")
        await press(pilot, "u")
        await wait_for_text(pilot, "Ideenspeicher: 3 Ideen")


async def test_the_next_table_with_the_same_headings_is_understood(
    table: Path, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await look_at(pilot, table)
        await read_as_title(pilot)
        await press(pilot, "g")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, TextDialog), "the report")
        await press(pilot, "escape")
        table.write_text("Was?;Stimmen;Ort\nSolar;1;\n")
        await look_at(pilot, table)
        await wait_for_text(pilot, "1 Zeile mit einer Idee.")
        await press(pilot, "e")
        await wait_for_text(pilot, "Gesichert: 1 Idee eingelesen")
    assert {"Solar", "Mitfahrbank"} <= titles(database_path, clock)


async def test_giving_up_writes_nothing(table: Path, database_path: Path, clock: FrozenClock) -> None:
    before = titles(database_path, clock)
    async with running(database_path, clock) as pilot:
        await look_at(pilot, table)
        await press(pilot, "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, IdeenspeicherScreen), "the Ideenspeicher")
    assert titles(database_path, clock) == before


async def test_what_is_no_table_is_said_at_the_field_and_the_name_stays(
    table: Path, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "I", "enter")
        await wait_for_text(pilot, "✗ Die Datei fehlt. Bitte eintragen.")
        await paste(pilot, "fehlt.csv")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✗ Datei oder Ordner fehlt.csv gibt es nicht.")
        assert isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.values() == {"datei": "fehlt.csv"}


@pytest.mark.parametrize("written", ["'{}'", '"{}"', "{} ", "file://{}"])
async def test_a_dragged_file_is_found_however_the_terminal_writes_it(
    table: Path, database_path: Path, clock: FrozenClock, written: str
) -> None:
    spaced = table.rename(table.with_name("meine ideen.csv"))
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "I")
        await paste(pilot, written.format(spaced))
        await press(pilot, "enter")
        await wait_for_text(pilot, "Einlesen: meine ideen.csv")


async def test_a_table_that_lies_where_tables_lie_is_offered(
    table: Path, home: Path, database_path: Path, clock: FrozenClock
) -> None:
    table.rename(home / "Downloads" / "[b]liste[b.csv")
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "I")
        await wait_for_text(pilot, "[b]liste[b.csv  (Downloads, ")
        await press(pilot, "tab", "tab", "space", "ctrl+s")
        await wait_for_text(pilot, "Einlesen: [b]liste[b.csv")


async def test_hostile_cells_are_only_text(
    region: Region, tmp_path: Path, database_path: Path, clock: FrozenClock
) -> None:
    path = tmp_path / "böse.csv"
    path.write_text("Titel;[@click=app.bell]x[/];a[/b\nIdee 1[/b;\x1b[31m;\n[red]\x1b;;\n", encoding="utf-8")
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await look_at(pilot, path)
        assert isinstance(pilot.app.screen, VorschauDialog)
        shown = visible_text(pilot.app)
        assert "[@click=app.bell]x[/] → nicht eingelesen" in shown and "\x1b" not in shown
        await press(pilot, "g")
        await wait_for(pilot, lambda: not isinstance(pilot.app.screen, VorschauDialog), "the end")


async def test_every_button_fits_at_80_columns_and_does_what_its_key_does(
    table: Path, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        table.write_text("Titel;Stimmen\nIdee 1;\nLaden;viele\n")
        await look_at(pilot, table)
        shown = visible_text(pilot.app)
        for button in ("Einlesen (e)", "Nur gültige (g)", "Ohne Dubletten (o)", "Zurück (Esc)"):
            assert button in shown
        await pilot.click("#dubletten")
        await wait_for_text(pilot, "Dubletten werden ausgelassen.")
        await pilot.click("#zu")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, IdeenspeicherScreen), "the Ideenspeicher")


async def test_all_ideas_are_written_to_the_file_that_is_named(
    region: Region, home: Path, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "x")
        await wait_for_text(pilot, "Tabelle schreiben")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✓ Geschrieben:")
        assert len(read_table(home / "ideen-2026-11-23.xlsx").zeilen) == 3
        await press(pilot, "x")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        assert pilot.app.screen.values() == {"datei": str(home / "ideen-2026-11-23-2.xlsx")}
        await press(pilot, "ctrl+u")
        await paste(pilot, str(home / "ideen-2026-11-23.xlsx"))
        await press(pilot, "enter")
        await wait_for_text(pilot, "gibt es schon")
        await press(pilot, "ctrl+u")
        await paste(pilot, str(home / "a.csv"))
        await press(pilot, "enter")
        await wait_for_text(pilot, "✓ Geschrieben:")
    assert len(read_table(home / "a.csv").zeilen) == 3


async def test_in_a_window_that_only_reads_a_table_is_written_but_none_is_read_in(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    from myk_tui.storage.opening import open_file

    holding = open_file(database_path, clock)
    try:
        async with running(database_path, clock) as pilot:
            await go(pilot, "3", "ideenspeicher")
            await press(pilot, "I")
            assert isinstance(pilot.app.screen, IdeenspeicherScreen)
            await press(pilot, "x")
            await wait_for_text(pilot, "Tabelle schreiben")
    finally:
        holding.close()
