"""The command line. Nothing heavy is imported before a command needs it: ``--help`` has to be instant."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from myk_tui import __version__
from myk_tui.cli_bericht import bericht
from myk_tui.cli_ideen import ideen
from myk_tui.cli_options import db_option, named_database, named_target, pour, tell
from myk_tui.cli_protokoll import protokoll
from myk_tui.domain.clock import Clock
from myk_tui.i18n import LANGUAGES, _
from myk_tui.start import (
    FINDINGS,
    FINE,
    INTERRUPTED,
    LANGUAGE_VARIABLE,
    REFUSED,
    open_app,
    prepare_terminal,
    say,
)

if TYPE_CHECKING:
    from myk_tui.services.schnappschuss import Bericht

NAME = "myk-tui"


def run_command(args: Sequence[str], clock: Clock) -> int:
    """Run one command and return its exit code; wrong use is said in German, everything else is raised."""
    try:
        code = make_cli(clock).main(args=list(args), prog_name=NAME, standalone_mode=False)
        return code if isinstance(code, int) else FINE
    except click.UsageError as error:
        _say_usage(error)
    except click.ClickException as error:
        say(error.format_message())
    except click.Abort:
        return INTERRUPTED
    except SystemExit:  # so click leaves when the reader of a pipe had enough
        return REFUSED
    return REFUSED


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
    @db_option()
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

    for command in (_init, _export, _import, _check, protokoll, bericht, _beamer, ideen):
        cli.add_command(command(clock))
    return cli


def _init(clock: Clock) -> click.Command:
    @click.command("init", options_metavar=_("[OPTIONEN]"), help=_("Eine neue Datei aus einer Vorlage anlegen."))
    @click.option(
        "--vorlage", type=click.Choice(["myk10", "demo", "leer"]), required=True, help=_("Womit die Datei beginnt.")
    )
    @db_option()
    @click.pass_obj
    def command(outer: str | None, vorlage: str, db: str | None) -> None:
        from myk_tui.services.schnappschuss import create_programm

        path = named_database(outer, db)
        create_programm(path, vorlage, clock)
        tell(_("Angelegt: {path}").format(path=path))

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
    @db_option()
    @click.pass_obj
    def command(outer: str | None, ziel: str | None, ueberschreiben: bool, db: str | None) -> None:
        path = named_database(outer, db)
        target = named_target(ziel, f"myk-{clock.today().isoformat()}.json", path, overwrite=ueberschreiben)
        export_to(path, target, clock)

    return command


def export_to(path: Path, target: Path | None, clock: Clock) -> None:
    """Write the snapshot of a file to ``target``, None meaning the standard output."""
    from myk_tui.services.schnappschuss import export_snapshot, write_snapshot
    from myk_tui.storage.opening import open_file

    opened = open_file(path, clock)
    try:
        if target is None:
            pour(export_snapshot(opened.database))
            return
        write_snapshot(opened.database, target)
    finally:
        opened.close()
    tell(_("Geschrieben: {path}").format(path=target))


def _import(clock: Clock) -> click.Command:
    @click.command(
        "import",
        options_metavar=_("[OPTIONEN]"),
        help=_("Einen JSON-Schnappschuss übernehmen. Er ersetzt den Inhalt der Datei; davor wird sie gesichert."),
    )
    @click.argument("datei", metavar=_("DATEI"))
    @click.option("--ersetzen", is_flag=True, help=_("Eine Datei mit Inhalt ersetzen."))
    @click.option("--probe", is_flag=True, help=_("Nur zeigen, was sich ändern würde."))
    @db_option()
    @click.pass_obj
    def command(outer: str | None, datei: str, ersetzen: bool, probe: bool, db: str | None) -> None:
        from myk_tui.services.schnappschuss import import_snapshot

        path = named_database(outer, db)
        bericht = import_snapshot(path, Path(datei).expanduser(), clock, ersetzen=ersetzen, probe=probe)
        _tell_import(bericht, path)

    return command


def _check(clock: Clock) -> click.Command:
    @click.command(
        "check",
        options_metavar=_("[OPTIONEN]"),
        help=_("Eine Datei prüfen, ohne sie zu ändern. Ergebnis 0: in Ordnung, 1: Befunde, 2: nicht zu öffnen."),
    )
    @db_option()
    @click.pass_obj
    def command(outer: str | None, db: str | None) -> int:
        from myk_tui.storage.checks import check_file

        path = named_database(outer, db)
        findings = check_file(path)
        tell(_("Datei: {path}").format(path=path))
        for finding in findings:
            tell(f"✗ {finding.satz}")
        tell(_("Befunde: {n}").format(n=len(findings)) if findings else _("Alles in Ordnung."))
        return FINDINGS if findings else FINE

    return command


def _beamer(clock: Clock) -> click.Command:
    @click.command(
        "beamer",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Ein Fenster für die Leinwand, das dem anderen folgt."),
        help=_(
            "Ein zweites Fenster für die Leinwand: Es zeigt groß, was im anderen Fenster gerade offen ist, folgt ihm von "
            "selbst, ändert nichts und kann interne Notizen nicht lesen."
        ),
    )
    @click.option("--hell", is_flag=True, help=_("Dunkle Schrift auf hellem Grund."))
    @db_option()
    @click.pass_obj
    def command(outer: str | None, hell: bool, db: str | None) -> int:
        path = named_database(outer, db)
        prepare_terminal()
        from myk_tui.beamer import run_beamer

        return run_beamer(path, clock, hell=hell)

    return command


def _tell_import(bericht: "Bericht", path: Path) -> None:
    from myk_tui.services.schnappschuss import lines_of

    for line in lines_of(bericht):
        tell(line)
    if bericht.sicherung is not None:
        tell(_("Sicherung von davor: {path}").format(path=bericht.sicherung))
    if bericht.geschrieben:
        tell(_("Übernommen: {path}").format(path=path))


def _say_usage(error: click.UsageError) -> None:
    if error.ctx is not None:
        for line in error.ctx.get_usage().splitlines():
            say(line)
        say(_("Mehr dazu: {befehl} --help").format(befehl=error.ctx.command_path))
    say(_("Fehler: {satz}").format(satz=" ".join(error.format_message().split())))
