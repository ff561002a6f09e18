import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from e2e.terminal import Terminal, key_bytes

PROBE = Path(__file__).with_name("probe_app.py")


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal(sys.executable, str(PROBE), columns=80, rows=24) as running:
        running.wait_for("bereit")
        yield running


@pytest.mark.parametrize(
    "key",
    ["down", "enter", "escape", "shift+right", "ctrl+p", "pagedown", "f1", "delete", "tab", "shift+tab", "ctrl+left"],
)
def test_a_key_arrives_under_its_name(terminal: Terminal, key: str) -> None:
    terminal.send(key)
    terminal.wait_for(f"Taste {key}")


def test_a_key_right_after_escape_is_not_swallowed(terminal: Terminal) -> None:
    terminal.send("escape", "x")
    terminal.wait_for("Taste x")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="hyper"):
        key_bytes("hyper+q")


def test_a_click_hits_the_cell_behind_wide_letters(terminal: Terminal) -> None:
    terminal.click("Knopf")
    terminal.wait_for("Klick 5 1")


def test_pasted_text_arrives_as_one_paste(terminal: Terminal) -> None:
    terminal.paste("Möhre")
    terminal.wait_for("Einfügen Möhre")


def test_a_new_size_reaches_the_program(terminal: Terminal) -> None:
    terminal.resize(100, 30)
    terminal.wait_for("Größe 100x30")


def test_the_terminal_is_as_before_after_a_normal_end(terminal: Terminal) -> None:
    assert "alternate screen" in terminal.modes_left()
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.modes_left() == []
    assert terminal.text().strip() == "Auf Wiedersehen"


def test_a_killed_program_leaves_its_modes_behind_and_that_is_seen(terminal: Terminal) -> None:
    terminal.kill(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    left = terminal.modes_left()
    assert {"alternate screen", "cursor hidden", "mouse moves", "kitty keyboard"} <= set(left)
    assert "line discipline (echo, line input)" in left


def test_a_closed_window_ends_the_program(terminal: Terminal) -> None:
    terminal.hang_up()
    assert terminal.process.wait(15) != 0


def test_waiting_in_vain_shows_the_screen_and_how_it_ended(terminal: Terminal) -> None:
    with pytest.raises(AssertionError, match=r"waited 0.2 s, but never saw 'Gibt es nicht'(.|\n)*Knopf"):
        terminal.wait_for("Gibt es nicht", seconds=0.2)
    terminal.send("q")
    with pytest.raises(AssertionError, match="ended with 0"):
        terminal.wait_for("Gibt es nicht")
