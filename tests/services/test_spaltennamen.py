"""The columns of the board are called as the programme agreed; what they mean stays."""

import pytest

from builders import make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.spaltennamen import GEWOHNT
from myk_tui.errors import RuleViolation
from myk_tui.services.karten import KartenService
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.suche import SucheService
from myk_tui.services.teamzettel import TeamzettelService
from myk_tui.storage.database import Database

NAMES = {"spalte_offen": "Vorrat", "spalte_in_arbeit": "  Wir sind dran ", "spalte_blockiert": "", "spalte_fertig": ""}


def shown(database: Database) -> list[str]:
    board = SprintboardService(database).load_board()
    assert board is not None
    return [board.namen.name(spalte) for spalte in Spalte]


def test_a_name_is_shown_on_board_team_sheet_and_in_the_search_and_an_empty_one_is_the_usual(
    database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    assert shown(database) == ["Offen", "In Arbeit", "Blockiert", "Fertig"]
    KartenService(database).rename_spalten(NAMES)
    assert shown(database) == ["Vorrat", "Wir sind dran", "Blockiert", "Fertig"]
    sheet = str(TeamzettelService(database).load_zettel(region.teams[0]))
    assert "Vorrat" in sheet and "Wir sind dran" in sheet and "Blockiert" in sheet
    search = SucheService(database)
    for _portion in search.load_alle_portionen():
        pass
    found = [fund.titel for fund, _auszug in search.load_treffer("karte status:vorrat")]
    assert found == [f"Karte offen {number}.0" for number in (1, 2, 3)]


def test_what_has_changed_names_the_columns_as_the_board_does(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    clock.tick(days=1)
    KartenService(database).rename_spalten(NAMES)
    SprintboardService(database).move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.IN_ARBEIT, 0)
    service = SeitdemService(database)
    bericht = service.load_bericht_seit(clock.today())
    (line,) = [line for part in bericht.abschnitte for line in part.zeilen if "verschoben" in line.text]
    (step,) = service.load_eintraege(line, bericht)
    assert "Spalte: Vorrat → Wir sind dran" in "\n".join(step.zeilen)


def test_the_cards_stay_where_they_are_and_undo_brings_the_names_back(database: Database, clock: FrozenClock) -> None:
    make_region(database)
    service = SprintboardService(database)
    before = service.load_board()
    KartenService(database).rename_spalten(NAMES)
    after = service.load_board()
    assert before is not None and after is not None
    assert after.bahnen == before.bahnen
    database.undo()
    assert shown(database) == ["Offen", "In Arbeit", "Blockiert", "Fertig"]


def test_the_usual_name_written_out_is_none_of_its_own(database: Database) -> None:
    make_region(database)
    KartenService(database).rename_spalten({"spalte_fertig": "Fertig"})
    board = SprintboardService(database).load_board()
    assert board is not None and board.namen == GEWOHNT


@pytest.mark.parametrize(
    ("werte", "feld"),
    [
        ({"spalte_offen": "fertig"}, "spalte_fertig"),
        ({"spalte_offen": "Blockiert"}, "spalte_blockiert"),
        ({"spalte_in_arbeit": "Daran", "spalte_fertig": "daran"}, "spalte_fertig"),
        ({"spalte_offen": "x" * 25}, "spalte_offen"),
    ],
)
def test_two_columns_of_one_name_and_one_without_room_are_refused(
    database: Database, werte: dict[str, str], feld: str
) -> None:
    make_region(database)
    with pytest.raises(RuleViolation) as refused:
        KartenService(database).rename_spalten(werte)
    assert refused.value.feld == feld
    assert shown(database) == ["Offen", "In Arbeit", "Blockiert", "Fertig"]
