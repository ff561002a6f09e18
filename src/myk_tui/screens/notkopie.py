"""What is offered when the file has gone from its place: a copy of what is saved, and how to go on."""

from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from myk_tui.errors import FileMoved, MykError
from myk_tui.i18n import _
from myk_tui.screens.dialogs import ConfirmDialog, TextDialog


@runtime_checkable
class Rettend(Protocol):
    """An app that can write the copy."""

    def write_notkopie(self) -> Path:
        """Write a verified copy and return the file; raises StorageError."""
        ...


def offer_notkopie(app: App[Any], error: MykError) -> None:
    """Offer the copy if ``error`` says that the file is gone; whatever else was refused is only said."""
    if not isinstance(error, FileMoved) or not isinstance(app, Rettend):
        return

    def answered(yes: bool | None) -> None:
        if yes and isinstance(app, Rettend):
            app.push_screen(TextDialog(_("Notkopie"), _outcome(app)))

    lines = [
        error.message,
        "",
        _("Alles bisher Gesicherte ist noch lesbar. Soll es jetzt als geprüfte Kopie in eine neue Datei?"),
    ]
    app.push_screen(ConfirmDialog(_("Die Datei ist nicht mehr an ihrem Platz"), lines, ja=_("Notkopie")), answered)


def _outcome(app: Rettend) -> list[str]:
    try:
        path = app.write_notkopie()
    except MykError as error:
        return [f"✗ {error.message}"]
    return [
        _("✓ Geschrieben und geprüft: {path}").format(path=path),
        "",
        _("Weiter geht es so: das Programm beenden und diese Datei öffnen:"),
        f"myk-tui --db {path}",
    ]
