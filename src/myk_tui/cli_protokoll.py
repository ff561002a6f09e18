"""The command of the minutes."""

from pathlib import Path

import click

from myk_tui.cli_options import check_target, db_option, named_database, pour, tell
from myk_tui.domain.clock import Clock
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

KINDS = ("md", "html", "pdf", "docx", "odt", "txt", "mail", "handzettel")


def protokoll(clock: Clock) -> click.Command:
    """Build the command."""

    @click.command(
        "protokoll",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Das Protokoll eines Treffens schreiben."),
        help=_(
            "Das Protokoll eines Treffens schreiben: ohne Angabe das des letzten beendeten, als Markdown in den Ordner hier. "
            "„mail“ ist reiner Text, „handzettel“ die eine Seite vor dem Treffen als HTML."
        ),
    )
    @click.option("--treffen", default="", metavar=_("TREFFEN"), help=_("Datum oder ein Teil des Titels."))
    @click.option("--format", "kind", type=click.Choice(KINDS), help=_("Format; sonst nach der Endung der Datei."))
    @click.option("-o", "--ziel", metavar=_("DATEI"), help=_("Wohin; „-“ schreibt Text auf die Ausgabe."))
    @click.option("--ueberschreiben", is_flag=True, help=_("Eine vorhandene Datei ersetzen."))
    @db_option()
    @click.pass_obj
    def command(
        outer: str | None, treffen: str, kind: str | None, ziel: str | None, ueberschreiben: bool, db: str | None
    ) -> None:
        path = named_database(outer, db)
        kind = kind or _kind_of(ziel)
        target = None if ziel == "-" else Path(ziel or _name(kind, clock)).expanduser()
        if target is not None:
            check_target(target, path, overwrite=ueberschreiben)
        elif kind in ("pdf", "docx", "odt"):
            raise RuleViolation(_("{format} geht nur in eine Datei. Bitte mit -o eine nennen.").format(format=kind))
        content = _content(path, clock, treffen, kind)
        if target is None:
            pour(content)
            return
        from myk_tui.services.protokoll import write_protokoll

        write_protokoll(target, content)
        tell(_("Geschrieben: {path}").format(path=target))

    return command


def _kind_of(ziel: str | None) -> str:
    ending = Path(ziel or "").suffix.lstrip(".").casefold()
    return ending if ending in KINDS else "html" if ending == "htm" else "md"


def _name(kind: str, clock: Clock) -> str:
    ending = {"mail": "txt", "handzettel": "html"}.get(kind, kind)
    what = "handzettel" if kind == "handzettel" else "protokoll"
    return f"{what}-{clock.today().isoformat()}.{ending}"


def _content(path: Path, clock: Clock, treffen: str, kind: str) -> bytes:
    from myk_tui.services import open_services

    services = open_services(path, clock)
    try:
        service = services.protokoll
        treffen_id = service.load_gemeint(treffen)
        handout = kind == "handzettel"
        if not handout and not services.read_only:
            service.record_fassung(treffen_id)
        ending = {"mail": "txt", "handzettel": "html"}.get(kind, kind)
        return service.load_datei(treffen_id, ending, handzettel=handout)
    finally:
        services.close()
