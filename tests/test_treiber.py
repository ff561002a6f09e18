import io

from myk_tui.treiber import Schreiber


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
