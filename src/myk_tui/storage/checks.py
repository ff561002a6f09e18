"""Looking at a file without changing it: what ``myk-tui check`` says.

Opened for reading only; every finding is one German sentence. UNIQUE and NOT
NULL are covered by SQLite's integrity check.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.ordnung import DIGITS
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.opening import check_header, doubtful, follow_link, inspect, look_at

_SIBLINGS = {
    "zielbild": "''",
    "ziel": "zielbild_id",
    "loesung": "ziel_id",
    "massnahme": "coalesce(loesung_id, zielbild_id, '')",
    "aufgabe": "auftrag_id || spalte || archiviert",
}
"""Tables whose rows have an order, and what their siblings share."""


@dataclass(frozen=True)
class Befund:
    """One finding: the word of its kind and a sentence."""

    art: str
    satz: str


def check_file(path: Path) -> list[Befund]:
    """Return everything that is wrong with a file; empty means sound.

    Raises DatabaseRefused or another StorageError if it cannot be opened at all.
    """
    path = follow_link(path)
    check_header(path)
    if inspect(path):
        return [
            Befund(
                "version", _("Die Datei stammt von einer älteren Version; beim nächsten Öffnen wird sie aktualisiert.")
            )
        ]
    with doubtful(path), contextlib.closing(look_at(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = list(_soundness(connection))
        if found:
            return found
        found = [*_constraints(connection), *_rules(connection), *_orders(connection), *_json(connection)]
        unreadable = any(finding.art == "json" for finding in found)
        return found if unreadable else [*found, *_journal(connection)]


def _soundness(connection: sqlite3.Connection) -> Iterator[Befund]:
    for row in connection.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Befund("beschaedigt", _("Die Datei ist beschädigt: {was}").format(was=row[0]))
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Befund(
            "verweis", _("In {tabelle} zeigt ein Eintrag auf etwas, das es nicht gibt.").format(tabelle=row[0])
        )
    for row in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '\\_alembic\\_tmp\\_%' ESCAPE '\\'"):
        yield Befund("rest", _("Rest einer abgebrochenen Aktualisierung: {name}").format(name=row[0]))
    known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='index'")}
    for index in (index for table in t.metadata.sorted_tables for index in table.indexes):
        if index.name not in known:
            yield Befund("schema", _("In der Datei fehlt das Verzeichnis {name}.").format(name=index.name))


def _constraints(connection: sqlite3.Connection) -> Iterator[Befund]:
    """Check the CHECK constraints again: SQLite passes over them in a file that it may only read."""
    for table in t.metadata.sorted_tables:
        for constraint in table.constraints:
            if not isinstance(constraint, sa.CheckConstraint):
                continue
            if connection.execute(f"SELECT 1 FROM {table.name} WHERE NOT ({constraint.sqltext}) LIMIT 1").fetchone():
                yield Befund(
                    "regel",
                    _("In {tabelle} verletzt ein Eintrag die Regel „{regel}“.").format(
                        tabelle=table.name, regel=constraint.name
                    ),
                )


def _rules(connection: sqlite3.Connection) -> Iterator[Befund]:
    """Check what holds between rows."""
    for sql, art, satz in (
        (
            "SELECT '' AS was WHERE NOT EXISTS (SELECT 1 FROM programm) AND (EXISTS (SELECT 1 FROM schritt)"
            " OR EXISTS (SELECT 1 FROM zielbild) OR EXISTS (SELECT 1 FROM idee) OR EXISTS (SELECT 1 FROM sprint))",
            "programm",
            _("In der Datei steht kein Programm."),
        ),
        (
            "SELECT name AS was FROM programm LIMIT -1 OFFSET 1",
            "programm",
            _("Es gibt mehr als ein Programm: „{was}“"),
        ),
        (
            "SELECT jahr || '-Q' || quartal AS was FROM sprint WHERE status='aktiv' ORDER BY jahr, quartal LIMIT -1 OFFSET 1",
            "sprint",
            _("Es läuft mehr als ein Sprint: {was}"),
        ),
        (
            "SELECT titel AS was FROM idee i WHERE status='uebernommen'"
            " AND NOT EXISTS (SELECT 1 FROM massnahme WHERE herkunft_idee_id=i.id)",
            "idee",
            _("Die Idee „{was}“ gilt als übernommen, aber es gibt keine Maßnahme dazu."),
        ),
        (
            "SELECT titel AS was FROM idee WHERE (status='dublette') <> (dublette_von_id IS NOT NULL)",
            "idee",
            _("Bei der Idee „{was}“ passen Stand und Verweis auf die Dublette nicht zusammen."),
        ),
        (
            "WITH RECURSIVE kette(start, id, tiefe) AS (SELECT id, dublette_von_id, 1 FROM idee WHERE dublette_von_id IS NOT NULL"
            " UNION SELECT start, dublette_von_id, tiefe + 1 FROM kette JOIN idee USING (id)"
            " WHERE dublette_von_id IS NOT NULL AND tiefe < 100)"
            " SELECT titel AS was FROM kette JOIN idee ON idee.id = start WHERE start = kette.id GROUP BY start",
            "idee",
            _("Die Idee „{was}“ ist über Umwege die Dublette von sich selbst."),
        ),
        (
            "SELECT jahr || '-Q' || quartal AS was FROM sprint WHERE (status='abgeschlossen') <> (abgeschlossen_um IS NOT NULL)",
            "sprint",
            _("Beim Sprint {was} passen Stand und Zeitpunkt des Abschlusses nicht zusammen."),
        ),
        (
            "SELECT jahr || '-Q' || quartal AS was FROM sprint WHERE status='abgeschlossen'"
            " AND EXISTS (SELECT 1 FROM entscheidung WHERE sprint_id=sprint.id AND status='entwurf')",
            "entscheidung",
            _("Der abgeschlossene Sprint {was} hat noch einen Entwurf einer Entscheidung."),
        ),
        (
            "SELECT coalesce(jahr || '-' || nummer, id) AS was FROM entscheidung WHERE status IN ('beschlossen', 'korrigiert')"
            " AND (nummer IS NULL OR jahr IS NULL OR beschlossen_um IS NULL)",
            "entscheidung",
            _("Dem Beschluss {was} fehlt Nummer oder Zeitpunkt."),
        ),
        (
            "SELECT coalesce(e.jahr || '-' || e.nummer, e.id) AS was FROM entscheidung e JOIN entscheidung_zeile z ON z.entscheidung_id=e.id"
            " WHERE e.status='beschlossen' AND z.wahl IS NULL",
            "entscheidung",
            _("Im Beschluss {was} fehlt die Wahl für ein Sprintteam."),
        ),
        (
            "SELECT titel AS was FROM massnahme m WHERE status='im_sprint' AND NOT EXISTS (SELECT 1 FROM auftrag a"
            " JOIN sprint s ON s.id=a.sprint_id WHERE a.massnahme_id=m.id AND s.status='aktiv')",
            "massnahme",
            _("„{was}“ steht auf „im Sprint“, aber kein Sprintteam arbeitet im laufenden Sprint daran."),
        ),
        (
            "SELECT titel AS was FROM massnahme m WHERE status<>'im_sprint' AND EXISTS (SELECT 1 FROM auftrag a"
            " JOIN sprint s ON s.id=a.sprint_id JOIN sprintteam t ON t.id=a.sprintteam_id"
            " WHERE a.massnahme_id=m.id AND s.status='aktiv' AND t.status<>'aufgeloest')",
            "massnahme",
            _("An „{was}“ arbeitet im laufenden Sprint ein Sprintteam, aber sie steht nicht auf „im Sprint“."),
        ),
    ):
        for row in connection.execute(sql):
            yield Befund(art, satz.format(was=row["was"]))


def _orders(connection: sqlite3.Connection) -> Iterator[Befund]:
    for name, group in _SIBLINGS.items():
        sql = f'SELECT "ordnung" FROM "{name}" GROUP BY {group}, ordnung HAVING count(*) > 1 LIMIT 1'
        if connection.execute(sql).fetchone() is not None:
            yield Befund("reihenfolge", _("In {tabelle} haben zwei Geschwister denselben Platz.").format(tabelle=name))
    for table in t.ENTITIES:
        if "ordnung" not in table.c:
            continue
        for row in connection.execute(f'SELECT DISTINCT ordnung FROM "{table.name}"'):
            key = row["ordnung"]
            if not key or key.endswith(DIGITS[0]) or any(digit not in DIGITS for digit in key):
                yield Befund("reihenfolge", _("In {tabelle} steht ein ungültiger Platz.").format(tabelle=table.name))
                break


def _json(connection: sqlite3.Connection) -> Iterator[Befund]:
    for table in t.metadata.sorted_tables:
        for column in table.columns:
            if column.info["kind"] != "json":
                continue
            empty = f"{column.name} = '' OR" if column.server_default is not None else ""
            kind = f"json_type({column.name}) = 'object'" if table is t.journal else "1"
            fits = f"{empty} CASE WHEN json_valid({column.name}) THEN {kind} ELSE 0 END"
            sql = f"SELECT 1 FROM {table.name} WHERE {column.name} IS NOT NULL AND NOT ({fits}) LIMIT 1"
            if connection.execute(sql).fetchone() is not None:
                yield Befund(
                    "json", _("In {tabelle} ist das Feld {feld} unlesbar.").format(tabelle=table.name, feld=column.name)
                )


def _journal(connection: sqlite3.Connection) -> Iterator[Befund]:
    """Take the present rows back through the whole journal: every entry has to fit what follows it."""
    rows: dict[tuple[str, str], dict[str, Any] | None] = {}
    for table in t.ENTITIES:
        for row in connection.execute(f'SELECT * FROM "{table.name}"'):
            rows[table.name, row["id"]] = dict(row)
    broken: set[str] = set()
    # A step for good may have no entries (the removal of a name), and undo goes by it: its reference is that before.
    bare = "SELECT nr FROM schritt WHERE (zurueck_nr = nr OR bezug_nr IS NOT NULL)"
    for row in connection.execute(f"{bare} AND NOT EXISTS (SELECT 1 FROM journal WHERE schritt_nr = nr) LIMIT 1"):
        yield Befund(
            "verlauf",
            _("Im Verlauf fehlen die Einträge zu Schritt {nr}: Rückgängig geht nicht mehr.").format(nr=row["nr"]),
        )
    entries = connection.execute(
        "SELECT schritt_nr, tabelle, zeile_id, vorher, nachher FROM journal ORDER BY schritt_nr DESC, pos DESC"
    )
    for entry in entries:
        key = (entry["tabelle"], entry["zeile_id"])
        now = rows.get(key)
        before = None if entry["vorher"] is None else json.loads(entry["vorher"])
        after = None if entry["nachher"] is None else json.loads(entry["nachher"])
        fits = (now is None) == (after is None) and all(
            now is not None and now.get(name) == value for name, value in (after or {}).items()
        )
        if not fits and entry["tabelle"] not in broken:
            broken.add(entry["tabelle"])
            yield Befund(
                "verlauf",
                _("Der Verlauf passt nicht zu {tabelle} (Schritt {nr}): Es wurde am Programm vorbei geändert.").format(
                    tabelle=entry["tabelle"], nr=entry["schritt_nr"]
                ),
            )
        rows[key] = before if before is None or after is None else {**(now or {}), **before}
