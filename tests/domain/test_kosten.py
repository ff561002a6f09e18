"""Sums of money that say what they consist of."""

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.kosten import Kosten, Kostensumme, add_up, explain_kosten, explain_summe
from myk_tui.i18n import set_language

amounts = st.none() | st.integers(0, 10_000_000_00)


def test_nothing_is_said_where_no_amount_was_entered() -> None:
    assert explain_kosten(Kosten(None, None, None), 65) == []
    assert explain_summe(add_up([Kosten(None, None, None)])) == []


def test_costs_are_written_as_the_sum_of_who_pays() -> None:
    assert explain_kosten(Kosten(100_000_00, 60_000_00, 40_000_00), None) == [
        "100.000 € = 60.000 € (60 %) Förderung + 40.000 € (40 %) Eigenanteil"
    ]


def test_what_nobody_has_promised_yet_is_named() -> None:
    (line,) = explain_kosten(Kosten(90_000_00, 60_000_00, None), None)
    assert line == "90.000 € = 60.000 € (66,7 %) Förderung + 0 € Eigenanteil + 30.000 € (33,3 %) noch offen"


def test_shares_beyond_the_costs_are_not_hidden() -> None:
    (line,) = explain_kosten(Kosten(50_000_00, 60_000_00, None), None)
    assert line.endswith("− 10.000 € zu viel aufgeteilt")


def test_the_share_of_the_programme_stands_beside_the_own_one() -> None:
    lines = explain_kosten(Kosten(100_000_00, 70_000_00, 30_000_00), 65)
    assert lines[1] == "Förderquote 70 %, im Programm 65 % (das wären 65.000 €)."
    assert "förderfähig" not in " ".join(lines)


def test_shares_without_a_total_are_added_up_and_it_is_said() -> None:
    lines = explain_kosten(Kosten(None, 60_000_00, 40_000_00), 65)
    assert lines[0].startswith("100.000 € = ")
    assert lines[1] == "Die Kosten insgesamt fehlen noch; hier steht die Summe der Anteile."


def test_a_sum_over_many_says_what_is_not_in_it() -> None:
    stopped = Kosten(5_00, None, None, MassnahmeStatus.EINGESTELLT)
    nothing = Kosten(None, None, None)
    lines = explain_summe(add_up([Kosten(10_00, 6_00, 4_00), Kosten(None, 2_00, None), stopped, nothing, nothing]))
    assert lines == [
        "12 € = 8 € (66,7 %) Förderung + 4 € (33,3 %) Eigenanteil, aus 2 Maßnahmen",
        "Nicht dabei: 2 ohne Betrag, 1 eingestellt.",
        "Bei 1 Maßnahme fehlen die Kosten insgesamt; gezählt sind ihre Anteile.",
    ]


def test_costs_of_zero_divide_nothing() -> None:
    assert explain_kosten(Kosten(0, 0, 0), 65) == ["0 € = 0 € Förderung + 0 € Eigenanteil"]


def test_english_reads_as_english() -> None:
    set_language("en")
    try:
        assert "66.7 %" in explain_kosten(Kosten(90_000_00, 60_000_00, None), None)[0]
    finally:
        set_language("de")


@given(st.lists(st.builds(Kosten, amounts, amounts, amounts, st.sampled_from(MassnahmeStatus)), max_size=8))
def test_the_terms_make_up_the_sum_and_every_massnahme_is_counted_once(alle: list[Kosten]) -> None:
    summe: Kostensumme = add_up(alle)
    assert summe.summe == summe.foerderung + summe.eigenanteil + summe.offen
    assert summe.mit + summe.ohne + summe.eingestellt == len(alle)
    counted = [kosten for kosten in alle if kosten.status is not MassnahmeStatus.EINGESTELLT and kosten.bekannt]
    assert summe.summe == sum(kosten.summe for kosten in counted)
