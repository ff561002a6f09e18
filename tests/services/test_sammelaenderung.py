"""Changing many Maßnahmen at once."""

import pytest

from builders import contents, make_region
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.sammelaenderung import SammelaenderungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> SammelaenderungService:
    return SammelaenderungService(database)


def test_all_marked_massnahmen_change_in_one_step(service: SammelaenderungService, database: Database) -> None:
    region = make_region(database)
    with database.write("Feld") as writer:
        feld = writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")
    before = contents(database)
    service.edit_massnahmen(region.geplant, status="pausiert", handlungsfeld_id=feld, ort_id=region.ort)
    tree = ZielbaumService(database).load_zielbaum()
    assert {tree.nach_id[massnahme].status for massnahme in region.geplant} == {"pausiert"}
    with database.read() as connection:
        assert len(connection.execute(t.massnahme_handlungsfeld.select()).all()) == len(region.geplant)
        assert len(connection.execute(t.massnahme_ort.select()).all()) == len(region.geplant)
    database.undo()
    assert contents(database) == before


def test_a_link_that_is_there_already_is_not_made_twice(service: SammelaenderungService, database: Database) -> None:
    region = make_region(database)
    service.edit_massnahmen(region.geplant[:1], ort_id=region.ort)
    service.edit_massnahmen(region.geplant, ort_id=region.ort)
    with database.read() as connection:
        assert len(connection.execute(t.massnahme_ort.select()).all()) == len(region.geplant)


def test_one_refusal_changes_none_of_them(service: SammelaenderungService, database: Database) -> None:
    region = make_region(database)
    before = contents(database)
    with pytest.raises(RuleViolation) as caught:
        service.edit_massnahmen(region.geplant, status="eingestellt")
    assert caught.value.feld == "grund"
    with pytest.raises(RuleViolation) as caught:
        service.edit_massnahmen(region.geplant, status="im_sprint")
    assert caught.value.feld == "status"
    assert contents(database) == before
    service.edit_massnahmen(region.geplant, status="eingestellt", grund="Kein Geld")


def test_one_that_is_gone_changes_none_of_them(service: SammelaenderungService, database: Database) -> None:
    region = make_region(database)
    ZielbaumService(database).delete_knoten(Ebene.MASSNAHME, region.geplant[-1])
    before = contents(database)
    with pytest.raises(NotFound):
        service.edit_massnahmen(region.geplant, status="pausiert")
    assert contents(database) == before
