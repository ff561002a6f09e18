from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.baumvergleich import SHOWN, Frueher, changed_ids, explain_since
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zielbaum import Ebene, Knoten, make_zielbaum

ROOT = Knoten("p", Ebene.PROGRAMM, None, "MYK10")
ZIELBILD = Knoten("z", Ebene.ZIELBILD, "p", "Gut von A nach B")


def massnahme(number: int, percent: int = 0, status: MassnahmeStatus = MassnahmeStatus.IM_SPRINT) -> Knoten:
    return Knoten(f"m{number}", Ebene.MASSNAHME, "z", f"Maßnahme {number}", fortschritt=percent, status=status)


def said(before: list[Knoten], now: list[Knoten]) -> list[str]:
    frueher = Frueher(make_zielbaum([ROOT, ZIELBILD, *before]), date(2026, 9, 30), treffen=True)
    return explain_since(frueher, make_zielbaum([ROOT, ZIELBILD, *now]), "z")


def test_progress_that_moved_is_named_with_from_and_to() -> None:
    assert said([massnahme(1, 20), massnahme(2)], [massnahme(1, 60), massnahme(2)]) == [
        "",
        "Seit dem letzten Treffen (30.09.2026): 10 % → 30 %",
        "  Maßnahme 1: 20 %, im Sprint → 60 %, im Sprint",
    ]


def test_new_moved_and_deleted_massnahmen_are_named() -> None:
    lines = said([massnahme(1, 20)], [massnahme(2, 0, MassnahmeStatus.GEPLANT)])
    assert lines[2:] == ["  neu hier: Maßnahme 2 (0 %, geplant)", "  nicht mehr hier: Maßnahme 1 (20 %, im Sprint)"]


def test_a_stopped_massnahme_says_that_it_no_longer_counts() -> None:
    lines = said([massnahme(1, 20)], [massnahme(1, 20, MassnahmeStatus.EINGESTELLT)])
    assert lines[2] == "  Maßnahme 1: 20 %, im Sprint → eingestellt, zählt nicht mit"


def test_another_weight_is_a_change_too() -> None:
    assert said([massnahme(1)], [replace(massnahme(1), gewicht=3)])[2] == "  Maßnahme 1: Gewicht 1 → 3"


def test_nothing_changed_is_said() -> None:
    assert said([massnahme(1, 5)], [massnahme(1, 5)])[1].endswith("5 % → 5 %, nichts geändert.")


def test_a_long_list_is_cut_and_counted() -> None:
    lines = said([], [massnahme(number) for number in range(SHOWN + 3)])
    assert len(lines) == 2 + SHOWN + 1 and lines[-1] == "  und 3 weitere Änderungen"


@given(st.lists(st.integers(0, 100), max_size=6), st.lists(st.integers(0, 100), max_size=6))
def test_every_node_that_differs_counts_as_changed_and_no_other(before: list[int], now: list[int]) -> None:
    old = make_zielbaum([ROOT, ZIELBILD, *(massnahme(number, value) for number, value in enumerate(before))])
    new = make_zielbaum([ROOT, ZIELBILD, *(massnahme(number, value) for number, value in enumerate(now))])
    expected = {f"m{n}" for n, value in enumerate(now) if n >= len(before) or before[n] != value}
    assert changed_ids(old, new) == expected
