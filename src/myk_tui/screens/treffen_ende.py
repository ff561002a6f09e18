"""The question when the program is left while a meeting runs: what is still open."""

from typing import TYPE_CHECKING, Any

from myk_tui.errors import MykError
from myk_tui.i18n import _
from myk_tui.screens.dialogs import ConfirmDialog

if TYPE_CHECKING:
    from textual.app import App

    from myk_tui.services import Services


def ask_before_leaving(app: "App[Any]", services: "Services") -> bool:
    """Ask once what is still open, if a meeting runs; returns whether it was asked. Without a meeting nothing is asked."""
    if isinstance(app.screen, LeaveDialog):
        return False  # asked already: the second time leaves
    try:
        treffen = services.treffen.load_gegenwaertiges()
        given_out = treffen is not None and services.treffen.is_ausgegeben(treffen.id)
    except MykError:
        return False
    if treffen is None or not treffen.laeuft:
        return False
    lines = [
        _("„{titel}“ läuft noch. Die Uhr läuft weiter; beim nächsten Start geht es bei demselben Punkt weiter.").format(
            titel=treffen.titel
        ),
        _("Soll es zu Ende sein: n, dann 6 und x."),
    ]
    if not given_out:
        lines.append(_("Das Protokoll ist noch nicht ausgegeben (p auf 6)."))
    app.push_screen(
        LeaveDialog(_("Trotzdem beenden?"), lines, ja=_("Ja, Programm beenden")), lambda yes: _left(app, yes)
    )
    return True


class LeaveDialog(ConfirmDialog):
    """A question of its own class, so that leaving twice leaves."""


def _left(app: "App[Any]", yes: bool | None) -> None:
    if yes:
        app.exit()
