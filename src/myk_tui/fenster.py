"""What both of our windows are: an app that leaves the terminal as it was, whatever happens."""

import contextlib
import logging
import signal
from collections.abc import Sequence
from types import FrameType

from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter

from myk_tui.treiber import mended
from myk_tui.widgets.ausgabe import Ausgabefilter

log = logging.getLogger("myk_tui")


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
