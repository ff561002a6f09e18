"""The progress a team suggests, from the result card to the decision, by keys."""

import re
from pathlib import Path

import pytest

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.entscheidung import Alt
from myk_tui.domain.sprintboard import suggested_progress
from myk_tui.screens.entscheidung_formular import reckoned
from pilot_tools import go, press, running, wait_for_text
from stored import stored


async def test_the_team_suggests_on_its_result_card_and_the_review_shows_it(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "x")
        await wait_for_text(pilot, "Fortschritt, Vorschlag des Teams in % (bisher 20, nach Karten 40)")
        await press(pilot, "tab", "tab", "tab", "tab", "6", "5", "ctrl+s")
        await wait_for_text(pilot, "Gesichert: Ergebnis notiert")
        await go(pilot, "5", "entscheidung")
        await wait_for_text(pilot, "Fortschritt, Vorschlag des Teams: 65 %")
        await press(pilot, "enter", "enter")
        await wait_for_text(pilot, "Vorschlag des Teams: 65,")
        await wait_for_text(pilot, "Vorschlag aus den Karten: 40 – bisher 20 %")
        await press(pilot, "ctrl+s")
    with stored(database_path, clock) as services:
        abschluss = services.entscheidung.load_sprintabschluss()
    assert abschluss is not None and abschluss.entscheidungen[0].zeilen[0].fortschritt == 65


def after(before: int, done: int, total: int) -> Alt:
    return Alt("", "", "Radweg", "", done, total, before, suggested_progress(before, done, total), 1)


@pytest.mark.parametrize(("before", "done", "total"), [(25, 1, 4), (0, 2, 3), (40, 6, 6), (33, 1, 7)])
def test_every_number_of_the_suggestion_adds_up(before: int, done: int, total: int) -> None:
    alt = after(before, done, total)
    said = [int(number) for number in re.findall(r"\d+", reckoned(alt))]
    assert said == [before, 100, 100 - before, done, total, alt.vorschlag - before]


def test_without_anything_done_the_suggestion_says_why_nothing_changes() -> None:
    assert reckoned(after(25, 0, 4)) == "noch keine Karte fertig, also wie bisher"
    assert reckoned(after(25, 0, 0)) == "ohne Karten bleibt es beim Bisherigen"
