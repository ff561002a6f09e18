"""Reading and correcting decisions by keys."""

from pathlib import Path

import pytest
from steps_beschluesse import closed, met

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.storage.opening import open_file
from pilot_tools import go, press, running, type_text, wait_for_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_decision_is_read_and_corrected_and_both_versions_are_listed(
    region: Region, database_path: Path, clock: FrozenClock, size: tuple[int, int]
) -> None:
    opened = open_file(database_path, clock)
    closed(opened.database, region)
    opened.close()
    async with running(database_path, clock, size=size) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "k")
        await wait_for_text(pilot, "Beschluss 2026-03")
        await press(pilot, "enter")
        await wait_for_text(pilot, "weiterverfolgen – Maßnahme 3")
        await press(pilot, "k")
        await wait_for_text(pilot, "Was wird berichtigt, und warum?")
        await type_text(pilot, "Falsches Jahr [b]")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "Beschluss korrigiert")
        await press(pilot, "k")
        await wait_for_text(pilot, "Fassung 2")
        await press(pilot, "down", "enter")
        await wait_for_text(pilot, "durch eine spätere ersetzt")
        await press(pilot, "k")
        await wait_for_text(pilot, "Bitte die neueste Fassung korrigieren.")


async def test_a_decision_is_attached_to_a_meeting_and_the_statistics_are_one_line_of_the_list(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    opened = open_file(database_path, clock)
    met(opened.database, region)
    opened.close()
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "k", "enter")
        await wait_for_text(pilot, "t: einem Treffen zuordnen")
        await press(pilot, "t")
        await wait_for_text(pilot, "In welchem Protokoll soll er stehen?")
        await press(pilot, "enter")
        await wait_for_text(pilot, "Beschluss einem Treffen zugeordnet")
        await press(pilot, "k", "enter")
        await wait_for_text(pilot, "Treffen: Herbsttreffen")
        await press(pilot, "escape", "k")
        await type_text(pilot, "statistik")
        await press(pilot, "enter")
        await wait_for_text(pilot, "2026: 3 Beschlüsse")


async def test_the_summary_says_that_no_meeting_runs(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "enter", "home", "enter")
        await wait_for_text(pilot, "Sichern und weiter")
        await press(pilot, "ctrl+s", "enter")
        await wait_for_text(pilot, "so beschließen · kein Treffen läuft (6): steht in keinem Protokoll")


async def test_without_a_decision_it_says_so(region: Region, database_path: Path, clock: FrozenClock) -> None:
    async with running(database_path, clock) as pilot:
        await go(pilot, "5", "entscheidung")
        await press(pilot, "k")
        await wait_for_text(pilot, "Es gibt noch keinen Beschluss.")
