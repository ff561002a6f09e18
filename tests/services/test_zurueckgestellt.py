"""Parked ideas: out of the candidates until their quarter comes, then back and marked; and what warns there."""

import pytest

from builders import Region, make_region
from myk_tui.domain.begriffe import Antwort, Groesse, IdeeStatus, Wahl
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.errors import RuleViolation
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenpruefung import IdeenpruefungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.zuordnung import ZuordnungService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def candidates(database: Database, region: Region) -> dict[str, str]:
    """Return title and note of the ideas that are offered, in their order."""
    service = EntscheidungService(database)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    line = abschluss.entscheidungen[0].zeilen[0]
    found = service.load_kandidaten(region.zielbilder[0], line)
    return {kandidat.titel: kandidat.zusatz for kandidat in found if kandidat.art == "idee"}


def test_a_parked_idea_is_no_candidate_until_its_quarter_is_next(database: Database) -> None:
    region = make_region(database)  # its sprint is the fourth quarter 2026
    service = IdeenspeicherService(database)
    for day, offered in (("2027-04-01", False), ("2027-01-01", True), ("2026-10-01", True), ("", False)):
        service.park_idee(region.ideen[0], day)
        found = candidates(database, region)
        assert ("Idee 0" in found) is offered, day
        assert ("↺" in found.get("Idee 0", "")) is (offered and bool(day)), day
        assert service.load_idee(region.ideen[0]).wieder_da is (offered and bool(day)), day


def test_one_that_came_back_stands_with_the_suitable_ones(database: Database) -> None:
    region = make_region(database)
    service = IdeenspeicherService(database)
    for idee_id in region.ideen[1:]:
        service.record_status(idee_id, IdeeStatus.NEU)
    service.park_idee(region.ideen[0], "2027-01-01")
    assert next(iter(candidates(database, region))) == "Idee 0"


def test_a_scored_idea_that_is_parked_is_left_out_as_well(database: Database) -> None:
    region = make_region(database)
    with database.write("Punkte") as writer:
        worth = writer.insert(t.kriterium, name="Wirkung", ordnung="V")
        writer.insert(t.bewertung, kriterium_id=worth, idee_id=region.ideen[0], wert=5)
    IdeenspeicherService(database).park_idee(region.ideen[0], "2027-07-01")
    assert "Idee 0" not in candidates(database, region)


def test_the_quarter_goes_with_the_state(database: Database) -> None:
    region = make_region(database)
    service = IdeenspeicherService(database)
    service.park_idee(region.ideen[0], "2027-07-01")
    service.edit_idee(region.ideen[0], {"status": "geeignet", "wieder_ab": "2027-07-01"})
    assert service.load_idee(region.ideen[0]).wieder_ab is None
    with pytest.raises(RuleViolation) as caught:
        service.edit_idee(region.ideen[0], {"wieder_ab": "2027-07-01"})
    assert caught.value.feld == "wieder_ab"
    service.park_idee(region.ideen[1], "2027-07-01")
    DublettenService(database).merge_ideen(region.ideen[0], region.ideen[1])
    assert service.load_idee(region.ideen[1]).wieder_ab is None


def test_a_red_answer_warns_in_the_wizard_and_blocks_nothing(database: Database) -> None:
    region = make_region(database)
    with database.write("Frage") as writer:
        frage = writer.insert(t.prueffrage, kennung="ko", frage="Teil eines Bündels?", art="K", ordnung="V")
    IdeenpruefungService(database).record_antwort(region.ideen[0], frage, Antwort.NEIN)
    assert "■ Förderprüfung: 1 Punkt gilt nicht" in candidates(database, region)["Idee 0"]
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[0])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    service.record_wahl(
        abschluss.entscheidungen[0].zeilen[0].id, Wahl.WECHSELN, Kandidat(region.ideen[0], "idee", "", "")
    )
    after = service.load_sprintabschluss()
    assert after is not None
    [hint] = service.load_pruefhinweise(after.entscheidungen[0])
    assert (hint.titel, hint.fragen) == ("Idee „Idee 0“", ("✗ Teil eines Bündels?",))


def test_size_answers_and_notes_go_over_to_the_massnahme(database: Database) -> None:
    region = make_region(database)
    with database.write("Frage") as writer:
        frage = writer.insert(t.prueffrage, kennung="ko", frage="Teil eines Bündels?", art="K", ordnung="V")
    service = IdeenspeicherService(database)
    service.record_groesse(region.ideen[0], Groesse.GROSS)
    pruefung = IdeenpruefungService(database)
    pruefung.record_antwort(region.ideen[0], frage, Antwort.JA)
    pruefung.record_notiz(region.ideen[0], frage, "Bündel 3")
    massnahme_id = service.take_over_idee(region.ideen[0], region.loesungen[0])
    with database.read() as connection:
        massnahme = connection.execute(t.massnahme.select().where(t.massnahme.c.id == massnahme_id)).one()
        row = connection.execute(t.pruefung.select().where(t.pruefung.c.massnahme_id == massnahme_id)).one()
    assert massnahme.groesse == "gross"
    assert (row.antwort, row.notiz, row.geprueft_am) == ("ja", "Bündel 3", "2026-11-23")


def test_a_suggested_place_stays_an_assumption_until_it_is_confirmed(database: Database) -> None:
    region = make_region(database)
    service, ideen = ZuordnungService(database), IdeenspeicherService(database)
    idee_id = ideen.add_idee("Lösung für alle: Lösung 2")
    assert region.loesungen[1] in {vorschlag.platz.id for vorschlag in service.load_vorschlaege(idee_id)}
    service.assume_platz(idee_id, region.loesungen[1])
    assert service.load_vorschlaege(idee_id) == ()
    idee = ideen.load_idee(idee_id)
    assert (idee.loesung_id, idee.zielbild_id, idee.angenommen) == (region.loesungen[1], region.zielbilder[1], True)
    service.confirm_platz(idee_id)
    assert not ideen.load_idee(idee_id).angenommen


def test_the_way_of_an_idea_names_days_and_who_recorded_them_and_forgets_what_was_undone(database: Database) -> None:
    region = make_region(database)
    database.akteur = "Moderation"
    service = IdeenspeicherService(database)
    service.record_status(region.ideen[0], IdeeStatus.GESICHTET)
    service.record_status(region.ideen[0], IdeeStatus.NEU)
    database.undo()
    schritte = service.load_idee(region.ideen[0]).schritte
    assert [(schritt.status, schritt.akteur) for schritt in schritte] == [
        (IdeeStatus.GEEIGNET, ""),
        (IdeeStatus.GESICHTET, "Moderation"),
    ]
    database.redo()
    assert service.load_idee(region.ideen[0]).schritte[-1].status is IdeeStatus.NEU
