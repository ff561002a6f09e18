import pytest
from hypothesis import given
from hypothesis import strategies as st

from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.domain.ideenauswahl import Ideenauswahl, Ideenverzeichnis, Sortierung, describe
from myk_tui.domain.ideenspeicher import IdeeZeile

BUS = IdeeZeile("1", "Bürgerbus am Abend", IdeeStatus.NEU, "Workshop", "Greiz", 3, False)
KARTE = IdeeZeile("2", "Ärztekarte", IdeeStatus.GEEIGNET, "", "Zeulenroda", 12, False)
BANK = IdeeZeile("3", "Mitfahrbank", IdeeStatus.ABGELEHNT, "Brief", "", 0, False)
ALLE = (BUS, KARTE, BANK)
MERKMALE = {"1": ("", "Mobilität"), "2": ("Sorgende Region", "Gesundheit")}
PARKED = IdeeZeile(
    *("4", "Leihrad", IdeeStatus.ZURUECKGESTELLT, "Brief", "Greiz", 0, False),
    *("klein", "2027-01-01", True, "verein"),
)


def found(auswahl: Ideenauswahl) -> list[str]:
    return [idee.id for idee in Ideenverzeichnis(ALLE, lambda: MERKMALE).select(auswahl)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["1", "2", "3"]),
        ("   ", ["1", "2", "3"]),
        ("buerger", ["1"]),
        ("burger", ["1"]),
        ("BÜRGER", ["1"]),
        ("bus abend", ["1"]),
        ("abend bus", ["1"]),
        ("mobilitat", ["1"]),
        ("greiz", ["1"]),
        ("workshop", ["1"]),
        ("geeignet", ["2"]),
        ("sorgende gesundheit", ["2"]),
        ("bank", ["3"]),
        ("bus karte", []),
    ],
)
def test_every_word_has_to_occur_somewhere(text: str, ids: list[str]) -> None:
    assert found(Ideenauswahl(text)) == ids


def test_the_inbox_shows_what_nobody_has_looked_at() -> None:
    assert found(Ideenauswahl(nur_neue=True)) == ["1"]
    assert found(Ideenauswahl("karte", nur_neue=True)) == []


@pytest.mark.parametrize(
    ("sortierung", "ids"),
    [
        (Sortierung.NEUESTE, ["1", "2", "3"]),
        (Sortierung.TITEL, ["2", "1", "3"]),
        (Sortierung.STAND, ["1", "2", "3"]),
        (Sortierung.RUECKHALT, ["2", "1", "3"]),
    ],
)
def test_the_order_is_the_one_asked_for(sortierung: Sortierung, ids: list[str]) -> None:
    assert found(Ideenauswahl(sortierung=sortierung)) == ids


def test_the_line_says_what_is_filtered_and_how_much_is_hidden() -> None:
    said = describe(Ideenauswahl(" bus ", nur_neue=True, sortierung=Sortierung.TITEL), 1, 3)
    assert said == "Posteingang: neue und wiedergekommene · Filter „bus“ · nach Titel · 1 von 3 Ideen · 2 ausgeblendet"
    assert describe(Ideenauswahl(), 3, 3) == ""


@given(st.text(max_size=6), st.booleans(), st.sampled_from(Sortierung))
def test_filtering_and_sorting_invent_and_double_nothing(text: str, nur_neue: bool, sortierung: Sortierung) -> None:
    ids = found(Ideenauswahl(text, nur_neue, sortierung))
    assert len(set(ids)) == len(ids) and set(ids) <= {"1", "2", "3"}
    assert found(Ideenauswahl(text, nur_neue)) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("zielbild:sorgende", ["2"]),
        ("feld:mobil", ["1"]),
        ("ort:greiz", ["1", "4"]),
        ("ort:greiz status:neu", ["1"]),
        ("status:geeignet zielbild:region karte", ["2"]),
        ("von:verein", ["4"]),
        ("von:brief", ["3", "4"]),
        ("größe:klein", ["4"]),
        ("groesse:klein status:wieder", ["4"]),
        ("status:", ["1", "2", "3", "4"]),
        ("uhr:18", []),
    ],
)
def test_short_terms_ask_for_one_field(text: str, ids: list[str]) -> None:
    verzeichnis = Ideenverzeichnis((*ALLE, PARKED), lambda: MERKMALE)
    assert [idee.id for idee in verzeichnis.select(Ideenauswahl(text))] == ids


def test_a_parked_idea_whose_quarter_has_come_stands_in_the_inbox() -> None:
    verzeichnis = Ideenverzeichnis((BUS, PARKED, PARKED._replace(id="5", wieder_da=False)), dict)
    assert [idee.id for idee in verzeichnis.select(Ideenauswahl(nur_neue=True))] == ["1", "4"]
