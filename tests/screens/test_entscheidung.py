"""The wizard page by page: nothing crashes on what others changed, nothing is decided unseen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from builders import Region, make_region
from frozen_clock import FrozenClock
from mouse import click_text
from myk_tui.domain.begriffe import EntscheidungStatus, Verbleib, Wahl
from myk_tui.domain.entscheidung import Kandidat, Sprintabschluss
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.widgets.rahmen import Tastenzeile
from pilot_tools import go, press, resize, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


def wizard(path: Path, clock: FrozenClock) -> Sprintabschluss:
    with stored(path, clock) as services:
        found = services.entscheidung.load_sprintabschluss()
    assert found is not None
    return found


@contextmanager
def writing(path: Path, clock: FrozenClock) -> Iterator[EntscheidungService]:
    """Write into the file outside of the screen."""
    database = Database(path, clock)
    yield EntscheidungService(database)
    database.close()


def choose(path: Path, clock: FrozenClock, number: int, wahl: Wahl, kandidat: Kandidat | None = None) -> str:
    """Choose for a team outside of the screen; returns the id of its line."""
    zielbild = wizard(path, clock).entscheidungen[number].zielbild_id
    with writing(path, clock) as service:
        service.begin_entscheidung(zielbild)
        end = service.load_sprintabschluss()
        assert end is not None
        line = end.entscheidungen[number].zeilen[0].id
        service.record_wahl(line, wahl, kandidat)
    return line


def change(path: Path, clock: FrozenClock, work: Any) -> None:
    database = Database(path, clock)
    with database.write("Inzwischen") as writer:
        work(writer)
    database.close()


def shown_enter(pilot: Pilot[Any]) -> str:
    """What the footer says that Enter does."""
    keys = pilot.app.screen.query_one(Tastenzeile)._tasten
    return next(taste.titel for taste in keys if taste.taste == "Eingabe")


def leads_back(pilot: Pilot[Any]) -> bool:
    """Whether the footer says that there is a page before."""
    keys = pilot.app.screen.query_one(Tastenzeile)._tasten
    return next(taste.moeglich for taste in keys if taste.action == "blaettern(-1)")


async def test_a_massnahme_that_vanished_is_said_and_a_new_choice_asked_for(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    choose(database_path, clock, 0, Wahl.WECHSELN, Kandidat(region.geplant[0], "massnahme", "", ""))
    change(database_path, clock, lambda writer: writer.delete(t.massnahme, region.geplant[0]))
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        assert "0/1 MYK" in visible_text(pilot.app)
        await press(pilot, "shift+tab")
        await wait_for_text(pilot, "✗ Team 1: Die gewählte Maßnahme oder Idee gibt es nicht mehr. Bitte neu wählen.")
        await press(pilot, "tab", "right", "right", "right")
        await wait_for_text(pilot, "Zusammenfassung")
        await wait_for_text(pilot, "gibt es nicht mehr")
        assert shown_enter(pilot) == "zu dem, was fehlt"
        await press(pilot, "enter")
        await wait_for_text(pilot, "Weiterverfolgen:")
        await go(pilot, "4", "sprintboard")
        await go(pilot, "5", "entscheidung")
        await press(pilot, "home", "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "escape")
    assert wizard(database_path, clock).entscheidungen[0].zeilen[0].wahl is Wahl.WEITERVERFOLGEN


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_enter_reads_on_before_it_decides_and_the_footer_says_so(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    line = choose(database_path, clock, 0, Wahl.WEITERVERFOLGEN)
    with writing(database_path, clock) as service:
        service.record_zeile(line, {"begruendung": "und noch ein Wort " * 400})
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "right", "right", "right")
        await wait_for_text(pilot, "weiterlesen, am Ende")
        await wait_for(pilot, lambda: shown_enter(pilot) == "weiterlesen", "the footer to say so")
        await press(pilot, "enter")
        assert wizard(database_path, clock).entscheidungen[0].status is EntscheidungStatus.ENTWURF
        await press(pilot, "end")
        await wait_for_text(pilot, "Eingabe: so beschließen")
        await wait_for(pilot, lambda: shown_enter(pilot) == "beschließen", "the footer to say so")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Beschluss 2026-01")


async def test_the_summary_says_how_the_progress_changes(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    line = choose(database_path, clock, 0, Wahl.PAUSIEREN)
    with writing(database_path, clock) as service:
        service.record_zeile(line, {"verbleib": "pausiert", "fortschritt": "75"})
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "right", "right", "right")
        await wait_for_text(pilot, "Fortschritt: von 20 % auf 75 % (Maßnahme 1)")


async def test_enter_never_leads_into_what_is_decided_and_out_of_it_again(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    for number in range(3):
        choose(database_path, clock, number, Wahl.WEITERVERFOLGEN)
    with writing(database_path, clock) as service:
        for number in (0, 2):
            service.decide(region.zielbilder[number])
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "right")
        await wait_for_text(pilot, "Schon beschlossen. Eingabe: weiter")
        assert shown_enter(pilot) == "weiter"
        await click_text(pilot, "Das Team ruht", times=2)
        await wait_for_text(pilot, "Das ist schon beschlossen.")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Stimmungsbild")
        await press(pilot, "tab", "right", "right", "right")
        await wait_for_text(pilot, "Eingabe: so beschließen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Beschluss 2026-03")
        assert "Eingabe: Sprint abschließen" in visible_text(pilot.app)


async def test_what_is_missing_is_one_key_away_with_its_field(
    database: Database, database_path: Path, clock: FrozenClock
) -> None:
    make_region(database, sprintziel="etwas zeigen")
    database.close()
    choose(database_path, clock, 0, Wahl.WEITERVERFOLGEN)
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "right", "right", "right")
        await wait_for_text(pilot, "Zusammenfassung")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await wait_for_text(pilot, "✗ Team 1: Ist das Sprintziel erreicht? Bitte das Urteil wählen.")
        await press(pilot, "2", "tab")
        await type_text(pilot, "Es war kalt")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Stimmungsbild")
        await press(pilot, "right")
        await wait_for_text(pilot, "Sprintziel bisher: teilweise erreicht – Es war kalt")


async def test_ticks_stay_while_pages_are_turned_and_what_another_team_took_says_so(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    choose(database_path, clock, 1, Wahl.WECHSELN, Kandidat(region.ideen[0], "idee", "", ""))
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "enter")
        await wait_for_text(pilot, "bei Team 2")
        await press(pilot, "end", "x")
        await wait_for_text(pilot, "◆")
        await press(pilot, "right", "left", "left", "right")
        await wait_for_text(pilot, "Wechseln zu: Maßnahmen")
        assert "◆" in visible_text(pilot.app)


async def test_new_ideas_are_one_key_away(region: Region, database_path: Path, clock: FrozenClock) -> None:
    change(database_path, clock, lambda writer: writer.update(t.idee, region.ideen[0], status="neu"))
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Idee 1")
        assert "Idee 0" not in visible_text(pilot.app)
        await press(pilot, "d")
        await wait_for_text(pilot, "Idee 0")
        await press(pilot, "d")
        await wait_for(pilot, lambda: "Idee 0" not in visible_text(pilot.app), "the new idea to go")


async def test_the_step_that_open_questions_suggest_is_taken_over_by_one_key(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    change(
        database_path,
        clock,
        lambda writer: writer.insert(
            t.prueffrage, kennung="gremienbeschluss", frage="Welcher Beschluss fehlt?", art="N", ordnung="K"
        ),
    )
    choose(database_path, clock, 0, Wahl.WEITERVERFOLGEN)
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "right", "right", "right")
        await wait_for_text(pilot, "Formale Schritte, die fehlen")
        await press(pilot, "s")
        await wait_for_text(pilot, "Gesichert: Formaler Schritt festgehalten")
        await wait_for_text(pilot, "Kreisausschuss, bis 04.01.2027")
        await press(pilot, "p")
        await wait_for_text(pilot, "Welcher Beschluss fehlt?")
        await press(pilot, "j", "escape")
    assert wizard(database_path, clock).entscheidungen[0].schritt.gremium == "Kreisausschuss"


async def test_after_closing_a_page_says_what_was_done_and_undo_works_on_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    for number in range(3):
        choose(database_path, clock, number, Wahl.WEITERVERFOLGEN)
        with writing(database_path, clock) as service:
            service.decide(region.zielbilder[number])
    database = Database(database_path, clock)
    UnterstuetzungService(database).add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"})
    database.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "shift+tab")
        await wait_for_text(pilot, "Eingabe: Sprint abschließen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Ja, abschließen")
        await wait_for_text(pilot, "1 Bitte um Unterstützung ist offen und geht mit")
        await press(pilot, "v")
        await wait_for_text(pilot, "Bahn geht weiter")
        await press(pilot, "escape", "j")
        await wait_for_text(pilot, "Sprint 4. Quartal 2026 ist abgeschlossen, Sprint 1. Quartal 2027 eröffnet.")
        assert "1 Bitte um Unterstützung ist offen" in visible_text(pilot.app)
        await wait_for_text(pilot, "Schnappschuss von danach: ")
        assert pilot.app.screen.beamer_stelle == "/fertig"
        await press(pilot, "enter")
        await wait_for_text(pilot, "Rückblick")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Er beginnt erst in 39 Tagen.")
        await press(pilot, "n")
        assert [one.id for one in wizard(database_path, clock).entscheidungen] == [None, None, None]
        await press(pilot, "u")
        await wait_for_text(pilot, "Entscheidung am Ende von Sprint 4. Quartal 2026")


async def test_turning_back_before_the_first_page_or_on_after_the_last_says_why_nothing_happens(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Rückblick")
        await press(pilot, "left")
        await wait_for_text(pilot, "Das ist die erste Seite.")
        assert not leads_back(pilot)
        await press(pilot, "shift+tab")
        await wait_for_text(pilot, "▸ Abschluss")
        await wait_for(pilot, lambda: leads_back(pilot), "the key back")
        assert "erste Seite" not in visible_text(pilot.app)
        await press(pilot, "right")
        await wait_for_text(pilot, "Das ist die letzte Seite.")


async def test_a_window_that_gets_smaller_or_larger_shows_the_whole_rail_again(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Rückblick")
        await press(pilot, "right", "right")
        await wait_for_text(pilot, "Es wird nicht abgestimmt: Die Runde ist sich einig, oder sie spricht nur darüber.")
        rail = pilot.app.screen.query_one("#schiene")
        wide = visible_text(pilot.app).split("\n")[rail.region.y].rstrip()
        await resize(pilot, 60, 18)
        narrow = visible_text(pilot.app).split("\n")[rail.region.y].rstrip()
        assert narrow != wide and narrow.endswith("Abschluss")
        await resize(pilot, 120, 40)
        assert visible_text(pilot.app).split("\n")[rail.region.y].rstrip() == wide


async def test_of_a_team_that_rests_for_a_sprint_the_massnahme_rests_unless_said_otherwise(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    choose(database_path, clock, 0, Wahl.PAUSIEREN)
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "right", "e")
        await wait_for_text(pilot, "● 4 pausiert")
        await press(pilot, "3", "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Entscheidung ergänzt")
    (line,) = wizard(database_path, clock).entscheidungen[0].zeilen
    assert line.verbleib is Verbleib.WARTET_AUF_FREIGABE
