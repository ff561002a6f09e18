"""What is noted in a meeting: news until somebody has seen them, hands, order."""

import pytest
from steps_treffen import begun, news, planned

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.mitschrift import Eintragsart, Puls, dump_puls, read_puls, show_puls
from myk_tui.errors import RuleViolation
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.treffen import TreffenService
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def service(database: Database) -> MitschriftService:
    return MitschriftService(database)


def told(service: MitschriftService, treffen_id: str) -> list[str]:
    return [entry.titel for entry in service.load_mitschrift(treffen_id).of(Eintragsart.NEUIGKEIT)]


def test_news_wait_until_a_meeting_has_seen_them(
    database: Database, region: Region, service: MitschriftService
) -> None:
    treffen_id, _entry = news(database, region)
    other = planned(database, region)
    assert told(service, other) == ["Neues Bürgerhaus", "Neue Buslinie"]
    handout = ProtokollService(database).load_protokoll(treffen_id)
    assert [title for title, _text in handout.neuigkeiten] == ["Neues Bürgerhaus", "Neue Buslinie"]
    TreffenService(database).begin(treffen_id)
    TreffenService(database).end(treffen_id)
    assert told(service, other) == []
    minutes = ProtokollService(database).load_protokoll(treffen_id)
    assert [title for title, _text in minutes.neuigkeiten] == ["Neues Bürgerhaus", "Neue Buslinie"]


def test_news_whose_item_was_not_discussed_come_again(
    database: Database, region: Region, service: MitschriftService
) -> None:
    treffen_id, _entry = news(database, region)
    meetings = TreffenService(database)
    meetings.begin(treffen_id)
    meetings.postpone_punkt(meetings.load_treffen(treffen_id).punkte[0].id)
    meetings.end(treffen_id)
    assert told(service, planned(database, region)) == ["Neues Bürgerhaus", "Neue Buslinie"]


def test_news_are_marked_as_shown_and_back(database: Database, region: Region, service: MitschriftService) -> None:
    treffen_id, entry = news(database, region)
    other = planned(database, region)
    service.mark_gezeigt(treffen_id, entry)
    assert told(service, other) == ["Neues Bürgerhaus"]
    service.mark_gezeigt(treffen_id, entry)
    assert told(service, other) == ["Neues Bürgerhaus", "Neue Buslinie"]


def test_entries_are_put_in_order(database: Database, region: Region, service: MitschriftService) -> None:
    treffen_id, entry = news(database, region)
    assert service.reorder_eintrag(treffen_id, Eintragsart.NEUIGKEIT, entry, -1)
    assert told(service, treffen_id) == ["Neue Buslinie", "Neues Bürgerhaus"]
    assert not service.reorder_eintrag(treffen_id, Eintragsart.NEUIGKEIT, entry, -1)


def test_hands_are_counted_and_compared_over_meetings(
    database: Database, region: Region, service: MitschriftService, clock: FrozenClock
) -> None:
    first = begun(database, region)
    service.record_puls(first, {"f5": "2", "f4": "10", "f3": "", "f2": "0", "f1": ""})
    TreffenService(database).end(first)
    clock.tick(days=90)
    second = begun(database, region)
    service.record_puls(second, {"f5": "", "f4": "", "f3": "5", "f2": "", "f1": ""})
    assert [show_puls(found.puls) for found in service.load_pulse(second)] == [
        "3,0 von 5 · 5 Hände",
        "4,2 von 5 · 12 Hände",
    ]
    with pytest.raises(RuleViolation) as caught:
        service.record_puls(second, {"f5": "viele"})
    assert caught.value.feld == "f5"


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"1": "x"}', '{"1": -2}', '{"5": 0}', '{"5": true}'])
def test_what_is_no_count_is_none(text: str) -> None:
    assert read_puls(text) is None


def test_counts_come_back_as_they_were_written() -> None:
    puls = Puls((0, 1, 2, 3, 4))
    assert read_puls(dump_puls(puls)) == puls
    assert dump_puls(Puls((0, 0, 0, 0, 0))) == ""
