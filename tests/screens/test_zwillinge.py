from pathlib import Path

import pytest
from textual.pilot import Pilot

from builders import Region
from frozen_clock import FrozenClock
from hostile import STEERING, TITLES
from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.screens.aufnahme import AufnahmeDialog
from myk_tui.screens.dialogs import ConfirmDialog
from myk_tui.screens.ideenspeicher import IdeenspeicherScreen
from myk_tui.screens.ideenspeicher_zeilen import IdeenListe
from myk_tui.screens.zwillinge import ZwillingeDialog
from myk_tui.screens.zwillingspaare import Paarliste
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.storage.database import Database
from pilot_tools import go, paste, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


@pytest.fixture
def bank(region: Region, database_path: Path, clock: FrozenClock) -> str:
    """Two ideas that mean the same; the id of the newer one, on which the cursor stands."""
    opened = Database(database_path, clock)
    service = IdeenspeicherService(opened)
    older = service.add_idee("Mitfahrbank am Markt", "Forum")
    service.edit_idee(older, {"beschreibung": "Mit Dach.", "unterstuetzer": "4"})
    newer = service.add_idee("Markt: Mitfahr-Bank", "Treffen")
    service.edit_idee(newer, {"unterstuetzer": "3"})
    opened.close()
    return newer


def similar(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen.query("#aehnlich")
    return str(lines.first().render()) if lines and lines.first().has_class("-da") else ""


async def merge(pilot: Pilot[None]) -> None:
    await press(pilot, "z")
    await wait_for_text(pilot, "Ähnlich wie „Markt: Mitfahr-Bank“")
    await press(pilot, "enter")
    await wait_for_text(pilot, "Dublette wird: „Mitfahrbank am Markt“")
    await press(pilot, "j")
    await wait_for_text(pilot, "Gesichert: Ideen zusammengeführt")


@pytest.mark.parametrize(("key", "ziel"), [("1", "uebersicht"), ("3", "ideenspeicher"), ("4", "sprintboard")])
async def test_while_a_title_is_typed_ideas_that_are_alike_are_named_and_enter_saves_anyway(
    bank: str, database_path: Path, clock: FrozenClock, key: str, ziel: str
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, key, ziel)
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await type_text(pilot, "mitfahrbank")
        await wait_for(pilot, lambda: "Mitfahrbank am Markt" in similar(pilot), "what is alike")
        assert similar(pilot).startswith("Ähnlich: „")
        assert similar(pilot).endswith("(Eingabe speichert trotzdem)")
        assert "Ähnlich: „" in visible_text(pilot.app)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee „mitfahrbank“ aufgenommen")


async def test_the_line_goes_when_the_title_is_another_one(bank: str, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Mitfahrbank Markt")
        await wait_for(pilot, lambda: similar(pilot), "what is alike")
        await press(pilot, "ctrl+u")
        await paste(pilot, "Ladesäule")
        await wait_for(pilot, lambda: not similar(pilot), "the line to go")
        await press(pilot, "escape", "escape")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
async def test_a_title_that_tries_to_break_out_is_only_text(
    region: Region, database_path: Path, clock: FrozenClock, title: str
) -> None:
    opened = Database(database_path, clock)
    with opened.write("feindlich") as writer:
        from myk_tui.storage import tables as t

        for _twice in range(2):
            writer.insert(t.idee, titel=title[:200].replace("\n", " ").strip("\x00") or "x", eingang="2026-11-23")
    opened.close()
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "z")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ZwillingeDialog), "the twins")
        assert not STEERING.search(visible_text(pilot.app))
        await press(pilot, "enter")
        if isinstance(pilot.app.screen, ConfirmDialog):
            assert not STEERING.search(visible_text(pilot.app))
            await press(pilot, "j")
        else:
            await press(pilot, "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, IdeenspeicherScreen), "the list")
        assert not STEERING.search(visible_text(pilot.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_two_ideas_become_one_by_keys_and_two_again_by_undo(
    bank: str, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "home", "z")
        await wait_for_text(pilot, "Ähnlich wie „Markt: Mitfahr-Bank“")
        assert "Mitfahrbank am Markt" in visible_text(pilot.app)
        assert "%" in visible_text(pilot.app)
        await press(pilot, "enter")
        await wait_for_text(pilot, "Behalten wird: „Markt: Mitfahr-Bank“")
        assert "Gelöscht wird nichts" in visible_text(pilot.app)
        await press(pilot, "j")
        await wait_for_text(pilot, "Gesichert: Ideen zusammengeführt")
        assert pilot.app.screen.query_one(IdeenListe).cursor_id == bank
        await wait_for_text(pilot, "7 unterstützen sie")
        assert "= Dublette" in visible_text(pilot.app)
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig: Ideen zusammengeführt")
    with stored(database_path, clock) as services:
        assert IdeeStatus.DUBLETTE not in {idee.status for idee in services.ideenspeicher.load_ideen()}


async def test_saying_no_changes_nothing(bank: str, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "home", "z", "enter")
        await wait_for_text(pilot, "Zusammenführen?")
        await press(pilot, "n")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, IdeenspeicherScreen), "the list")
    with stored(database_path, clock) as services:
        assert services.ideenspeicher.load_idee(bank).dubletten == ()


async def test_a_dublette_says_of_what_and_z_releases_it(bank: str, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "home")
        await merge(pilot)
        await wait_for_text(pilot, "Dubletten: „Mitfahrbank am Markt“")
        await press(pilot, "down")
        await wait_for_text(pilot, "Dublette von: „Markt: Mitfahr-Bank“ (z löst")
        await press(pilot, "p", "t", "s")  # what would be refused is not offered
        assert isinstance(pilot.app.screen, IdeenspeicherScreen)
        await press(pilot, "z")
        await wait_for_text(pilot, "Dublette lösen?")
        await press(pilot, "j")
        await wait_for_text(pilot, "Gesichert: Dublette gelöst")
        await wait_for_text(pilot, "4 unterstützen sie")
    with stored(database_path, clock) as services:
        kept = services.ideenspeicher.load_idee(bank)
        assert (kept.unterstuetzer, kept.beschreibung, kept.dubletten) == (3, "", ())


async def test_an_idea_without_twins_says_so(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "z")
        await wait_for_text(pilot, "Keine Idee mit einem ähnlichen Titel.")
        await press(pilot, "enter", "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, IdeenspeicherScreen), "the list")


async def test_the_form_still_warns_before_typed_text_is_given_up(
    bank: str, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await paste(pilot, "Mitfahrbank")
        await press(pilot, "escape")
        await wait_for_text(pilot, "Noch einmal Esc verwirft die Eingabe")
        assert isinstance(pilot.app.screen, AufnahmeDialog)
        await press(pilot, "escape")
        await wait_for(pilot, lambda: not isinstance(pilot.app.screen, AufnahmeDialog), "the form to close")


async def test_while_a_title_is_typed_massnahmen_that_are_alike_are_named_too(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await press(pilot, "i")
        await wait_for_text(pilot, "Neue Idee")
        await type_text(pilot, "geplante 2")
        await wait_for(pilot, lambda: "Gibt es schon als Maßnahme: „Geplante 2“" in similar(pilot), "the Maßnahme")


async def test_all_pairs_are_listed_merged_and_remembered_as_none(
    bank: str, database_path: Path, clock: FrozenClock
) -> None:
    opened = Database(database_path, clock)
    for titel in ("Leihrad am Bahnhof", "Leihräder am Bahnhof", "Leihrad Bahnhof"):
        IdeenspeicherService(opened).add_idee(titel)
    opened.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "3", "ideenspeicher")
        await press(pilot, "Z")
        await wait_for_text(pilot, "Ähnliche Ideen im ganzen Speicher")
        await wait_for_text(pilot, "8 von 8 Ideen verglichen · 4 Paare")
        pairs = pilot.app.screen.query_one(Paarliste)
        assert [pair.aehnlichkeit for pair in pairs.eintraege] == sorted(
            (pair.aehnlichkeit for pair in pairs.eintraege), reverse=True
        )
        first = pairs.eintraege[0]
        await press(pilot, "k")
        await wait_for_text(pilot, "3 Paare")
        second = pairs.eintraege[0]
        await press(pilot, "enter")
        await wait_for_text(pilot, f"Dublette wird: „{second.zweite}“")
        await press(pilot, "j")
        await wait_for(pilot, lambda: second not in pairs.eintraege, "the merged pair to go")
        left = len(pairs.eintraege)
        await press(pilot, "escape", "Z")
        await wait_for_text(pilot, "7 von 7 Ideen verglichen")
        again = pilot.app.screen.query_one(Paarliste).eintraege
        assert first.schluessel not in {pair.schluessel for pair in again}
        assert len(again) == left
