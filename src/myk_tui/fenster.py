"""What both of our windows are: an app that leaves the terminal as it was, whatever happens."""

import contextlib
import logging
import signal
from collections.abc import Sequence
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from myk_tui.treiber import mended
from myk_tui.widgets.ausgabe import Ausgabefilter

log = logging.getLogger("myk_tui")

OPENING_KEYS = ("enter", "space")
"""Pressed twice by habit: the second one is never handed on to the dialog that the first one opened."""


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
        self._early: list[events.Key] = []
        self._sent: WeakKeyDictionary[events.Key, Screen[Any]] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """See to it that every key reaches the screen it was meant for, however fast they come.

        While a screen is still being set up they wait: its fields are not there yet. What passed through a screen
        that meanwhile opened another goes to that one; what passed through a dialog that was left goes to nobody.
        """
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif not self.screen_stack:
            return  # the app is closing
        elif event.is_forwarded:
            await self._take_returned(event)
        else:
            self._early.append(event)
            await self._take_early_keys()

    async def _take_returned(self, event: events.Key) -> None:
        """Run the binding of a key that no widget wanted."""
        meant = self._sent.pop(event, self.screen)
        if meant is self.screen:
            await super().on_event(event)
        elif meant.is_attached and not getattr(meant, "left", False) and event.key not in OPENING_KEYS:
            again = events.Key(event.key, event.character)
            again.time = event.time
            self._early.append(again)
            self._early.sort(key=lambda early: early.time)
            await self._take_early_keys()

    async def _take_early_keys(self) -> None:
        """Hand on what waits, as soon as the screen in front has worked off all that came before."""
        while self._early and self.screen_stack:
            screen = self.screen
            if screen is not self._settled and screen.call_later(self.call_later, self._settle, screen):
                return
            event = self._early.pop(0)
            self._sent[event] = screen
            await super().on_event(event)

    async def _settle(self, screen: Screen[Any]) -> None:
        self._settled = screen
        await self._take_early_keys()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no line go to the terminal that could steer it."""
        return [*super().get_line_filters(), self._ausgabefilter]

    def get_driver_class(self) -> type[Driver]:
        """Take a driver that survives bytes which are no text, a closed window and being stopped."""
        return mended(super().get_driver_class())

    def listen_for_signals(self) -> None:
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
