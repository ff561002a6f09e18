"""The way out when the file has been taken from under an open window (reliability promise P4).

What was saved can still be read through the open connection, though the file
has lost its name; the copy made here gives it a new one.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from myk_tui.errors import StorageError
from myk_tui.i18n import _
from myk_tui.storage.backup import check_copy
from myk_tui.storage.database import Database
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.files import place_new
from myk_tui.storage.queries import plain_connection


def write_notkopie(database: Database, folders: Sequence[Path]) -> Path:
    """Write a verified copy of everything that is saved into the first folder that takes it; return the file.

    Raises StorageError if none does.
    """
    refusal: StorageError | None = None
    for folder in folders:
        try:
            with said_plainly(folder):
                return _write_into(folder, database)
        except StorageError as error:
            refusal = refusal or error
    assert refusal is not None, "no folder given"
    raise refusal


def _write_into(folder: Path, database: Database) -> Path:
    workshop = Path(tempfile.mkdtemp(prefix=".myk-notkopie-", dir=folder))
    try:
        temporary = workshop / "kopie.db"
        temporary.touch(mode=0o600)
        with database.read() as connection, contextlib.closing(sqlite3.connect(temporary)) as copy:
            opened = plain_connection(connection)
            opened.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file is all of it
            check_copy(opened, temporary, database.path.name)
        for name in _names(database):
            with contextlib.suppress(FileExistsError):
                place_new(temporary, folder / name)
                return folder / name
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    raise StorageError(_("In {folder} liegen zu viele Sicherungen derselben Sekunde.").format(folder=folder))


def _names(database: Database) -> Iterator[str]:
    moment = database.clock.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    for number in range(1, 100):
        counter = "" if number == 1 else f"-{number}"
        yield f"{database.path.stem}-notkopie-{moment}{counter}.db"
