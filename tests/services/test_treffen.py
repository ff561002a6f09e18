"""The meeting over a real file and a clock that is told what to do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps_treffen import HEAD, begun, planned

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import PunktArt, PunktStatus, TreffenStatus, Wahl
from myk_tui.domain.mitschrift import ZUSAMMEN, Eintragsart, show_gruppen
from myk_tui.domain.treffen import share_minutes
from myk_tui.domain.treffen_uhr import SECONDS_MAX, read_clocks, seconds_of, show_rest
from myk_tui.errors import MykError, RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.treffen import TreffenService
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def service(database: Database) -> TreffenService:
    return TreffenService(database)


@pytest.fixture
def mitschrift(database: Database) -> MitschriftService:
    return MitschriftService(database)


def test_the_agenda_of_a_new_meeting_is_complete_and_lasts_120_minutes(
    database: Database, region: Region, service: TreffenService
) -> None:
    items = service.load_treffen(planned(database, region)).punkte
    assert sum(item.minuten for item in items) == 120
    assert [item.titel for item in items] == [
        "Ankommen und Neuigkeiten",
        "Arbeitsweise",
        "Ergebnisse: Team 1",
        "Ergebnisse: Team 2",
        "Ergebnisse: Team 3",
        "Entscheidung: MYK verändert sich",
        "Entscheidung: In MYK gut von A nach B kommen",
        "Entscheidung: MYK vernetzt Menschen",
        "Zusammenfassung und Ausblick",
    ]


def test_a_meeting_of_one_zielbild_has_only_its_items(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = service.prepare_treffen({**HEAD, "zielbild": region.zielbilder[1]})
    titles = [item.titel for item in service.load_treffen(treffen_id).punkte]
    assert "Ergebnisse: Team 2" in titles and "Ergebnisse: Team 1" not in titles


def test_one_key_leads_through_the_evening_and_every_second_is_counted(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    for _item in service.load_treffen(treffen_id).punkte:
        clock.tick(minutes=7)
        service.next_punkt(treffen_id)
    service.end(treffen_id)
    treffen = service.load_treffen(treffen_id)
    assert treffen.status is TreffenStatus.BEENDET
    assert [item.sekunden for item in treffen.punkte] == [420] * 9
    assert read_clocks(treffen, clock.now()).abend == 9 * 420


def test_overrun_is_said_by_shape_and_word(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    clock.tick(minutes=17)
    clocks = read_clocks(service.load_treffen(treffen_id), clock.now())
    assert clocks.punkt is not None
    assert show_rest(clocks.punkt, clocks.punkt_soll).startswith("▲ +")
    assert show_rest(0, 65) == "noch 1:05"


def test_a_pause_stops_both_clocks(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    clock.tick(minutes=3)
    service.pause(treffen_id)
    clock.tick(minutes=20)
    assert read_clocks(service.load_treffen(treffen_id), clock.now()).punkt == 180
    service.pause(treffen_id)
    clock.tick(minutes=2)
    clocks = read_clocks(service.load_treffen(treffen_id), clock.now())
    assert (clocks.punkt, clocks.abend) == (300, 300)


def test_after_a_crash_it_goes_on_at_the_same_item_and_second(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    service.next_punkt(treffen_id)
    clock.tick(minutes=4, seconds=11)
    database.close()
    again = Database(database.path, clock)
    treffen = TreffenService(again).load_gegenwaertiges()
    assert treffen is not None and treffen.laufender is not None
    assert treffen.laufender.titel == "Arbeitsweise"
    assert seconds_of(treffen.laufender, treffen, clock.now()) == 251
    again.close()


def test_a_clock_that_is_set_back_gives_no_negative_time(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    clock.set("2026-11-23T16:00:00Z")
    assert read_clocks(service.load_treffen(treffen_id), clock.now()).punkt == 0
    service.next_punkt(treffen_id)
    assert service.load_treffen(treffen_id).punkte[0].sekunden == 0


def test_an_evening_is_never_shorter_than_its_items_even_if_the_clock_was_set_back(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    clock.tick(minutes=20)
    service.next_punkt(treffen_id)
    clock.tick(hours=-1)
    service.next_punkt(treffen_id)
    clock.tick(minutes=5)
    treffen = service.load_treffen(treffen_id)
    assert [seconds_of(item, treffen, clock.now()) for item in treffen.punkte[:3]] == [1200, 0, 300]
    assert read_clocks(treffen, clock.now()).abend == 1500


@pytest.mark.parametrize("deed", ["load_treffen", "next_punkt", "pause"])
def test_a_meeting_that_nobody_ended_can_still_be_ended_months_later(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock, deed: str
) -> None:
    treffen_id = begun(database, region)
    clock.tick(days=90)
    getattr(service, deed)(treffen_id)
    clock.tick(days=90)
    service.end(treffen_id)
    treffen = service.load_treffen(treffen_id)
    assert treffen.status is TreffenStatus.BEENDET
    assert treffen.punkte[0].sekunden == SECONDS_MAX


def test_a_laptop_that_slept_for_weeks_can_count_it_as_a_pause(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    clock.tick(days=20)
    service.record_schlaf(treffen_id, clock.now() - timedelta(days=20), clock.now())
    service.end(treffen_id)
    assert service.load_treffen(treffen_id).punkte[0].sekunden == 0


def test_the_last_count_is_the_one_that_was_written_last_even_if_the_clock_was_set_back(
    database: Database, region: Region, mitschrift: MitschriftService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    mitschrift.record_anwesend(treffen_id, {"g0": "Politik"}, {"g0": "12"})
    clock.tick(hours=-1)
    mitschrift.record_anwesend(treffen_id, {"g0": "Politik"}, {"g0": "15"})
    assert mitschrift.load_mitschrift(treffen_id).koepfe == 15


@pytest.mark.parametrize(
    ("begin", "minutes"), [("2026-10-24T23:30:00Z", 120), ("2026-03-29T00:30:00Z", 120), ("2026-11-23T22:30:00Z", 180)]
)
def test_summer_time_and_midnight_do_not_matter(
    database: Database,
    region: Region,
    service: TreffenService,
    clock: FrozenClock,
    berlin: None,
    begin: str,
    minutes: int,
) -> None:
    clock.set(begin)
    treffen_id = begun(database, region)
    clock.tick(minutes=minutes)
    assert read_clocks(service.load_treffen(treffen_id), clock.now()).abend == minutes * 60


def test_jumping_back_goes_on_counting_where_it_was(
    database: Database, region: Region, service: TreffenService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    first = service.load_treffen(treffen_id).punkte[0].id
    clock.tick(minutes=5)
    service.next_punkt(treffen_id)
    clock.tick(minutes=1)
    service.jump_to(first)
    clock.tick(minutes=2)
    service.next_punkt(treffen_id)
    treffen = service.load_treffen(treffen_id)
    assert treffen.punkte[0].sekunden == 420
    assert treffen.punkte[2].status is PunktStatus.LAUFEND


def test_only_one_meeting_runs_at_a_time(database: Database, region: Region, service: TreffenService) -> None:
    begun(database, region)
    other = planned(database, region)
    with pytest.raises(RuleViolation, match="Es läuft schon ein Treffen: „Herbsttreffen“"):
        service.begin(other)


def test_what_is_left_open_comes_back_next_time(
    database: Database, region: Region, service: TreffenService, mitschrift: MitschriftService, clock: FrozenClock
) -> None:
    treffen_id = planned(database, region)
    extra = service.add_punkt(treffen_id, {"titel": "Gerätepool", "minuten": "5"})
    service.begin(treffen_id)
    service.postpone_punkt(extra)
    mitschrift.add_eintrag(
        treffen_id, Eintragsart.VEREINBARUNG, {"titel": "Anrufen", "wer": "Projektteam", "bis": "1.12.2026"}
    )
    parked = service.load_treffen(treffen_id).punkte[4].id
    service.park_punkt(parked)
    service.end(treffen_id)
    clock.tick(days=90)
    again = planned(database, region)
    treffen = service.load_treffen(again)
    titles = [item.titel for item in treffen.punkte]
    assert "Gerätepool" in titles
    assert "Offene Vereinbarungen und geparkte Themen" in titles
    assert sum(item.minuten for item in treffen.punkte) == 120
    entries = mitschrift.load_mitschrift(again)
    assert {entry.titel for entry in entries.offene} == {"Anrufen", "Ergebnisse: Team 3"}
    assert all(entry.frueher for entry in entries.offene)
    (agreed,) = entries.of(Eintragsart.VEREINBARUNG)
    mitschrift.tick_eintrag(Eintragsart.VEREINBARUNG, agreed.id)
    assert mitschrift.load_mitschrift(again).of(Eintragsart.VEREINBARUNG) == []


def test_an_item_whose_zielbild_is_decided_is_done_even_if_nobody_called_it_up(
    database: Database, region: Region, service: TreffenService
) -> None:
    entscheidungen = EntscheidungService(database)
    treffen_id = begun(database, region)
    entscheidungen.begin_entscheidung(region.zielbilder[0])
    lines = entscheidungen.load_sprintabschluss().entscheidungen[0].zeilen
    for line in lines:
        entscheidungen.record_wahl(line.id, Wahl.WEITERVERFOLGEN)
    before = service.load_offen_geblieben(treffen_id)
    entscheidungen.decide(region.zielbilder[0])
    decided = next(
        item.titel
        for item in service.load_treffen(treffen_id).punkte
        if item.art is PunktArt.ENTSCHEIDUNG and item.zielbild_id == region.zielbilder[0]
    )
    left = service.load_offen_geblieben(treffen_id)
    assert [titel for titel in before if titel not in left] == [decided]
    service.end(treffen_id)
    states = {item.titel: item.status for item in service.load_treffen(treffen_id).punkte}
    assert states[decided] is PunktStatus.ERLEDIGT
    assert [titel for titel, status in states.items() if status is PunktStatus.OFFEN] == left


def test_what_was_called_up_without_a_decision_is_named(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = begun(database, region)
    assert service.load_unentschieden(treffen_id) == []
    item = next(one for one in service.load_treffen(treffen_id).punkte if one.art is PunktArt.ENTSCHEIDUNG)
    service.jump_to(item.id)
    assert service.load_unentschieden(treffen_id) == [item.titel]
    decisions = EntscheidungService(database)
    decisions.begin_entscheidung(str(item.zielbild_id))
    for line in decisions.load_sprintabschluss().entscheidungen[0].zeilen:
        decisions.record_wahl(line.id, Wahl.WEITERVERFOLGEN)
    decisions.decide(str(item.zielbild_id))
    assert service.load_unentschieden(treffen_id) == []


def test_a_room_counted_as_a_whole_is_only_a_number(
    database: Database, region: Region, service: TreffenService, mitschrift: MitschriftService
) -> None:
    treffen_id = begun(database, region)
    mitschrift.record_anwesend(treffen_id, {"g0": ZUSAMMEN}, {"g0": "22"})
    found = mitschrift.load_mitschrift(treffen_id).anwesend
    assert show_gruppen(found) == ""
    mitschrift.record_anwesend(treffen_id, {"g0": ZUSAMMEN, "g1": "Politik"}, {"g0": "22", "g1": "4"})
    assert show_gruppen(mitschrift.load_mitschrift(treffen_id).anwesend) == "zusammen 22, Politik 4"


def test_the_last_count_of_a_group_is_its_number(
    database: Database, region: Region, service: TreffenService, mitschrift: MitschriftService, clock: FrozenClock
) -> None:
    treffen_id = begun(database, region)
    groups = {"g0": "Bürgerinnen und Bürger", "g1": "Politik"}
    mitschrift.record_anwesend(treffen_id, groups, {"g0": "12", "g1": ""})
    clock.tick(minutes=30)
    mitschrift.record_anwesend(treffen_id, groups, {"g0": "15", "g1": "2"})
    assert mitschrift.load_mitschrift(treffen_id).koepfe == 17
    with pytest.raises(RuleViolation) as caught:
        mitschrift.record_anwesend(treffen_id, groups, {"g0": "-1", "g1": "2"})
    assert caught.value.feld == "g0"


def test_a_meeting_that_was_held_is_neither_changed_nor_deleted(
    database: Database, region: Region, service: TreffenService
) -> None:
    treffen_id = begun(database, region)
    last = service.load_treffen(treffen_id).punkte[-1].id
    service.end(treffen_id)
    for forbidden in (
        lambda: service.delete_punkt(last),
        lambda: service.add_punkt(treffen_id, {"titel": "x"}),
        lambda: service.delete_treffen(treffen_id),
        lambda: service.begin(treffen_id),
        lambda: service.next_punkt(treffen_id),
    ):
        with pytest.raises(RuleViolation):
            forbidden()


@pytest.mark.parametrize(("feld", "text"), [("titel", " "), ("datum", "32.1.2026"), ("beginn_geplant", "25:00")])
def test_bad_input_is_named_at_its_field(
    database: Database, region: Region, service: TreffenService, feld: str, text: str
) -> None:
    with pytest.raises(RuleViolation) as caught:
        service.prepare_treffen({**HEAD, feld: text})
    assert caught.value.feld == feld


@given(weights=st.lists(st.integers(0, 90), min_size=1, max_size=60), total=st.integers(60, 240))
def test_minutes_are_shared_out_exactly(weights: list[int], total: int) -> None:
    shares = share_minutes(weights, total)
    assert sum(shares) == max(total, len(weights))
    assert min(shares) >= 1


DEEDS = ("next", "previous", "park", "pause", "jump", "tick", "undo", "redo", "back")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 600)), max_size=14))
def test_the_parts_of_an_evening_never_exceed_the_whole(
    make_database: Callable[[], Database], clock: FrozenClock, deeds: list[tuple[str, int]]
) -> None:
    database = make_database()
    region = make_region(database)
    service = TreffenService(database)
    treffen_id = begun(database, region)
    steps, passed = 0, 0
    for deed, amount in deeds:
        before = database.last_saved
        try:
            if deed == "next":
                service.next_punkt(treffen_id)
            elif deed == "previous":
                service.previous_punkt(treffen_id)
            elif deed == "park":
                service.park_punkt(service.load_treffen(treffen_id).punkte[amount % 9].id)
            elif deed == "pause":
                service.pause(treffen_id)
            elif deed == "jump":
                service.jump_to(service.load_treffen(treffen_id).punkte[amount % 9].id)
            elif deed == "undo" and steps > 0:
                database.undo()
                steps -= 2
            elif deed == "redo":
                database.redo()
            clock.tick(seconds=-amount if deed == "back" else amount)
            passed += 0 if deed == "back" else amount
        except MykError:
            continue
        steps += database.last_saved is not before
        treffen = service.load_treffen(treffen_id)
        clocks = read_clocks(treffen, clock.now())
        parts = sum(seconds_of(item, treffen, clock.now()) for item in treffen.punkte)
        assert 0 <= parts <= clocks.abend <= passed
        assert sum(item.status is PunktStatus.LAUFEND for item in treffen.punkte) <= 1
