from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.screens.bewertung import RanglisteDialog
from myk_tui.screens.ideenspeicher import IdeenspeicherScreen
from myk_tui.screens.ideenspeicher_zeilen import IdeenListe
from myk_tui.services.bewertung import BewertungService
from myk_tui.storage.database import Database
from pilot_tools import go, paste, press, running, visible_text, wait_for, wait_for_text
from stored import stored


@pytest.fixture
def kriterien(region: Region, database_path: Path, clock: FrozenClock) -> dict[str, str]:
    """Ids by name: one that has to hold and two that are scored."""
    opened = Database(database_path, clock)
    service = BewertungService(opened)
    service.edit_gewichte({}, "Wirkung")
    service.edit_gewichte({}, "Aufwand")
    service.edit_gewichte({}, "Erlaubt", KriteriumArt.KO)
    found = {kriterium.name: kriterium.id for kriterium in service.load_kriterien()}
    opened.close()
    return found


@pytest.fixture
def scored(region: Region, kriterien: dict[str, str], database_path: Path, clock: FrozenClock) -> list[str]:
    """Idea 0 is ahead of idea 1 by one point, idea 2 is not complete."""
    opened = Database(database_path, clock)
    service = BewertungService(opened)
    for idee_id, points in zip(region.ideen, (("ja", "5", "1"), ("ja", "0", "5"), ("ja", "5", "")), strict=True):
        werte = dict(zip(("Erlaubt", "Wirkung", "Aufwand"), points, strict=True))
        service.record_bewertung(idee_id, {kriterien[name]: text for name, text in werte.items()})
    opened.close()
    return region.ideen


@asynccontextmanager
async def ideas(path: Path, clock: FrozenClock, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    async with running(path, clock, size=size) as pilot:
        await go(pilot, "3", "ideenspeicher")
        yield pilot


def current(pilot: Pilot[None]) -> str:
    found = pilot.app.screen.query_one(IdeenListe).cursor_id
    assert found is not None
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_idea_is_scored_in_one_form_knock_out_first(
    kriterien: dict[str, str], database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with ideas(database_path, clock, size) as pilot:
        idee_id = current(pilot)
        await press(pilot, "p")
        await wait_for_text(pilot, "Erlaubt (muss gelten)")
        assert "Wirkung (wiegt 1)" in visible_text(pilot.app)
        await press(pilot, "enter", "down", "enter", "tab", "4", "tab", "2", "enter")
        await wait_for_text(pilot, "Gesichert: Idee bewertet")
    with stored(database_path, clock) as services:
        _titel, scores = services.bewertung.load_bewertung(idee_id)
        assert {k.name: wert for k, wert in scores} == {"Erlaubt": 5, "Wirkung": 4, "Aufwand": 2}


async def test_a_score_that_is_none_is_refused_at_its_criterion_and_nothing_typed_is_lost(
    kriterien: dict[str, str], database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "p")
        await wait_for_text(pilot, "Erlaubt (muss gelten)")
        await press(pilot, "tab", "6", "tab", "2", "enter")
        await wait_for_text(pilot, "✗ Wirkung: Bitte eine ganze Zahl von 0 bis 5.")
        assert pilot.app.focused is not None and pilot.app.focused.id == f"feld-{kriterien['Wirkung']}"
        await press(pilot, "backspace", "5", "enter")
        await wait_for_text(pilot, "Gesichert: Idee bewertet")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_ranking_shows_sums_reasons_and_when_the_first_place_would_change(
    scored: list[str], database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with ideas(database_path, clock, size) as pilot:
        await press(pilot, "R")
        await wait_for_text(pilot, "Rangliste der Ideen")
        text = visible_text(pilot.app)
        assert text.index("1. Idee 0") < text.index("2. Idee 1") < text.index("Idee 2  2 von 3 bewertet")
        for part in ("liegt 1 Punkt vor", "kippt, wenn Wirkung weniger als 0,8 wiegt"):
            assert part in text
        await press(pilot, "pagedown")
        await wait_for_text(pilot, "Wirkung: 5 × 1 = 5")
        await press(pilot, "down", "down")
        await wait_for_text(pilot, "Aufwand: noch nicht bewertet")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, IdeenspeicherScreen), "the list")
        assert current(pilot) == scored[2]


async def test_reasons_that_do_not_fit_are_reached_by_keys(
    scored: list[str], database_path: Path, clock: FrozenClock
) -> None:
    opened = Database(database_path, clock)
    service = BewertungService(opened)
    for number in range(12):
        service.edit_gewichte({}, f"Weiteres {number}")
    opened.close()
    async with ideas(database_path, clock, (80, 24)) as pilot:
        await press(pilot, "R")
        await wait_for_text(pilot, "Rangliste der Ideen")
        assert "Summe:" not in visible_text(pilot.app)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        await wait_for_text(pilot, "Summe:")


async def test_weights_are_visible_changed_in_their_form_and_turn_the_ranking(
    scored: list[str], kriterien: dict[str, str], database_path: Path, clock: FrozenClock
) -> None:
    async with ideas(database_path, clock) as pilot:
        await press(pilot, "W")
        await wait_for_text(pilot, "Kriterien und Gewichte")
        assert "3 Ideen sind schon bewertet" in visible_text(pilot.app)
        assert "Muss gelten, ohne Gewicht: Erlaubt" in str(pilot.app.screen.query_one(".einleitung", Static).render())
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "viel")
        await press(pilot, "enter")
        await wait_for_text(pilot, "✗ Wirkung: Bitte ein Gewicht von 0 bis 100")
        await press(pilot, "end", "ctrl+u")
        await paste(pilot, "0,5")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Kriterien und Gewichte geändert")
        await press(pilot, "R")
        await wait_for_text(pilot, "1. Idee 1")
        await press(pilot, "escape", "u", "R")
        await wait_for_text(pilot, "1. Idee 0")
        await press(pilot, "escape")


async def test_a_programme_without_criteria_says_how_to_begin(
    programme: Callable[[str], Path], clock: FrozenClock
) -> None:
    async with ideas(programme("leer"), clock) as pilot:
        await press(pilot, "i")
        await paste(pilot, "Bank")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Idee „Bank“")
        await press(pilot, "p")
        await wait_for_text(pilot, "Noch keine Kriterien. Mit W legt man sie")
        await press(pilot, "W")
        await wait_for_text(pilot, "Neues Kriterium")
        await paste(pilot, "Wirkung")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Gesichert: Kriterien und Gewichte geändert")
        await press(pilot, "R")
        await wait_for_text(pilot, "Noch keine Idee bewertet.")
        assert "1 offene Idee noch ohne Punkte" in visible_text(pilot.app)
        assert isinstance(pilot.app.screen, RanglisteDialog)
        await press(pilot, "escape", "p")
        await wait_for_text(pilot, "Wirkung (wiegt 1)")
        await press(pilot, "3", "enter", "R")
        await wait_for_text(pilot, "1. Bank")
