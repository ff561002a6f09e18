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
)
from myk_tui.errors import RuleViolation

DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60)


def line(text: str, **more: object) -> str:
    return clean_line(text, feld="titel", name="Titel", **more)  # type: ignore[arg-type]


def text_of(text: str, **more: object) -> str:
    return clean_text(text, feld="beschreibung", name="Beschreibung", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Bürgerbus  ", "Bürgerbus"),
        ("Zeile 1\r\nZeile 2", "Zeile 1 Zeile 2"),
        ("Tab\tdazwischen", "Tab dazwischen"),
        ("u\u0308ber", "über"),
        ("[/] [@click=app.quit]", "[/] [@click=app.quit]"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_a_line_is_stored_in_one_form(typed: str, stored: str):
    assert " ".join(line(typed).split()) == stored
    assert "\n" not in line(typed)


def test_a_text_keeps_its_lines():
    assert text_of("\nerste  \r\n\tzweite\u2028dritte\n\n") == "erste\n    zweite\ndritte"


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\ufffe", "\ufdd0", "\U0001ffff"])
def test_what_no_keyboard_types_is_refused_naming_field_and_character(bad: str):
    for clean in (line, text_of):
        with pytest.raises(RuleViolation, match=f"U\\+{ord(bad):04X}") as refused:
            clean(f"vorn{bad}hinten")
        assert refused.value.feld in ("titel", "beschreibung")
    assert forbidden_character(f"a{bad}") == bad


def test_length_is_counted_as_a_reader_counts():
    assert line("ä" * TITEL_MAX) == "ä" * TITEL_MAX
    assert line("x\u0323\u0307" * TITEL_MAX)
    with pytest.raises(RuleViolation, match="ist 3 Zeichen zu lang"):
        line("ä" * (TITEL_MAX + 3))
    with pytest.raises(RuleViolation, match="höchstens 20000"):
        text_of("x" * (TEXT_MAX + 1))
    assert letters("e\u0301a") == 2


@pytest.mark.parametrize("empty", ["", "   ", "\n\n", "\t"])
def test_a_required_field_that_is_empty_is_named(empty: str):
    with pytest.raises(RuleViolation, match=r"Titel fehlt\. Bitte ausfüllen\.") as refused:
        line(empty, required=True)
    assert refused.value.feld == "titel"
    with pytest.raises(RuleViolation, match="Beschreibung fehlt"):
        text_of(empty, required=True)


@given(ANY_TEXT)
def test_nothing_visible_can_steer_a_terminal_or_turn_the_direction(text: str):
    shown = visible(text)
    for character in shown:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp"), f"U+{ord(character):04X}"
        assert character not in DIRECTIONS
    assert "\n" not in shown


@given(ANY_TEXT)
def test_what_is_stored_can_always_be_written_and_read(text: str):
    try:
        stored = text_of(text)
    except RuleViolation:
        return
    assert stored.encode().decode() == stored
    assert forbidden_character(stored) is None
    assert unicodedata.is_normalized("NFC", stored)
    assert text_of(stored) == stored


@given(ANY_TEXT)
def test_a_stored_line_does_not_change_when_it_is_saved_again(text: str):
    try:
        stored = line(text)
    except RuleViolation:
        return
    assert line(stored) == stored
    assert "\n" not in stored


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Bürgerbus für Weißenthurm", "Bürgerbus für Weißenthurm"),
        ("\x1b[2J", "␛[2J"),
        ("a\nb", "a⏎b"),
        ("\u202e0,001 Euro", "‹RLO›0,001 Euro"),
        ("\x7f\x00", "␡␀"),
        ("un\u200bsicht\u00adbar", "unsichtbar"),
        ("\x9b2J", "�2J"),
        ("🚲 Rad", "🚲 Rad"),
    ],
)
def test_hostile_text_is_shown_for_what_it_is(stored: str, shown: str):
    assert visible(stored) == shown


def test_a_tower_of_combining_marks_is_cut():
    assert visible("Z" + "\u0301" * 500 + "a") == "Z" + "\u0301" * COMBINING_MAX + "a"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bürgerbüro", "BUERGERBUERO"), ("Straße", "strasse"), ("Öffnung", "offnung"), ("ﬁnanziell", "finanziell")],
)
def test_search_and_order_see_no_difference(one: str, other: str):
    assert fold(one) == fold(other)


def slowly_folded(text: str) -> str:
    """Fold letter by letter, as it is meant."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"([aou])e", r"\1", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))


@given(ANY_TEXT | st.text(alphabet="aeouäöüß\u0308\u0301\u034f\u0e48\u05b0-„ AE", max_size=20))
def test_folding_in_few_steps_is_folding_letter_by_letter(text: str):
    assert fold(text) == slowly_folded(text)


@given(ANY_TEXT, ANY_TEXT)
def test_what_is_parted_by_a_blank_can_be_folded_apart(one: str, other: str):
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}"


def test_every_single_letter_folds_as_it_is_meant():
    every = [chr(code) for code in range(0x110000)]
    assert [letter for letter in every if fold(letter) != slowly_folded(letter)] == []


def test_umlauts_sort_beside_their_vowels():
    assert sorted(["Zebra", "Äpfel", "Obst", "Ampel"], key=fold) == ["Ampel", "Äpfel", "Obst", "Zebra"]
