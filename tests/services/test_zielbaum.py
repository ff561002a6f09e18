"""Use cases of the goal tree."""

import pytest
from steps_treffen import begun

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.clock import to_text
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.treffen import TreffenService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

HOSTILE = (
    "[/]",
    "Ziel [Q3]",
    "[@click=app.quit]x[/]",
    "‮rückwärts",
    "Z̴̛̗a̶l̷g̸o̵",
    "👩‍👩‍👧‍👦 Familie",
    "=1+1",
    "'; DROP TABLE ziel; --",
)


@pytest.fixture
def service(database: Database) -> ZielbaumService:
    return ZielbaumService(database)


def test_the_tree_lists_each_parent_before_its_children(service: ZielbaumService, database: Database) -> None:
    make_region(database)
    seen = {None}
    for node in service.load_zielbaum().knoten:
        assert node.eltern_id in seen
        seen.add(node.id)


def test_a_new_massnahme_stands_at_the_end_and_lowers_the_progress(
    service: ZielbaumService, database: Database
) -> None:
    region = make_region(database)
    new = service.add_knoten(Ebene.MASSNAHME, region.loesungen[0], "Neu")
    tree = service.load_zielbaum()
    assert tree.kinder[region.loesungen[0]][-1] == new
    assert tree.fortschritt[region.loesungen[0]].wert == 20 / 3 or tree.fortschritt[region.loesungen[0]].wert * 3 == 20


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_stored_as_they_are(service: ZielbaumService, database: Database, title: str) -> None:
    region = make_region(database)
    new = service.add_knoten(Ebene.ZIEL, region.zielbilder[0], title)
    assert service.load_knoten(Ebene.ZIEL, new)["titel"] == title


@pytest.mark.parametrize(
    ("title", "word"), [("", "fehlt"), ("   ", "fehlt"), ("x" * 10_000, "zu lang"), ("a\x1b[2Jb", "Steuerzeichen")]
)
def test_a_bad_title_is_refused_at_its_field_and_changes_nothing(
    service: ZielbaumService, database: Database, title: str, word: str
) -> None:
    region = make_region(database)
    before = contents(database)
    with pytest.raises(RuleViolation, match=word) as caught:
        service.add_knoten(Ebene.ZIEL, region.zielbilder[0], title)
    assert caught.value.feld == "titel"
    assert contents(database) == before


def test_a_loesung_cannot_hang_on_a_zielbild(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation, match="nur unter strategisches Ziel"):
        service.move_knoten(Ebene.LOESUNG, region.loesungen[0], region.zielbilder[0])


def test_a_massnahme_moved_by_hand_is_no_longer_assumed(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    service.move_knoten(Ebene.MASSNAHME, region.geplant[0], region.zielbilder[1])
    node = service.load_zielbaum().nach_id[region.geplant[0]]
    assert node.eltern_id == region.zielbilder[1]
    assert not node.angenommen


def test_reordering_stops_at_the_edge_without_a_step(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    step = database.last_saved
    assert not service.reorder_knoten(Ebene.ZIELBILD, region.zielbilder[0], region.programm, -1)
    assert database.last_saved is step
    assert service.reorder_knoten(Ebene.ZIELBILD, region.zielbilder[0], region.programm, 1)
    assert service.load_zielbaum().kinder[region.programm][:2] == (region.zielbilder[1], region.zielbilder[0])


def test_what_a_team_worked_on_cannot_be_deleted(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    for ebene, node in ((Ebene.MASSNAHME, region.massnahmen[0]), (Ebene.ZIELBILD, region.zielbilder[0])):
        with pytest.raises(RuleViolation, match="Sprintteam gearbeitet"):
            service.delete_knoten(ebene, node)


def test_the_programme_itself_cannot_be_deleted(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation):
        service.delete_knoten(Ebene.PROGRAMM, region.programm)


def test_stopping_a_massnahme_needs_a_reason(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        service.edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"status": "eingestellt", "grund": " "})
    assert caught.value.feld == "grund"
    service.edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"status": "eingestellt", "grund": "zu teuer"})
    assert service.load_zielbaum().fortschritt[region.loesungen[0]].ausgelassen == ("Geplante 1",)


@pytest.mark.parametrize("weight", ["0", "101", "-1", "1,5", "viel"])
def test_a_weight_outside_1_to_100_is_refused(service: ZielbaumService, database: Database, weight: str) -> None:
    region = make_region(database)
    with pytest.raises(RuleViolation) as caught:
        service.weigh_knoten(Ebene.LOESUNG, region.loesungen[0], weight)
    assert caught.value.feld == "gewicht"


def test_what_was_deleted_in_between_is_said(service: ZielbaumService, database: Database) -> None:
    region = make_region(database)
    service.delete_knoten(Ebene.MASSNAHME, region.geplant[0])
    with pytest.raises(NotFound):
        service.rename_knoten(Ebene.MASSNAHME, region.geplant[0], "Neu")


def test_the_tree_is_compared_with_the_end_of_the_last_meeting(database: Database) -> None:
    region = make_region(database)
    service = ZielbaumService(database)
    assert service.load_frueher(service.load_zielbaum()) is None
    with database.write("Treffen") as writer:
        writer.insert(t.treffen, titel="Treffen", status="beendet", beendet_um=to_text(database.clock.now()))
    service.edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"fortschritt": "70"})
    now = service.load_zielbaum()
    frueher = service.load_frueher(now)
    assert frueher is not None and frueher.treffen
    assert now.nach_id[region.geplant[0]].fortschritt == 70
    assert frueher.baum.nach_id[region.geplant[0]].fortschritt == 0


def test_the_tree_is_compared_with_the_meeting_that_ended_last_whatever_the_clock_says(
    database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    service, meetings = ZielbaumService(database), TreffenService(database)
    meetings.end(begun(database, region))
    service.edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"fortschritt": "30"})
    clock.tick(hours=-2)
    meetings.end(begun(database, region))
    service.edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"fortschritt": "70"})
    for expected in (30, 0):
        frueher = service.load_frueher(service.load_zielbaum())
        assert frueher is not None and frueher.treffen
        assert frueher.baum.nach_id[region.geplant[0]].fortschritt == expected
        database.undo()  # the progress
        database.undo()  # the ending of the second meeting


def test_a_massnahme_is_found_by_field_place_and_team(database: Database) -> None:
    region = make_region(database)
    with database.write("Merkmale") as writer:
        feld = writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")
        writer.insert(t.massnahme_handlungsfeld, massnahme_id=region.massnahmen[0], handlungsfeld_id=feld)
        writer.insert(t.massnahme_ort, massnahme_id=region.massnahmen[0], gebietskoerperschaft_id=region.ort)
    found = ZielbaumService(database).load_merkmale()[region.massnahmen[0]]
    assert "Mobilität" in found and len(found.split()) > 2
