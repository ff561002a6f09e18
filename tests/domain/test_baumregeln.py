"""Where a dragged node lands, and which key of the tree does something where."""

import pytest

from myk_tui.domain.baumregeln import REGELN, shown, why_not
from myk_tui.domain.zielbaum import CHILD_OF, Ebene, Knoten, Zielbaum, drop, make_zielbaum
from myk_tui.errors import RuleViolation


def make_tree() -> Zielbaum:
    nodes = [
        Knoten("p", Ebene.PROGRAMM, None, "Programm"),
        *(Knoten(f"z{n}", Ebene.ZIELBILD, "p", f"Zielbild {n}", ordnung=str(n)) for n in (1, 2)),
        Knoten("y1", Ebene.ZIEL, "z1", "Ziel", ordnung="1"),
        Knoten("l1", Ebene.LOESUNG, "y1", "Lösung 1", ordnung="1"),
        Knoten("l2", Ebene.LOESUNG, "y1", "Lösung 2", ordnung="2"),
        *(Knoten(f"m{n}", Ebene.MASSNAHME, "l1", f"Maßnahme {n}", ordnung=str(n)) for n in (1, 2, 3)),
        Knoten("m4", Ebene.MASSNAHME, "z1", "Maßnahme 4", ordnung="1"),
    ]
    return make_zielbaum(nodes)


@pytest.mark.parametrize(
    ("node", "target", "parent", "position"),
    [
        ("m1", "l2", "l2", 0),  # below another parent, as the last
        ("m4", "l1", "l1", 3),
        ("m1", "m3", "l1", 2),  # from above: behind it
        ("m3", "m1", "l1", 0),  # from below: before it
        ("m4", "m2", "l1", 1),  # from elsewhere: before it
        ("m1", "l1", "l1", 2),  # on its own parent: to the end
        ("m1", "m4", "z1", 0),
        ("m1", "z1", "z1", 1),  # the Ziele there do not count among the Maßnahmen
        ("z1", "z2", "p", 1),
    ],
)
def test_a_dropped_node_becomes_the_last_below_a_parent_or_takes_the_place_of_its_like(
    node: str, target: str, parent: str, position: int
) -> None:
    place = drop(make_tree(), node, target)
    assert (place.eltern_id, place.position) == (parent, position)


def test_everything_else_is_refused_with_where_it_may_hang() -> None:
    tree = make_tree()
    for node in tree.knoten:
        for target in tree.knoten:
            if node is target or node.ebene is target.ebene or node.ebene in CHILD_OF[target.ebene]:
                continue
            with pytest.raises(RuleViolation, match=r"Das geht nur unter \w|lässt sich nicht"):
                drop(tree, node.id, target.id)


@pytest.mark.parametrize("action", sorted(REGELN))
def test_a_key_does_something_on_a_node_or_says_why_not(action: str) -> None:
    for node in make_tree().knoten:
        reason = why_not(action, node)
        assert bool(reason) == (node.ebene not in REGELN[action].ebenen or action == "bestaetigen")
        assert reason == "" or reason.endswith(".")
        assert "{" not in reason


def test_what_writes_is_refused_with_the_reason_why_the_file_is_only_read() -> None:
    node = make_tree().nach_id["m1"]
    assert why_not("gewicht", node, "Die Datei ist schon offen.") == "Die Datei ist schon offen."
    assert why_not("warum", node, "Die Datei ist schon offen.") == ""


def test_keys_of_a_massnahme_are_shown_only_there() -> None:
    tree = make_tree()
    assert shown("steckbrief", tree.nach_id["m1"]) and not shown("steckbrief", tree.nach_id["l1"])
    assert not shown("anlegen", tree.nach_id["m1"]) and shown("anlegen", tree.nach_id["p"])
    assert shown("gewicht", None)
