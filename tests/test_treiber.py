import asyncio
import io

from myk_tui.treiber import Schreiber, mended


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

    def __init__(self) -> None:
        self.done: list[str] = []

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


def test_a_signal_after_the_end_of_the_app_does_nothing() -> None:
    driver = mended(Recorder)()  # type: ignore[arg-type, call-arg, type-var]
    driver._sigcont_application()
    assert driver.done == []
