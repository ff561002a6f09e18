"""Steps of a Maßnahme in the file."""

import pytest

from builders import make_region
from myk_tui.errors import RuleViolation
from myk_tui.services.teilschritt import TeilschrittService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage.database import Database


def progress(database: Database, massnahme_id: str) -> int:
    return ZielbaumService(database).load_zielbaum().nach_id[massnahme_id].fortschritt


def test_while_steps_count_every_change_of_them_sets_the_progress(database: Database) -> None:
    region, service = make_region(database), TeilschrittService(database)
    target = region.geplant[0]
    ids = [service.add_schritt(target, titel) for titel in ("a", "b", "c", "d")]
    service.tick_schritt(ids[0])
    assert progress(database, target) == 0
    service.record_zaehlen(target, zaehlen=True)
    assert progress(database, target) == 25
    service.tick_schritt(ids[1])
    assert progress(database, target) == 50
    service.delete_schritt(ids[3])
    assert progress(database, target) == 67
    service.add_schritt(target, "e")
    assert progress(database, target) == 50
    service.tick_schritt(ids[1])
    assert progress(database, target) == 25
    service.record_zaehlen(target, zaehlen=False)
    service.tick_schritt(ids[0])
    assert progress(database, target) == 25


def test_without_steps_nothing_can_count_and_a_title_is_needed(database: Database) -> None:
    region, service = make_region(database), TeilschrittService(database)
    with pytest.raises(RuleViolation):
        service.record_zaehlen(region.geplant[0], zaehlen=True)
    with pytest.raises(RuleViolation):
        service.add_schritt(region.geplant[0], "  ")


def test_steps_are_sorted_and_stop_at_the_edge(database: Database) -> None:
    region, service = make_region(database), TeilschrittService(database)
    ids = [service.add_schritt(region.geplant[0], titel) for titel in ("a", "b", "c")]
    assert service.reorder_schritt(ids[2], -1)
    assert [step.titel for step in service.load_schritte(region.geplant[0]).schritte] == ["a", "c", "b"]
    assert not service.reorder_schritt(ids[0], -1)


def test_a_deleted_massnahme_takes_its_steps_along_and_undo_brings_them_back(database: Database) -> None:
    region, service = make_region(database), TeilschrittService(database)
    service.add_schritt(region.geplant[0], "a")
    tree = ZielbaumService(database)
    tree.delete_knoten(tree.load_zielbaum().nach_id[region.geplant[0]].ebene, region.geplant[0])
    database.undo()
    assert [step.titel for step in service.load_schritte(region.geplant[0]).schritte] == ["a"]
