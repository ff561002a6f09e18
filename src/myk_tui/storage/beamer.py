"""A second window for the room: it reads the same file and cannot read what is internal.

Internal notes are kept out by SQLite itself: reading such a column gives NULL
on this connection, and the journal is seen through a view without them. What
the window remembers of drafts is not to be seen either.
"""

import contextlib
import glob
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from myk_tui.domain.clock import Clock
from myk_tui.errors import ReadOnly
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.opening import Opened, check_header, doubtful, follow_link, inspect

INTERNAL = frozenset(
    (table.name, column.name) for table in t.ENTITIES for column in table.columns if column.name == "interne_notiz"
)
"""(table, column) of everything that is never shown to the room."""

STAND_KEY = "beamer"
"""Under this key the moderator's window remembers where it is; the only one the room's window can read."""

SIGN = ".beamer."
"""Between the name of a database and the number of a process in the name of a window's sign."""

_VIEWS = (
    "CREATE TEMP VIEW journal AS SELECT schritt_nr, pos, tabelle, zeile_id,"
    " json_remove(vorher, '$.interne_notiz') AS vorher, json_remove(nachher, '$.interne_notiz') AS nachher"
    " FROM main.journal",
    f"CREATE TEMP VIEW merker AS SELECT schluessel, wert FROM main.merker WHERE schluessel = '{STAND_KEY}'",
)
_ONLY_THROUGH_VIEW = {("journal", "vorher"), ("journal", "nachher"), ("merker", "wert")}


def open_for_room(path: Path, clock: Clock) -> Opened:
    """Open a file for the room: for reading only, without taking the lock, internal columns empty.

    Raises a StorageError if the file cannot be shown; it is not changed.
    """
    path = follow_link(path)
    check_header(path)
    if inspect(path):
        raise ReadOnly(
            _("Die Datei {name} stammt von einer älteren Version. Bitte sie zuerst mit „myk-tui“ öffnen.").format(
                name=path.name
            )
        )
    with doubtful(path):
        database = Database(path, clock, read_only=True, reason=_("Dieses Fenster zeigt nur."))
        hide_internal(_driver(database))
    return Opened(database, None)


def hide_internal(connection: sqlite3.Connection) -> None:
    """Keep everything internal out of whatever this connection reads from now on."""
    connection.execute("PRAGMA query_only=OFF")  # for views of our own that live in memory
    for view in _VIEWS:
        connection.execute(view)
    connection.execute("PRAGMA query_only=ON")
    connection.set_authorizer(_allow)


def _allow(action: int, first: str | None, second: str | None, database: str | None, inside: str | None) -> int:
    if action != sqlite3.SQLITE_READ or first is None or second is None:
        return sqlite3.SQLITE_OK
    hidden = (first, second) in INTERNAL
    direct = (first, second) in _ONLY_THROUGH_VIEW and database == "main" and inside != first
    return sqlite3.SQLITE_IGNORE if hidden or direct else sqlite3.SQLITE_OK


def _driver(database: Database) -> sqlite3.Connection:
    from myk_tui.storage.queries import plain_connection

    with database.read() as connection:
        return plain_connection(connection)


def presence_file(path: Path, pid: int | None = None) -> Path:
    """Return the file that stands beside a database while a window for the room is open: one for each window."""
    return path.with_name(f"{path.name}{SIGN}{os.getpid() if pid is None else pid}")


def is_watched(path: Path) -> bool:
    """Return whether a window for the room is open; what a killed one has left behind is cleared away."""
    signs = path.parent.glob(glob.escape(path.name + SIGN) + "*")
    return bool([sign for sign in signs if _lives(sign)])


@contextlib.contextmanager
def present(path: Path, pid: int | None = None) -> Iterator[None]:
    """Tell the moderator's window that somebody is watching, for as long as the block lasts."""
    sign = presence_file(follow_link(path), pid)
    with said_plainly(sign):
        descriptor = os.open(sign, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield
    finally:
        os.close(descriptor)
        with contextlib.suppress(OSError):  # a folder that has become read-only keeps an empty file
            sign.unlink(missing_ok=True)


def _lives(sign: Path) -> bool:
    """Return whether the window of a sign is open; the sign of one that is gone is removed."""
    number = sign.name.rpartition(".")[2]
    if sys.platform != "win32" and number.isascii() and number.isdigit():
        try:
            os.kill(int(number), 0)
        except (ProcessLookupError, OverflowError):
            pass
        except OSError:
            return True
        else:
            return True
    try:
        sign.unlink(missing_ok=True)  # refused by Windows while the window holds it open
    except OSError:
        return sys.platform == "win32"
    return False
