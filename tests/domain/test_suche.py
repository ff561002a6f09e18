"""Search over everything: folded, all words, titles first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.suche import Fund, Fundart, Suchverzeichnis, excerpt
from myk_tui.domain.suchfrage import Suchfrage
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


TEXTS = {"2": fold("Ein Kleinbus für die Höhendörfer, bestellt per Telefon."), "3": fold("Konsent im Gemeinderat")}


def test_longer_texts_are_found_after_the_titles_and_words_may_stand_in_either() -> None:
    verzeichnis = Suchverzeichnis(FUNDE)
    assert verzeichnis.search("konsent") == []
    verzeichnis.tell(TEXTS)
    assert [fund.id for fund in verzeichnis.search("hoehendoerfer")] == ["2"]
    assert [fund.id for fund in verzeichnis.search("telefon abruf")] == ["2"]
    assert [fund.id for fund in verzeichnis.search("konsent")] == ["3"]
    assert [fund.id for fund in verzeichnis.search("bur")][:2] == ["2", "3"], "titles come first"


def test_an_excerpt_shows_the_word_as_it_is_written_with_words_around_it() -> None:
    fund = Fund(Fundart.IDEE, "1", "1", "Bürgerbus", "neu")
    text = "eins zwei drei vier fünf sechs\nDas Bürgerbüro in der Straße hilft gern und immer wieder dabei mit Rat"
    found = excerpt(fund, "burgerburo bürgerbus", text)
    assert found is not None
    assert (found.vor, found.treffer) == ("… vier fünf sechs Das ", "Bürgerbüro")
    assert found.nach == " in der Straße hilft gern und immer wieder …"
    assert excerpt(fund, "Bürgerbus", text) is None, "the title says it already"


@pytest.mark.parametrize("text", ["q:2025-3", "Q:2025-Q3", "quartal:q3/2025", "q:3/2025", "q:2025"])
def test_a_quarter_may_be_written_in_several_ways(text: str) -> None:
    assert Suchfrage.parse(text).fits({"q": ("2025-3",)})
    assert not Suchfrage.parse(text).fits({"q": ("2026-3",)})


def test_short_terms_narrow_down_and_what_nobody_knows_is_a_word() -> None:
    decisions = [
        Fund(Fundart.ENTSCHEIDUNG, "a", "a", "Beschluss 2025-01", "", {"methode": ("konsent",), "q": ("2025-3",)}),
        Fund(Fundart.ENTSCHEIDUNG, "b", "b", "Beschluss 2025-02", "", {"methode": ("punkte",), "q": ("2025-3",)}),
        Fund(Fundart.IDEE, "c", "c", "Beschluss im Ort", "", {"status": ("geeignet",)}),
    ]

    def ids(text: str) -> list[str]:
        return [fund.id for fund in Suchverzeichnis(decisions).search(text)]

    assert ids("typ:beschluss methode:konsent q:2025-3") == ["a"]
    assert ids("typ:beschluss") == ["a", "b"]
    assert ids("typ:idee status:geeign beschluss") == ["c"]
    assert ids("typ: beschluss") == ["a", "b", "c"], "a term without a value asks nothing yet"
    assert ids("uhrzeit:18:30") == []
