"""The window for the room: a second terminal on the projector that follows the moderator's window.

No server and no network: both windows have the same file open. This one only
reads, cannot read internal notes at all (``storage.beamer``), and looks ten
times a second whether the file has changed.
"""

import sys
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from myk_tui.domain.beamer import Folie, Stand, read_stand
from myk_tui.domain.clock import Clock
from myk_tui.errors import MykError
from myk_tui.fenster import Fenster
from myk_tui.i18n import _
from myk_tui.paths import start_log
from myk_tui.screens.beamer import other_theme
from myk_tui.screens.beamer_folien import folie_of
from myk_tui.services import Services, make_services
from myk_tui.storage.beamer import STAND_KEY, open_for_room, present
from myk_tui.widgets.beamerbild import Beamerbild

POLL_SECONDS = 0.1


class BeamerApp(Fenster):
    """Shows one slide and follows."""

    TITLE = "myk-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: list[BindingType] = [
        Binding("q,escape,ctrl+c,ctrl+q", "quit", _("Beenden"), id="raum.zu"),
        Binding("h", "hell", _("hell oder dunkel"), id="raum.hell"),
    ]

    def __init__(self, services: Services, clock: Clock, *, hell: bool = False) -> None:
        super().__init__()
        self._clock = clock
        self._services = services
        self._version = -1
        self._second = -1
        self._uhr = False
        if hell:
            self.theme = other_theme(self.theme)

    def compose(self) -> ComposeResult:
        """Nothing but the slide."""
        yield Beamerbild()

    def on_ready(self) -> None:
        """Show the first slide and begin to follow."""
        self.listen_for_signals()
        self._follow()
        self.set_interval(POLL_SECONDS, self._follow)

    def action_hell(self) -> None:
        """Turn between light and dark."""
        self.theme = other_theme(self.theme)

    def _follow(self) -> None:
        """Draw anew if the file has changed; let a clock that is shown go on when a second has gone by."""
        now = self._clock.now()
        try:
            version = self._services.verlauf.data_version()
            if version == self._version:
                if self._uhr and int(now.timestamp()) != self._second:
                    self._second = int(now.timestamp())
                    self.query_one(Beamerbild).tick(now)
                return
            self._version, self._second = version, int(now.timestamp())
            folie = folie_of(self._services, self._stand())
        except MykError as error:
            folie = Folie(error.message)
        self._uhr = folie.uhr is not None
        self.query_one(Beamerbild).show(folie, now)

    def _stand(self) -> Stand:
        return read_stand(self._services.verlauf.remembered(STAND_KEY))


def run_beamer(path: Path, clock: Clock, *, hell: bool = False) -> int:
    """Show a file to the room until the window is closed; returns the exit code.

    Raises StorageError if the file cannot be shown.
    """
    start_log()
    opened = open_for_room(path, clock)
    try:
        with present(path):
            app = BeamerApp(make_services(opened), clock, hell=hell)
            app.run()
    finally:
        opened.close()
    if app.crash is not None:
        print(_("Das Fenster für den Beamer musste wegen eines Fehlers enden. Bitte neu starten."), file=sys.stderr)
    return app.return_code or 0
