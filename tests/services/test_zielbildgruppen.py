"""Meetings of single Zielbildgruppen: the last meeting of a group is the last that served it, its own or one of all."""

from collections.abc import Callable

import pytest
from steps_treffen import HEAD

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.mitschrift import Eintragsart
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.mitschrift import MitschriftService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.treffen import TreffenService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

Hold = Callable[..., str]


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def hold(database: Database, region: Region, clock: FrozenClock) -> Hold:
    """Return how to hold a meeting of a group (None: of all) on a day; it ends an hour later, unless told not to."""

    def meeting(
        day: int, group: int | None, *, left: str = "", agreed: str = "", ends: bool = True, hour: int = 18
    ) -> str:
        clock.set(f"2026-12-{day:02}T{hour}:00:00Z")
        service = TreffenService(database)
        about = "alle" if group is None else region.zielbilder[group]
        treffen_id = service.prepare_treffen({**HEAD, "zielbild": about, "datum": f"{day}.12.2026"})
        service.begin(treffen_id)
        if left:
            service.postpone_punkt(service.add_punkt(treffen_id, {"titel": left, "minuten": "5"}))
        if agreed:
            MitschriftService(database).add_eintrag(treffen_id, Eintragsart.VEREINBARUNG, {"titel": agreed})
        clock.tick(hours=1)
        if ends:
            service.end(treffen_id)
        return treffen_id

    return meeting


def rename(database: Database, region: Region, number: int, title: str) -> None:
    with database.write("Umbenannt") as writer:
        writer.update(t.massnahme, region.massnahmen[number], titel=title)


def titles(database: Database, treffen_id: str) -> list[str]:
    return [item.titel for item in TreffenService(database).load_treffen(treffen_id).punkte]


def open_entries(database: Database, treffen_id: str) -> list[str]:
    return [entry.titel for entry in MitschriftService(database).load_mitschrift(treffen_id).offene]


def test_the_report_of_a_group_begins_with_its_own_last_meeting(
    database: Database, region: Region, hold: Hold, clock: FrozenClock
) -> None:
    hold(1, 0)
    rename(database, region, 0, "Radweg")
    hold(3, 1)
    rename(database, region, 1, "Bus")
    again = hold(10, 0, ends=False)
    service = SeitdemService(database)
    report = service.load_bericht_zum_treffen(again)
    assert report.seit == "seit dem letzten Treffen (01.12.2026)"
    assert [part.id for part in report.abschnitte if part.id] == [region.zielbilder[0]]
    assert "Radweg" in repr(report.abschnitte)
    assert service.load_bericht().nach == report.nach, "while it runs, the key v counts from the same moment"


def test_a_meeting_of_all_begins_where_the_group_left_off_that_met_longest_ago(
    database: Database, region: Region, hold: Hold
) -> None:
    for day, group in ((1, 2), (3, 1), (5, 0), (8, 2)):
        hold(day, group)
    together = hold(10, None)
    report = SeitdemService(database).load_bericht_zum_treffen(together)
    assert report.seit == "seit dem letzten Treffen (03.12.2026)"
    assert {part.id for part in report.abschnitte} >= set(region.zielbilder)
    after = hold(12, 1, ends=False)
    assert SeitdemService(database).load_bericht_zum_treffen(after).seit == "seit dem letzten Treffen (10.12.2026)"


def test_what_a_group_left_open_comes_back_to_it_and_to_no_other(
    database: Database, region: Region, hold: Hold
) -> None:
    hold(1, 0, left="Gerätepool", agreed="Anrufen")
    other = hold(3, 1, left="Haltestelle", agreed="Schreiben")
    assert "Gerätepool" not in titles(database, other)
    assert open_entries(database, other) == ["Schreiben"]
    again = hold(10, 0, ends=False)
    assert "Gerätepool" in titles(database, again) and "Haltestelle" not in titles(database, again)
    assert open_entries(database, again) == ["Anrufen"]


def test_a_meeting_of_all_takes_up_what_every_group_left_open(database: Database, region: Region, hold: Hold) -> None:
    hold(1, 0, left="Gerätepool", agreed="Anrufen")
    hold(3, 1, left="Haltestelle", agreed="Schreiben")
    together = hold(10, None, ends=False)
    assert {"Gerätepool", "Haltestelle"} <= set(titles(database, together))
    assert set(open_entries(database, together)) == {"Anrufen", "Schreiben"}


def test_what_all_left_open_comes_back_to_the_group_it_is_about(database: Database, region: Region, hold: Hold) -> None:
    hold(1, None)  # ends at its first item: results and decisions of every team are left open
    first = hold(3, 0)
    assert "Ergebnisse: Team 1" in titles(database, first)
    assert not {"Ergebnisse: Team 2", "Ergebnisse: Team 3"} & set(titles(database, first))
    assert "Ergebnisse: Team 2" in titles(database, hold(5, 1))


def test_an_evening_without_open_entries_of_its_group_has_no_item_for_them(
    database: Database, region: Region, hold: Hold
) -> None:
    hold(1, 1, agreed="Schreiben")
    assert "Offene Vereinbarungen und geparkte Themen" not in titles(database, hold(3, 0))
    assert "Offene Vereinbarungen und geparkte Themen" in titles(database, hold(5, 1))


def test_the_minutes_of_a_group_tell_of_its_teams_and_decisions_only(
    database: Database, region: Region, hold: Hold
) -> None:
    service = EntscheidungService(database)
    first = hold(1, 0, ends=False)
    for number in (0, 1):
        service.begin_entscheidung(region.zielbilder[number])
        abschluss = service.load_sprintabschluss()
        assert abschluss is not None
        service.record_wahl(abschluss.entscheidungen[number].zeilen[0].id, Wahl.WEITERVERFOLGEN)
        service.decide(region.zielbilder[number])
    TreffenService(database).end(first)
    minutes = ProtokollService(database).load_protokoll(first)
    assert [result.team for result in minutes.ergebnisse] == ["Team 1"]
    assert [decision.zielbild for decision in minutes.beschluesse] == ["MYK verändert sich"]


def test_the_next_meeting_of_a_group_is_its_own_or_one_of_all(database: Database, region: Region, hold: Hold) -> None:
    held = hold(1, 0)
    service = TreffenService(database)
    service.prepare_treffen({**HEAD, "zielbild": region.zielbilder[1], "datum": "3.12.2026"})
    following = service.prepare_treffen({**HEAD, "datum": "10.12.2026"})
    minutes = ProtokollService(database).load_protokoll(held)
    assert minutes.naechstes is not None and minutes.naechstes.id == following


def test_an_older_meeting_names_the_one_that_was_held_after_it(database: Database, region: Region, hold: Hold) -> None:
    first, _other_group, second = hold(1, 0), hold(3, 1), hold(5, None)
    planned = TreffenService(database).prepare_treffen({**HEAD, "datum": "10.12.2026"})
    service = ProtokollService(database)
    following = [service.load_protokoll(meeting).naechstes for meeting in (first, second)]
    assert [None if found is None else found.id for found in following] == [second, planned]


def test_of_two_meetings_of_a_day_only_the_later_one_follows(database: Database, region: Region, hold: Hold) -> None:
    first, second = hold(1, 0, hour=16), hold(1, 0)
    service = ProtokollService(database)
    following = service.load_protokoll(first).naechstes
    assert following is not None and following.id == second
    assert service.load_protokoll(second).naechstes is None
