"""The Agenda by keys."""

from contextlib import closing
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.zielbaum import Ebene
from myk_tui.screens.agenda import AgendaDialog
from myk_tui.services import open_services
from myk_tui.widgets.agendatafel import Agendatafel
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_massnahme_is_carried_refused_stopped_and_brought_back(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v")
        await wait_for_text(pilot, "Agenda: 6 Maßnahmen")
        await wait_for_text(pilot, "geplant 3 · wartet auf Freigabe 0 · im Sprint 3")
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "geplant 2 · wartet auf Freigabe 1")
        await wait_for_text(pilot, "✓ Gesichert: ")
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "„im Sprint“ übersprungen")
        await wait_for_text(pilot, "laufender Betrieb 1")
        await press(pilot, "shift+left")
        await wait_for_text(pilot, "wartet auf Freigabe 1")
        await press(pilot, "right", "shift+right")
        await wait_for_text(pilot, "arbeitet in diesem Sprint daran")
        assert "✓ Gesichert: " not in visible_text(pilot.app)
        await press(pilot, "left", "s")
        await type_text(pilot, "eingestellt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Warum wird die Maßnahme eingestellt?")
        await type_text(pilot, "kein Bedarf [bold]")
        await press(pilot, "enter")
        await wait_for_text(pilot, "eingestellt · 0 % erreicht · kein Bedarf [bold]")
        await wait_for_text(pilot, "✓ Gesichert: ")
        await press(pilot, "u")
        await wait_for_text(pilot, "wartet auf Freigabe 1")
    with stored(database_path, clock) as services:
        assert [karte.status for karte in services.agenda.load_agenda().karten if karte.id == region.geplant[0]] == [
            "wartet_auf_freigabe"
        ]


async def test_dragging_marks_the_column_a_massnahme_would_go_to_and_escape_leaves_it_where_it_was(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(120, 40)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v")
        await wait_for_text(pilot, "geplant 3 · wartet auf Freigabe 0 · im Sprint 3")
        tafel = pilot.app.screen.query_one(Agendatafel)
        left, top = tafel.region.x, tafel.region.y
        await pilot.mouse_down(offset=(left + 6, top + 1))
        await pilot.hover(offset=(left + tafel.size.width // 2, top + 1))
        await wait_for_text(pilot, "▶")
        await press(pilot, "escape")
        await wait_for(pilot, lambda: "▶" not in visible_text(pilot.app), "no target any more")
        await pilot.mouse_up(offset=(left + tafel.size.width // 2, top + 1))
        await wait_for_text(pilot, "geplant 3 · wartet auf Freigabe 0 · im Sprint 3")


async def test_one_zielbild_is_chosen_and_enter_leads_into_the_goal_tree(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v", "f")
        await wait_for_text(pilot, "alle Zielbilder")
        await type_text(pilot, "vernetzt")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Agenda: 2 Maßnahmen · MYK vernetzt Menschen")
        await press(pilot, "right", "right")
        await wait_for_text(pilot, "› Lösung 3")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == "zielbaum", "the goal tree")
        await wait_for(pilot, lambda: "Maßnahme 3" in cursor_line(visible_text(pilot.app)), "the cursor on it")


async def test_what_hangs_on_the_vision_is_shown_and_found_in_the_goal_tree(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(open_services(database_path, clock)) as services:
        services.zielbaum.add_knoten(Ebene.MASSNAHME, region.programm, "Ganz oben")
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v")
        await wait_for_text(pilot, "Agenda: 7 Maßnahmen")
        await wait_for_text(pilot, "›Ganz oben")
        await wait_for_text(pilot, "Testregion")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: getattr(pilot.app.screen, "ZIEL", "") == "zielbaum", "the goal tree")
        await wait_for(pilot, lambda: "Ganz oben" in cursor_line(visible_text(pilot.app)), "the cursor on it")


def cursor_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.startswith("›")), "")


async def test_with_thousands_only_what_is_in_sight_is_drawn(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    with closing(open_services(database_path, clock)) as services:
        for number in range(60):
            services.zielbaum.add_knoten(Ebene.MASSNAHME, region.loesungen[0], f"Neue {number:02}")
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v", "end")
        await wait_for_text(pilot, "›Neue 59")
        assert "Neue 00" not in visible_text(pilot.app)
        await press(pilot, "home")
        await wait_for_text(pilot, "›Neue 00")
        await press(pilot, *["right"] * 7)
        await wait_for_text(pilot, "eingestellt 0")
        await press(pilot, "escape")
        await wait_for(pilot, lambda: not isinstance(pilot.app.screen, AgendaDialog), "the board")
