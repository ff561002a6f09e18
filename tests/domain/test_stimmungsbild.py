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
    check_people,
    points_against_ties,
    points_by_half,
    resistance_of,
)
from myk_tui.domain.stimmungsbild_daten import dump_bild, read_bild
from myk_tui.domain.stimmungsbild_eingabe import parse_count, zahlfelder
from myk_tui.domain.stimmungsbild_ergebnis import (
    accepted,
    dissent,
    dissent_lines,
    lines_of,
    notes,
    results,
    rule_of,
    winners,
)
from myk_tui.domain.stimmungsbild_regeln import Gleichstand, Mehrheit, Stufe, method_choices
from myk_tui.errors import RuleViolation, RuleViolations

THREE = ("Radweg", "Bank", "Lotsin")


def bild(methode: Methode, *werte: tuple[int, ...], anwesend: int | None = 10, **more: object) -> Stimmungsbild:
    options = THREE[: len(werte)] if werte else THREE
    return Stimmungsbild(methode, anwesend, options, werte, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("options", "points"), [(1, 1), (2, 1), (3, 2), (4, 3), (7, 4), (10, 6)])
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
        (bild(Methode.HANDZEICHEN, (8, 2, 1)), "option-0-0", "11 Stimmen, aber nur 10 stimmen ab"),
        (bild(Methode.PUNKTE, (11,), punkte=1), "option-0", "ohne Häufeln höchstens 10"),
        (bild(Methode.PUNKTE, (31,), punkte=3, haeufeln=True), "option-0", "mit Häufeln höchstens 30"),
        (bild(Methode.PUNKTE, (10,), (10,), (1,), punkte=2), "option-2", "verteilt werden konnten nur 20 (10 × 2)"),
        (bild(Methode.PUNKTE, (3,), punkte=0), "punkte", "mindestens 1"),
        (bild(Methode.PUNKTE, (3,), punkte=1, anwesend=None), "anwesend", "Anzahl"),
        (bild(Methode.HANDZEICHEN, (3, 0, 0), anwesend=None), "anwesend", "Anzahl"),
        (bild(Methode.PUNKTE, (3,), punkte=2), "punkte", "2 Punkte je Person gehen nicht auf 1 Möglichkeit"),
        (bild(Methode.KONSENSIEREN, (101,)), "option-0", "höchstens 100"),
        (bild(Methode.KONSENSIEREN, (9, *[0] * 10)), "option-0", "9 Stimmen gezählt, es stimmen aber 10"),
        (bild(Methode.KRITERIEN, (4, 6), kriterien=(("Wirkung", 100), ("Aufwand", 50))), "option-0-1", "0 bis 5"),
        (
            bild(Methode.KRITERIEN, (4,), kriterien=(("Wirkung", 100), ("Aufwand", 50))),
            "option-0-0",
            "zusammen 2 Zahlen",
        ),
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
    assert note == "Gleichstand auf dem ersten Platz: „Radweg“, „Bank“. Darüber entscheidet die Runde im Gespräch."
    assert rest == "5 Punkte wurden nicht vergeben."


def test_criteria_say_when_the_order_would_change() -> None:
    counted = bild(Methode.KRITERIEN, (5, 1), (3, 4), kriterien=(("Wirkung", 200), ("Aufwand", 100)))
    assert notes(counted) == [
        "„Radweg“ vor „Bank“: kippt, wenn Wirkung weniger als 1,5 wiegt (jetzt 2)",
        "„Radweg“ vor „Bank“: kippt, wenn Aufwand mehr als ≈ 1,33 wiegt (jetzt 1)",
    ]


def test_consent_is_reached_when_it_was_asked_for_and_no_objection_stands() -> None:
    proposed = Stimmungsbild(Methode.KONSENT, vorschlag="Weiter so", runde=2)
    assert notes(proposed) == ["Noch kein Konsent: Nach Einwänden ist noch nicht gefragt."]
    asked = replace(proposed, stufe=Stufe.EINWAENDE, einwaende=(Einwand("Zu teuer", runde=2),))
    assert notes(asked) == ["Noch kein Konsent: 1 schwerwiegender Einwand steht."]
    solved = replace(
        asked, stufe=Stufe.GEFRAGT, einwaende=(Einwand("Zu teuer", "halb so viele Bänke", geloest=True, runde=2),)
    )
    assert lines_of(solved) == [
        "Konsent",
        "Vorschlag: Weiter so",
        "Einwand (gelöst): Zu teuer → halb so viele Bänke",
        "Konsent nach 2 Runden: kein schwerwiegender Einwand mehr.",
    ]


@pytest.mark.parametrize(
    ("rule", "hands", "yes"),
    [
        ((Mehrheit.EINFACH, False), (6, 3, 1), True),
        ((Mehrheit.EINFACH, False), (5, 5, 0), False),
        ((Mehrheit.EINFACH, False), (1, 0, 9), True),
        ((Mehrheit.EINFACH, True), (5, 1, 4), False),
        ((Mehrheit.EINFACH, True), (6, 0, 4), True),
        ((Mehrheit.ABSOLUT, False), (5, 0, 0), False),
        ((Mehrheit.ABSOLUT, False), (6, 4, 0), True),
        ((Mehrheit.ZWEI_DRITTEL, False), (6, 3, 1), True),
        ((Mehrheit.ZWEI_DRITTEL, True), (6, 3, 1), False),
        ((Mehrheit.ZWEI_DRITTEL, False), (0, 0, 10), False),
    ],
)
def test_hands_are_measured_by_the_majority_that_was_agreed(
    rule: tuple[Mehrheit, bool], hands: tuple[int, int, int], yes: bool
) -> None:
    counted = bild(Methode.HANDZEICHEN, hands, mehrheit=rule[0], enthaltungen=rule[1])
    assert accepted(counted, hands) is yes
    assert winners(counted) == (("Radweg",) if yes else ())


def test_a_single_question_is_answered_in_words_that_name_the_rule() -> None:
    assert notes(bild(Methode.HANDZEICHEN, (6, 3, 1))) == ["Angenommen: einfache Mehrheit, 6 von 9 Stimmen."]
    two_thirds = bild(Methode.HANDZEICHEN, (5, 3, 2), mehrheit=Mehrheit.ZWEI_DRITTEL)
    assert notes(two_thirds) == ["Nicht angenommen: Zwei-Drittel-Mehrheit, 5 von 8 Stimmen."]


@pytest.mark.parametrize(
    ("counted", "percents"),
    [
        (bild(Methode.PUNKTE, (8,), (8,), (4,), punkte=2), [40, 40, 20]),
        (bild(Methode.PUNKTE, (0,), (0,), (0,), punkte=2), [0, 0, 0]),
        (bild(Methode.HANDZEICHEN, (6, 2, 2), (3, 3, 4)), [75, 50]),
        (bild(Methode.KONSENSIEREN, (20,), (100,)), [80, 0]),
        (bild(Methode.KRITERIEN, (5, 5), (0, 5), kriterien=(("Wirkung", 100), ("Aufwand", 100))), [100, 50]),
    ],
)
def test_a_percentage_is_a_share_of_what_was_given_or_possible(counted: Stimmungsbild, percents: list[int]) -> None:
    assert [found.prozent for found in results(counted)] == percents


def test_what_breaks_a_tie_is_said_before_and_after_the_count() -> None:
    counted = bild(Methode.PUNKTE, (7,), (7,), (6,), punkte=2, gleichstand=Gleichstand.LOS)
    assert rule_of(counted).endswith("bei Gleichstand entscheidet das Los")
    assert notes(counted) == ["Gleichstand auf dem ersten Platz: „Radweg“, „Bank“. Darüber entscheidet das Los."]


def test_who_did_not_agree_is_counted_and_never_named() -> None:
    assert dissent_lines(bild(Methode.HANDZEICHEN, (6, 3, 1))) == ["3 Personen gegen „Radweg“"]
    assert dissent(bild(Methode.HANDZEICHEN, (6, 2, 2))) == 25
    resisted = bild(Methode.KONSENSIEREN, (9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
    assert dissent_lines(resisted) == ["1 Person gegen „Radweg“"]
    assert dissent(resisted) == 10
    asked = Stimmungsbild(Methode.KONSENT, vorschlag="x", einwaende=(Einwand("Zu teuer"),))
    assert dissent_lines(asked) == ["Einwand steht: Zu teuer"]
    assert dissent(asked) is None


def test_more_voters_than_were_counted_are_not_taken_silently() -> None:
    check_people(47, 47)
    check_people(47, None)
    with pytest.raises(RuleViolation, match="2047 stimmen ab, gezählt sind nur 47 Anwesende") as caught:
        check_people(2047, 47)
    assert caught.value.feld == "anwesend"


def test_every_method_says_in_one_line_what_it_is_and_when_it_fits() -> None:
    assert [word for word, _text in method_choices()] == [methode.value for methode in Methode]
    assert all(": " in text for _word, text in method_choices())


def test_the_rule_is_said_before_the_count() -> None:
    assert rule_of(bild(Methode.PUNKTE, punkte=2)) == (
        "Mehrpunktabfrage, 10 Personen, 2 Punkte je Person, ohne Häufeln, bei Gleichstand entscheidet die Runde im Gespräch"
    )
    assert lines_of(Stimmungsbild(Methode.OHNE)) == []


CRITERIA = (("Wirkung", 100), ("Aufwand", 50))


@pytest.mark.parametrize(
    ("asked", "typed", "values"),
    [
        (bild(Methode.HANDZEICHEN), {"option-0-0": "7", "option-0-1": "2", "option-0-2": "1"}, (7, 2, 1)),
        (bild(Methode.HANDZEICHEN), {"option-0-0": " 7 ", "option-0-1": "0"}, (7, 0, 0)),
        (bild(Methode.PUNKTE, punkte=2), {"option-0": "10"}, (10,)),
        (bild(Methode.PUNKTE, punkte=2), {"option-0": "  "}, ()),
        (bild(Methode.KONSENSIEREN), {"option-0": "37"}, (37,)),
        (bild(Methode.KONSENSIEREN), {"option-0": "0:5 3:4, 10:1"}, (5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 1)),
        (bild(Methode.KONSENSIEREN), {"option-0": "5 0 0 4 0 0 0 0 0 0 1"}, (5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 1)),
        (bild(Methode.KRITERIEN, kriterien=CRITERIA), {"option-0-0": "4", "option-0-1": "3"}, (4, 3)),
    ],
)
def test_totals_are_typed_as_they_are_called_out(
    asked: Stimmungsbild, typed: dict[str, str], values: tuple[int, ...]
) -> None:
    counted = parse_count(asked, typed)
    assert (counted.werte[0] if counted.werte else ()) == values
    again = {feld.key: feld.wert for feld in zahlfelder(counted)}
    assert parse_count(counted, again) == counted


def test_an_example_is_never_taken_for_a_result() -> None:
    for methode in (Methode.HANDZEICHEN, Methode.PUNKTE, Methode.KONSENSIEREN):
        for feld in zahlfelder(bild(methode)):
            assert feld.wert == ""
            assert not feld.beispiel or feld.beispiel.startswith("zum Beispiel")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-3", "negativ"),
        ("12,5", "Halbe Stimmen"),
        ("12.5", "Halbe Stimmen"),
        ("½", "Halbe Stimmen"),
        ("3 ½", "Halbe Stimmen"),
        ("12/3", "mehrere Zahlen"),
        ("12 3 1", "mehrere Zahlen"),
        ("viele", "keine Zahl"),
        ("٣", "keine Zahl"),
        ("1e3", "keine Zahl"),
    ],
)
def test_half_negative_and_other_nonsense_is_refused_at_its_field(text: str, sentence: str) -> None:
    for methode, key in (
        (Methode.HANDZEICHEN, "option-1-0"),
        (Methode.PUNKTE, "option-1"),
        (Methode.KONSENSIEREN, "option-1"),
    ):
        with pytest.raises(RuleViolations) as caught:
            parse_count(bild(methode, punkte=1), {key: text, "option-1-1": "0"})
        assert [feld for feld, _text in caught.value.fehler] == [key]
        assert sentence in caught.value.message


@pytest.mark.parametrize("text", ["3:", "11:2 0:1", "a:b", "0:5,5"])
def test_pairs_of_resistance_are_read_strictly(text: str) -> None:
    with pytest.raises(RuleViolations, match="Widerstand:Personen"):
        parse_count(bild(Methode.KONSENSIEREN), {"option-0": text})


@pytest.mark.parametrize("text", ["0:10 0:20", "3:2 0:5, 0:0"])
def test_a_resistance_that_stands_there_twice_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(RuleViolations, match="Der Widerstand 0 steht zweimal da") as caught:
        parse_count(bild(Methode.KONSENSIEREN), {"option-0": text, "option-1": "20"})
    assert [feld for feld, _text in caught.value.fehler] == ["option-0"]


def test_all_wrong_fields_are_named_at_once() -> None:
    typed = {"option-0-0": "12,5", "option-0-1": "-1", "option-1-0": "3", "option-2-0": "1", "option-2-1": "0"}
    with pytest.raises(RuleViolations) as caught:
        parse_count(bild(Methode.HANDZEICHEN), typed)
    assert [feld for feld, _text in caught.value.fehler] == ["option-0-0", "option-0-1", "option-1-1"]
    with pytest.raises(RuleViolations) as caught:
        parse_count(
            bild(Methode.KRITERIEN, kriterien=CRITERIA), {"option-0-0": "3,5", "option-0-1": "6", "option-1-0": "9"}
        )
    assert [feld for feld, _text in caught.value.fehler] == ["option-0-0", "option-0-1", "option-1-0", "option-1-1"]


@pytest.mark.parametrize(
    ("methode", "typed", "wrong"),
    [
        (Methode.HANDZEICHEN, {"option-0-0": "x", "option-0-1": "1", "option-1-0": "9", "option-1-1": "9"}, "01"),
        (Methode.HANDZEICHEN, {"option-0-0": "x", "option-0-1": "11"}, "00"),
        (Methode.PUNKTE, {"option-0": "x", "option-2": "11"}, "02"),
        (Methode.PUNKTE, {"option-0": "x", "option-1": "6", "option-2": "6"}, "02"),
        (Methode.KONSENSIEREN, {"option-0": "x", "option-2": "101"}, "02"),
        (Methode.KRITERIEN, {"option-0-0": "x", "option-0-1": "6"}, "00"),
    ],
)
def test_what_is_no_number_hides_no_sum_that_is_too_high(methode: Methode, typed: dict[str, str], wrong: str) -> None:
    with pytest.raises(RuleViolations) as caught:
        parse_count(bild(methode, punkte=1, kriterien=CRITERIA), typed)
    assert "".join(feld.split("-")[1] for feld, _text in caught.value.fehler) == wrong
    assert len({feld for feld, _text in caught.value.fehler}) == 2


def test_a_count_that_is_too_high_by_itself_makes_no_sum_of_the_others_wrong() -> None:
    with pytest.raises(RuleViolations) as caught:
        parse_count(bild(Methode.PUNKTE, punkte=1), {"option-0": "11", "option-1": "5", "option-2": "5"})
    assert [feld for feld, _text in caught.value.fehler] == ["option-0"]


def test_something_has_begun_once_the_round_has_counted_or_said_anything() -> None:
    assert not bild(Methode.PUNKTE).angefangen
    assert bild(Methode.PUNKTE, (3,), (1,)).angefangen
    assert not Stimmungsbild(Methode.KONSENT, vorschlag="steht von selbst da").angefangen
    assert Stimmungsbild(Methode.KONSENT, vorschlag="x", stufe=Stufe.FRAGEN).angefangen
    assert Stimmungsbild(Methode.KONSENT, vorschlag="x", einwaende=(Einwand("teuer"),)).angefangen


def test_too_many_hands_are_said_for_every_option_at_once() -> None:
    typed = {"option-0-0": "11", "option-0-1": "0", "option-1-0": "9", "option-1-1": "9"}
    with pytest.raises(RuleViolations) as caught:
        parse_count(bild(Methode.HANDZEICHEN), typed)
    assert [feld for feld, _text in caught.value.fehler] == ["option-0-0", "option-1-0"]


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
        '{"v":1,"methode":"mehrpunktabfrage","stufe":7,"fruehere":[1],"mehrheit":[],"gleichstand":{},"pruefung":3}',
        '{"v":2,"methode":"mehrpunktabfrage"}',
        "[" * 5000,
        "[]",
        "null",
    ],
)
def test_numbers_that_cannot_be_true_count_as_not_counted(text: str) -> None:
    assert read_bild("mehrpunktabfrage", text) == Stimmungsbild(Methode.PUNKTE)


def test_a_consent_of_an_older_file_counts_as_asked_once_it_is_decided() -> None:
    old = '{"v":1,"methode":"konsent","vorschlag":"Weiter so","runde":2,"einwaende":[{"text":"a","loesung":"b","geloest":true}]}'
    assert read_bild("konsent", old, beschlossen=True).vollstaendig
    draft = read_bild("konsent", old)
    assert (draft.stufe, draft.runde, draft.einwaende[0].runde) == (Stufe.VORSTELLEN, 2, 1)
    assert not draft.vollstaendig


def test_hands_of_an_older_file_without_a_number_of_people_are_still_read() -> None:
    old = '{"v":1,"methode":"handzeichen","optionen":["a"],"werte":[[6,3,1]],"aufgedeckt":true}'
    assert notes(read_bild("handzeichen", old)) == ["Angenommen: einfache Mehrheit, 6 von 9 Stimmen."]
