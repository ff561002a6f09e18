"""Verified backups beside the database (reliability promise P7).

A backup counts only after it was opened and checked; the old ones are thinned
by a pure function, never the newest verified one.
"""

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from myk_tui.domain.clock import Clock
from myk_tui.errors import StorageError
from myk_tui.i18n import _
from myk_tui.paths import backup_dir, make_private_dir
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.files import check_space, place_new

KEEP_NEWEST = 10
KEEP_DAYS = 14
KEEP_FOR_EVER = "sprintabschluss"
RESERVE = 20_000_000

_NAME = re.compile(r"(?P<stamm>.+)-(?P<zeit>\d{8}-\d{6})Z(?:-(?P<nummer>\d+))?-(?P<anlass>[a-z]+)\.db")


@dataclass(frozen=True)
class Sicherung:
    """One backup as its file name tells it: when (UTC), a counter, and why."""

    name: str
    um: datetime
    nummer: int
    anlass: str


def create_backup(source: Path, anlass: str, clock: Clock) -> Path:
    """Make a verified backup of a database, which may be open, and return its path.

    ``anlass`` is one word of lower-case letters. Raises StorageError or
    StorageFull; then no backup was made and nothing is left behind.
    """
    folder = backup_dir(source)
    with said_plainly(source):
        make_private_dir(folder)
        check_space(folder, 3 * _size(source) + RESERVE)
        # A folder of its own, so that SQLite's helper files beside the copy go with it.
        workshop = folder / f".{source.stem}-{anlass}.part"
        shutil.rmtree(workshop, ignore_errors=True)
        make_private_dir(workshop)
        try:
            temporary = workshop / "neu.db"
            temporary.touch(mode=0o600)  # before the content comes; SQLite fills an empty file
            _copy(source, temporary)
            _verify(source, temporary)
            target = _place(temporary, folder, source.stem, anlass, clock.now())
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    _thin(folder, source.stem, clock.now(), made=target.name)
    return target


def list_backups(folder: Path, stamm: str) -> list[Sicherung]:
    """Return the backups of one database, oldest first; other files are passed over."""
    found = []
    for path in folder.glob("*.db"):
        match = _NAME.fullmatch(path.name)
        if match is None or match["stamm"] != stamm:
            continue
        with contextlib.suppress(ValueError):  # named like a backup, but of no date
            moment = datetime.strptime(match["zeit"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            found.append(Sicherung(path.name, moment, int(match["nummer"] or 0), match["anlass"]))
    return sorted(found, key=lambda backup: (backup.um, backup.nummer, backup.name))


def backups_to_delete(backups: Sequence[Sicherung], now: datetime, *, made: str = "") -> list[Sicherung]:
    """Return what can go: not the newest ten, not one a day for 14 days, never those of a sprint's end.

    ``made`` names the backup that was verified last. It stays, whatever its
    time says: the clock of the laptop may have jumped back.
    """
    ordered = sorted(backups, key=lambda backup: (backup.um, backup.nummer, backup.name))
    keep = set(ordered[-KEEP_NEWEST:])
    keep |= {backup for backup in ordered if backup.anlass == KEEP_FOR_EVER or backup.name == made}
    last_of_day = {backup.um.date(): backup for backup in ordered}
    keep |= {backup for day, backup in last_of_day.items() if now.date() - day <= timedelta(days=KEEP_DAYS)}
    return [backup for backup in ordered if backup not in keep]


def _copy(source: Path, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA busy_timeout=2000")
        connection.execute("VACUUM INTO ?", (str(target),))


def _verify(source: Path, copy: Path) -> None:
    """Open the copy and compare it with its source; raises StorageError."""
    with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old:
        check_copy(old, copy, source.name)


def check_copy(old: sqlite3.Connection, copy: Path, name: str) -> None:
    """Compare a copy with the open database it was made of and make it durable; raises StorageError."""
    with contextlib.closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as new:
        sound = new.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        linked = not new.execute("PRAGMA foreign_key_check").fetchall()
        if not (sound and linked and _counts(new) == _counts(old) and _latest_step(new) == _latest_step(old)):
            raise StorageError(
                _(
                    "Die Sicherung von {name} ließ sich nicht prüfen. Es wurde nichts verändert; bitte myk-tui check ausführen."
                ).format(name=name)
            )
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _latest_step(connection: sqlite3.Connection) -> object:
    return connection.execute("SELECT max(nr) FROM schritt").fetchone()[0]


def _size(source: Path) -> int:
    log = source.with_name(source.name + "-wal")
    return source.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _place(temporary: Path, folder: Path, stamm: str, anlass: str, now: datetime) -> Path:
    """Give the copy its name; in one second the numbers only grow, so that a later backup is never taken for an older."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    stamp = moment.strftime("%Y%m%d-%H%M%S")
    taken = [backup.nummer for backup in list_backups(folder, stamm) if backup.um == moment]
    first = max(taken, default=-1) + 1
    for number in range(first, first + 1_000):
        counter = f"-{number}" if number else ""
        target = folder / f"{stamm}-{stamp}Z{counter}-{anlass}.db"
        try:
            place_new(temporary, target)
        except FileExistsError:
            continue
        return target
    raise StorageError(_("In {folder} liegen zu viele Sicherungen derselben Sekunde.").format(folder=folder))


def _thin(folder: Path, stamm: str, now: datetime, *, made: str) -> None:
    for backup in backups_to_delete(list_backups(folder, stamm), now, made=made):
        with contextlib.suppress(OSError):  # what cannot be deleted today is tried again next time
            (folder / backup.name).unlink()
