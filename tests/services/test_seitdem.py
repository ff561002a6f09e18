"""What has happened since the last meeting: complete, each change once, in plain words."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from steps_beschluesse import closed
from steps_treffen import begun

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import IdeeStatus, Spalte, Wahl
from myk_tui.domain.seitdem import Rubrik, lines_of
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import SnapshotInvalid
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.schnappschuss import create_programm, write_snapshot
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.treffen import TreffenService
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries.seitdem import MANY


@pytest.fixture
def region(database: Database, clock: FrozenClock) -> Region:
    """A region whose last meeting has just ended."""
    made = make_region(database)
    end_a_meeting(database, made)
    return made


def end_a_meeting(database: Database, region: Region) -> str:
    treffen_id = begun(database, region)
    TreffenService(database).end(treffen_id)
    return treffen_id


def told_of(database: Database, treffen_id: str) -> str:
    return "\n".join(lines_of(SeitdemService(database).load_bericht_zum_treffen(treffen_id)))


def text_of(database: Database, zielbild: int | None = None) -> str:
    report = SeitdemService(database).load_bericht()
    if zielbild is None:
        return "\n".join(lines_of(report))
    return "\n".join(line.text for line in report.abschnitte[zielbild].zeilen)


def test_right_after_the_meeting_nothing_has_changed(database: Database, region: Region) -> None:
    report = SeitdemService(database).load_bericht()
    assert report.seit == "seit dem letzten Treffen (23.11.2026)"
    assert report.anzahl == 0
    assert [part.titel for part in report.abschnitte] == [
        "MYK verändert sich",
        "In MYK gut von A nach B kommen",
        "MYK vernetzt Menschen",
    ]
    assert lines_of(report).count("  nichts geändert") == 3


def test_a_massnahme_that_is_finished_is_said_with_the_progress_of_its_zielbild(
    database: Database, region: Region
) -> None:
    ZielbaumService(database).edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"status": "abgeschlossen"})
    part = SeitdemService(database).load_bericht().abschnitte[0]
    assert part.fortschritt == "10 % → 60 %"
    (line,) = part.zeilen
    assert line.rubrik is Rubrik.FERTIG
    assert line.text == "Maßnahme „Geplante 1“: Stand: geplant → abgeschlossen"


def test_what_was_deleted_is_said_too_even_a_whole_zielbild(database: Database, region: Region) -> None:
    tree = ZielbaumService(database)
    added = tree.add_knoten(Ebene.ZIELBILD, region.programm, "Kurzes Glück")
    tree.add_knoten(Ebene.MASSNAHME, added, "Fähnchen")
    tree.delete_knoten(Ebene.MASSNAHME, region.geplant[1])
    assert text_of(database, 1) == "Maßnahme „Geplante 2“: gelöscht"
    end_a_meeting(database, region)
    tree.delete_knoten(Ebene.ZIELBILD, added)
    report = SeitdemService(database).load_bericht()
    part = next(part for part in report.abschnitte if part.id == added)
    assert part.fortschritt == "0 % → gelöscht"
    assert [line.text for line in part.zeilen] == ["Maßnahme „Fähnchen“: gelöscht", "Zielbild „Kurzes Glück“: gelöscht"]


def test_moving_says_from_where_to_where(database: Database, region: Region) -> None:
    ZielbaumService(database).move_knoten(Ebene.MASSNAHME, region.geplant[0], region.loesungen[1])
    assert text_of(database, 1) == "Maßnahme „Geplante 1“: von „Lösung 1“ nach „Lösung 2“"


def test_cards_are_one_line_per_auftrag(database: Database, region: Region) -> None:
    board = SprintboardService(database)
    board.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.FERTIG, 0)
    board.move_aufgabe(region.karten[0][1], region.auftraege[0], Spalte.OFFEN, 0)
    board.add_aufgabe(region.auftraege[0], "Plakate drucken", Spalte.OFFEN)
    board.delete_aufgabe(region.karten[0][2])
    assert text_of(database, 0) == ("Team 1 · Maßnahme 1 · 4. Quartal 2026: 1 fertig, 1 neu, 1 verschoben, 1 gelöscht")


def test_decisions_say_what_was_chosen(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[0])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    service.record_wahl(abschluss.entscheidungen[0].zeilen[0].id, Wahl.WEITERVERFOLGEN)
    service.record_zeile(abschluss.entscheidungen[0].zeilen[0].id, {"sprintziel": "Probefahrt"})
    service.decide(region.zielbilder[0])
    (line,) = SeitdemService(database).load_bericht().abschnitte[0].zeilen
    assert line.rubrik is Rubrik.BESCHLOSSEN
    assert line.text == "Beschluss 2026-01 zu „MYK verändert sich“: Team 1: weiterverfolgen"


def test_what_was_taken_back_is_a_line_of_its_own(database: Database, region: Region) -> None:
    ZielbaumService(database).rename_knoten(Ebene.MASSNAHME, region.massnahmen[0], "Anders")
    database.undo()
    (line,) = SeitdemService(database).load_bericht().abschnitte[0].zeilen
    assert line.rubrik is Rubrik.ZURUECK
    assert line.eintraege == 2


def test_a_line_opens_into_its_steps_with_from_and_to(database: Database, region: Region) -> None:
    service = SeitdemService(database)
    ZielbaumService(database).rename_knoten(Ebene.MASSNAHME, region.massnahmen[0], "Anders")
    UnterstuetzungService(database).add_unterstuetzung({"titel": "Raum", "art": "organisatorisch"}, region.auftraege[0])
    report = service.load_bericht()
    renamed, asked = sorted(report.abschnitte[0].zeilen, key=lambda line: "Raum" in line.text)
    assert [step.zeilen for step in service.load_eintraege(renamed, report)] == [
        ("Maßnahme „Anders“, Titel: „Maßnahme 1“ → „Anders“",)
    ]
    assert "Raum" in service.load_eintraege(asked, report)[0].zeilen[0]


def test_the_report_of_a_meeting_ends_with_it(database: Database, region: Region) -> None:
    ideas = IdeenspeicherService(database)
    ideas.add_idee("Vorher")
    meeting = end_a_meeting(database, region)
    ideas.add_idee("Nachher")
    told = told_of(database, meeting)
    assert "Vorher" in told
    assert "Nachher" not in told


def test_the_ending_itself_belongs_to_the_meeting(database: Database, region: Region, clock: FrozenClock) -> None:
    meeting = begun(database, region)
    clock.tick(minutes=4)
    TreffenService(database).end(meeting)
    assert SeitdemService(database).load_bericht().anzahl == 0
    assert "Treffen „Herbsttreffen · 23.11.2026“: neu, beendet" in told_of(database, meeting)


def test_what_follows_in_the_same_second_belongs_to_the_next_meeting(database: Database, region: Region) -> None:
    IdeenspeicherService(database).add_idee("Gleich danach")
    assert text_of(database, -1) == "Idee „Gleich danach“"


def test_a_meeting_that_goes_on_after_all_is_no_boundary(database: Database, region: Region) -> None:
    ideas = IdeenspeicherService(database)
    ideas.add_idee("Davor")
    meeting = end_a_meeting(database, region)
    assert "Davor" not in text_of(database)
    database.undo()
    assert "Davor" in text_of(database)
    assert "Davor" in told_of(database, meeting)
    database.redo()
    ideas.add_idee("Danach")
    assert text_of(database, -1) == "Idee „Danach“"
    assert "Danach" not in told_of(database, meeting)


def test_the_first_meeting_tells_what_came_before_even_when_a_sprint_was_closed_since(
    database: Database, clock: FrozenClock
) -> None:
    region = make_region(database)
    IdeenspeicherService(database).add_idee("Davor")
    meeting = end_a_meeting(database, region)
    closed(database, region)
    told = told_of(database, meeting)
    assert told.startswith("Was sich geändert hat seit dem Anlegen der Datei")
    assert "Davor" in told


def test_the_last_meeting_is_the_one_that_ended_last_even_if_the_clock_was_set_back(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service = TreffenService(database)
    clock.tick(days=-30)
    meeting = begun(database, region)
    extra = service.load_treffen(meeting).punkte[0].id
    service.jump_to(service.load_treffen(meeting).punkte[1].id)
    service.edit_punkt(extra, {"titel": "Noch offen"})
    service.end(meeting)
    assert ProtokollService(database).load_gemeint() == meeting
    gegenwaertiges = service.load_gegenwaertiges()
    assert gegenwaertiges is not None and gegenwaertiges.id == meeting


def test_since_a_day_counts_from_its_midnight(database: Database, clock: FrozenClock) -> None:
    make_region(database)
    clock.tick(days=2)
    IdeenspeicherService(database).add_idee("Später")
    report = SeitdemService(database).load_bericht_seit(clock.today() - timedelta(days=1))
    assert report.seit == "seit 24.11.2026"
    assert [line.text for part in report.abschnitte for line in part.zeilen] == ["Idee „Später“"]


def test_since_a_day_misses_nothing_of_that_day_when_the_clock_was_set_back(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    ideas, friday = IdeenspeicherService(database), clock.today() + timedelta(days=4)
    clock.tick(days=4)
    ideas.add_idee("Freitag")
    clock.tick(days=-7)
    ideas.add_idee("Falsch gestellt")
    clock.tick(days=8)
    ideas.add_idee("Samstag")
    lines = [
        line.text for part in SeitdemService(database).load_bericht_seit(friday).abschnitte for line in part.zeilen
    ]
    assert {"Idee „Freitag“", "Idee „Samstag“"} <= set(lines)


@pytest.mark.parametrize("lost", ["journal", "journal WHERE tabelle = 'treffen'"])
def test_a_meeting_that_ended_before_the_history_begins_is_followed_by_all_of_it(
    database: Database, region: Region, lost: str
) -> None:
    meeting = end_a_meeting(database, region)
    with database.rewrite("Verlauf fehlt") as connection:
        connection.exec_driver_sql(f"DELETE FROM {lost}")
    IdeenspeicherService(database).add_idee("Danach")
    assert "Idee „Danach“" in text_of(database)
    assert "Danach" not in told_of(database, meeting)
    assert ProtokollService(database).load_datei(meeting, "txt")
    tree = ZielbaumService(database)
    assert tree.load_frueher(tree.load_zielbaum()) is None


def test_a_damaged_entry_of_the_history_does_not_hide_the_overview(database: Database, region: Region) -> None:
    with database.rewrite("Verlauf beschädigt") as connection:
        connection.exec_driver_sql("UPDATE journal SET nachher = '{' WHERE tabelle = 'treffen'")
    assert UebersichtService(database).load_uebersicht().ohne_protokoll == "Herbsttreffen"


def test_in_a_new_file_the_very_first_change_is_told(tmp_path: Path, clock: FrozenClock) -> None:
    create_programm(tmp_path / "neu.db", "myk10", clock)
    database = Database(tmp_path / "neu.db", clock)
    IdeenspeicherService(database).add_idee("Die erste")
    report = SeitdemService(database).load_bericht()
    database.close()
    assert [line.text for part in report.abschnitte for line in part.zeilen] == ["Idee „Die erste“"]
    assert report.abschnitte[0].von == report.abschnitte[0].bis


def test_without_meeting_and_closing_it_counts_from_the_beginning(database: Database) -> None:
    make_region(database)
    assert SeitdemService(database).load_bericht_seit(date(2026, 1, 1)).anzahl > 0
    assert SeitdemService(database).load_bericht().seit == "seit dem Anlegen der Datei (23.11.2026)"


def test_a_snapshot_is_compared_row_by_row(database: Database, region: Region, tmp_path: Path) -> None:
    file = tmp_path / "stand.json"
    write_snapshot(database, file)
    ZielbaumService(database).edit_knoten(Ebene.MASSNAHME, region.geplant[0], {"status": "abgeschlossen"})
    IdeenspeicherService(database).add_idee("Neu dabei")
    report = SeitdemService(database).load_bericht_gegen(file)
    assert report.seit == "seit dem Schnappschuss „stand.json“"
    assert report.abschnitte[0].fortschritt == "10 % → 60 %"
    assert {line.text for part in report.abschnitte for line in part.zeilen} == {
        "Maßnahme „Geplante 1“: Stand: geplant → abgeschlossen",
        "Idee „Neu dabei“",
    }


def test_a_file_that_is_no_snapshot_is_refused(database: Database, region: Region, tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_text("{}")
    with pytest.raises(SnapshotInvalid):
        SeitdemService(database).load_bericht_gegen(file)


def test_what_one_step_does_to_many_rows_is_one_line(database: Database, region: Region) -> None:
    with database.write("Tabelle eingelesen") as writer:
        added = [writer.insert(t.idee, titel=f"Einfall {number}") for number in range(MANY + 20)]
    IdeenspeicherService(database).record_status(added[3], IdeeStatus.GESICHTET)
    report = SeitdemService(database).load_bericht()
    many, alone = sorted(report.abschnitte[-1].zeilen, key=lambda line: -line.eintraege)
    assert many.text == "119 Ideen neu durch „Tabelle eingelesen“"
    assert many.eintraege == 119
    assert alone.text == "Idee „Einfall 3“: gesichtet"
    assert alone.orte[0] not in many.orte


def test_cards_carried_into_the_next_quarter_are_no_new_ones(database: Database, region: Region) -> None:
    board = SprintboardService(database)
    board.move_aufgabe(region.karten[0][0], region.auftraege[0], Spalte.BLOCKIERT, 0)
    closed(database, region)
    assert "Team 1 · Maßnahme 1 · 1. Quartal 2027: 3 mitgenommen" in text_of(database, 0), "blocked it was before"
    bahn = board.load_board().bahnen[0]  # type: ignore[union-attr]
    blocked, other = sorted(bahn.karten, key=lambda karte: karte.spalte is not Spalte.BLOCKIERT)[::2]
    board.move_aufgabe(blocked.id, bahn.id, Spalte.FERTIG, 0)
    board.move_aufgabe(other.id, bahn.id, Spalte.BLOCKIERT, 0)
    board.add_aufgabe(bahn.id, "Ganz neu", Spalte.OFFEN)
    assert "Team 1 · Maßnahme 1 · 1. Quartal 2027: 1 fertig, 1 neu, 1 mitgenommen, 1 blockiert" in text_of(database, 0)


def test_very_many_carried_cards_are_still_told_by_auftrag(database: Database, region: Region) -> None:
    with database.write("Viele Karten") as writer:
        for number in range(MANY + 1):
            writer.insert(t.aufgabe, auftrag_id=region.auftraege[0], titel=f"K {number}", ordnung=f"m{number:03d}")
    end_a_meeting(database, region)
    closed(database, region)
    assert f"{MANY + 4} mitgenommen" in text_of(database, 0)


def test_a_closing_that_was_undone_and_repeated_is_told_once(database: Database, region: Region) -> None:
    closed(database, region)
    once = text_of(database)
    database.undo()
    assert "mitgenommen" not in text_of(database)
    assert text_of(database).count("1. Quartal 2027") == 3 + 1, "each Auftrag and the sprint itself, taken back"
    database.redo()
    assert text_of(database) == once
    database.undo()
    EntscheidungService(database).close_sprint()
    assert text_of(database) == once


def test_what_was_added_taken_back_and_added_again_is_one_line_with_all_its_entries(
    database: Database, region: Region
) -> None:
    ideas = IdeenspeicherService(database)
    ideas.add_idee("Bänke")
    database.undo()
    ideas.add_idee("Bänke")
    ideas.add_idee("Lampen")
    database.undo()
    report = SeitdemService(database).load_bericht()
    lines = {line.text: line for line in report.abschnitte[-1].zeilen}
    assert list(lines) == ["Idee „Bänke“", "Idee „Lampen“"]
    assert [line.rubrik for line in lines.values()] == [Rubrik.NEUE_IDEEN, Rubrik.ZURUECK]
    assert [line.eintraege for line in lines.values()] == [3, 2]
    steps = SeitdemService(database).load_eintraege(lines["Idee „Bänke“"], report)
    assert len(steps) == 3


def test_a_second_one_that_was_taken_back_is_told_beside_the_first_that_stays(
    database: Database, region: Region
) -> None:
    ideas = IdeenspeicherService(database)
    ideas.add_idee("Bänke")
    ideas.add_idee("Bänke")
    database.undo()
    report = SeitdemService(database).load_bericht()
    assert [line.rubrik for line in report.abschnitte[-1].zeilen] == [Rubrik.NEUE_IDEEN, Rubrik.ZURUECK]


def test_many_rows_that_were_taken_back_and_added_again_are_one_line_too(database: Database, region: Region) -> None:
    def read_in() -> None:
        with database.write("Tabelle eingelesen") as writer:
            for number in range(MANY + 20):
                writer.insert(t.idee, titel=f"Einfall {number}")

    def lines() -> list[tuple[str, int]]:
        part = SeitdemService(database).load_bericht().abschnitte[-1]
        return [(line.text, line.eintraege) for line in part.zeilen]

    read_in()
    database.undo()
    assert lines() == [("120 Ideen durch „Tabelle eingelesen“", 240)]
    database.redo()
    assert lines() == [("120 Ideen neu durch „Tabelle eingelesen“", 360)]
    database.undo()
    read_in()
    assert lines() == [("120 Ideen neu durch „Tabelle eingelesen“", 600)]


def test_minutes_that_went_out_and_a_sprint_that_began_are_said_in_plain_words(
    database: Database, region: Region
) -> None:
    with database.read() as connection:
        meeting = str(connection.scalar(sa.select(t.treffen.c.id)))
    ProtokollService(database).record_fassung(meeting)
    with database.write("Quartalswechsel") as writer:
        writer.update(t.sprint, region.sprint, status="abgeschlossen")
        sprint = writer.insert(t.sprint, jahr=2027, quartal=1, beginn="2027-01-01", ende="2027-03-31", status="aktiv")
        writer.insert(t.teamquartal, sprintteam_id=region.teams[0], sprint_id=sprint, abende=6)
    said = text_of(database)
    assert "Protokoll ausgegeben (Fassung 1)" in said
    assert "Sprint 1. Quartal 2027 begonnen" in said and "Sprint 4. Quartal 2026 abgeschlossen" in said
    assert "1 Angabe zu den Abenden" in said
    assert not any(word in said for word in ("1 Protokoll", "Fassung des Protokolls", "neu, aktiv", "1 Abende"))
    told = [
        place
        for part in SeitdemService(database).load_bericht().abschnitte
        for line in part.zeilen
        for place in line.orte
    ]
    assert len(told) == len(set(told)) == 5
