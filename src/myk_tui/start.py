"""The way in: the app at once, everything else through the command line.

Opening the app is what happens nearly always, and it should feel instant; so
its three options are read here, and the command line library is imported only
for commands, help and whatever is not understood here.
"""

import contextlib
import errno
import gc
import gettext
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from myk_tui.domain.clock import Clock, SystemClock
from myk_tui.errors import MykError, RuleViolation, SnapshotInvalid, StorageError
from myk_tui.i18n import DOMAIN, LANGUAGES, LOCALE_DIR, _, set_language
from myk_tui.paths import default_database

FINE, FINDINGS, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; every refusal is one German sentence on the error stream."""

LANGUAGE_VARIABLE = "MYK_TUI_SPRACHE"


def main() -> None:
    """Run the program: entry point of ``myk-tui``."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str], clock: Clock | None = None) -> int:
    """Run one command line and return its exit code; nothing is ever raised."""
    gc.disable()  # until the first frame; collecting while importing costs a tenth of the start
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without umlauts is no reason to stop
    speak(language_of(args))
    clock = clock or SystemClock()
    try:
        wish = app_wish(args)
        if wish is not None:
            return open_app(wish[0], clock, demo=wish[1])
        gc.enable()
        from myk_tui.cli import run_command

        return run_command(args, clock)
    except SnapshotInvalid as error:
        say(error.message)
        for path, sentence in error.fehler if len(error.fehler) > 1 else ():
            say(f"  {path}: {sentence}")
    except MykError as error:
        say(error.message)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader had enough; nothing to say, but not all was written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the last net: a mistake of ours goes to the log, never to the room
        _say_unexpected(error)
    finally:
        gc.enable()
    return REFUSED


def app_wish(args: Sequence[str]) -> tuple[str | None, bool] | None:
    """Return (file, practice copy) if ``args`` ask for the app and for nothing else; None if the library has to look."""
    db: str | None = None
    demo = False
    rest = list(args)
    while rest:
        arg = rest.pop(0)
        name, equals, value = arg.partition("=")
        if arg == "--demo":
            demo = True
        elif name in ("--db", "--sprache") and (equals or rest):
            value = value if equals else rest.pop(0)
            if name == "--db":
                db = value
            elif value not in LANGUAGES:
                return None
        else:
            return None
    wanted = os.environ.get(LANGUAGE_VARIABLE, LANGUAGES[0])
    return None if (demo and db is not None) or wanted not in LANGUAGES else (db, demo)


def language_of(args: Sequence[str]) -> str:
    """Return the language asked for, before anything is parsed: help texts need it."""
    wanted = os.environ.get(LANGUAGE_VARIABLE, "")
    for place, arg in enumerate(args):
        if arg == "--sprache" and place + 1 < len(args):
            wanted = args[place + 1]
        elif arg.startswith("--sprache="):
            wanted = arg.partition("=")[2]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def speak(language: str) -> None:
    """Choose the language of our texts and of those that click brings along."""
    set_language(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)


def open_app(db: str | None, clock: Clock, *, demo: bool) -> int:
    """Open the app on a file, or on a copy to practise with, and return its exit code."""
    path = database_path(db)
    check_place(path)
    prepare_terminal()
    from myk_tui.app import run_app

    if not demo:
        return run_app(path, clock=clock, demo=False)
    with _rehearsal(clock) as copy:
        return run_app(copy, clock=clock, demo=True)


def prepare_terminal() -> None:
    """Do what has to come before any window; raises RuleViolation without a terminal."""
    _check_terminal()
    _without_openssl()


def _without_openssl() -> None:
    """Keep OpenSSL out of the process: asyncio and hashlib load it if it is there.

    It would cost 5 MiB and a part of the start, for a program that never uses
    the network; hashlib has its own functions for the checksums we make.
    """
    for name in ("ssl", "_hashlib"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how a module is kept out


def database_path(db: str | None) -> Path:
    """Return the file that is meant: the named one, or the default."""
    return default_database() if db is None else Path(db).expanduser()


def check_place(path: Path) -> None:
    """Refuse a folder and what the system cannot even name; a file that is not there yet is fine."""
    try:
        if path.is_dir():
            raise StorageError(_("{path} ist ein Ordner. Bitte eine Datei angeben.").format(path=path))
        path.stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        from myk_tui.storage.failures import from_os

        cause = error if isinstance(error, OSError) else OSError(errno.ENOENT, str(error))
        raise from_os(cause, path, reading=True) from error


def _check_terminal() -> None:
    there = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    if not there or os.environ.get("TERM") == "dumb":
        raise RuleViolation(_("Die App braucht ein richtiges Terminal. Alle Befehle außer „beamer“ gehen auch ohne."))


@contextlib.contextmanager
def _rehearsal(clock: Clock) -> Iterator[Path]:
    from myk_tui.services.schnappschuss import discard_copy, rehearsal_copy

    path = rehearsal_copy(clock)
    try:
        yield path
    finally:
        discard_copy(path)


def say(text: str) -> None:
    """Say one line on the error stream."""
    from myk_tui.domain.text import visible

    print(visible(text), file=sys.stderr)


def _say_unexpected(error: Exception) -> None:
    from myk_tui.paths import log_file, start_log

    start_log()
    logging.getLogger("myk_tui").error("unexpected error", exc_info=error)
    say(
        _("Das Programm musste wegen eines Fehlers enden. Alles Gesicherte ist da. Einzelheiten: {datei}").format(
            datei=log_file()
        )
    )
