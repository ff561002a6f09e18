"""The ledger of support."""

import pytest

from builders import make_region
from myk_tui.domain.begriffe import UnterstuetzungStatus, Wahl
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.sprintarchiv import SprintarchivService
from myk_tui.services.sprintboard import SprintboardService, insert_auftrag
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> UnterstuetzungService:
    return UnterstuetzungService(database)


def test_a_request_knows_its_team_its_massnahme_and_its_day(service: UnterstuetzungService, database: Database) -> None:
    region = make_region(database)
    bitte_id = service.add_unterstuetzung(
        {"titel": "Haltestellenschild", "art": "finanziell", "betrag": "500", "bis": "1.12.2026"}, region.auftraege[1]
    )
    bitte = service.load_unterstuetzung(bitte_id)
    assert (bitte.team_id, bitte.betrag_cent, str(bitte.bis)) == (region.teams[1], 500_00, "2026-12-01")
    assert bitte.massnahme and bitte.zielbild and str(bitte.gestellt_am) == "2026-11-23"


def test_open_requests_stand_first_the_most_urgent_on_top(service: UnterstuetzungService, database: Database) -> None:
    make_region(database)
    later = service.add_unterstuetzung({"titel": "später", "art": "methodisch", "bis": "1.3.2027"})
    soon = service.add_unterstuetzung({"titel": "bald", "art": "methodisch", "bis": "1.12.2026"})
    done = service.add_unterstuetzung({"titel": "erledigt", "art": "methodisch", "bis": "1.1.2026"})
    service.edit_unterstuetzung(done, {"status": "erledigt"})
    assert [bitte.id for bitte in service.load_ledger()] == [soon, later, done]


def test_the_day_of_the_answer_comes_and_goes_with_the_answer(
    service: UnterstuetzungService, database: Database
) -> None:
    make_region(database)
    bitte_id = service.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"})
    service.edit_unterstuetzung(bitte_id, {"status": "zugesagt", "antwort": "Saal"})
    assert str(service.load_unterstuetzung(bitte_id).beantwortet_am) == "2026-11-23"
    service.edit_unterstuetzung(bitte_id, {"status": "offen"})
    assert service.load_unterstuetzung(bitte_id).beantwortet_am is None


def test_a_refusal_without_an_answer_changes_nothing(service: UnterstuetzungService, database: Database) -> None:
    make_region(database)
    bitte_id = service.add_unterstuetzung({"titel": "Geld", "art": "finanziell"})
    with pytest.raises(RuleViolation) as caught:
        service.edit_unterstuetzung(bitte_id, {"status": "abgelehnt"})
    assert caught.value.feld == "antwort" and service.load_unterstuetzung(bitte_id).offen


def test_the_kind_cannot_change_while_an_amount_stands_there(
    service: UnterstuetzungService, database: Database
) -> None:
    make_region(database)
    bitte_id = service.add_unterstuetzung({"titel": "Geld", "art": "finanziell", "betrag": "5"})
    with pytest.raises(RuleViolation):
        service.edit_unterstuetzung(bitte_id, {"art": "methodisch"})


def test_what_was_deleted_elsewhere_is_said(service: UnterstuetzungService, database: Database) -> None:
    make_region(database)
    bitte_id = service.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"})
    service.delete_unterstuetzung(bitte_id)
    with pytest.raises(NotFound):
        service.edit_unterstuetzung(bitte_id, {"antwort": "zu spät"})


def test_an_open_request_survives_the_end_of_the_sprint_on_its_lane(
    service: UnterstuetzungService, database: Database
) -> None:
    region = make_region(database)
    service.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[0])
    decisions = EntscheidungService(database)
    for number, zielbild in enumerate(region.zielbilder):
        decisions.begin_entscheidung(zielbild)
        abschluss = decisions.load_sprintabschluss()
        assert abschluss is not None
        for zeile in abschluss.entscheidungen[number].zeilen:
            decisions.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
        decisions.decide(zielbild)
    decisions.close_sprint()
    board = SprintboardService(database).load_board()
    assert board is not None
    assert [bahn.bitten_offen for bahn in board.bahnen if bahn.team_id == region.teams[0]] == [1]
    assert [bitte.status for bitte in service.load_ledger()] == [UnterstuetzungStatus.OFFEN]


def test_a_request_stands_on_the_lane_of_its_massnahme_and_nowhere_twice(
    service: UnterstuetzungService, database: Database
) -> None:
    region = make_region(database)
    with database.write("Zweite Maßnahme") as writer:
        second = insert_auftrag(writer, region.sprint, region.teams[0], region.geplant[0], "")
        writer.insert(t.unterstuetzung, titel="ohne Maßnahme", sprintteam_id=region.teams[0], gestellt_am="2026-11-01")
    service.add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[0])
    service.add_unterstuetzung({"titel": "Bank", "art": "organisatorisch"}, second)
    with database.write("Bitte zu früherem Auftrag") as writer:
        place = {"sprintteam_id": region.teams[0], "massnahme_id": region.geplant[1]}
        writer.insert(t.unterstuetzung, titel="alt", gestellt_am="2026-07-01", **place)
    assert on_lanes(database) == {region.auftraege[0]: 2, second: 1, region.auftraege[1]: 0, region.auftraege[2]: 0}
    decisions = EntscheidungService(database)
    decisions.begin_entscheidung(region.zielbilder[0])
    abschluss = decisions.load_sprintabschluss()
    assert abschluss is not None
    looks = decisions.load_rueckblick(abschluss.entscheidungen[0])
    assert {
        str(look.zeile.alt and look.zeile.alt.massnahme): [need.titel for need in look.unterstuetzung] for look in looks
    } == {
        "Maßnahme 1": ["ohne Maßnahme", "Raum"],
        "Geplante 1": ["Bank"],
    }
    with database.write("zu") as writer:
        writer.update(t.sprint, region.sprint, status="abgeschlossen", abgeschlossen_um="2026-12-31T12:00:00.000Z")
    lanes = SprintarchivService(database).load_sprintarchiv(region.sprint).board.bahnen
    assert sum(lane.bitten_offen for lane in lanes) == 3


def on_lanes(database: Database) -> dict[str, int]:
    board = SprintboardService(database).load_board()
    assert board is not None
    return {lane.id: lane.bitten_offen for lane in board.bahnen}


def test_a_result_is_noted_with_its_date_and_read_again(database: Database) -> None:
    region = make_region(database)
    board = SprintboardService(database)
    board.add_zwischenergebnis(region.auftraege[0], "Karte gedruckt", "")
    board.add_zwischenergebnis(region.auftraege[0], "Route steht", "2.10.2026")
    shown = board.load_ergebniskarte(region.auftraege[0]).zwischenergebnisse
    assert [(str(result.datum), result.text) for result in shown] == [
        ("2026-10-02", "Route steht"),
        ("2026-11-23", "Karte gedruckt"),
    ]


def test_a_closed_sprint_takes_no_result_any_more(database: Database) -> None:
    region = make_region(database)
    with database.write("zu") as writer:
        writer.update(t.sprint, region.sprint, status="abgeschlossen", abgeschlossen_um="2026-12-31T12:00:00.000Z")
    with pytest.raises(RuleViolation, match="abgeschlossen"):
        SprintboardService(database).add_zwischenergebnis(region.auftraege[0], "zu spät", "")
