import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import DatabaseRefused, MykError, StorageBusy, StorageError
from myk_tui.paths import backup_dir
from myk_tui.storage import opening
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.opening import GENERATIONS, open_file
from other_process import run_python, running_python

OPEN = """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.errors import MykError
from myk_tui.storage import tables as t
from myk_tui.storage.opening import open_file
try:
    opened = open_file(Path(sys.argv[1]), FrozenClock())
except MykError as error:
    print(type(error).__name__, error.message)
    sys.exit()
"""
WRITE = (
    OPEN
    + """
with opened.database.write("Idee") as writer:
    writer.insert(t.idee, titel="kurz vor dem Stromausfall")
print("gesichert", flush=True)
sys.stdin.read()
"""
)
LOOK = (
    OPEN
    + """
with opened.database.read() as connection:
    print(opened.database.read_only, len(connection.execute(t.idee.select()).all()), opened.database.reason)
try:
    with opened.database.write("Idee") as writer:
        writer.insert(t.idee, titel="darf nicht sein")
except MykError as error:
    print(type(error).__name__)
opened.close()
"""
)


@pytest.fixture
def region_path(database: Database) -> Path:
    """A closed file with a small programme in it."""
    make_region(database, cards=3)
    database.close()
    return database.path


@pytest.fixture
def region_file(region_path: Path, tmp_path: Path) -> Path:
    """The same file, alone in a folder."""
    folder = tmp_path / "ordner"
    folder.mkdir()
    shutil.move(region_path, folder / "myk.db")
    return folder / "myk.db"


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder with the fingerprint of its bytes; lock files and SQLite's shared memory apart."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm"))
    }


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def overwrite(path: Path, start: int, noise: bytes) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + len(noise)] = noise
    path.write_bytes(content)


def test_a_sound_file_is_opened_for_writing_and_closed_without_a_trace(region_file: Path, clock: FrozenClock):
    before = state(region_file.parent)
    opened = open_file(region_file, clock, akteur="Moderation")
    assert not opened.database.read_only
    assert opened.notes == []
    assert opened.database.akteur == "Moderation"
    opened.close()
    assert state(region_file.parent) == before
    assert sorted(path.name for path in region_file.parent.iterdir()) == ["myk.db", "myk.db.lock"]


NEWER = t.SCHEMA_VERSION + 1
DOUBTFUL: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "ist leer"),
    "text": (lambda path: path.write_text("Sehr geehrte Damen und Herren"), "keine Datei von myk-tui"),
    "json": (lambda path: path.write_text("{}"), "keine Datei von myk-tui"),
    "only the header's first line": (lambda path: cut(path, 16), "beschädigt"),
    "only the header": (lambda path: cut(path, 100), "beschädigt"),
    "first page only": (lambda path: cut(path, 4096), "beschädigt"),
    "half": (lambda path: cut(path, path.stat().st_size // 2), "beschädigt"),
    "last page missing": (lambda path: cut(path, path.stat().st_size - 4096), "beschädigt"),
    "last byte missing": (lambda path: cut(path, path.stat().st_size - 1), "beschädigt"),
    "noise in the schema": (lambda path: overwrite(path, 105, b"\xff" * 300), "beschädigt"),
    "noise in the middle": (lambda path: overwrite(path, 5 * 4096, bytes(range(256)) * 32), "beschädigt"),
    "zeros in the middle": (lambda path: overwrite(path, 4 * 4096, b"\0" * 8192), "beschädigt"),
    "page size of nothing": (lambda path: overwrite(path, 16, b"\0\0"), "beschädigt"),
    "format of the future": (lambda path: overwrite(path, 18, b"\x09\x09"), "beschädigt"),
    "schema format of the future": (lambda path: overwrite(path, 44, b"\0\0\0\x09"), "beschädigt"),
    "other database": (
        lambda path: (path.unlink(), execute(path, "CREATE TABLE kunde (name)", "INSERT INTO kunde VALUES ('x')")),
        "keine Datei von myk-tui",
    ),
    "other database with our tables": (
        lambda path: execute(path, "PRAGMA application_id=1"),
        "keine Datei von myk-tui",
    ),
    "newer": (lambda path: execute(path, f"PRAGMA user_version={NEWER}"), "neueren Version"),
    "much newer": (lambda path: execute(path, "PRAGMA user_version=2000000000"), "neueren Version"),
    "negative version": (lambda path: execute(path, "PRAGMA user_version=-1"), "neueren Version"),
    "no version": (lambda path: execute(path, "PRAGMA user_version=0"), "beschädigt"),
    "unknown revision": (lambda path: execute(path, "UPDATE alembic_version SET version_num='abc'"), "beschädigt"),
    "two revisions": (lambda path: execute(path, "INSERT INTO alembic_version VALUES ('0009')"), "beschädigt"),
    "revision missing": (lambda path: execute(path, "DROP TABLE alembic_version"), "beschädigt"),
    "table missing": (lambda path: execute(path, "DROP TABLE journal"), "beschädigt"),
    "trigger": (
        lambda path: execute(path, "CREATE TRIGGER b AFTER INSERT ON idee BEGIN DELETE FROM journal; END"),
        "keine Datei von myk-tui",
    ),
    "view": (lambda path: execute(path, "CREATE VIEW v AS SELECT 1"), "keine Datei von myk-tui"),
    "undecodable name": (
        lambda path: execute(
            path,
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_master SET name=CAST(x'ff41' AS TEXT) WHERE name='ix_idee_status_eingang'",
        ),
        "beschädigt",
    ),
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_a_doubtful_file_is_refused_with_one_sentence_and_stays_as_it_is(
    region_file: Path, clock: FrozenClock, kind: str
):
    spoil, said = DOUBTFUL[kind]
    spoil(region_file)
    before = state(region_file.parent)
    with pytest.raises(DatabaseRefused) as refused:
        open_file(region_file, clock)
    assert said in refused.value.message
    assert str(region_file) in refused.value.message
    assert "bitte" in refused.value.message
    assert state(region_file.parent) == before
    assert not {path.name for path in region_file.parent.iterdir()} - {"myk.db", "myk.db.lock"}


@pytest.mark.parametrize(
    ("behind", "said"),
    [({"minutes": -4}, False), ({"minutes": -6}, True), ({"days": -400}, True), ({"days": 400}, False)],
)
def test_a_clock_before_the_newest_step_is_said_and_nothing_else_happens(
    region_file: Path, clock: FrozenClock, behind: dict[str, float], said: bool
):
    before = state(region_file.parent)
    clock.tick(**behind)
    opened = open_file(region_file, clock)
    assert [
        note.startswith("Die Uhr des Laptops geht nach: Zuletzt wurde hier am 23.11.2026 um ") for note in opened.notes
    ] == [True] * said
    with opened.database.write("Idee") as writer:
        writer.insert(t.idee, titel="mit falscher Uhr")
    opened.close()
    opened = open_file(region_file, clock)
    assert opened.notes == []
    opened.database.undo()
    opened.close()
    assert state(region_file.parent).keys() == before.keys()


def test_a_damaged_moment_of_the_newest_step_keeps_nobody_from_the_file(region_file: Path, clock: FrozenClock):
    execute(region_file, "UPDATE schritt SET um = 'zzz'")
    opened = open_file(region_file, clock)
    assert opened.notes == []
    opened.close()


def test_after_a_refusal_the_lock_is_free(region_file: Path, clock: FrozenClock):
    good = region_file.read_bytes()
    cut(region_file, len(good) // 2)
    with pytest.raises(DatabaseRefused):
        open_file(region_file, clock)
    region_file.write_bytes(good)
    opened = open_file(region_file, clock)
    assert not opened.database.read_only
    opened.close()


def test_what_is_no_file_is_refused_and_nothing_is_made(tmp_path: Path, clock: FrozenClock):
    folder = tmp_path / "ordner"
    folder.mkdir()
    os.mkfifo(folder / "rohr.db")
    (folder / "ins Leere").symlink_to(folder / "nichts")
    before = sorted(folder.iterdir())
    for path, said in (
        (folder, "ist ein Ordner"),
        (folder / "gibt es nicht.db", "gibt es nicht"),
        (folder / "auch nicht" / "myk.db", "gibt es nicht"),
        (folder / "ins Leere", "gibt es nicht"),
        (folder / "rohr.db", "keine gewöhnliche Datei"),
        (folder / ("x" * 300), "zu lang"),
    ):
        with pytest.raises(StorageError, match=said):
            open_file(path, clock)
    assert sorted(folder.iterdir()) == before


def test_random_noise_never_gets_further_than_a_sentence(region_file: Path, clock: FrozenClock):
    good = region_file.read_bytes()
    dice = random.Random(2026)
    for _round in range(80):
        region_file.write_bytes(good)
        for _place in range(dice.randint(1, 40)):
            overwrite(region_file, dice.randrange(len(good)), dice.randbytes(dice.choice([1, 4, 64])))
        before = state(region_file.parent)["myk.db"]
        try:
            opened = open_file(region_file, clock)
        except StorageError as refused:
            assert str(region_file) in refused.message or region_file.name in refused.message
            assert state(region_file.parent) == {"myk.db": before}
            continue
        try:
            contents(opened.database)
        except MykError:
            pass
        finally:
            opened.close()


def test_a_second_window_reads_only_and_says_who_has_the_file(region_file: Path, clock: FrozenClock):
    opened = open_file(region_file, clock)
    result = run_python(LOOK, region_file)
    first, second = result.stdout.splitlines()
    assert first.startswith("True 3 Die Datei ist schon offen (Rechner ")
    assert second == "ReadOnly"
    with opened.database.write("Idee") as writer:
        writer.insert(t.idee, titel="ungestört")
    opened.close()


def test_a_second_window_in_the_same_program_reads_only_too(region_file: Path, clock: FrozenClock):
    link = region_file.with_name("anderer Name.db")
    link.symlink_to(region_file)
    with running_python(WRITE, region_file):
        second = open_file(link, clock)
        assert second.database.read_only
        assert second.notes == [second.database.reason]
        second.close()


def test_a_reading_window_does_not_make_the_end_of_the_writing_one_unclean(region_file: Path, clock: FrozenClock):
    writing = open_file(region_file, clock)
    with writing.database.write("Idee") as writer:
        writer.insert(t.idee, titel="neu")
    with running_python(
        OPEN + "with opened.database.read() as c: print(len(c.execute(t.idee.select()).all()), flush=True)\n"
        "sys.stdin.read()",
        region_file,
    ):
        writing.close()
    again = open_file(region_file, clock)
    assert again.notes == []
    again.close()


def test_after_a_kill_everything_saved_is_there_and_a_copy_was_kept(region_file: Path, clock: FrozenClock):
    with running_python(WRITE, region_file):
        pass
    before = state(region_file.parent)
    opened = open_file(region_file, clock)
    assert opened.notes == ["Das Programm war nicht sauber beendet worden. Alles Gesicherte ist da und geprüft."]
    assert not opened.database.read_only
    with opened.database.read() as connection:
        titles = {row.titel for row in connection.execute(t.idee.select())}
    assert "kurz vor dem Stromausfall" in titles
    opened.close()
    after = state(region_file.parent)
    assert after["sicherungen/myk-unsauber-1.db"] == before["myk.db"]
    assert after["sicherungen/myk-unsauber-1.db-wal"] == before["myk.db-wal"]


def test_only_the_last_copies_after_a_kill_are_kept(region_file: Path, clock: FrozenClock):
    logs = []
    for _kill in range(GENERATIONS + 1):
        with running_python(WRITE, region_file):
            pass
        logs.append(state(region_file.parent)["myk.db-wal"])
        open_file(region_file, clock).close()
    kept = state(backup_dir(region_file))
    assert [kept[f"myk-unsauber-{number}.db-wal"] for number in (1, 2, 3)] == logs[:0:-1]
    assert len(kept) == 2 * GENERATIONS


def test_a_full_disk_after_a_kill_keeps_nobody_from_the_data(region_file: Path):
    with running_python(WRITE, region_file):
        pass
    result = run_python(OPEN + "print(*opened.notes, sep='\\n')", region_file, largest_file=40_000)
    assert result.stdout.splitlines()[1:] == [
        "Von der nicht sauber beendeten Datei konnte keine Kopie abgelegt werden. Bitte Platz schaffen."
    ], result.stderr
    assert state(backup_dir(region_file)) == {}


@pytest.mark.parametrize("log", [b"unsinn" * 2_000, b"\0" * 40_000])
def test_a_log_that_does_not_belong_to_the_file_is_not_believed(region_file: Path, clock: FrozenClock, log: bytes):
    region_file.with_name("myk.db-wal").write_bytes(log)
    opened = open_file(region_file, clock)
    assert len(contents(opened.database)["idee"]) == 3
    opened.close()


def test_a_damaged_file_with_a_log_is_refused_unchanged(region_file: Path, clock: FrozenClock):
    with running_python(WRITE, region_file):
        pass
    overwrite(region_file, 6 * 4096, bytes(range(256)) * 64)
    before = state(region_file.parent)
    with pytest.raises(DatabaseRefused, match="beschädigt"):
        open_file(region_file, clock)
    after = state(region_file.parent)
    assert {name: after[name] for name in before} == before


def test_a_newer_file_that_was_killed_is_refused_unchanged(region_file: Path, clock: FrozenClock):
    with running_python(WRITE, region_file):
        pass
    overwrite(region_file, 60, NEWER.to_bytes(4, "big"))
    before = state(region_file.parent)
    with pytest.raises(DatabaseRefused, match="neueren Version"):
        open_file(region_file, clock)
    assert state(region_file.parent) == before


@pytest.mark.parametrize("what", ["file", "folder"])
def test_where_nothing_can_be_written_the_file_is_shown_for_reading(region_file: Path, what: str):
    protected = region_file if what == "file" else region_file.parent
    mode = protected.stat().st_mode
    before = state(region_file.parent)
    protected.chmod(0o444 if what == "file" else 0o555)
    result = run_python(LOOK, region_file, unprivileged=True)
    protected.chmod(mode)
    assert result.stdout.splitlines() == [
        f"True 3 {region_file} ist schreibgeschützt. Sie können alles ansehen, aber nichts ändern.",
        "ReadOnly",
    ], result.stderr
    assert {name: hash_ for name, hash_ in state(region_file.parent).items() if name == "myk.db"} == before


def test_a_file_that_may_not_be_read_is_said_plainly(region_file: Path):
    region_file.chmod(0)
    result = run_python(LOOK, region_file, unprivileged=True)
    assert result.stdout.startswith("StorageError Die Datei "), result.stderr
    assert "lässt sich nicht lesen" in result.stdout
    assert str(region_file) in result.stdout


def test_a_file_held_by_another_program_is_busy_and_works_afterwards(
    region_file: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(opening, "BUSY_MILLISECONDS", 50)
    execute(region_file, "PRAGMA journal_mode=DELETE")
    with (
        running_python(
            "import sqlite3, sys\n"
            "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "connection.execute('BEGIN EXCLUSIVE')\n"
            "print(1, flush=True)\n"
            "sys.stdin.read()",
            region_file,
        ),
        pytest.raises(StorageBusy, match="hält die Datei"),
    ):
        open_file(region_file, clock)
    opened = open_file(region_file, clock)
    assert len(contents(opened.database)["idee"]) == 3
    opened.close()


def test_a_restored_backup_is_opened_like_any_file(region_file: Path, clock: FrozenClock):
    execute(region_file, "PRAGMA journal_mode=DELETE")
    opened = open_file(region_file, clock)
    assert opened.notes == []
    opened.close()


def test_a_rollback_journal_that_was_left_is_applied_after_a_copy(region_file: Path, clock: FrozenClock):
    execute(region_file, "PRAGMA journal_mode=DELETE")
    good = state(region_file.parent)["myk.db"]
    with running_python(
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size=2')\n"
        "connection.execute('BEGIN')\n"
        "for number in range(2000):\n"
        "    connection.execute('INSERT INTO idee (id, titel) VALUES (?, ?)', (str(number), 'x' * 200))\n"
        "print(1, flush=True)\n"
        "sys.stdin.read()",
        region_file,
    ):
        pass
    assert state(region_file.parent)["myk.db"] != good
    opened = open_file(region_file, clock)
    assert len(contents(opened.database)["idee"]) == 3
    assert opened.notes
    opened.close()
    assert {"myk-unsauber-1.db", "myk-unsauber-1.db-journal"} <= state(backup_dir(region_file)).keys()


@pytest.mark.parametrize(
    "damage",
    [
        (
            "PRAGMA writable_schema=ON",
            "UPDATE sqlite_master SET sql='CREATE INDEX ix_idee_status_eingang ON idee (titel)' WHERE name='ix_idee_status_eingang'",
        ),
        ("UPDATE ziel SET zielbild_id='gibt es nicht'",),
    ],
    ids=["index", "reference"],
)
def test_after_a_kill_damage_is_found_that_only_a_thorough_look_can_see(
    region_file: Path, clock: FrozenClock, damage: tuple[str, ...]
):
    execute(region_file, *damage)
    with running_python(WRITE, region_file):
        pass
    before = state(region_file.parent)
    with pytest.raises(DatabaseRefused, match="beschädigt"):
        open_file(region_file, clock)
    after = state(region_file.parent)
    assert {name: after[name] for name in before} == before
