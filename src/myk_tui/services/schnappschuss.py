"""Whole programmes as files: create from a template, write and read JSON snapshots, rehearse.

Everything here is all or nothing: a new file is built beside its place and
moved there when it is complete; an existing one is replaced inside one
transaction, after a verified backup.
"""

import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from myk_tui.domain.clock import Clock
from myk_tui.domain.gegenstand import MEHRZAHL
from myk_tui.errors import NotFound, ReadOnly, RuleViolation, StorageError
from myk_tui.i18n import _
from myk_tui.paths import REHEARSAL
from myk_tui.storage.backup import create_backup
from myk_tui.storage.database import Database
from myk_tui.storage.failures import said_plainly
from myk_tui.storage.files import write_atomically
from myk_tui.storage.journal import Row
from myk_tui.storage.migrate import already_there, new_file
from myk_tui.storage.opening import open_file
from myk_tui.storage.snapshot import TABLES, Snapshot, all_rows, dump_snapshot, read_snapshot, replace_content
from myk_tui.storage.snapshot_parse import MAX_BYTES, too_large
from myk_tui.storage.vorlagen import VORLAGEN, load_vorlage

MUCH_SMALLER = 20
"""Percent of records missing from which an import says the numbers."""


@dataclass(frozen=True)
class Unterschied:
    """What an import changes in one table, in numbers of records."""

    neu: int = 0
    geaendert: int = 0
    entfernt: int = 0


@dataclass(frozen=True)
class Bericht:
    """What a snapshot contains, and what taking it over changes or would change.

    Attributes:
        anzahl: records per table in the snapshot.
        vorher: records in the file before; 0 if there was no file.
        unterschiede: tables that change.
        sicherung: the verified backup that was made before.
        geschrieben: whether the content was taken over.
    """

    anzahl: Mapping[str, int]
    vorher: int = 0
    unterschiede: Mapping[str, Unterschied] = field(default_factory=dict)
    sicherung: Path | None = None
    geschrieben: bool = False

    @property
    def gesamt(self) -> int:
        """Number of all records in the snapshot."""
        return sum(self.anzahl.values())

    @property
    def warnung(self) -> str:
        """Sentence with the numbers if the snapshot is much smaller than the present content, or empty."""
        if self.gesamt * 100 >= self.vorher * (100 - MUCH_SMALLER):
            return ""
        return _(
            "Achtung: Der Schnappschuss hat {neu} Einträge, in der Datei sind es {alt}. Bitte prüfen, ob es der richtige ist."
        ).format(neu=self.gesamt, alt=self.vorher)


def lines_of(bericht: Bericht) -> list[str]:
    """Return a report as lines to read: what changes per table, and a warning if much would be lost."""
    lines = [
        _("Einträge im Schnappschuss: {neu}, bisher in der Datei: {alt}").format(neu=bericht.gesamt, alt=bericht.vorher)
    ]
    for name, label in MEHRZAHL.items():
        if name in bericht.unterschiede:
            u = bericht.unterschiede[name]
            lines.append(
                _("{was}: {neu} neu, {geaendert} geändert, {entfernt} entfernt").format(
                    was=_(label), neu=u.neu, geaendert=u.geaendert, entfernt=u.entfernt
                )
            )
    if not bericht.unterschiede:
        lines.append(_("Kein Unterschied: Es gibt nichts zu übernehmen."))
    return [*lines, bericht.warnung] if bericht.warnung else lines


def create_programm(path: Path, vorlage: str, clock: Clock) -> None:
    """Create a new file from the template ``myk10``, ``demo`` or ``leer``; refuses an existing file.

    Raises StorageError; then there is no file, or the one that was there.
    """
    if vorlage not in VORLAGEN:
        raise NotFound(
            _("Eine Vorlage „{name}“ gibt es nicht. Bitte eine von diesen wählen: {alle}.").format(
                name=vorlage, alle=", ".join(VORLAGEN)
            )
        )
    _create(path, load_vorlage(vorlage, clock.now(), clock.today()), clock)


def create_from_snapshot(path: Path, snapshot_file: Path, clock: Clock) -> None:
    """Create a new file from a JSON snapshot; refuses an existing file.

    Raises StorageError or SnapshotInvalid; then there is no file, or the one that was there.
    """
    if path.exists() or path.is_symlink():
        raise already_there(path)
    _create(path, read_snapshot(read_bytes(snapshot_file)), clock)


def rehearsal_copy(clock: Clock) -> Path:
    """Create a throw-away file with the practice data in a new folder of its own; return the file."""
    folder = Path(tempfile.mkdtemp(prefix=REHEARSAL))
    try:
        path = folder / "uebung.db"
        create_programm(path, "demo", clock)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return path


def discard_copy(path: Path) -> None:
    """Remove a copy made by ``rehearsal_copy``, with its folder."""
    shutil.rmtree(path.parent, ignore_errors=True)


def export_snapshot(database: Database) -> bytes:
    """Return everything in an open file as JSON snapshot; equal content gives equal bytes."""
    with database.read() as connection:
        return dump_snapshot(connection)


def write_snapshot(database: Database, target: Path) -> None:
    """Write the JSON snapshot of an open file to ``target``, whole or not at all; raises StorageError."""
    write_atomically(target, export_snapshot(database))


def import_snapshot(path: Path, snapshot_file: Path, clock: Clock, *, ersetzen: bool, probe: bool) -> Bericht:
    """Take a JSON snapshot over into the file ``path``; its former content is backed up and replaced.

    A file that is not there yet is created. With ``probe`` nothing is written.
    Raises SnapshotInvalid with all errors, RuleViolation if the file has
    content beside its programme and ``ersetzen`` is not set, or StorageError; then nothing has changed.
    """
    snapshot = read_snapshot(read_bytes(snapshot_file))
    if not path.exists():
        if not probe:
            _create(path, snapshot, clock)
        return _compared({}, snapshot, written=not probe)
    opened = open_file(path, clock)
    try:
        database = opened.database
        with database.read() as connection:
            present = all_rows(connection)
        bericht = _compared(present, snapshot, written=False)
        if probe or not bericht.unterschiede:
            return bericht
        if database.read_only:
            raise _only_readable(path)
        filled = any(rows for name, rows in present.items() if name != "programm")
        if filled and not ersetzen:
            raise _not_empty(path, bericht.vorher)
        sicherung = create_backup(path, "import", clock) if filled else None
        replace_content(database, snapshot)
        return _compared(present, snapshot, written=True, sicherung=sicherung)
    finally:
        opened.close()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a snapshot file; raises StorageError, or SnapshotInvalid if it is too large."""
    with said_plainly(path, reading=True):
        if not stat.S_ISREG(path.stat().st_mode):
            raise StorageError(_("{path} ist keine gewöhnliche Datei. Bitte eine Datei angeben.").format(path=path))
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise too_large()
    return raw


def _create(path: Path, snapshot: Snapshot, clock: Clock) -> None:
    """Build a file beside its place and move it there; an existing file is never touched."""
    _check_no_remains(path)
    with new_file(path) as building:
        database = Database(building, clock)
        try:
            replace_content(database, snapshot)
        finally:
            database.close()


def _check_no_remains(path: Path) -> None:
    """Refuse a place where the log of a lost file lies: SQLite would replay it into the new one."""
    for suffix in ("-wal", "-journal"):
        log = path.with_name(path.name + suffix)
        if not path.exists() and log.exists():
            raise StorageError(
                _(
                    "Hier liegt noch der Rest einer früheren Datei: {path}. Bitte einen anderen Namen wählen oder den Rest weglegen."
                ).format(path=log)
            )


def _only_readable(path: Path) -> ReadOnly:
    return ReadOnly(
        _(
            "Nicht übernommen: {path} ist in einem anderen Fenster offen oder schreibgeschützt. Bitte dort schließen oder die Rechte prüfen, dann noch einmal versuchen."
        ).format(path=path)
    )


def _not_empty(path: Path, count: int) -> RuleViolation:
    return RuleViolation(
        _(
            "Die Datei {path} ist nicht leer (Einträge: {n}). Mit --ersetzen wird sie gesichert und dann ersetzt, mit --probe nur verglichen."
        ).format(path=path, n=count)
    )


def _compared(
    present: Mapping[str, list[Row]], snapshot: Snapshot, *, written: bool, sicherung: Path | None = None
) -> Bericht:
    differences = {}
    for table in TABLES:
        names = [column.name for column in table.primary_key.columns]
        old = {tuple(row[name] for name in names): row for row in present.get(table.name, ())}
        new = {tuple(row[name] for name in names): row for row in snapshot.rows[table.name]}
        difference = Unterschied(
            neu=len(new.keys() - old.keys()),
            geaendert=sum(1 for key in new.keys() & old.keys() if new[key] != old[key]),
            entfernt=len(old.keys() - new.keys()),
        )
        if difference != Unterschied():
            differences[table.name] = difference
    return Bericht(
        anzahl=snapshot.anzahl,
        vorher=sum(len(rows) for rows in present.values()),
        unterschiede=differences,
        sicherung=sicherung,
        geschrieben=written,
    )
