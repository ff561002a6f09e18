"""One open file: the connection recipe, reading, and the unit of work.

One use case is one ``with database.write("Aufgabe verschoben") as writer:``.
Leaving the block commits, together with the journal step; any exception rolls
everything back. Connection settings after reliability promise P1 (WAL,
``synchronous=FULL``, foreign keys, explicit BEGIN).
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from myk_tui.domain.clock import Clock
from myk_tui.errors import FileMoved, ReadOnly
from myk_tui.i18n import _
from myk_tui.storage import merker
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.journal import (
    Schritt,
    Writer,
    latest,
    reachable_from,
    record_step,
    step_to_redo,
    step_to_undo,
    touched_since,
)

T = TypeVar("T")
State = tuple[int, int, date]
"""What other windows have written, the newest step, today: see ``Database.state``."""

CACHE_KIBIBYTES = 512
"""Memory for pages of the file: with 20,000 ideas nothing is slower than with the default of 2,000."""

BUSY_MILLISECONDS = 2_000


def connect(path: Path, *, read_only: bool = False, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open ``path``, which must exist, with the settings every connection of ours has.

    Raises sqlite3.Error; call it inside ``said_plainly``.
    """
    mode = "ro" if read_only else "rw"
    if read_only and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        mode = "ro&immutable=1"  # WAL needs a writable folder even for reading, unless its log lies there already
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    try:
        _configure(connection, read_only=read_only, foreign_keys=foreign_keys)
    except BaseException:
        connection.close()  # else its helper files stay beside a file that is refused
        raise
    return connection


def _configure(connection: sqlite3.Connection, *, read_only: bool, foreign_keys: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA mmap_size=0")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIBIBYTES}")
    connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    if read_only:
        connection.execute("PRAGMA query_only=ON")
        return
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA checkpoint_fullfsync=ON")


class Database:
    """An open database file; made by ``opening.open_file``.

    Attributes:
        path: the file.
        clock: the only source of time.
        akteur: who writes, for the journal (a role or the laptop, no name needed).
        read_only: nothing can be written; ``reason`` says why.
        reason: sentence for the banner of a window that only reads.
        last_saved: the step that was committed last in this session.
    """

    def __init__(
        self, path: Path, clock: Clock, *, akteur: str = "", read_only: bool = False, reason: str = ""
    ) -> None:
        self.path = path
        self.clock = clock
        self.akteur = akteur
        self.read_only = read_only
        self.reason = reason
        self.last_saved: Schritt | None = None
        self._begin = "BEGIN"
        self._kept: dict[Hashable, tuple[State, Any]] = {}
        self._engine = sa.create_engine(
            "sqlite://",
            creator=lambda: connect(path, read_only=read_only),
            poolclass=StaticPool,
            hide_parameters=True,  # an error that reaches the log must not quote what a user has typed
        )
        sa.event.listen(self._engine, "begin", self._send_begin)
        with said_plainly(path):
            self._connection = self._engine.connect()
            self._driver: Any = self._connection.connection.driver_connection
            self._files = {file: _identity(file) for file in (path, path.with_name(path.name + "-wal"))}

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection for reading one consistent state."""
        with said_plainly(self.path, reading=True), self._transaction():
            yield self._connection

    @contextmanager
    def write(
        self, titel: str, *, art: str = "tun", bezug: int | None = None, for_good: bool = False
    ) -> Iterator[Writer]:
        """Give a writer; commit it with a journal step named ``titel`` when the block ends well.

        Without any change nothing is written. ``for_good``: undo and redo pass
        the step over. Raises ReadOnly or another StorageError; then nothing has changed.
        """
        self._check_writable()
        step: Schritt | None = None
        with self._immediate(), said_plainly(self.path), self._transaction():
            # Undo, redo and a loaded snapshot write rows in their own order, children perhaps before parents.
            self._driver.execute("PRAGMA defer_foreign_keys=ON")
            writer = Writer(self._connection)
            yield writer
            if writer.has_changes:
                step = self._record(writer.titel or titel, art=art, bezug=bezug, for_good=for_good)
                writer.record(step)
        if step is not None:
            self.last_saved = step

    @contextmanager
    def rehearse(self, *, wait: bool = True) -> Iterator[Writer]:
        """Give a writer whose changes are taken back at the end of the block, whatever happens in it.

        Raises as ``write`` does; without ``wait`` StorageBusy at once.
        """
        self._check_writable()
        self._driver.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS if wait else 0}")
        try:
            with self._immediate(), said_plainly(self.path), self._connection.begin() as transaction:
                self._driver.execute("PRAGMA defer_foreign_keys=ON")
                yield Writer(self._connection)
                transaction.rollback()
        finally:
            self._driver.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")

    @contextmanager
    def rewrite(self, titel: str) -> Iterator[sa.Connection]:
        """Give a connection that may change the journal itself; commit it with a step that undo passes over.

        Only for removing a name for good. Raises as ``write`` does.
        """
        self._check_writable()
        with self._immediate(), said_plainly(self.path), self._transaction():
            yield self._connection
            step = self._record(titel, for_good=True)
        self.last_saved = step
        self._kept.clear()

    def _record(self, titel: str, *, art: str = "tun", bezug: int | None = None, for_good: bool = False) -> Schritt:
        how: dict[str, Any] = {"art": art, "bezug": bezug, "for_good": for_good}
        return record_step(self._connection, titel=titel, um=self.clock.now(), akteur=self.akteur, **how)

    def scrub(self) -> bool:
        """Take out of the file and its log every byte of what was overwritten or deleted.

        Returns whether the log is empty too: as long as another window reads
        from it, it is emptied only when the last window closes. Raises StorageError.
        """
        with said_plainly(self.path):
            self._driver.execute("VACUUM")
            busy, _pages, _moved = self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def undo(self) -> Schritt:
        """Take back the newest step and return it; raises NothingToUndo."""
        with self.read() as connection:
            step = step_to_undo(connection)
        with self.write(_("Rückgängig: {titel}").format(titel=step.titel), art="zurueck", bezug=step.nr) as writer:
            writer.revert(step.nr)
        return step

    def redo(self) -> Schritt:
        """Repeat the step that was taken back last and return it; raises NothingToUndo."""
        with self.read() as connection:
            step = step_to_redo(connection)
        with self.write(_("Wiederholt: {titel}").format(titel=step.titel), art="wieder", bezug=step.nr) as writer:
            writer.repeat(step.nr)
        return step

    def reachable(self) -> tuple[bool, bool]:
        """Return whether there is a step to take back, and one to repeat."""
        with self.read() as connection:
            step = latest(connection)
        return (False, False) if step is None else reachable_from(step.zurueck_nr, step.wieder_nr)

    def remember(self, schluessel: str, wert: object) -> None:
        """Keep where a window stands (JSON value); no content, so no journal step. A reading window keeps nothing."""
        if self.read_only:
            return
        self._check_writable()
        with self._immediate(), said_plainly(self.path), self._transaction():
            merker.keep(self._connection, schluessel, wert)

    def remembered(self, schluessel: str) -> Any:
        """Return what ``remember`` kept under this key, or None."""
        with self.read() as connection:
            return merker.kept(connection, schluessel)

    def data_version(self) -> int:
        """Return a number that changes when another process has written."""
        with self.read():
            return self._data_version()

    def kept(self, key: Hashable, tables: Collection[str] | None, read: Callable[[sa.Connection], T]) -> T:
        """Return what ``read`` makes of ``tables`` (None: of any); it is made again only when they were written into.

        It is shared, so nobody may change it. Another day, and whatever another window writes, makes it out of date.
        """
        state = self.state()
        with self.read() as connection:
            then, value = self._kept.get(key, (None, None))
            if then is None or not _still_holds(connection, then, state, tables):
                value = read(connection)
        self._kept[key] = (state, value)
        return cast(T, value)

    def state(self) -> State:
        """Return what is equal as long as nobody, here or in another window, has written and the day is the same."""
        with self.read() as connection:
            step = latest(connection)
            return self._data_version(), 0 if step is None else int(step.nr), self.clock.today()

    def _data_version(self) -> int:
        return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file; the write-ahead log is emptied into it, even if another window goes on reading."""
        if not self.read_only:
            with suppress(sqlite3.Error):  # closed already, or else the log stays, and the next start takes it in
                self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._connection.begin():
                yield
        except BaseException:
            # After a COMMIT that failed SQLite still stands inside the transaction, and SQLAlchemy does not know.
            if self._driver.in_transaction:
                self._driver.rollback()
            raise

    @contextmanager
    def _immediate(self) -> Iterator[None]:
        self._begin = "BEGIN IMMEDIATE"
        try:
            yield
        finally:
            self._begin = "BEGIN"

    def _send_begin(self, _connection: sa.Connection) -> None:
        self._driver.execute(self._begin)

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnly(self.reason or _("Diese Datei ist nur zum Lesen geöffnet."))
        for file, known in self._files.items():
            # The write-ahead log may come with the first reading; once it is there, what is saved stands only in it.
            found = _identity(file)
            if known is None:
                self._files[file] = found
            elif found != known:
                raise FileMoved(
                    _(
                        "Nicht gespeichert: Die Datei {path} wurde verschoben, gelöscht oder ersetzt. Bitte das Programm schließen und die richtige Datei öffnen."
                    ).format(path=file)
                )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _still_holds(connection: sa.Connection, then: State, now: State, tables: Collection[str] | None) -> bool:
    """Whether nothing was written into ``tables``, None for all, between two states."""
    (version, step, day), (old_version, old_step, old_day) = now, then
    if (version, day) != (old_version, old_day) or step < old_step:
        return False
    if step == old_step:
        return True
    return tables is not None and touched_since(connection, old_step).isdisjoint(tables)
