"""A document to read right here: lines no wider than the window, tables in columns."""

from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Ueberschrift
from myk_tui.services.dokument_text import to_text

WORDS = st.text(alphabet="ab-äß ", min_size=1, max_size=90)
LINES = st.text(alphabet="ab-äß \n", min_size=1, max_size=90)


def document(*parts: Ueberschrift | Absatz | Liste | Angaben | Tabelle) -> Dokument:
    return Dokument("Titel", parts, fuss="Fuß")


def test_a_table_stands_in_columns_that_fit_and_a_file_keeps_its_rows_whole() -> None:
    name = "Ergebnisse: Smartes Medizin- und Pflegenetzwerk/Virtuelle Gesundheitsquelle"
    table = Tabelle(("Punkt", "Minuten"), ((name, "7"), ("Ankommen", "12")), frozenset({1}))
    assert f"{name} | 7\nAnkommen | 12\n" in to_text(document(table))
    assert to_text(document(table), 40).split("\n")[3:9] == [
        "Punkt                            Minuten",
        "-------------------------------  -------",
        "Ergebnisse: Smartes Medizin-           7",
        "und Pflegenetzwerk/Virtuelle",
        "Gesundheitsquelle",
        "Ankommen                              12",
    ]


def test_what_a_fact_says_on_several_lines_stands_below_it_and_is_no_fact_of_its_own() -> None:
    facts = document(Angaben((("Begründung je Team", "A: kurz\nB: auch"), ("Förderprüfung", "x"))))
    for width in (None, 40):
        assert "Begründung je Team: A: kurz\n  B: auch\nFörderprüfung: x\n" in to_text(facts, width)


@given(st.lists(WORDS, min_size=3, max_size=3), LINES, st.integers(30, 80))
def test_nothing_is_wider_than_asked_for_and_no_letter_is_missing(texts: list[str], fact: str, width: int) -> None:
    parts = (
        Ueberschrift(3, texts[0]),
        Absatz(fact),
        Liste(tuple(texts)),
        Angaben(((texts[1], fact),)),
        Tabelle(("a", "b", "c"), (tuple(texts),)),
    )
    shown = to_text(document(*parts), width).split("\n")
    assert max(map(len, shown)) <= width

    def letters(text: str) -> str:
        return "".join(sorted(letter for letter in text if letter.isalpha()))

    assert letters("".join(shown)) == letters(to_text(document(*parts)))
