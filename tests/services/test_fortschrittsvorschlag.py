"""What a team suggests as progress, on its way from the result card into the decision."""

import pytest

from builders import contents, make_region
from myk_tui.domain.entscheidung import Alt
from myk_tui.errors import RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.storage.database import Database


def alt_of(database: Database) -> Alt:
    abschluss = EntscheidungService(database).load_sprintabschluss()
    assert abschluss is not None
    alt = abschluss.entscheidungen[0].zeilen[0].alt
    assert alt is not None
    return alt


def test_the_suggestion_of_the_team_comes_before_that_of_the_cards(database: Database) -> None:
    region = make_region(database)
    board = SprintboardService(database)
    card = board.load_ergebniskarte(region.auftraege[0])
    assert (card.fortschritt, card.nach_karten, card.vorschlag) == (20, 40, None)
    assert alt_of(database).empfohlen == 40
    board.record_ergebnis(region.auftraege[0], {"spannend": "alles", "vorschlag": "0 %"})
    assert board.load_ergebniskarte(region.auftraege[0]).vorschlag == 0
    assert alt_of(database).empfohlen == 0  # nothing done is a suggestion too
    board.record_ergebnis(region.auftraege[0], {"vorschlag": " "})
    assert alt_of(database).empfohlen == 40
    board.record_ergebnis(region.auftraege[0], {"vorschlag": "65"})
    board.record_ergebnis(region.auftraege[0], {"erfolg": "ja"})
    assert alt_of(database).empfohlen == 65


@pytest.mark.parametrize("typed", ["101", "-1", "viel", "4,5"])
def test_a_suggestion_is_a_whole_percent(database: Database, typed: str) -> None:
    region = make_region(database)
    before = contents(database)
    with pytest.raises(RuleViolation) as caught:
        SprintboardService(database).record_ergebnis(region.auftraege[0], {"erfolg": "ja", "vorschlag": typed})
    assert caught.value.feld == "vorschlag"
    assert contents(database) == before
