"""What is measured, and in which order: all programs in turn, round by round."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from benchmarks import leere_app
from benchmarks.daten import count_steps, first_zielbild
from benchmarks.lauf import Lauf, LaufGescheitert, Tastendruck

T = TypeVar("T")

ERSTES_BILD_TEXT = "Zielbaum"
"""Stands in the navigation: the frame of the app is painted."""

SCHRITTE = 24
"""Cursor steps on each screen in each launch."""

TRAGEN = 8
"""How often a card is carried to the next column and back in each launch."""

BILDSCHIRME = {"Zielbaum": "2", "Ideenliste": "3", "Sprintboard": "4"}
TASTE, KARTE_TRAGEN = "Taste", "Karte tragen"

RUHE_SEKUNDEN = 5.0
FREMDLAST_GRENZE = 0.5
"""Share of all cores that other programs may use during a launch; above it the launch is repeated."""


@dataclass(frozen=True)
class Pruefling:
    """A program that is measured.

    Attributes:
        name: what the report calls it.
        erstes_bild: text of the first complete frame.
        daten: text that is only there with the data.
        datei: its database; None for the empty app.
    """

    name: str
    befehl: tuple[str, ...]
    erstes_bild: str
    daten: str
    datei: Path | None = None


@dataclass
class Werte:
    """What was found for one program, one value per launch (keys: one list per launch)."""

    erstes_bild: list[float] = field(default_factory=list)
    vollstaendig: list[float] = field(default_factory=list)
    tasten: dict[str, list[list[Tastendruck]]] = field(default_factory=dict)
    viele: dict[str, list[list[float]]] = field(default_factory=dict)
    """Milliseconds per key by what it does, with many rows."""
    spitze_mib: list[float] = field(default_factory=list)
    leerlauf: list[float] = field(default_factory=list)
    leerlauf_bytes: list[int] = field(default_factory=list)


def empty_app(name: str) -> Pruefling:
    """Return the empty app, started as a console script starts an app: a small file, then imports."""
    return Pruefling(name, (sys.executable, leere_app.__file__), leere_app.TEXT, leere_app.TEXT)


def real_app(name: str, datei: Path) -> Pruefling:
    """Return the installed app on a database."""
    befehl = (str(Path(sys.executable).with_name("myk-tui")), "--db", str(datei))
    return Pruefling(name, befehl, ERSTES_BILD_TEXT, first_zielbild(datei), datei)


class Messung:
    """All measurements of one run of ``make bench``."""

    def __init__(self, prueflinge: list[Pruefling], home: Path) -> None:
        self.prueflinge = prueflinge
        self.werte = {pruefling.name: Werte() for pruefling in prueflinge}
        self.wiederholt = 0
        self._env = {"MYK_TUI_HOME": str(home), "PYTHONDONTWRITEBYTECODE": ""}

    def measure_start(self, rounds: int) -> None:
        """Launch everything ``rounds`` times and quit again."""
        for werte, (erstes, ganz) in self.measure("Start", rounds, _start):
            werte.erstes_bild.append(erstes)
            werte.vollstaendig.append(ganz)

    def measure_keys(self, rounds: int) -> None:
        """Press keys on the screens of each program; the peak of memory is read at the end."""
        for werte, (tasten, spitze) in self.measure("Tasten", rounds, _keys):
            werte.spitze_mib.append(spitze)
            for name, presses in tasten.items():
                werte.tasten.setdefault(name, []).append(presses)

    def measure_idle(self, rounds: int) -> None:
        """Let everything stand for some seconds."""
        for werte, (share, size) in self.measure("Leerlauf", rounds, _idle):
            werte.leerlauf.append(share)
            werte.leerlauf_bytes.append(size)

    def measure(self, was: str, rounds: int, launch: Callable[[Lauf, Pruefling], T]) -> Iterator[tuple[Werte, T]]:
        """Launch every program once per round and yield where its values belong, with what ``launch`` found."""
        for number in range(rounds):
            for pruefling in self._in_turn(number):
                yield self.werte[pruefling.name], self._calmly(pruefling, launch)
            _say(f"{was}: Runde {number + 1} von {rounds}")

    def warm_up(self) -> None:
        """Launch everything once without measuring: bytecode is written, files are in memory."""
        for pruefling in self.prueflinge:
            with Lauf(pruefling.befehl, self._env) as lauf:
                _start(lauf, pruefling)
        _say("Vorbereitet")

    def _in_turn(self, number: int) -> list[Pruefling]:
        """Return the programs, each round beginning with another one."""
        place = number % len(self.prueflinge)
        return self.prueflinge[place:] + self.prueflinge[:place]

    def _calmly(self, pruefling: Pruefling, measure: Callable[[Lauf, Pruefling], T]) -> T:
        """Measure one launch; when other programs took too much of the machine, launch again and keep the calmest."""
        calmest: tuple[float, T] | None = None
        for attempt in range(3):
            self.wiederholt += attempt > 0
            _restore(pruefling)
            before = _load()
            with Lauf(pruefling.befehl, self._env) as lauf:
                result = measure(lauf, pruefling)
            foreign = _foreign_share(before, _load())
            if calmest is None or foreign < calmest[0]:
                calmest = (foreign, result)
            if foreign <= FREMDLAST_GRENZE:
                break
        assert calmest is not None
        return calmest[1]


def _restore(pruefling: Pruefling) -> None:
    """Put the database back as it was before the first launch: a meeting that has ended cannot begin again."""
    if pruefling.datei is None:
        return
    kept = pruefling.datei.with_name("unberuehrt")
    if not kept.exists():
        shutil.copy2(pruefling.datei, kept)
        return
    for ending in ("-wal", "-shm"):
        pruefling.datei.with_name(pruefling.datei.name + ending).unlink(missing_ok=True)
    shutil.copy2(kept, pruefling.datei)


def _start(lauf: Lauf, pruefling: Pruefling) -> tuple[float, float]:
    """Return milliseconds to the first complete frame and to the first one with data."""
    times = begin(lauf, pruefling)
    lauf.quit()
    return times


def begin(lauf: Lauf, pruefling: Pruefling) -> tuple[float, float]:
    """Wait until the data are on the screen and all is quiet; return the times of ``_start``."""
    times = lauf.ms_until(pruefling.erstes_bild), lauf.ms_until(pruefling.daten)
    lauf.settle(0.3)
    return times


def _keys(lauf: Lauf, pruefling: Pruefling) -> tuple[dict[str, list[Tastendruck]], float]:
    """Return the presses by what they do, and the peak of memory in MiB."""
    begin(lauf, pruefling)
    tasten = {TASTE: list(walk(lauf, SCHRITTE))} if pruefling.datei is None else _keys_of_screens(lauf, pruefling.datei)
    peak = lauf.peak_mib()
    lauf.quit()
    return tasten, peak


def _keys_of_screens(lauf: Lauf, datei: Path) -> dict[str, list[Tastendruck]]:
    tasten = {}
    for name, key in BILDSCHIRME.items():
        lauf.press(key)
        lauf.settle(0.3)
        if name == "Zielbaum":
            lauf.press("*")  # unfold everything: the steps go through as many rows as there are
        if name == "Sprintboard":
            tasten[KARTE_TRAGEN] = _carry(lauf, datei)
        tasten[name] = list(walk(lauf, SCHRITTE))
    return tasten


def _carry(lauf: Lauf, datei: Path) -> list[Tastendruck]:
    """Carry the first card of the board to the next column and back; each way must be saved."""
    before = count_steps(datei)
    presses = [lauf.press(key) for _time in range(TRAGEN) for key in ("shift+right", "shift+left")]
    saved = count_steps(datei) - before
    if saved != len(presses):
        raise LaufGescheitert(f"{len(presses)} keys, but {saved} saved steps.\n{lauf.screen()}")
    return presses


def walk(lauf: Lauf, steps: int) -> Iterator[Tastendruck]:
    """Move the cursor down, and up again from half way on or from the end of the list."""
    key, left, turned = "down", steps, 0
    while left:
        press = lauf.try_press(key)
        if press is not None:
            left -= 1
            yield press
        if left == steps // 2 or press is None:
            key, turned = {"down": "up", "up": "down"}[key], turned + (press is None)
        if turned > 4:
            raise LaufGescheitert(f"the cursor does not move.\n{lauf.screen()}")


def _idle(lauf: Lauf, pruefling: Pruefling) -> tuple[float, int]:
    """Return the share of a core and the bytes of some seconds in which nothing happens."""
    begin(lauf, pruefling)
    lauf.settle(1.0)
    found = lauf.idle(RUHE_SEKUNDEN)
    lauf.quit()
    return found


def _load() -> tuple[float, float, float]:
    """Return wall clock, busy seconds of all cores, busy seconds of this process and its ended children."""
    fields = [int(value) for value in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return time.perf_counter(), (sum(fields) - idle) / os.sysconf("SC_CLK_TCK"), sum(os.times()[:4])


def _foreign_share(before: tuple[float, float, float], after: tuple[float, float, float]) -> float:
    wall, busy, own = (late - early for early, late in zip(before, after, strict=True))
    return max(0.0, busy - own) / (wall * (os.cpu_count() or 1))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
