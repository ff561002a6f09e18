"""What was written while the clock of the laptop was wrong says so, and nothing is put in order by that clock."""

import pytest
from steps_treffen import HEAD, begun, planned

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.domain.lebenslauf import sections
from myk_tui.domain.mitschrift import Eintragsart, show_anwesend
from myk_tui.screens.ideenspeicher_zeilen import describe_schritte
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.lebenslauf import LebenslaufService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.treffen import TreffenService
from myk_tui.storage.database import Database
from myk_tui.storage.queries import plain_connection

DOUBT = ", Zeit unsicher"


@pytest.fixture
def region(database: Database, clock: FrozenClock) -> Region:
    """A region with a history before the clock goes wrong."""
    made = make_region(database)
    for number in range(3):
        clock.tick(days=1)
        IdeenspeicherService(database).add_idee(f"Davor {number}")
    return made


def put_right(database: Database, clock: FrozenClock, **amount: float) -> None:
    """Let the clock be right again, and go on working with it."""
    clock.tick(**amount)
    for number in range(3):
        clock.tick(days=1)
        IdeenspeicherService(database).add_idee(f"Danach {number}")


def evening(database: Database, region: Region, clock: FrozenClock) -> str:
    """Hold a meeting of half an hour in which the Politik comes twice."""
    treffen_id, notes = begun(database, region), MitschriftService(database)
    for count in ("2", "4"):
        clock.tick(minutes=10)
        notes.record_anwesend(treffen_id, {"g0": "Politik"}, {"g0": count})
    clock.tick(minutes=10)
    TreffenService(database).next_punkt(treffen_id)
    TreffenService(database).end(treffen_id)
    return treffen_id


@pytest.mark.parametrize("days", [-400, 400])
def test_the_history_marks_exactly_the_steps_of_the_wrong_clock(
    database: Database, region: Region, clock: FrozenClock, days: int
) -> None:
    ideas, idee = IdeenspeicherService(database), region.ideen[0]
    clock.tick(days=days)
    ideas.record_status(idee, IdeeStatus.GESICHTET)
    put_right(database, clock, days=-days)
    ideas.record_status(idee, IdeeStatus.GEEIGNET)
    later, wrong, first = LebenslaufService(database).load_idee(idee).schritte
    assert [step.unsicher for step in (later, wrong, first)] == [False, True, False]
    assert wrong.zeit.endswith(DOUBT)
    assert not later.zeit.endswith(DOUBT)
    told = [text for part in sections(LebenslaufService(database).load_idee(idee)) for _tone, text in part.zeilen]
    assert sum(DOUBT in text for text in told) == 1
    states = describe_schritte(ideas.load_idee(idee).schritte).split(" → ")
    assert [DOUBT in state for state in states] == [False, True, False]


def test_what_was_found_out_is_found_out_again_with_every_step_and_only_then(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    ideas, idee = IdeenspeicherService(database), region.ideen[0]

    def doubts() -> list[bool]:
        return [schritt.unsicher for schritt in ideas.load_idee(idee).schritte]

    assert doubts() == [False]
    clock.tick(days=400)
    ideas.record_status(idee, IdeeStatus.GESICHTET)
    assert doubts() == [False, False]
    clock.tick(days=-400)
    ideas.record_status(idee, IdeeStatus.GEEIGNET)
    assert doubts() == [False, True, True]  # nobody knows which of the two is right
    put_right(database, clock)
    assert doubts() == [False, True, False]
    asked: list[str] = []
    with database.read() as connection:
        plain_connection(connection).set_trace_callback(asked.append)
    assert doubts() == [False, True, False]
    assert not any("FROM schritt AS spaeter" in text or "SELECT nr, um FROM schritt" in text for text in asked)
    assert asked


def test_the_entries_of_the_report_mark_them_too(database: Database, region: Region, clock: FrozenClock) -> None:
    evening(database, region, clock)
    clock.tick(days=-2)
    IdeenspeicherService(database).add_idee("Bank")
    put_right(database, clock, days=2)
    service = SeitdemService(database)
    report = service.load_bericht()
    assert DOUBT not in report.seit
    found = {
        line.text: service.load_eintraege(line, report)[0].unsicher
        for part in report.abschnitte
        for line in part.zeilen
    }
    assert found["Idee „Bank“"] is True
    assert found["Idee „Danach 1“"] is False


def test_since_the_last_meeting_says_that_its_day_is_doubtful(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    clock.tick(days=-30)
    evening(database, region, clock)
    put_right(database, clock, days=30)
    assert SeitdemService(database).load_bericht().seit == f"seit dem letzten Treffen (27.10.2026{DOUBT})"


def test_minutes_of_an_evening_with_the_wrong_clock_say_so_and_those_of_another_do_not(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    first = evening(database, region, clock)
    clock.tick(days=-30)
    wrong = evening(database, region, clock)
    put_right(database, clock, days=30)
    service = ProtokollService(database)
    text = service.load_datei(wrong, "txt").decode()
    assert text.count(DOUBT) == 3  # day, time, the earlier count; the meeting before was on a day that is right
    assert "Die Uhr des Laptops ging an diesem Abend falsch: Die Dauer ist unsicher." in text
    assert DOUBT in service.load_mail(wrong)
    for said in (service.load_datei(first, "txt").decode(), service.load_mail(first)):
        assert "unsicher" not in said


def test_a_clock_that_was_wrong_only_in_between_leaves_begin_and_end_certain(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, treffen_id = TreffenService(database), begun(database, region)
    clock.tick(days=-30)
    service.next_punkt(treffen_id)
    clock.tick(days=30, minutes=20)
    service.next_punkt(treffen_id)
    service.end(treffen_id)
    put_right(database, clock)
    text = ProtokollService(database).load_datei(treffen_id, "txt").decode()
    assert "Die Dauer ist unsicher" in text
    assert DOUBT not in text


def test_the_time_of_an_earlier_count_says_that_it_is_doubtful(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    clock.tick(hours=-5)
    treffen_id = evening(database, region, clock)
    put_right(database, clock, hours=5)
    (group,) = MitschriftService(database).load_mitschrift(treffen_id).anwesend
    earlier = group.vorher[0]
    assert earlier.um is not None
    assert show_anwesend(group) == f"Politik 4 ({earlier.um.astimezone():%H:%M}{DOUBT}: 2)"


# --- order


def test_back_after_the_last_item_goes_to_the_one_that_ended_last_even_if_the_clock_was_set_back(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, treffen_id = TreffenService(database), begun(database, region)
    items = service.load_treffen(treffen_id).punkte
    clock.tick(minutes=20)
    service.jump_to(items[-1].id)  # the first one ended late by the clock …
    clock.tick(hours=-3)
    for item in items[1:-1]:
        service.delete_punkt(item.id)
    service.next_punkt(treffen_id)  # … and the last one early
    treffen = service.load_treffen(treffen_id)
    assert treffen.laufender is None
    assert treffen.voriger is not None and treffen.voriger.id == items[-1].id


def test_what_was_noted_last_is_what_was_written_last(database: Database, region: Region, clock: FrozenClock) -> None:
    service, treffen_id = MitschriftService(database), begun(database, region)
    first = service.add_eintrag(treffen_id, Eintragsart.PARKTHEMA, {"titel": "Zuerst"})
    second = service.add_eintrag(treffen_id, Eintragsart.PARKTHEMA, {"titel": "Zuletzt"})
    with database.rewrite("Kennungen vertauscht") as connection:  # as if the clock had been set back in between
        for old, new in ((first, "x"), (second, first), ("x", second)):
            connection.exec_driver_sql("UPDATE parkthema SET id = ? WHERE id = ?", (new, old))
            connection.exec_driver_sql("UPDATE journal SET zeile_id = ? WHERE zeile_id = ?", (new, old))
    last = service.load_mitschrift(treffen_id).letzter
    assert last is not None and last.titel == "Zuletzt"


def test_hands_are_compared_with_the_meetings_before_by_the_order_in_which_they_ended(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meetings = MitschriftService(database), TreffenService(database)
    held = []
    for hands, days in (("1", 0), ("2", 300), ("3", -200), ("4", -200)):
        clock.tick(days=days)
        held.append(begun(database, region))
        service.record_puls(held[-1], {"f5": hands})
        meetings.end(held[-1])
    assert [[beat.puls.zahl for beat in service.load_pulse(treffen_id)] for treffen_id in held] == [
        [1],
        [2, 1],
        [3, 2, 1],
        [4, 3, 2, 1],
    ]


def test_the_list_of_meetings_has_those_that_ended_last_on_top_and_before_them_what_is_planned(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service = TreffenService(database)
    held = []
    for days, title in ((0, "Erstes"), (0, "Zweites am selben Tag"), (-40, "Mit falscher Uhr")):
        clock.tick(days=days)
        held.append(service.prepare_treffen({**HEAD, "titel": title}))
    for treffen_id in reversed(held[:2]):  # prepared in one order, held in the other
        service.begin(treffen_id)
        service.end(treffen_id)
    clock.tick(days=-40)
    service.begin(held[2])
    service.end(held[2])
    coming = planned(database, region)
    assert [head.id for head in service.load_liste()] == [coming, held[2], held[0], held[1]]
    assert [treffen_id for treffen_id, _name in ProtokollService(database).load_treffen()] == [
        head.id for head in service.load_liste()
    ]


def test_a_meeting_over_midnight_is_the_last_one_of_the_next_which_is_held_on_the_same_day(
    database: Database, region: Region, clock: FrozenClock, berlin: None
) -> None:
    clock.set("2026-11-30T22:30:00Z")
    late = begun(database, region)
    clock.tick(hours=2)
    TreffenService(database).end(late)
    clock.tick(hours=8)
    morning = begun(database, region)
    assert SeitdemService(database).load_bericht().seit == "seit dem letzten Treffen (01.12.2026)"
    TreffenService(database).end(morning)
    assert [head.id for head in TreffenService(database).load_liste()] == [morning, late]
    assert ProtokollService(database).load_gemeint() == morning
