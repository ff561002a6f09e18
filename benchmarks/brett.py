"""The board with few and with many cards: opening, carrying, dragging and scrolling.

Mouse events come thirty times a second, as a terminal sends them. What counts
is how long each one takes to its frame, and how much is still to be drawn when
the mouse has stopped: a board that lags behind grows there.
"""

import time
from collections.abc import Iterator

from benchmarks.lauf import Lauf
from benchmarks.messung import Messung, Pruefling, begin

WENIGE, VIELE = "50 Karten", "1.000 Karten in 30 Bahnen und mehr"
MENGEN: dict[str, tuple[int, int]] = {WENIGE: (1, 50), VIELE: (10, 1_000)}
"""Name of the database to how many times the practice data, and how many cards on the board."""

ZUERST, OEFFNEN, TRAGEN = "Sprintboard zum ersten Mal öffnen", "Sprintboard wieder öffnen", "Karte tragen"
ZIEHEN, ROLLEN, RUECKSTAND = "Karte ziehen", "Rollen", "Nach dem letzten Ereignis noch zu zeichnen"
BILD = "Taste bis zum Bild"

EREIGNISSE, TAKT = 60, 1 / 30
WEGE = 12
QUIET = 0.250

PRESS, MOVE, UP, DOWN = 0, 32, 64, 65
"""Codes of mouse events in the SGR protocol of terminals."""

MsJeWerk = dict[str, list[float]]


def measure_board(messung: Messung, rounds: int) -> None:
    """Do the same on every board; the empty app tells what a key costs at all."""
    for werte, tasten in messung.measure("Sprintboard", rounds, _board):
        for name, values in tasten.items():
            werte.viele.setdefault(name, []).append(values)


def _board(lauf: Lauf, pruefling: Pruefling) -> MsJeWerk:
    begin(lauf, pruefling)
    lauf.settle(QUIET)
    found = _key(lauf) if pruefling.datei is None else _work(lauf)
    lauf.quit()
    return found


def _key(lauf: Lauf) -> MsJeWerk:
    return {BILD: [lauf.press(key).ms for key in ("down", "up") * 12]}


def _work(lauf: Lauf) -> MsJeWerk:
    opened = []
    for _time in range(4):
        lauf.press("3")
        lauf.settle(QUIET)
        opened.append(lauf.press("4").ms)
        lauf.settle(QUIET)
    found = {
        ZUERST: opened[:1],  # also imports what the screen needs
        OEFFNEN: opened[1:],  # nothing is read again as long as nobody has written
        TRAGEN: [lauf.press(key).ms for _time in range(WEGE) for key in ("shift+right", "shift+left")],
    }
    row = next(number for number, line in enumerate(lauf.screen().splitlines(), start=1) if line.startswith("›"))
    lauf.send(_mouse(PRESS, 10, row))
    lauf.settle()
    found[ZIEHEN], lag = _stream(lauf, (_mouse(MOVE, x, y) for x, y in _way(row)))
    lauf.press("escape")
    lauf.send(_mouse(PRESS, 10, row, up=True))
    lauf.settle()
    found[ROLLEN], later = _stream(
        lauf, (_mouse(DOWN if place // 5 % 2 == 0 else UP, 60, 20) for place in range(EREIGNISSE))
    )
    found[RUECKSTAND] = [lag, later]
    return found


def _way(row: int) -> Iterator[tuple[int, int]]:
    """Give places for the mouse: from column to column and back, so that each one is another place for the card."""
    columns = (40, 70, 100, 70, 40, 10)
    for place in range(EREIGNISSE):
        yield columns[place % len(columns)], min(34, row + 1 + place // 4)


def _stream(lauf: Lauf, events: Iterator[bytes]) -> tuple[list[float], float]:
    """Send events at a steady pace; return the milliseconds of each to its frame, and of the last one to rest.

    An event that changes nothing has no frame; one whose frame comes later than
    the next event counts until that late frame.
    """
    sent: list[float] = []
    first = len(lauf.bilder)
    due = time.perf_counter()
    for data in events:
        lauf.read_until(due)
        sent.append(time.perf_counter())
        lauf.send(data)
        due += TAKT
    lauf.settle(QUIET)
    frames = [bild.um for bild in lauf.bilder[first:]]
    found = []
    for moment in sent:
        frame = next((um for um in frames if um >= moment), None)
        if frame is not None:
            found.append((frame - moment) * 1_000)
    return found, max(0.0, (frames[-1] - sent[-1]) * 1_000) if frames else 0.0


def _mouse(code: int, x: int, y: int, *, up: bool = False) -> bytes:
    return f"\x1b[<{code};{x};{y}{'m' if up else 'M'}".encode()
