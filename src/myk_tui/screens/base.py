"""What every screen has: frame, fresh data when it comes to the front, one way to show an error."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.events import ScreenResume, ScreenSuspend
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from myk_tui.errors import FileMoved, MykError
from myk_tui.i18n import _
from myk_tui.screens.tasten import GLOBAL_KEYS
from myk_tui.widgets.rahmen import Kopf, Statuszeile, Taste, Tastenzeile, navigation
from myk_tui.widgets.wunsch import Wunsch
from myk_tui.widgets.zeilenliste import Zeilenliste

if TYPE_CHECKING:
    from myk_tui.domain.beamer import Stand
    from myk_tui.services import Services

FIXED_KEYS = ("zurueck", "app.hilfe", "app.beenden")
"""Actions whose keys are in every footer, however narrow, as long as they can do something."""

COMMON_ACTIONS = ("idee_aufnehmen", "app.suche", "wieder", *FIXED_KEYS)
"""Actions of every screen; in the footer they follow what is special here."""

FOLLOW_SECONDS = 0.012
"""How long what follows a cursor waits: Textual writes from a thread of its own, and work in between holds it up."""

TIDY_SECONDS = 0.2
"""How long after a screen has come to the front its predecessor's garbage is collected."""


class MykScreen(Screen[None]):
    """One place of the app.

    Subclasses give ``ZIEL`` (name in the navigation), ``compose_inhalt`` and
    ``load``. The services come with the constructor, or a moment later through
    ``attach``: the first screen is painted before the database is there.
    """

    BLANK = True
    """What stands in it covers it: nothing is drawn below, and no lines are kept of it."""

    ZIEL: ClassVar[str] = ""
    HILFE: ClassVar[str] = ""
    STANDS_ON_FILE: ClassVar[bool] = False
    """Whether ``load`` shows the same as long as nobody writes into the file and the day is the same."""
    BINDINGS = GLOBAL_KEYS
    HORIZONTAL_BREAKPOINTS = [(0, "-schmal"), (100, "-breit")]

    def __init__(self, services: "Services | None", *, uebung: bool = False) -> None:
        super().__init__()
        self._services = services
        self._uebung = uebung
        self._early = False
        self._following: Timer | None = None
        self._zuletzt_gesagt: object = None
        self._seen: object = None
        self._reachable = (False, False)  # whether there is a step to take back, and one to repeat

    @property
    def services(self) -> "Services":
        """The use cases; only after ``attach``."""
        assert self._services is not None, "the database is not open yet"
        return self._services

    def attach(self, services: "Services") -> None:
        """Hand over the services and show the data."""
        self._services = services
        self.refresh_data()
        if self._early:
            self.call_next(self.action_idee_aufnehmen)

    def compose(self) -> ComposeResult:
        """Put the frame around what the screen shows."""
        yield Kopf(navigation(), self.ZIEL)
        yield from self.compose_inhalt()
        yield Statuszeile(id="status")
        yield Tastenzeile()

    def compose_inhalt(self) -> ComposeResult:
        """Give the widgets between the frame lines."""
        yield Static()

    def load(self) -> None:
        """Read what the screen shows and show it; called whenever the screen comes to the front."""

    def show_stelle(self, stelle: str) -> None:
        """Put the cursor on a row by its id, as far as this screen shows it."""

    @property
    def beamer_stand(self) -> "Stand":
        """Where this window is, for the one that shows it to the room."""
        from myk_tui.domain.beamer import Stand

        return Stand(self.ZIEL, self.beamer_stelle)

    @property
    def beamer_stelle(self) -> str:
        """What here is shown to the room: the row under the cursor."""
        liste = next(iter(self.query(Zeilenliste)), None)
        return (liste.cursor_id if liste is not None else None) or ""

    def beamer_gehe(self, step: int) -> None:
        """Move the cursor by so many rows while the projector form covers it."""
        for liste in self.query(Zeilenliste):
            liste.move_by(step)
            break

    async def _on_message(self, message: Message) -> None:
        """Work messages off as usual; while a dialog covers the screen, no wishes."""
        if isinstance(message, Wunsch) and not self.is_active:
            message.stop()
            return
        await super()._on_message(message)

    def beamer_blaettern(self, step: int) -> None:
        """Turn the page while the projector form covers it; by itself a row."""
        self.beamer_gehe(step)

    def on_mount(self) -> None:
        """Follow the keys that are active."""
        self.bindings_updated_signal.subscribe(self, lambda _screen: self._show_tasten())
        self._show_tasten()

    @on(ScreenResume)
    def come_back(self) -> None:
        """Show what the file says now; a screen that stands on the file alone loads only if that has changed."""
        if self._services is not None and self._zuletzt_gesagt is not None:
            self.say_saved(self._zuletzt_gesagt)  # what was saved or taken back on another screen since
        if self._services is not None and self.STANDS_ON_FILE:
            with self.reporting():
                if self._seen is not None and self._seen == self._services.verlauf.load_state():
                    self.refresh_bindings()
                    return
        self.refresh_data()

    def refresh_data(self) -> None:
        """Load fresh; an error leaves what was shown and says why."""
        if self._services is None:
            return
        self._seen = None
        with self.reporting():
            seen = self._services.verlauf.load_state()
            self._reachable = self._services.verlauf.load_reachable()
            self._show_title()
            self.load()
            self._seen = seen
        self.refresh_bindings()

    @on(ScreenResume)
    def tidy_soon(self) -> None:
        """Collect what the last screen left as soon as this one stands, not in the middle of a key."""
        self.set_timer(TIDY_SECONDS, gc.collect)

    @on(ScreenSuspend)
    def forget_pictures(self) -> None:
        """Let go of the drawn lines: nobody sees them, and coming back draws everything anyway.

        So goes a refusal, which was about what was done here, and the keys, which do nothing below a dialog.
        """
        self.status.forget(all_remarks=True)
        self._show_tasten()
        for widget in self.query("*"):
            widget.refresh()

    def follow(self, work: Callable[[], None]) -> None:
        """Do ``work`` once the frame of this key is out; keys that come faster share it."""
        if self._following is not None:
            self._following.stop()
        self._following = self.set_timer(FOLLOW_SECONDS, work)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Show expected errors of the block in the status line; nothing has changed then."""
        try:
            yield
        except MykError as error:
            self.report(error)

    def report(self, error: MykError) -> None:
        """Show an expected failure in one sentence; where the file is gone, offer what helps."""
        self.status.fehler(error.message)
        if isinstance(error, FileMoved):
            from myk_tui.screens.notkopie import offer_notkopie

            offer_notkopie(self.app, error)

    def may_write(self) -> bool:
        """Return whether the file can be written, and say why not: for keys that cannot be grey."""
        if self.services.read_only:
            self.status.fehler(self.services.read_only)
        return not self.services.read_only

    def attempt(self, action: Callable[[], object], *, reload: bool = True) -> bool:
        """Run one use case; then say what was saved and show the new state. Returns whether it worked.

        Without ``reload`` the caller shows what it did itself; after a refusal the fresh state is always shown, for
        others may have changed it.
        """
        before = self.services.verlauf.last_saved()
        try:
            action()
        except MykError as error:
            self.refresh_data()
            self.report(error)
            return False
        if reload:
            self.refresh_data()
        self.say_saved(before)
        return True

    def say_saved(self, before: object = None) -> str:
        """Name the step that stands in the file now, if one was written since ``before``; returns what was said."""
        step = self.services.verlauf.last_saved()
        if step is None or step is before:
            return ""
        self._reachable = step.reachable
        said = _("Gesichert: {titel}").format(titel=step.titel)
        self.status.gesichert(said)
        self._zuletzt_gesagt = step
        return said

    @property
    def status(self) -> Statuszeile:
        """The promise line."""
        return self.query_one("#status", Statuszeile)

    def action_zurueck(self) -> None:
        """Undo the last step."""
        self.attempt(self.services.verlauf.undo)

    def action_wieder(self) -> None:
        """Redo the step that was undone."""
        self.attempt(self.services.verlauf.redo)

    def action_beamer(self) -> None:
        """Show the projector form of this screen."""
        from myk_tui.screens.beamer import BeamerScreen

        self.app.push_screen(BeamerScreen(self))

    def action_sprung(self) -> None:
        """Show a letter at every place in sight, and go where one leads."""
        from myk_tui.screens.sprung import show_sprung

        show_sprung(self)

    def action_idee_aufnehmen(self) -> None:
        """Capture an idea from here."""
        if self._services is None:
            self._early = True  # clicked while the file is still being opened; done as soon as it is
            return
        self.ask_idee()

    def ask_idee(self, danach: Callable[[], None] | None = None) -> None:
        """Show the form that captures an idea; ``danach`` follows when it was saved."""
        from myk_tui.screens.aufnahme import AufnahmeDialog

        dialog = AufnahmeDialog(self.services)

        def saved() -> None:
            self.show_aufgenommene(dialog.idee_id)
            if danach is not None:
                danach()

        self.ask(dialog, saved)

    def show_aufgenommene(self, idee_id: str) -> None:
        """Go to an idea that was just captured, where ideas are shown; elsewhere nothing moves."""

    def ask(
        self,
        dialog: "Screen[bool]",
        danach: Callable[[], None] | None = None,
        *,
        immer: Callable[[], None] | None = None,
    ) -> None:
        """Show a form whose saving is one use case; then say what was saved.

        ``danach`` follows when it was saved, ``immer`` also when it was left.
        """
        before = self.services.verlauf.last_saved()

        def closed(saved: bool | None) -> None:
            self.refresh_data()
            if saved:
                self.say_saved(before)
                if danach is not None:
                    danach()
            if immer is not None:
                immer()

        self.app.push_screen(dialog, closed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out everything that writes while the file is open for reading only, and all before it is open."""
        if self._services is None and action not in ("app.beenden", "app.hilfe", "app.suche", "idee_aufnehmen"):
            return None
        if (
            self._services is not None
            and self._services.read_only
            and action in ("zurueck", "wieder", "idee_aufnehmen")
        ):
            return None
        return True

    @property
    def is_typed_into(self) -> bool:
        """Whether letters go into a field."""
        return self.focused is not None and self.focused.check_consume_key("x", "x")

    def reason_against(self, action: str) -> str:
        """Return the sentence that says why a key of this screen does nothing at present; empty if it does."""
        return ""

    def on_key(self, event: events.Key) -> None:
        """Say why a key of the screen does nothing here.

        Keys come past here before their binding runs: there is a reason against an action only if it would do nothing.
        """
        for _key, binding in self._bindings:
            if binding.key == event.key and not self.is_typed_into:
                reason = self.reason_against(binding.action)
                if reason:
                    event.stop()
                    self.status.sag(reason)
                return

    def has_step(self, action: str) -> bool:
        """Whether undo or redo has a step to go to; without one the key only says so, and stands grey in the footer."""
        return self._reachable[action == "wieder"] if action in ("zurueck", "wieder") else True

    @on(Kopf.Gewaehlt)
    async def go(self, message: Kopf.Gewaehlt) -> None:
        """Go to the screen that was clicked."""
        await self.run_action(f"app.zeige('{message.ziel}')")

    @on(Tastenzeile.Gewaehlt)
    async def run_key(self, message: Tastenzeile.Gewaehlt) -> None:
        """Run the action of a clicked key where it belongs."""
        for active in self.active_bindings.values():
            if active.binding.action == message.action and active.enabled:
                await self.app.run_action(active.binding.action, active.node)
                return

    def _show_title(self) -> None:
        kopf = self.query_one(Kopf)
        if self._uebung:
            kopf.rechts = _("ÜBUNGSKOPIE")
        if self.services.read_only:
            kopf.rechts = _("NUR LESEN")

    def show_titel(self, text: str) -> None:
        """Write the second line of the frame."""
        self.query_one(Kopf).titel = text

    def order_tasten(self, tasten: list[Taste]) -> list[Taste]:
        """Say which keys stand first in the footer; a screen may know better than the order of its bindings."""
        return tasten

    def _show_tasten(self) -> None:
        if not self.is_attached:
            return
        from myk_tui.screens.fusszeile import footer_keys

        shown = footer_keys(self)
        for line in self.query(Tastenzeile):
            line.show(shown)
