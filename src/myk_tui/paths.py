"""Where the program keeps its files; one place for all, one override for tests.

``MYK_TUI_HOME`` replaces the user's data folder, ``MYK_TUI_DB`` names the database.
"""

import logging
import os
import traceback
from pathlib import Path
from typing import Any

APP = "myk_tui"

REHEARSAL = "myk-uebung-"
"""Beginning of the name of the folder in which a practice copy lies."""


def data_dir() -> Path:
    """Return the folder of the default database (local data, never a synchronised profile)."""
    home = os.environ.get("MYK_TUI_HOME")
    if home:
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False, roaming=False)


def default_database() -> Path:
    """Return the database that is opened when none is named."""
    named = os.environ.get("MYK_TUI_DB")
    return Path(named).expanduser() if named else data_dir() / "myk.db"


def backup_dir(database: Path) -> Path:
    """Return the folder of the backups of a database: beside it, so that they are found."""
    return database.parent / "sicherungen"


def output_dir(database: Path) -> Path:
    """Return the folder that is proposed for what the user saves: beside the database.

    A practice copy is thrown away with its folder, so there it is the user's documents, or else the home folder.
    """
    if not database.parent.name.startswith(REHEARSAL):
        return database.parent
    if os.environ.get("MYK_TUI_HOME"):
        return data_dir()
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() and os.access(documents, os.W_OK) else Path.home()


def refuge_dirs(database: Path) -> tuple[Path, ...]:
    """Return the folders for an emergency copy in the order of trying: beside the database, then at home."""
    return database.parent, data_dir() if os.environ.get("MYK_TUI_HOME") else Path.home()


def log_file() -> Path:
    """Return the file that unexpected errors are written to."""
    return data_dir() / "myk-tui.log"


def make_private_dir(folder: Path) -> None:
    """Create a folder that only its owner can read; an existing one stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


class _Places(logging.Formatter):
    """Writes of an error what kind it is and where it happened, never its words: they may quote what was typed."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """Return kinds and places of an error and of what led to it."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines += [
                f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
            ]
            inner = getattr(error, "error", None)  # a worker's failure carries what happened to it there
            if isinstance(inner, BaseException):
                error = inner
                continue
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def start_log() -> None:
    """Send warnings and errors to the log file; without a writable place there is simply no log."""
    logger = logging.getLogger("myk_tui")
    if logger.handlers:
        return
    try:
        make_private_dir(data_dir())
        os.close(os.open(log_file(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        handler: logging.Handler = logging.FileHandler(log_file(), encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Places("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
