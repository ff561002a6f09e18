"""The file is taken away while it is open: what is saved can be carried to a new place."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.screens.agenda import AgendaDialog
from myk_tui.storage.checks import check_file
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored


def take_away(path: Path, how: str, tmp_path: Path) -> None:
    """Do with an open file what a file manager or a synchronising program does."""
    if how == "gelöscht":
        path.unlink()
    elif how == "verschoben":
        path.rename(tmp_path / "anderswo.db")
    else:
        shutil.copyfile(path, tmp_path / "fremd.db")
        (tmp_path / "fremd.db").replace(path)


async def rescue(pilot: Pilot[None]) -> None:
    await wait_for_text(pilot, "Die Datei ist nicht mehr an ihrem Platz")
    await press(pilot, "j")
    await wait_for_text(pilot, "✓ Geschrieben und geprüft:")
    assert "myk-tui --db" in visible_text(pilot.app)


@pytest.mark.parametrize("how", ["gelöscht", "verschoben", "ersetzt"])
async def test_a_form_that_cannot_save_any_more_offers_a_copy_of_what_is_saved(
    region: Region, database_path: Path, clock: FrozenClock, tmp_path: Path, how: str
) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Eben noch gesichert")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✓ Gesichert: Idee")
        take_away(database_path, how, tmp_path)
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Nicht mehr")
        await press(pilot, "enter")
        await rescue(pilot)
        await press(pilot, "escape")
        assert "Nicht mehr" in visible_text(pilot.app)  # the form still has what was typed
    (copy,) = tmp_path.glob("myk-notkopie-*.db")
    assert check_file(copy) == []
    with stored(copy, clock) as services:
        titles = [idee.titel for idee in services.ideenspeicher.load_ideen()]
    assert "Eben noch gesichert" in titles and "Nicht mehr" not in titles


async def test_a_dialog_that_writes_offers_it_over_itself(
    region: Region, database_path: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, AgendaDialog), "the Agenda")
        take_away(database_path, "gelöscht", tmp_path)
        await press(pilot, "shift+right")
        await rescue(pilot)


async def test_a_key_that_cannot_save_offers_it_too_and_the_home_folder_helps_where_the_other_is_gone(
    region: Region, database_path: Path, clock: FrozenClock, own_home: Path
) -> None:
    folder = database_path.parent / "stick"
    folder.mkdir()
    path = database_path.rename(folder / "myk.db")
    async with running(path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        shutil.rmtree(folder)
        await press(pilot, "shift+right")
        await rescue(pilot)
    (copy,) = own_home.glob("myk-notkopie-*.db")
    assert check_file(copy) == []
