"""Creating, exporting, importing and rehearsing: whole or not at all."""

import hashlib
import json
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.gegenstand import MEHRZAHL
from myk_tui.errors import NotFound, ReadOnly, RuleViolation, SnapshotInvalid, StorageError
from myk_tui.services.schnappschuss import (
    Bericht,
    Unterschied,
    create_from_snapshot,
    create_programm,
    discard_copy,
    export_snapshot,
    import_snapshot,
    lines_of,
    read_bytes,
    rehearsal_copy,
    write_snapshot,
)
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.opening import open_file
from myk_tui.storage.snapshot import TABLES, Snapshot, all_rows, read_snapshot, replace_content
from myk_tui.storage.vorlagen import VORLAGEN


@pytest.fixture
def region(database: Database, tmp_path: Path) -> Path:
    """A snapshot file of a small programme."""
    make_region(database)
    target = tmp_path / "region.json"
    write_snapshot(database, target)
    return target


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for the file that is made."""
    place = tmp_path / "neu"
    place.mkdir()
    return place


def exported(path: Path, clock: FrozenClock) -> bytes:
    opened = open_file(path, clock)
    try:
        return export_snapshot(opened.database)
    finally:
        opened.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- creating -----------------------------------------------------------------------


@pytest.mark.parametrize("vorlage", VORLAGEN)
def test_a_file_from_a_template_is_sound_private_and_alone(vorlage: str, folder: Path, clock: FrozenClock) -> None:
    path = folder / "myk.db"
    create_programm(path, vorlage, clock)
    assert check_file(path) == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in folder.iterdir()] == ["myk.db"]


def test_the_practice_data_stand_in_the_quarter_of_today(folder: Path, clock: FrozenClock) -> None:
    clock.set("2029-02-10T18:00:00Z")
    create_programm(folder / "myk.db", "demo", clock)
    sprint = [
        row for row in json.loads(exported(folder / "myk.db", clock))["daten"]["sprint"] if row["status"] == "aktiv"
    ]
    assert [(row["beginn"], row["ende"]) for row in sprint] == [("2029-01-01", "2029-03-31")]


def test_an_existing_file_is_never_touched(folder: Path, clock: FrozenClock, region: Path) -> None:
    path = folder / "myk.db"
    path.write_text("Urlaubsfotos")
    for attempt in (lambda: create_programm(path, "leer", clock), lambda: create_from_snapshot(path, region, clock)):
        with pytest.raises(StorageError, match="gibt es schon"):
            attempt()
    assert path.read_text() == "Urlaubsfotos"
    assert [found.name for found in folder.iterdir()] == ["myk.db"]


def test_an_unknown_template_is_refused_by_name(folder: Path, clock: FrozenClock) -> None:
    with pytest.raises(NotFound, match="myk10, demo, leer"):
        create_programm(folder / "myk.db", "gibtsnicht", clock)
    assert list(folder.iterdir()) == []


def test_a_refused_snapshot_creates_nothing(folder: Path, clock: FrozenClock, region: Path) -> None:
    region.write_bytes(region.read_bytes()[:-30])
    with pytest.raises(SnapshotInvalid):
        create_from_snapshot(folder / "myk.db", region, clock)
    assert list(folder.iterdir()) == []


def test_the_log_of_a_lost_file_is_not_replayed_into_a_new_one(folder: Path, clock: FrozenClock) -> None:
    log = folder / "myk.db-wal"
    log.write_bytes(b"Rest")
    with pytest.raises(StorageError, match="Rest einer früheren Datei"):
        create_programm(folder / "myk.db", "leer", clock)
    assert [found.name for found in folder.iterdir()] == ["myk.db-wal"]
    assert log.read_bytes() == b"Rest"


def test_a_file_from_a_snapshot_gives_the_same_snapshot_again(folder: Path, clock: FrozenClock, region: Path) -> None:
    create_from_snapshot(folder / "myk.db", region, clock)
    assert exported(folder / "myk.db", clock) == region.read_bytes()


# --- reading ------------------------------------------------------------------------


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="keine gewöhnliche Datei"):
        read_bytes(tmp_path)
    with pytest.raises(StorageError, match="gibt es nicht"):
        read_bytes(tmp_path / "fehlt.json")
    with pytest.raises(StorageError, match="keine gewöhnliche Datei"):
        read_bytes(Path("/dev/zero"))


def test_a_file_over_the_limit_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    huge = tmp_path / "riesig.json"
    with huge.open("wb") as file:
        file.truncate(10**12)  # sparse: it takes no room
    with pytest.raises(SnapshotInvalid, match="größer als 50 MB"):
        read_bytes(huge)


# --- importing ----------------------------------------------------------------------


def test_importing_into_nothing_creates_the_file(folder: Path, clock: FrozenClock, region: Path) -> None:
    bericht = import_snapshot(folder / "myk.db", region, clock, ersetzen=False, probe=False)
    assert bericht.geschrieben and bericht.vorher == 0 and bericht.sicherung is None
    assert bericht.unterschiede["zielbild"] == Unterschied(neu=3)
    assert exported(folder / "myk.db", clock) == region.read_bytes()


def test_a_rehearsed_import_into_nothing_creates_nothing(folder: Path, clock: FrozenClock, region: Path) -> None:
    bericht = import_snapshot(folder / "myk.db", region, clock, ersetzen=False, probe=True)
    assert not bericht.geschrieben and bericht.unterschiede["zielbild"] == Unterschied(neu=3)
    assert list(folder.iterdir()) == []


def test_a_file_with_content_is_replaced_only_when_asked(folder: Path, clock: FrozenClock, region: Path) -> None:
    path = folder / "myk.db"
    create_programm(path, "myk10", clock)
    before = exported(path, clock)
    with pytest.raises(RuleViolation, match="--ersetzen"):
        import_snapshot(path, region, clock, ersetzen=False, probe=False)
    assert exported(path, clock) == before
    assert not (folder / "sicherungen").exists()


def test_what_is_replaced_is_backed_up_first(folder: Path, clock: FrozenClock, region: Path) -> None:
    path = folder / "myk.db"
    create_programm(path, "myk10", clock)
    before, inode = exported(path, clock), path.stat().st_ino
    bericht = import_snapshot(path, region, clock, ersetzen=True, probe=False)
    assert bericht.geschrieben and bericht.sicherung is not None
    assert exported(bericht.sicherung, clock) == before
    assert exported(path, clock) == region.read_bytes()
    assert path.stat().st_ino == inode, "a running program would not notice a new file"
    assert check_file(path) == []


def test_a_rehearsed_import_says_what_would_change_and_changes_nothing(
    folder: Path, clock: FrozenClock, region: Path
) -> None:
    path = folder / "myk.db"
    create_from_snapshot(path, region, clock)
    opened = open_file(path, clock)
    idee, other, *_rest = contents(opened.database)["idee"]
    with opened.database.write("Geändert") as writer:
        writer.update(t.idee, idee["id"], titel="Anders")
        writer.delete(t.idee, other["id"])
        writer.insert(t.idee, titel="Neu")
        writer.insert(t.idee, titel="Noch eine")
    opened.close()
    before = digest(path)
    bericht = import_snapshot(path, region, clock, ersetzen=False, probe=True)
    assert bericht.unterschiede["idee"] == Unterschied(neu=1, geaendert=1, entfernt=2)
    assert not bericht.geschrieben
    assert digest(path) == before


def test_the_same_snapshot_twice_changes_nothing_and_makes_no_backup(
    folder: Path, clock: FrozenClock, region: Path
) -> None:
    path = folder / "myk.db"
    create_from_snapshot(path, region, clock)
    before = digest(path)
    bericht = import_snapshot(path, region, clock, ersetzen=True, probe=False)
    assert not bericht.unterschiede and not bericht.geschrieben
    assert digest(path) == before
    assert not (folder / "sicherungen").exists()


def test_a_much_smaller_snapshot_says_the_numbers(folder: Path, clock: FrozenClock, database: Database) -> None:
    path, small = folder / "myk.db", folder / "klein.json"
    create_programm(path, "myk10", clock)
    write_snapshot(database, small)
    bericht = import_snapshot(path, small, clock, ersetzen=True, probe=True)
    assert "0 Einträge" in bericht.warnung and str(bericht.vorher) in bericht.warnung
    assert bericht.warnung in lines_of(bericht)


@pytest.mark.parametrize(
    ("now", "then", "warned"), [(100, 100, False), (80, 100, False), (79, 100, True), (9, 0, False)]
)
def test_a_fifth_less_is_where_the_warning_begins(now: int, then: int, warned: bool) -> None:
    assert bool(Bericht({"idee": now}, vorher=then).warnung) is warned


def test_a_file_that_another_window_has_open_is_not_replaced(folder: Path, clock: FrozenClock, region: Path) -> None:
    path = folder / "myk.db"
    create_programm(path, "myk10", clock)
    first = open_file(path, clock)
    before = export_snapshot(first.database)
    try:
        with pytest.raises(ReadOnly):
            import_snapshot(path, region, clock, ersetzen=True, probe=False)
        assert import_snapshot(path, region, clock, ersetzen=True, probe=True).unterschiede
        assert export_snapshot(first.database) == before
    finally:
        first.close()


def test_a_foreign_file_is_not_replaced(folder: Path, clock: FrozenClock, region: Path) -> None:
    path = folder / "fremd.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE fotos (id)")
    connection.close()
    before = digest(path)
    with pytest.raises(StorageError, match="keine Datei von myk-tui"):
        import_snapshot(path, region, clock, ersetzen=True, probe=False)
    assert digest(path) == before


def test_an_error_in_the_middle_of_replacing_changes_nothing(make_database: Callable[[], Database]) -> None:
    database = make_database()
    make_region(database)
    before = export_snapshot(database)
    with database.read() as connection:
        rows = all_rows(connection)
    rows["aufgabe"] = [*rows["aufgabe"], {**rows["aufgabe"][0]}]  # past the checks on purpose
    with pytest.raises(SnapshotInvalid):
        replace_content(database, Snapshot(rows))
    rows["aufgabe"] = []  # what refers to the cards is left hanging until the commit
    rows["pruefpunkt"] = [
        {"id": rows["idee"][0]["id"], "aufgabe_id": rows["idee"][0]["id"], "titel": "x", "erledigt": 0, "ordnung": "V"}
    ]
    with pytest.raises(SnapshotInvalid):
        replace_content(database, Snapshot(rows))
    assert export_snapshot(database) == before
    replace_content(database, read_snapshot(before))
    assert export_snapshot(database) == before


def test_every_table_has_a_name_for_the_report() -> None:
    assert set(MEHRZAHL) == {table.name for table in TABLES}


# --- exporting ----------------------------------------------------------------------


def test_a_snapshot_that_cannot_be_written_leaves_the_old_one(database: Database, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_snapshot(database, tmp_path / "fehlt" / "myk.json")
    target = tmp_path / "ordner.json"
    target.mkdir()
    with pytest.raises(StorageError):
        write_snapshot(database, target)
    assert list(target.iterdir()) == []


# --- rehearsing ---------------------------------------------------------------------


def test_a_rehearsal_happens_in_a_private_folder_that_goes_away(clock: FrozenClock) -> None:
    path = rehearsal_copy(clock)
    try:
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert check_file(path) == []
        assert json.loads(exported(path, clock))["anzahl"]["aufgabe"] > 10
    finally:
        discard_copy(path)
    assert not path.parent.exists()
