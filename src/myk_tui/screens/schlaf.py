"""The question after the laptop has slept in the middle of a meeting."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from myk_tui.domain.kalender import show_uhrzeit
from myk_tui.domain.treffen_uhr import show_dauer
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog

if TYPE_CHECKING:
    from textual.app import App

    from myk_tui.services import Services


def ask_about_sleep(app: "App[Any]", services: "Services", seconds: float) -> None:
    """Ask whether the time counts, if a meeting runs and does not pause; otherwise nothing has to be asked."""
    treffen = services.treffen.load_gegenwaertiges()
    if treffen is None or not treffen.laeuft or treffen.pause_seit is not None:
        return
    bis = services.treffen.load_jetzt()
    von = bis - timedelta(seconds=int(seconds))

    def answered(pause: bool | None) -> None:
        shown = next((page for page in reversed(app.screen_stack) if isinstance(page, MykScreen)), None)
        if pause and shown is not None:
            shown.attempt(lambda: services.treffen.record_schlaf(treffen.id, von, bis))

    lines = (
        _("Von {von} bis {bis} Uhr ({dauer}) hat der Laptop geschlafen, das Treffen läuft aber weiter.").format(
            von=show_uhrzeit(von), bis=show_uhrzeit(bis), dauer=show_dauer(int(seconds))
        ),
        _("Ja: Das war eine Pause, die Uhren ziehen sie ab. Nein: Die Zeit zählt mit."),
    )
    app.push_screen(ConfirmDialog(_("War das eine Pause?"), lines, ja=_("Ja, Pause")), answered)
