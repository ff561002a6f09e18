"""The app: paints the frame at once, opens the file right after, holds the screens together.

The first paint needs neither SQLAlchemy nor the file; both come right after
it, imported in a thread so that no key has to wait for the import.
"""

import contextlib
import gc
import logging
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from myk_tui.domain.clock import Clock
from myk_tui.errors import MykError
from myk_tui.i18n import N_, _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.uebersicht import UebersichtScreen
from myk_tui.treiber import mended
from myk_tui.widgets.ausgabe import Ausgabefilter

if TYPE_CHECKING:
    from myk_tui.domain.suche import Fund
    from myk_tui.services import Services

log = logging.getLogger("myk_tui")

KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": N_("Eingabe"),
    "escape": "Esc",
    "delete": N_("Entf"),
    "space": N_("Leertaste"),
    "tab": "Tab",
    "home": N_("Pos1"),
    "end": N_("Ende"),
    "pageup": N_("Bild↑"),
    "pagedown": N_("Bild↓"),
    "question_mark": "?",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "comma": ",",
    "full_stop": ".",
    "asterisk": "*",
    "minus": "-",
}


class MykApp(App[None]):
    """The app itself: navigation, opening the file, leaving."""

    CSS_PATH = "myk.tcss"
    TITLE = "myk-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = set()  # the palette brings its own providers
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "beenden", show=False, id="app.ctrl-c")]

    def __init__(self, path: Path, clock: Clock, *, uebung: bool = False) -> None:
        super().__init__()
        self.animation_level = "none"
        self._ausgabefilter = Ausgabefilter()
        self._path = path
        self._clock = clock
        self._uebung = uebung
        self._services: Services | None = None
        self._wish: str | None = None
        self.crash: BaseException | None = None

    def on_mount(self) -> None:
        """Begin with the overview, painted before the data are there."""
        first = UebersichtScreen(None, uebung=self._uebung)
        self.install_screen(first, _installed(first.ZIEL))
        self.push_screen(first)

    def on_ready(self) -> None:
        """Open the file once the first frame is on the screen."""
        self._listen_for_signals()
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.call_after_refresh(self._first_look)

    def _first_look(self) -> None:
        """Show the first data by plain SQL; what takes longer to import comes after that frame."""
        from myk_tui.storage.first_look import first_look

        stand = first_look(self._path, self._clock.today())
        screen = self.screen
        if stand is not None and isinstance(screen, UebersichtScreen):
            screen.show_stand(stand)
        gc.freeze()  # what the start has made stays; collecting was off until here, see ``start``
        gc.enable()
        self.call_after_refresh(self._load_storage)

    @work(thread=True)
    def _load_storage(self) -> None:
        """Import the storage layer beside the event loop; nothing is read or written here."""
        from myk_tui.services import import_main_areas

        import_main_areas()
        self.call_from_thread(self._open)

    def _open(self) -> None:
        if not self._path.exists():
            self._welcome()
            return
        self._open_file()

    def _welcome(self) -> None:
        from myk_tui.screens.willkommen import WillkommenScreen

        def created(done: bool | None) -> None:
            if done:
                self._open_file()
            else:
                self.exit()

        self.push_screen(WillkommenScreen(self._path, self._clock), created)

    def _open_file(self) -> None:
        from myk_tui.services import open_services

        try:
            self._services = open_services(self._path, self._clock)
        except MykError as error:
            self.exit(return_code=2, message=error.message)
            return
        screen = self.screen
        if isinstance(screen, MykScreen):
            screen.attach(self._services)
            for note in self._services.notes:
                screen.status.sag(note)
        if self._wish is not None:
            self.call_next(self.run_action, self._wish)

    async def action_zeige(self, ziel: str) -> None:
        """Bring a screen to the front."""
        if self._services is None:
            self._wish = f"zeige('{ziel}')"  # pressed while the file is still being opened; done as soon as it is
            return
        if not isinstance(self.screen, MykScreen) or ziel == self.screen.ZIEL:
            return
        await self.switch_screen(self._make_screen(ziel))

    def action_suche(self) -> None:
        """Search over everything and go to what was chosen."""
        from myk_tui.screens.suche import SucheDialog

        if self._services is None:
            self._wish = "suche"
        elif isinstance(self.screen, MykScreen):
            self.push_screen(SucheDialog(self._services.suche.load_funde), self.go_to_fund)

    def search(self, text: str, limit: int) -> "list[Fund]":
        """Return the best finds for the command palette."""
        return [] if self._services is None else self._services.suche.load_funde(text, limit)

    async def go_to_fund(self, fund: "Fund | None") -> None:
        """Show the screen of a find with the cursor on it."""
        if fund is None:
            return
        await self.action_zeige(fund.ziel)
        screen = self.screen
        if isinstance(screen, MykScreen):
            screen.call_after_refresh(screen.show_stelle, fund.stelle)

    def action_beenden(self) -> None:
        """Leave; everything is saved already."""
        self.exit()

    def action_hilfe(self) -> None:
        """Show the keys of the present screen."""
        from myk_tui.screens.befehle import is_ours
        from myk_tui.screens.dialogs import TextDialog

        screen = self.screen
        if isinstance(screen, TextDialog):
            return
        lines = [_(screen.HILFE), ""] if isinstance(screen, MykScreen) and screen.HILFE else []
        seen = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if is_ours(binding) and binding.action not in seen and active.enabled:
                seen.add(binding.action)
                key = self.get_key_display(binding)
                lines.append(f"{key:>12}   {binding.tooltip or binding.description}")
        self.push_screen(TextDialog(_("Hilfe"), lines))

    def action_command_palette(self) -> None:
        """Open the command palette in German."""
        from myk_tui.screens.befehle import Befehlspalette  # not needed for the first paint

        if not Befehlspalette.is_open(self):
            self.push_screen(Befehlspalette())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of the framework's own commands: ours are all there are."""
        return ()

    def get_key_display(self, binding: Binding) -> str:
        """Write a key as it stands on a German keyboard."""
        if binding.key_display:
            return binding.key_display
        *modifiers, key = binding.key.split(",")[0].split("+")
        names = {"shift": "⇧", "ctrl": _("Strg+"), "alt": "Alt+"}
        return "".join(names[modifier] for modifier in modifiers) + _(KEY_NAMES.get(key, key))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no line go to the terminal that could steer it."""
        return [*super().get_line_filters(), self._ausgabefilter]

    def get_driver_class(self) -> type[Driver]:
        """Take a driver that survives bytes which are no text, a closed window and being stopped."""
        return mended(super().get_driver_class())

    def on_unmount(self) -> None:
        """Close the file."""
        if self._services is not None:
            self._services.close()
            self._services = None

    def _make_screen(self, ziel: str) -> Screen[Any]:
        name = _installed(ziel)
        if not self.is_screen_installed(name):
            self.install_screen(_SCREENS[ziel]()(self._services, uebung=self._uebung), name)
        return self.get_screen(name)

    def _listen_for_signals(self) -> None:
        """Leave cleanly when asked to: without this the terminal stays full of mouse codes."""
        import asyncio

        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in the loop
                    loop.add_signal_handler(number, self._leave, number)

    def _leave(self, number: int, _frame: FrameType | None = None) -> None:
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Write an unexpected error to the log and leave with one sentence, never a traceback.

        The framework's own version prints all local variables, in front of an audience.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.crash = error
        log.error("unexpected error", exc_info=error)
        self._close_messages_no_wait()


def _installed(ziel: str) -> str:
    """Name under which a screen is installed, so that it keeps its cursor while another one is shown."""
    return f"myk-{ziel}"


def _screen(module: str, name: str) -> Callable[[], type[MykScreen]]:
    def load() -> type[MykScreen]:
        import importlib

        found: type[MykScreen] = getattr(importlib.import_module(f"myk_tui.screens.{module}"), name)
        return found

    return load


_SCREENS: dict[str, Callable[[], type[MykScreen]]] = {
    "uebersicht": _screen("uebersicht", "UebersichtScreen"),
    "zielbaum": _screen("zielbaum", "ZielbaumScreen"),
    "ideenspeicher": _screen("ideenspeicher", "IdeenspeicherScreen"),
    "sprintboard": _screen("sprintboard", "SprintboardScreen"),
    "entscheidung": _screen("entscheidung", "EntscheidungScreen"),
}
"""Screens by name, each imported when it is first shown."""


def run_app(path: Path, *, clock: Clock, demo: bool = False) -> int:
    """Run the app on a file and return the exit code: 0 fine, 1 after a crash, 2 refused."""
    from myk_tui.paths import log_file, start_log

    start_log()
    app = MykApp(path, clock, uebung=demo)
    app.run()
    if app.crash is not None:
        print(
            _(
                "Das Programm musste wegen eines Fehlers enden. Alles Gesicherte ist da; beim nächsten Start geht es dort weiter. Einzelheiten: {datei}"
            ).format(datei=log_file()),
            file=sys.stderr,
        )
    return app.return_code or 0
