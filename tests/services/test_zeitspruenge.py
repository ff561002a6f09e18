"""Clocks that jump, at the moments where calendars are hard: the order of things and the numbers stay right."""

from datetime import timedelta

import pytest
from steps_treffen import begun

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.treffen_uhr import SECONDS_MAX, read_clocks, seconds_of
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.treffen import TreffenService
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.storage.database import Database

MOMENTS = {
    "summer time begins": ("2026-03-29T00:30:00.357Z", "29.03.2026"),
    "summer time ends": ("2026-10-25T00:10:00.357Z", "25.10.2026"),
    "the hour that comes twice": ("2026-10-25T00:55:00.357Z", "25.10.2026"),
    "midnight of a running meeting": ("2026-11-23T22:30:00.357Z", "24.11.2026"),
    "the year ends": ("2026-12-31T22:30:00.357Z", "01.01.2027"),
    "a quarter ends": ("2026-09-30T21:30:00.357Z", "01.10.2026"),
    "the leap day begins": ("2028-02-28T22:30:00.357Z", "29.02.2028"),
    "the leap day ends": ("2028-02-29T22:30:00.357Z", "01.03.2028"),
    "week 53 ends": ("2027-01-03T22:30:00.357Z", "04.01.2027"),
}
"""When a meeting begins, and the day in Berlin on which it ends 45 minutes later."""

JUMPS = [timedelta(hours=-1), timedelta(days=-1), timedelta(days=366)]

pytestmark = [
    pytest.mark.usefixtures("berlin"),
    pytest.mark.parametrize("moment", MOMENTS),
    pytest.mark.parametrize("jump", JUMPS, ids=str),
]


@pytest.fixture
def region(database: Database, clock: FrozenClock, moment: str) -> Region:
    """A region at that moment."""
    clock.set(MOMENTS[moment][0])
    return make_region(database)


def ideas_in(database: Database, treffen_id: str | None = None) -> list[str]:
    """Return which ideas a report tells of: the minutes of a meeting, or what came since the last."""
    service = SeitdemService(database)
    report = service.load_bericht() if treffen_id is None else service.load_bericht_zum_treffen(treffen_id)
    texts = [line.text for part in report.abschnitte for line in part.zeilen]
    return sorted(text for text in texts if text.startswith("Idee"))


def named(*names: str) -> list[str]:
    return [f"Idee „{name}“" for name in names]


def test_nothing_is_lost_and_nothing_told_twice_when_the_clock_is_set_after_a_meeting(
    database: Database, region: Region, clock: FrozenClock, moment: str, jump: timedelta
) -> None:
    ideas, meetings = IdeenspeicherService(database), TreffenService(database)
    meetings.end(begun(database, region))
    ideas.add_idee("davor")
    first = begun(database, region)
    clock.tick(minutes=45)
    meetings.end(first)
    ideas.add_idee("A")
    clock.tick(minutes=5)
    clock.tick(seconds=jump.total_seconds())
    ideas.add_idee("B")
    assert ideas_in(database) == named("A", "B")
    doubt = (
        ", Zeit unsicher" if jump < timedelta() else ""
    )  # a clock that runs backwards is seen, a leap forwards is not
    assert SeitdemService(database).load_bericht().seit == f"seit dem letzten Treffen ({MOMENTS[moment][1]}{doubt})"
    clock.tick(days=1)
    ideas.add_idee("C")
    second = begun(database, region)
    clock.tick(minutes=45)
    assert ideas_in(database) == ideas_in(database, second) == named("A", "B", "C")
    ProtokollService(database).record_fassung(first)
    assert UebersichtService(database).load_uebersicht().ohne_protokoll == ""
    meetings.end(second)
    assert UebersichtService(database).load_uebersicht().ohne_protokoll == "Herbsttreffen"
    assert ProtokollService(database).load_gemeint() == second
    ideas.add_idee("D")
    assert ideas_in(database, first) == named("davor")
    assert ideas_in(database, second) == named("A", "B", "C")
    assert ideas_in(database) == named("D")


def test_a_running_meeting_keeps_its_numbers_when_the_clock_is_set(
    database: Database, region: Region, clock: FrozenClock, jump: timedelta
) -> None:
    meetings, mitschrift = TreffenService(database), MitschriftService(database)
    meeting = begun(database, region)
    mitschrift.record_anwesend(meeting, {"g0": "Politik"}, {"g0": "12"})
    clock.tick(minutes=20)
    meetings.next_punkt(meeting)
    clock.tick(minutes=10)
    clock.tick(seconds=jump.total_seconds())
    mitschrift.record_anwesend(meeting, {"g0": "Politik"}, {"g0": "15"})
    meetings.next_punkt(meeting)
    clock.tick(minutes=7)
    meetings.pause(meeting)
    clock.tick(minutes=13)
    meetings.pause(meeting)
    clock.tick(minutes=3)
    meetings.next_punkt(meeting)
    meetings.end(meeting)
    treffen = meetings.load_treffen(meeting)
    during = 0 if jump < timedelta() else SECONDS_MAX
    assert [item.sekunden for item in treffen.punkte[:4]] == [1200, during, 600, 0]
    assert treffen.pause_sekunden == 13 * 60
    assert read_clocks(treffen, clock.now()).abend >= sum(
        seconds_of(each, treffen, clock.now()) for each in treffen.punkte
    )
    assert mitschrift.load_mitschrift(meeting).koepfe == 15
    protokoll = ProtokollService(database).load_protokoll(meeting)
    assert [(group.gruppe, group.anzahl) for group in protokoll.kopf.anwesend] == [("Politik", 15)]
    assert ProtokollService(database).load_datei(meeting, "txt")
