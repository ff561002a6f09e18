"""The Sprintteams, by keys."""

from pathlib import Path

from builders import Region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import TeamStatus
from myk_tui.screens.base import MykScreen
from myk_tui.screens.sprintteam import SprintteamDialog
from pilot_tools import go, press, running, type_text, visible_text, wait_for, wait_for_text
from stored import stored


async def test_members_evenings_and_meetings_are_kept_in_a_few_keys(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "T", "enter", "n")
        await type_text(pilot, "Schulleitung")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "✓ Gesichert: ")
        await press(pilot, "t")
        await type_text(pilot, "im Pfarrheim")
        await press(pilot, "ctrl+s", "p", "6", "tab", "4", "ctrl+s")
        await wait_for_text(pilot, "6 Abende im Quartal − 4 geplant = 2 frei")
        assert "23.11.2026  im Pfarrheim" in visible_text(pilot.app)
        await press(pilot, "escape")
        await wait_for_text(pilot, "1 Mitglied  4/6 Abende")
    with stored(database_path, clock) as services:
        team = services.sprintteam.load_teamuebersicht().team(region.teams[0])
    assert team is not None
    assert ([m.name for m in team.mitglieder], team.geplant, len(team.treffen)) == (["Schulleitung"], 4, 1)


async def test_dissolving_names_the_auftrag_and_the_open_cards_and_can_be_undone(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "T", "x")
        await wait_for_text(pilot, "Laufender Auftrag: Maßnahme 1")
        assert "3 offene Karten:" in visible_text(pilot.app)
        await press(pilot, "n")
        assert "aufgelöst" not in visible_text(pilot.app)
        await press(pilot, "x", "j")
        await wait_for_text(pilot, "Team 1  aufgelöst")
        await press(pilot, "r")
        await wait_for_text(pilot, "„Team 1“ ist aufgelöst und bleibt, wie es war.")
        await press(pilot, "u")
        await wait_for_text(pilot, "✓ Gesichert: Rückgängig: ")
        await press(pilot, "r")
        await wait_for_text(pilot, "Team 1  ruht")
    with stored(database_path, clock) as services:
        team = services.sprintteam.load_teamuebersicht().team(region.teams[0])
    assert team is not None and team.status is TeamStatus.RUHT


async def test_a_new_team_a_new_member_and_a_new_meeting_stand_under_the_cursor(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "T", "n")
        await type_text(pilot, "Neues Team")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "›  ● Neues Team")
        await press(pilot, "enter", "n")
        await type_text(pilot, "Schulleitung")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "›  Schulleitung")
        await press(pilot, "n")
        await type_text(pilot, "Elternvertretung")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "›  Elternvertretung")
        await press(pilot, "t")
        await type_text(pilot, "im Pfarrheim")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "›  23.11.2026  im Pfarrheim")


async def test_a_dissolved_team_says_at_once_that_it_stays_as_it_was(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "T", "x", "j")
        await wait_for_text(pilot, "✗ Team 1  aufgelöst")
        await press(pilot, "e")
        await wait_for_text(pilot, "„Team 1“ ist aufgelöst und bleibt, wie es war.")
        assert "Sprintteam bearbeiten" not in visible_text(pilot.app)


async def test_a_team_without_a_lane_is_found_by_the_search_and_shown_among_the_teams(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, MykScreen)
        screen.services.sprintteam.add_sprintteam("Bücherbus", region.zielbilder[2])
        await press(pilot, "slash")
        await type_text(pilot, "bucherbus")
        await wait_for_text(pilot, "› 1 Sprintteam")
        await press(pilot, "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, SprintteamDialog), "the teams")
        await wait_for_text(pilot, "›  ● Bücherbus")


async def test_a_name_is_removed_only_after_two_questions_and_the_typed_word(
    region: Region, database_path: Path, clock: FrozenClock
) -> None:
    async with running(database_path, clock, size=(80, 24)) as pilot:
        await go(pilot, "4", "sprintboard")
        await press(pilot, "T", "enter", "n")
        await type_text(pilot, "Vroni")
        await press(pilot, "ctrl+s", "A")
        await wait_for_text(pilot, "„Vroni“ wird überall zu „Anonym 1“")
        assert "nicht rückgängig machen, auch nicht mit u" in visible_text(pilot.app)
        await press(pilot, "j", "ctrl+s")
        await wait_for_text(pilot, "Zum Bestätigen bitte ENTFERNEN eintippen.")
        await type_text(pilot, "entfernen")
        await press(pilot, "ctrl+s")
        await wait_for_text(pilot, "›  Anonym 1")
        await press(pilot, "u")
        await wait_for_text(pilot, "noch niemand")
        await press(pilot, "escape", "escape")
        await press(pilot, "U")
        await wait_for_text(pilot, "Wiederholt: Mitglied hinzugefügt")
    assert b"Vroni" not in database_path.read_bytes()
    with stored(database_path, clock) as services:
        team = services.sprintteam.load_teamuebersicht().team(region.teams[0])
    assert team is not None and [member.name for member in team.mitglieder] == ["Anonym 1"]
