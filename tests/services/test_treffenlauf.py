"""The course of an evening: on which day it is held, back and forth, what is put aside, pauses, minutes."""

from datetime import date, timedelta

import pytest
from steps_treffen import HEAD, begun, planned

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import PunktStatus, Wahl
from myk_tui.domain.kalender import show_uhrzeit
from myk_tui.domain.mitschrift import Eintragsart
from myk_tui.domain.treffen import take_minutes
from myk_tui.domain.treffen_uhr import Uhrstand, planned_end, read_clocks
from myk_tui.errors import RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.treffen import TreffenService
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def service(database: Database) -> TreffenService:
    return TreffenService(database)


def open_topics(database: Database, treffen_id: str) -> list[str]:
    return [entry.titel for entry in MitschriftService(database).load_mitschrift(treffen_id).of(Eintragsart.PARKTHEMA)]


@pytest.mark.parametrize("planned_day", ["8.12.2026", ""])
def test_a_meeting_has_the_day_on_which_it_is_held(region: Region, service: TreffenService, planned_day: str) -> None:
    treffen_id = service.prepare_treffen({**HEAD, "datum": planned_day})
    service.begin(treffen_id)
    assert service.load_treffen(treffen_id).datum == date(2026, 11, 23)


def test_going_back_leaves_the_present_item_open_and_next(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    clock.tick(minutes=3)
    service.next_punkt(treffen_id)
    clock.tick(seconds=5)
    service.previous_punkt(treffen_id)
    clock.tick(minutes=2)
    treffen = service.load_treffen(treffen_id)
    assert treffen.laufender == treffen.punkte[0]
    assert treffen.naechster == treffen.punkte[1]
    service.next_punkt(treffen_id)
    treffen = service.load_treffen(treffen_id)
    assert treffen.laufender == treffen.punkte[1]
    assert [item.sekunden for item in treffen.punkte[:2]] == [300, 5]


def test_before_the_first_item_there_is_none(database: Database, region: Region, service: TreffenService) -> None:
    treffen_id = begun(database, region)
    with pytest.raises(RuleViolation, match="Davor steht kein Punkt"):
        service.previous_punkt(treffen_id)


@pytest.mark.parametrize(
    ("way", "status"), [("park_punkt", PunktStatus.GEPARKT), ("postpone_punkt", PunktStatus.VERTAGT)]
)
def test_the_running_item_is_put_aside_and_the_next_begins(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock, way: str, status: PunktStatus
) -> None:
    treffen_id = begun(database, region)
    clock.tick(minutes=4)
    getattr(service, way)(service.load_treffen(treffen_id).punkte[0].id)
    first, second, *_rest = service.load_treffen(treffen_id).punkte
    assert (first.status, first.sekunden, second.status) == (status, 240, PunktStatus.LAUFEND)


def test_a_second_time_takes_a_parked_item_back_with_its_topic(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = planned(database, region)
    item = service.load_treffen(treffen_id).punkte[3]
    service.park_punkt(item.id)
    assert open_topics(database, treffen_id) == [item.titel]
    service.park_punkt(item.id)
    assert service.load_treffen(treffen_id).punkte[3].status is PunktStatus.OFFEN
    assert open_topics(database, treffen_id) == []


def test_what_was_parked_and_then_postponed_comes_back_once(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = begun(database, region)
    item = service.add_punkt(treffen_id, {"titel": "Gerätepool", "minuten": "5"})
    service.park_punkt(item)
    service.postpone_punkt(item)
    assert open_topics(database, treffen_id) == []
    service.end(treffen_id)
    again = planned(database, region)
    assert [found.titel for found in service.load_treffen(again).punkte].count("Gerätepool") == 1
    assert open_topics(database, again) == []


def test_a_pause_says_until_when(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    service.pause(treffen_id, "10")
    until = service.load_treffen(treffen_id).pause_bis
    assert until is not None and round((until - clock.now()).total_seconds()) == 600
    service.pause(treffen_id)
    assert service.load_treffen(treffen_id).pause_bis is None
    with pytest.raises(RuleViolation):
        service.pause(treffen_id, "bald")


def test_minutes_are_taken_from_the_items_that_are_left(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = begun(database, region)
    left = [item for item in service.load_treffen(treffen_id).punkte if item.status is PunktStatus.OFFEN]
    proposed = take_minutes(left, 12)
    assert sum(proposed) == sum(item.minuten for item in left) - 12
    fields = {f"p{place}": item.id for place, item in enumerate(left)}
    typed = {feld: str(minutes) for feld, minutes in zip(fields, proposed, strict=True)}
    service.record_minuten(fields, typed)
    assert [item.minuten for item in service.load_treffen(treffen_id).punkte[1:]] == proposed


def test_after_the_decision_of_the_running_item_the_next_one_is_named(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = begun(database, region)
    items = service.load_treffen(treffen_id).punkte
    service.jump_to(items[5].id)
    assert service.load_hinweis(region.zielbilder[0]) == f"Nächster Punkt: {items[6].titel}, Eingabe auf 6"
    assert service.load_hinweis(region.zielbilder[1]) == ""
    service.end(treffen_id)
    assert service.load_hinweis(region.zielbilder[0]) == ""


def test_what_was_decided_before_the_meeting_began_stands_in_its_minutes(
    database: Database, region: Region, service: TreffenService
) -> None:
    decision, treffen_id = EntscheidungService(database), planned(database, region)
    for zielbild_id in region.zielbilder[:2]:
        decision.begin_entscheidung(zielbild_id)
        abschluss = decision.load_sprintabschluss()
        assert abschluss is not None
        draft = next(each for each in abschluss.entscheidungen if each.zielbild_id == zielbild_id)
        decision.record_wahl(draft.zeilen[0].id, Wahl.WEITERVERFOLGEN)
        decision.decide(zielbild_id)
    assert service.begin(treffen_id) == 2
    minutes = ProtokollService(database).load_protokoll(treffen_id)
    assert [each.zielbild for each in minutes.beschluesse] == ["MYK verändert sich", "In MYK gut von A nach B kommen"]
    database.undo()
    assert ProtokollService(database).load_protokoll(treffen_id).beschluesse == ()


def test_the_overview_knows_when_the_running_item_is_decided_also_after_the_closing(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = begun(database, region)
    service.jump_to(service.load_treffen(treffen_id).punkte[5].id)
    decision = EntscheidungService(database)

    def shown() -> tuple[str, bool]:
        hint = UebersichtService(database).load_uebersicht().treffen
        assert hint is not None
        return hint.punkt, hint.entschieden

    item = service.load_treffen(treffen_id).punkte[5].titel
    assert shown() == (item, False)
    for zielbild_id in region.zielbilder:
        decision.begin_entscheidung(zielbild_id)
    abschluss = decision.load_sprintabschluss()
    assert abschluss is not None
    for entscheidung in abschluss.entscheidungen:
        for zeile in entscheidung.zeilen:
            decision.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
    decision.decide(region.zielbilder[1])
    assert shown() == (item, False)
    decision.decide(region.zielbilder[0])
    assert shown() == (item, True)
    decision.decide(region.zielbilder[2])
    decision.close_sprint()
    assert shown() == (item, True)
    service.next_punkt(treffen_id)
    assert shown() == (service.load_treffen(treffen_id).punkte[6].titel, True)
    service.next_punkt(treffen_id)
    service.next_punkt(treffen_id)
    assert shown()[1] is False


def clocks_at(service: TreffenService, treffen_id: str, clock: FrozenClock) -> Uhrstand:
    return read_clocks(service.load_treffen(treffen_id), clock.now())


def test_before_the_meeting_the_planned_end_follows_the_agenda(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock, berlin: None
) -> None:
    treffen_id = planned(database, region)

    def end() -> str:
        return show_uhrzeit(planned_end(service.load_treffen(treffen_id), clock.now()))

    assert end() == "20:00"
    added = service.add_punkt(treffen_id, {"titel": "Rundgang", "minuten": "25"})
    assert end() == "20:25"
    service.edit_punkt(added, {"titel": "Rundgang", "minuten": "40"})
    assert end() == "20:40"
    service.postpone_punkt(added)
    assert end() == "20:00"
    service.postpone_punkt(added)
    service.delete_punkt(added)
    assert end() == "20:00"


def test_minutes_given_away_make_up_for_a_delay(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    before = clocks_at(service, treffen_id, clock)
    clock.tick(minutes=service.load_treffen(treffen_id).punkte[0].minuten + 12)
    service.next_punkt(treffen_id)
    late = clocks_at(service, treffen_id, clock)
    assert late.verzug - before.verzug == 12 * 60
    left = [item for item in service.load_treffen(treffen_id).punkte if item.status is PunktStatus.OFFEN]
    typed = {f"p{place}": str(minutes) for place, minutes in enumerate(take_minutes(left, 12))}
    service.record_minuten({f"p{place}": item.id for place, item in enumerate(left)}, typed)
    fits = clocks_at(service, treffen_id, clock)
    assert fits.verzug == before.verzug
    assert fits.ende_geplant == late.ende_geplant


@pytest.mark.parametrize("way", ["postpone_punkt", "park_punkt", "delete_punkt"])
def test_an_item_that_is_put_aside_while_the_meeting_runs_brings_the_end_nearer(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock, way: str
) -> None:
    treffen_id = begun(database, region)
    before, item = clocks_at(service, treffen_id, clock), service.load_treffen(treffen_id).punkte[-1]
    getattr(service, way)(item.id)
    after = clocks_at(service, treffen_id, clock)
    assert before.ende - after.ende == timedelta(minutes=item.minuten)
    assert after.ende_geplant == before.ende_geplant


def test_an_item_added_or_lengthened_while_the_meeting_runs_shows_as_a_delay(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    before = clocks_at(service, treffen_id, clock).verzug
    added = service.add_punkt(treffen_id, {"titel": "Rundgang", "minuten": "15"})
    assert clocks_at(service, treffen_id, clock).verzug - before == 15 * 60
    service.edit_punkt(added, {"titel": "Rundgang", "minuten": "20"})
    assert clocks_at(service, treffen_id, clock).verzug - before == 20 * 60
    service.delete_punkt(added)
    assert clocks_at(service, treffen_id, clock).verzug == before


def test_a_meeting_that_was_ended_by_mistake_keeps_its_planned_end_when_that_is_undone(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    before = clocks_at(service, treffen_id, clock).ende_geplant
    service.add_punkt(treffen_id, {"titel": "Rundgang", "minuten": "15"})
    service.end(treffen_id)
    database.undo()
    assert clocks_at(service, treffen_id, clock).ende_geplant == before


def test_an_item_put_aside_before_the_meeting_began_is_not_part_of_its_end(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = planned(database, region)
    item = service.load_treffen(treffen_id).punkte[-1]
    service.postpone_punkt(item.id)
    service.begin(treffen_id)
    before = clocks_at(service, treffen_id, clock)
    service.postpone_punkt(item.id)
    after = clocks_at(service, treffen_id, clock)
    assert after.ende_geplant == before.ende_geplant
    assert after.verzug - before.verzug == item.minuten * 60


def test_the_probable_end_waits_for_the_end_of_the_pause_that_was_announced(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    before = clocks_at(service, treffen_id, clock)
    service.pause(treffen_id, "10")
    clock.tick(minutes=4)
    assert clocks_at(service, treffen_id, clock).ende - before.ende < timedelta(minutes=10, seconds=1)
    assert clocks_at(service, treffen_id, clock).ende - before.ende > timedelta(minutes=9, seconds=58)
    clock.tick(minutes=8)
    assert clocks_at(service, treffen_id, clock).ende - before.ende > timedelta(minutes=11, seconds=58)
