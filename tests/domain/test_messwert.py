"""Measured values: German numbers with a unit, and their share of the way."""

from fractions import Fraction

import pytest

from myk_tui.domain.messwert import Messwert, check_messwert, parse_messwert, read
from myk_tui.errors import RuleViolation


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Fraction(12)),
        ("1.250", Fraction(1250)),
        ("12,5 %", Fraction(25, 2)),
        ("30 Vereine", Fraction(30)),
        ("-3", Fraction(-3)),
        ("", None),
        ("viele", None),
        ("1.2", None),
        ("12 oder 13", None),
    ],
)
def test_a_value_is_a_german_number_perhaps_with_a_unit(text: str, number: Fraction | None) -> None:
    assert read(text) == number


def test_the_share_of_the_way_goes_from_start_to_target() -> None:
    assert Messwert("10", "15", "30").anteil == 25
    assert Messwert("", "15 Vereine", "30 Vereine").anteil == 50  # without a start it begins at 0
    assert Messwert("100", "80", "60").anteil == 50  # fewer is better
    assert Messwert("10", "5", "20").anteil == -50
    assert Messwert("10", "", "20").anteil is None
    assert Messwert("10", "10", "10").anteil is None


def test_the_values_are_said_in_words() -> None:
    assert Messwert("0", "12", "30 Vereine").weg == "am Anfang 0, jetzt 12, Ziel 30 Vereine"
    assert Messwert().weg == ""


def test_what_is_no_number_or_no_way_is_named_at_its_field() -> None:
    assert parse_messwert(" 12,5 % ", feld="indikator_stand", name="Messwert") == "12,5 %"
    with pytest.raises(RuleViolation) as caught:
        parse_messwert("viele", feld="indikator_stand", name="Messwert")
    assert caught.value.feld == "indikator_stand"
    with pytest.raises(RuleViolation) as caught:
        check_messwert(Messwert("5", "", "5"))
    assert caught.value.feld == "indikator_ziel"
    check_messwert(Messwert("5", "", ""))
