"""Asking the round, over a real file."""

import pytest
from steps_stimmungsbild import begun

from builders import Region, make_region
from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.clock import to_text
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.stimmungsbild import UNCHANGED
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def service(database: Database) -> StimmungsbildService:
    return StimmungsbildService(database)


def choose_idea(database: Database, region: Region) -> str:
    decision_id = begun(database, region)
    wizard = EntscheidungService(database)
    abschluss = wizard.load_sprintabschluss()
    assert abschluss is not None
    wizard.record_wahl(
        abschluss.entscheidungen[0].zeilen[0].id, Wahl.WECHSELN, Kandidat(region.ideen[0], "idee", "Idee 0", "")
    )
    return decision_id


def test_what_is_up_for_choice_is_there_at_once(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = choose_idea(database, region)
    service.choose_methode(decision_id, Methode.KONSENSIEREN)
    assert service.load_bild(decision_id).optionen == ("Maßnahme 1", "Idee 0", UNCHANGED)


def test_the_people_are_those_counted_in_the_running_meeting(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    with database.write("Treffen") as writer:
        meeting = writer.insert(t.treffen, titel="Treffen", status="laufend")
        for gruppe, anzahl, um in (("Bürger", 10, 1), ("Bürger", 14, 2), ("Verwaltung", 4, 1)):
            moment = database.clock.now().replace(minute=um)
            writer.insert(t.anwesenheit, treffen_id=meeting, gruppe=gruppe, anzahl=anzahl, um=to_text(moment))
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    assert service.load_bild(decision_id).anwesend == 18
    with pytest.raises(RuleViolation, match="19 Stimmen, aber nur 18 Anwesende"):
        service.record_werte(decision_id, {"option-0": "19"})


def test_points_start_with_a_rule_and_are_checked_against_it(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.PUNKTE)
    assert service.load_bild(decision_id).punkte == 1
    with pytest.raises(RuleViolation) as caught:
        service.record_werte(decision_id, {"option-0": "4"})
    assert caught.value.feld == "anwesend"
    service.record_regel(decision_id, {"anwesend": "5", "punkte": "2", "haeufeln": "ja", "optionen": "Bank\nRadweg"})
    service.record_werte(decision_id, {"option-0": "6", "option-1": "4"})
    service.record_regel(decision_id, {"anwesend": "5", "punkte": "2", "haeufeln": "ja", "optionen": "Radweg\nMoped"})
    assert service.load_bild(decision_id).werte == ((4,), ())


def test_scores_that_ideas_have_already_are_taken_over(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    scoring = BewertungService(database)
    with database.write("Kriterium") as writer:
        criterion = writer.insert(t.kriterium, name="Wirkung", gewicht_hundertstel=200, ordnung="V")
    scoring.record_bewertung(region.ideen[0], {criterion: "4"})
    decision_id = choose_idea(database, region)
    service.choose_methode(decision_id, Methode.KRITERIEN)
    asked = service.load_bild(decision_id)
    assert asked.kriterien == (("Wirkung", 200),)
    assert asked.werte == ((), (4,))


def test_without_criteria_it_says_where_to_make_them(database: Database, region: Region) -> None:
    with pytest.raises(RuleViolation, match="Im Ideenspeicher mit W festlegen"):
        begun(database, region, Methode.KRITERIEN)


def test_nothing_is_revealed_before_all_is_counted(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    with pytest.raises(RuleViolation, match="Noch nicht alles gezählt"):
        service.reveal(decision_id)
    service.record_werte(decision_id, {"option-0": "5 2 1"})
    service.reveal(decision_id)
    assert service.load_bild(decision_id).aufgedeckt


def test_another_method_gives_the_numbers_up_and_undo_brings_them_back(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    service.record_werte(decision_id, {"option-0": "5 2 1"})
    service.choose_methode(decision_id, Methode.HANDZEICHEN)
    assert service.load_bild(decision_id).werte == ((5, 2, 1),)
    service.choose_methode(decision_id, Methode.OHNE)
    database.undo()
    assert service.load_bild(decision_id).werte == ((5, 2, 1),)


def test_an_objection_is_written_solved_and_removed(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.KONSENT)
    service.record_einwand(decision_id, 0, "Zu teuer", "", geloest=False)
    with pytest.raises(RuleViolation, match="Wie wurde der Einwand gelöst"):
        service.record_einwand(decision_id, 0, "Zu teuer", " ", geloest=True)
    service.record_einwand(decision_id, 0, "Zu teuer", "halb so viele", geloest=True)
    assert service.load_bild(decision_id).einwaende[0].geloest
    with pytest.raises(NotFound):
        service.record_einwand(decision_id, 5, "x", "", geloest=False)
    service.record_einwand(decision_id, 0, "", "", geloest=False)
    assert service.load_bild(decision_id).einwaende == ()


def test_a_decided_decision_keeps_its_numbers(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    with database.write("Beschluss") as writer:
        writer.update(t.entscheidung, decision_id, status="beschlossen")
    with pytest.raises(RuleViolation, match="schon beschlossen"):
        service.record_werte(decision_id, {"option-0": "1"})


@pytest.mark.parametrize(
    ("text", "sentence"), [("Bank\nBank", "nur einmal"), ("\n".join(map(str, range(31))), "höchstens 30 Zeilen")]
)
def test_the_list_of_options_is_checked(
    database: Database, region: Region, service: StimmungsbildService, text: str, sentence: str
) -> None:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    with pytest.raises(RuleViolation, match=sentence) as caught:
        service.record_regel(decision_id, {"optionen": text})
    assert caught.value.feld == "optionen"
