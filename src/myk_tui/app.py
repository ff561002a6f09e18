"""The app: paints the frame at once, opens the file right after, holds the screens together.

The first paint needs neither SQLAlchemy nor the file; both come right after
it, imported in a thread so that no key has to wait for the import.
"""

import gc
import logging
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.timer import Timer

from myk_tui.domain.clock import Clock
from myk_tui.errors import MykError
from myk_tui.fenster import Fenster
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.tasten import KEY_NAMES
from myk_tui.screens.uebersicht import UebersichtScreen
from myk_tui.screens.verzeichnis import SCREENS
from myk_tui.widgets.portionen import work_off
from myk_tui.widgets.rahmen import Statuszeile

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from myk_tui.domain.beamer import Stand
    from myk_tui.domain.suche import Fund
    from myk_tui.services import Services
    from myk_tui.services.suche import SucheService

log = logging.getLogger("myk_tui")

COLLECT_AT = (5_000, 10, 50)
"""Garbage is rarely collected while keys are worked off: a long list made then would cost tens of milliseconds.

Screens collect when they come to the front, see ``MykScreen.tidy_soon``; the peak of memory is lower that way too.
"""

LOOK_SECONDS = 1.0
"""How often to look whether a window for the room has been opened, or the laptop has slept."""

SLEEP_SECONDS = 60
"""A laptop that slept for so long while a meeting runs is worth a question."""

READ_AHEAD_SECONDS = 0.4
"""How long after the first screen what most evenings open next is read."""

ANNOUNCE_SECONDS = 0.05
"""How often, while it is open, to look where this window is."""

KEYS_WITHOUT_FILE = frozenset({"q", "question_mark", "f1", "ctrl+c", "ctrl+q"})


class MykApp(Fenster):
    """The app itself: navigation, opening the file, leaving."""

    CSS_PATH = "myk.tcss"
    TITLE = "myk-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = set()  # the palette brings its own providers
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "beenden", show=False, id="app.ctrl-c")]

    def __init__(self, path: Path, clock: Clock, *, uebung: bool = False) -> None:
        super().__init__()
        self._path = path
        self._clock = clock
        self._uebung = uebung
        self._services: Services | None = None
        self._wish: str | None = None
        self._ansage: Timer | None = None
        self._angesagt: Stand | None = None
        self.leinwand_dunkel = False
        self._slept = 0.0
        self._stand: object = None
        self._uncollected = False  # whether collecting was off while the start was made

    def on_mount(self) -> None:
        """Begin with the overview, painted before the data are there."""
        first = UebersichtScreen(None, uebung=self._uebung)
        self.install_screen(first, _installed(first.ZIEL))
        self.push_screen(first)

    def on_ready(self) -> None:
        """Open the file once the first frame is on the screen."""
        self.listen_for_signals()
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.call_after_refresh(self._first_look)

    def _first_look(self) -> None:
        """Show the first data by plain SQL; what takes longer to import comes after that frame."""
        from myk_tui.storage.first_look import first_look

        stand = first_look(self._path, self._clock.today())
        screen = self.screen
        if stand is not None and isinstance(screen, UebersichtScreen):
            screen.show_stand(stand)
        self._uncollected = not gc.isenabled()  # off until here, see ``start``
        gc.freeze()  # what the start has made stays
        gc.set_threshold(*COLLECT_AT)
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
        with suppress(MykError):  # before the first look at the data: what is written after it is news
            self._stand = self._services.verlauf.load_state()
        for screen in self.screen_stack:  # the help may lie over the overview already
            if isinstance(screen, MykScreen):
                screen.attach(self._services)
                if self._services.notes:
                    screen.status.sag(" ".join(self._services.notes), bleibt=True)
        if self._services.read_only:
            self.set_interval(LOOK_SECONDS, self._look_for_news)
        else:
            self._slept = self._clock.asleep()
            self.set_interval(LOOK_SECONDS, self._look_around)
        self.set_timer(READ_AHEAD_SECONDS, self._read_ahead)
        if self._wish is not None:
            self.call_next(self.run_action, self._wish)
        self.call_next(self._take_early_keys)

    def _read_ahead(self) -> None:
        from myk_tui.vorlesen import read_ahead

        if self._services is not None:
            work_off(self, read_ahead(self._services, collect=self._uncollected))

    def _look_around(self) -> None:
        """Look once a second what the keys do not say: a window for the room, and whether the laptop has slept."""
        self._look_for_the_room()
        slept, self._slept = self._clock.asleep() - self._slept, self._clock.asleep()
        if slept >= SLEEP_SECONDS and self._services is not None:
            from myk_tui.screens.schlaf import ask_about_sleep

            ask_about_sleep(self, self._services, slept)

    def _look_for_news(self) -> None:
        """Show what the other window has written: one that only reads hears of it by looking."""
        screen = self.screen
        if self._services is None or not isinstance(screen, MykScreen):
            return
        with suppress(MykError):
            state = self._services.verlauf.load_state()
            if state != self._stand:
                screen.refresh_data()
            self._stand = state

    def _look_for_the_room(self) -> None:
        """Begin to say where this window is as soon as another one shows it to the room."""
        from myk_tui.storage.beamer import is_watched

        if self._services is None or is_watched(self._services.path) == (self._ansage is not None):
            return
        if self._ansage is None:
            self._ansage = self.set_interval(ANNOUNCE_SECONDS, self._announce)
        else:
            self._stop_announcing()

    def _announce(self) -> None:
        from myk_tui.storage.beamer import STAND_KEY

        stand = next((page.beamer_stand for page in reversed(self.screen_stack) if hasattr(page, "beamer_stand")), None)
        if self._services is None or stand is None:
            return
        stand = replace(stand, dunkel=self.leinwand_dunkel)
        if stand == self._angesagt:
            return
        try:
            self._services.verlauf.remember(STAND_KEY, stand.as_json())
        except MykError:
            log.warning("the room's window could not be told", exc_info=True)
            self._stop_announcing()  # begun again by the next look around, a second later
            return
        self._angesagt = stand

    def _stop_announcing(self) -> None:
        if self._ansage is not None:
            self._ansage.stop()
            self._ansage = None

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key says; a refusal or remark that was about the key before goes with it."""
        lines = [(line, line.said) for line in self.screen.query(Statuszeile)]
        done = await super().run_action(action, default_namespace, namespaces)
        for line, said in lines:
            if done and line.said == said:
                line.forget()
        return done

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Run what a key is bound to; a key that is grey because nothing can be written says why."""
        screen = self.screen
        done = await super()._check_bindings(key, priority)
        if not done and not priority and isinstance(screen, MykScreen) and self._services is not None:
            active = screen.active_bindings.get(key)
            if active is not None and not active.enabled:
                screen.may_write()
        return done

    def _must_wait(self, event: events.Key | events.Paste, front: Screen[Any]) -> bool:
        """Keep what is pressed until the file is open, in the order it was pressed; help and leaving need no file."""
        needs_file = isinstance(event, events.Paste) or event.key not in KEYS_WITHOUT_FILE
        return needs_file and self._services is None and isinstance(front, MykScreen)

    async def action_zeige(self, ziel: str) -> None:
        """Bring a screen to the front."""
        if self._services is None:
            self._wish = f"zeige('{ziel}')"  # clicked while the file is still being opened; done as soon as it is
            return
        if not isinstance(self.screen, MykScreen) or ziel == self.screen.ZIEL:
            return
        await self.switch_screen(self._make_screen(ziel))

    def write_notkopie(self) -> Path:
        """Write a verified copy of what is saved and return the file; raises StorageError."""
        assert self._services is not None, "nothing was refused before the file was open"
        return self._services.write_notkopie()

    def action_suche(self) -> None:
        """Search over everything and go to what was chosen."""
        from myk_tui.screens.suche import SucheDialog

        if self._services is None:
            self._wish = "suche"
        elif isinstance(self.screen, MykScreen):
            self.push_screen(SucheDialog(self._services.suche), self.go_to_fund)

    @property
    def suche(self) -> "SucheService | None":
        """The search, for the command palette; None before the file is open."""
        return None if self._services is None else self._services.suche

    async def go_to_fund(self, fund: "Fund | None") -> None:
        """Show the screen of a find with the cursor on it."""
        if fund is None:
            return
        await self.action_zeige(fund.ziel)
        screen = self.screen
        if isinstance(screen, MykScreen):
            from myk_tui.screens import fundstellen

            screen.call_after_refresh(fundstellen.show_fund, screen, fund)

    def action_dunkel(self) -> None:
        """Darken the picture for the room, or light it again."""
        self.leinwand_dunkel = not self.leinwand_dunkel
        if isinstance(self.screen, MykScreen):
            self.screen.status.sag(_("Leinwand dunkel, F8 macht sie hell.") if self.leinwand_dunkel else "")

    def action_beenden(self) -> None:
        """Leave; everything is saved already. While a meeting runs it is asked once what is still open."""
        if self._services is not None:
            from myk_tui.screens.treffen_ende import ask_before_leaving

            if ask_before_leaving(self, self._services):
                return
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
        if "ctrl" in modifiers or (key[0] == "f" and key[1:].isdigit()):
            key = key.upper() if key not in KEY_NAMES else key
        return "".join(names[modifier] for modifier in modifiers) + _(KEY_NAMES.get(key, key))

    def on_unmount(self) -> None:
        """Close the file."""
        if self._services is not None:
            self._services.close()
            self._services = None

    def _make_screen(self, ziel: str) -> Screen[Any]:
        name = _installed(ziel)
        if not self.is_screen_installed(name):
            self.install_screen(SCREENS[ziel]()(self._services, uebung=self._uebung), name)
        return self.get_screen(name)


def _installed(ziel: str) -> str:
    """Name under which a screen is installed, so that it keeps its cursor while another one is shown."""
    return f"myk-{ziel}"


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
