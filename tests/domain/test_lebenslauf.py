"""The life line as a value: order, runs, words."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import EntscheidungStatus, Verbleib, Wahl
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.lebenslauf import (
    Beschluss,
    Lebenslauf,
    Sprintstation,
    Station,
    StationArt,
    Woher,
    describe_wahl,
    in_order,
    run_length,
    sections,
)

BESCHLUSS = Beschluss(
    jahr=2026,
    nummer=7,
    version=1,
    status=EntscheidungStatus.BESCHLOSSEN,
    um=datetime(2026, 9, 24, 18, tzinfo=UTC),
    quartal=Quartal(2026, 3),
    zielbild="MYK vernetzt Menschen",
    team="Team Rad",
    wahl=Wahl.WECHSELN,
    verbleib=Verbleib.PAUSIERT,
    bisher="Radweg",
    bisher_hier=True,
    neu="Mitfahrbank",
    texte=(("Begründung", "Der Winter kommt."),),
)


def station(name: str, *origins: str) -> Station:
    return Station(name, StationArt.IDEE, name, "neu", woher=tuple((Woher.DUBLETTE, other) for other in origins))


stations = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3)).map(
    lambda found: [station(name, *origins) for name, origins in found.items()]
)


@given(stations)
def test_every_station_stands_there_once_whatever_points_to_what(alle: list[Station]) -> None:
    assert sorted(found.id for found in in_order(alle)) == sorted(found.id for found in alle)


@given(stations)
def test_without_a_circle_a_station_stands_after_those_it_came_from(alle: list[Station]) -> None:
    forward = [station(found.id, *(other for _how, other in found.woher if other < found.id)) for found in alle]
    places = {found.id: place for place, found in enumerate(in_order(forward))}
    for found in forward:
        for _how, other in found.woher:
            assert other not in places or places[other] < places[found.id]


def test_a_run_of_sprints_ends_where_one_was_left_out() -> None:
    worked = {Quartal(2025, 4), Quartal(2026, 1), Quartal(2026, 3)}
    assert [run_length(worked, Quartal(2026, 1)), run_length(worked, Quartal(2026, 3))] == [2, 1]


def test_a_choice_says_who_what_instead_of_what_and_what_became_of_it() -> None:
    assert describe_wahl(BESCHLUSS) == "Team Rad wechselt von „Radweg“ zu „Mitfahrbank“; „Radweg“: pausiert"


def lines(lebenslauf: Lebenslauf, titel: str) -> list[str]:
    return [text for part in sections(lebenslauf) if part.titel == titel for _tone, text in part.zeilen]


def test_a_decision_has_its_number_day_and_reason() -> None:
    found = lines(Lebenslauf("a", "Radweg", (), beschluesse=(BESCHLUSS,)), "Beschlüsse")
    assert found[0] == "Beschluss 2026-07 · 24.09.2026 · Ende 3. Quartal 2026 · MYK vernetzt Menschen"
    assert found[2] == "  Begründung: Der Winter kommt."


def test_a_sprint_says_team_goal_progress_and_result_with_all_its_lines() -> None:
    sprint = Sprintstation(
        Quartal(2026, 4), True, "Team Rad", "Radweg", "Schilder stehen", 20, 45, 3, 2, 4, (("Erfolg", "Ja.\nSehr."),)
    )
    assert lines(Lebenslauf("a", "Radweg", (), sprints=(sprint,)), "Sprints") == [
        "4. Quartal 2026 · Team Rad · 3. Sprint in Folge · läuft",
        "  Sprintziel: Schilder stehen",
        "  Fortschritt 20 % → 45 % · 2 von 4 Karten fertig",
        "  Erfolg: Ja.",
        "    Sehr.",
    ]


def test_an_empty_life_says_so_in_every_part() -> None:
    parts = sections(Lebenslauf("a", "Radweg", (station("a"),)))
    assert all(part.zeilen for part in parts)
    assert "Noch in keinem Sprint bearbeitet." in {text for part in parts for _tone, text in part.zeilen}
