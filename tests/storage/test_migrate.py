import errno
import hashlib
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from builders import contents, make_region
from frozen_clock import FrozenClock
from myk_tui.errors import StorageError, StorageFull
from myk_tui.paths import backup_dir
from myk_tui.storage import migrate
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.failures import from_os
from myk_tui.storage.migrate import create_file, migrations_dir, new_file, upgrade
from myk_tui.storage.opening import open_file
from newer_program import NEXT, ROOT, add_migration, copy_program, make_newer
from other_process import run_python, running_python

REBUILD = """
with op.batch_alter_table("ziel", recreate="always") as batch:
    batch.alter_column("beschreibung", nullable=True)
"""


@pytest.fixture
def region_path(database: Database) -> Path:
    """A closed file with a small programme in it."""
    make_region(database, cards=3)
    database.close()
    return database.path


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def migrations_with(tmp_path: Path, body: str) -> Path:
    folder = tmp_path / "umbau"
    shutil.copytree(migrations_dir(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    add_migration(folder, body)
    return folder


def test_a_new_file_is_complete_private_and_alone(tmp_path: Path):
    folder = tmp_path / "Größe 50% Müller" / "neu"
    create_file(folder / "was?.db")
    assert [path.name for path in folder.iterdir()] == ["was?.db"]
    assert stat.S_IMODE((folder / "was?.db").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert check_file(folder / "was?.db") == []


def test_a_new_file_carries_ids_and_version(template: Path):
    with closing(sqlite3.connect(template)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (t.APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (t.SCHEMA_VERSION,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(t.SCHEMA_REVISION,)]


def test_every_table_is_strict_and_every_reference_is_known_to_sqlite(template: Path):
    with closing(sqlite3.connect(template)) as connection:
        strict = {row[1] for row in connection.execute("PRAGMA table_list") if row[5]}
        assert set(t.BY_NAME) <= strict
        for table in t.BY_NAME.values():
            known = {(row[3], row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
            assert known == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}


@pytest.mark.parametrize("kind", ["file", "empty", "folder", "dangling link"])
def test_creating_never_touches_what_is_there(tmp_path: Path, kind: str):
    path = tmp_path / "da.db"
    if kind == "folder":
        path.mkdir()
    elif kind == "dangling link":
        path.symlink_to(tmp_path / "nirgends")
    else:
        path.write_bytes(b"" if kind == "empty" else b"Haushalt 2026")
    with pytest.raises(StorageError, match=re.escape(f"{path} gibt es schon")):
        create_file(path)
    assert not (tmp_path / "nirgends").exists()
    assert kind != "file" or path.read_bytes() == b"Haushalt 2026"


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path):
    path = tmp_path / "neu.db"
    with pytest.raises(StorageError, match="gibt es schon"), new_file(path):
        path.write_bytes(b"von jemand anderem")
    assert path.read_bytes() == b"von jemand anderem"


def test_when_filling_a_new_file_fails_nothing_is_left(tmp_path: Path):
    folder = tmp_path / "ordner"
    with pytest.raises(KeyError), new_file(folder / "neu.db"):
        raise KeyError("mitten im Füllen")
    assert list(folder.iterdir()) == []


def test_the_next_creation_sweeps_up_what_a_killed_one_left_but_not_one_at_work(tmp_path: Path):
    old, young = tmp_path / ".myk-neu-alt", tmp_path / ".myk-neu-jung"
    for folder in (old, young):
        folder.mkdir()
        (folder / "neu.db").write_bytes(b"")
    os.utime(old, (0, 0))
    create_file(tmp_path / "myk.db")
    assert not old.exists()
    assert young.is_dir()


def test_a_full_disk_leaves_no_new_file(tmp_path: Path):
    folder = tmp_path / "ordner"
    result = run_python(
        """
import sys
from pathlib import Path
from myk_tui.errors import StorageError, StorageFull
from myk_tui.storage.failures import from_os
from myk_tui.storage.migrate import create_file
try:
    create_file(Path(sys.argv[1]))
except StorageError as error:
    print(error.message)
""",
        folder / "neu.db",
        largest_file=50_000,
    )
    assert result.stdout.startswith("Nicht gespeichert"), result.stderr
    assert list(folder.iterdir()) == []


def test_an_upgrade_that_rebuilds_a_parent_table_keeps_all_children(
    region_path: Path, tmp_path: Path, clock: FrozenClock
):
    before = Database(region_path, clock)
    rows = contents(before)
    before.close()
    backup = upgrade(region_path, clock, scripts=migrations_with(tmp_path, REBUILD), version=NEXT)
    with closing(sqlite3.connect(region_path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, expected in rows.items():
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(expected),)
    assert check_file(backup) == []


@pytest.mark.parametrize(
    "body",
    [
        REBUILD + "op.execute('SELECT * FROM gibt_es_nicht')",
        REBUILD + "op.execute('INSERT INTO programm (id, name) VALUES (NULL, NULL)')",
        REBUILD + "op.execute('DELETE FROM aufgabe')",
        "op.execute('DELETE FROM loesung')",
        "op.execute(\"UPDATE ziel SET zielbild_id = 'gibt es nicht'\")",
        "op.create_table('neu', sa.Column('id', sa.Text))\nop.drop_table('gibt_es_nicht')",
    ],
)
def test_a_failing_upgrade_leaves_the_file_to_the_old_version(
    region_path: Path, tmp_path: Path, clock: FrozenClock, body: str
):
    before = fingerprint(region_path)
    with pytest.raises(StorageError) as refused:
        upgrade(region_path, clock, scripts=migrations_with(tmp_path, body), version=NEXT)
    assert "unverändert" in refused.value.message
    assert fingerprint(region_path) == before
    opened = open_file(region_path, clock)
    assert not opened.database.read_only
    opened.close()
    assert check_file(region_path) == []
    assert len(list(backup_dir(region_path).glob("*-aktualisierung.db"))) == 1


def test_an_upgrade_without_room_for_its_backup_does_not_begin(region_path: Path, tmp_path: Path, clock: FrozenClock):
    backup_dir(region_path).write_bytes(b"kein Ordner")
    before = fingerprint(region_path)
    with pytest.raises(StorageError):
        upgrade(region_path, clock, scripts=migrations_with(tmp_path, REBUILD), version=NEXT)
    assert fingerprint(region_path) == before


def test_the_next_version_upgrades_a_file_of_today_and_today_refuses_it_afterwards(
    region_path: Path, tmp_path: Path, clock: FrozenClock
):
    newer = make_newer(tmp_path / "morgen", REBUILD)
    result = run_python(
        """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.storage.checks import check_file
from myk_tui.storage.opening import open_file
print([finding.art for finding in check_file(Path(sys.argv[1]))])
opened = open_file(Path(sys.argv[1]), FrozenClock())
print(opened.database.read_only, *opened.notes)
opened.close()
print(check_file(Path(sys.argv[1])))
""",
        region_path,
        source=newer,
    )
    assert result.stdout.splitlines() == [
        "['version']",
        "False Datei aktualisiert; Sicherung von davor: myk-20261123-180000Z-aktualisierung.db",
        "[]",
    ], result.stderr
    before = fingerprint(region_path)
    with pytest.raises(StorageError, match="neueren Version"):
        open_file(region_path, clock)
    assert fingerprint(region_path) == before


def test_an_upgrade_that_is_killed_leaves_the_file_to_the_old_version(
    region_path: Path, tmp_path: Path, clock: FrozenClock
):
    present = Database(region_path, clock)
    before = contents(present)
    present.close()
    blocking = REBUILD + "op.execute('DELETE FROM aufgabe')\nprint('mitten darin', flush=True)\ninput()"
    scripts = migrations_with(tmp_path, blocking)
    with running_python(
        """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.storage.migrate import upgrade
upgrade(Path(sys.argv[1]), FrozenClock(), scripts=Path(sys.argv[2]), version=int(sys.argv[3]))
""",
        region_path,
        scripts,
        NEXT,
    ):
        pass
    opened = open_file(region_path, clock)
    assert contents(opened.database) == before
    opened.close()
    assert check_file(region_path) == []


def test_a_second_window_does_not_upgrade_a_file_that_the_first_one_has_open(
    region_path: Path, tmp_path: Path, clock: FrozenClock
):
    newer = make_newer(tmp_path / "morgen", REBUILD)
    opened = open_file(region_path, clock)
    result = run_python(
        """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.errors import ReadOnly
from myk_tui.storage.opening import open_file
try:
    open_file(Path(sys.argv[1]), FrozenClock())
except ReadOnly as error:
    print(error.message)
""",
        region_path,
        source=newer,
    )
    assert "stammt von einer älteren Version" in result.stdout, result.stderr
    opened.close()
    assert not backup_dir(region_path).exists()
    assert check_file(region_path) == []


def test_the_wheel_brings_its_migrations_wherever_it_lies(tmp_path: Path):
    site = copy_program(tmp_path / "Größe 50% Müller")
    result = run_python(
        """
import sys
from pathlib import Path
from myk_tui.storage.failures import from_os
from myk_tui.storage.migrate import create_file, migrations_dir
create_file(Path(sys.argv[1]))
print(migrations_dir())
""",
        tmp_path / "neu.db",
        source=site,
    )
    assert result.stdout.strip() == str(site / "myk_tui" / "migrations"), result.stderr
    assert check_file(tmp_path / "neu.db") == []


def test_opening_imports_neither_alembic_nor_pydantic(region_path: Path):
    result = run_python(
        """
import sys
from pathlib import Path
from frozen_clock import FrozenClock
from myk_tui.storage.opening import open_file
open_file(Path(sys.argv[1]), FrozenClock()).close()
print([name for name in ("alembic", "pydantic", "textual", "sqlalchemy.orm") if name in sys.modules])
""",
        region_path,
    )
    assert result.stdout == "[]\n", result.stderr


def _alembic_check(tree: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", str(tree / "tools" / "alembic_check.py")]
    return subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(tree / "src")})


def test_the_migrations_lead_to_the_tables():
    result = _alembic_check(ROOT)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("here", "instead", "said"),
    [
        ("wert BETWEEN 0 AND 5", "wert BETWEEN 0 AND 6", "other SQL for bewertung"),
        ('"ix_massnahme_status"', '"ix_massnahme_stand"', "ix_massnahme_status"),
        (f'\nrevision = "{t.SCHEMA_REVISION}"', '\nrevision = "0009"', "heads are ['0009']"),
    ],
)
def test_a_migration_that_drifts_from_the_tables_is_noticed(tmp_path: Path, here: str, instead: str, said: str):
    for name in ("src/myk_tui", "migrations", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "locale"))
    for migration in sorted((tmp_path / "migrations" / "versions").glob("0*.py")):
        text = migration.read_text(encoding="utf-8")
        migration.write_text(text.replace(here, instead), encoding="utf-8")
    result = _alembic_check(tmp_path)
    assert result.returncode == 1
    assert said in result.stderr


def test_an_error_while_making_a_file_names_the_file_that_was_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def no_space(path: Path) -> None:
        raise from_os(OSError(errno.ENOSPC, "voll", str(path)), path)

    monkeypatch.setattr(migrate, "upgrade_schema", no_space)
    with pytest.raises(StorageFull) as refused:
        create_file(tmp_path / "region.db")
    assert str(tmp_path / "region.db") in refused.value.message and ".myk-neu" not in refused.value.message
    assert "neu.db" not in refused.value.message
