"""Where a Förderprüfung stands; it never says that something is eligible."""

import pytest

from myk_tui.domain.begriffe import Antwort, PrueffrageArt
from myk_tui.domain.pruefung import Ampel, Pruefpunkt, readable, stand


def point(art: str, antwort: str) -> Pruefpunkt:
    return Pruefpunkt("1", "Frage?", PrueffrageArt(art), "", "", Antwort(antwort), "")


@pytest.mark.parametrize(
    ("answers", "ampel"),
    [
        ([("K", "offen"), ("H", "offen")], Ampel.LEER),
        ([("K", "ja"), ("H", "offen")], Ampel.OFFEN),
        ([("K", "nein"), ("H", "offen")], Ampel.HALT),
        ([("K", "ja"), ("H", "nein")], Ampel.KLAR),
        ([("K", "entfaellt"), ("N", "ja")], Ampel.KLAR),
    ],
)
def test_a_knock_out_answered_no_stops_and_an_open_question_is_open(
    answers: list[tuple[str, str]], ampel: Ampel
) -> None:
    assert stand([point(art, antwort) for art, antwort in answers]).ampel is ampel


@pytest.mark.parametrize("art", list(PrueffrageArt))
@pytest.mark.parametrize("antwort", list(Antwort))
def test_no_state_claims_eligibility(art: PrueffrageArt, antwort: Antwort) -> None:
    text = stand([point(art.value, antwort.value)]).satz
    assert "förderfähig" not in text.lower()
    assert text[0] in "○■▲●"


def test_research_codes_of_older_files_are_read_as_words() -> None:
    old = "Pflicht: [F] belegt\nWortlaut: [F*] belegt, aber in einer anderen Fassung der Förderregeln"
    assert readable(old) == ("Pflicht: belegt\nWortlaut: belegt für einen anderen Aufruf, für die 2. Staffel nicht")
    assert readable("[I] gefolgert") == "gefolgert"
    assert readable("belegt") == "belegt"
