import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import DatabaseRefused, ReadOnly, RuleViolation, StorageBusy, StorageError, StorageFull
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database, connect
from other_process import run_python, running_python


def pragma(database: Database, name: str) -> object:
    with database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_has_the_settings_that_keep_data_safe(database: Database):
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "mmap_size": 0,
        "busy_timeout": 2000,
    }
    assert {name: pragma(database, name) for name in settings} == settings


def test_an_exception_inside_a_step_changes_nothing(database: Database):
    region = make_region(database)
    before = contents(database)
    with pytest.raises(RuleViolation), database.write("Abgelehnt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="neu")
        writer.delete(t.zielbild, region.zielbilder[1])
        raise RuleViolation("Das geht nicht.")
    assert contents(database) == before
    with database.write("Danach") as writer:
        writer.insert(t.idee, titel="geht")


def test_a_violated_constraint_is_a_mistake_of_the_program_and_changes_nothing(database: Database):
    make_region(database)
    before = contents(database)
    with pytest.raises(sa.exc.IntegrityError), database.write("Falsch") as writer:
        writer.insert(t.idee, titel="vorher")
        writer.insert(t.sprint, jahr=2027, quartal=1, beginn="2027-01-01", ende="2027-03-31", status="aktiv")
    with pytest.raises(sa.exc.IntegrityError), database.write("Verwaist") as writer:
        writer.insert(t.ziel, zielbild_id="gibt es nicht", titel="verwaist", ordnung="V")
    with pytest.raises(sa.exc.IntegrityError), database.write("Kein Text") as writer:
        writer.insert(t.idee, titel="x", unterstuetzer="zwei")
    assert contents(database) == before


def test_what_was_saved_last_is_known_only_after_it_is_saved(database: Database):
    with pytest.raises(RuleViolation), database.write("Nie") as writer:
        writer.insert(t.idee, titel="nie")
        raise RuleViolation("Das geht nicht.")
    assert database.last_saved is None
    with database.write("Doch") as writer:
        writer.insert(t.idee, titel="doch")
    assert database.last_saved is not None
    assert database.last_saved.titel == "Doch"


@pytest.mark.parametrize("swap", ["replaced", "moved", "deleted"])
def test_into_a_file_that_was_swapped_nothing_is_saved(database: Database, tmp_path: Path, swap: str):
    make_region(database)
    copy = tmp_path / "kopie.db"
    shutil.copyfile(database.path, copy)
    if swap == "replaced":
        copy.replace(database.path)
    elif swap == "moved":
        database.path.rename(tmp_path / "woanders.db")
    else:
        database.path.unlink()
    with pytest.raises(StorageError, match="verschoben, gelöscht oder ersetzt"), database.write("Weg") as writer:
        writer.insert(t.idee, titel="weg")


def test_a_file_for_reading_only_says_why(database_path: Path, clock: FrozenClock):
    database = Database(database_path, clock, read_only=True, reason="Das andere Fenster schreibt.")
    with pytest.raises(ReadOnly, match=r"Das andere Fenster schreibt\."), database.write("Nein") as writer:
        writer.insert(t.idee, titel="nein")
    with pytest.raises(ReadOnly):
        database.undo() if contents(database)["idee"] else database._check_writable()
    database.remember("stelle", 3)
    assert database.remembered("stelle") is None
    database.close()


def test_where_a_window_stands_is_remembered_without_a_step(database: Database, clock: FrozenClock):
    database.remember("stelle", {"seite": "ziel", "zeilen": [1, 2]})
    database.remember("stelle", {"seite": "Größe"})
    assert database.remembered("stelle") == {"seite": "Größe"}
    assert database.remembered("anderes") is None
    assert database.last_saved is None
    database.close()
    again = Database(database.path, clock)
    assert again.remembered("stelle") == {"seite": "Größe"}
    again.close()


def test_another_window_that_wrote_is_noticed(database: Database, clock: FrozenClock):
    reading = Database(database.path, clock, read_only=True)
    before = reading.data_version()
    assert reading.data_version() == before
    make_region(database)
    assert reading.data_version() != before
    assert len(contents(reading)["idee"]) == 3
    reading.close()


def test_a_program_that_holds_the_file_gives_a_sentence_and_saving_works_afterwards(database: Database):
    make_region(database)
    with (
        running_python(
            "import sqlite3, sys\n"
            "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "connection.execute('BEGIN IMMEDIATE')\n"
            "print(1, flush=True)\n"
            "sys.stdin.read()",
            database.path,
        ),
        pytest.raises(StorageBusy, match="noch einmal versuchen"),
        database.write("Idee") as writer,
    ):
        writer.insert(t.idee, titel="wartet")
    with database.write("Idee") as writer:
        writer.insert(t.idee, titel="geht wieder")


def test_a_full_disk_is_said_and_saving_works_as_soon_as_there_is_room(database: Database):
    make_region(database)
    before = contents(database)
    pages = int(str(pragma(database, "page_count")))
    driver = database._connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageFull, match="kein Platz mehr"), database.write("Viel") as writer:
        for number in range(200):
            writer.insert(t.idee, titel=f"Idee {number}", beschreibung="x" * 5_000)
    assert contents(database) == before
    driver.execute("PRAGMA max_page_count=1000000")
    with database.write("Wenig") as writer:
        writer.insert(t.idee, titel="jetzt ist Platz")
    assert len(contents(database)["idee"]) == len(before["idee"]) + 1


def test_a_disk_that_fills_up_for_real_loses_nothing_that_was_saved(database: Database, clock: FrozenClock):
    path = database.path
    database.close()
    result = run_python(
        """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.errors import StorageError
from myk_tui.storage import tables as t
from myk_tui.storage.opening import open_file
opened = open_file(Path(sys.argv[1]), FrozenClock())
saved = 0
try:
    for number in range(1000):
        with opened.database.write("Idee") as writer:
            writer.insert(t.idee, titel=f"Idee {number}", beschreibung="x" * 4000)
        saved += 1
except StorageError as error:
    print(saved)
    print(error.message)
with opened.database.read() as connection:
    print(len(connection.execute(t.idee.select()).all()))
opened.close()
""",
        path,
        largest_file=700_000,
    )
    saved, sentence, readable = result.stdout.splitlines()
    assert int(saved) > 0, result.stderr
    assert sentence.startswith("Nicht gespeichert")
    assert readable == saved
    again = Database(path, clock)
    assert len(contents(again)["idee"]) == int(saved)
    again.close()


def test_a_place_that_is_damaged_is_said_plainly_when_it_is_read(database: Database, clock: FrozenClock):
    make_region(database, cards=100)
    path = database.path
    with database.read() as connection:
        root = "SELECT rootpage FROM sqlite_master WHERE name = 'aufgabe'"
        page = int(str(connection.exec_driver_sql(root).scalar()))
    database.close()
    content = bytearray(path.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"\xff" * 4096
    path.write_bytes(content)
    again = Database(path, clock)
    with pytest.raises(DatabaseRefused, match="beschädigt"):
        contents(again)
    again.close()


def test_the_helper_files_are_as_private_as_the_file(tmp_path: Path, template: Path, clock: FrozenClock):
    path = tmp_path / "privat.db"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    before = os.umask(0)
    try:
        database = Database(path, clock)
        make_region(database)
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("privat.db*")}
    finally:
        os.umask(before)
    database.close()
    assert modes == {0o600}


def test_closing_leaves_one_file_and_may_be_done_twice(database: Database):
    make_region(database)
    database.close()
    database.close()
    assert [path.name for path in database.path.parent.glob("myk.db*")] == ["myk.db"]


def test_a_path_with_signs_of_addresses_is_taken_literally(tmp_path: Path, template: Path, clock: FrozenClock):
    path = tmp_path / "50% von 3? #1 & mode=ro.db"
    shutil.copyfile(template, path)
    database = Database(path, clock)
    make_region(database)
    database.close()
    assert sorted(file.name for file in tmp_path.glob("50*")) == [path.name]


def test_a_refused_connection_leaves_nothing_behind(tmp_path: Path):
    path = tmp_path / "text.db"
    path.write_text("x" * 5_000)
    with pytest.raises(sqlite3.DatabaseError):
        connect(path)
    with closing(sqlite3.connect(":memory:")):
        assert [file.name for file in tmp_path.glob("text*")] == ["text.db"]
