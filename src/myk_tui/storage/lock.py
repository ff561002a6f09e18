"""One writer: a lock of the operating system that dies with its process (reliability promise P4).

The lock file stays where it is; only the lock on it counts, so a killed
process leaves nothing behind that has to be cleaned up. Its content (host,
process, since when) is for the message to the second window only.
"""

import contextlib
import json
import os
import socket
import sys
from pathlib import Path

from myk_tui.domain.clock import Clock, from_text, to_text
from myk_tui.domain.text import visible
from myk_tui.i18n import _

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """A held lock; give it up with ``release``."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Give the lock up; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock_path(database: Path) -> Path:
    """Return the lock file of a database."""
    return database.with_name(database.name + ".lock")


def acquire(database: Path, clock: Clock) -> FileLock | None:
    """Take the writing lock of a database; None if another window has it.

    Raises OSError where no lock file can be made (read-only folder) or locks do not work.
    """
    descriptor = os.open(lock_path(database), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(descriptor):
            os.close(descriptor)
            return None
    except OSError:
        os.close(descriptor)
        raise
    note = json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "seit": to_text(clock.now())})
    with contextlib.suppress(OSError):  # on a full disk the lock holds without its note
        os.ftruncate(descriptor, 0)
        os.write(descriptor, note.encode())
    return FileLock(descriptor)


def holder(database: Path) -> str:
    """Say who has the lock, as far as the note in the lock file can be read."""
    try:
        note = json.loads(lock_path(database).read_text(encoding="utf-8"))
        since = from_text(str(note["seit"])).astimezone()
        return _("Rechner {host}, seit {zeit} Uhr").format(
            host=visible(str(note["host"])[:60]), zeit=since.strftime("%d.%m. %H:%M")
        )
    except (OSError, ValueError, KeyError, TypeError):
        return _("ein anderes Fenster")


if sys.platform == "win32":

    def _lock(descriptor: int) -> bool:
        try:
            # Byte 1,000,000 and not byte 0: on Windows a locked range cannot be read by others.
            os.lseek(descriptor, 1_000_000, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
