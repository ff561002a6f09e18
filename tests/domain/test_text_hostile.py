"""What the text gate does with text that is meant to harm."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.text import (
    COMBINING_MAX,
    TITEL_MAX,
    clean_line,
    clean_text,
    fold,
    forbidden_character,
    letters,
    visible,
)
from myk_tui.errors import RuleViolation

ANY = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from(
        "aÄ\u0308\u0301e \t\n\r\x0b\x85\u2028\x00\x1b\x7f\x9b\ud800\ufffe\u202e\u2066\u200d\u200b👩💻\ufe0f"
    ),
    max_size=30,
)


def line(text: str, **options: int | bool) -> str:
    return clean_line(text, feld="titel", name="Der Titel", **options)


def lines(text: str, **options: int | bool) -> str:
    return clean_text(text, feld="text", name="Der Text", **options)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Lade  netz ", "Lade  netz"),
        ("Lade\tnetz\r\nMayen\x0bKoblenz\x0cX\x85Y\u2028Z", "Lade netz Mayen Koblenz X Y Z"),
        ("Bu\u0308rgerbu\u0308ro", "Bürgerbüro"),
        ("\u2126", "\u03a9"),
        ("", ""),
        (" \n ", ""),
        ("Ziel [Q3] [/] %s {name} \\ 'a\"b", "Ziel [Q3] [/] %s {name} \\ 'a\"b"),
        ("👩‍💻 für MYK", "👩‍💻 für MYK"),
    ],
)
def test_a_line_is_brought_into_one_form(typed: str, stored: str) -> None:
    assert line(typed) == stored


@given(ANY)
def test_what_the_gate_lets_through_is_composed_harmless_and_passes_again(text: str) -> None:
    for clean in (line, lines):
        try:
            stored = clean(text)
        except RuleViolation:
            continue
        assert forbidden_character(stored) is None
        assert unicodedata.is_normalized("NFC", stored)
        assert clean(stored) == stored
        assert clean is lines or "\n" not in stored
        stored.encode()


@given(st.characters())
def test_every_other_character_may_be_stored(character: str) -> None:
    category = unicodedata.category(character)
    nonsense = category in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    assert (forbidden_character(character) is None) == (not nonsense or character == "\n")


def test_a_title_of_one_letter_cannot_be_endlessly_long() -> None:
    assert letters("x" + "\u0301" * COMBINING_MAX) == 1
    assert letters("x" + "\u0301" * (COMBINING_MAX + 3)) == 4
    with pytest.raises(RuleViolation, match="zu lang"):
        line("x" + "\u0301" * 100_000)


def test_the_length_counts_after_blanks_and_form_are_settled() -> None:
    assert line("  " * 500 + "ja") == "ja"
    assert line("u\u0308" * TITEL_MAX) == "ü" * TITEL_MAX


@pytest.mark.parametrize("empty", ["", "   ", "\n", "\t\r\n", "\u00a0", "\u200b", " \ufeff \u00ad"], ids=ascii)
def test_an_empty_required_field_is_said_with_its_name(empty: str) -> None:
    for clean, name in ((line, "Der Titel"), (lines, "Der Text")):
        with pytest.raises(RuleViolation, match=f"{name} fehlt") as refused:
            clean(empty, required=True)
        assert refused.value.feld in ("titel", "text")
        assert visible(clean(empty)).strip() == ""


STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@given(ANY)
def test_nothing_that_is_shown_can_steer_the_terminal_or_turn_the_writing(text: str) -> None:
    shown = visible(text)
    assert STEERING.search(shown) is None
    assert visible(shown) == shown
    shown.encode()


@given(ANY)
def test_at_most_a_few_marks_stand_on_one_letter(text: str) -> None:
    run = 0
    for character in visible(text + "\u0301" * 30):
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        assert run <= COMBINING_MAX


@pytest.mark.parametrize("mark", ["\u0301", "\u0488", "\u20dd"])
@pytest.mark.parametrize("parting", ["", "\u200b", "\u200c", "\u200d", "\u00ad"])
def test_marks_cannot_be_piled_up_by_parting_them_with_nothing(mark: str, parting: str) -> None:
    assert visible("a" + (mark * 5 + parting) * 40 + "b").count(mark) == COMBINING_MAX


@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs", "Sm", "Sc"]), max_size=40))
def test_ordinary_writing_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9b31m", "a�31m"),
        ("eins\nzwei", "eins⏎zwei"),
        ("eins\u2028zwei", "eins⏎zwei"),
        ("Antrag\u202egnukhelbA", "Antrag‹RLO›gnukhelbA"),
        ("\u2066a\u2069", "‹LRI›a‹PDI›"),
        ("a\u200eb\u200fc\u061cd", "a‹LRM›b‹RLM›c‹ALM›d"),
        ("Mül\u00adleimer\u200b\ufeff", "Mülleimer"),
        ("a\u200db", "ab"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("a\ud800b", "a�b"),
        ("a\U000e0041b", "a�b"),
        ("[red]Ziel[/]", "[red]Ziel[/]"),
    ],
)
def test_each_kind_of_hostile_text_has_its_picture(stored: str, shown: str) -> None:
    assert visible(stored) == shown


def test_two_texts_that_look_alike_by_turning_are_told_apart() -> None:
    assert visible("ja\u202enein") != visible("ja\u202dnein") != visible("janein")


def test_different_words_stay_different() -> None:
    assert len({fold(word) for word in ("Maße", "Masse", "Mast", "Mosel", "Müsli")}) == 4
