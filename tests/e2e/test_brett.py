"""The board in a real terminal: a card carried by mouse events as a terminal sends them, at three sizes."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from e2e.installed import make_file, open_in_terminal
from e2e.terminal import Terminal

CARD = "Rückmeldungen"
"""Begins the second card of the first lane; its first word stands in one line at every size."""


def column_of(terminal: Terminal, text: str, columns: int) -> int:
    """Return in which of the four columns of the board a text stands."""
    x, _y = terminal.find(text)
    return x * 4 // columns


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 50)])
def test_a_card_is_dragged_through_the_board_and_back_by_undo(own_home: Path, columns: int, rows: int) -> None:
    path = make_file(own_home)
    with open_in_terminal(own_home, "--db", str(path), columns=columns, rows=rows) as terminal:
        terminal.wait_for("Als Nächstes")
        terminal.send("4")
        terminal.wait_for("▸4 Sprintboard", "Offen (6)", CARD, "2/5 fertig")
        x, y = terminal.find(CARD)
        terminal.drag((x + 1, y), (columns * 3 // 8, y))
        terminal.wait_for("✓ Gesichert: Karte verschoben", "In Arbeit (5)", "Offen (5)")
        assert column_of(terminal, CARD, columns) == 1
        x, y = terminal.find(CARD)
        terminal.drag((x + 1, y), (columns * 5 // 8, y))
        terminal.wait_for("Was blockiert die Karte?")
        terminal.type("Ortstermin fiel aus")
        terminal.send("enter")
        terminal.wait_for("Gesichert: Karte bearbeitet", "Blockiert (3)", "× Ortstermin")
        assert column_of(terminal, CARD, columns) == 2
        terminal.send("u", "u", "u")
        terminal.wait_for("Offen (6)", "In Arbeit (4)", "Blockiert (2)")
        assert column_of(terminal, CARD, columns) == 0
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.modes_left() == []
