import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import DatabaseRefused, ReadOnly, StorageBusy, StorageError, StorageFull
from myk_tui.storage import database as database_module
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.failures import from_os, from_sqlite, said_plainly
from myk_tui.storage.opening import open_file
from other_process import run_python

PLACE = Path("/daten/Größe 50 %/myk.db")


def note(database: Database, titel: str, beschreibung: str = "") -> None:
    with database.write(titel) as writer:
        writer.insert(t.idee, titel=titel, beschreibung=beschreibung)


def titles(database: Database) -> list[str]:
    return [str(row["titel"]) for row in contents(database)["idee"]]


def tell(database: Database, pragma: str) -> None:
    with database.read() as connection:
        connection.exec_driver_sql(f"PRAGMA {pragma}")


@contextmanager
def held_by_another_program(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


# --- every sentence -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (sqlite3.SQLITE_FULL, StorageFull, "kein Platz mehr"),
        (sqlite3.SQLITE_BUSY, StorageBusy, "hält die Datei myk.db gerade fest"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageBusy, "hält die Datei myk.db gerade fest"),
        (sqlite3.SQLITE_LOCKED, StorageBusy, "hält die Datei"),
        (sqlite3.SQLITE_READONLY, ReadOnly, "schreibgeschützt"),
        (sqlite3.SQLITE_READONLY_DBMOVED, ReadOnly, "schreibgeschützt"),
        (sqlite3.SQLITE_PERM, ReadOnly, "schreibgeschützt"),
        (sqlite3.SQLITE_CORRUPT, DatabaseRefused, "beschädigt oder keine Datenbank"),
        (sqlite3.SQLITE_CORRUPT_INDEX, DatabaseRefused, "beschädigt oder keine Datenbank"),
        (sqlite3.SQLITE_NOTADB, DatabaseRefused, "beschädigt oder keine Datenbank"),
        (sqlite3.SQLITE_CANTOPEN, StorageError, "lässt sich nicht öffnen"),
        (sqlite3.SQLITE_IOERR, StorageError, "meldet einen Fehler"),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageError, "meldet einen Fehler"),
        (sqlite3.SQLITE_NOMEM, StorageError, "Arbeitsspeicher"),
    ],
)
def test_each_error_of_sqlite_has_its_sentence(code: int, kind: type[StorageError], said: str):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    sentence = from_sqlite(error, PLACE)
    assert type(sentence) is kind
    assert said in sentence.message
    assert "itte" in sentence.message, "it says what to do"
    for raised in (error, sa.exc.OperationalError("INSERT", {}, error)):
        with pytest.raises(kind, match=said) as refused, said_plainly(PLACE):
            raise raised
        assert refused.value.__cause__ is raised


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (errno.ENOSPC, StorageFull, "kein Platz mehr"),
        (errno.EDQUOT, StorageFull, "kein Platz mehr"),
        (errno.EACCES, ReadOnly, "schreibgeschützt"),
        (errno.EPERM, ReadOnly, "schreibgeschützt"),
        (errno.EROFS, ReadOnly, "schreibgeschützt"),
        (errno.ENOENT, StorageError, "gibt es nicht"),
        (errno.ENOTDIR, StorageError, "gibt es nicht"),
        (errno.EISDIR, StorageError, "ist ein Ordner"),
        (errno.ENAMETOOLONG, StorageError, "Dateiname ist zu lang"),
        (errno.EIO, StorageError, "Der Datenträger meldet"),
        (errno.ELOOP, StorageError, "Der Datenträger meldet"),
    ],
)
def test_each_error_of_the_file_system_has_its_sentence(number: int, kind: type[StorageError], said: str):
    other = PLACE.with_name("schnappschuss.json")
    for error, named in (
        (OSError(number, os.strerror(number)), PLACE),
        (OSError(number, os.strerror(number), str(other)), other),
    ):
        sentence = from_os(error, PLACE)
        assert type(sentence) is kind
        assert said in sentence.message
        assert "itte" in sentence.message
        assert str(named) in sentence.message or number == errno.ENAMETOOLONG
        with pytest.raises(kind), said_plainly(PLACE):
            raise error


def test_an_error_of_the_system_without_any_text_is_said_too():
    assert "OSError" in from_os(OSError(), PLACE).message


@pytest.mark.parametrize(
    "mistake",
    [
        sqlite3.IntegrityError("UNIQUE constraint failed"),
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
        sqlite3.OperationalError("no such table: gibt_es_nicht"),
        sa.exc.IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed")),
        sa.exc.InvalidRequestError("unsinn"),
        KeyError("idee"),
    ],
    ids=lambda mistake: type(mistake).__name__,
)
def test_a_mistake_of_the_program_is_not_dressed_up_as_a_fault_of_the_disk(mistake: Exception):
    with pytest.raises(type(mistake)) as raised, said_plainly(PLACE):
        raise mistake
    assert raised.value is mistake


def test_wrong_sql_in_a_block_is_a_mistake_and_leaves_nothing(database: Database):
    with pytest.raises(sa.exc.OperationalError, match="no such table"), database.write("Unsinn") as writer:
        writer.insert(t.idee, titel="darf nicht bleiben")
        writer.connection.exec_driver_sql("SELECT * FROM gibt_es_nicht")
    assert titles(database) == []


# --- a full disk --------------------------------------------------------------------


def test_when_there_is_no_room_it_is_said_nothing_is_half_there_and_later_it_works(database: Database):
    region = make_region(database)
    before = contents(database)
    saved = database.last_saved
    tell(database, "max_page_count=1")  # SQLite raises it to the present size: not a page more
    with pytest.raises(StorageFull, match="kein Platz mehr") as refused, database.write("Viel") as writer:
        writer.update(t.programm, region.programm, name="anders")
        for number in range(100):
            writer.insert(t.idee, titel=f"Idee {number}", beschreibung="x" * 15_000)
    assert str(database.path) in refused.value.message
    assert contents(database) == before
    assert database.last_saved == saved
    tell(database, "max_page_count=1000000")
    note(database, "jetzt ist Platz", "x" * 15_000)
    assert "jetzt ist Platz" in titles(database)
    database.close()
    assert {finding.art for finding in check_file(database.path)} <= {"programm"}, (
        "a file without a programme, else sound"
    )


def test_without_room_undo_takes_nothing_back_and_later_everything(database: Database):
    with database.write("Idee") as writer:
        idee = writer.insert(t.idee, titel="eins", beschreibung="x" * 19_000)
    before = contents(database)
    with database.write("Gelöscht") as writer:
        writer.delete(t.idee, idee)
    tell(database, "max_page_count=1")
    with pytest.raises(StorageFull):
        for _attempt in range(50):
            database.undo()
            database.redo()
    assert contents(database) in (before, {**before, "idee": []})
    tell(database, "max_page_count=1000000")
    while not titles(database):
        database.undo()
    assert contents(database) == before
    database.close()
    assert {finding.art for finding in check_file(database.path)} <= {"programm"}, (
        "a file without a programme, else sound"
    )


def test_a_disk_that_is_really_full_costs_nothing_that_was_saved(database_path: Path, clock: FrozenClock):
    """The limit strikes wherever the log has got to, also in the middle of a COMMIT."""
    result = run_python(
        """
import resource, sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.errors import StorageError
from myk_tui.storage import tables as t
from myk_tui.storage.opening import open_file
opened = open_file(Path(sys.argv[1]), FrozenClock())
endless = resource.RLIM_INFINITY
for room in range(740_000, 1_100_000, 7_001):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, endless))
    for attempt in range(2):
        try:
            with opened.database.write("Idee") as writer:
                writer.insert(t.idee, titel=f"{room}", beschreibung="x" * 15_000)
            print("gesichert", room)
        except StorageError as error:
            print("abgelehnt", type(error).__name__, error.message)
            resource.setrlimit(resource.RLIMIT_FSIZE, (endless, endless))
opened.close()
""",
        database_path,
    )
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    promised = [line.removeprefix("gesichert ") for line in lines if line.startswith("gesichert")]
    refused = [line for line in lines if line.startswith("abgelehnt")]
    assert refused
    assert all("Nicht gespeichert" in line for line in refused)
    assert len(promised) + len(refused) == len(lines)
    assert {finding.art for finding in check_file(database_path)} <= {"programm"}, (
        "a file without a programme, else sound"
    )
    opened = open_file(database_path, clock)
    assert opened.notes == []
    assert sorted(titles(opened.database)) == sorted(promised)
    opened.close()


# --- another program ----------------------------------------------------------------


def test_while_another_program_holds_the_file_it_is_busy_and_then_it_works(
    database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database_module, "BUSY_MILLISECONDS", 1)
    database = Database(database_path, clock)
    note(database, "vorher")
    with held_by_another_program(database_path):
        wishes: list[Callable[[], object]] = [
            lambda: note(database, "eins"),
            database.undo,
            lambda: database.remember("seite", 1),
        ]
        for wish in wishes:
            with pytest.raises(StorageBusy, match="gerade fest"):
                wish()
        assert titles(database) == ["vorher"], "reading goes on"
    note(database, "nachher")
    assert sorted(titles(database)) == ["nachher", "vorher"]
    database.close()


def test_what_was_typed_in_the_block_does_not_slip_into_the_next_one(
    database_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database_module, "BUSY_MILLISECONDS", 1)
    database = Database(database_path, clock)
    with held_by_another_program(database_path), pytest.raises(StorageBusy):
        note(database, "abgelehnt")
    note(database, "angenommen")
    database.close()
    with closing(sqlite3.connect(database_path)) as connection:
        assert connection.execute("SELECT titel FROM idee").fetchall() == [("angenommen",)]
        assert connection.execute("SELECT titel FROM schritt").fetchall() == [("angenommen",)]


# --- no right to write --------------------------------------------------------------


def test_a_file_that_becomes_write_protected_is_said_plainly(database: Database):
    note(database, "vorher")
    tell(database, "query_only=ON")
    with pytest.raises(ReadOnly, match="schreibgeschützt"):
        note(database, "eins")
    tell(database, "query_only=OFF")
    note(database, "nachher")
    assert sorted(titles(database)) == ["nachher", "vorher"]


def test_a_write_protected_file_is_shown_and_not_changed(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
):
    make_region(database)
    path = database.path
    database.close()
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda place, _mode: Path(place) != path)
    opened = open_file(path, clock)
    assert opened.database.read_only
    assert opened.notes == [f"{path} ist schreibgeschützt. Sie können alles ansehen, aber nichts ändern."]
    assert len(titles(opened.database)) == 3
    with pytest.raises(ReadOnly):
        note(opened.database, "eins")
    opened.close()
    assert path.read_bytes() == before


# --- a file that breaks while it is open --------------------------------------------


def test_damage_that_shows_only_while_working_is_said_plainly(database_path: Path, clock: FrozenClock):
    database = Database(database_path, clock)
    make_region(database, cards=60)
    database.close()
    with closing(sqlite3.connect(database_path)) as connection:
        root, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name='aufgabe'"
        ).fetchone()
    with database_path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    damaged = Database(database_path, clock)
    with pytest.raises(DatabaseRefused, match="beschädigt"), damaged.read() as connection:
        connection.execute(t.aufgabe.select()).all()
    with pytest.raises(DatabaseRefused, match="beschädigt"), damaged.write("Karte") as writer:
        writer.insert(t.aufgabe, auftrag_id="x", titel="y", ordnung="V")
    damaged.close()


# --- reading is not saving ---------------------------------------------------------------


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM])
def test_a_file_that_may_not_be_read_is_not_called_write_protected(code: int) -> None:
    sentence = from_os(OSError(code, "x", str(PLACE)), PLACE, reading=True).message
    assert sentence.startswith(f"Die Datei {PLACE} lässt sich nicht lesen: keine Berechtigung. Bitte")


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM]
)
def test_what_fails_while_reading_says_nothing_about_saving(code: int) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    said = from_sqlite(error, PLACE, reading=True)
    assert said is not None and "lässt sich" in said.message and "lesen" in said.message
    assert "gespeichert" not in said.message and "schreibgeschützt" not in said.message


def test_a_database_that_is_locked_while_it_is_looked_at_says_that_it_cannot_be_read(database_path: Path) -> None:
    with closing(sqlite3.connect(database_path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE x (a)")
        with pytest.raises(StorageError) as refused:
            check_file(database_path)
        other.execute("ROLLBACK")
    assert "Nicht gespeichert" not in refused.value.message


def test_an_unexpected_database_error_quotes_nothing_that_was_typed(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError) as error, database.write("Doppelt") as writer:
        for _ in range(2):
            writer.connection.execute(t.merker.insert(), {"schluessel": "geheim", "wert": "geheim"})
    assert "geheim" not in str(error.value)
