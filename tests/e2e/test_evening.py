import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

import sqlalchemy as sa

from e2e.installed import make_file, open_in_terminal, run
from e2e.terminal import Terminal
from myk_tui.domain.clock import SystemClock
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def rows(path: Path, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> list[sa.Row]:
    database = Database(path, SystemClock(), read_only=True)
    try:
        with database.read() as connection:
            return list(connection.execute(sa.select(table).where(*conditions).order_by(table.c.id)))
    finally:
        database.close()


def decide_zielbild(terminal: Terminal, titel: str, teams: int) -> None:
    """Look back, carry on with every team, sum up and decide."""
    terminal.wait_for(f"{titel} · Schritt 1 von")
    terminal.send("enter")
    for team in range(teams):
        terminal.wait_for(f"{titel} · Schritt {team + 2} von", "Weiterverfolgen:")
        terminal.send("home", "enter")
        terminal.wait_for("Sichern und weiter")
        terminal.send("1", "tab", "tab")  # the verdict, no reason, then the Sprintziel
        terminal.type("Drei Bänke stehen")
        terminal.send("ctrl+s")
        terminal.wait_until_gone("Sichern und weiter")
    terminal.wait_for("Stimmungsbild", "weiter ohne Abstimmung")
    terminal.send("enter")
    terminal.wait_for("Zusammenfassung")
    terminal.send("end")
    terminal.wait_for("so beschließen")
    terminal.send("enter")
    terminal.wait_for("Gesichert: Beschluss", titel)


def test_a_whole_evening_in_a_real_terminal(own_home: Path) -> None:
    path = make_file(own_home)
    zielbilder = sorted(rows(path, t.zielbild), key=lambda row: row.ordnung)
    teams = rows(path, t.sprintteam, t.sprintteam.c.status == "aktiv")
    before = rows(path, t.sprint, t.sprint.c.status == "aktiv")[0]
    moved = {row.id: row.spalte for row in rows(path, t.aufgabe)}
    with open_in_terminal(own_home, "--db", str(path)) as terminal:
        terminal.wait_for("Als Nächstes")
        terminal.send("4")
        terminal.wait_for("▸4 Sprintboard", "In Arbeit (")
        terminal.send("shift+right")
        terminal.wait_for("✓ Gesichert: Karte verschoben")
        terminal.send("i")
        terminal.wait_for("Neue Idee")
        terminal.type("Bänke für alle")
        terminal.send("enter")
        terminal.wait_for("✓ Gesichert: Idee „Bänke für alle“ aufgenommen")
        terminal.send("5")
        for zielbild in zielbilder:
            decide_zielbild(terminal, zielbild.titel, sum(team.zielbild_id == zielbild.id for team in teams))
        terminal.wait_for("Eingabe: Sprint abschließen")
        terminal.send("enter")
        terminal.wait_for("Ja, abschließen")
        terminal.send("j")
        terminal.wait_for("ist abgeschlossen")
        terminal.wait_for("Schnappschuss von danach: ")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.modes_left() == []
    checked = run(own_home, "check", "--db", str(path))
    assert (checked.returncode, checked.stderr) == (0, ""), checked
    assert "Alles in Ordnung." in checked.stdout
    closed = rows(path, t.sprint, t.sprint.c.id == before.id)[0]
    active = rows(path, t.sprint, t.sprint.c.status == "aktiv")
    assert closed.status == "abgeschlossen" and len(active) == 1
    assert (active[0].jahr, active[0].quartal) > (before.jahr, before.quartal)
    given = rows(path, t.auftrag, t.auftrag.c.sprint_id == active[0].id)
    assert len(given) == len(teams) and {row.sprintziel for row in given} == {"Drei Bänke stehen"}
    assert len(rows(path, t.idee, t.idee.c.titel == "Bänke für alle")) == 1
    assert sum(moved.get(row.id, row.spalte) != row.spalte for row in rows(path, t.aufgabe)) == 1
    assert len(list((path.parent / "sicherungen").glob("*sprintabschluss*"))) == 1
