"""Versions of the minutes: what is given out stays, and the next one says what is different."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from gehalten import held

from builders import Region, contents, make_region
from frozen_clock import FrozenClock
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.protokoll import ProtokollService
from myk_tui.services.schnappschuss import create_from_snapshot, export_snapshot
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.opening import open_file


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def kept(database: Database) -> list[int]:
    with database.read() as connection:
        return list(connection.scalars(sa.select(t.protokollfassung.c.version).order_by(t.protokollfassung.c.version)))


def changed(service: ProtokollService, meeting: str) -> str:
    """Return the chapter of what is different, without the spaces that keep words together."""
    text = service.load_datei(meeting, "md").decode().replace("\xa0", " ")
    return text.split("Geändert gegenüber Fassung 1")[1].split("\n## ")[0]


def correct(database: Database, **texts: str) -> None:
    """Correct the decision that stands, after its sprint; what is not named is left as it is."""
    with database.write("Sprint abgeschlossen") as writer:
        for sprint in writer.connection.scalars(sa.select(t.sprint.c.id)).all():
            writer.update(t.sprint, sprint, status="abgeschlossen")
    with database.read() as connection:
        found = connection.execute(sa.select(t.entscheidung).where(t.entscheidung.c.status == "beschlossen")).one()
    step = {"was": found.naechster_schritt, "gremium": found.naechstes_gremium, "bis": "1.12.2026"}
    BeschluesseService(database).correct_beschluss(found.id, {"anlass": "Verschrieben", **step, **texts})


def test_undo_passes_over_minutes_that_are_out_and_takes_back_the_step_before(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    assert service.record_fassung(meeting) == 1
    issued = contents(database)
    assert database.undo().titel == "Treffen endet"
    assert kept(database) == [1]
    assert database.redo().titel == "Treffen endet"
    assert contents(database) == issued


def test_what_was_taken_back_before_the_minutes_went_out_can_still_be_repeated(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    with database.write("Ort berichtigt") as writer:
        writer.update(t.treffen, meeting, ort="Rathaus")
    database.undo()
    service.record_fassung(meeting)
    assert database.redo().titel == "Ort berichtigt"
    assert kept(database) == [1]
    assert service.record_fassung(meeting) == 2


def test_a_decision_taken_back_and_made_differently_makes_version_2_that_says_so(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    assert service.record_fassung(meeting) == 1
    while database.undo().titel != "Beschluss gefasst":
        pass
    with database.read() as connection:
        decision = str(connection.scalar(sa.select(t.entscheidung.c.id)))
    BeschluesseService(database).record_text(decision, {"begruendung": "Es läuft sehr gut."})
    wizard = EntscheidungService(database)
    with database.read() as connection:
        line = str(connection.scalar(sa.select(t.entscheidung_zeile.c.id)))
    wizard.record_zeile(line, {"sprintziel": "Vier Bänke stehen"})
    wizard.decide(region.zielbilder[0])
    assert service.record_fassung(meeting) == 2
    said = changed(service, meeting)
    assert "Begründung: „Es läuft gut.“ → „Es läuft sehr gut.“" in said
    assert "Sprintziel: „Drei Bänke stehen“ → „Vier Bänke stehen“" in said
    assert "Beschlossen" not in said, "the hour at which it was decided stands in no minutes"
    assert kept(database) == [1, 2]


def test_a_file_with_minutes_that_are_out_is_sound_and_its_snapshot_stays_the_same(
    database: Database, region: Region, clock: FrozenClock, tmp_path: Path
) -> None:
    ProtokollService(database).record_fassung(held(database, region, clock))
    database.undo()
    snapshot = tmp_path / "schnappschuss.json"
    snapshot.write_bytes(export_snapshot(database))
    create_from_snapshot(tmp_path / "neu.sqlite", snapshot, clock)
    opened = open_file(tmp_path / "neu.sqlite", clock)
    try:
        assert export_snapshot(opened.database) == snapshot.read_bytes()
        assert opened.database.redo().titel == "Treffen endet"
    finally:
        opened.close()
    assert check_file(tmp_path / "neu.sqlite") == []


def test_a_corrected_decision_is_said_by_its_number_field_by_field_and_nothing_copied_is_new(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    service.record_fassung(meeting)
    correct(database, begruendung="Es läuft sehr gut.")
    assert service.record_fassung(meeting) == 2
    lines = [line for line in changed(service, meeting).splitlines() if line.startswith("- ")]
    assert len(lines) == 1, lines
    assert lines[0].startswith("- Beschluss 2026-01 zu ")
    assert "Begründung: „Es läuft gut.“ → „Es läuft sehr gut. Korrigiert am 23.11.2026: Verschrieben“" in lines[0]


def test_a_correction_that_was_taken_back_makes_no_new_version(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    service.record_fassung(meeting)
    correct(database, begruendung="Es läuft sehr gut.")
    database.undo()
    assert service.record_fassung(meeting) == 1


def test_two_corrections_in_a_row_are_compared_with_what_was_given_out(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    service.record_fassung(meeting)
    correct(database, begruendung="Falsch.")
    correct(database, begruendung="Es läuft bestens.")
    service.record_fassung(meeting)
    assert "„Es läuft gut.“ → „Es läuft bestens." in changed(service, meeting)
    assert "Falsch" not in changed(service, meeting)


def test_a_decision_that_came_later_is_one_new_line(database: Database, region: Region, clock: FrozenClock) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    with database.write("Ohne Treffen") as writer:
        decision = str(writer.connection.scalar(sa.select(t.entscheidung.c.id)))
        writer.update(t.entscheidung, decision, treffen_id=None)
    service.record_fassung(meeting)
    with database.write("Zugeordnet") as writer:
        writer.update(t.entscheidung, decision, treffen_id=meeting)
    assert service.record_fassung(meeting) == 2
    assert changed(service, meeting).strip().startswith("- neu: Beschluss 2026-01 zu ")
    with database.write("Doch nicht") as writer:
        writer.update(t.entscheidung, decision, treffen_id=None)
    assert service.record_fassung(meeting) == 3
    assert "- entfallen: Beschluss 2026-01 zu " in service.load_datei(meeting, "md").decode().replace("\xa0", " ")


@pytest.mark.parametrize("endung", ["md", "txt", "html"])
def test_the_head_says_the_version_from_the_second_on(
    database: Database, region: Region, clock: FrozenClock, endung: str
) -> None:
    def head() -> str:
        text = re.sub(r"[\s*\\|]+|<[^>]+>", " ", service.load_datei(meeting, endung).decode())
        return " ".join(text.split("Anwesend")[0].split())

    service, meeting = ProtokollService(database), held(database, region, clock)
    assert re.search("Fassung:? 1", head()) is None
    service.record_fassung(meeting)
    with database.write("Ort berichtigt") as writer:
        writer.update(t.treffen, meeting, ort="Rathaus")
    assert re.search("Ort:? Rathaus (- )?Fassung:? 2", head())


def test_a_file_is_named_after_the_day_of_the_meeting_and_after_today_where_it_has_none(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    service, meeting = ProtokollService(database), held(database, region, clock)
    clock.tick(days=30)
    assert service.load_dateiname(meeting, "protokoll", "pdf") == "protokoll-2026-11-23.pdf"
    with database.write("Ohne Tag") as writer:
        writer.update(t.treffen, meeting, datum=None)
    assert service.load_dateiname(meeting, "protokoll", "pdf") == f"protokoll-{clock.today().isoformat()}.pdf"
