import asyncio
import io
import os
import signal
import sys

import pytest
from textual import events

from myk_tui.treiber import Leser, Schreiber, mended


class GoneTerminal(io.StringIO):
    """A terminal whose window was closed."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_writing_to_a_closed_window_neither_fills_the_queue_nor_keeps_the_end_waiting() -> None:
    writer = Schreiber(GoneTerminal())
    writer.start()
    for _number in range(1_000):
        writer.write("x")
    writer.stop()
    assert not writer.is_alive()


def test_everything_is_written_before_the_end() -> None:
    file = io.StringIO()
    writer = Schreiber(file)
    writer.start()
    for number in range(100):
        writer.write(f"{number} ")
    writer.stop()
    assert file.getvalue().split() == [str(number) for number in range(100)]


class Recorder:
    """Stands for the framework's driver: notes what it is told to do."""

    _auto_restart = True
    _must_signal_resume = False

    _in_band_window_resize = False
    columns = 80

    def __init__(self) -> None:
        self.done: list[str] = []
        self.sizes: list[int] = []

    def start_application_mode(self) -> None:
        self.done.append("started")

    def send_message(self, message: events.Resize) -> None:
        self.sizes.append(message.size.width)

    def _get_terminal_size(self) -> tuple[int, int]:
        return self.columns, 24

    def suspend_application_mode(self) -> None:
        self.done.append("ended")

    def _sigtstp_application(self, *_args: object) -> None:
        self.suspend_application_mode()

    def _sigcont_application(self, *_args: object) -> None:
        self.done.append("begun")


def test_a_signal_waits_until_the_piece_of_work_it_interrupts_is_done() -> None:
    async def interrupted() -> list[list[str]]:
        driver = mended(Recorder)()  # type: ignore[arg-type, call-arg, type-var]
        driver._sigcont_application()
        while_working = list(driver.done)
        await asyncio.sleep(0)
        afterwards = list(driver.done)
        driver._sigtstp_application()
        while_working_again = list(driver.done)
        await asyncio.sleep(0)
        return [while_working, afterwards, while_working_again, list(driver.done)]

    assert asyncio.run(interrupted()) == [[], ["ended", "begun"], ["ended", "begun"], ["ended", "begun", "ended"]]


@pytest.mark.skipif(sys.platform == "win32", reason="the console of Windows tells its size without a signal")
def test_the_size_told_last_is_the_size_the_window_has() -> None:
    """The second change comes while the first is being worked off, as when the edge of a window is drawn."""

    async def resized() -> list[int]:
        driver = mended(Recorder)()  # type: ignore[arg-type, call-arg, type-var]
        driver.start_application_mode()
        driver.columns = 20
        os.kill(os.getpid(), signal.SIGWINCH)
        driver.columns = 120
        os.kill(os.getpid(), signal.SIGWINCH)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return driver.sizes

    before = signal.getsignal(signal.SIGWINCH)
    try:
        assert asyncio.run(resized())[-1] == 120
    finally:
        signal.signal(signal.SIGWINCH, before)


def test_a_signal_after_the_end_of_the_app_does_nothing() -> None:
    driver = mended(Recorder)()  # type: ignore[arg-type, call-arg, type-var]
    driver._sigcont_application()
    assert driver.done == []


def keys_read(*chunks: str) -> list[str]:
    reader = Leser()
    return [event.key for chunk in chunks for event in reader.feed(chunk) if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("begin", "rest"),
    [
        ("\x1b]11;", "rgb:ffff/ffff/ffff\x07"),
        ("\x1b]11;", "rgb:0/0/0\x1b\\"),
        ("\x1bP>|", "XTerm(370)\x1b\\"),
        ("\x1b_G", "i=31;OK\x1b\\"),
    ],
)
def test_an_answer_of_the_terminal_is_not_read_as_keys_wherever_it_is_cut(begin: str, rest: str) -> None:
    assert keys_read("1" + begin + rest + "3") == ["1", "3"]
    for place in range(len(rest)):
        assert keys_read("1" + begin + rest[:place], rest[place:] + "3") == ["1", "3"], place


def test_keys_and_what_begins_like_an_answer_but_never_ends_are_keys() -> None:
    assert keys_read("\x1b[27u", "q") == ["escape", "q"]
    assert keys_read("\x1b]11;" + "x" * 5000, "q")[-1] == "q"


@pytest.mark.parametrize("digit", "123456789")
def test_alt_with_a_digit_is_read_as_that_and_a_typed_sign_as_the_sign(digit: str) -> None:
    assert keys_read(f"\x1b{digit}", "x") == [f"alt+{digit}", "x"]
    assert keys_read("§", "£") == ["section_sign", "pound_sign"]
