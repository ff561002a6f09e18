"""Use cases of the Ideenspeicher."""

import pytest

from builders import make_region
from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.errors import NotFound, RuleViolation
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


def test_an_idea_captured_in_a_meeting_comes_from_there(service: IdeenspeicherService, database: Database) -> None:
    make_region(database)
    with database.write("Treffen") as writer:
        treffen = writer.insert(t.treffen, titel="Zielbildgruppentreffen", status="laufend")
    from_there, named = service.add_idee("Dorfauto"), service.add_idee("Leihrad", "Brief")
    assert service.load_idee(from_there).herkunft == "Zielbildgruppentreffen"
    assert service.load_idee(named).herkunft == "Brief"
    with database.read() as connection:
        row = connection.execute(t.idee.select().where(t.idee.c.id == from_there)).one()
    assert row.treffen_id == treffen


def test_handlungsfelder_are_set_as_ticked(service: IdeenspeicherService, database: Database) -> None:
    region = make_region(database)
    with database.write("Felder") as writer:
        first, second, third = (
            writer.insert(t.handlungsfeld, name=name, ordnung=name) for name in ("Bildung", "Mobilität", "Wohnen")
        )
    service.edit_idee(region.ideen[0], {"handlungsfelder": f"{first},{second}"})
    service.edit_idee(region.ideen[0], {"handlungsfelder": f"{second},{third}"})
    assert service.load_idee(region.ideen[0]).handlungsfelder == ("Mobilität", "Wohnen")
    assert service.load_merkmale()[region.ideen[0]][1] == "Mobilität Wohnen"
    database.undo()
    assert service.load_idee(region.ideen[0]).handlungsfelder == ("Bildung", "Mobilität")


def test_an_idea_fits_to_a_loesung_and_with_it_to_its_zielbild(
    service: IdeenspeicherService, database: Database
) -> None:
    region = make_region(database)
    service.edit_idee(region.ideen[0], {"passt_zu": region.loesungen[1]})
    idee = service.load_idee(region.ideen[0])
    assert (idee.loesung_id, idee.zielbild_id) == (region.loesungen[1], region.zielbilder[1])
    service.edit_idee(region.ideen[0], {"passt_zu": region.zielbilder[0]})
    idee = service.load_idee(region.ideen[0])
    assert (idee.loesung_id, idee.zielbild_id) == (None, region.zielbilder[0])
    service.edit_idee(region.ideen[0], {"passt_zu": ""})
    assert service.load_idee(region.ideen[0]).zielbild_id is None
    with pytest.raises(NotFound):
        service.edit_idee(region.ideen[0], {"passt_zu": "weg"})
