"""A real terminal for tests: the program runs in a pseudo-terminal, pyte draws what it writes.

Tests type keys, wait for what must be seen, and look at the end whether the
terminal was left as it was found. Nothing here sleeps: a reader thread wakes
whoever waits as soon as the program has written something.
"""

import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from wcwidth import wcswidth

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds to wait for something that must come; only a failing test waits that long."""

_ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_NUMBERED = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6}
_FUNCTION = {"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS"}
_FUNCTION |= {f"f{5 + place}": f"\x1b[{code}~" for place, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24))}
# Escape as kitty writes it: a bare ESC byte is told from the begin of a sequence only by waiting.
_PLAIN = {"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "space": " ", "escape": "\x1b[27u"}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}

_MODES = {
    "7": "line wrap off",
    "25": "cursor hidden",
    "47": "alternate screen",
    "1047": "alternate screen",
    "1049": "alternate screen",
    "9": "mouse",
    "1000": "mouse clicks",
    "1002": "mouse drags",
    "1003": "mouse moves",
    "1005": "mouse UTF-8 reports",
    "1006": "mouse SGR reports",
    "1015": "mouse urxvt reports",
    "1016": "mouse pixel reports",
    "1004": "focus reports",
    "2004": "bracketed paste",
    "2026": "synchronized output",
    "2048": "resize reports",
}
_ON_AT_FIRST = frozenset({"7", "25"})

_PRIVATE = re.compile(
    rb"\x1b\[\?(?P<modes>[0-9;]+)(?P<set>[hl])|\x1b\[\?(?P<query>[0-9]+)\$p|\x1b\[(?P<kitty>[<>=])[0-9;]*u"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")


def key_bytes(name: str) -> bytes:
    """Return what a terminal sends for a key: ``enter``, ``shift+right``, ``ctrl+p`` or one letter.

    Raises ValueError for a name that no key has.
    """
    if name in _PLAIN or name in _FUNCTION:
        return (_PLAIN | _FUNCTION)[name].encode()
    if len(name) == 1:
        return name.encode()
    *modifiers, key = name.split("+")
    number = 1 + sum(_MODIFIERS[modifier] for modifier in modifiers if modifier in _MODIFIERS)
    if key in _ARROWS:
        return f"\x1b[{'' if number == 1 else f'1;{number}'}{_ARROWS[key]}".encode()
    if key in _NUMBERED:
        return f"\x1b[{_NUMBERED[key]}{'' if number == 1 else f';{number}'}~".encode()
    if modifiers == ["ctrl"] and len(key) == 1:
        return bytes([ord(key.upper()) & 31])
    if modifiers == ["alt"] and len(key) == 1:
        return b"\x1b" + key.encode()
    raise ValueError(f"no such key: {name!r}")


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a plain xterm, with nothing of the terminal that runs the tests."""
    foreign = ("TEXTUAL", "PYTEST", "COV_", "MYK_TUI")
    unwanted = {"NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "TERM_PROGRAM"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign) and name not in unwanted}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(extra or {})}


def set_size(fd: int, columns: int, rows: int) -> None:
    """Tell the kernel how large the terminal behind ``fd`` is; the program gets SIGWINCH."""
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def spawn(
    command: tuple[str, ...],
    *,
    columns: int = COLUMNS,
    rows: int = ROWS,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> tuple[subprocess.Popen[bytes], int]:
    """Start ``command`` as the leader of a new session in a new pseudo-terminal.

    Returns the process and our end of the terminal.
    """
    ours, theirs = os.openpty()
    try:
        set_size(ours, columns, rows)
        process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=child_environment(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    return process, ours


def _take_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # a runner started by nohup hands on that it is ignored
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A program in a terminal of its own; use it as a context manager.

    Attributes:
        process: the running program.
        raw: every byte it has written so far.
    """

    def __init__(
        self,
        *command: str,
        columns: int = COLUMNS,
        rows: int = ROWS,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.raw = bytearray()
        self._changed = threading.Condition()
        self._modes = set(_ON_AT_FIRST)
        self._kitty = 0
        self._rest = b""
        self._failure: Exception | None = None
        self._ended = False
        self._screens = {name: pyte.Screen(columns, rows) for name in ("normal", "alternate")}
        self._show("normal")
        self._wake_read, self._wake_write = os.pipe()
        self.process, self._fd = spawn(command, columns=columns, rows=rows, env=env, cwd=cwd)
        self._attributes = termios.tcgetattr(self._fd)
        self._reader = threading.Thread(target=self._read, name="terminal-reader", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what the user does -----------------------------------------------------------

    def send(self, *keys: str) -> None:
        """Press keys by name, one after the other; see ``key_bytes``."""
        self.write(b"".join(key_bytes(key) for key in keys))

    def type(self, text: str) -> None:
        """Type text letter by letter."""
        self.write(text.encode())

    def paste(self, text: str) -> None:
        """Paste text as a terminal with bracketed paste does."""
        self.write(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, text: str, *, times: int = 1) -> None:
        """Click on the first letter of ``text``, which must be visible."""
        x, y = self.find(text)
        for _time in range(times):
            self._mouse(0, x, y)
            self._mouse(0, x, y, release=True)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the mouse at ``start`` (column, row; from 0), move it to ``end`` in steps and let go."""
        self._mouse(0, *start)
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self._mouse(32, x, y)
        self._mouse(0, *end, release=True)

    def scroll(self, x: int, y: int, *, down: bool = True) -> None:
        """Turn the wheel by one notch over a cell."""
        self._mouse(65 if down else 64, x, y)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        with self._changed:
            for screen in self._screens.values():
                screen.resize(rows, columns)
        set_size(self._fd, columns, rows)

    def write(self, data: bytes) -> None:
        """Send bytes as the keyboard would."""
        while data:
            data = data[os.write(self._fd, data) :]

    # --- what the user sees -----------------------------------------------------------

    def text(self) -> str:
        """Return the screen as it is, one line per row, without blanks at the end of lines."""
        with self._changed:
            return self._text()

    def find(self, text: str) -> tuple[int, int]:
        """Return column and row (from 0) of the first place where ``text`` stands; raises AssertionError."""
        for y, line in enumerate(self.text().split("\n")):
            place = line.find(text)
            if place >= 0:
                return wcswidth(line[:place]), y
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")

    def wait_for(self, *texts: str, seconds: float = PATIENCE) -> str:
        """Wait until all ``texts`` are visible in one frame and return the screen."""
        wanted = " and ".join(repr(text) for text in texts)
        return self.wait_until(lambda screen: all(text in screen for text in texts), wanted, seconds=seconds)

    def wait_until_gone(self, *texts: str, seconds: float = PATIENCE) -> str:
        """Wait until none of ``texts`` is visible and return the screen."""
        wanted = "no " + " and no ".join(repr(text) for text in texts)
        return self.wait_until(lambda screen: not any(text in screen for text in texts), wanted, seconds=seconds)

    def wait_until(
        self, condition: Callable[[str], bool], wanted: str = "the condition", *, seconds: float = PATIENCE
    ) -> str:
        """Wait until ``condition(screen)`` holds for a whole frame; AssertionError with the screen if it never does."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                screen = self._text()
                if "2026" not in self._modes and condition(screen):
                    return screen
                left = deadline - time.monotonic()
                if self._failure is not None:
                    raise self._failure
                if self._ended or left <= 0:
                    raise AssertionError(self._complaint(wanted, seconds))
                self._changed.wait(left)

    # --- how it ends ------------------------------------------------------------------

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal under the program, as when its window is closed."""
        if self._fd < 0:
            return
        os.write(self._wake_write, b"x")  # a read in progress would keep the terminal alive
        self._reader.join()
        os.close(self._fd)
        self._fd = -1

    def wait_exit(self, *, seconds: float = PATIENCE) -> int:
        """Wait until the program has ended and all it wrote is on the screen; return its exit code."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program did not end within {seconds} s. The screen:\n{self.text()}") from None
        self._reader.join(seconds)
        return code

    def modes_left(self) -> list[str]:
        """Name what differs from the terminal that the program found; empty when all is as before.

        Private modes are read from what was written, line discipline from the kernel.
        """
        with self._changed:
            left = [_MODES.get(mode, f"mode {mode}") for mode in sorted(self._modes ^ _ON_AT_FIRST)]
            if self._kitty:
                left.append("kitty keyboard")
        if self._fd >= 0 and termios.tcgetattr(self._fd)[:4] != self._attributes[:4]:
            left.append("line discipline (echo, line input)")
        return left

    def close(self) -> None:
        """End the program if it still runs and free everything."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()
        for fd in (self._wake_read, self._wake_write):
            os.close(fd)

    # --- inside -----------------------------------------------------------------------

    def _text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _complaint(self, wanted: str, seconds: float) -> str:
        how = f"ended with {self.process.wait()}" if self._ended else f"waited {seconds} s"
        return f"{how}, but never saw {wanted}. The screen:\n{self._text()}"

    def _mouse(self, button: int, x: int, y: int, *, release: bool = False) -> None:
        self.write(f"\x1b[<{button};{x + 1};{y + 1}{'m' if release else 'M'}".encode())

    def _show(self, name: str) -> None:
        self._screen = self._screens[name]
        self._stream = pyte.ByteStream(self._screen)

    def _read(self) -> None:
        while True:
            ready, _writable, _errors = select.select([self._fd, self._wake_read], [], [])
            data = b"" if self._wake_read in ready else self._take()
            with self._changed:
                try:
                    self._feed(data)
                except Exception as error:  # noqa: BLE001 - shown by the test that waits
                    self._failure = error
                self._ended = not data
                self._changed.notify_all()
            if not data:
                return

    def _take(self) -> bytes:
        try:
            return os.read(self._fd, 65_536)
        except OSError as error:
            if error.errno == errno.EIO:  # Linux: nobody has the other end open any more
                return b""
            raise

    def _feed(self, data: bytes) -> None:
        self.raw += data
        data = self._rest + data
        cut = _UNFINISHED.search(data)
        end = cut.start() if cut else len(data)
        self._rest = data[end:]
        position = 0
        for match in _PRIVATE.finditer(data, 0, end):
            self._stream.feed(data[position : match.start()])
            position = match.end()
            self._notice(match)
        self._stream.feed(data[position:end])

    def _notice(self, match: re.Match[bytes]) -> None:
        if match["query"]:
            self._answer(match["query"])
        elif match["kitty"]:
            self._kitty = max(0, self._kitty + {b">": 1, b"<": -1}.get(match["kitty"], 0))
        else:
            for mode in match["modes"].decode().split(";"):
                self._switch(mode, match["set"] == b"h")
            self._stream.feed(match[0])

    def _switch(self, mode: str, on: bool) -> None:
        (self._modes.add if on else self._modes.discard)(mode)
        if mode in ("47", "1047", "1049"):
            if on:
                self._screens["alternate"].reset()
            self._show("alternate" if on else "normal")

    def _answer(self, mode: bytes) -> None:
        state = 2 if mode == b"2026" else 0  # synchronized output is known here, all else is not
        with suppress(OSError):  # it may have ended meanwhile
            self.write(b"\x1b[?%b;%d$y" % (mode, state))
