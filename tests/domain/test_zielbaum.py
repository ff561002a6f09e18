"""Progress: one formula, explained from its own terms."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zielbaum import (
    CHILD_OF,
    Ebene,
    Knoten,
    check_parent,
    explain,
    make_zielbaum,
    rounded,
    show_percent,
)
from myk_tui.errors import RuleViolation


def small_tree(*massnahmen: Knoten) -> list[Knoten]:
    return [
        Knoten("p", Ebene.PROGRAMM, None, "Programm"),
        Knoten("z", Ebene.ZIELBILD, "p", "Zielbild"),
        Knoten("s", Ebene.ZIEL, "z", "Ziel"),
        Knoten("l", Ebene.LOESUNG, "s", "Lösung"),
        *massnahmen,
    ]


def massnahme(key: str, fortschritt: int = 0, status: str = "geplant", gewicht: int = 1, eltern: str = "l") -> Knoten:
    return Knoten(key, Ebene.MASSNAHME, eltern, key, gewicht, fortschritt, MassnahmeStatus(status), ordnung=key)


@pytest.mark.parametrize(
    ("massnahmen", "percent"),
    [
        ([], "0 %"),
        ([massnahme("a", 43)], "43 %"),
        ([massnahme("a", 40), massnahme("b", 45)], "43 %"),
        ([massnahme("a", 0), massnahme("b", 100)], "50 %"),
        ([massnahme("a", 10, "abgeschlossen"), massnahme("b")], "50 %"),
        ([massnahme("a", 10, "laufender_betrieb")], "100 %"),
        ([massnahme("a", 90, "eingestellt"), massnahme("b", 20)], "20 %"),
        ([massnahme("a", 90, "pausiert")], "0 %"),
        ([massnahme("a", 100, gewicht=3), massnahme("b", 0)], "75 %"),
    ],
)
def test_a_loesung_is_the_weighted_mean_of_what_counts(massnahmen: list[Knoten], percent: str) -> None:
    assert show_percent(make_zielbaum(small_tree(*massnahmen)).fortschritt["l"].wert) == percent


def test_a_loesung_without_massnahmen_counts_0_and_says_so() -> None:
    tree = make_zielbaum([*small_tree(massnahme("a", 100)), Knoten("leer", Ebene.LOESUNG, "s", "Leer")])
    assert tree.fortschritt["s"].wert == 50
    assert explain(tree, "leer")[1] == "Hier ist noch nichts, das zählt. Deshalb 0 %."


def test_what_does_not_count_is_named_beside_the_sum() -> None:
    tree = make_zielbaum(small_tree(massnahme("a", 50), massnahme("Alte", 90, "eingestellt")))
    assert explain(tree, "l")[-1] == "Nicht mitgezählt (eingestellt oder pausiert): Alte"
    assert tree.fortschritt["p"].ausgelassen_gesamt == 1


def test_the_explanation_shows_weights_values_and_result() -> None:
    tree = make_zielbaum(small_tree(massnahme("a", 40, gewicht=2), massnahme("b", 45)))
    assert explain(tree, "l")[1:] == ["   2 ×     40 %   a", "   1 ×     45 %   b", "125 : 3 = 41,67 %, gerundet 42 %"]


def test_almost_done_is_not_done() -> None:
    assert rounded(Fraction(999, 10)) == 99
    assert rounded(Fraction(100)) == 100


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.sampled_from(list(MassnahmeStatus)), st.integers(1, 100), st.integers(0, 3)),
        max_size=30,
    )
)
def test_every_number_is_the_sum_that_explains_it(values: list[tuple[int, MassnahmeStatus, int, int]]) -> None:
    nodes = [
        Knoten("p", Ebene.PROGRAMM, None, "Programm"),
        Knoten("z", Ebene.ZIELBILD, "p", "Z"),
        Knoten("s", Ebene.ZIEL, "z", "S"),
    ]
    nodes += [Knoten(f"l{number}", Ebene.LOESUNG, "s", "L", gewicht=number + 1) for number in range(4)]
    nodes += [
        Knoten(f"m{place}", Ebene.MASSNAHME, f"l{lane}", "M", weight, progress, status)
        for place, (progress, status, weight, lane) in enumerate(values)
    ]
    tree = make_zielbaum(nodes)
    for node in tree.knoten:
        progress = tree.fortschritt[node.id]
        assert 0 <= progress.wert <= 100
        if node.ebene is Ebene.MASSNAHME:
            continue
        weights = sum(term.gewicht for term in progress.summanden)
        assert progress.wert * weights == sum(term.gewicht * term.fortschritt for term in progress.summanden)
        assert all(term.fortschritt == tree.fortschritt[term.id].wert for term in progress.summanden)
        left_out = {"pausiert", "eingestellt"}
        counting = [tree.nach_id[child] for child in tree.kinder[node.id] if tree.nach_id[child].status not in left_out]
        assert [term.id for term in progress.summanden] == [child.id for child in counting]
    assert tree.fortschritt["p"].ausgelassen_gesamt == sum(
        status in ("pausiert", "eingestellt") for _p, status, _w, _l in values
    )


def test_a_tree_needs_exactly_one_root() -> None:
    with pytest.raises(ValueError, match="one root"):
        make_zielbaum([])


@pytest.mark.parametrize("parent", list(Ebene))
@pytest.mark.parametrize("child", list(Ebene))
def test_only_allowed_parents_are_taken(child: Ebene, parent: Ebene) -> None:
    if child in CHILD_OF[parent]:
        check_parent(child, parent)
    else:
        with pytest.raises(RuleViolation):
            check_parent(child, parent)
