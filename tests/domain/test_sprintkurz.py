"""The sprints in one line each: a curve that says what the numbers say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.kalender import Quartal
from myk_tui.domain.sprintkurz import MOST, STEPS, curve, short_lines
from myk_tui.domain.sprintreihe import Sprintreihe, Sprintzeit, Verteilung, Zielbildreihe


def reihe(closed: int) -> Sprintreihe:
    quarters = [Quartal(2024 + number // 4, number % 4 + 1) for number in range(closed + 1)]
    sprints = tuple(
        Sprintzeit(quarter, quarter.beginn, quarter.ende, laeuft=number == closed)
        for number, quarter in enumerate(quarters)
    )
    counts = tuple(range(closed + 1))
    return Sprintreihe(
        sprints=sprints,
        zielbilder=(Zielbildreihe("MYK verändert sich", (*(None for _n in range(closed)), 45)),),
        karten=tuple((number, 10) for number in counts),
        aufgenommen=Verteilung(counts),
        uebernommen=Verteilung(tuple(0 for _n in counts)),
        gestellt=Verteilung(counts),
        beantwortet=Verteilung(counts),
    )


def test_before_the_first_closing_there_is_nothing_to_compare() -> None:
    assert short_lines(reihe(0)) == ()


def test_each_line_names_the_numbers_that_its_curve_draws() -> None:
    lines = {line.name: line for line in short_lines(reihe(2))}
    assert (lines["MYK verändert sich"].kurve, lines["MYK verändert sich"].text) == ("▄", "45 %")
    assert lines["Karten fertig"].text == "0 von 10 · 1 von 10 · 2 von 10"
    assert lines["Ideen aufgenommen"].text == "0 · 1 · 2, übernommen 0 · 0 · 0"
    assert lines["Bitten gestellt"].kurve == "▁▅█"


def test_of_many_sprints_the_newest_are_shown() -> None:
    line = next(line for line in short_lines(reihe(11)) if line.name == "Bitten gestellt")
    assert len(line.kurve) == MOST
    assert line.text.startswith("6 · 7 · 8 · 9 · 10 · 11,")


@given(st.lists(st.integers(0, 10_000), max_size=12), st.integers(0, 10_000))
def test_a_higher_number_never_has_a_lower_block(values: list[int], more: int) -> None:
    most = max([*values, more], default=0)
    drawn = curve(values, most)
    assert len(drawn) == len(values) and set(drawn) <= set(STEPS)
    for (one, first), (other, second) in zip(
        zip(values, drawn, strict=True), zip(values[1:], drawn[1:], strict=False), strict=False
    ):
        assert (one <= other) <= (STEPS.index(first) <= STEPS.index(second))


def test_the_running_quarter_is_the_last_one() -> None:
    assert reihe(1).sprints[-1].ende == date(2024, 6, 30)
