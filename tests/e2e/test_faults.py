"""The decision is killed at random places of a real terminal; see ``make fault`` for many more times."""

import os
import random
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

import sqlalchemy as sa

from e2e.installed import make_file, open_in_terminal
from e2e.terminal import Terminal
from myk_tui.domain.clock import SystemClock
from myk_tui.domain.stimmungsbild_daten import read_bild
from myk_tui.domain.stimmungsbild_regeln import STUFEN, Stufe
from myk_tui.storage import tables as t
from myk_tui.storage.checks import check_file
from myk_tui.storage.database import Database

KILLS = int(os.environ.get("FAULTS", "10"))
SEED = int(os.environ.get("FAULT_SEED", "20261123"))
STEPS_MAX = 5
BYTES_MAX = 4_000
"""Within how many written bytes after a key the kill comes."""

HEADING = re.compile(r"^ *(?P<zielbild>\S.*) · Schritt (?P<n>\d+) von (?P<alle>\d+): (?P<name>.*)$", re.MULTILINE)
STAGE = re.compile("▸ (" + "|".join(map(re.escape, STUFEN.values())) + ")")
"""Where a Konsent stands."""

SUMMARY = ("so beschließen", "weiterlesen", "was noch fehlt", "ist gefasst", "Vertagt")
"""What Enter does on a summary, or what was done."""

ROUND = re.compile("weiter ohne Abstimmung|Konsent nach|Eingabe: weiter *$|" + STAGE.pattern, re.MULTILINE)
"""What stands on a page „Stimmungsbild“, whatever was done there."""


@dataclass(frozen=True)
class Page:
    """Where the wizard stands: Zielbild and step; the closing page has the step 0."""

    zielbild: str
    n: int
    alle: int
    name: str = ""

    @property
    def chooses(self) -> bool:
        """Whether a team is asked here what it does next."""
        return self.n > 0 and self.name not in ("Rückblick", "Stimmungsbild", "Zusammenfassung")

    def leads_to(self, other: "Page") -> bool:
        """Whether one key can lead from here to the other page."""
        if self.zielbild == other.zielbild:
            return other.n in (self.n, self.n + 1)
        return self.n in (0, self.alle) and other.n in (0, 1)


def page_of(screen: str) -> Page | None:
    """Return the page the wizard stands on; None as long as its heading and its keys are not both drawn."""
    found = HEADING.search(screen)
    if found:
        page = Page(found["zielbild"], int(found["n"]), int(found["alle"]), found["name"].strip())
        return page if is_whole(screen, page) else None
    return Page("", 0, 0) if "Eingabe: Sprint abschließen" in screen else None


def is_whole(screen: str, page: Page) -> bool:
    if page.name == "Zusammenfassung":
        return any(said in screen for said in SUMMARY)
    return page.name != "Stimmungsbild" or ROUND.search(screen) is not None


@dataclass(frozen=True)
class Stored:
    """What the file holds of the decisions."""

    last: int
    lines: dict[str, tuple[str | None, str]]
    stages: dict[str, int]
    """How far the Konsent of a decision has come."""
    decided: frozenset[str]
    closed: frozenset[str]

    def keeps(self, before: "Stored") -> bool:
        """Whether nothing is lost of what was there; more may have come."""
        kept = all(
            key in self.lines and (wahl is None or self.lines[key][0] == wahl) and self.lines[key][1].startswith(goal)
            for key, (wahl, goal) in before.lines.items()
        )
        kept = kept and all(self.stages.get(key, -1) >= stage for key, stage in before.stages.items())
        return kept and self.last >= before.last and self.decided >= before.decided and self.closed >= before.closed


def stored_in(path: Path) -> Stored:
    database = Database(path, SystemClock(), read_only=True)
    try:
        with database.read() as connection:
            return Stored(
                last=connection.scalar(sa.select(sa.func.max(t.schritt.c.nr))) or 0,
                lines={
                    row.id: (row.wahl, row.sprintziel) for row in connection.execute(sa.select(t.entscheidung_zeile))
                },
                stages={
                    row.id: list(Stufe).index(read_bild(row.methode, row.methode_daten).stufe)
                    for row in connection.execute(
                        sa.select(t.entscheidung).where(t.entscheidung.c.methode == "konsent")
                    )
                },
                decided=frozenset(
                    connection.scalars(sa.select(t.entscheidung.c.id).where(t.entscheidung.c.nummer.is_not(None)))
                ),
                closed=frozenset(
                    connection.scalars(sa.select(t.sprint.c.id).where(t.sprint.c.status == "abgeschlossen"))
                ),
            )
    finally:
        database.close()


Done = Callable[[str], bool]


def next_step(screen: str, page: Page) -> tuple[tuple[str, ...], Done]:
    """Return the keys of the next step on a page, and how its end is seen."""
    if "Sichern und weiter" in screen:
        first = ("1", "tab") if "Ist das Sprintziel" in screen else ("end",)
        return (*first, "!", "ctrl+s"), turned_from(page)
    if "Ja, abschließen" in screen:
        return ("j",), lambda seen: "Sicherung von davor" in seen and "Ja, abschließen" not in seen
    if "Sicherung von davor" in screen:
        return ("enter",), lambda seen: "Sicherung von davor" not in seen and page_of(seen) is not None
    if "Ja, jetzt schon" in screen:
        return ("j",), turned_from(page)
    if page.name == "Zusammenfassung":
        open_still = "so beschließen" in screen or "weiterlesen" in screen
        return (("end",), read_through) if open_still and not read_through(screen) else (("enter",), turned_from(page))
    if page.n == 0:
        return ("enter",), lambda seen: "Ja, abschließen" in seen
    if page.name == "Rückblick":
        turned = turned_from(page)
        return ("enter",), lambda seen: turned(seen) or "Ja, jetzt schon" in seen
    if page.name == "Stimmungsbild":
        return next_in_the_round(screen, page)
    if page.chooses:
        return ("home", "enter"), lambda seen: "Sichern und weiter" in seen
    return ("enter",), turned_from(page)


def next_in_the_round(screen: str, page: Page) -> tuple[tuple[str, ...], Done]:
    """Return the next step of a Konsent, stage by stage, until it is there."""
    if "Wie wird gefragt?" in screen:
        return (*"konsent", "enter"), lambda seen: "▸ Vorschlag vorstellen" in seen
    if "weiter ohne Abstimmung" in screen:
        return ("m",), lambda seen: "Wie wird gefragt?" in seen
    if "▸ Einwände?" in screen:
        return ("j",), lambda seen: "Konsent nach" in seen
    if "Konsent nach" in screen:
        return ("enter",), turned_from(page)
    return ("enter",), lambda seen: STAGE.findall(seen) not in ([], STAGE.findall(screen))


def read_through(screen: str) -> bool:
    """Whether a summary, which may be longer than the screen, stands at its last line: what the round said."""
    return "so beschließen" in screen and "Konsent nach" in screen


def turned_from(page: Page) -> Done:
    return lambda seen: "Sichern und weiter" not in seen and page_of(seen) not in (None, page)


def open_wizard(terminal: Terminal) -> str:
    terminal.wait_for("Als Nächstes")
    terminal.send("5")
    return terminal.wait_until(lambda screen: "▸5" in screen and page_of(screen) is not None, "a page of the wizard")


def walk(terminal: Terminal, screen: str, page: Page, steps: int) -> tuple[str, Page]:
    """Take confirmed steps; return the last screen and the page it stands on."""
    for _step in range(steps):
        keys, done = next_step(screen, page)
        terminal.send(*keys)
        screen = terminal.wait_until(done, f"what follows {keys} on {page}")
        page = page_of(screen) or page
    return screen, page


def test_a_kill_at_any_place_of_the_decision_loses_nothing(own_home: Path) -> None:
    dice = random.Random(SEED)
    path = make_file(own_home)
    reached: Page | None = None
    for kill in range(KILLS):
        said = f"kill {kill + 1} of {KILLS}, seed {SEED}"
        with open_in_terminal(own_home, "--db", str(path)) as terminal:
            screen = open_wizard(terminal)
            here = page_of(screen)
            assert here is not None
            assert reached is None or reached.leads_to(here), f"{said}: stood at {reached}, came back at {here}"
            screen, reached = walk(terminal, screen, here, dice.randint(1, STEPS_MAX))
            confirmed = stored_in(path)
            keys, done = next_step(screen, reached)
            target = len(terminal.raw) + dice.randint(0, BYTES_MAX)
            terminal.send(*keys)
            terminal.wait_until(lambda seen, run=terminal, end=target, done=done: len(run.raw) >= end or done(seen))
            terminal.kill(signal.SIGKILL)
            assert terminal.wait_exit() == -signal.SIGKILL
        assert stored_in(path).keeps(confirmed), f"{said}: after {keys} at {reached}"
        assert check_file(path) == [], said
