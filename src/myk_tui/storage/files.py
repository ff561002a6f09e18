"""Writing files whole or not at all (reliability promise P9)."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from myk_tui.errors import StorageError, StorageFull
from myk_tui.i18n import _
from myk_tui.storage.failures import said_plainly

RETRIES = 5
"""How often replacing is tried again where another program (Excel, a virus scanner) holds the file for a moment."""


def write_atomically(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write ``data`` to ``path``: afterwards the file is the old one or the new one, never a part.

    Temporary file in the same folder, fsync, rename, fsync of the folder. A link stays a link: what it points to is
    written. Raises StorageError.
    """
    with said_plainly(path), naming(path):
        path = Path(os.path.realpath(path))
        check_replaceable(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", suffix=".part", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                temporary.chmod(mode)
                os.fsync(file.fileno())
            replace(temporary, path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
            raise


def check_replaceable(path: Path) -> None:
    """Refuse a target that is there but no file: a folder, or a device, which a rename would do away with."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise StorageError(
            _("{path} ist keine gewöhnliche Datei und bleibt, wie sie ist. Bitte eine andere angeben.").format(
                path=path
            )
        )


def replace(temporary: Path, path: Path) -> None:
    """Put a finished temporary file in the place of ``path`` and make that durable."""
    for attempt in range(RETRIES):
        try:
            temporary.replace(path)
            break
        except PermissionError as error:
            if os.name != "nt":
                raise
            if attempt == RETRIES - 1:
                raise StorageError(
                    _(
                        "{name} ist in einem anderen Programm geöffnet. Bitte dort schließen und noch einmal versuchen."
                    ).format(name=path.name)
                ) from error
            time.sleep(0.1)
    sync_folder(path.parent)


def place_new(temporary: Path, path: Path) -> None:
    """Give a finished temporary file its name, but never over an existing file.

    Raises FileExistsError; then nothing has changed.
    """
    if os.name == "nt":
        temporary.rename(path)  # refuses an existing target there
    else:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:
            _place_without_link(temporary, path)
        else:
            temporary.unlink()
    sync_folder(path.parent)


def _place_without_link(temporary: Path, path: Path) -> None:
    """Do the same where there are no hard links (memory sticks): an empty file reserves the name."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        temporary.replace(path)
    except BaseException:
        path.unlink()
        raise


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let errors name the file that was meant, not the temporary one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_space(folder: Path, needed: int) -> None:
    """Raise StorageFull unless ``needed`` bytes are free where ``folder`` lies."""
    with said_plainly(folder):
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageFull(
            _(
                "Auf dem Datenträger von {path} sind nur noch {frei} MB frei, gebraucht werden {noetig} MB. Bitte Platz schaffen, dann noch einmal versuchen."
            ).format(path=folder, frei=free // 1_000_000, noetig=needed // 1_000_000 + 1)
        )
