"""Creating and upgrading database files, all or nothing (reliability promise P8).

Alembic is imported only here and only when something is to be done; whether
that is so is asked by plain SQL first.
"""

import contextlib
import logging
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from myk_tui.domain.clock import Clock
from myk_tui.errors import StorageError
from myk_tui.i18n import _
from myk_tui.paths import make_private_dir
from myk_tui.storage import tables as t
from myk_tui.storage.backup import create_backup
from myk_tui.storage.database import connect
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.files import naming, place_new

BACKUP_REASON = "aktualisierung"
WORKSHOP = ".myk-neu-"
"""Beginning of the name of a folder in which a file is being made."""

UNFINISHED = "neu.db"
"""Name of the file there."""

WORKSHOP_SECONDS = 3600
"""After so long nobody is making a file there any more."""


def migrations_dir() -> Path:
    """Return the folder of the migrations, in the installed package or in the source tree."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a temporary database with the present schema; it gets its name ``path`` when the block ends well.

    An existing file is never touched: raises StorageError. After an error nothing is left behind.
    """
    with _naming_wanted(path), said_plainly(path), naming(path):
        if path.exists() or path.is_symlink():
            raise already_there(path)
        make_private_dir(path.parent)
        _sweep(path.parent)
        with tempfile.TemporaryDirectory(prefix=WORKSHOP, dir=path.parent, ignore_cleanup_errors=True) as folder:
            temporary = Path(folder) / UNFINISHED
            temporary.touch(mode=0o600)
            upgrade_schema(temporary)
            yield temporary
            _settle(temporary)
            try:
                place_new(temporary, path)
            except FileExistsError as error:
                raise already_there(path) from error


@contextlib.contextmanager
def _naming_wanted(path: Path) -> Iterator[None]:
    """Let sentences name the file that was meant, not the one in the workshop, whose name nobody knows."""
    try:
        yield
    except StorageError as error:
        folder, found, rest = error.message.partition(WORKSHOP)
        if found:
            inside = rest.partition(UNFINISHED)
            sentence = folder.removesuffix(f"{path.parent}/") + str(path) + inside[2]
        elif UNFINISHED in error.message and path.name not in error.message:
            sentence = error.message.replace(UNFINISHED, path.name)
        else:
            raise
        raise type(error)(sentence) from error


def _sweep(folder: Path) -> None:
    """Remove what a creation that was killed has left here; a young one may still be at work."""
    for left in folder.glob(f"{WORKSHOP}*"):
        with contextlib.suppress(OSError):
            if left.is_dir() and time.time() - left.stat().st_mtime > WORKSHOP_SECONDS:
                shutil.rmtree(left)


def create_file(path: Path) -> None:
    """Create an empty database; raises StorageError if the file exists or cannot be written."""
    with new_file(path):
        pass


def already_there(path: Path) -> StorageError:
    """Return the refusal to write over an existing file."""
    return StorageError(_("{path} gibt es schon. Bitte einen anderen Namen wählen.").format(path=path))


def upgrade(path: Path, clock: Clock, *, scripts: Path | None = None, version: int | None = None) -> Path:
    """Bring an older database to the present schema, after a verified backup; returns the backup.

    Raises StorageError; then the file is what it was, and the old version still opens it.
    """
    backup = create_backup(path, BACKUP_REASON, clock)
    upgrade_schema(path, scripts=scripts, version=version)
    return backup


def upgrade_schema(path: Path, *, scripts: Path | None = None, version: int | None = None) -> None:
    """Run the missing migrations in one transaction on a connection without foreign keys.

    With foreign keys on, rebuilding a table would fire cascades and delete its
    children. ``scripts`` and ``version`` are the newest ones unless named.
    Raises StorageError; then nothing has changed.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(scripts or migrations_dir()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = sa.create_engine(
        "sqlite://", creator=lambda: connect(path, foreign_keys=False), poolclass=StaticPool, hide_parameters=True
    )
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with said_plainly(path), engine.connect() as connection, connection.begin():
            before = _counts(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check(connection, before, path)
            connection.exec_driver_sql(f"PRAGMA application_id={t.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={version or t.SCHEMA_VERSION}")
    except (sa.exc.SQLAlchemyError, CommandError) as error:
        logging.getLogger(__name__).exception("migration failed")
        raise StorageError(
            _(
                "Die Datei {name} ließ sich nicht aktualisieren und ist unverändert. Bitte mit der bisherigen Version weiterarbeiten und den Fehler melden."
            ).format(name=path.name)
        ) from error
    finally:
        engine.dispose()


def _check(connection: sa.Connection, before: dict[str, int], path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    after = _counts(connection)
    lost = [name for name, count in before.items() if name in after and after[name] < count]
    if broken is not None or lost:
        raise StorageError(
            _(
                "Die Aktualisierung von {name} hätte Daten verloren und wurde abgebrochen. Die Datei ist unverändert."
            ).format(name=path.name)
        )


def _counts(connection: sa.Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    )
    return {
        row[0]: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{row[0]}"').scalar_one()) for row in names.all()
    }


def _settle(path: Path) -> None:
    """Empty the write-ahead log into the file, so that the file alone is everything."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
