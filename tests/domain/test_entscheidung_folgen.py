"""What a line of a decision says it will do."""

from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.entscheidung import Alt, Kandidat, Zeile
from myk_tui.domain.entscheidung_folgen import consequences

ALT = Alt("a", "m", "Mitfahrbänke", "", 1, 4, 25, 44, 1)
IDEA = Kandidat("i", "idee", "Lesepaten", "")


def test_of_a_team_for_which_nothing_is_chosen_nothing_is_said_to_happen() -> None:
    assert consequences(Zeile("z", "t", "Team", ALT)) == []
    assert consequences(Zeile("z", "t", "Team", ALT, Wahl.WEITERVERFOLGEN))[-1] == "3 unfertige Karten ziehen mit um"


def test_what_a_team_takes_up_beside_the_one_it_has_is_no_switch() -> None:
    assert consequences(Zeile("z", "t", "Team", None, Wahl.WECHSELN, IDEA))[0] == (
        "nimmt die Idee „Lesepaten“ als Maßnahme auf"
    )
    assert consequences(Zeile("z", "t", "Team", None, Wahl.WECHSELN, IDEA, zweite=True))[0] == (
        "nimmt dazu die Idee „Lesepaten“ als zweite Maßnahme auf"
    )
