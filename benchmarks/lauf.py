"""One launch of a program in a pseudo-terminal, timed at the bytes it writes.

Nothing is drawn here: a frame is what stands between the marks of synchronized
output, and its time is the moment at which its last byte could be read.
"""

import os
import re
import select
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.e2e.terminal import key_bytes, spawn

SYNC_QUERY, SYNC_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
SYNC_START, SYNC_END = b"\x1b[?2026h", b"\x1b[?2026l"
LONGEST_MARK = len(SYNC_QUERY)
SILENCE = 0.010
"""Seconds without output that end a frame, as long as the program does not mark its frames."""

SETTLED = 0.060
"""Seconds without output after which a key has had all its effects: nearly four frames."""

RESTING = 0.15
"""Share of a core that a program at rest stays below."""

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\)|.)", re.DOTALL)


class LaufGescheitert(RuntimeError):
    """The program did not do what was measured; the text says what and shows the screen."""


@dataclass(frozen=True)
class Bild:
    """One frame: when its last byte came (seconds of ``perf_counter``) and where it ends in the stream."""

    um: float
    ende: int


@dataclass(frozen=True)
class Tastendruck:
    """What one key did: milliseconds to its first frame, number of frames, bytes."""

    ms: float
    bilder: int
    bytes: int


class Lauf:
    """A running program; use it as a context manager."""

    def __init__(self, command: tuple[str, ...], env: Mapping[str, str]) -> None:
        self._data = bytearray()
        self._scanned = 0
        self._marked = False
        self._answered = False
        self._last_byte = 0.0
        self.bilder: list[Bild] = []
        self.begonnen = time.perf_counter()
        self.process, self._fd = spawn(command, env=env)
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._fd)

    def ms_until(self, text: str, *, seconds: float = 60.0) -> float:
        """Return the milliseconds from the launch to the end of the first frame with ``text``."""
        wanted, checked = text.encode(), 0
        deadline = time.perf_counter() + seconds
        while True:
            for bild in self.bilder[checked:]:
                checked += 1
                if wanted in _ESCAPES.sub(b"", bytes(self._data[: bild.ende])):
                    return (bild.um - self.begonnen) * 1_000
            if not self._await_frame(checked, deadline - time.perf_counter()):
                raise LaufGescheitert(f"„{text}“ was never shown.\n{self.screen()}")

    def press(self, key: str) -> Tastendruck:
        """Press a key, wait for its first frame and for all that follows; raises LaufGescheitert without a frame."""
        press = self.try_press(key, seconds=10.0)
        if press is None:
            raise LaufGescheitert(f"the key {key} changed nothing.\n{self.screen()}")
        return press

    def try_press(self, key: str, *, seconds: float = 0.5) -> Tastendruck | None:
        """Press a key like ``press``; None if it changes nothing within ``seconds``."""
        count, size = len(self.bilder), len(self._data)
        data = key_bytes(key)
        pressed = time.perf_counter()
        os.write(self._fd, data)
        if not self._await_frame(count, seconds):
            return None
        first = self.bilder[count]
        self.settle()
        return Tastendruck((first.um - pressed) * 1_000, len(self.bilder) - count, len(self._data) - size)

    def send(self, data: bytes) -> None:
        """Send what a terminal sends, without waiting for anything."""
        os.write(self._fd, data)

    def read_until(self, moment: float) -> None:
        """Take in what comes until a moment of ``perf_counter``."""
        while (left := moment - time.perf_counter()) > 0:
            self._read(left)

    def settle(self, quiet: float = SETTLED) -> None:
        """Read on until nothing has come for ``quiet`` seconds and hardly anything was computed in them.

        A slow machine is silent while it computes; what it then still has to do would be laid at the next key's door.
        """
        deadline = time.perf_counter() + 30
        while True:
            before = self.cpu_seconds()
            if not self._read(quiet) and self.cpu_seconds() - before < RESTING * quiet:
                return
            if time.perf_counter() > deadline:
                raise LaufGescheitert(f"the screen never comes to rest.\n{self.screen()}")

    def idle(self, seconds: float) -> tuple[float, int]:
        """Press nothing for some seconds; return the share of one core that was used and the bytes that came."""
        size, before, began = len(self._data), self.cpu_seconds(), time.perf_counter()
        while (left := began + seconds - time.perf_counter()) > 0:
            self._read(left)
        return (self.cpu_seconds() - before) / (time.perf_counter() - began), len(self._data) - size

    def cpu_seconds(self) -> float:
        """Return the CPU time of all threads so far, to the nanosecond where the kernel says it."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        try:
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9
        except (OSError, IndexError):
            fields = (tasks.parent / "stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mib(self) -> float:
        """Return the largest resident memory so far, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found, "Linux names the peak in VmHWM"
        return int(found[1]) / 1_024

    def quit(self) -> None:
        """Press q and wait for a clean end."""
        os.write(self._fd, b"q")
        deadline = time.perf_counter() + 15
        while self.process.poll() is None:
            if time.perf_counter() > deadline:
                raise LaufGescheitert(f"q does not end it.\n{self.screen()}")
            self._read(0.02, at_end=True)
        if self.process.returncode:
            raise LaufGescheitert(f"it ended with {self.process.returncode}.\n{self.screen()}")

    def screen(self) -> str:
        """Draw what is on the screen, for a complaint."""
        import pyte

        screen = pyte.Screen(120, 40)
        pyte.ByteStream(screen).feed(bytes(self._data))
        return "\n".join(line.rstrip() for line in screen.display)

    def _await_frame(self, count: int, seconds: float) -> bool:
        """Read until there are more than ``count`` frames; False if that takes too long."""
        deadline = time.perf_counter() + seconds
        while len(self.bilder) <= count:
            left = deadline - time.perf_counter()
            if left <= 0:
                return False
            self._read(left)
        return True

    def _read(self, seconds: float, *, at_end: bool = False) -> bool:
        """Take in what comes within ``seconds``; return whether anything came."""
        if not self._marked and self._scanned < len(self._data) and not self._poll.poll(SILENCE * 1_000):
            self._scanned = len(self._data)
            self.bilder.append(Bild(self._last_byte, self._scanned))
        if not self._poll.poll(max(seconds, 0) * 1_000):
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:
            data = b""
        now = time.perf_counter()
        if not data:
            if at_end:
                return False
            raise LaufGescheitert(f"it ended with {self.process.wait()}.\n{self.screen()}")
        self._data += data
        self._last_byte = now
        self._find_frames(now)
        return True

    def _find_frames(self, now: float) -> None:
        if not self._answered and SYNC_QUERY in self._data:
            self._answered = True
            os.write(self._fd, SYNC_ANSWER)
        if not self._marked:
            self._marked = SYNC_START in self._data
            self._scanned = max(0, self._data.find(SYNC_START)) if self._marked else self._scanned
        while self._marked:
            end = self._data.find(SYNC_END, self._scanned)
            if end < 0:
                self._scanned = max(self._scanned, len(self._data) - LONGEST_MARK)
                return
            self._scanned = end + len(SYNC_END)
            self.bilder.append(Bild(now, self._scanned))
