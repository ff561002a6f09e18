"""What both of our windows are: an app that leaves the terminal as it was, whatever happens."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

from myk_tui.treiber import mended
from myk_tui.widgets.ausgabe import Ausgabefilter

log = logging.getLogger("myk_tui")

BEHIND_SECONDS = 0.03
"""How long after a key it is looked, if no other key asks for it before, whether it has been worked off: two frames."""

OPENING_KEYS = ("enter", "space")
"""Pressed twice by habit: the second one is never handed on to what the first one opened."""


class Gang:
    """A walk through widgets, behind the messages that wait in each; at the end it does what it is for."""

    _param_count = 0
    """Said here so that the framework does not work it out anew for every widget on the way, which takes longest."""

    def __init__(self, arrive: Callable[[], Awaitable[None]], way: Iterator[MessagePump]) -> None:
        self._arrive, self._way = arrive, way

    async def __call__(self) -> None:
        """Take a step, or arrive; a widget that is closing is passed by."""
        for pump in self._way:
            if pump.post_message(events.Callback(callback=self)):
                return
        await self._arrive()


class Fenster(App[None]):
    """The common ground: no animation, clean output, clean ends.

    Attributes:
        crash: the unexpected error that ended the app, None if there was none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self._ausgabefilter = Ausgabefilter()
        self.crash: BaseException | None = None
        self._settled: Screen[Any] | None = None
        self._early: list[tuple[events.Key | events.Paste, Screen[Any]]] = []
        self._last: tuple[str, Screen[Any] | None] = ("", None)
        self._number = 0
        self._behind: tuple[Screen[Any], Iterator[MessagePump]] | None = None
        self._sent: WeakKeyDictionary[events.Key, Screen[Any]] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """See to it that every key reaches the screen it was meant for, however fast they come.

        One is handed on when the one before has been worked off and the screen that it opened is set up: what follows
        an Escape is neither typed into the dialog that is leaving nor lost with it.
        """
        if not isinstance(event, (events.Key, events.Paste)):
            await super().on_event(event)
        elif not self.screen_stack:
            return  # the app is closing
        elif not event.is_forwarded:
            self._early.append((event, self.screen))
            await self._take_early_keys()
        elif isinstance(event, events.Key):
            await self._take_returned(event)
        else:
            await super().on_event(event)

    async def _take_returned(self, event: events.Key) -> None:
        """Run the binding of a key that no widget wanted; what opened of itself meanwhile gets it in turn."""
        meant = self._sent.pop(event, self.screen)
        if meant is self.screen:
            await super().on_event(event)
        elif meant.is_attached and not getattr(meant, "left", False) and event.key not in OPENING_KEYS:
            self._early.insert(0, (events.Key(event.key, event.character), self.screen))
            await self._take_early_keys()

    async def _take_early_keys(self) -> None:
        """Hand on what waits, as soon as the screen in front has worked off all that came before."""
        while self._early and self.screen_stack:
            screen = self.screen
            if screen is not self._settled:
                await self._go_behind(self._number)
                return
            if self._must_wait(self._early[0][0], screen):
                return
            event, meant = self._early.pop(0)
            if isinstance(event, events.Key):
                if meant is not screen and self._is_too_much(event.key, screen):
                    continue
                self._sent[event] = screen
                self._last = (event.key, screen)
            self._number += 1
            self._settled = None
            self._behind = (screen, self._way())
            await super().on_event(event)
            if not self._early:  # nobody waits: what the key has changed is drawn first
                asyncio.get_running_loop().call_later(BEHIND_SECONDS, self.call_later, self._go_behind, self._number)

    def _must_wait(self, event: events.Key | events.Paste, front: Screen[Any]) -> bool:
        """Whether a key, and all that were pressed after it, have to wait for something other than a key."""
        return False

    def _is_too_much(self, key: str, front: Screen[Any]) -> bool:
        """Whether a key was pressed out of habit, before what the one before opened or left was seen.

        Enter never goes to a dialog as the first key when it was pressed before that stood.
        """
        last, screen = self._last
        if screen is front:
            return False
        left = getattr(screen, "left", False)
        if key in OPENING_KEYS:
            return left or key == last or isinstance(front, ModalScreen)
        return left and key == last

    def _way(self) -> Iterator[MessagePump]:
        """All that a key passes through, twice: the binding it returns for makes widgets send messages the same way."""
        start = self.focused or self.screen
        return iter([*start.ancestors_with_self, *start.ancestors_with_self])

    async def _go_behind(self, number: int) -> None:
        """Go behind the latest key, on the way it took or, if somebody is on that way already, on the present one."""
        if number == self._number and self.screen_stack:
            (screen, way), self._behind = self._behind or (self.screen, self._way()), None
            await Gang(lambda: self._arrive(number, screen), way)()

    async def _arrive(self, number: int, screen: Screen[Any]) -> None:
        """At the end of the way, in the app, the effect of the latest key is there."""
        if number == self._number and self.screen_stack:
            self._settled = screen if screen is self.screen else None
            await self._take_early_keys()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no line go to the terminal that could steer it."""
        return [*super().get_line_filters(), self._ausgabefilter]

    def get_driver_class(self) -> type[Driver]:
        """Take a driver that survives bytes which are no text, a closed window and being stopped."""
        return mended(super().get_driver_class())

    def listen_for_signals(self) -> None:
        """Leave cleanly when asked to: without this the terminal stays full of mouse codes."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in the loop
                    loop.add_signal_handler(number, self._leave, number)

    def _leave(self, number: int, _frame: FrameType | None = None) -> None:
        self.exit(return_code=128 + number)

    async def _shutdown(self) -> None:
        """Keep what is half typed, and let no timer tick from here on: it would find screens half taken down, or none.

        The framework sees to that only when the app is left by ``exit``, not when it ends in any other way.
        """
        try:
            for screen in self.screen_stack if self._screen_stacks else ():
                getattr(screen, "keep_now", lambda: None)()
        except Exception:  # whatever it is, the terminal has to be left as it was
            log.exception("what was half typed could not be kept")
        self._exit = True
        await super()._shutdown()

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
