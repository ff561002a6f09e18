"""Sprintteams: names, members per quarter, evenings, meetings, the end of a team."""

import pytest
from steps_sprintteam import PERSON, last_quarter

from builders import contents, make_region
from myk_tui.domain.begriffe import Spalte, TeamStatus
from myk_tui.domain.sprintteam import Sprintteam, explain_abende
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def team_of(database: Database, team_id: str, sprint_id: str | None = None) -> Sprintteam:
    found = SprintteamService(database).load_teamuebersicht(sprint_id).team(team_id)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["Team 1", "  team  1 ", "TEAM 1"])
def test_two_teams_of_a_zielbild_never_have_the_same_name(database: Database, name: str) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    before = contents(database)
    with pytest.raises(RuleViolation, match="schon das Sprintteam „Team 1“") as caught:
        teams.add_sprintteam(name, region.zielbilder[0])
    assert caught.value.feld == "name"
    with pytest.raises(RuleViolation, match="schon das Sprintteam"):
        teams.edit_sprintteam(region.teams[1], {"name": name, "zielbild": region.zielbilder[0]})
    assert contents(database) == before
    teams.add_sprintteam(name, region.zielbilder[1])  # under another Zielbild nobody takes one for the other


def test_a_team_keeps_its_own_name_in_other_capitals_and_umlauts(database: Database) -> None:
    region = make_region(database)
    SprintteamService(database).edit_sprintteam(region.teams[0], {"name": "TEAM 1"})
    assert team_of(database, region.teams[0]).name == "TEAM 1"


def test_earlier_names_can_be_read_and_a_renaming_taken_back_is_none(database: Database) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    teams.edit_sprintteam(region.teams[0], {"name": "Jugend"})
    teams.edit_sprintteam(region.teams[0], {"name": "Jugendarbeit"})
    assert team_of(database, region.teams[0]).fruehere_namen == ("Team 1", "Jugend")
    database.undo()
    assert team_of(database, region.teams[0]).fruehere_namen == ("Team 1",)
    database.undo()
    database.redo()
    assert team_of(database, region.teams[0]).fruehere_namen == ("Team 1",)
    assert team_of(database, region.teams[1]).fruehere_namen == ()


def test_a_dissolved_team_keeps_everything_and_changes_nothing_any_more(database: Database) -> None:
    region = make_region(database)
    teams, board = SprintteamService(database), SprintboardService(database)
    mitglied = teams.add_mitglied(region.teams[0], PERSON)
    assert len(teams.load_offene_karten(region.teams[0])) == 3
    before = contents(database)
    teams.dissolve_sprintteam(region.teams[0])
    after = contents(database)
    assert [name for name in before if before[name] != after[name]] == ["sprintteam"]
    assert team_of(database, region.teams[0]).status is TeamStatus.AUFGELOEST
    assert [m.id for m in team_of(database, region.teams[0]).mitglieder] == [mitglied]
    own, other = region.karten[0][0], region.karten[1][0]
    refused = [
        lambda: board.add_aufgabe(region.auftraege[0], "Neu"),
        lambda: board.move_aufgabe(own, region.auftraege[0], Spalte.FERTIG, 0),
        lambda: board.move_aufgabe(own, region.auftraege[1], Spalte.OFFEN, 0),
        lambda: board.move_aufgabe(other, region.auftraege[0], Spalte.OFFEN, 0),
        lambda: board.edit_aufgabe(own, {"titel": "anders"}),
        lambda: board.delete_aufgabe(own),
        lambda: teams.edit_sprintteam(region.teams[0], {"name": "Neu"}),
        lambda: teams.add_mitglied(region.teams[0], {"name": "Neu"}),
        lambda: teams.add_teamtreffen(region.teams[0], {}),
        lambda: teams.wake_sprintteam(region.teams[0]),
    ]
    for attempt in refused:
        with pytest.raises(RuleViolation, match="„Team 1“ ist aufgelöst"):
            attempt()
    assert contents(database) == after


def test_a_resting_team_gets_no_auftrag_until_it_is_awake(database: Database) -> None:
    region = make_region(database)
    teams, board = SprintteamService(database), SprintboardService(database)
    teams.rest_sprintteam(region.teams[0])
    assert region.teams[0] not in dict(board.load_sprintteams())
    with pytest.raises(RuleViolation, match="nicht aktiv"):
        board.add_auftrag(region.teams[0], region.geplant[0], "")
    with pytest.raises(RuleViolation, match="ruht schon"):
        teams.rest_sprintteam(region.teams[0])
    teams.wake_sprintteam(region.teams[0])
    board.add_auftrag(region.teams[0], region.geplant[0], "")


def test_a_team_moves_to_another_zielbild_unless_it_is_being_decided_on(database: Database) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    teams.edit_sprintteam(region.teams[0], {"zielbild": region.zielbilder[1]})
    assert team_of(database, region.teams[0]).zielbild_id == region.zielbilder[1]
    EntscheidungService(database).begin_entscheidung(region.zielbilder[1])
    with pytest.raises(RuleViolation, match="schon unter") as caught:
        teams.edit_sprintteam(region.teams[0], {"zielbild": region.zielbilder[0]})
    assert caught.value.feld == "zielbild"


def test_who_is_typed_again_is_the_same_person_and_a_namesake_has_to_be_told_apart(database: Database) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    first = teams.add_mitglied(region.teams[0], PERSON)
    teams.add_mitglied(region.teams[1], {"name": "schulleitung"})
    with pytest.raises(RuleViolation, match="„Schulleitung“ gibt es schon \\(Realschule\\)") as caught:
        teams.add_mitglied(region.teams[2], {"name": "Schulleitung", "organisation": "Gymnasium"})
    assert caught.value.feld == "name"
    assert [label for _id, label in teams.load_personen()] == ["Schulleitung · Lehrkraft · Realschule"]
    with pytest.raises(RuleViolation, match="schon zum Team"):
        teams.add_mitglied(region.teams[0], {"name": "Schulleitung"})
    teams.add_mitglied(region.teams[0], {"name": "Jugendpflege"})
    with pytest.raises(RuleViolation, match="gibt es schon"):
        teams.edit_mitglied(first, {"name": "Jugendpflege"})


def test_members_come_over_from_the_last_quarter_once_and_the_old_quarter_stays(database: Database) -> None:
    region = make_region(database)
    last_quarter(database, region)
    teams = SprintteamService(database)
    assert teams.copy_mitglieder(region.teams[0]) == 2
    (earlier, _now) = teams.load_teamuebersicht().sprints
    for quarter in (earlier.id, None):
        people = team_of(database, region.teams[0], quarter).mitglieder
        assert [(person.name, person.aufgabe) for person in people] == [
            ("Ortsgemeinde", "hilft"),
            ("Jugendpflege", "hilft"),
        ]
    with pytest.raises(RuleViolation, match="niemand zu übernehmen"):
        teams.copy_mitglieder(region.teams[0])
    old = team_of(database, region.teams[0], earlier.id).mitglieder[0]
    with pytest.raises(RuleViolation, match="abgeschlossen und bleibt"):
        teams.remove_mitglied(old.id)


def test_the_evenings_are_explained_by_their_own_sum(database: Database) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    SprintboardService(database).add_auftrag(region.teams[0], region.geplant[0], "")
    second = team_of(database, region.teams[0]).auftraege[1].id
    teams.edit_abende(region.teams[0], {"abende": "6", region.auftraege[0]: "4", second: ""})
    teams.add_teamtreffen(region.teams[0], {"datum": "2.11.2026"})
    assert explain_abende(team_of(database, region.teams[0])) == [
        "    4   Maßnahme 1",
        "+   ?   Geplante 1",
        "=   4   geplant",
        "6 Abende im Quartal − 4 geplant = 2 frei",
        "6 Abende im Quartal − 1 Treffen gehalten = 5 übrig",
    ]
    teams.edit_abende(region.teams[0], {second: "3"})
    assert explain_abende(team_of(database, region.teams[0]))[3] == (
        "! 6 Abende im Quartal − 7 geplant = −1: mehr geplant, als da sind."
    )
    with pytest.raises(RuleViolation, match="ganze Zahl") as caught:
        teams.edit_abende(region.teams[0], {"abende": "viele"})
    assert caught.value.feld == "abende"


@pytest.mark.parametrize(("typed", "wrong"), [("24.11.2026", "Zukunft"), ("30.9.2026", "vor diesem Sprint")])
def test_a_meeting_is_noted_on_a_day_of_this_sprint_that_has_been(database: Database, typed: str, wrong: str) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    teams.add_teamtreffen(region.teams[0], {"datum": "1.10.2026", "notiz": "Auftakt"})
    teams.add_teamtreffen(region.teams[0], {"datum": ""})
    assert [str(m.datum) for m in team_of(database, region.teams[0]).treffen] == ["2026-10-01", "2026-11-23"]
    with pytest.raises(RuleViolation, match=wrong) as caught:
        teams.add_teamtreffen(region.teams[0], {"datum": typed})
    assert caught.value.feld == "datum"


def test_what_another_window_deleted_is_named_as_gone(database: Database) -> None:
    region = make_region(database)
    teams = SprintteamService(database)
    meeting = teams.add_teamtreffen(region.teams[0], {})
    with database.write("weg") as writer:
        writer.delete(t.sprintteam, region.teams[0])
    with pytest.raises(NotFound):
        teams.delete_teamtreffen(meeting)
    with pytest.raises(NotFound):
        teams.rest_sprintteam(region.teams[0])
