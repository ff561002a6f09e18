"""Files of every released schema, kept for ever: they open with all they hold, and so do their snapshots."""

import gzip
from contextlib import closing
from pathlib import Path

import pytest

from frozen_clock import FrozenClock
from myk_tui.services.schnappschuss import import_snapshot
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database
from myk_tui.storage.opening import open_file
from myk_tui.storage.snapshot import all_rows

KEPT = Path(__file__).parent / "fruehere"
VERSIONS = range(1, t.SCHEMA_VERSION)


def unpacked(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(gzip.decompress((KEPT / f"{name}.gz").read_bytes()))
    return path


def counts(database: Database) -> dict[str, int]:
    with database.read() as connection:
        return {table: len(rows) for table, rows in all_rows(connection).items()}


def test_of_every_earlier_schema_a_file_is_kept() -> None:
    assert {path.name for path in KEPT.iterdir()} == {
        f"schema-{version}.{kind}.gz" for version in VERSIONS for kind in ("db", "json")
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_file_opens_after_a_backup_and_every_step_can_be_taken_back(
    version: int, tmp_path: Path, clock: FrozenClock
) -> None:
    path = unpacked(f"schema-{version}.db", tmp_path)
    with closing(open_file(path, clock)) as opened:
        before = counts(opened.database)
        assert before["massnahme"] > 20 and before["journal"] > 300
        for _step in range(20):
            opened.database.undo()
        for _step in range(20):
            opened.database.redo()
    assert check_file(path) == []
    assert list((tmp_path / "sicherungen").iterdir())


@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_snapshot_is_read_in_whole(version: int, tmp_path: Path, clock: FrozenClock) -> None:
    earlier = unpacked(f"schema-{version}.db", tmp_path)
    with closing(open_file(earlier, clock)) as opened:
        expected = counts(opened.database)
    path = tmp_path / "neu.db"
    import_snapshot(path, unpacked(f"schema-{version}.json", tmp_path), clock, ersetzen=False, probe=False)
    with closing(open_file(path, clock)) as opened:
        assert counts(opened.database) == expected
    assert check_file(path) == []
