"""Ways across the board that a whole evening takes: blocked cards, results, pages, a second window, the Agenda."""

from contextlib import closing
from pathlib import Path
from subprocess import Popen

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Spalte
from myk_tui.screens.agenda import AgendaDialog
from myk_tui.screens.sprintboard import SprintboardScreen
from myk_tui.screens.unterstuetzung import UnterstuetzungDialog
from myk_tui.services import open_services
from myk_tui.widgets.brett import Brett
from other_process import running_python
from pilot_tools import go, paste, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored

WRITER = """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.services import open_services

services = open_services(Path(sys.argv[1]), FrozenClock())
print("open", flush=True)
for line in sys.stdin:
    auftrag, titel = line.strip().split(" ", 1)
    services.sprintboard.add_aufgabe(auftrag, titel)
    print("saved", flush=True)
"""


async def test_a_card_that_gets_stuck_is_asked_why_and_enter_skips(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "right", "shift+right")
        await wait_for_text(pilot, "Was blockiert die Karte?")
        await paste(pilot, "Ortstermin fiel aus")
        await press(pilot, "tab")
        await paste(pilot, "Straßenmeisterei")
        await press(pilot, "enter")
        await wait_for_text(pilot, "× Ortstermin fiel aus")
        await wait_for_text(pilot, "löst: Straßenmeisterei")
        await press(pilot, "shift+left")
        await wait_for_text(pilot, "Blockiert (3)")
        await press(pilot, "shift+right", "shift+right")  # the form does not stand in the way of who carries on
        await wait_for_text(pilot, "Fertig (4)")
    with stored(database_path, clock) as services:
        card = services.sprintboard.load_aufgabe(region.karten[0][1])
    assert (card.spalte, card.blockiert_grund) == (Spalte.FERTIG, "Ortstermin fiel aus")


async def test_results_are_corrected_hidden_from_the_room_and_deleted(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "r")
        await wait_for_text(pilot, "Im Treffen zeigen?")
        await paste(pilot, "Plakat")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Zwischenergebnis festgehalten")
        await press(pilot, "R")
        await wait_for_text(pilot, "23.11.2026  Plakat")
        await press(pilot, "e", "end")
        await paste(pilot, " gedruckt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Plakat gedruckt")
        await press(pilot, "x")
        await wait_for_text(pilot, "nicht im Treffen")
        await press(pilot, "d")
        await wait_for_text(pilot, "Noch kein Zwischenergebnis")
        await press(pilot, "u")
        await wait_for_text(pilot, "Plakat gedruckt")


async def test_a_window_that_only_reads_follows_by_itself(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with running_python(WRITER, database_path) as writer:
        async with running(database_path, clock) as pilot:
            await go(pilot, "4", "sprintboard")
            _write(writer, f"{region.auftraege[0]} Von nebenan")
            await wait_for_text(pilot, "Von nebenan")


def _write(writer: "Popen[str]", line: str) -> None:
    assert writer.stdin is not None and writer.stdout is not None
    writer.stdin.write(line + "\n")
    writer.stdin.flush()
    assert writer.stdout.readline() == "saved\n"


async def test_the_overview_leads_to_the_ledger_and_names_what_is_overdue(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(open_services(database_path, clock)) as services:
        for titel, bis in (("Raum", "1.11.2026"), ("Moderation", "1.12.2026")):
            services.unterstuetzung.add_unterstuetzung({"titel": titel, "art": "organisatorisch", "bis": bis})
    async with running(database_path, clock) as pilot:
        await wait_for_text(pilot, "2 Bitten um Unterstützung offen · ! 1 überfällig")
        while "› 2 Bitten" not in visible_text(pilot.app):
            await press(pilot, "down")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, UnterstuetzungDialog), "the ledger")
        await wait_for_text(pilot, "bis 01.11.")
        await press(pilot, "n")
        await type_text(pilot, "Technik")
        await press(pilot, "enter")
        await wait_for_text(pilot, "› ○ offen")
        line = next(line for line in visible_text(pilot.app).splitlines() if "› ○" in line)
        assert "Technik" in line


async def test_a_massnahme_is_dragged_into_another_column_of_the_agenda(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v")
        await wait_for_text(pilot, "Agenda: 6 Maßnahmen")
        lines = visible_text(pilot.app).splitlines()
        y = next(number for number, line in enumerate(lines) if "Geplante 1" in line)
        x, target = lines[y].index("Geplante 1"), lines[y].index("Maßnahme 1")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(target, y + 3))
        await pilot.mouse_up(offset=(target, y + 3))
        await wait_for_text(pilot, "wenn ein Sprintteam sie")
        strip = x - 3  # the empty column beside it
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(strip, y))
        await pilot.mouse_up(offset=(strip, y))
        await wait_for_text(pilot, "vorgeschlagen 1")
        assert isinstance(pilot.app.screen, AgendaDialog)


async def test_marked_cards_go_on_together_and_come_back_by_one_step(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "m", "pagedown", "m", "shift+right")
        await wait_for_text(pilot, "In Arbeit (5)")
        await wait_for_text(pilot, "Gesichert: Karten verschoben (2)")
        await press(pilot, "u")
        await wait_for_text(pilot, "In Arbeit (3)")


async def test_an_auftrag_is_dissolved_after_saying_what_goes_with_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "D")
        await wait_for_text(pilot, "4 Karten und 0 Zwischenergebnisse")
        await press(pilot, "j")
        await wait_for_text(pilot, "noch kein Auftrag: offene Entscheidung")
        assert isinstance(pilot.app.screen, SprintboardScreen)
        assert pilot.app.screen.query_one(Brett).bahn_id is not None
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, SprintboardScreen)  # nothing can be added where nobody works
        await press(pilot, "u")
        await wait_for_text(pilot, "Team 1")


async def test_the_page_of_a_team_is_read_and_saved(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "T", "h")
        await wait_for_text(pilot, "Sprintteam Team 1: unsere Aufgaben")
        await press(pilot, "s", "enter")
        await wait_for_text(pilot, "✓ Geschrieben: ")
    saved = (database_path.parent / "zettel.md").read_text("utf-8")
    assert "# Sprintteam Team 1: unsere Aufgaben" in saved and "Karte offen 1.0" in saved


async def test_the_room_sees_the_whole_card_under_the_cursor(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    card = region.karten[0][2]
    with closing(open_services(database_path, clock)) as services:
        werte = {
            "wer": "Verwaltung",
            "faellig": "1.11.2026",
            "blockiert_grund": "Antwort fehlt",
            "blockiert_loest": "Amt",
        }
        services.sprintboard.edit_aufgabe(card, werte)
        services.karten.record_punkte(card, "[x] Raum\nTechnik")
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "right", "right", "b")
        for said in ("× Antwort fehlt · löst: Amt", "überfällig seit 01.11.2026", "kümmert sich: Verwaltung", "☑ Raum"):
            await wait_for_text(pilot, said)
        assert "☐ Technik" in visible_text(pilot.app)
