from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.baumfilter import Baumauswahl, Baumfilter, describe
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zielbaum import Ebene, Knoten, Zielbaum, make_zielbaum

GEPLANT, SPRINT = MassnahmeStatus.GEPLANT, MassnahmeStatus.IM_SPRINT


def tree() -> Zielbaum:
    return make_zielbaum(
        [
            Knoten("p", Ebene.PROGRAMM, None, "MYK10"),
            Knoten("z1", Ebene.ZIELBILD, "p", "Gut von A nach B", ordnung="a"),
            Knoten("z2", Ebene.ZIELBILD, "p", "Vernetzt", ordnung="b"),
            Knoten("g", Ebene.ZIEL, "z1", "Ohne Auto mobil", ordnung="a"),
            Knoten("l", Ebene.LOESUNG, "g", "Mitfahren", ordnung="a"),
            Knoten("m1", Ebene.MASSNAHME, "l", "Mitfahrbänke", status=SPRINT, ordnung="a"),
            Knoten("m2", Ebene.MASSNAHME, "l", "Bürgerbus", status=GEPLANT, ordnung="b"),
            Knoten("m3", Ebene.MASSNAHME, "z2", "Dorf-App", status=GEPLANT, ordnung="a"),
        ]
    )


MERKMALE: Mapping[str, str] = {"m1": "Mobilität Mayen", "m3": "Gemeinschaft"}


def ids(auswahl: Baumauswahl, changed: frozenset[str] = frozenset()) -> list[str]:
    return [node.id for node in Baumfilter(tree(), lambda: MERKMALE, lambda: changed).select(auswahl).knoten]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["p", "z1", "g", "l", "m1", "m2", "z2", "m3"]),
        ("buerger", ["p", "z1", "g", "l", "m2"]),
        ("mitfahrbanke", ["p", "z1", "g", "l", "m1"]),
        ("im sprint", ["p", "z1", "g", "l", "m1"]),
        ("mayen mobilitat", ["p", "z1", "g", "l", "m1"]),
        ("gemeinschaft geplant", ["p", "z2", "m3"]),
        ("vernetzt", ["p", "z2", "m3"]),
        ("gibt es nicht", ["p"]),
    ],
)
def test_a_hit_is_shown_with_its_way_and_a_goal_with_all_below_it(text: str, expected: list[str]) -> None:
    assert ids(Baumauswahl(text)) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", None),
        ("buerger", "m2"),
        ("mitfahr", "l"),
        ("vernetzt", "z2"),
        ("geplant", "m2"),
        ("myk10", "p"),
        ("gibt es nicht", None),
    ],
)
def test_the_first_hit_fits_by_its_own_words(text: str, first: str | None) -> None:
    assert Baumfilter(tree(), lambda: MERKMALE, frozenset).select(Baumauswahl(text)).erster_treffer == first


def test_what_only_leads_to_a_hit_is_none() -> None:
    chosen = Baumauswahl("geplant", nur_geaenderte=True)
    part = Baumfilter(tree(), lambda: MERKMALE, lambda: frozenset({"m3", "z1"})).select(chosen)
    assert part.treffer == {"m3"}
    within = Baumfilter(tree(), lambda: MERKMALE, frozenset).select(Baumauswahl("gut", zoom="g"))
    assert within.erster_treffer is None


def test_the_zoom_shows_one_node_with_all_below_it() -> None:
    assert ids(Baumauswahl(zoom="g")) == ["g", "l", "m1", "m2"]
    assert ids(Baumauswahl("bus", zoom="g")) == ["g", "l", "m2"]
    assert ids(Baumauswahl(zoom="gelöscht")) == ids(Baumauswahl())


def test_only_what_has_changed_is_shown_with_its_way() -> None:
    assert ids(Baumauswahl(nur_geaenderte=True), frozenset({"m3"})) == ["p", "z2", "m3"]
    assert ids(Baumauswahl("bus", nur_geaenderte=True), frozenset({"m3"})) == ["p"]


def test_each_node_says_how_many_children_are_hidden() -> None:
    part = Baumfilter(tree(), lambda: MERKMALE, frozenset).select(Baumauswahl("bus"))
    assert (part.verborgen, part.massnahmen, part.alle) == ({"p": 1, "l": 1}, 1, 3)
    said = describe(Baumauswahl("bus", zoom="z1"), part, tree(), "")
    assert said == "MYK10 › Gut von A nach B · Filter „bus“ · 1 von 3 Maßnahmen · 2 ausgeblendet"


@given(st.text("abmfgernsü ", max_size=4), st.sampled_from([None, "z1", "l", "m3"]), st.booleans())
def test_what_is_shown_always_hangs_together(text: str, zoom: str | None, changed: bool) -> None:
    chosen = Baumauswahl(text, nur_geaenderte=changed, zoom=zoom)
    part = Baumfilter(tree(), lambda: MERKMALE, lambda: frozenset({"m1", "z2"})).select(chosen)
    shown = [node.id for node in part.knoten]
    assert shown[0] == (zoom or "p") and len(set(shown)) == len(shown)
    for place, node in enumerate(part.knoten[1:], 1):
        assert node.eltern_id in shown[:place]
    for node_id in shown:
        children = tree().kinder[node_id]
        assert part.verborgen.get(node_id, 0) == sum(child not in shown for child in children)
