"""Use cases of the Ideenspeicher."""

import pytest

from builders import make_region
from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.errors import RuleViolation
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> IdeenspeicherService:
    return IdeenspeicherService(database)


def test_a_title_is_enough_to_capture_an_idea(service: IdeenspeicherService, database: Database) -> None:
    make_region(database)
    idee = service.load_idee(service.add_idee("  Mitfahrbank \n am Markt "))
    assert (idee.titel, idee.status, str(idee.eingang)) == ("Mitfahrbank   am Markt", IdeeStatus.NEU, "2026-11-23")


def test_the_newest_idea_stands_first(service: IdeenspeicherService, database: Database) -> None:
    make_region(database)
    newest = service.add_idee("Ganz neu")
    assert service.load_ideen()[0].id == newest


def test_an_idea_is_refused_only_with_an_answer(service: IdeenspeicherService, database: Database) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        service.record_status(region.ideen[0], IdeeStatus.ABGELEHNT)
    assert caught.value.feld == "antwort"
    service.edit_idee(region.ideen[0], {"antwort": "Gibt es schon.", "status": "abgelehnt"})
    with database.read() as connection:
        row = connection.execute(t.idee.select().where(t.idee.c.id == region.ideen[0])).one()
    assert (row.status, row.antwort_am) == ("abgelehnt", "2026-11-23")


@pytest.mark.parametrize("status", [IdeeStatus.UEBERNOMMEN, IdeeStatus.DUBLETTE])
def test_states_that_follow_from_work_cannot_be_set_by_hand(
    service: IdeenspeicherService, database: Database, status: IdeeStatus
) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation):
        service.record_status(region.ideen[0], status)


def test_an_idea_taken_over_keeps_text_place_and_origin(service: IdeenspeicherService, database: Database) -> None:
    region = make_region(database)
    service.edit_idee(region.ideen[0], {"beschreibung": "lang", "ort_id": region.ort})
    massnahme_id = service.take_over_idee(region.ideen[0], region.loesungen[0])
    with database.read() as connection:
        row = connection.execute(t.massnahme.select().where(t.massnahme.c.id == massnahme_id)).one()
        place = connection.execute(t.massnahme_ort.select().where(t.massnahme_ort.c.massnahme_id == massnahme_id)).one()
    assert (row.titel, row.beschreibung, row.status) == ("Idee 0", "lang", "geplant")
    assert (row.herkunft_idee_id, row.loesung_id, place.gebietskoerperschaft_id) == (
        region.ideen[0],
        region.loesungen[0],
        region.ort,
    )
    idee = service.load_idee(region.ideen[0])
    assert (idee.status, idee.massnahme) == (IdeeStatus.UEBERNOMMEN, "Idee 0")


def test_an_idea_cannot_be_taken_over_twice_or_deleted_afterwards(
    service: IdeenspeicherService, database: Database
) -> None:
    region = make_region(database)
    service.take_over_idee(region.ideen[0], region.zielbilder[0])
    with pytest.raises(RuleViolation, match="kann nicht übernommen werden"):
        service.take_over_idee(region.ideen[0], region.loesungen[0])
    with pytest.raises(RuleViolation, match="Herkunft einer Maßnahme"):
        service.delete_idee(region.ideen[0])


@pytest.mark.parametrize("number", ["-1", "viele", "1,5", "99999999"])
def test_a_bad_number_of_supporters_is_named_at_its_field(
    service: IdeenspeicherService, database: Database, number: str
) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        service.edit_idee(region.ideen[0], {"unterstuetzer": number})
    assert caught.value.feld == "unterstuetzer"
