"""The room's window cannot read what is internal, whatever it asks for."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from builders import Region, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import ReadOnly, StorageError
from myk_tui.storage import tables as t
from myk_tui.storage.beamer import INTERNAL, is_watched, open_for_room, presence_file, present
from myk_tui.storage.database import Database
from myk_tui.storage.opening import Opened, open_file

SECRET = "Nur für die Moderation"


@pytest.fixture
def region(database: Database) -> Region:
    made = make_region(database)
    with database.write("Notizen") as writer:
        writer.update(t.massnahme, made.massnahmen[0], interne_notiz=SECRET, titel="Radweg")
        writer.update(t.idee, made.ideen[0], interne_notiz=SECRET)
        meeting = writer.insert(t.treffen, titel="Treffen", interne_notiz=SECRET)
        writer.insert(t.tagesordnungspunkt, treffen_id=meeting, titel="Start", ordnung="V", interne_notiz=SECRET)
        writer.insert(t.entscheidung, sprint_id=made.sprint, zielbild_id=made.zielbilder[0], interne_notiz=SECRET)
        writer.delete(t.idee, made.ideen[0])
    database.remember("formular", {"entwurf": SECRET})
    database.remember("beamer", {"ziel": "zielbaum", "stelle": ""})
    return made


@pytest.fixture
def room(database: Database, region: Region, clock: FrozenClock) -> Iterator[Opened]:
    opened = open_for_room(database.path, clock)
    yield opened
    opened.close()


def test_there_are_internal_columns_to_hide() -> None:
    assert {table for table, _column in INTERNAL} == {
        "massnahme",
        "idee",
        "treffen",
        "tagesordnungspunkt",
        "entscheidung",
    }


def test_no_table_shows_an_internal_note(room: Opened, database: Database) -> None:
    with room.database.read() as connection:
        for table in (*t.ENTITIES, *t.HISTORY, *t.STATE):
            rows = connection.execute(sa.select(table)).all()
            assert SECRET not in repr(rows), table.name
    with database.read() as connection:
        assert SECRET in repr(connection.execute(sa.select(t.massnahme)).all())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT interne_notiz FROM massnahme",
        "SELECT m.interne_notiz || '' FROM main.massnahme m",
        "SELECT vorher, nachher FROM main.journal",
        "SELECT wert FROM main.merker",
        "SELECT max(interne_notiz) FROM idee",
        "SELECT titel FROM massnahme WHERE interne_notiz LIKE 'Nur%'",
    ],
)
def test_asking_in_other_words_does_not_help(room: Opened, query: str) -> None:
    with room.database.read() as connection:
        found = connection.exec_driver_sql(query).all()
    assert SECRET not in repr(found)
    assert "Radweg" not in repr(found)


def test_the_rest_of_the_history_is_there(room: Opened) -> None:
    with room.database.read() as connection:
        found = connection.execute(sa.select(t.journal.c.nachher).where(t.journal.c.nachher.like("%Radweg%"))).all()
    assert len(found) == 1


def test_it_reads_while_the_other_window_writes(room: Opened, database: Database, region: Region) -> None:
    before = room.database.data_version()
    with database.write("Umbenannt") as writer:
        writer.update(t.massnahme, region.massnahmen[1], titel="Bank")
    assert room.database.data_version() != before
    with room.database.read() as connection:
        titles = connection.scalars(sa.select(t.massnahme.c.titel)).all()
    assert "Bank" in titles


def test_it_writes_nothing_and_takes_no_lock(database: Database, region: Region, clock: FrozenClock) -> None:
    database.close()
    room = open_for_room(database.path, clock)
    with pytest.raises(ReadOnly), room.database.write("Nein"):
        pass
    with pytest.raises(ReadOnly), room.database.read() as connection:
        connection.exec_driver_sql("DELETE FROM idee")
    writing = open_file(database.path, clock)
    assert not writing.database.read_only
    writing.close()
    room.close()


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, clock: FrozenClock) -> None:
    with pytest.raises(StorageError, match="gibt es nicht"):
        open_for_room(tmp_path / "fehlt.db", clock)


def test_its_sign_stands_beside_the_file_only_while_it_is_open(database_path: Path) -> None:
    with present(database_path):
        assert presence_file(database_path).exists()
    assert not presence_file(database_path).exists()


def test_the_second_window_is_still_seen_when_the_first_is_closed(database_path: Path) -> None:
    with present(database_path, os.getppid()):
        with present(database_path):
            assert is_watched(database_path)
        assert is_watched(database_path)
    assert not is_watched(database_path)


def test_what_a_killed_window_left_behind_is_cleared_away(database_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    for name in (gone.pid, 2**80):
        presence_file(database_path, name).touch()
    assert not is_watched(database_path)
    assert not presence_file(database_path, gone.pid).exists()
