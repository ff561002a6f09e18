"""Opening a file: looked at before anything touches it, locked, upgraded if it is older.

A doubtful file is never opened as a good one and never written over
(reliability promise P6): it is refused with one sentence, its bytes unchanged.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from myk_tui.domain.clock import Clock, from_text, to_text
from myk_tui.domain.kalender import show_date
from myk_tui.domain.uhrzweifel import SPIELRAUM
from myk_tui.errors import DatabaseRefused, ReadOnly, StorageError
from myk_tui.i18n import _
from myk_tui.paths import backup_dir, make_private_dir
from myk_tui.storage import lock
from myk_tui.storage import tables as t
from myk_tui.storage.database import BUSY_MILLISECONDS, Database
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.journal import latest
from myk_tui.storage.version import HEADER, revision_of

HEADER_BYTES = 100
PAGE_SIZE_AT, VERSION_AT, APPLICATION_AT = 16, 60, 68
"""Where the file header holds the page size (two bytes), ``user_version`` and ``application_id`` (four bytes)."""

_COLUMNS = """SELECT "table".name, "column".name FROM sqlite_master AS "table"
    JOIN pragma_table_info("table".name) AS "column" WHERE "table".type = 'table'"""
_VERSION_COLUMN = ("alembic_version", "version_num")

LOOK_KIBIBYTES = 256
"""Memory for the pages of a file that is only looked at: its check reads each of them once."""

LOGS = ("-wal", "-journal")
"""What SQLite leaves beside a file that was not closed."""

GENERATIONS = 3
"""How many copies of an uncleanly left file are kept."""


@dataclass
class Opened:
    """An open file with its lock.

    Attributes:
        notes: sentences the user should read once.
    """

    database: Database
    lock: lock.FileLock | None
    notes: list[str] = field(default_factory=list)

    def close(self) -> None:
        """Close the file, then give up the lock."""
        self.database.close()
        if self.lock is not None:
            self.lock.release()


def open_file(path: Path, clock: Clock, *, akteur: str = "") -> Opened:
    """Open a database for writing; for reading only where another window has it or it is write-protected.

    The file must not be open in this process already: reading its header as a
    plain file would drop SQLite's own locks. Raises DatabaseRefused or another
    StorageError; then the file is unchanged.
    """
    path = follow_link(path)
    check_header(path)
    held, reason = _take_lock(path, clock)
    notes = [reason] if reason else []
    database: Database | None = None
    try:
        if held is not None:
            notes += _look_after_unclean_end(path)
        if inspect(path):
            if held is None:
                raise ReadOnly(
                    _(
                        "Die Datei {name} stammt von einer älteren Version und muss zuerst aktualisiert werden. Bitte andere Fenster schließen und prüfen, ob die Datei schreibgeschützt ist."
                    ).format(name=path.name)
                )
            from myk_tui.storage.migrate import upgrade  # not needed on most evenings

            backup = upgrade(path, clock)
            notes.append(_("Datei aktualisiert; Sicherung von davor: {name}").format(name=backup.name))
        with doubtful(path):
            database = Database(path, clock, akteur=akteur, read_only=held is None, reason=reason)
            notes += _look_at_clock(database)
    except BaseException:
        if database is not None:
            database.close()
        if held is not None:
            held.release()
        raise
    return Opened(database, held, notes)


def follow_link(path: Path) -> Path:
    """Return the file itself: lock, log and backups belong to it, whatever name it is opened by."""
    with said_plainly(path, reading=True):
        return path.resolve() if path.is_symlink() else path


def check_header(path: Path) -> None:
    """Look at the file before SQLite does; raises a StorageError with what to do."""
    with said_plainly(path, reading=True):
        if path.is_dir():
            raise StorageError(_("{path} ist ein Ordner. Bitte eine Datei angeben.").format(path=path))
        if not path.exists():
            raise StorageError(_("Die Datei {path} gibt es nicht. Bitte den Namen prüfen.").format(path=path))
        if not path.is_file():
            raise DatabaseRefused(_("{path} ist keine gewöhnliche Datei. Bitte eine andere angeben.").format(path=path))
        with path.open("rb") as file:
            start = file.read(HEADER_BYTES)
            size = os.fstat(file.fileno()).st_size
        has_log = any(_is_filled(path.with_name(path.name + suffix)) for suffix in LOGS)
    if not start:
        raise DatabaseRefused(
            _(
                "Die Datei {path} ist leer. Sie bleibt unverändert; bitte eine Sicherung öffnen oder einen anderen Namen wählen."
            ).format(path=path)
        )
    if not start.startswith(HEADER):
        raise _foreign(path)
    if len(start) < HEADER_BYTES:
        raise _damaged(path)
    if int.from_bytes(start[APPLICATION_AT : APPLICATION_AT + 4]) != t.APPLICATION_ID:
        raise _foreign(path)
    if int.from_bytes(start[VERSION_AT : VERSION_AT + 4]) > t.SCHEMA_VERSION:
        raise _newer(path)
    page = int.from_bytes(start[PAGE_SIZE_AT : PAGE_SIZE_AT + 2])
    if not has_log and size % (65_536 if page == 1 else page or 512):
        raise _damaged(path)  # cut off within a page, which SQLite would fill with zeros


def inspect(path: Path) -> bool:
    """Check ids, version, tables and soundness of a file; returns whether it has to be upgraded.

    Raises DatabaseRefused for a foreign, damaged or newer file.
    """
    with doubtful(path), contextlib.closing(look_at(path)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != t.APPLICATION_ID:
            raise _foreign(path)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > t.SCHEMA_VERSION:
            raise _newer(path)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)
        if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone() is not None:
            raise _foreign(path)
        there = set(connection.execute(_COLUMNS))
        wanted = {(table.name, column.name) for table in t.BY_NAME.values() for column in table.columns}
        if _VERSION_COLUMN not in there or (version == t.SCHEMA_VERSION and not there >= wanted):
            raise _damaged(path)
        if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(revision_of(version),)]:
            raise _damaged(path)
        return version < t.SCHEMA_VERSION


@contextlib.contextmanager
def doubtful(path: Path) -> Iterator[None]:
    """Say of whatever SQLite cannot read in a file that is being looked at that the file is damaged."""
    try:
        with said_plainly(path, reading=True):
            yield
    except ReadOnly as error:
        raise ReadOnly(
            _(
                "Neben der Datei {path} liegt ein Rest, der noch hineingeschrieben werden muss. Bitte sie einmal dort öffnen, wo sie nicht schreibgeschützt ist."
            ).format(path=path)
        ) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter: its message quotes the damaged place
        raise _damaged(path) from error


def look_at(path: Path) -> sqlite3.Connection:
    """Return a connection for looking only: it changes nothing and leaves nothing beside the file.

    Where a log lies beside the file it is read too; otherwise the file alone is
    read, without the helper files that even a reading connection makes.
    """
    alone = not any(path.with_name(path.name + suffix).exists() for suffix in LOGS)
    mode = "ro&immutable=1" if alone else "ro"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # messages may quote a damaged file
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA query_only=ON")
    connection.execute(f"PRAGMA cache_size=-{LOOK_KIBIBYTES}")
    return connection


def _take_lock(path: Path, clock: Clock) -> tuple[lock.FileLock | None, str]:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None, _protected(path)
    try:
        held = lock.acquire(path, clock)
    except OSError:
        return None, _protected(path)
    if held is None:
        return None, _(
            "Die Datei ist schon offen ({wer}). Hier lässt sich alles ansehen, aber nichts ändern; dazu bitte das andere Fenster schließen."
        ).format(wer=lock.holder(path))
    return held, ""


def _look_after_unclean_end(path: Path) -> list[str]:
    """Keep a copy of file and log of a session that did not end properly, then check everything."""
    with said_plainly(path, reading=True):
        logs = [suffix for suffix in LOGS if _is_filled(path.with_name(path.name + suffix))]
    if not logs:
        return []
    notes = []
    try:
        _keep_copy(path, logs)
    except OSError:  # a full disk must not keep anybody from their data; SQLite takes its log in by itself
        notes.append(
            _("Von der nicht sauber beendeten Datei konnte keine Kopie abgelegt werden. Bitte Platz schaffen.")
        )
    with doubtful(path), contextlib.closing(_taking_in(path, logs)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise _damaged(path)
    return [_("Das Programm war nicht sauber beendet worden. Alles Gesicherte ist da und geprüft."), *notes]


def _taking_in(path: Path, logs: list[str]) -> sqlite3.Connection:
    """Return a connection that can read the file with its log; a rollback journal has to be applied for that."""
    if "-journal" in logs:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    return look_at(path)


def _look_at_clock(database: Database) -> list[str]:
    """Say it if the newest step was made later than the clock shows now; nothing depends on it but the dates shown."""
    with database.read() as connection:
        newest = latest(connection)
    now = database.clock.now()
    if newest is None or newest.um <= to_text(now + SPIELRAUM):
        return []
    with contextlib.suppress(ValueError):  # a damaged moment is for the check to find
        saved = from_text(newest.um).astimezone()
        return [
            _(
                "Die Uhr des Laptops geht nach: Zuletzt wurde hier am {tag} um {zeit} gesichert. Die Reihenfolge bleibt richtig; bitte das Datum prüfen."
            ).format(tag=show_date(saved.date()), zeit=saved.strftime("%H:%M"))
        ]
    return []


def _is_filled(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _keep_copy(path: Path, logs: list[str]) -> None:
    """Copy the file and its logs into the folder of the backups; the oldest of the generations goes."""
    folder = backup_dir(path)
    make_private_dir(folder)
    parts = {suffix: folder / f".{path.stem}-unsauber{suffix}.part" for suffix in ("", *logs)}
    try:
        for suffix, part in parts.items():
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)
            shutil.copyfile(path.with_name(path.name + suffix), part)
        for number in range(GENERATIONS, 0, -1):
            for suffix in ("", *LOGS):
                older = _generation(folder, path, number, suffix)
                if number == GENERATIONS:
                    older.unlink(missing_ok=True)
                elif older.exists():
                    older.replace(_generation(folder, path, number + 1, suffix))
        for suffix, part in parts.items():
            part.replace(_generation(folder, path, 1, suffix))
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _generation(folder: Path, path: Path, number: int, suffix: str) -> Path:
    return folder / f"{path.stem}-unsauber-{number}.db{suffix}"


def _protected(path: Path) -> str:
    return _("{path} ist schreibgeschützt. Sie können alles ansehen, aber nichts ändern.").format(path=path)


def _foreign(path: Path) -> DatabaseRefused:
    return DatabaseRefused(
        _("{path} ist keine Datei von myk-tui. Sie bleibt unverändert; bitte eine andere angeben.").format(path=path)
    )


def _newer(path: Path) -> DatabaseRefused:
    return DatabaseRefused(
        _(
            "Die Datei {path} stammt von einer neueren Version von myk-tui. Sie bleibt unverändert; bitte myk-tui aktualisieren."
        ).format(path=path)
    )


def _damaged(path: Path) -> DatabaseRefused:
    return DatabaseRefused(
        _(
            "Die Datei {path} ist beschädigt. Sie bleibt unverändert; bitte eine Sicherung aus dem Ordner „sicherungen“ öffnen."
        ).format(path=path)
    )
