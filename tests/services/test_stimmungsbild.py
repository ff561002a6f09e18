"""Asking the round, over a real file."""

import pytest
from steps_stimmungsbild import HANDS, begun, ready

from builders import Region, make_region
from myk_tui.domain.begriffe import Methode, Wahl
from myk_tui.domain.clock import to_text
from myk_tui.domain.entscheidung import Kandidat, Zeile
from myk_tui.domain.stimmungsbild import UNCHANGED
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.stimmungsbild import TICKED, StimmungsbildService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def service(database: Database) -> StimmungsbildService:
    return StimmungsbildService(database)


def line_of(database: Database) -> Zeile:
    abschluss = EntscheidungService(database).load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[0].zeilen[0]


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
    assert service.load_bild(decision_id).optionen == ("Maßnahme 1 (weiterverfolgen)", "Idee 0", UNCHANGED)


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
    with pytest.raises(RuleViolation, match="19 Stimmen, aber nur 18 stimmen ab"):
        service.record_werte(decision_id, {"option-0-0": "19", "option-0-1": "0"})
    regel = {"anwesend": "2047", "optionen": "Bank"}
    with pytest.raises(RuleViolation, match="gezählt sind nur 18 Anwesende"):
        service.record_regel(decision_id, regel)
    service.record_regel(decision_id, regel, mehr_als_gezaehlt=True)
    assert service.load_bild(decision_id).anwesend == 2047


def test_points_start_with_a_rule_and_are_checked_against_it(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.PUNKTE)
    with pytest.raises(RuleViolation) as caught:
        service.record_werte(decision_id, {"option-0": "4"})
    assert caught.value.feld == "anwesend"
    with pytest.raises(RuleViolation, match="gehen nicht auf 1 Möglichkeit") as caught:
        service.record_regel(decision_id, {"anwesend": "5", "punkte": "2", "optionen": "Bank"})
    assert caught.value.feld == "punkte"
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
    decision_id = ready(database, region)
    with pytest.raises(RuleViolation, match="Noch nicht alles gezählt"):
        service.reveal(decision_id)
    service.record_werte(decision_id, HANDS)
    service.reveal(decision_id)
    assert service.load_bild(decision_id).aufgedeckt


def test_a_recount_is_hidden_again_until_it_is_revealed(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = ready(database, region)
    service.record_werte(decision_id, HANDS)
    service.reveal(decision_id)
    service.record_werte(decision_id, HANDS)
    assert service.load_bild(decision_id).aufgedeckt
    service.record_werte(decision_id, {**HANDS, "option-0-0": "4"})
    assert not service.load_bild(decision_id).aufgedeckt
    service.reveal(decision_id)
    service.record_regel(decision_id, {"anwesend": "11", "optionen": "Bank"})
    assert not service.load_bild(decision_id).aufgedeckt


def test_another_method_gives_the_numbers_up_and_undo_brings_them_back(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = ready(database, region)
    service.record_werte(decision_id, HANDS)
    service.choose_methode(decision_id, Methode.HANDZEICHEN)
    assert service.load_bild(decision_id).werte == ((3, 1, 0),)
    service.choose_methode(decision_id, Methode.OHNE)
    database.undo()
    assert service.load_bild(decision_id).werte == ((3, 1, 0),)


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
    decision_id = ready(database, region)
    with database.write("Beschluss") as writer:
        writer.update(t.entscheidung, decision_id, status="beschlossen")
    with pytest.raises(RuleViolation, match="schon beschlossen"):
        service.record_werte(decision_id, HANDS)


@pytest.mark.parametrize(
    ("text", "sentence"), [("Bank\nBank", "nur einmal"), ("\n".join(map(str, range(31))), "höchstens 30 Zeilen")]
)
def test_the_list_of_options_is_checked(
    database: Database, region: Region, service: StimmungsbildService, text: str, sentence: str
) -> None:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    with pytest.raises(RuleViolation, match=sentence) as caught:
        service.record_regel(decision_id, {"anwesend": "9", "optionen": text})
    assert caught.value.feld == "optionen"


def test_before_anything_is_chosen_the_first_candidates_stand_there_to_vote_on(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region, Methode.PUNKTE)
    options = service.load_bild(decision_id).optionen
    assert options[0] == "Maßnahme 1 (weiterverfolgen)"
    assert len(options) >= 2
    assert service.load_bild(decision_id).punkte == len(options) // 2 + 1


def test_after_carrying_on_there_is_still_something_to_choose_between_but_hands_ask_yes_or_no(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region)
    zeile = line_of(database)
    EntscheidungService(database).record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
    service.choose_methode(decision_id, Methode.PUNKTE)
    assert len(service.load_bild(decision_id).optionen) >= 2
    service.choose_methode(decision_id, Methode.HANDZEICHEN)
    assert service.load_bild(decision_id).optionen == ("Maßnahme 1 (weiterverfolgen)",)


def test_ticked_candidates_are_up_for_choice(database: Database, region: Region, service: StimmungsbildService) -> None:
    decision_id = begun(database, region)
    database.remember(TICKED, {"entscheidung": decision_id, "ids": [region.ideen[1]]})
    service.choose_methode(decision_id, Methode.HANDZEICHEN)
    assert service.load_bild(decision_id).optionen == ("Maßnahme 1 (weiterverfolgen)", "Idee 1")


def test_what_won_is_known_as_a_choice_of_the_team(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = choose_idea(database, region)
    zeile = line_of(database)
    assert service.load_uebernahme(decision_id, zeile, "Maßnahme 1 (weiterverfolgen)") == (Wahl.WEITERVERFOLGEN, None)
    assert service.load_uebernahme(decision_id, zeile, UNCHANGED) == (Wahl.WEITERVERFOLGEN, None)
    wahl, kandidat = service.load_uebernahme(decision_id, zeile, "Idee 0")
    assert wahl is Wahl.WECHSELN and kandidat is not None and kandidat.id == region.ideen[0]
    with pytest.raises(RuleViolation, match="keine offene Maßnahme oder Idee"):
        service.load_uebernahme(decision_id, zeile, "Etwas ganz anderes")


def test_two_of_the_same_name_are_not_guessed(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = choose_idea(database, region)
    with database.write("Doppelt") as writer:
        writer.update(t.idee, region.ideen[1], titel="Idee 0", status="geeignet")
    with pytest.raises(RuleViolation, match="gibt es mehrfach"):
        service.load_uebernahme(decision_id, line_of(database), "Idee 0")


def test_the_proposal_of_a_consent_is_what_was_chosen(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = choose_idea(database, region)
    service.choose_methode(decision_id, Methode.KONSENT)
    assert service.load_bild(decision_id).vorschlag == "Team 1: wechseln – Idee 0"


def test_a_consent_is_led_stage_by_stage_and_keeps_every_round(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = choose_idea(database, region)
    service.choose_methode(decision_id, Methode.KONSENT)
    for _stage in range(4):
        service.advance_konsent(decision_id)
    service.record_einwand(decision_id, 0, "Zu teuer", "", geloest=False)
    with pytest.raises(RuleViolation, match="1 Einwand steht noch"):
        service.confirm_konsent(decision_id)
    service.integrate_einwaende(decision_id, {"vorschlag": "Nur eine Bank", "antwort-0": "halb so viele"})
    for _stage in range(4):
        service.advance_konsent(decision_id)
    service.confirm_konsent(decision_id)
    done = service.load_bild(decision_id)
    assert done.vollstaendig
    assert done.fruehere == ((1, "Team 1: wechseln – Idee 0"),)
    assert done.einwaende[0].loesung == "halb so viele"


def test_an_old_consent_that_was_decided_counts_as_asked(
    database: Database, region: Region, service: StimmungsbildService
) -> None:
    decision_id = begun(database, region)
    with database.write("Beschluss") as writer:
        old = '{"v":1,"methode":"konsent","vorschlag":"Weiter so"}'
        writer.update(t.entscheidung, decision_id, methode="konsent", methode_daten=old)
    assert not service.load_bild(decision_id).vollstaendig
    with database.write("Beschluss") as writer:
        writer.update(t.entscheidung, decision_id, status="beschlossen")
    assert service.load_bild(decision_id).vollstaendig
