"""The commands of the Ideenspeicher: tables of ideas, in and out."""

from pathlib import Path

import click

from myk_tui.cli_options import db_option, named_database, named_target, pour, tell
from myk_tui.domain.clock import Clock
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.start import FINDINGS, FINE, say


def ideen(clock: Clock) -> click.Group:
    """Build the group of commands."""
    group = click.Group(
        "ideen",
        no_args_is_help=False,
        subcommand_metavar=_("BEFEHL [ANGABEN]"),
        options_metavar=_("[OPTIONEN]"),
        help=_("Ideen als Tabelle einlesen und schreiben (CSV, XLSX, ODS)."),
    )
    group.add_command(_import(clock))
    group.add_command(_export(clock))
    return group


def _import(clock: Clock) -> click.Command:
    @click.command(
        "import",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Ideen aus einer Tabelle einlesen."),
        help=_(
            "Ideen aus einer Tabelle einlesen: CSV, XLSX oder ODS, die erste Zeile nennt die Spalten. Ist eine Zeile nicht zu lesen, wird nichts eingelesen."
        ),
    )
    @click.argument("datei", metavar=_("DATEI"))
    @click.option(
        "--nur-gueltige", is_flag=True, help=_("Lesbare Zeilen einlesen, die anderen in eine Datei daneben schreiben.")
    )
    @click.option("--ohne-dubletten", is_flag=True, help=_("Auslassen, was vermutlich schon da ist."))
    @click.option(
        "--probe", is_flag=True, help=_("Nur zeigen, was eingelesen würde. Ergebnis 1: nicht alles ist lesbar.")
    )
    @click.option(
        "--blatt",
        default="",
        metavar=_("NAME"),
        help=_("Das Blatt der Arbeitsmappe; ohne Angabe das erste mit einer Spalte Titel."),
    )
    @db_option()
    @click.pass_context
    def command(
        context: click.Context,
        datei: str,
        nur_gueltige: bool,
        ohne_dubletten: bool,
        probe: bool,
        blatt: str,
        db: str | None,
    ) -> int:
        path, table = named_database(context.obj, db), Path(datei).expanduser()
        if probe:
            return _probe(path, table, clock, blatt)
        return _take(path, table, clock, blatt, nur_gueltige=nur_gueltige, ohne_dubletten=ohne_dubletten)

    return command


def _probe(path: Path, table: Path, clock: Clock, blatt: str) -> int:
    from myk_tui.domain.ideentabelle_vorschau import preview_lines
    from myk_tui.services import open_services

    services = open_services(path, clock)
    try:
        vorschau = services.ideentabelle.load_vorschau(table, blatt=blatt)
    finally:
        services.close()
    for line in preview_lines(vorschau):
        tell(line)
    return FINDINGS if vorschau.fehler or vorschau.ohne_titel else FINE


def _take(path: Path, table: Path, clock: Clock, blatt: str, *, nur_gueltige: bool, ohne_dubletten: bool) -> int:
    from myk_tui.domain.ideentabelle_vorschau import error_lines, result_lines
    from myk_tui.services import open_services

    services = open_services(path, clock)
    try:
        bericht = services.ideentabelle.import_ideen(
            table, nur_gueltige=nur_gueltige, ohne_dubletten=ohne_dubletten, blatt=blatt
        )
    except RuleViolation:
        errors = services.ideentabelle.load_vorschau(table, blatt=blatt).fehler
        for line in error_lines(errors) if len(errors) > 1 else ():
            say(line)
        if errors and not nur_gueltige:
            say(
                _(
                    "Mit --nur-gueltige werden die lesbaren Zeilen eingelesen, die anderen stehen danach in einer Datei daneben."
                )
            )
        raise
    finally:
        services.close()
    for line in result_lines(bericht):
        tell(line)
    return FINE


def _export(clock: Clock) -> click.Command:
    @click.command(
        "export",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Alle Ideen als Tabelle schreiben."),
        help=_(
            "Alle Ideen als Tabelle schreiben: nach ZIEL (.csv oder .xlsx), ohne Angabe als CSV in den Ordner hier, mit „-“ als CSV auf die Ausgabe."
        ),
    )
    @click.argument("ziel", required=False, metavar=_("[ZIEL]"))
    @click.option("--ueberschreiben", is_flag=True, help=_("Eine vorhandene Datei ersetzen."))
    @db_option()
    @click.pass_context
    def command(context: click.Context, ziel: str | None, ueberschreiben: bool, db: str | None) -> None:
        path = named_database(context.obj, db)
        target = named_target(ziel, f"ideen-{clock.today().isoformat()}.csv", path, overwrite=ueberschreiben)
        _write(path, target, clock)

    return command


def _write(path: Path, target: Path | None, clock: Clock) -> None:
    from myk_tui.services import open_services
    from myk_tui.services.ideentabelle import CSV, export_ideen

    services = open_services(path, clock)
    try:
        if target is None:
            pour(services.ideentabelle.load_tabelle(CSV))
            return
        export_ideen(services.ideentabelle, target, ueberschreiben=True)
    finally:
        services.close()
    tell(_("Geschrieben: {path}").format(path=target))
