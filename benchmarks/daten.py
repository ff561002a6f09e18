"""Databases for the measurements: the practice data, once and many times over.

Everything that grows with use is multiplied, the history included: each step of
the journal then holds the changes of all copies. What a programme has once (its
Zielbilder, sprints, decisions) stays as it is.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.clock import SystemClock, to_text
from myk_tui.domain.ordnung import DIGITS, key_between
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database, connect
from myk_tui.storage.journal import Writer, dump_json, new_id
from myk_tui.storage.queries.sprintboard import active_sprint

ONCE = frozenset(
    {
        *("programm", "handlungsfeld", "gebietskoerperschaft", "zielbild", "kriterium", "prueffrage"),
        *("sprint", "treffen", "tagesordnungspunkt", "anwesenheit", "entscheidung", "entscheidung_zeile"),
    }
)
"""Tables that are not multiplied: their number does not grow with the size of a programme."""

MANY = tuple(table for table in t.ENTITIES if table.name not in ONCE)

MESSKARTE = "Karte zum Messen"
"""Title of the card that is carried to and fro; the first one on the board."""

Row = dict[str, Any]


def make_database(path: Path, factor: int, *, karten: int | None = None) -> None:
    """Create the practice data ``factor`` times over; with ``karten`` the board gets exactly so many cards."""
    from myk_tui.services.schnappschuss import create_programm

    create_programm(path, "demo", SystemClock())
    multiply(path, factor)
    database = Database(path, SystemClock(), akteur="Messung")
    try:
        with database.write("Karte zum Messen") as writer:
            _add_messkarte(writer)
        if karten is not None:
            with database.write("Karten zum Messen") as writer:
                _fill_board(writer, karten)
    finally:
        database.close()


def multiply(path: Path, factor: int) -> None:
    """Write ``factor`` - 1 copies of all that can be many, with new ids and numbered titles."""
    connection = connect(path)
    connection.row_factory = sqlite3.Row
    try:
        originals = {
            table.name: [dict(row) for row in connection.execute(f"SELECT * FROM {table.name}")] for table in MANY
        }
        entries = [dict(row) for row in connection.execute("SELECT * FROM journal") if row["tabelle"] in originals]
        (width,) = connection.execute("SELECT coalesce(max(pos), 0) + 1 FROM journal").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA defer_foreign_keys=ON")
        for number in range(1, factor):
            copy = Kopie(number, originals, entries)
            for name, rows in originals.items():
                _insert(connection, name, (copy.row(row) for row in rows))
            _insert(connection, "journal", (copy.entry(entry, number * width) for entry in entries))
        connection.execute("COMMIT")
    finally:
        connection.close()


class Kopie:
    """One copy: its new ids, and rows as they stand in it."""

    def __init__(self, number: int, originals: dict[str, list[Row]], entries: list[Row]) -> None:
        self._title = f" ({number + 1})"
        high, low = divmod(number, len(DIGITS))
        self._order = f"{DIGITS[high]}{DIGITS[low]}V"
        known = {row["id"] for rows in originals.values() for row in rows}
        known |= {entry["zeile_id"] for entry in entries}
        self._ids = {old: new_id() for old in sorted(known)}

    def row(self, row: Row) -> Row:
        """Return a row, or the part of one that stands in the journal, as it is in this copy."""
        return {name: self._value(name, value) for name, value in row.items()}

    def entry(self, entry: Row, offset: int) -> Row:
        """Return a journal entry as it is in this copy."""
        return {
            **entry,
            "pos": entry["pos"] + offset,
            "zeile_id": self._ids[entry["zeile_id"]],
            "vorher": self._json(entry["vorher"]),
            "nachher": self._json(entry["nachher"]),
        }

    def _json(self, text: str | None) -> str | None:
        return None if text is None else dump_json(self.row(json.loads(text)))

    def _value(self, name: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if name in ("titel", "name"):
            return value[:150] + self._title
        if name == "ordnung":
            return value + self._order
        return self._ids.get(value, value)


def count_steps(path: Path) -> int:
    """Return how many steps were saved in a database, to see that a card was really carried."""
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM schritt").fetchone()[0])
    finally:
        connection.close()


def count_rows(path: Path) -> dict[str, int]:
    """Return how many rows of the tables that matter stand in a database."""
    connection = sqlite3.connect(path)
    try:
        names = ("ziel", "loesung", "massnahme", "idee", "sprintteam", "aufgabe", "journal")
        return {name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in names}
    finally:
        connection.close()


def first_zielbild(path: Path) -> str:
    """Return the title that shows that the data are on the screen."""
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("SELECT titel FROM zielbild ORDER BY ordnung LIMIT 1").fetchone()[0])
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[Row]) -> None:
    columns = [column.name for column in t.BY_NAME[name].columns]
    places = ", ".join("?" for _column in columns)
    statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})"
    connection.executemany(statement, ([row[column] for column in columns] for row in rows))


def _lanes(writer: Writer) -> list[str]:
    """Return the Aufträge of the active sprint in the order of the board."""
    sprint = active_sprint(writer.connection)
    assert sprint is not None, "the practice data have an active sprint"
    query = (
        sa.select(t.auftrag.c.id)
        .join(t.sprintteam, t.sprintteam.c.id == t.auftrag.c.sprintteam_id)
        .outerjoin(t.zielbild, t.zielbild.c.id == t.sprintteam.c.zielbild_id)
        .where(t.auftrag.c.sprint_id == sprint.id)
        .order_by(t.zielbild.c.ordnung.nulls_last(), t.sprintteam.c.ordnung, t.auftrag.c.ordnung, t.auftrag.c.id)
    )
    return list(writer.connection.scalars(query))


def _add_messkarte(writer: Writer) -> None:
    lane = _lanes(writer)[0]
    query = sa.select(sa.func.min(t.aufgabe.c.ordnung)).where(t.aufgabe.c.auftrag_id == lane)
    first = writer.connection.scalar(query)
    moment = to_text(SystemClock().now())
    writer.insert(
        t.aufgabe,
        auftrag_id=lane,
        titel=MESSKARTE,
        spalte=Spalte.OFFEN.value,
        ordnung=key_between(None, first),
        angelegt_um=moment,
        spalte_seit=moment,
    )


def _fill_board(writer: Writer, total: int) -> None:
    lanes = _lanes(writer)
    a = t.aufgabe.c
    query = sa.select(sa.func.count(), sa.func.max(a.ordnung)).where(a.auftrag_id.in_(lanes), a.archiviert == 0)
    present, key = writer.connection.execute(query).one()
    columns = list(Spalte)
    for number in range(total - present):
        key = key_between(key, None)
        spalte = columns[number // len(lanes) % len(columns)]
        writer.insert(
            t.aufgabe,
            auftrag_id=lanes[number % len(lanes)],
            titel=f"Beispielkarte {number + 1}: Termin mit der Verbandsgemeinde abstimmen",
            spalte=spalte.value,
            ordnung=key,
            wer="Team" if number % 3 else "",
            blockiert_grund="wartet auf Freigabe" if spalte is Spalte.BLOCKIERT else "",
        )
