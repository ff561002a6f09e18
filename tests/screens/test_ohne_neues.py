"""Of what nothing was heard for two meetings: board, Agenda and the agenda of the meeting say so."""

from contextlib import closing
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.clock import to_text
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from pilot_tools import go, press, running, visible_text, wait_for, wait_for_text

SAID = "☾ 2 Treffen ohne Neues"
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def silence(region: Region, database_path: Path, clock: FrozenClock) -> None:
    """Let two meetings end without any news, one Maßnahme with a very long title among them."""
    with closing(Database(database_path, clock)) as database:
        with database.write("Titel") as writer:
            writer.update(t.massnahme, region.massnahmen[1], titel="Ein Titel, der kein Ende nimmt, " * 6)
        for _meeting in range(2):
            clock.tick(days=1)
            with database.write("Treffen") as writer:
                writer.insert(t.treffen, titel="Treffen", status="beendet", beendet_um=to_text(clock.now()))
            clock.tick(days=1)


@pytest.mark.parametrize("size", SIZES)
async def test_a_lane_says_it_in_whole_words_until_a_card_moves(
    silence: None, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        await wait_for_text(pilot, SAID)
        before = visible_text(pilot.app).count(SAID)
        await press(pilot, "shift+right")
        await wait_for(pilot, lambda: visible_text(pilot.app).count(SAID) == before - 1, "one lane less")
        await press(pilot, "pagedown")
        await wait_for_text(pilot, "Ein Titel, der kein Ende nimmt")
        await wait_for_text(pilot, SAID)


@pytest.mark.parametrize("size", SIZES)
async def test_the_agenda_marks_its_card_and_says_it_below(
    silence: None, region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "v")
        await wait_for_text(pilot, "☾ Geplante 1")
        await wait_for_text(pilot, "☾ seit 2 Treffen ohne Neues")
        await press(pilot, "shift+right")
        await wait_for(pilot, lambda: "☾ Geplante 1" not in visible_text(pilot.app), "no mark after news")


@pytest.mark.parametrize("size", SIZES)
async def test_the_item_of_a_team_names_its_massnahme_in_the_meeting(
    silence: None, region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "6", "treffen")
        await press(pilot, "N")
        await wait_for_text(pilot, "Treffen vorbereiten")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Ergebnisse: Team 1")
        assert "ohne Neues" not in visible_text(pilot.app)
        await press(pilot, "down", "down")
        await wait_for(pilot, lambda: "Maßnahme 1: seit 2 Treffen" in " ".join(visible_text(pilot.app).split()), "it")
        assert "Ein Titel" not in visible_text(pilot.app)
