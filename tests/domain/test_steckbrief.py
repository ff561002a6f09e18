"""The Projektsteckbrief: typed, checked, shown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.steckbrief import FELDER, Feldart, checked, shown, typed
from myk_tui.errors import RuleViolation
from myk_tui.i18n import set_language
from myk_tui.storage import tables as t

BY_KEY = {feld.key: feld for feld in FELDER}


def test_every_field_is_a_column_of_the_table() -> None:
    assert all(feld.key in t.massnahme.c for feld in FELDER)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("beginn", "1.2.2027", "2027-02-01"),
        ("kosten_cent", "12.000", 1_200_000),
        ("kosten_cent", "", None),
        ("freigabe", "erteilt", "erteilt"),
        ("leitprojekt", "ja", 1),
        ("orte", " Mendig \n Mayen ", "Mendig   Mayen"),
    ],
)
def test_what_is_typed_becomes_a_value(key: str, text: str, value: Any) -> None:
    assert checked({key: text}) == {key: value}


@pytest.mark.parametrize(
    ("werte", "feld"),
    [
        ({"beginn": "31.2.2027"}, "beginn"),
        ({"kosten_cent": "viel"}, "kosten_cent"),
        ({"beginn": "1.2.2027", "ende": "31.1.2027"}, "ende"),
        ({"kosten_cent": "100", "foerderung_cent": "65", "eigenanteil_cent": "36"}, "eigenanteil_cent"),
        ({"orte": "a\x1b[2J"}, "orte"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(werte: dict[str, str], feld: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        checked(werte)
    assert caught.value.feld == feld


def test_an_open_release_and_a_no_are_not_worth_a_line() -> None:
    assert (
        shown(BY_KEY["freigabe"], "offen")
        == shown(BY_KEY["leitprojekt"], 0)
        == shown(BY_KEY["kosten_cent"], None)
        == ""
    )
    assert shown(BY_KEY["freigabe"], "beantragt") == "beantragt"


@pytest.mark.parametrize("language", ["de", "en"])
@given(cents=st.integers(0, 100_000_000_000), day=st.dates())
def test_what_stands_in_the_form_is_read_back(language: str, cents: int, day: Any) -> None:
    set_language(language)
    try:
        money = next(feld for feld in FELDER if feld.art is Feldart.GELD)
        assert checked({money.key: typed(money, cents)}) == {money.key: cents}
        if day.year >= 1000:
            assert checked({"ende": typed(BY_KEY["ende"], day.isoformat())}) == {"ende": day.isoformat()}
    finally:
        set_language("de")
