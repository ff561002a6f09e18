import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import ReadOnly, RuleViolation, StorageError
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.opening import open_file
from other_process import run_python, running_python


def pragma(database: Database, name: str) -> object:
    with database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def note(database: Database, titel: str) -> None:
    with database.write(titel) as writer:
        writer.insert(t.idee, titel=titel)


def titles(path: Path) -> list[str]:
    """Read past our own code what another program would see."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT titel FROM idee ORDER BY rowid")]


# --- the connection -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 2000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("secure_delete", 1),
    ],
)
def test_the_connection_is_set_up_for_safety(database: Database, name: str, value: object):
    assert pragma(database, name) == value


def test_numbers_as_text_and_broken_references_are_refused_by_the_file_itself(database: Database):
    region = make_region(database)
    before = contents(database)
    for table, values in (
        (t.idee, {"titel": "eins", "unterstuetzer": "zwei"}),
        (t.idee, {"titel": "eins", "status": "unsinn"}),
        (t.idee, {"titel": None}),
        (t.ziel, {"titel": "eins", "ordnung": "V", "zielbild_id": "gibt es nicht"}),
        (t.sprint, {"jahr": 2027, "quartal": 1, "beginn": "2027-01-01", "ende": "2027-03-31", "status": "aktiv"}),
        (t.bewertung, {"kriterium_id": "gibt es nicht", "idee_id": region.ideen[0], "wert": 3}),
    ):
        with pytest.raises(sa.exc.IntegrityError), database.write("Unsinn") as writer:
            writer.insert(table, **values)
    assert contents(database) == before


# --- one use case, one transaction --------------------------------------------------


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


def test_the_writing_of_another_program_is_noticed_and_our_own_is_not(database: Database):
    before = database.data_version()
    note(database, "eins")
    assert database.data_version() == before
    with closing(sqlite3.connect(database.path)) as other, other:
        other.execute("INSERT INTO idee (id, titel) VALUES ('x', 'von anderswo')")
    assert database.data_version() != before


# --- where a window stands ----------------------------------------------------------


def test_what_is_remembered_is_there_after_a_restart_and_is_no_step(database_path: Path, clock: FrozenClock):
    database = Database(database_path, clock)
    assert database.remembered("assistent") is None
    database.remember("assistent", {"seite": 2})
    database.remember("assistent", {"seite": 3, "text": "Größe „50 %“"})
    database.close()
    again = Database(database_path, clock)
    assert again.remembered("assistent") == {"seite": 3, "text": "Größe „50 %“"}
    assert again.last_saved is None
    with again.read() as connection:
        assert connection.execute(t.schritt.select()).all() == []
    again.close()
    assert check_file(database_path) == []


# --- a window that only reads -------------------------------------------------------


def test_a_reading_window_changes_nothing_and_says_why(database: Database, clock: FrozenClock):
    make_region(database)
    reading = Database(database.path, clock, read_only=True, reason="Die Datei ist schon offen.")
    before = contents(reading)
    for wish in (lambda: note(reading, "eins"), reading.undo):
        with pytest.raises(ReadOnly, match="schon offen"):
            wish()
    reading.remember("assistent", 1)
    assert reading.remembered("assistent") is None
    note(database, "zwei")
    assert len(contents(reading)["idee"]) == len(before["idee"]) + 1
    reading.close()


def test_a_reading_connection_could_not_write_even_by_mistake(database: Database, clock: FrozenClock):
    reading = Database(database.path, clock, read_only=True)
    with pytest.raises(ReadOnly), reading.read() as connection:
        connection.execute(t.idee.insert(), {"id": "x", "titel": "eins"})
    reading.close()
    assert titles(database.path) == []


# --- the file is taken away while it is open ----------------------------------------


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
    assert check_file(database_path) == []


# --- closing and killing ------------------------------------------------------------


def test_after_closing_the_file_alone_is_everything(database: Database, tmp_path: Path, clock: FrozenClock):
    region = make_region(database)
    before = contents(database)
    database.close()
    database.close()
    moved = tmp_path / "mitgenommen.db"
    database.path.rename(moved)
    assert not list(tmp_path.glob("*-wal"))
    opened = Database(moved, clock)
    assert contents(opened) == before
    assert region.ideen
    opened.close()


WRITE_ON_AND_ON = """
import sys
from pathlib import Path
from myk_tui.domain.clock import SystemClock
from myk_tui.errors import NothingToUndo
from myk_tui.storage import tables as t
from myk_tui.storage.opening import open_file
database = open_file(Path(sys.argv[1]), SystemClock()).database
print("offen", flush=True)
number = 0
while True:
    number += 1
    with database.write("Schritt") as writer:
        bild = writer.insert(t.zielbild, titel=f"Zielbild {number}", ordnung="V" * number)
        for place in "KV":
            writer.insert(t.ziel, zielbild_id=bild, titel="x" * 300, ordnung=place)
    if number % 5 == 0:
        database.undo()
        database.redo()
    if number % 7 == 0:
        with database.write("Umbenannt") as writer:
            writer.update(t.zielbild, bild, untertitel="umbenannt")
    print(database.last_saved.nr, flush=True)
"""


def test_a_killed_program_has_lost_nothing_that_it_had_said_was_saved(database_path: Path, clock: FrozenClock):
    dice = random.Random(20261123)
    acknowledged = 0
    for _kill in range(10):
        with running_python(WRITE_ON_AND_ON, database_path) as process:
            assert process.stdout is not None
            for _step in range(dice.randint(1, 25)):
                acknowledged = int(process.stdout.readline())
            # The kill comes at whatever place the next steps have reached; what is in the pipe by then counts too.
            process.kill()
            rest = process.stdout.read().splitlines(keepends=True)
            acknowledged = max([acknowledged, *(int(line) for line in rest if line.endswith("\n"))])
        opened = open_file(database_path, clock)
        with opened.database.read() as connection:
            last = connection.scalar(sa.select(sa.func.max(t.schritt.c.nr)))
            goals = connection.scalar(sa.select(sa.func.count()).select_from(t.ziel))
            pictures = connection.scalar(sa.select(sa.func.count()).select_from(t.zielbild))
        assert last >= acknowledged
        assert goals == 2 * pictures, "a step is there as a whole or not at all"
        assert not opened.database.read_only
        opened.close()
        found = {finding.art for finding in check_file(database_path)}
        assert not found - {"reihenfolge"}, "every run begins its places anew"


def test_what_a_reader_process_sees_is_what_was_saved(database: Database):
    note(database, "eins")
    result = run_python(
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1])\n"
        "print(connection.execute('SELECT titel FROM idee').fetchall())",
        database.path,
    )
    assert result.stdout == "[('eins',)]\n", result.stderr


def test_only_the_owner_can_read_what_lies_beside_the_file(tmp_path: Path, template: Path, clock: FrozenClock):
    path = tmp_path / "privat.db"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    before = os.umask(0)
    try:
        database = Database(path, clock)
        note(database, "eins")
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("privat.db*")}
    finally:
        os.umask(before)
    database.close()
    assert modes == {"privat.db": 0o600, "privat.db-wal": 0o600, "privat.db-shm": 0o600}
