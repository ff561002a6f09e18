"""To which place an idea probably belongs: from its words alone."""

import pytest

from myk_tui.domain.zuordnung import SUGGESTED, Platz, Platzverzeichnis

BUS = Platz("bus", "Lösung", "Bürgerbus und Mitfahrbänke", "Nachhaltige Mobilität", "Mobilität auf Abruf für Dörfer")
ARZT = Platz("arzt", "Lösung", "Telemedizin im Dorf", "Gesundheit", "Ärztliche Versorgung ohne weite Wege")
LADEN = Platz("laden", "Lösung", "Dorfladen", "Nahversorgung", "Einkaufen im Ort")
ZIELBILD = Platz("zielbild", "Zielbild", "Mobile Region", "Nachhaltige Mobilität")
PLACES = Platzverzeichnis([BUS, ARZT, LADEN, ZIELBILD])


@pytest.mark.parametrize(
    ("titel", "beschreibung", "best"),
    [
        ("Noch ein Bürgerbus", "", "bus"),
        ("BUERGERBUS am Abend", "", "bus"),
        ("Mitfahrbank am Markt", "", "bus"),
        ("Sprechstunde per Video", "Telemedizin hilft allen, die weit fahren müssen.", "arzt"),
        ("Regiomat", "Ein kleiner Dorfladen ohne Personal", "laden"),
    ],
)
def test_words_of_title_and_text_lead_to_the_place(titel: str, beschreibung: str, best: str) -> None:
    first = PLACES.suggest(titel, beschreibung)[0]
    assert first.platz.id == best
    assert first.wegen


def test_words_that_say_nothing_suggest_nothing() -> None:
    assert PLACES.suggest("Das ist eine Idee für alle", "Sie soll auch dort werden.") == ()
    assert Platzverzeichnis(()).suggest("Bürgerbus") == ()


def test_the_reason_names_the_words_as_they_are_written() -> None:
    assert PLACES.suggest("Mobilität im Dorf")[0].wegen[0] in {"Mobilität", "Dorf"}


def test_no_more_than_three_places_are_suggested() -> None:
    same = Platzverzeichnis([Platz(str(n), "Lösung", f"Bürgerbus {n}") for n in range(9)])
    assert len(same.suggest("Bürgerbus")) == SUGGESTED
