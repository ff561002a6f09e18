import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from e2e.installed import PROGRAM, make_file, open_in_terminal, run
from e2e.terminal import PATIENCE, Terminal, child_environment
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import Wahl
from myk_tui.screens.entscheidung_entwurf import TYPED
from stored import stored


@pytest.fixture(scope="module")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_file(tmp_path_factory.mktemp("vorlage"))


@pytest.fixture
def path(template_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(template_file, tmp_path / "abend.db"))


def ready(terminal: Terminal) -> None:
    """Wait until the file is open and keys work: a number pressed before is kept until then."""
    terminal.wait_for("Als Nächstes")
    terminal.send("4")
    terminal.wait_for("▸4 Sprintboard", "In Arbeit (")


def save_idea(terminal: Terminal, titel: str) -> None:
    terminal.send("i")
    terminal.wait_for("Neue Idee")
    terminal.type(titel)
    terminal.send("enter")
    terminal.wait_for(f"✓ Gesichert: Idee „{titel}“ aufgenommen")


def newest_idea(path: Path) -> str:
    with stored(path, FrozenClock()) as services:
        return services.ideenspeicher.load_ideen()[0].titel


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_app_cleanly_and_the_last_action_is_on_disk(
    own_home: Path, path: Path, number: signal.Signals
) -> None:
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        save_idea(terminal, "kurz davor")
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.modes_left() == []
        assert "Traceback" not in terminal.text()
    assert newest_idea(path) == "kurz davor"
    assert run(own_home, "check", "--db", str(path)).returncode == 0


def test_a_signal_in_the_middle_of_a_form_ends_the_app_too(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        terminal.send("i")
        terminal.wait_for("Neue Idee")
        terminal.type("halb getippt")
        terminal.wait_for("halb getippt")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert terminal.modes_left() == []


def test_a_closed_window_ends_the_app_and_the_last_action_is_on_disk(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        save_idea(terminal, "Fenster zu")
        terminal.hang_up()
        assert terminal.process.wait(PATIENCE) != 0
    assert newest_idea(path) == "Fenster zu"
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        assert "NUR LESEN" not in terminal.text()


def test_a_stopped_app_goes_on_paints_itself_again_and_ends_cleanly(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        for _time in range(2):
            terminal.kill(signal.SIGSTOP)
            begun = len(terminal.raw)
            terminal.kill(signal.SIGCONT)
            terminal.wait_until(lambda screen, begun=begun: b"\x1b[?1049h" in terminal.raw[begun:], "a new beginning")
            terminal.wait_for("▸4 Sprintboard", "In Arbeit (")
        save_idea(terminal, "nach der Pause")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.modes_left() == []


def test_bytes_that_are_no_text_do_not_end_the_app(own_home: Path, path: Path) -> None:
    strange = {
        "latin-1": b"\xfc",
        "half a letter": b"\xc3",
        "old mouse report": b"\x1b[M \xf0\xf0",
        "no text at all": b"\x80\x9b\xff\xfe",
        "answer to a question nobody asked": b"\x1b]11;rgb:ffff/ffff/ffff\x07",
        "paste": b"\x1b[200~\xfc\x1b[201~",
    }
    screens = ("1", "▸1 Übersicht"), ("3", "▸3 Ideenspeicher")
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        for place, (what, data) in enumerate(strange.items()):
            key, seen = screens[place % 2]
            terminal.write(data)
            terminal.send("escape", key)
            terminal.wait_until(lambda screen, seen=seen: seen in screen, f"{seen} after {what}")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_killed_evening_goes_on_where_it_stood(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        terminal.send("5")
        terminal.wait_for("Schritt 1 von", "Rückblick")
        terminal.send("enter")
        terminal.wait_for("Schritt 2 von", "Weiterverfolgen:")
        terminal.send("home", "enter")
        terminal.wait_for("Sichern und weiter", "✓ Gesichert: Wahl festgehalten")
        terminal.send("1", "tab", "tab")
        terminal.type("bis hierher")
        terminal.send("ctrl+s")
        page = terminal.wait_until(lambda screen: "Schritt 3 von" in screen, "the next page")
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    heading = next(line for line in page.splitlines() if "Schritt 3 von" in line)
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        terminal.send("5")
        terminal.wait_for("Weiter, wo Sie waren.", heading)
        with stored(path, FrozenClock()) as services:
            end = services.entscheidung.load_sprintabschluss()
        assert end is not None
        first = end.entscheidungen[0].zeilen[0]
        assert (first.wahl, first.sprintziel) == (Wahl.WEITERVERFOLGEN, "bis hierher")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert run(own_home, "check", "--db", str(path)).returncode == 0


def test_a_text_typed_into_the_decision_survives_a_kill(own_home: Path, path: Path) -> None:
    def half_typed() -> str:
        with stored(path, FrozenClock()) as services:
            return str(services.verlauf.remembered(TYPED))

    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        terminal.send("5")
        terminal.wait_for("Schritt 1 von", "Rückblick")
        terminal.send("enter")
        terminal.wait_for("Weiterverfolgen:")
        terminal.send("home", "enter")
        terminal.wait_for("Sichern und weiter")
        terminal.send("1", "tab", "tab")
        terminal.type("noch beim Tippen")
        deadline = time.monotonic() + PATIENCE
        while "noch beim Tippen" not in half_typed():
            assert time.monotonic() < deadline, terminal.text()
        terminal.kill(signal.SIGKILL)
        terminal.wait_exit()
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        terminal.send("5")
        terminal.wait_for("Weiter, wo Sie waren.", "Schritt 2 von")
        terminal.send("e")
        terminal.wait_for("noch beim Tippen")


def test_a_window_smaller_than_promised_is_survived(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path), columns=80, rows=24) as terminal:
        ready(terminal)
        for columns, rows in ((60, 20), (40, 10), (20, 5), (9, 3), (2, 2)):
            terminal.resize(columns, rows)
            terminal.send("1", "2", "3", "4", "5", "down", "right", "i", "escape", "?", "escape")
        for _time in range(20):  # as when an edge is drawn to and fro; what counts is the last size
            terminal.resize(2, 2)
            terminal.resize(80, 24)
        terminal.send("2")
        terminal.wait_for("▸2 Zielbaum", "q Beenden")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_the_app_opens_in_a_window_smaller_than_promised(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path), columns=20, rows=5) as terminal:
        terminal.wait_for("1 Übersicht")
        terminal.resize(80, 24)
        ready(terminal)


def test_a_terminal_that_can_do_nothing_gets_one_sentence(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path), TERM="dumb") as terminal:
        assert terminal.wait_exit() == 2
        assert "Die App braucht ein richtiges Terminal." in terminal.text()
        assert terminal.modes_left() == []
        assert b"\x1b" not in terminal.raw


def test_without_a_terminal_there_is_one_sentence_and_no_file(own_home: Path) -> None:
    done = run(own_home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Die App braucht ein richtiges Terminal.") and done.stderr.count("\n") == 1
    assert list(own_home.iterdir()) == []


def test_with_the_output_in_a_pipe_there_is_one_sentence(own_home: Path, path: Path) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb"), os.fdopen(theirs, "rb"):
        done = subprocess.run(
            [PROGRAM, "--db", str(path)],
            stdin=theirs,
            capture_output=True,
            timeout=60,
            env=child_environment({"MYK_TUI_HOME": str(own_home)}),
        )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("Die App braucht ein richtiges Terminal.")


def quit_by_key(terminal: Terminal) -> int:
    terminal.send("q")
    return terminal.wait_exit()


def quit_by_signal(terminal: Terminal) -> int:
    terminal.kill(signal.SIGTERM)
    return terminal.wait_exit() - 128 - signal.SIGTERM


@pytest.mark.parametrize("leave", [quit_by_key, quit_by_signal])
def test_the_practice_copy_leaves_nothing_behind(
    own_home: Path, tmp_path: Path, leave: Callable[[Terminal], int]
) -> None:
    temporary = tmp_path / "voruebergehend"
    temporary.mkdir()
    with open_in_terminal(own_home, "--demo", TMPDIR=str(temporary)) as terminal:
        ready(terminal)
        terminal.wait_for("ÜBUNGSKOPIE")
        assert list(temporary.iterdir()) != []
        terminal.send("shift+right")
        terminal.wait_for("✓ Gesichert: Karte verschoben")
        assert leave(terminal) == 0
        assert terminal.modes_left() == []
    assert list(temporary.iterdir()) == []
    assert [file.name for file in own_home.iterdir() if file.suffix == ".db"] == []


def test_what_is_half_typed_in_the_decision_is_on_disk_when_the_window_is_closed(own_home: Path, path: Path) -> None:
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        ready(terminal)
        terminal.send("5")
        terminal.wait_for("Rückblick")
        terminal.send("enter")
        terminal.wait_for("Weiterverfolgen:")
        terminal.send("home", "enter")
        terminal.wait_for("Sichern und weiter")
        terminal.send("tab")
        terminal.type("Der Akku war leer")
        terminal.wait_for("Der Akku war leer")
        terminal.hang_up()
        assert terminal.process.wait(PATIENCE) != 0
    with stored(path, FrozenClock()) as services:
        assert "Der Akku war leer" in str(services.verlauf.remembered("formular"))
