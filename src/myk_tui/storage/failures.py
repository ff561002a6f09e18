"""From what the driver or the system says to one German sentence that says what to do.

Every read and every write of the database and every written file goes through
``said_plainly``; nothing else turns low-level errors into text.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy.exc

from myk_tui.errors import DatabaseRefused, ReadOnly, StorageBusy, StorageError, StorageFull
from myk_tui.i18n import _

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}


@contextmanager
def said_plainly(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Turn database and file errors inside the block into a ``StorageError``.

    With ``reading`` nothing was to be written, so nothing is said about saving.
    Raises StorageError or one of its children, chained to what happened.
    Errors that only a mistake in the program can cause (a violated constraint,
    wrong SQL) pass through unchanged.
    """
    try:
        yield
    except (sqlalchemy.exc.IntegrityError, sqlite3.IntegrityError):
        raise
    except sqlalchemy.exc.DBAPIError as error:
        cause = error.orig if isinstance(error.orig, sqlite3.Error) else None
        sentence = None if cause is None else from_sqlite(cause, path, reading=reading)
        if sentence is None:
            raise
        raise sentence from error
    except sqlite3.Error as error:
        sentence = from_sqlite(error, path, reading=reading)
        if sentence is None:
            raise
        raise sentence from error
    except OSError as error:
        raise from_os(error, path, reading=reading) from error


def from_sqlite(error: sqlite3.Error, path: Path, *, reading: bool = False) -> StorageError | None:
    """Return what to tell the user about a driver error, or None if it is a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_FULL:
        return _full(path)
    if primary in _BUSY and reading:
        return StorageBusy(
            _(
                "Die Datei {name} lässt sich gerade nicht lesen: Ein anderes Programm hält sie fest. Bitte kurz warten und noch einmal versuchen."
            ).format(name=path.name)
        )
    if primary in _BUSY:
        return StorageBusy(
            _(
                "Nicht gespeichert: Ein anderes Programm hält die Datei {name} gerade fest. Bitte kurz warten und noch einmal versuchen."
            ).format(name=path.name)
        )
    if primary in _READONLY:
        return ReadOnly(_unreadable(path).message) if reading else _readonly(path)
    if primary in _DAMAGED or str(error).startswith("Could not decode to UTF-8"):
        return DatabaseRefused(
            _(
                "Die Datei {path} ist beschädigt oder keine Datenbank. Sie bleibt unverändert; bitte eine Sicherung öffnen."
            ).format(path=path)
        )
    if primary == sqlite3.SQLITE_CANTOPEN:
        return StorageError(
            _("Die Datei {path} lässt sich nicht öffnen. Bitte Ort und Rechte der Datei prüfen.").format(path=path)
        )
    if primary == sqlite3.SQLITE_IOERR and reading:
        return StorageError(
            _(
                "Die Datei {path} lässt sich nicht lesen: Der Datenträger meldet einen Fehler. Bitte Verbindung und freien Platz prüfen, dann noch einmal versuchen."
            ).format(path=path)
        )
    if primary == sqlite3.SQLITE_IOERR:
        return StorageError(
            _(
                "Nicht gespeichert: Der Datenträger von {path} meldet einen Fehler. Bitte Verbindung und freien Platz prüfen, dann noch einmal versuchen."
            ).format(path=path)
        )
    if primary == sqlite3.SQLITE_NOMEM:
        return StorageError(
            _("Der Arbeitsspeicher ist voll. Bitte andere Programme schließen und noch einmal versuchen.")
        )
    return None


def from_os(error: OSError, path: Path, *, reading: bool = False) -> StorageError:
    """Return what to tell the user about an error of the file system."""
    named = Path(error.filename) if isinstance(error.filename, str) else path
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(named)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _unreadable(named) if reading else _readonly(named)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StorageError(_("Datei oder Ordner {path} gibt es nicht. Bitte den Namen prüfen.").format(path=named))
    if error.errno == errno.EISDIR:
        return StorageError(_("{path} ist ein Ordner. Bitte eine Datei angeben.").format(path=named))
    if error.errno == errno.ENAMETOOLONG:
        return StorageError(_("Der Dateiname ist zu lang. Bitte einen kürzeren wählen."))
    return StorageError(
        _("{path}: Der Datenträger meldet „{grund}“. Bitte prüfen und noch einmal versuchen.").format(
            path=named, grund=error.strerror or error.__class__.__name__
        )
    )


def _full(path: Path) -> StorageFull:
    return StorageFull(
        _(
            "Nicht gespeichert: Auf dem Datenträger von {path} ist kein Platz mehr. Bitte Platz schaffen, dann noch einmal versuchen."
        ).format(path=path)
    )


def _readonly(path: Path) -> ReadOnly:
    return ReadOnly(
        _(
            "Nicht gespeichert: {path} ist schreibgeschützt. Bitte die Rechte ändern oder die Datei an einen anderen Ort kopieren."
        ).format(path=path)
    )


def _unreadable(path: Path) -> StorageError:
    return StorageError(
        _(
            "Die Datei {path} lässt sich nicht lesen: keine Berechtigung. Bitte die Rechte ändern oder eine andere Datei angeben."
        ).format(path=path)
    )
