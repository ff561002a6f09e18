"""What has happened since the last meeting: complete, each change once, in plain words."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import IdeeStatus, Spalte, Wahl
from myk_tui.domain.clock import to_text
from myk_tui.domain.seitdem import Rubrik, lines_of
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import MykError, NothingToUndo, SnapshotInvalid
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.schnappschuss import write_snapshot
from myk_tui.services.seitdem import SeitdemService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.unterstuetzung import UnterstuetzungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import step_to_undo
from myk_tui.storage.queries.seitdem import MANY


@pytest.fixture
def region(database: Database, clock: FrozenClock) -> Region:
    """A region whose last meeting has just ended."""
    made = make_region(database)
    end_a_meeting(database, clock)
    return made


def end_a_meeting(database: Database, clock: FrozenClock) -> None:
    with database.write("Treffen beendet") as writer:
        writer.insert(
            t.treffen,
            titel="Treffen",
            status="beendet",
            datum=clock.today().isoformat(),
            beendet_um=to_text(clock.now()),
        )
    clock.tick(minutes=1)


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
    ZielbaumService(database).edit_knoten(Ebene.MASSNAHME, region.massnahmen[0], {"status": "abgeschlossen"})
    part = SeitdemService(database).load_bericht().abschnitte[0]
    assert part.fortschritt == "10 % → 50 %"
    (line,) = part.zeilen
    assert line.rubrik is Rubrik.FERTIG
    assert line.text == "Maßnahme „Maßnahme 1“: Stand: im Sprint → abgeschlossen"


def test_what_was_deleted_is_said_too_even_a_whole_zielbild(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    tree = ZielbaumService(database)
    added = tree.add_knoten(Ebene.ZIELBILD, region.programm, "Kurzes Glück")
    tree.add_knoten(Ebene.MASSNAHME, added, "Fähnchen")
    tree.delete_knoten(Ebene.MASSNAHME, region.geplant[1])
    assert text_of(database, 1) == "Maßnahme „Geplante 2“: gelöscht"
    clock.tick(minutes=1)
    end_a_meeting(database, clock)
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


def test_the_report_of_a_meeting_ends_with_it(database: Database, region: Region, clock: FrozenClock) -> None:
    ideas = IdeenspeicherService(database)
    ideas.add_idee("Vorher")
    end_a_meeting(database, clock)
    ideas.add_idee("Nachher")
    with database.read() as connection:
        meetings = connection.execute(t.treffen.select().order_by(t.treffen.c.beendet_um)).all()
    last = "\n".join(lines_of(SeitdemService(database).load_bericht_zum_treffen(meetings[1].id)))
    assert "Vorher" in last
    assert "Nachher" not in last


def test_since_a_day_counts_from_its_midnight(database: Database, clock: FrozenClock) -> None:
    make_region(database)
    clock.tick(days=2)
    IdeenspeicherService(database).add_idee("Später")
    report = SeitdemService(database).load_bericht_seit(clock.today() - timedelta(days=1))
    assert report.seit == "seit 24.11.2026"
    assert [line.text for part in report.abschnitte for line in part.zeilen] == ["Idee „Später“"]


def test_without_meeting_and_closing_it_counts_from_the_beginning(database: Database) -> None:
    make_region(database)
    assert SeitdemService(database).load_bericht_seit(date(2026, 1, 1)).anzahl > 0
    assert SeitdemService(database).load_bericht().seit == "seit dem Anlegen der Datei (23.11.2026)"


def test_a_snapshot_is_compared_row_by_row(database: Database, region: Region, tmp_path: Path) -> None:
    file = tmp_path / "stand.json"
    write_snapshot(database, file)
    ZielbaumService(database).edit_knoten(Ebene.MASSNAHME, region.massnahmen[0], {"status": "abgeschlossen"})
    IdeenspeicherService(database).add_idee("Neu dabei")
    report = SeitdemService(database).load_bericht_gegen(file)
    assert report.seit == "seit dem Schnappschuss „stand.json“"
    assert report.abschnitte[0].fortschritt == "10 % → 50 %"
    assert {line.text for part in report.abschnitte for line in part.zeilen} == {
        "Maßnahme „Maßnahme 1“: Stand: im Sprint → abgeschlossen",
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


def act(database: Database, region: Region, what: int, which: int) -> None:
    """One of the things that happen between two meetings."""
    cards = [card for lane in region.karten for card in lane]
    actions: list[Callable[[], object]] = [
        lambda: SprintboardService(database).move_aufgabe(
            cards[which % 12], region.auftraege[which % 3], list(Spalte)[which % 4], 0
        ),
        lambda: SprintboardService(database).delete_aufgabe(cards[which % 12]),
        lambda: SprintboardService(database).add_aufgabe(region.auftraege[which % 3], f"Karte {which}", Spalte.OFFEN),
        lambda: ZielbaumService(database).rename_knoten(Ebene.MASSNAHME, region.massnahmen[which % 3], f"M {which}"),
        lambda: ZielbaumService(database).delete_knoten(Ebene.LOESUNG, region.loesungen[which % 3]),
        lambda: ZielbaumService(database).move_knoten(
            Ebene.MASSNAHME, region.geplant[which % 3], region.loesungen[which // 3 % 3]
        ),
        lambda: IdeenspeicherService(database).add_idee(f"Idee {which}"),
        lambda: IdeenspeicherService(database).take_over_idee(region.ideen[which % 3], region.loesungen[which % 3]),
        lambda: EntscheidungService(database).begin_entscheidung(region.zielbilder[which % 3]),
        lambda: take_back(database),
        lambda: take_back(database),
        database.redo,
    ]
    actions[what]()


def take_back(database: Database) -> None:
    with database.read() as connection:
        first = step_to_undo(connection).titel == "Testregion"
    if not first:
        database.undo()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=12))
def test_the_report_lists_every_journaled_change_exactly_once(
    make_database: Callable[[], Database], deeds: list[tuple[int, int]]
) -> None:
    database = make_database()
    region = make_region(database)
    with database.read() as connection:
        start = len(connection.execute(t.journal.select()).all())
    for what, which in deeds:
        try:
            act(database, region, what, which)
        except (MykError, NothingToUndo):
            continue
    report = SeitdemService(database).load_bericht()
    with database.read() as connection:
        entries = connection.execute(t.journal.select().order_by(t.journal.c.schritt_nr, t.journal.c.pos)).all()[start:]
    told = Counter(place for part in report.abschnitte for line in part.zeilen for place in line.orte)
    assert set(told.values()) <= {1}
    assert set(told) == {(entry.tabelle, entry.zeile_id) for entry in entries}
    assert sum(line.eintraege for part in report.abschnitte for line in part.zeilen) == len(entries)
    service = SeitdemService(database)
    opened = {
        step.nr for part in report.abschnitte for line in part.zeilen for step in service.load_eintraege(line, report)
    }
    assert opened == {entry.schritt_nr for entry in entries}
