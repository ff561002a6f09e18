"""The command of the report."""

from pathlib import Path

import click

from myk_tui.cli_options import db_option, named_database, tell
from myk_tui.cli_protokoll import ENDINGS, document_target, kind_of, writer_to
from myk_tui.domain.clock import Clock
from myk_tui.i18n import _


def bericht(clock: Clock) -> click.Command:
    """Build the command."""

    @click.command(
        "bericht",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Den Stand des Programms als Bericht schreiben."),
        help=_(
            "Den Stand des Programms als Bericht schreiben, etwa für den Fördergeber: je Zielbild Fortschritt, Maßnahmen mit Kosten "
            "und Freigaben, Beschlüsse, Ergebnisse. Mit --zielbild nur eines, als Handzettel für seine Gruppe."
        ),
    )
    @click.option("--zielbild", default="", metavar=_("ZIELBILD"), help=_("Ein Teil seines Titels."))
    @click.option("--format", "kind", type=click.Choice(ENDINGS), help=_("Format; sonst nach der Endung der Datei."))
    @click.option("-o", "--ziel", metavar=_("DATEI"), help=_("Wohin; „-“ schreibt Text auf die Ausgabe."))
    @click.option("--ueberschreiben", is_flag=True, help=_("Eine vorhandene Datei ersetzen."))
    @db_option()
    @click.pass_obj
    def command(
        outer: str | None, zielbild: str, kind: str | None, ziel: str | None, ueberschreiben: bool, db: str | None
    ) -> None:
        path = named_database(outer, db)
        kind = kind or kind_of(ziel)
        usual = f"bericht-{clock.today().isoformat()}.{kind}"
        target = document_target(ziel, usual, kind, path, overwrite=ueberschreiben)
        _write(path, clock, zielbild, kind, target)
        if target is not None:
            tell(_("Geschrieben: {path}").format(path=target))

    return command


def _write(path: Path, clock: Clock, zielbild: str, kind: str, target: Path | None) -> None:
    from myk_tui.services import open_services

    services = open_services(path, clock)
    try:
        content = services.bericht.load_datei(kind, services.bericht.load_gemeint(zielbild))
    finally:
        services.close()
    writer_to(target)(content)
