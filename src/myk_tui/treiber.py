"""The framework's terminal driver, mended where it ends the app or lets it hang."""

import asyncio
import codecs
import contextlib
import re
import signal
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers._writer_thread import WriterThread
from textual.geometry import Size

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message

_BEGUN = r"\x1b(?:\][0-9]+;|P[0-9>!]*[|$+]|_G)[^\x07\x1b]*"
_ANSWER = re.compile(_BEGUN + r"(?:\x07|\x1b\\)")
_UNFINISHED = re.compile(_BEGUN + r"\x1b?\Z")
_ALT_DIGIT = re.compile(r"\x1b([0-9])\Z")
_LONGEST = 4096
"""An answer that is longer is none; what was held back is typed after all."""


class Leser(XTermParser):
    """Reads keys, and no words of the terminal's own: a colour, a version, a title that it was asked for.

    The framework knows no such answers and hands them on letter by letter, as
    if they were typed: the colour „rgb:ffff/…“ opens the projector and the search.
    """

    _held = ""

    def feed(self, data: str) -> "Iterable[Message]":
        """Read what came from the terminal; the begin of an answer waits for its end."""
        text = _ANSWER.sub("", self._held + data)
        begun = _UNFINISHED.search(text) if data else None
        self._held = begun.group() if begun is not None and len(begun.group()) <= _LONGEST else ""
        text = text[: len(text) - len(self._held)]
        if text or not data:  # nothing at all means the end of the input
            yield from super().feed(text if data else "")

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> "Iterable[events.Key]":
        """Read Alt with a digit as that; the framework takes it for the sign that one terminal on one system means."""
        found = _ALT_DIGIT.match(sequence)
        if found is not None:
            yield events.Key(f"alt+{found.group(1)}", None)
        else:
            yield from super()._sequence_to_key_events(sequence, alt)


class Schreiber(WriterThread):
    """Writes to the terminal, and goes on taking what is to be written when the terminal is gone.

    The framework's own thread dies of the first error; then the queue fills up
    and the app waits for ever for room in it, with the file still locked.
    """

    def run(self) -> None:
        """Write until told to stop."""
        while (text := self._queue.get()) is not None:
            with contextlib.suppress(OSError, ValueError):
                self._file.write(text)
                if self._queue.qsize() == 0:
                    self._file.flush()
        with contextlib.suppress(OSError, ValueError):
            self._file.flush()


def mended(driver: "type[Driver]") -> "type[Driver]":
    """Return a driver that survives bytes which are not UTF-8, answers nobody asked for, a closed window and a SIGCONT out of the blue."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "getincrementaldecoder"):
        module.getincrementaldecoder = _replacing
    if hasattr(module, "XTermParser"):
        module.XTermParser = Leser
    if hasattr(module, "WriterThread"):
        module.WriterThread = Schreiber
    if not hasattr(driver, "_sigcont_application"):
        return driver
    base: Any = driver

    class Treiber(base):  # type: ignore[misc]  # which driver it is depends on the system
        """Stops and goes on between two pieces of work, and begins anew only once it has ended what was before.

        The framework writes to the terminal from inside the signal handlers.
        When the signal comes while the app puts a frame into the writer's queue,
        the handler waits for the lock of that queue, which is held by what it
        interrupts: for ever.

        The kernel sends SIGCONT after SIGHUP when a window is closed. The
        framework then starts a second pair of threads beside the first and
        remembers the terminal as it is while the app runs.

        How large the window is, is asked in the loop as well: a handler that is
        interrupted by the next change of size would tell the older size last,
        and the app would go on drawing for a window that is no longer there.
        """

        def start_application_mode(self) -> None:
            super().start_application_mode()
            signal.signal(signal.SIGWINCH, lambda *_args: _soon(self._tell_size))

        def _tell_size(self) -> None:
            if not self._in_band_window_resize:
                size = Size(*self._get_terminal_size())
                self.send_message(events.Resize(size, size))

        def _sigtstp_application(self, *_args: object) -> None:
            _soon(super()._sigtstp_application)

        def _sigcont_application(self, *_args: object) -> None:
            _soon(self._begin_anew)

        def _begin_anew(self) -> None:
            if self._auto_restart and not self._must_signal_resume:
                self.suspend_application_mode()
                self._must_signal_resume = True
            super()._sigcont_application()

    return Treiber


def _soon(work: Callable[[], None]) -> None:
    """Let the event loop do it; once the loop has ended there is no screen left to stop or to begin."""
    with contextlib.suppress(RuntimeError):
        asyncio.get_running_loop().call_soon_threadsafe(work)


def _replacing(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """Decode with a replacement for what is no text.

    Textual ends the app on the first such byte (a Latin-1 „ü“, an old-style
    mouse report); see Textualize/textual#6456.
    """
    return lambda: codecs.getincrementaldecoder(encoding)("replace")
