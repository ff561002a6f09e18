"""The command of the minutes."""

from collections.abc import Callable
from pathlib import Path

import click

from myk_tui.cli_options import db_option, named_database, named_target, pour, tell, warn
from myk_tui.domain.clock import Clock
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _

ENDINGS = ("md", "html", "pdf", "docx", "odt", "txt")
ONLY_FILES = ("pdf", "docx", "odt")
HANDZETTEL = "handzettel"
KINDS = (*ENDINGS, "mail", HANDZETTEL)


def protokoll(clock: Clock) -> click.Command:
    """Build the command."""

    @click.command(
        "protokoll",
        options_metavar=_("[OPTIONEN]"),
        short_help=_("Das Protokoll eines Treffens schreiben."),
        help=_(
            "Das Protokoll eines Treffens schreiben: ohne Angabe das des letzten beendeten, als Markdown in den Ordner hier. "
            "„mail“ ist die Kurzform für eine E-Mail, „handzettel“ die eine Seite vor dem nächsten Treffen, als HTML oder nach der Endung der Datei."
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
        kind = kind or kind_of(ziel)

        def target_of(usual: str) -> Path | None:
            return document_target(ziel, usual, kind, path, overwrite=ueberschreiben)

        if ziel is not None:
            target_of("")  # what cannot be written is refused before anything is read
        target, missing = _give_out(path, clock, treffen, kind, target_of)
        if target is not None:
            tell(_("Geschrieben: {path}").format(path=target))
        if missing:
            warn(missing)

    return command


def kind_of(ziel: str | None) -> str:
    """Return the format by the ending of the file; without a file, or with none that has one, Markdown."""
    ending = Path("" if ziel in (None, "-") else str(ziel)).suffix.lstrip(".").casefold()
    kind = {"": "md", "htm": "html", "markdown": "md"}.get(ending, ending)
    if kind not in ENDINGS:
        raise RuleViolation(
            _(
                "„.{endung}“ schreibt das Programm nicht. Bitte eines von diesen wählen: {alle}; oder --format angeben."
            ).format(endung=ending, alle=", ".join(ENDINGS))
        )
    return kind


def document_target(ziel: str | None, usual: str, kind: str, database: Path, *, overwrite: bool) -> Path | None:
    """Return where a document of this format goes, like ``named_target``; raises RuleViolation if only a file can hold it."""
    target = named_target(ziel, usual, database, overwrite=overwrite)
    if target is None and kind in ONLY_FILES:
        raise RuleViolation(_("{format} geht nur in eine Datei. Bitte mit -o eine nennen.").format(format=kind))
    return target


def writer_to(target: Path | None) -> Callable[[bytes], None]:
    """Return what writes a document to ``target``, None meaning the standard output."""
    from myk_tui.services.protokoll import write_protokoll

    return pour if target is None else lambda content: write_protokoll(target, content)


def _give_out(
    path: Path, clock: Clock, treffen: str, kind: str, target_of: Callable[[str], Path | None]
) -> tuple[Path | None, str]:
    """Write it to what ``target_of`` makes of its usual name; returns where, and the sentence about what could not be kept of it."""
    from myk_tui.services import open_services

    services = open_services(path, clock)
    try:
        handout = kind == HANDZETTEL
        treffen_id = services.protokoll.load_gemeint(treffen, kommend=handout)
        ending = {"mail": "txt", HANDZETTEL: "html"}.get(kind, kind)
        what = HANDZETTEL if handout else "protokoll"
        target = target_of(services.protokoll.load_dateiname(treffen_id, what, ending))
        if handout:
            kind = "html" if target is None or not target.suffix else kind_of(str(target))
        return target, services.protokoll.give_out(treffen_id, kind, writer_to(target), handzettel=handout)
    finally:
        services.close()
