import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from hostile import STEERING, TITLES
from myk_tui.widgets.text import bar, cells, plain, short, squeezed, styled, wrap

TEXTS = st.one_of(st.text(max_size=80), st.text(alphabet="ab ä漢👍🏽👩\u200d\u0301\ufe0f\x1b\u202e\n", max_size=60))
WIDTHS = st.integers(0, 60)


@given(TEXTS, WIDTHS)
@example(TITLES["long"], 20)
@example(TITLES["emoji"], 1)
@example("漢", 1)
def test_cells_are_exactly_as_wide_as_asked_for(text: str, width: int) -> None:
    assert cell_len(cells(text, width)) == width
    assert not STEERING.search(cells(text, width))


@given(TEXTS, WIDTHS)
def test_a_shortened_text_fits_and_says_that_something_is_missing(text: str, width: int) -> None:
    found = short(text, width)
    assert cell_len(found) <= width
    whole = plain(text).plain
    assert found == whole or found.endswith("…") or width == 0


@given(TEXTS, WIDTHS, st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_without_saying_so(text: str, width: int, lines: int) -> None:
    found = wrap(text, width, lines)
    assert 1 <= len(found) <= lines
    assert all(cell_len(line) <= width for line in found)
    if width > 1 and not found[-1].endswith("…"):
        assert "".join("".join(found).replace("-", "").split()) == "".join(plain(text).plain.replace("-", "").split())


def test_wrapping_breaks_between_words_and_only_a_long_word_in_the_middle() -> None:
    assert wrap("Bänke am Marktplatz aufstellen", 12, 3) == ["Bänke am", "Marktplatz", "aufstellen"]
    assert wrap("Praxen ansprechen", 16, 3) == ["Praxen", "ansprechen"]
    assert wrap("Am Donaudampfschiff", 12, 3) == ["Am Donau-", "dampfschiff"]
    assert wrap("Donaudampfschifffahrt", 8, 3) == ["Donau-", "dampf-", "schifff…"]
    assert wrap("eins zwei drei vier", 5, 2) == ["eins", "zwei…"]
    assert wrap("kurz", 8, 3) == ["kurz"]


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Straßenmeisterei", ["Straßen-", "meisterei"]),
        ("Beteiligungsplattform", ["Beteili-", "gungsplatt-", "form"]),
        ("Kreisstraßenverwaltung", ["Kreisstra-", "ßenverwal-", "tung"]),
        ("Zuckerschachtel", ["Zucker-", "schachtel"]),
        ("Jugend-Medienwerkstatt", ["Jugend-Me-", "dienwerk-", "statt"]),
        ("https://myk10.de/node/540", ["https://", "myk10.de/", "node/540"]),
    ],
)
def test_a_word_of_letters_is_broken_between_syllables_with_a_hyphen(word: str, lines: list[str]) -> None:
    assert wrap(word, 11, 4) == lines


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES)
def test_user_text_is_never_markup_and_never_steers(text: str) -> None:
    for content in (plain(text), styled(text, "bold")):
        assert not STEERING.search(content.plain)
        assert "\n" not in content.plain
    assert plain(text).spans == []


def test_brackets_are_shown_as_they_were_typed() -> None:
    assert plain("[/] Ziel [Q3] [b]x[/b]").plain == "[/] Ziel [Q3] [b]x[/b]"
    assert cells("[b]x", 6) == "[b]x  "


def test_a_joiner_joins_pictographs_only() -> None:
    assert plain("👩\u200d🚀 ❤\ufe0f\u200d🔥").plain == "👩\u200d🚀 ❤\ufe0f\u200d🔥"
    assert plain("a\u200db 👩\u200d \u200d👩").plain == "ab 👩 👩"


def test_only_nothing_leaves_the_bar_empty_and_only_everything_fills_it() -> None:
    assert [bar(percent, 4) for percent in (0, 1, 49, 99, 100)] == ["░░░░", "█░░░", "█░░░", "███░", "████"]


@given(TEXTS, WIDTHS)
def test_what_is_squeezed_fits_and_steers_nothing(text: str, width: int) -> None:
    shown = squeezed(text, width)
    assert cell_len(shown) <= width
    assert not STEERING.search(shown)


def test_two_long_names_that_differ_at_their_end_are_told_apart() -> None:
    names = [
        f"Ergebnisse: Innovationen in der offenen Kinder- und Jugendarbeit, Gruppe {part}" for part in ("Nord", "Süd")
    ]
    assert [squeezed(name, 40) for name in names] == [
        "Ergebnisse: Innovationen in…Gruppe Nord",
        "Ergebnisse: Innovationen in d…Gruppe Süd",
    ]
