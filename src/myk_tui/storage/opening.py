"""Opening a file: looked at before anything touches it, locked, upgraded if it is older.

A doubtful file is never opened as a good one and never written over
(reliability promise P6): it is refused with one sentence, its bytes unchanged.
"""

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from myk_tui.domain.clock import Clock
from myk_tui.errors import DatabaseRefused, ReadOnly, StorageError
from myk_tui.i18n import _
from myk_tui.paths import backup_dir, make_private_dir
from myk_tui.storage import lock
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database, connect
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.migrate import upgrade

HEADER = b"SQLite format 3\x00"
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

    Raises DatabaseRefused or another StorageError; then the file is unchanged.
    """
    check_header(path)
    held, reason = _take_lock(path, clock)
    notes = [reason] if reason else []
    try:
        if held is not None:
            notes += _look_after_unclean_end(path)
        if inspect(path, read_only=held is None):
            if held is None:
                raise ReadOnly(
                    _(
                        "Die Datei {name} stammt von einer älteren Version und lässt sich hier nur lesend nicht aktualisieren. Bitte zuerst das andere Fenster schließen."
                    ).format(name=path.name)
                )
            backup = upgrade(path, clock)
            notes.append(_("Datei aktualisiert; Sicherung von davor: {name}").format(name=backup.name))
        database = Database(path, clock, akteur=akteur, read_only=held is None, reason=reason)
    except BaseException:
        if held is not None:
            held.release()
        raise
    return Opened(database, held, notes)


def check_header(path: Path) -> None:
    """Look at the file before SQLite does; raises a StorageError with what to do."""
    with said_plainly(path):
        if path.is_dir():
            raise StorageError(_("{path} ist ein Ordner. Bitte eine Datei angeben.").format(path=path))
        if not path.exists():
            raise StorageError(_("Die Datei {path} gibt es nicht. Bitte den Namen prüfen.").format(path=path))
        if not path.is_file():
            raise DatabaseRefused(_("{path} ist keine gewöhnliche Datei. Bitte eine andere angeben.").format(path=path))
        with path.open("rb") as file:
            start = file.read(100)
    if not start:
        raise DatabaseRefused(
            _(
                "Die Datei {path} ist leer. Sie bleibt unverändert; bitte eine Sicherung öffnen oder einen anderen Namen wählen."
            ).format(path=path)
        )
    if not start.startswith(HEADER):
        raise _foreign(path)


def inspect(path: Path, *, read_only: bool = True) -> bool:
    """Check ids, version, tables and soundness of a file; returns whether it has to be upgraded.

    Raises DatabaseRefused for a foreign, damaged or newer file.
    """
    with said_plainly(path), contextlib.closing(_plain_connection(path, read_only)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != t.APPLICATION_ID:
            raise _foreign(path)
        if version > t.SCHEMA_VERSION:
            raise DatabaseRefused(
                _(
                    "Die Datei {path} stammt von einer neueren Version von myk-tui. Sie bleibt unverändert; bitte myk-tui aktualisieren."
                ).format(path=path)
            )
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)
        found = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        names = {name for kind, name in found if kind == "table"}
        if any(kind in ("trigger", "view") for kind, _name in found):
            raise _foreign(path)
        if version == t.SCHEMA_VERSION and not names >= set(t.BY_NAME):
            raise _damaged(path)
        return bool(version < t.SCHEMA_VERSION)


def _plain_connection(path: Path, read_only: bool) -> sqlite3.Connection:
    return connect(path, read_only=read_only)


def _take_lock(path: Path, clock: Clock) -> tuple[lock.FileLock | None, str]:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return None, _("{path} ist schreibgeschützt. Sie können alles ansehen, aber nichts ändern.").format(path=path)
    try:
        held = lock.acquire(path, clock)
    except OSError:
        return None, _("{path} ist schreibgeschützt. Sie können alles ansehen, aber nichts ändern.").format(path=path)
    if held is None:
        return None, _("Die Datei ist schon offen ({wer}). Dieses Fenster zeigt alles, ändert aber nichts.").format(
            wer=lock.holder(path)
        )
    return held, ""


def _look_after_unclean_end(path: Path) -> list[str]:
    """Keep a copy of file and log of a session that did not end properly, then check everything."""
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return []
    with said_plainly(path):
        folder = backup_dir(path)
        make_private_dir(folder)
        for number in range(GENERATIONS - 1, 0, -1):
            for suffix in ("", "-wal"):
                older = folder / f"{path.stem}-unsauber-{number}.db{suffix}"
                if older.exists():
                    older.replace(folder / f"{path.stem}-unsauber-{number + 1}.db{suffix}")
        for source, suffix in ((path, ""), (log, "-wal")):
            copy = folder / f"{path.stem}-unsauber-1.db{suffix}"
            shutil.copyfile(source, copy)
            copy.chmod(0o600)
        with contextlib.closing(connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise _damaged(path)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise _damaged(path)
    return [_("Das Programm war nicht sauber beendet worden. Alles Gesicherte ist da und geprüft.")]


def _foreign(path: Path) -> DatabaseRefused:
    return DatabaseRefused(
        _("{path} ist keine Datei von myk-tui. Sie bleibt unverändert; bitte eine andere angeben.").format(path=path)
    )


def _damaged(path: Path) -> DatabaseRefused:
    return DatabaseRefused(
        _(
            "Die Datei {path} ist beschädigt. Sie bleibt unverändert; bitte eine Sicherung aus dem Ordner „sicherungen“ öffnen."
        ).format(path=path)
    )
