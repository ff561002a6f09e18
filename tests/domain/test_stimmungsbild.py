"""The six ways to ask the round: worked examples, limits, ties, and what is said about a result."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import (
    UNCHANGED,
    Einwand,
    Stimmungsbild,
    acceptance,
    check,
    dump_bild,
    parse_werte,
    points_against_ties,
    points_by_half,
    read_bild,
    resistance_of,
    show_werte,
)
from myk_tui.domain.stimmungsbild_ergebnis import lines_of, notes, results, rule_of
from myk_tui.errors import RuleViolation

THREE = ("Radweg", "Bank", "Lotsin")


def bild(methode: Methode, *werte: tuple[int, ...], anwesend: int | None = 10, **more: object) -> Stimmungsbild:
    options = THREE[: len(werte)] if werte else THREE
    return Stimmungsbild(methode, anwesend, options, werte, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("options", "points"), [(1, 1), (2, 2), (3, 2), (4, 3), (7, 4), (10, 6)])
def test_half_the_options_plus_one(options: int, points: int) -> None:
    assert points_by_half(options) == points


@pytest.mark.parametrize(
    ("options", "people", "points"), [(8, 10, 3), (5, 10, 1), (5, 3, 4), (10, 9, 5), (1, 5, 1), (4, 0, 6)]
)
def test_points_against_ties(options: int, people: int, points: int) -> None:
    assert points_against_ties(options, people) == points


def test_acceptance_is_what_is_left_of_the_greatest_possible_resistance() -> None:
    assert acceptance(0, 7) == 100
    assert acceptance(70, 7) == 0
    assert resistance_of((27,)) == resistance_of((5, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0)) + 15


@pytest.mark.parametrize(
    ("wrong", "feld", "sentence"),
    [
        (bild(Methode.HANDZEICHEN, (8, 2, 1)), "option-0", "11 Stimmen, aber nur 10 Anwesende"),
        (bild(Methode.PUNKTE, (11,), punkte=3), "option-0", "ohne Häufeln höchstens 10"),
        (bild(Methode.PUNKTE, (31,), punkte=3, haeufeln=True), "option-0", "mit Häufeln höchstens 30"),
        (bild(Methode.PUNKTE, (10,), (10,), (1,), punkte=2), "option-2", "verteilt werden konnten nur 20 (10 × 2)"),
        (bild(Methode.PUNKTE, (3,), punkte=0), "punkte", "mindestens 1"),
        (bild(Methode.PUNKTE, (3,), punkte=2, anwesend=None), "anwesend", "Anzahl"),
        (bild(Methode.KONSENSIEREN, (101,)), "option-0", "höchstens 100"),
        (bild(Methode.KONSENSIEREN, (9, *[0] * 10)), "option-0", "9 Stimmen gezählt, es stimmen aber 10"),
        (bild(Methode.KRITERIEN, (4, 6), kriterien=(("Wirkung", 100), ("Aufwand", 50))), "option-0", "0 bis 5"),
        (bild(Methode.KRITERIEN, (4,), kriterien=(("Wirkung", 100), ("Aufwand", 50))), "option-0", "zusammen 2 Zahlen"),
    ],
)
def test_numbers_that_cannot_be_true_are_named_at_their_field(wrong: Stimmungsbild, feld: str, sentence: str) -> None:
    with pytest.raises(RuleViolation, match=sentence.replace("(", r"\(").replace(")", r"\)")) as caught:
        check(wrong)
    assert caught.value.feld == feld


@pytest.mark.parametrize(
    ("counted", "order"),
    [
        (bild(Methode.HANDZEICHEN, (3, 5, 2), (9, 0, 1), (9, 1, 0)), ["1 Bank", "1 Lotsin", "3 Radweg"]),
        (bild(Methode.PUNKTE, (4,), (10,), (6,), punkte=2), ["1 Bank", "2 Lotsin", "3 Radweg"]),
        (bild(Methode.KONSENSIEREN, (40,), (12,), (90,)), ["1 Bank", "2 Radweg", "3 Lotsin"]),
        (
            bild(Methode.KRITERIEN, (5, 0), (4, 3), (4, 3), kriterien=(("Wirkung", 100), ("Aufwand", 50))),
            ["1 Bank", "1 Lotsin", "3 Radweg"],
        ),
    ],
)
def test_the_order_follows_from_the_numbers_and_equals_share_a_place(counted: Stimmungsbild, order: list[str]) -> None:
    check(counted)
    assert [f"{found.platz} {found.option}" for found in results(counted)] == order


def test_systemic_consensing_says_resistance_acceptance_and_who_stands_against_it() -> None:
    counted = bild(Methode.KONSENSIEREN, (5, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3), (20,))
    check(counted)
    assert [found.zahl for found in results(counted)] == [
        "Widerstand 20, Akzeptanz 80 %",
        "Widerstand 32, Akzeptanz 68 %, 3 Personen sagen 10",
    ]


def test_when_nothing_should_change_it_is_said() -> None:
    counted = Stimmungsbild(Methode.KONSENSIEREN, 10, ("Radweg", UNCHANGED), ((50,), (10,)))
    assert notes(counted) == ["Am wenigsten Widerstand hat es, nichts zu ändern. Es braucht einen besseren Vorschlag."]


def test_a_tie_is_said_and_left_to_the_round() -> None:
    (note, rest) = notes(bild(Methode.PUNKTE, (7,), (7,), (1,), punkte=2))
    assert note.startswith("Gleichstand auf dem ersten Platz: „Radweg“, „Bank“.")
    assert rest == "5 Punkte wurden nicht vergeben."


def test_criteria_say_when_the_order_would_change() -> None:
    counted = bild(Methode.KRITERIEN, (5, 1), (3, 4), kriterien=(("Wirkung", 200), ("Aufwand", 100)))
    assert notes(counted) == [
        "„Radweg“ vor „Bank“: kippt, wenn Wirkung weniger als 1,5 wiegt (jetzt 2)",
        "„Radweg“ vor „Bank“: kippt, wenn Aufwand mehr als ≈ 1,33 wiegt (jetzt 1)",
    ]


def test_consent_is_reached_when_no_objection_stands() -> None:
    asked = Stimmungsbild(Methode.KONSENT, vorschlag="Weiter so", runde=2, einwaende=(Einwand("Zu teuer"),))
    assert notes(asked) == ["Noch kein Konsent: 1 schwerwiegender Einwand steht."]
    solved = replace(asked, einwaende=(Einwand("Zu teuer", "halb so viele Bänke", geloest=True),))
    assert lines_of(solved) == [
        "Konsent",
        "Vorschlag: Weiter so",
        "Einwand (gelöst): Zu teuer → halb so viele Bänke",
        "Konsent nach 2 Runden: kein schwerwiegender Einwand mehr.",
    ]


def test_a_single_question_is_answered_in_words() -> None:
    assert notes(bild(Methode.HANDZEICHEN, (6, 3, 1))) == ["Mehr Ja als Nein."]
    assert notes(bild(Methode.HANDZEICHEN, (5, 5, 0))) == ["Nicht mehr Ja als Nein."]


def test_the_rule_is_said_before_the_count() -> None:
    assert rule_of(bild(Methode.PUNKTE, punkte=2)) == "Mehrpunktabfrage, 10 Personen, 2 Punkte je Person, ohne Häufeln"
    assert lines_of(Stimmungsbild(Methode.OHNE)) == []


@pytest.mark.parametrize(
    ("asked", "text", "values"),
    [
        (bild(Methode.HANDZEICHEN), "12 3 1", (12, 3, 1)),
        (bild(Methode.HANDZEICHEN), " 12/3 ", (12, 3, 0)),
        (bild(Methode.PUNKTE), "21", (21,)),
        (bild(Methode.PUNKTE), "  ", ()),
        (bild(Methode.KONSENSIEREN), "37", (37,)),
        (bild(Methode.KONSENSIEREN), "0:5 3:2 10:1", (5, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1)),
        (bild(Methode.KONSENSIEREN), "1 2 3 4 5 6 7 8 9 10 11", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
        (bild(Methode.KRITERIEN, kriterien=(("a", 1), ("b", 1))), "4, 3", (4, 3)),
    ],
)
def test_totals_are_typed_as_they_are_called_out(asked: Stimmungsbild, text: str, values: tuple[int, ...]) -> None:
    assert parse_werte(asked, 0, text) == values
    assert parse_werte(asked, 0, show_werte(values)) == values


@pytest.mark.parametrize("text", ["-3", "2,5,5,5", "2.5x", "viele", "½", "٣", "1 2 3 4", "3:", "11:2 0:1", "a:b"])
def test_negative_half_and_other_nonsense_is_refused_at_its_field(text: str) -> None:
    for methode in (Methode.HANDZEICHEN, Methode.PUNKTE, Methode.KONSENSIEREN):
        with pytest.raises(RuleViolation) as caught:
            parse_werte(bild(methode), 1, text)
        assert caught.value.feld == "option-1"


stored = st.one_of(
    st.builds(
        lambda values, people: Stimmungsbild(Methode.HANDZEICHEN, people, THREE, tuple(values)),
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3),
        st.integers(30, 99),
    ),
    st.builds(
        lambda values: Stimmungsbild(Methode.KONSENSIEREN, 10, THREE, tuple((value,) for value in values)),
        st.lists(st.integers(0, 100), min_size=3, max_size=3),
    ),
    st.builds(
        lambda texts: Stimmungsbild(
            Methode.KONSENT, vorschlag="x", einwaende=tuple(Einwand(text, text, geloest=True) for text in texts)
        ),
        st.lists(st.text(max_size=20), max_size=4),
    ),
)


@given(stored)
def test_what_is_stored_is_read_back_the_same(counted: Stimmungsbild) -> None:
    assert read_bild(counted.methode.value, dump_bild(counted)) == counted


@given(stored, st.permutations(range(3)))
def test_the_result_does_not_depend_on_the_order_read_out(counted: Stimmungsbild, order: list[int]) -> None:
    if not counted.optionen:
        return
    shuffled = replace(
        counted,
        optionen=tuple(counted.optionen[place] for place in order),
        werte=tuple(counted.werte[place] for place in order),
    )
    assert {(found.option, found.platz, found.zahl) for found in results(counted)} == {
        (found.option, found.platz, found.zahl) for found in results(shuffled)
    }


@given(st.sampled_from([*[word.value for word in Methode], "unbekannt", ""]), st.text(max_size=80))
def test_reading_never_fails_whatever_stands_there(methode: str, text: str) -> None:
    assert read_bild(methode, text).werte == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"v":1,"methode":"mehrpunktabfrage","anwesend":5,"punkte":1,"optionen":["a"],"werte":[[99]]}',
        '{"v":1,"methode":"mehrpunktabfrage","anwesend":5,"punkte":1,"optionen":["a"],"werte":[[1,2]]}',
        '{"v":1,"methode":"mehrpunktabfrage","anwesend":-5,"punkte":1,"optionen":["a"],"werte":[[1]]}',
        '{"v":1,"methode":"handzeichen","optionen":["a"],"werte":[[1,2,3]]}',
        '{"v":2,"methode":"mehrpunktabfrage"}',
        "[" * 5000,
        "[]",
        "null",
    ],
)
def test_numbers_that_cannot_be_true_count_as_not_counted(text: str) -> None:
    assert read_bild("mehrpunktabfrage", text) == Stimmungsbild(Methode.PUNKTE)
