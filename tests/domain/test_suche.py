"""Search over everything: folded, all words, titles first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.suche import Fund, Fundart, Suchverzeichnis
from myk_tui.domain.text import fold

FUNDE = [
    Fund(Fundart.IDEE, "1", "1", "Straßenlaterne", "Bürgerbüro"),
    Fund(Fundart.MASSNAHME, "2", "2", "Bürgerbus auf Abruf"),
    Fund(Fundart.AUFGABE, "3", "3", "Mit den Ortsbürgermeistern reden"),
    Fund(Fundart.IDEE, "4", "4", "[/] C++ & a-b", "Größe"),
]


@pytest.mark.parametrize("text", ["Bürger", "buerger", "BURGER", "burger"])
def test_umlauts_and_parts_of_compounds_match_and_titles_come_first(text: str) -> None:
    assert [fund.id for fund in Suchverzeichnis(FUNDE).search(text)] == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("strasse", ["1"]),
        ("groesse", ["4"]),
        ("c++", ["4"]),
        ("[/]", ["4"]),
        ("abruf bus", ["2"]),
        ("", []),
        ("xyz", []),
    ],
)
def test_every_word_has_to_occur(text: str, ids: list[str]) -> None:
    assert [fund.id for fund in Suchverzeichnis(FUNDE).search(text)] == ids


def test_no_more_is_given_than_asked_for() -> None:
    assert len(Suchverzeichnis(FUNDE * 100).search("e", limit=7)) == 7


WORDS = st.text(alphabet="aeouäöüßÄst \u0308-", max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=12), WORDS, st.integers(1, 12))
def test_whatever_is_searched_the_words_are_in_what_is_found_and_only_there(
    texts: list[tuple[str, str]], text: str, limit: int
) -> None:
    funde = [Fund(Fundart.IDEE, str(n), str(n), titel, zusatz) for n, (titel, zusatz) in enumerate(texts)]
    words = fold(text).split()
    hits = [fund for fund in funde if words and all(word in fold(f"{fund.titel} {fund.zusatz}") for word in words)]

    def place(fund: Fund) -> int:
        return 0 if fold(fund.titel).startswith(" ".join(words)) else 1 if words[0] in fold(fund.titel) else 2

    assert Suchverzeichnis(funde).search(text, limit) == sorted(hits, key=place)[:limit]
