import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import StorageError, StorageFull
from myk_tui.paths import backup_dir
from myk_tui.storage import tables as t
from myk_tui.storage.backup import (
    KEEP_FOR_EVER,
    KEEP_NEWEST,
    Sicherung,
    _verify,
    backups_to_delete,
    create_backup,
    list_backups,
)
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from other_process import run_python

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_backup_is_durable_before_it_counts_as_made(
    database: Database, clock: FrozenClock, synced: list[os.stat_result]
):
    backup = create_backup(database.path, "sprintabschluss", clock)
    assert backup.stat().st_ino in [found.st_ino for found in synced]


def test_a_backup_of_the_open_file_has_the_same_content(database: Database, clock: FrozenClock):
    make_region(database)
    backup = create_backup(database.path, "sprintabschluss", clock)
    assert backup.name == "myk-20261123-180000Z-sprintabschluss.db"
    copy = Database(backup, clock)
    assert contents(copy) == contents(database)
    copy.close()
    assert check_file(backup) == []


def test_only_the_owner_can_read_the_backups(database: Database, clock: FrozenClock):
    before = os.umask(0)
    try:
        backup = create_backup(database.path, "import", clock)
    finally:
        os.umask(before)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_two_backups_in_the_same_second_both_stay(database: Database, clock: FrozenClock):
    first = create_backup(database.path, "import", clock)
    second = create_backup(database.path, "import", clock)
    assert second.name == "myk-20261123-180000Z-1-import.db"
    assert first.exists()
    assert [backup.name for backup in list_backups(first.parent, "myk")] == [first.name, second.name]


def test_backups_of_another_file_in_the_folder_are_left_alone(database: Database, clock: FrozenClock):
    folder = backup_dir(database.path)
    folder.mkdir()
    others = [folder / f"andere-2026112{day}-180000Z-import.db" for day in range(4)]
    others += [folder / "notiz.txt", folder / "myk-unsauber-1.db", folder / "myk-20269999-180000Z-import.db"]
    for other in others:
        other.write_bytes(b"")
    for _number in range(KEEP_NEWEST + 5):
        create_backup(database.path, "import", clock)
    assert all(other.exists() for other in others)
    assert len(list_backups(folder, "myk")) == KEEP_NEWEST


def test_a_new_backup_stays_although_the_clock_jumped_back(database: Database, clock: FrozenClock):
    for _number in range(KEEP_NEWEST + 2):
        create_backup(database.path, "import", clock)
    clock.set("2019-01-01T00:00:00Z")
    backup = create_backup(database.path, "import", clock)
    assert backup.exists()


def test_without_room_no_backup_is_begun(database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: _Usage(10**9, 10**9, 1_000_000))
    with pytest.raises(StorageFull, match="nur noch 1 MB frei"):
        create_backup(database.path, "import", clock)
    assert list(backup_dir(database.path).iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_leaves_no_part(database: Database, clock: FrozenClock):
    make_region(database, cards=200)
    path = database.path
    database.close()
    result = run_python(
        """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.errors import StorageError
from myk_tui.storage.backup import create_backup
try:
    create_backup(Path(sys.argv[1]), "import", FrozenClock())
except StorageError as error:
    print(error.message)
""",
        path,
        largest_file=200_000,
    )
    assert result.stdout.startswith("Nicht gespeichert"), result.stderr
    assert list(backup_dir(path).iterdir()) == []


def test_what_a_killed_backup_left_behind_does_not_disturb_the_next(database: Database, clock: FrozenClock):
    workshop = backup_dir(database.path) / ".myk-import.part"
    workshop.mkdir(parents=True)
    (workshop / "neu.db").write_bytes(b"halb")
    (workshop / "neu.db-journal").write_bytes(b"halb")
    backup = create_backup(database.path, "import", clock)
    assert list(backup.parent.iterdir()) == [backup]
    assert check_file(backup) == []


def test_a_damaged_file_gives_no_backup(database: Database, clock: FrozenClock):
    make_region(database, cards=100)
    path = database.path
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE ziel SET zielbild_id = 'gibt es nicht'")
        connection.commit()
    with pytest.raises(StorageError, match="ließ sich nicht prüfen"):
        create_backup(path, "import", clock)
    assert list(backup_dir(path).iterdir()) == []


@given(st.data())
def test_thinning_keeps_what_was_promised(data: st.DataObject):
    ages = data.draw(st.lists(st.integers(-5, 4_000), max_size=60))
    backups = [
        Sicherung(
            f"{number}", NOW - timedelta(hours=age), number, data.draw(st.sampled_from(["import", KEEP_FOR_EVER]))
        )
        for number, age in enumerate(ages)
    ]
    made = data.draw(st.sampled_from(backups)).name if backups else ""
    gone = set(backups_to_delete(backups, NOW, made=made))
    kept = [backup for backup in backups if backup not in gone]
    newest = sorted(backups, key=lambda backup: (backup.um, backup.nummer))[-KEEP_NEWEST:]
    assert set(newest) <= set(kept)
    assert all(backup.anlass != KEEP_FOR_EVER and backup.name != made for backup in gone)
    for day in {backup.um.date() for backup in backups if NOW.date() - backup.um.date() <= timedelta(days=14)}:
        assert any(backup.um.date() == day for backup in kept)
    assert backups_to_delete(kept, NOW, made=made) == []
    assert not backups or kept


def test_ordinary_backups_older_than_two_weeks_go():
    backups = [Sicherung(f"{day}", NOW - timedelta(days=day), 0, "import") for day in range(60)]
    gone = backups_to_delete(backups, NOW)
    assert [backup.name for backup in gone] == [str(day) for day in range(59, 14, -1)]


@pytest.mark.parametrize(
    "loss",
    [
        ["DELETE FROM pruefpunkt", "DELETE FROM aufgabe WHERE spalte = 'offen'"],
        ["UPDATE schritt SET nr = 99 WHERE nr = 2", "UPDATE journal SET schritt_nr = 99 WHERE schritt_nr = 2"],
        ["DELETE FROM journal WHERE schritt_nr = 2", "DELETE FROM schritt WHERE nr = 2"],
        ["UPDATE ziel SET zielbild_id = 'gibt es nicht'"],
    ],
)
def test_a_copy_that_is_not_the_whole_file_does_not_count(database: Database, clock: FrozenClock, loss: list[str]):
    region = make_region(database)
    with database.write("Umbenannt") as writer:
        writer.update(t.ziel, region.ziele[0], titel="neu")
    copy = create_backup(database.path, "import", clock)
    _verify(database.path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for statement in loss:
            connection.execute(statement)
    with pytest.raises(StorageError, match="ließ sich nicht prüfen"):
        _verify(database.path, copy)


def test_a_backup_holds_what_stands_only_in_the_log_so_far(database: Database, clock: FrozenClock):
    make_region(database)
    without_log = f"{database.path.as_uri()}?immutable=1"
    with closing(sqlite3.connect(without_log, uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM idee").fetchone() == (0,)
    backup = create_backup(database.path, "import", clock)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM idee").fetchone() == (3,)
    with database.write("Danach") as writer:
        writer.insert(t.idee, titel="danach")
    assert len(contents(database)["idee"]) == 4
