"""The text gate: what may be stored, and what stored text may do on a screen (nothing)."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.text import (
    COMBINING_MAX,
    TEXT_MAX,
    TITEL_MAX,
    clean_line,
    clean_text,
    fold,
    forbidden_character,
    letters,
    visible,
    visible_lines,
)
from myk_tui.errors import RuleViolation

ANY = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from(
        "aÄ\u0308\u0301e \t\n\r\x0b\x85\u2028\x00\x1b\x7f\x9b\ud800\ufffe\u202e\u2066\u200d\u200b👩💻\ufe0f"
    ),
    max_size=30,
)
"""Any characters, and any mixture of the awkward ones."""

STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def line(text: str, **options: int | bool) -> str:
    return clean_line(text, feld="titel", name="Der Titel", **options)


def lines(text: str, **options: int | bool) -> str:
    return clean_text(text, feld="text", name="Der Text", **options)


# --- at the input -------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("eins\r\nzwei\rdrei\u2029vier\x85fünf", "eins\nzwei\ndrei\nvier\nfünf"),
        ("\n\n  eingerückt  \n\nende\n\n", "  eingerückt\n\nende"),
        ("a\tb", "a    b"),
        ("u\u0308", "ü"),
    ],
)
def test_a_longer_text_keeps_its_lines(typed: str, stored: str) -> None:
    assert lines(typed) == stored


@pytest.mark.parametrize(
    "bad",
    [*"\x00\x07\x08\x1b\x1f\x7f\x80\x9b\x9f\ud800\udfff\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff"],
    ids=ascii,
)
def test_what_no_keyboard_types_is_refused_with_its_number_and_its_field(bad: str) -> None:
    for clean, feld in ((line, "titel"), (lines, "text")):
        with pytest.raises(RuleViolation, match=rf"U\+{ord(bad):04X}") as refused:
            clean(f"vorn{bad}hinten")
        assert refused.value.feld == feld
        assert refused.value.message.isprintable()
        assert forbidden_character(f"vorn{bad}hinten") == bad


@given(st.characters())
def test_every_other_character_may_be_stored(character: str) -> None:
    category = unicodedata.category(character)
    nonsense = category in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    assert (forbidden_character(character) is None) == (not nonsense or character == "\n")


@pytest.mark.parametrize(("clean", "maximum"), [(line, TITEL_MAX), (lines, TEXT_MAX)])
def test_the_longest_text_fits_and_one_letter_more_is_said_with_the_numbers(clean, maximum: int) -> None:
    assert len(clean("x" * maximum)) == maximum
    with pytest.raises(RuleViolation, match=rf"1 Zeichen zu lang \(höchstens {maximum}\)") as refused:
        clean("x" * (maximum + 1))
    assert refused.value.feld in ("titel", "text")
    with pytest.raises(RuleViolation, match="3 Zeichen zu lang"):
        clean("x" * (maximum + 3))


def test_letters_are_counted_as_a_reader_counts_them() -> None:
    assert letters("u\u0308") == letters("ü") == 1
    assert letters("x\u0301\u0302\u0303") == 1
    assert line("x\u0323\u0307" * TITEL_MAX, maximum=TITEL_MAX)


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


# --- at the output ------------------------------------------------------------------


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


def test_lines_are_made_harmless_one_by_one() -> None:
    assert visible_lines("eins\n\x1b[2J\n\u202ezwei") == ["eins", "␛[2J", "‹RLO›zwei"]
    assert visible_lines("") == [""]


# --- comparing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bürgerbüro", "buergerbuero"),
        ("Bürgerbüro", "BURGERBURO"),
        ("Bürgerbüro", "Bu\u0308rgerbu\u0308ro"),
        ("Straße", "STRASSE"),
        ("Größe", "Groesse"),
        ("Ärzte", "aerzte"),
        ("Café", "cafe"),
        ("ﬁnden", "finden"),
    ],
)
def test_spellings_of_the_same_word_are_found_by_each_other(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert len({fold(word) for word in ("Maße", "Masse", "Mast", "Mosel", "Müsli")}) == 4


def test_german_order_puts_umlauts_with_their_letters() -> None:
    words = ["Zebra", "Äpfel", "Apfelmus", "Öl", "Ofen", "über", "unter"]
    assert sorted(words, key=fold) == ["Äpfel", "Apfelmus", "Ofen", "Öl", "über", "unter", "Zebra"]


@given(ANY)
def test_folding_does_not_depend_on_case_or_form(text: str) -> None:
    assert fold(fold(text)) == fold(fold(fold(text)))
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
