"""What the commands of the command line have in common."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from myk_tui.domain.text import visible
from myk_tui.errors import RuleViolation, StorageError
from myk_tui.i18n import _
from myk_tui.start import check_place, database_path


def db_option() -> Callable[[Any], Any]:
    """Return the option that names the database file."""
    return click.option(
        "--db", metavar=_("DATEI"), help=_("Die Datenbankdatei (sonst MYK_TUI_DB oder die im Datenordner).")
    )


def named_database(outer: str | None, inner: str | None) -> Path:
    """Return the file that is meant, named after the command or before it; refuses a folder."""
    path = database_path(outer if inner is None else inner)
    check_place(path)
    return path


def named_target(ziel: str | None, usual: str, database: Path, *, overwrite: bool) -> Path | None:
    """Return the file that is to be written, ``usual`` if none is named, None for the standard output.

    Raises RuleViolation where writing there would take something away.
    """
    if ziel == "-":
        return None
    target = Path(ziel or usual).expanduser()
    _check_target(target, database, overwrite=overwrite)
    return target


def _check_target(target: Path, database: Path, *, overwrite: bool) -> None:
    """Refuse to write over the database, and over any other file unless that is wished."""
    from myk_tui.storage.files import check_replaceable

    check_place(target)
    check_replaceable(target)
    if target.exists() and database.exists() and target.samefile(database):
        raise RuleViolation(_("Das ist die Datenbank selbst. Bitte einen anderen Namen wählen."))
    if target.exists() and not overwrite:
        raise RuleViolation(_("{path} gibt es schon. Mit --ueberschreiben wird die Datei ersetzt.").format(path=target))


def pour(data: bytes) -> None:
    """Write bytes to the standard output, in UTF-8 whatever the console speaks; raises StorageError if it is full."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever reads has enough; ``start`` knows
    except OSError as error:
        raise StorageError(
            _("Die Ausgabe ließ sich nicht schreiben ({grund}). Bitte mit -o in eine Datei schreiben.").format(
                grund=error.strerror or error
            )
        ) from error


def tell(text: str) -> None:
    """Say one line on the output."""
    click.echo(visible(text))


def warn(text: str) -> None:
    """Say one line beside the output: what was asked for is done, but not all that usually goes with it."""
    click.echo(visible(text), err=True)
