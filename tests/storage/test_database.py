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
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database, connect
from other_process import run_python, running_python

HOLDS = """import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute('BEGIN IMMEDIATE')
print(1, flush=True)
sys.stdin.read()"""
"""Another program that writes and does not come to an end."""


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
    assert pragma(database, "busy_timeout=50") == 50  # the two seconds themselves are tested with the settings
    with (
        running_python(HOLDS, database.path),
        pytest.raises(StorageBusy, match="noch einmal versuchen"),
        database.write("Idee") as writer,
    ):
        writer.insert(t.idee, titel="wartet")
    with database.write("Idee") as writer:
        writer.insert(t.idee, titel="geht wieder")


def test_what_is_only_rehearsed_changes_nothing(database: Database, clock: FrozenClock) -> None:
    region = make_region(database)
    reading = Database(database.path, clock, read_only=True)
    before, version, step = contents(database), reading.data_version(), database.last_saved
    with database.rehearse() as writer:
        writer.update(t.ziel, region.ziele[0], titel="neu")
        writer.insert(t.idee, titel="nur zur Probe")
        assert writer.row(t.ziel, region.ziele[0])["titel"] == "neu"
    with pytest.raises(RuleViolation), database.rehearse() as writer:
        writer.delete(t.zielbild, region.zielbilder[1])
        raise RuleViolation("Das geht nicht.")
    assert contents(database) == before and database.last_saved is step
    assert reading.data_version() == version
    reading.close()
    with database.write("Danach") as writer:
        writer.insert(t.idee, titel="geht")
    assert pragma(database, "busy_timeout") == 2_000


def test_a_rehearsal_does_not_wait_for_another_program_that_holds_the_file(database: Database) -> None:
    make_region(database)
    with (
        running_python(HOLDS, database.path),
        pytest.raises(StorageBusy),
        database.rehearse() as writer,
    ):
        writer.insert(t.idee, titel="wartet")
    assert pragma(database, "busy_timeout") == 2_000


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


def note(database: Database, titel: str) -> None:
    with database.write(titel) as writer:
        writer.insert(t.idee, titel=titel)


def titles(path: Path) -> list[str]:
    """Read past our own code what another program would see."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT titel FROM idee ORDER BY rowid")]


class _Oops(Exception):
    pass


@pytest.mark.parametrize("error", [_Oops, RuleViolation, KeyboardInterrupt, SystemExit])
def test_whatever_goes_wrong_in_the_block_takes_all_of_it_back(database: Database, error: type[BaseException]):
    region = make_region(database)
    before = contents(database)
    saved = database.last_saved
    with pytest.raises(error), database.write("Halb") as writer:
        writer.insert(t.idee, titel="darf nicht bleiben")
        writer.delete(t.zielbild, region.zielbilder[0])
        writer.update(t.programm, region.programm, name="anders")
        raise error("mitten darin")
    assert contents(database) == before
    assert database.last_saved == saved
    note(database, "danach geht es weiter")
    assert titles(database.path)[-1] == "danach geht es weiter"


def test_nobody_sees_half_a_step(database: Database):
    note(database, "eins")
    with database.write("Zwei auf einmal") as writer:
        writer.insert(t.idee, titel="zwei")
        assert titles(database.path) == ["eins"]
        writer.insert(t.idee, titel="drei")
    assert titles(database.path) == ["eins", "zwei", "drei"]


def test_without_a_change_nothing_is_written(database: Database):
    region = make_region(database)
    saved = database.last_saved
    size = database.path.with_name(database.path.name + "-wal").stat().st_size
    with database.write("Nur geschaut") as writer:
        assert writer.row(t.idee, region.ideen[0]) is not None
        assert not writer.update(t.idee, region.ideen[0], titel="Idee 0", status="geeignet")
        assert not writer.has_changes
    assert database.last_saved == saved
    assert database.path.with_name(database.path.name + "-wal").stat().st_size == size
    with database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.schritt)) == 1


def test_a_table_made_inside_the_block_goes_with_it(database: Database):
    """Without an explicit BEGIN the driver would have committed it."""
    with pytest.raises(_Oops), database.write("Schema") as writer:
        writer.connection.exec_driver_sql("CREATE TABLE rest (id)")
        raise _Oops
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='rest'").first() is None


def test_reading_sees_one_state_although_another_program_writes(database: Database):
    note(database, "eins")
    with database.read() as connection:
        query = sa.select(sa.func.count()).select_from(t.idee)
        assert connection.scalar(query) == 1
        with closing(sqlite3.connect(database.path)) as other, other:
            other.execute("INSERT INTO idee (id, titel) VALUES ('x', 'von anderswo')")
        assert connection.scalar(query) == 1
    with database.read() as connection:
        assert connection.scalar(query) == 2


def test_a_reading_connection_could_not_write_even_by_mistake(database: Database, clock: FrozenClock):
    reading = Database(database.path, clock, read_only=True)
    with pytest.raises(ReadOnly), reading.read() as connection:
        connection.execute(t.idee.insert(), {"id": "x", "titel": "eins"})
    reading.close()
    assert titles(database.path) == []


def _replace(path: Path) -> None:
    shutil.copyfile(path, path.with_name("neu.db"))
    path.with_name("neu.db").replace(path)


def _move(path: Path) -> None:
    path.rename(path.with_name("woanders.db"))


def _swap_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("umbenannt"))
    path.parent.mkdir()
    shutil.copyfile(path.parent.with_name("umbenannt") / path.name, path)


@pytest.mark.parametrize("away", [_replace, _move, Path.unlink, _swap_folder], ids=lambda away: away.__name__)
def test_a_file_that_was_taken_away_is_not_promised_to_be_saved(
    tmp_path: Path, template: Path, clock: FrozenClock, away
):
    path = tmp_path / "ordner" / "myk.db"
    path.parent.mkdir()
    shutil.copyfile(template, path)
    database = Database(path, clock)
    note(database, "vorher")
    saved = database.last_saved
    away(path)
    for wish in (lambda: note(database, "nachher"), lambda: database.remember("seite", 1), database.undo):
        with pytest.raises(StorageError, match="verschoben, gelöscht oder ersetzt") as refused:
            wish()
        assert str(path) in refused.value.message
    assert database.last_saved == saved
    assert len(contents(database)["idee"]) == 1, "what is on the screen can still be read"
    database.close()


def test_a_file_that_came_back_can_be_written_again(database_path: Path, clock: FrozenClock):
    database = Database(database_path, clock)
    aside = database_path.with_name("kurz weg.db")
    database_path.rename(aside)
    with pytest.raises(StorageError):
        note(database, "eins")
    aside.rename(database_path)
    note(database, "zwei")
    database.close()
    assert titles(database_path) == ["zwei"]


@pytest.mark.parametrize("journal_mode", ["WAL", "DELETE"])
def test_a_lost_write_ahead_log_is_noticed_and_closing_saves_what_stood_in_it(
    database_path: Path, clock: FrozenClock, journal_mode: str
):
    with closing(sqlite3.connect(database_path)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal_mode}")
    database = Database(database_path, clock)
    note(database, "eins")
    note(database, "zwei")
    log = database_path.with_name(database_path.name + "-wal")
    log.unlink()
    with pytest.raises(StorageError, match="verschoben, gelöscht oder ersetzt") as refused:
        note(database, "drei")
    assert str(log) in refused.value.message
    database.close()
    assert titles(database_path) == ["eins", "zwei"]
    assert {finding.art for finding in check_file(database_path)} <= {"programm"}, (
        "a file without a programme, else sound"
    )
