"""The numbers sprint by sprint, over a real file."""

from pathlib import Path

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import IdeeStatus, Spalte, Wahl
from myk_tui.domain.zielbaum import rounded
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.schnappschuss import create_programm
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintreihe import SprintreiheService
from myk_tui.services.verlauf import VerlaufService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from stored import stored


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def close(database: Database, region: Region, progress: str) -> None:
    """Decide that all carry on with this progress and close the running sprint."""
    service = EntscheidungService(database)
    for zielbild in region.zielbilder:
        service.begin_entscheidung(zielbild)
        abschluss = service.load_sprintabschluss()
        assert abschluss is not None
        own = next(one for one in abschluss.entscheidungen if one.zielbild_id == zielbild)
        for zeile in own.zeilen:
            service.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
            with database.write("Fortschritt") as writer:
                writer.update(t.entscheidung_zeile, zeile.id, fortschritt=int(progress))
        service.decide(zielbild)
    service.close_sprint()


def percents(database: Database) -> list[list[int | None]]:
    series = SprintreiheService(database).load_sprintreihe()
    return [[None if value is None else rounded(value) for value in one.werte] for one in series.zielbilder]


def test_without_a_sprint_there_is_nothing(database: Database) -> None:
    with database.write("Leer") as writer:
        writer.insert(t.programm, name="Leer")
    assert SprintreiheService(database).load_sprintreihe().sprints == ()


def test_the_progress_at_each_end_stays_what_it_was(database: Database, region: Region, clock: FrozenClock) -> None:
    assert percents(database) == [[10], [10], [10]]  # 20 % and 0 %, one of each
    close(database, region, "40")
    clock.set("2027-03-20T18:00:00Z")
    close(database, region, "70")
    with database.write("Später") as writer:
        writer.update(t.massnahme, region.massnahmen[0], fortschritt=100)
        writer.update(t.massnahme, region.geplant[1], status="eingestellt")
        new = writer.insert(t.zielbild, titel="Ganz neu", ordnung="z")
    assert percents(database) == [[20, 35, 50], [20, 35, 70], [20, 35, 35], [None, None, 0]]
    series = SprintreiheService(database).load_sprintreihe()
    assert [(one.quartal.kurz, one.laeuft) for one in series.sprints] == [
        ("2026-Q4", False),
        ("2027-Q1", False),
        ("2027-Q2", True),
    ]
    with database.write("Gelöscht") as writer:
        writer.delete(t.zielbild, new)
    assert len(percents(database)) == 3


def test_a_closing_taken_back_and_done_again_counts_as_it_was_done_at_last(database: Database, region: Region) -> None:
    close(database, region, "40")
    VerlaufService(database).undo()
    assert percents(database) == [[10], [10], [10]]
    VerlaufService(database).redo()
    assert percents(database)[0] == [20, 20]


def test_a_sprint_read_in_closed_is_not_made_up(database: Database, region: Region) -> None:
    with database.write("Eingelesen") as writer:
        writer.insert(t.sprint, jahr=2026, quartal=3, beginn="2026-07-01", ende="2026-09-30", status="abgeschlossen")
        writer.insert(t.sprint, jahr=2027, quartal=1, beginn="2027-01-01", ende="2027-03-31", status="geplant")
    series = SprintreiheService(database).load_sprintreihe()
    assert [one.aufgezeichnet for one in series.sprints] == [False, True]
    assert percents(database)[0] == [None, 10]


def test_cards_count_in_the_sprint_they_stand_in(database: Database, region: Region) -> None:
    with database.write("Archiv") as writer:
        writer.update(t.aufgabe, region.karten[0][3], archiviert=1)
    assert SprintreiheService(database).load_sprintreihe().karten == ((3, 12),)
    close(database, region, "40")
    board = SprintboardService(database).load_board()
    assert board is not None
    lane = board.bahnen[0]
    SprintboardService(database).move_aufgabe(lane.karten[0].id, lane.id, Spalte.FERTIG, 0)
    assert SprintreiheService(database).load_sprintreihe().karten == ((3, 12), (1, 9))


def test_ideas_count_on_the_day_they_came_and_the_day_they_left(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    with database.write("Ideen") as writer:
        writer.insert(t.idee, titel="Ohne Tag")
        writer.insert(t.idee, titel="Zu früh", eingang="2026-02-01")
        writer.insert(t.idee, titel="Eingelesen", status="abgelehnt", antwort_am="2026-10-05", eingang="2026-10-02")
        writer.insert(t.idee, titel="Eingelesen ohne Antwort", status="uebernommen", eingang="2026-10-02")
    with database.write("Abgelehnt") as writer:
        writer.update(t.idee, region.ideen[0], status=IdeeStatus.ABGELEHNT.value)
        writer.update(t.idee, region.ideen[1], status=IdeeStatus.ABGELEHNT.value)
    with database.write("Doch geeignet") as writer:
        writer.update(t.idee, region.ideen[1], status=IdeeStatus.GEEIGNET.value)
    close(database, region, "40")
    clock.set("2027-01-20T18:00:00Z")
    with database.write("Übernommen") as writer:
        writer.update(t.idee, region.ideen[2], status=IdeeStatus.UEBERNOMMEN.value)
    series = SprintreiheService(database).load_sprintreihe()
    assert series.aufgenommen == ((5, 0), 1, 1)
    assert series.abgelehnt == ((2, 0), 0, 0)
    assert series.uebernommen == ((0, 1), 0, 1)


def test_support_counts_on_the_day_it_was_asked_for_and_the_day_of_the_answer(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    with database.write("Bitten") as writer:
        asked = writer.insert(t.unterstuetzung, titel="Raum", gestellt_am="2026-11-01", sprint_id=region.sprint)
        writer.insert(t.unterstuetzung, titel="Ohne Tag")
        # Answered once and open again: the day is still there, the answer does not count.
        writer.insert(t.unterstuetzung, titel="Wieder offen", gestellt_am="2026-11-02", beantwortet_am="2026-11-03")
    close(database, region, "40")
    clock.set("2027-01-20T18:00:00Z")
    with database.write("Antwort") as writer:
        writer.update(t.unterstuetzung, asked, status="zugesagt", beantwortet_am="2027-01-19")
    series = SprintreiheService(database).load_sprintreihe()
    assert series.gestellt == ((2, 0), 0, 1)
    assert series.beantwortet == ((0, 1), 0, 0)


def test_the_practice_data_have_three_sprints_and_grow(tmp_path: Path, clock: FrozenClock) -> None:
    path = tmp_path / "demo.db"
    create_programm(path, "demo", clock)
    with stored(path, clock) as services:
        series = services.sprintreihe.load_sprintreihe()
        overview = services.uebersicht.load_uebersicht()
    assert [one.laeuft for one in series.sprints] == [False, False, True]
    assert [one.werte[-1] for one in series.zielbilder] == [one.wert for one in overview.zielbilder]
    assert [one.werte[-2] for one in series.zielbilder] == [one.vorher for one in overview.zielbilder]
    for one in series.zielbilder:
        assert None not in one.werte and one.werte[0] < one.werte[1]  # type: ignore[operator]
    assert series.karten[:2] == ((14, 20), (19, 20))
    assert series.gestellt.je == (0, 3, 4)


def test_the_funnel_counts_an_idea_in_every_step_it_has_reached(database: Database, region: Region) -> None:
    with database.write("Ideen") as writer:
        here = {"zielbild_id": region.zielbilder[0]}
        for status in ("neu", "gesichtet", "geeignet", "abgelehnt", "dublette"):
            writer.insert(t.idee, titel=status, status=status, **here)
        taken = [writer.insert(t.idee, titel="t", status="uebernommen", **here) for _n in range(2)]
        for idee, status in zip(taken, ("abgeschlossen", "geplant"), strict=True):
            writer.insert(t.massnahme, titel="M", ordnung="V", status=status, herkunft_idee_id=idee, **here)
        loesung = writer.connection.scalar(t.loesung.select().with_only_columns(t.loesung.c.id).limit(1))
        writer.insert(t.idee, titel="über eine Lösung", status="neu", loesung_id=loesung)
    funnel = {line.titel: line.stufen for line in SprintreiheService(database).load_sprintreihe().trichter}
    assert funnel["MYK verändert sich"] == (7, 5, 3, 2, 1)
    assert list(funnel)[-1] == "noch ohne Zielbild"
    assert sum(stufen[0] for stufen in funnel.values()) == 7 + len(region.ideen)
