"""Steps and the progress they make."""

from myk_tui.domain.teilschritt import Schrittliste, Teilschritt


def steps(done: int, total: int, *, zaehlen: bool = True) -> Schrittliste:
    return Schrittliste([Teilschritt(str(n), f"Schritt {n}", n < done) for n in range(total)], zaehlen)


def test_steps_make_the_progress_only_if_they_count() -> None:
    assert steps(3, 5).wert == 60
    assert steps(3, 5, zaehlen=False).wert is None
    assert steps(0, 0).wert is None


def test_only_all_steps_make_a_hundred_percent() -> None:
    assert steps(2, 3).wert == 67
    assert steps(299, 300).wert == 99
    assert steps(300, 300).wert == 100


def test_where_the_number_comes_from_is_said_and_what_a_review_set_instead() -> None:
    assert steps(3, 5).explain(60) == "3 von 5 Teilschritten erledigt: 3 : 5 = 60 %."
    assert "Im letzten Review wurde sie auf 40 % gesetzt" in steps(3, 5).explain(40)
    assert steps(3, 5, zaehlen=False).explain(60) == ""


def test_where_they_stand_is_said_in_words() -> None:
    assert steps(3, 5).stand == "3 von 5 erledigt, ergeben den Fortschritt"
    assert steps(0, 1, zaehlen=False).stand == "0 von 1 erledigt, zählen nicht in den Fortschritt"
    assert steps(0, 0).stand == ""
