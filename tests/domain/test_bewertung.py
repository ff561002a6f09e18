"""Ranking of scored ideas, and the weights at which the first place changes."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import (
    WEIGHT_MAX,
    Bewertung,
    Kriterium,
    Rangliste,
    explain,
    parse_score,
    parse_weight,
    ranking,
    show_number,
    show_score,
    show_weight,
    tie_lines,
    tipping_lines,
    tipping_points,
    total,
)
from myk_tui.errors import RuleViolation
from myk_tui.i18n import set_language

WIRKUNG = Kriterium("w", "Wirkung", "", KriteriumArt.PRIO, 100)
AUFWAND = Kriterium("a", "Aufwand", "", KriteriumArt.PRIO, 100)
ERLAUBT = Kriterium("k", "Erlaubt", "", KriteriumArt.KO, 100)
THREE = (ERLAUBT, WIRKUNG, AUFWAND)


def score(titel: str, **werte: int) -> Bewertung:
    return Bewertung(titel, titel, werte)


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Kriterium, ...]:
    weights = draw(st.lists(st.integers(0, 300), min_size=1, max_size=5))
    return tuple(
        Kriterium(f"k{n}", f"Kriterium {n}", "", KriteriumArt.PRIO, weight) for n, weight in enumerate(weights)
    )


@st.composite
def scored(draw: st.DrawFn) -> tuple[tuple[Kriterium, ...], list[Bewertung]]:
    found = draw(criteria())
    knockout = draw(st.booleans())
    kriterien = (ERLAUBT, *found) if knockout else found
    keys = [kriterium.id for kriterium in kriterien]
    rows = draw(st.lists(st.dictionaries(st.sampled_from(keys), st.integers(0, 5)), max_size=8))
    return kriterien, [
        Bewertung(f"i{number}", f"Idee {number}", {k: (5 if v else 0) if k == "k" else v for k, v in row.items()})
        for number, row in enumerate(rows)
    ]


@given(scored())
def test_the_ranking_can_be_computed_again_and_drops_nothing(
    case: tuple[tuple[Kriterium, ...], list[Bewertung]],
) -> None:
    kriterien, bewertungen = case
    lines = ranking(kriterien, bewertungen)
    assert sorted(line.bewertung.id for line in lines) == sorted(bewertung.id for bewertung in bewertungen)
    for line in lines:
        werte = line.bewertung.werte
        own = [Fraction(k.gewicht, 100) * werte[k.id] for k in kriterien if not k.ko and k.id in werte]
        assert line.summe == sum(own)
        assert line.bewertet == len(werte)
        complete, out = len(werte) == len(kriterien), werte.get("k", 5) == 0
        assert (line.platz is not None) is (complete and not out)
        if line.platz is not None:
            better = sum(1 for other in lines if other.platz is not None and other.summe > line.summe)
            assert line.platz == better + 1
    groups = [0 if line.platz is not None else 2 if line.ausgeschieden else 1 for line in lines]
    assert groups == sorted(groups)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tuple[Kriterium, ...], Bewertung, Bewertung]:
    kriterien = draw(criteria())
    one, other = (
        Bewertung(name, name, {kriterium.id: draw(st.integers(0, 5)) for kriterium in kriterien}) for name in ("x", "y")
    )
    if total(kriterien, one.werte) < total(kriterien, other.werte):
        one, other = other, one
    return kriterien, one, other


def lead(
    kriterien: tuple[Kriterium, ...], changed: Kriterium, weight: Fraction, a: Bewertung, b: Bewertung
) -> Fraction:
    """Return how far ``a`` is ahead when one criterion has another weight, of any precision."""
    weights = {k.id: Fraction(k.gewicht, 100) for k in kriterien} | {changed.id: weight}
    return sum((weights[key] * (a.werte[key] - b.werte[key]) for key in weights), start=Fraction(0))


@given(pairs())
def test_at_the_tipping_weight_both_are_equal_and_beyond_it_the_order_swaps(
    case: tuple[tuple[Kriterium, ...], Bewertung, Bewertung],
) -> None:
    kriterien, first, second = case
    points = tipping_points(kriterien, first, second)
    assume(points)
    for point in points:
        step = point.gewicht / 2 if point.darunter else Fraction(1, 7)
        beyond = point.gewicht - step if point.darunter else point.gewicht + step
        before = point.gewicht + step if point.darunter else point.gewicht - min(step, point.gewicht) / 2
        assert lead(kriterien, point.kriterium, point.gewicht, first, second) == 0
        assert lead(kriterien, point.kriterium, beyond, first, second) < 0
        assert lead(kriterien, point.kriterium, before, first, second) > 0


@given(pairs())
def test_a_criterion_without_tipping_weight_cannot_turn_the_order(
    case: tuple[tuple[Kriterium, ...], Bewertung, Bewertung],
) -> None:
    kriterien, first, second = case
    assume(total(kriterien, first.werte) > total(kriterien, second.werte))
    turning = {point.kriterium.id for point in tipping_points(kriterien, first, second)}
    for kriterium in kriterien:
        if kriterium.id not in turning:
            for weight in (Fraction(0), Fraction(WEIGHT_MAX, 100)):
                assert lead(kriterien, kriterium, weight, first, second) >= 0


def test_missing_scores_are_named_and_stand_after_complete_ideas() -> None:
    lines = ranking(THREE, [score("halb", w=5, a=5), score("ganz", k=5, w=1, a=1), score("kaum", w=5)])
    assert [(line.bewertung.titel, line.platz, line.stand) for line in lines] == [
        ("ganz", 1, ""),
        ("halb", None, "2 von 3 bewertet"),
        ("kaum", None, "1 von 3 bewertet"),
    ]
    assert lines[1].fehlt == ("Erlaubt",)


def test_an_idea_that_a_knock_out_criterion_excludes_stands_last_whatever_its_points() -> None:
    lines = ranking(THREE, [score("stark", k=0, w=5, a=5), score("offen", w=1), score("schwach", k=5, w=0, a=0)])
    assert [line.bewertung.titel for line in lines] == ["schwach", "offen", "stark"]
    assert lines[2].stand == "ausgeschieden: Erlaubt"


def test_equal_sums_share_a_place_and_the_next_one_is_left_out() -> None:
    lines = ranking(THREE, [score("b", k=5, w=3, a=2), score("ä", k=5, w=2, a=3), score("c", k=5, w=0, a=0)])
    assert [(line.bewertung.titel, line.platz) for line in lines] == [("ä", 1), ("b", 1), ("c", 3)]


def test_it_says_when_the_first_place_would_change() -> None:
    kriterien = (WIRKUNG, AUFWAND)
    plaetze = ranking(kriterien, [score("Bank", w=5, a=1), score("Säule", w=0, a=5)])
    assert tipping_lines(Rangliste(kriterien, plaetze)) == [
        "„Bank“ liegt 1 Punkt vor „Säule“:",
        "kippt, wenn Wirkung weniger als 0,8 wiegt (jetzt 1)",
        "kippt, wenn Aufwand mehr als 1,25 wiegt (jetzt 1)",
    ]


NAMES = ("Wirkung", "Aufwand", "Eile", "Nähe", "Mut", "Nutzen")
SIX = tuple(Kriterium(f"k{n}", name, "", KriteriumArt.PRIO, 100) for n, name in enumerate(NAMES))


def scores(titel: str, *werte: int) -> Bewertung:
    return Bewertung(titel, titel, {f"k{n}": wert for n, wert in enumerate(werte)})


def test_equal_sums_of_different_scores_say_which_weight_would_part_them_and_in_whose_favour() -> None:
    plaetze = ranking(SIX, [scores("Bank", 5, 1, 3, 3, 3, 3), scores("Säule", 1, 5, 3, 3, 3, 3)])
    assert tipping_lines(Rangliste(SIX, plaetze)) == [
        "„Bank“ und „Säule“ liegen gleichauf. Jedes dieser Gewichte würde sie trennen:",
        "wiegt Wirkung mehr, gewinnt „Bank“; wiegt Wirkung weniger, gewinnt „Säule“",
        "wiegt Aufwand mehr, gewinnt „Säule“; wiegt Aufwand weniger, gewinnt „Bank“",
    ]


def test_only_where_all_scores_are_the_same_the_weights_decide_nothing() -> None:
    plaetze = ranking(SIX, [scores("Bank", 4, 4, 3, 3, 3, 3), scores("Säule", 4, 4, 3, 3, 3, 3)])
    assert tipping_lines(Rangliste(SIX, plaetze)) == [
        "„Bank“ und „Säule“ liegen gleichauf; die Gewichte entscheiden hier nichts."
    ]


def test_a_weight_at_its_end_parts_two_ideas_only_the_other_way() -> None:
    nothing = Kriterium("w", "Wirkung", "", KriteriumArt.PRIO, 0)
    most = Kriterium("a", "Aufwand", "", KriteriumArt.PRIO, WEIGHT_MAX)
    lines = tie_lines((nothing, most), score("Bank", w=5, a=2), score("Säule", w=1, a=2))
    assert lines[1:] == ["wiegt Wirkung mehr, gewinnt „Bank“"]
    lines = tie_lines((most,), score("Bank", a=2), score("Säule", a=3))
    assert lines[1:] == ["wiegt Aufwand weniger, gewinnt „Bank“"]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=6), st.integers(1, 300), st.randoms())
def test_what_is_said_about_a_tie_comes_true(werte: list[int], weight: int, chance: Random) -> None:
    kriterien = tuple(Kriterium(f"k{n}", f"K{n}", "", KriteriumArt.PRIO, weight) for n, _wert in enumerate(werte))
    rows = list(zip(werte, chance.sample(werte, len(werte)), strict=True))
    one, other = scores("Eins", *(row[0] for row in rows)), scores("Zwei", *(row[1] for row in rows))
    lines = tie_lines(kriterien, one, other)[1:]
    parting = [n for n, row in enumerate(rows) if row[0] != row[1]]
    assert len(lines) == len(parting)
    for line, n in zip(lines, parting, strict=True):
        heavier = replace(kriterien[n], gewicht=kriterien[n].gewicht + 1)
        changed = (*kriterien[:n], heavier, *kriterien[n + 1 :])
        winner = one if total(changed, one.werte) > total(changed, other.werte) else other
        assert line.startswith(f"wiegt K{n} mehr, gewinnt „{winner.titel}“")


@pytest.mark.parametrize(
    ("werte", "sentence"),
    [
        ([], "zwei vollständig bewertete"),
        ([(5, 5)], "zwei vollständig bewertete"),
        ([(5, 0), (5, 0)], "liegen gleichauf"),
        ([(5, 5), (4, 4)], "kein einzelnes Gewicht"),
    ],
)
def test_it_says_when_nothing_tips(werte: list[tuple[int, int]], sentence: str) -> None:
    kriterien = (WIRKUNG, AUFWAND)
    scores = [score(f"Idee {number}", w=w, a=a) for number, (w, a) in enumerate(werte)]
    assert sentence in tipping_lines(Rangliste(kriterien, ranking(kriterien, scores)))[-1]


def test_the_sum_is_explained_line_by_line() -> None:
    kriterien = (ERLAUBT, Kriterium("w", "Wirkung", "", KriteriumArt.PRIO, 150), AUFWAND)
    (line,) = ranking(kriterien, [score("Bank", k=5, w=4)])
    assert explain(kriterien, line) == [
        "Erlaubt: gilt",
        "Wirkung: 4 × 1,5 = 6",
        "Aufwand: noch nicht bewertet",
        "Summe: 6 von 12,5",
    ]


@pytest.mark.parametrize("text", ["6", "-1", "1,5", "viel", "٣", "05"])
def test_a_score_outside_0_to_5_is_refused_at_its_criterion(text: str) -> None:
    with pytest.raises(RuleViolation, match="von 0 bis 5") as caught:
        parse_score(text, WIRKUNG)
    assert caught.value.feld == "w"


@pytest.mark.parametrize("wert", [None, *range(6)])
def test_a_score_is_read_as_it_is_shown(wert: int | None) -> None:
    assert parse_score(show_score(WIRKUNG, wert), WIRKUNG) == wert
    if wert in (None, 0, 5):
        assert parse_score(show_score(ERLAUBT, wert), ERLAUBT) == wert


def test_a_knock_out_criterion_takes_only_yes_and_no() -> None:
    with pytest.raises(RuleViolation, match="ja oder nein"):
        parse_score("3", ERLAUBT)


@given(st.integers(0, WEIGHT_MAX))
def test_a_weight_is_read_as_it_is_shown_in_both_languages(weight: int) -> None:
    try:
        for language in ("de", "en"):
            set_language(language)
            assert parse_weight(show_weight(weight), "w", "Wirkung") == weight
    finally:
        set_language("de")


@pytest.mark.parametrize("text", ["", "viel", "-1", "100,01", "101", "1,234", "1e2", "1.000,5", "١"])
def test_a_bad_weight_is_refused_at_its_criterion(text: str) -> None:
    with pytest.raises(RuleViolation, match="Gewicht von 0 bis 100") as caught:
        parse_weight(text, "w", "Wirkung")
    assert caught.value.feld == "w"


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0"), ("1", "1"), ("4/5", "0,8"), ("5/4", "1,25"), ("1/3", "≈ 0,33"), ("-3/2", "−1,5"), ("100", "100")],
)
def test_numbers_are_written_exactly_or_marked_as_rounded(value: str, text: str) -> None:
    assert show_number(Fraction(value)) == text
