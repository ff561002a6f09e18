"""What services keep at hand is read again whenever one of the tables was written that it is made of."""

import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from builders import make_region
from frozen_clock import FrozenClock
from myk_tui.services.entscheidung import KANDIDATEN_TABLES, EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.services.zuordnung import ZuordnungService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@contextmanager
def watched(connection: sa.Connection) -> Iterator[set[str]]:
    """Give the names of all tables that SQLite is asked to read in the block."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    read: set[str] = set()

    def note(action: int, table: str | None, *_rest: object) -> int:
        if action == sqlite3.SQLITE_READ and table is not None:
            read.add(table)
        return sqlite3.SQLITE_OK

    driver.set_authorizer(note)
    try:
        yield read
    finally:
        driver.set_authorizer(None)


def test_everything_that_is_kept_names_every_table_it_is_made_of(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = make_region(database)
    made: dict[Hashable, set[str]] = {}

    def watching(
        self: Database, key: Hashable, tables: Collection[str], read: Callable[[sa.Connection], object]
    ) -> object:
        with self.read() as connection, watched(connection) as found:
            value = read(connection)
        assert found <= set(tables), key
        made[key] = found
        return value

    monkeypatch.setattr(Database, "kept", watching)
    tree, ideen = ZielbaumService(database), IdeenspeicherService(database)
    for load in (tree.load_zielbaum, tree.load_merkmale, tree.load_kosten, ideen.load_ideen):
        load()
    UebersichtService(database).load_uebersicht()
    ZuordnungService(database).load_vorschlaege(region.ideen[0])
    assert made["zielbaum"] == {"programm", "zielbild", "ziel", "loesung", "massnahme"}
    assert {"idee", "sprint"} <= made["ideen"]
    assert set(made) == {"zielbaum", "baummerkmale", "kosten", "ideen", "plaetze"}


def test_what_a_team_can_take_up_is_made_of_nothing_that_a_decision_writes(database: Database) -> None:
    make_region(database)
    service = EntscheidungService(database)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    first = abschluss.entscheidungen[0]
    with watched(database._connection) as found:
        assert service.load_kandidaten(first.zielbild_id, first.zeilen[0], alle=True)
    assert found - {"schritt", "journal"} <= KANDIDATEN_TABLES


def counting(read: list[int]) -> Callable[[sa.Connection], int]:
    def count(connection: sa.Connection) -> int:
        read.append(1)
        return int(connection.scalar(sa.select(sa.func.count()).select_from(t.idee)) or 0)

    return count


def test_what_is_at_hand_is_read_again_only_if_one_of_its_tables_was_written(
    database: Database, clock: FrozenClock
) -> None:
    region, read = make_region(database), list[int]()
    for _time in range(3):
        assert database.kept("zahl", {"idee"}, counting(read)) == 3
    with database.write("Etwas anderes") as writer:
        writer.update(t.ziel, region.ziele[0], titel="neu")
    assert database.kept("zahl", {"idee"}, counting(read)) == 3
    assert len(read) == 1
    with database.write("Eine Idee") as writer:
        writer.insert(t.idee, titel="neu")
    assert database.kept("zahl", {"idee"}, counting(read)) == 4
    database.undo()
    assert database.kept("zahl", {"idee"}, counting(read)) == 3
    assert len(read) == 3


def test_what_is_at_hand_is_read_again_on_another_day_and_after_another_window_has_written(
    database: Database, clock: FrozenClock
) -> None:
    read = list[int]()
    assert database.kept("zahl", {"idee"}, counting(read)) == 0
    clock.tick(days=1)
    assert database.kept("zahl", {"idee"}, counting(read)) == 0
    other = Database(database.path, clock)
    with other.write("Anderswo") as writer:
        writer.insert(t.idee, titel="von nebenan")
    other.close()
    assert database.kept("zahl", {"idee"}, counting(read)) == 1
    assert len(read) == 3


def test_a_name_that_is_removed_for_good_is_not_kept_either(database: Database) -> None:
    make_region(database)
    read = list[int]()
    database.kept("zahl", {"idee"}, counting(read))
    with database.rewrite("Name entfernt") as connection:
        connection.execute(t.idee.delete())
    assert database.kept("zahl", {"idee"}, counting(read)) == 0
