import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import UnterstuetzungArt, UnterstuetzungStatus
from myk_tui.domain.unterstuetzung import (
    Unterstuetzung,
    check_answer,
    check_betrag,
    describe_summe,
    parse_fields,
    sums_by_art,
    sums_by_zielbild,
)
from myk_tui.errors import RuleViolation

requests = st.lists(
    st.builds(
        Unterstuetzung,
        id=st.uuids().map(str),
        art=st.sampled_from(UnterstuetzungArt),
        titel=st.just("Bitte"),
        status=st.sampled_from(UnterstuetzungStatus),
        betrag_cent=st.none() | st.integers(0, 10_000_00),
        zielbild=st.sampled_from(["", "Mobil", "Vernetzt"]),
    ),
    max_size=12,
)


@given(requests)
def test_sums_leave_nothing_out_and_count_nothing_twice(ledger: list[Unterstuetzung]) -> None:
    for sums in (sums_by_art(ledger), sums_by_zielbild(ledger)):
        assert sum(summe.anzahl for summe in sums) == len(ledger)
        assert sum(summe.offen for summe in sums) == sum(bitte.offen for bitte in ledger)
        assert sum(summe.betrag_cent for summe in sums) == sum(bitte.betrag_cent or 0 for bitte in ledger)
        for summe in sums:
            assert summe.offen_cent + summe.zugesagt_cent + summe.abgelehnt_cent == summe.betrag_cent
        assert len({summe.name for summe in sums}) == len(sums)


def test_a_sum_says_how_much_of_it_is_open_promised_and_refused() -> None:
    money = UnterstuetzungArt.FINANZIELL
    ledger = [
        Unterstuetzung("1", money, "Bank", UnterstuetzungStatus.OFFEN, betrag_cent=1_500_00),
        Unterstuetzung("2", money, "Schild", UnterstuetzungStatus.ZUGESAGT, betrag_cent=500_50),
    ]
    (summe,) = sums_by_art(ledger)
    assert describe_summe(summe) == (
        "finanziell: 2, davon 1 offen · 2.000,50 €, davon 1.500 € offen, 500,50 € zugesagt"
    )
    ledger += [
        Unterstuetzung("3", money, "Fest", UnterstuetzungStatus.ERLEDIGT, betrag_cent=100_00),
        Unterstuetzung("4", money, "App", UnterstuetzungStatus.ABGELEHNT, betrag_cent=24_000_00),
    ]
    (summe,) = sums_by_art(ledger)
    assert describe_summe(summe).endswith("26.100,50 €, davon 1.500 € offen, 600,50 € zugesagt, 24.000 € abgelehnt")


def test_an_amount_belongs_to_a_financial_request() -> None:
    assert parse_fields({"titel": "Bank", "betrag": "1.500,50"})["betrag_cent"] == 1_500_50
    check_betrag(UnterstuetzungArt.FINANZIELL, 1_500_50)
    check_betrag(UnterstuetzungArt.METHODISCH, None)
    with pytest.raises(RuleViolation) as caught:
        check_betrag(UnterstuetzungArt.METHODISCH, 0)
    assert caught.value.feld == "betrag"


@pytest.mark.parametrize(
    ("feld", "text"), [("titel", "  "), ("betrag", "viel"), ("betrag", "-5"), ("bis", "31.02.2027"), ("bis", "bald")]
)
def test_what_cannot_be_is_named_at_its_field(feld: str, text: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        parse_fields({feld: text})
    assert caught.value.feld == feld


def test_a_refusal_needs_an_answer() -> None:
    with pytest.raises(RuleViolation):
        check_answer(UnterstuetzungStatus.ABGELEHNT, " ")
    check_answer(UnterstuetzungStatus.ABGELEHNT, "Der Haushalt gibt es nicht her.")
    check_answer(UnterstuetzungStatus.ERLEDIGT, "")
