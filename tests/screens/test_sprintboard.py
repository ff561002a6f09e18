from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import MassnahmeStatus, Spalte
from myk_tui.domain.sprintboard import Bahn, Karte
from myk_tui.screens.sprintboard import SprintboardScreen
from myk_tui.widgets.brett import Brett
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored


@asynccontextmanager
async def board(path: Path, clock: FrozenClock, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    async with running(path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        yield pilot


def lanes(path: Path, clock: FrozenClock) -> tuple[Bahn, ...]:
    with stored(path, clock) as services:
        found = services.sprintboard.load_board()
    assert found is not None
    return found.bahnen


def column(path: Path, clock: FrozenClock, spalte: Spalte, lane: int = 0) -> list[str]:
    return [card.titel for card in lanes(path, clock)[lane].karten if card.spalte is spalte]


def card(path: Path, clock: FrozenClock, karte_id: str) -> Karte | None:
    return next((card for lane in lanes(path, clock) for card in lane.karten if card.id == karte_id), None)


def brett(pilot: Pilot[None]) -> Brett:
    return pilot.app.screen.query_one(Brett)


async def test_a_card_is_added_to_the_column_under_the_cursor(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "right", "n")
        await wait_for_text(pilot, "Neue Karte")
        await paste(pilot, "Aushang drucken")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Karte „Aushang drucken“ angelegt")
        assert "› Aushang drucken" in visible_text(pilot.app)
        assert "0 von 12" not in visible_text(pilot.app) and "3 von 13 Karten fertig" in visible_text(pilot.app)
    assert column(database_path, clock, Spalte.IN_ARBEIT) == ["Karte in_arbeit 1.0", "Aushang drucken"]


async def test_all_fields_of_a_card_are_edited_and_a_wrong_date_is_refused_at_its_field(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "enter")
        await wait_for_text(pilot, "Karte bearbeiten")
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "Plakat")
        await press(pilot, "tab")
        await paste(pilot, "Rathaus")
        await press(pilot, "tab")
        await paste(pilot, "31.02.2027")
        await press(pilot, "tab", "tab", "tab")
        await paste(pilot, "Zeile 1\nZeile 2")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "23.11.2026")
        assert pilot.app.focused is not None and pilot.app.focused.id == "feld-faellig"
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "1.12.2026")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Karte bearbeitet")
        assert "bis 01.12. · Rathaus" in visible_text(pilot.app)
    with stored(database_path, clock) as services:
        found = services.sprintboard.load_aufgabe(region.karten[0][0])
    assert (found.titel, found.wer, found.faellig) == ("Plakat", "Rathaus", date(2026, 12, 1))
    assert found.beschreibung == "Zeile 1\nZeile 2"


async def test_a_card_is_carried_through_all_columns_and_back_by_undo(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    moved = region.karten[0][0]
    async with board(database_path, clock) as pilot:
        for spalte in (Spalte.IN_ARBEIT, Spalte.BLOCKIERT, Spalte.FERTIG):
            await press(pilot, "shift+right")
            await wait_for_text(pilot, "Gesichert: Karte verschoben")
            if spalte is Spalte.BLOCKIERT:
                await wait_for_text(pilot, "Was blockiert die Karte?")
                await press(pilot, "enter")
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, SprintboardScreen), "the form to close")
            found = card(database_path, clock, moved)
            assert found is not None and found.spalte is spalte
            assert brett(pilot).karte_id == moved
        assert "4 von 12 Karten fertig" in visible_text(pilot.app)
        for spalte in (Spalte.BLOCKIERT, Spalte.IN_ARBEIT, Spalte.OFFEN):
            await press(pilot, "u")
            await wait_for_text(pilot, "Gesichert: Rückgängig: Karte verschoben")
            found = card(database_path, clock, moved)
            assert found is not None and found.spalte is spalte
            assert brett(pilot).karte_id == moved
        await press(pilot, "U")
        await wait_for_text(pilot, "Gesichert: Wiederholt: Karte verschoben")
        await press(pilot, "less_than_sign")
    assert column(database_path, clock, Spalte.OFFEN) == ["Karte offen 1.0"]


async def drag(pilot: Pilot[None], card: str, target: str) -> tuple[int, int]:
    """Take a card with the mouse and carry it over another one; returns where the mouse is, still pressed."""
    lines = visible_text(pilot.app).splitlines()
    start, end = (
        next((line.index(text), y) for y, line in enumerate(lines) if text in line) for text in (card, target)
    )
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=end)
    await wait_for_text(pilot, f"▶ {target}")
    return end


async def test_a_card_is_dragged_to_another_team_with_the_mouse(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with board(database_path, clock) as pilot:
        end = await drag(pilot, "Karte offen 1.0", "Karte fertig 2.0")
        assert column(database_path, clock, Spalte.OFFEN) == ["Karte offen 1.0"]
        await pilot.mouse_up(offset=end)
        await wait_for_text(pilot, "Gesichert: Karte verschoben")
        assert "› Karte offen 1.0" in visible_text(pilot.app)
    assert column(database_path, clock, Spalte.FERTIG, 1) == ["Karte offen 1.0", "Karte fertig 2.0"]


async def test_escape_leaves_a_dragged_card_where_it_was(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with board(database_path, clock) as pilot:
        end = await drag(pilot, "Karte offen 1.0", "Karte fertig 2.0")
        await press(pilot, "escape")
        assert "▶" not in visible_text(pilot.app)
        await pilot.mouse_up(offset=end)
        await pilot.pause()
    assert column(database_path, clock, Spalte.OFFEN) == ["Karte offen 1.0"]


async def test_cards_are_sorted_within_their_column(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "shift+right", "shift+up")
        await wait_for_text(pilot, "Gesichert: Karte verschoben")
        assert column(database_path, clock, Spalte.IN_ARBEIT) == ["Karte offen 1.0", "Karte in_arbeit 1.0"]
        await press(pilot, "shift+down")
    assert column(database_path, clock, Spalte.IN_ARBEIT) == ["Karte in_arbeit 1.0", "Karte offen 1.0"]


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_a_deleted_card_is_brought_back_by_undo(
    region: Region, database_path: Path, clock: FrozenClock, key: str
) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, key)
        await wait_for_text(pilot, "Gesichert: Karte gelöscht")
        assert column(database_path, clock, Spalte.OFFEN) == []
        assert brett(pilot).karte_id is None
        await press(pilot, "u")
        await wait_for_text(pilot, "Gesichert: Rückgängig: Karte gelöscht")
    assert column(database_path, clock, Spalte.OFFEN) == ["Karte offen 1.0"]


async def test_result_and_goal_of_a_lane_are_written_down(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "x")
        await wait_for_text(pilot, "Ergebnis: Team 1")
        for text in ("spannend!", "Erfolg!", "Stolperstein!", "Bedarf!"):
            await paste(pilot, text)
            await press(pilot, "tab")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Ergebnis notiert")
        await press(pilot, "z")
        await wait_for_text(pilot, "Sprintziel: Team 1")
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "fünf Ladesäulen")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Team 1 · Ziel: fünf Ladesäulen")
    with stored(database_path, clock) as services:
        found = services.sprintboard.load_ergebniskarte(region.auftraege[0])
    assert (found.spannend, found.erfolg, found.stolpersteine, found.bedarf) == (
        "spannend!",
        "Erfolg!",
        "Stolperstein!",
        "Bedarf!",
    )
    assert found.sprintziel == "fünf Ladesäulen"


async def test_a_new_team_gets_a_massnahme_and_a_lane(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "t")
        await wait_for_text(pilot, "Neues Sprintteam")
        await paste(pilot, "Team Bus")
        await press(pilot, "tab", "enter", "down", "enter", "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Sprintteam „Team Bus“ angelegt")
        await press(pilot, "a")
        await wait_for_text(pilot, "Auftrag vergeben")
        await press(pilot, "tab", "tab")
        await paste(pilot, "ein Fahrplan")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Team Bus · Ziel: ein Fahrplan")
    found = next(lane for lane in lanes(database_path, clock) if lane.team == "Team Bus")
    assert found.zielbild_id == region.zielbilder[1]
    with stored(database_path, clock) as services:
        states = {node.titel: node.status for node in services.zielbaum.load_zielbaum().knoten}
    assert states[found.massnahme] is MassnahmeStatus.IM_SPRINT


async def test_a_team_does_not_get_the_same_massnahme_twice_and_the_form_stays(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "a")
        await wait_for_text(pilot, "Auftrag vergeben")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Auftrag vergeben")
        await press(pilot, "a")
        await wait_for_text(pilot, "Auftrag vergeben")
        await press(pilot, "tab", "enter", "end", "enter", "ctrl+s")
        await wait_for_text(pilot, "✗ „Team 3“ arbeitet in diesem Sprint schon daran")
        await press(pilot, "escape", "escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, SprintboardScreen), "the form to close")
    assert len(lanes(database_path, clock)) == 4


async def test_an_empty_programme_comes_to_its_first_lane_by_keys_alone(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    path = programme("leer")
    async with board(path, clock, (80, 24)) as pilot:
        await wait_for_text(pilot, "Noch kein Sprint. Mit s beginnt der Sprint")
        await press(pilot, "n", "e", "a", "d", "x", "z")
        assert isinstance(pilot.app.screen, SprintboardScreen)
        await press(pilot, "t")
        await wait_for_text(pilot, "✗ Ein Sprintteam gehört zu einem Zielbild.")
        await press(pilot, "s")
        await wait_for_text(pilot, "Gesichert: Sprint 4. Quartal 2026 begonnen")
        await wait_for_text(pilot, "Sprintteam an, a gibt ihm eine Maßnahme.")
        await press(pilot, "a")
        await wait_for_text(pilot, "✗ Dafür braucht es ein Sprintteam")
        await go(pilot, "2", "zielbaum")
        for titel in ("Zielbild A", "Ziel A", "Lösung A", "Maßnahme A"):
            await press(pilot, "n")
            await paste(pilot, titel)
            await press(pilot, "enter")
            await wait_for_text(pilot, f"„{titel}“ angelegt")
        await go(pilot, "4", "sprintboard")
        await press(pilot, "t")
        await wait_for_text(pilot, "Neues Sprintteam")
        await paste(pilot, "Team A")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Sprintteam „Team A“ angelegt")
        await press(pilot, "a")
        await wait_for_text(pilot, "Auftrag vergeben")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Auftrag vergeben")
        await press(pilot, "n")
        await paste(pilot, "Erste Karte")
        await press(pilot, "enter")
        await wait_for_text(pilot, "› Erste Karte")
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, SprintboardScreen)
    assert column(path, clock, Spalte.OFFEN) == ["Erste Karte"]
    assert [lane.massnahme for lane in lanes(path, clock)] == ["Maßnahme A"]


async def test_a_carried_card_lays_nothing_out_anew(
    region: Region, database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(database_path, clock) as pilot:
        await press(pilot, "shift+right")
        await wait_for_text(pilot, "Gesichert: Karte verschoben")
        laid_out: list[object] = []
        refresh_layout = Screen._refresh_layout

        def noting(screen: Screen[object], *args: object, **options: object) -> None:
            laid_out.append(screen)
            refresh_layout(screen, *args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(Screen, "_refresh_layout", noting)
        await press(pilot, "shift+left")
        await wait_for(pilot, lambda: "Offen (2)" not in visible_text(pilot.app), "the card is back")
        assert laid_out == []
