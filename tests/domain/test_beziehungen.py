"""What comes after what: circles are found, and only circles."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.beziehungen import Beziehungen, Kante, Verweis, Zuordnung, check_links, describe, find_way
from myk_tui.errors import RuleViolation

TITEL = {"a": "Radweg", "b": "Mitfahrbank", "c": "Dorfladen"}

links = st.lists(st.builds(Kante, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.booleans()), max_size=12)


def reachable(kanten: list[Kante], start: str) -> set[str]:
    """What can be reached, by repeating until nothing is new: slow and obviously right."""
    found = {start}
    while True:
        more = found | {kante.nach for kante in kanten if kante.von in found}
        if more == found:
            return found
        found = more


def test_a_massnahme_does_not_need_itself() -> None:
    with pytest.raises(RuleViolation) as caught:
        check_links("a", {"a"}, "", [], TITEL)
    assert caught.value.feld == "braucht"


def test_a_massnahme_is_not_its_own_predecessor() -> None:
    with pytest.raises(RuleViolation) as caught:
        check_links("a", set(), "a", [], TITEL)
    assert caught.value.feld == "vorgaenger"


def test_the_refusal_of_a_circle_names_the_whole_way() -> None:
    with pytest.raises(RuleViolation) as caught:
        check_links("a", {"b"}, "", [Kante("b", "c", folgt=True), Kante("c", "a")], TITEL)
    assert caught.value.feld == "braucht"
    assert "„Radweg“ braucht „Mitfahrbank“, „Mitfahrbank“ folgt auf „Dorfladen“" in caught.value.message
    assert "„Dorfladen“ braucht „Radweg“" in caught.value.message


def test_of_a_long_way_round_the_beginning_and_the_end_are_named() -> None:
    chain = [Kante(str(number), str(number + 1)) for number in range(20)]
    with pytest.raises(RuleViolation) as caught:
        check_links("20", {"0"}, "", chain, {str(number): f"Nr. {number}" for number in range(21)})
    assert "„Nr. 20“ braucht „Nr. 0“" in caught.value.message
    assert "… (16 weitere) …, „Nr. 19“ braucht „Nr. 20“" in caught.value.message


def test_to_follow_a_massnahme_that_needs_this_one_is_a_circle_too() -> None:
    with pytest.raises(RuleViolation) as caught:
        check_links("a", set(), "b", [Kante("b", "a")], TITEL)
    assert caught.value.feld == "vorgaenger"


def test_two_ways_to_the_same_massnahme_are_no_circle() -> None:
    check_links("a", {"b", "c"}, "", [Kante("b", "c")], TITEL)


def test_a_circle_that_is_there_already_keeps_nobody_from_changing_something_else() -> None:
    circle = [Kante("a", "b"), Kante("b", "a")]
    check_links("a", {"b", "c"}, "", circle, TITEL)
    check_links("a", set(), "", circle, TITEL)


@given(links, st.sampled_from("abcdef"), st.sampled_from("abcdef"))
def test_a_way_is_found_exactly_where_there_is_one(kanten: list[Kante], start: str, ziel: str) -> None:
    way = find_way(kanten, start, ziel)
    assert (way is not None) == (ziel in reachable(kanten, start))
    if way:
        assert set(way) <= set(kanten)
        assert (way[0].von, way[-1].nach) == (start, ziel)
        assert all(one.nach == other.von for one, other in pairwise(way))


@given(links, st.sets(st.sampled_from("bcdef"), max_size=3), st.sampled_from(["", *"bcdef"]))
def test_links_are_refused_exactly_when_they_lead_back(kanten: list[Kante], braucht: set[str], vorgaenger: str) -> None:
    others = [kante for kante in kanten if kante.von != "a"]
    leads_back = any("a" in reachable(others, other) for other in {*braucht, vorgaenger} - {""})
    try:
        check_links("a", braucht, vorgaenger, others, TITEL)
    except RuleViolation:
        assert leads_back
    else:
        assert not leads_back


def test_what_is_not_there_is_not_mentioned() -> None:
    assert describe(Beziehungen()) == []


def test_links_are_read_with_their_state() -> None:
    done = Verweis("b", "Mitfahrbank", MassnahmeStatus.LAUFENDER_BETRIEB)
    open_ = Verweis("c", "Dorfladen", MassnahmeStatus.GEPLANT, notiz="wegen des Raums")
    said = describe(
        Beziehungen(
            handlungsfelder=(Zuordnung("1", "Mobilität", angenommen=True), Zuordnung("2", "Bildung")),
            braucht=(done, open_),
            vorgaenger=done,
            nachfolger=(open_,),
        )
    )
    assert said == [
        ("Handlungsfelder", "Mobilität ≈, Bildung"),
        ("Braucht", "Mitfahrbank (✓ laufender Betrieb)"),
        ("Braucht", "Dorfladen (noch nicht fertig: geplant) – wegen des Raums"),
        ("Vorgänger", "Mitfahrbank (laufender Betrieb)"),
        ("Nachfolger", "Dorfladen (geplant) – wegen des Raums"),
    ]
