"""The command line. Nothing heavy is imported before a command needs it: ``--help`` has to be instant."""

import contextlib
import errno
import gettext
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from myk_tui import __version__
from myk_tui.domain.clock import Clock, SystemClock
from myk_tui.domain.text import visible
from myk_tui.errors import MykError, RuleViolation, SnapshotInvalid, StorageError
from myk_tui.i18n import DOMAIN, LANGUAGES, LOCALE_DIR, _, set_language
from myk_tui.paths import default_database

if TYPE_CHECKING:
    from myk_tui.services.schnappschuss import Bericht

FINE, FINDINGS, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; every refusal is one German sentence on the error stream."""

LANGUAGE_VARIABLE = "MYK_TUI_SPRACHE"
NAME = "myk-tui"


def main() -> None:
    """Run the program: entry point of ``myk-tui``."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str], clock: Clock | None = None) -> int:
    """Run one command line and return its exit code; nothing is ever raised."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without umlauts is no reason to stop
    speak(language_of(args))
    try:
        code = make_cli(clock or SystemClock()).main(args=list(args), prog_name=NAME, standalone_mode=False)
        return code if isinstance(code, int) else FINE
    except click.UsageError as error:
        _say_usage(error)
    except click.ClickException as error:
        _say(error.format_message())
    except SnapshotInvalid as error:
        _say(error.message)
        for path, sentence in error.fehler if len(error.fehler) > 1 else ():
            _say(f"  {path}: {sentence}")
    except MykError as error:
        _say(error.message)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # the reader had enough; nothing to say, but not all was written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the last net: a mistake of ours goes to the log, never to the room
        _say_unexpected(error)
    return REFUSED


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


def make_cli(clock: Clock) -> click.Group:
    """Build the commands in the language chosen by ``speak``."""

    @click.group(
        NAME,
        invoke_without_command=True,
        options_metavar=_("[OPTIONEN]"),
        subcommand_metavar=_("[BEFEHL] [ANGABEN]"),
        help=_(
            "Sprint-Reviews einer Region: Zielbaum, Ideenspeicher, Sprintboard, Entscheidung. Ohne Befehl öffnet sich die App."
        ),
    )
    @_db_option()
    @click.option(
        "--sprache", type=click.Choice(LANGUAGES), envvar=LANGUAGE_VARIABLE, help=_("Sprache der Oberfläche.")
    )
    @click.option("--demo", is_flag=True, help=_("Eine Übungskopie öffnen, die beim Beenden weggeworfen wird."))
    @click.version_option(__version__, message="%(prog)s %(version)s")
    @click.pass_context
    def cli(context: click.Context, db: str | None, sprache: str | None, demo: bool) -> int:
        context.obj = db
        if demo and (db is not None or context.invoked_subcommand is not None):
            raise click.UsageError(_("--demo steht allein: ohne --db und ohne Befehl."), context)
        return FINE if context.invoked_subcommand else open_app(db, clock, demo=demo)

    for command in (_init, _export, _import, _check):
        cli.add_command(command(clock))
    return cli


def open_app(db: str | None, clock: Clock, *, demo: bool) -> int:
    """Open the app on a file, or on a copy to practise with, and return its exit code."""
    path = database_path(db)
    _check_place(path)
    _check_terminal()
    from myk_tui.app import run_app

    if not demo:
        return run_app(path, clock=clock, demo=False)
    with _rehearsal(clock) as copy:
        return run_app(copy, clock=clock, demo=True)


def database_path(db: str | None) -> Path:
    """Return the file that is meant: the named one, or the default."""
    return default_database() if db is None else Path(db).expanduser()


def _init(clock: Clock) -> click.Command:
    @click.command("init", options_metavar=_("[OPTIONEN]"), help=_("Eine neue Datei aus einer Vorlage anlegen."))
    @click.option(
        "--vorlage", type=click.Choice(["myk10", "demo", "leer"]), required=True, help=_("Womit die Datei beginnt.")
    )
    @_db_option()
    @click.pass_obj
    def command(outer: str | None, vorlage: str, db: str | None) -> None:
        from myk_tui.services.schnappschuss import create_programm

        path = _database(outer, db)
        create_programm(path, vorlage, clock)
        _tell(_("Angelegt: {path}").format(path=path))

    return command


def _export(clock: Clock) -> click.Command:
    @click.command(
        "export",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Alles als JSON-Schnappschuss schreiben."),
        help=_(
            "Alles als JSON-Schnappschuss schreiben: nach ZIEL, ohne Angabe in den Ordner hier, mit „-“ auf die Ausgabe."
        ),
    )
    @click.argument("ziel", required=False, metavar=_("[ZIEL]"))
    @click.option("--ueberschreiben", is_flag=True, help=_("Eine vorhandene Datei ersetzen."))
    @_db_option()
    @click.pass_obj
    def command(outer: str | None, ziel: str | None, ueberschreiben: bool, db: str | None) -> None:
        path = _database(outer, db)
        target = None if ziel == "-" else Path(ziel or f"myk-{clock.today().isoformat()}.json").expanduser()
        if target is not None:
            _check_target(target, path, overwrite=ueberschreiben)
        export_to(path, target, clock)

    return command


def export_to(path: Path, target: Path | None, clock: Clock) -> None:
    """Write the snapshot of a file to ``target``, None meaning the standard output."""
    from myk_tui.services.schnappschuss import export_snapshot, write_snapshot
    from myk_tui.storage.opening import open_file

    opened = open_file(path, clock)
    try:
        if target is None:
            _pour(export_snapshot(opened.database))
            return
        write_snapshot(opened.database, target)
    finally:
        opened.close()
    _tell(_("Geschrieben: {path}").format(path=target))


def _import(clock: Clock) -> click.Command:
    @click.command(
        "import",
        options_metavar=_("[OPTIONEN]"),
        help=_("Einen JSON-Schnappschuss übernehmen. Er ersetzt den Inhalt der Datei; davor wird sie gesichert."),
    )
    @click.argument("datei", metavar=_("DATEI"))
    @click.option("--ersetzen", is_flag=True, help=_("Eine Datei mit Inhalt ersetzen."))
    @click.option("--probe", is_flag=True, help=_("Nur zeigen, was sich ändern würde."))
    @_db_option()
    @click.pass_obj
    def command(outer: str | None, datei: str, ersetzen: bool, probe: bool, db: str | None) -> None:
        from myk_tui.services.schnappschuss import import_snapshot

        path = _database(outer, db)
        bericht = import_snapshot(path, Path(datei).expanduser(), clock, ersetzen=ersetzen, probe=probe)
        _tell_import(bericht, path)

    return command


def _check(clock: Clock) -> click.Command:
    @click.command(
        "check",
        options_metavar=_("[OPTIONEN]"),
        help=_("Eine Datei prüfen, ohne sie zu ändern. Ergebnis 0: in Ordnung, 1: Befunde, 2: nicht zu öffnen."),
    )
    @_db_option()
    @click.pass_obj
    def command(outer: str | None, db: str | None) -> int:
        from myk_tui.storage.checks import check_file

        path = _database(outer, db)
        findings = check_file(path)
        _tell(_("Datei: {path}").format(path=path))
        for finding in findings:
            _tell(f"✗ {finding.satz}")
        _tell(_("Befunde: {n}").format(n=len(findings)) if findings else _("Alles in Ordnung."))
        return FINDINGS if findings else FINE

    return command


def _db_option() -> Callable[[Any], Any]:
    return click.option(
        "--db", metavar=_("DATEI"), help=_("Die Datenbankdatei (sonst MYK_TUI_DB oder die im Datenordner).")
    )


def _database(outer: str | None, inner: str | None) -> Path:
    path = database_path(outer if inner is None else inner)
    _check_place(path)
    return path


def _check_place(path: Path) -> None:
    """Refuse a folder and what the system cannot even name; a file that is not there yet is fine."""
    try:
        if path.is_dir():
            raise StorageError(_("{path} ist ein Ordner. Bitte eine Datei angeben.").format(path=path))
        path.stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        from myk_tui.storage.failures import from_os

        raise from_os(error if isinstance(error, OSError) else OSError(errno.ENOENT, str(error)), path) from error


def _check_target(target: Path, database: Path, *, overwrite: bool) -> None:
    _check_place(target)
    if target.exists() and database.exists() and target.samefile(database):
        raise RuleViolation(_("Das ist die Datenbank selbst. Bitte einen anderen Namen für den Schnappschuss wählen."))
    if target.exists() and not overwrite:
        raise RuleViolation(_("{path} gibt es schon. Mit --ueberschreiben wird die Datei ersetzt.").format(path=target))


def _check_terminal() -> None:
    there = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    if not there or os.environ.get("TERM") == "dumb":
        raise RuleViolation(
            _("Die App braucht ein richtiges Terminal. Die Befehle „export“, „import“ und „check“ gehen auch ohne.")
        )


@contextlib.contextmanager
def _rehearsal(clock: Clock) -> Iterator[Path]:
    from myk_tui.services.schnappschuss import discard_copy, rehearsal_copy

    path = rehearsal_copy(clock)
    try:
        yield path
    finally:
        discard_copy(path)


def _pour(data: bytes) -> None:
    """Write bytes to the standard output, in UTF-8 whatever the console speaks."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _tell_import(bericht: "Bericht", path: Path) -> None:
    from myk_tui.services.schnappschuss import lines_of

    for line in lines_of(bericht):
        _tell(line)
    if bericht.sicherung is not None:
        _tell(_("Sicherung von davor: {path}").format(path=bericht.sicherung))
    if bericht.geschrieben:
        _tell(_("Übernommen: {path}").format(path=path))


def _tell(text: str) -> None:
    click.echo(visible(text))


def _say(text: str) -> None:
    click.echo(visible(text), err=True)


def _say_usage(error: click.UsageError) -> None:
    if error.ctx is not None:
        for line in error.ctx.get_usage().splitlines():
            _say(line)
        _say(_("Mehr dazu: {befehl} --help").format(befehl=error.ctx.command_path))
    _say(_("Fehler: {satz}").format(satz=" ".join(error.format_message().split())))


def _say_unexpected(error: Exception) -> None:
    from myk_tui.paths import log_file, start_log

    start_log()
    logging.getLogger("myk_tui").error("unexpected error", exc_info=error)
    _say(
        _("Das Programm musste wegen eines Fehlers enden. Alles Gesicherte ist da. Einzelheiten: {datei}").format(
            datei=log_file()
        )
    )
