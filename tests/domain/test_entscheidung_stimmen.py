"""What is said when something else is chosen than what came first."""

from dataclasses import replace

import pytest

from myk_tui.domain.begriffe import EntscheidungStatus, Methode, Wahl
from myk_tui.domain.entscheidung import Alt, Entscheidung, Kandidat, Zeile
from myk_tui.domain.entscheidung_stimmen import against_vote, carried_on
from myk_tui.domain.stimmungsbild import UNCHANGED, Stimmungsbild

BANKS, BUS = "Mitfahrbänke", "Rufbus"
OPTIONS = (carried_on(BANKS), BUS, "Leihräder")
POINTS = Stimmungsbild(Methode.PUNKTE, 8, OPTIONS, ((3,), (9,), (4,)), punkte=2, aufgedeckt=True)
HANDS = Stimmungsbild(Methode.HANDZEICHEN, 8, OPTIONS, ((2, 6, 0), (7, 1, 0), (6, 2, 0)), aufgedeckt=True)


def decided(wahl: Wahl, titel: str = "") -> Entscheidung:
    alt = Alt("a1", "m1", BANKS, "", 0, 0, 0, 0, 1)
    neu = Kandidat("m2", "massnahme", titel, "") if titel else None
    zeile = Zeile("z1", "t1", "Team Mobilität", alt, wahl, neu)
    return Entscheidung("e1", "zb1", "Von A nach B", EntscheidungStatus.ENTWURF, "", "", (zeile,))


def test_choosing_what_came_first_needs_no_word() -> None:
    assert against_vote(decided(Wahl.WECHSELN, BUS), POINTS) == ""


@pytest.mark.parametrize("wahl", [Wahl.WEITERVERFOLGEN, Wahl.VERTAGEN])
def test_carrying_on_against_the_points_is_said_with_both_names(wahl: Wahl) -> None:
    assert against_vote(decided(wahl), POINTS) == (
        "Vorn lag „Rufbus“, gewählt ist „Mitfahrbänke (weiterverfolgen)“. Warum, gehört in die Begründung (g)."
    )


def test_one_of_two_equals_is_what_came_first() -> None:
    tie = replace(POINTS, werte=((7,), (7,), (2,)))
    assert against_vote(decided(Wahl.WECHSELN, BUS), tie) == ""


def test_of_hands_everything_with_a_majority_may_be_chosen_and_nothing_else() -> None:
    assert against_vote(decided(Wahl.WECHSELN, "Leihräder"), HANDS) == ""
    assert "Vorn lagen „Rufbus“, „Leihräder“, gewählt ist" in against_vote(decided(Wahl.WEITERVERFOLGEN), HANDS)


def test_a_proposal_that_was_voted_down_and_is_chosen_all_the_same_is_said() -> None:
    alone = Stimmungsbild(Methode.HANDZEICHEN, 8, (BUS,), ((3, 5, 0),), aufgedeckt=True)
    assert against_vote(decided(Wahl.WECHSELN, BUS), alone).startswith(
        "Keine Mehrheit hatte, was gewählt ist: „Rufbus“."
    )
    assert against_vote(decided(Wahl.WEITERVERFOLGEN), alone) == ""


def test_leaving_all_as_it_is_means_carrying_on() -> None:
    bild = Stimmungsbild(Methode.KONSENSIEREN, 8, (BUS, UNCHANGED), ((40,), (10,)), aufgedeckt=True)
    assert against_vote(decided(Wahl.WEITERVERFOLGEN), bild) == ""
    assert "Vorn lag „Alles bleibt, wie es ist“, gewählt ist „Rufbus“." in against_vote(
        decided(Wahl.WECHSELN, BUS), bild
    )


def test_leaving_all_as_it_is_is_not_named_beside_the_maßnahme_that_was_chosen() -> None:
    three = Stimmungsbild(
        Methode.KONSENSIEREN, 8, (carried_on(BANKS), BUS, UNCHANGED), ((20,), (10,), (30,)), aufgedeckt=True
    )
    assert against_vote(decided(Wahl.WEITERVERFOLGEN), three).startswith(
        "Vorn lag „Rufbus“, gewählt ist „Mitfahrbänke (weiterverfolgen)“."
    )
    two = replace(three, optionen=three.optionen[1:], werte=three.werte[1:])
    assert "gewählt ist „Alles bleibt, wie es ist“." in against_vote(decided(Wahl.WEITERVERFOLGEN), two)
    first = replace(three, werte=((20,), (30,), (10,)))
    assert against_vote(decided(Wahl.WEITERVERFOLGEN), first) == ""


@pytest.mark.parametrize(
    "bild",
    [
        replace(POINTS, aufgedeckt=False),
        replace(POINTS, werte=((3,), (), (4,))),
        Stimmungsbild(Methode.OHNE),
        Stimmungsbild(Methode.KONSENT, 8, vorschlag=BUS, aufgedeckt=True),
        replace(POINTS, optionen=("Variante 1", "Variante 2", "Variante 3")),
    ],
)
def test_nothing_is_said_of_what_is_hidden_unfinished_not_counted_or_named_otherwise(bild: Stimmungsbild) -> None:
    assert against_vote(decided(Wahl.WEITERVERFOLGEN), bild) == ""
