"""Search over everything: folded, all words, titles first."""

import pytest

from myk_tui.domain.suche import Fund, Fundart, Suchverzeichnis

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
