"""Reading the history of some rows, and of all that belongs to them, from the journal."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.aenderungen import Eintrag, Verlaufsschritt, describe_eintrag, in_one_line
from myk_tui.domain.clock import from_text
from myk_tui.domain.feldworte import FELDER, Art
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.seitdem import Aenderung
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Row
from myk_tui.storage.queries.sprintboard import load_spaltennamen
from myk_tui.storage.uhrzweifel import load_unsichere

Ids = Mapping[str, Collection[str]]
"""Ids of rows by the name of their table."""

BELONGS_TO: tuple[tuple[str, str, str], ...] = (
    ("teilschritt", "massnahme_id", "massnahme"),
    ("massnahme_handlungsfeld", "massnahme_id", "massnahme"),
    ("massnahme_ort", "massnahme_id", "massnahme"),
    ("abhaengigkeit", "massnahme_id", "massnahme"),
    ("abhaengigkeit", "von_massnahme_id", "massnahme"),
    ("pruefung", "massnahme_id", "massnahme"),
    ("bewertung", "massnahme_id", "massnahme"),
    ("auftrag", "massnahme_id", "massnahme"),
    ("unterstuetzung", "massnahme_id", "massnahme"),
    ("zwischenergebnis", "auftrag_id", "auftrag"),
    ("idee_handlungsfeld", "idee_id", "idee"),
    ("bewertung", "idee_id", "idee"),
    ("ideenpruefung", "idee_id", "idee"),
)
"""(table, column, table it points to): rows whose history is told with that of another row; parents first."""

_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_TABLE: sa.BindParameter[str] = sa.bindparam("tabelle")
_j, _s = t.journal.c, t.schritt.c

_ENTRIES = (
    sa.select(_j.schritt_nr, _j.pos, _j.zeile_id, _j.vorher, _j.nachher, _s.um, _s.titel, _s.art)
    .join(t.schritt, _s.nr == _j.schritt_nr)
    .where(_j.tabelle == _TABLE, _j.zeile_id.in_(_IDS))
)
_MENTIONS = sa.select(_j.zeile_id, sa.func.coalesce(_j.nachher, _j.vorher).label("zeile")).where(
    _j.tabelle == _TABLE,
    sa.or_(_j.vorher.is_(None), _j.nachher.is_(None)),
    sa.func.instr(sa.func.coalesce(_j.nachher, _j.vorher), sa.bindparam("gesucht")) > 0,
)
_LAST_SEEN = sa.select(_j.zeile_id, _j.vorher).where(_j.tabelle == _TABLE, _j.zeile_id.in_(_IDS), _j.nachher.is_(None))
_LAST_SEEN = _LAST_SEEN.order_by(_j.schritt_nr, _j.pos)

_BY_ID = {table.name: sa.select(table).where(table.c.id.in_(_IDS)) for table in t.ENTITIES}
_CHILDREN = {
    (table, column): sa.select(t.BY_NAME[table].c.id).where(t.BY_NAME[table].c[column].in_(_IDS))
    for table, column, _parent in BELONGS_TO
}


def load_schritte(connection: sa.Connection, own: Ids, limit: int | None) -> tuple[list[Verlaufsschritt], int]:
    """Return the newest ``limit`` steps (None: all) that changed these rows or what belongs to them, and how many there are.

    What was deleted meanwhile belongs to them too; so does every undo.
    """
    entries = _entries(connection, _with_children(connection, own))
    return _told(connection, entries, own, limit)


def load_schritte_of(
    connection: sa.Connection, orte: Iterable[tuple[str, str]], *, after: int, until: int
) -> list[Verlaufsschritt]:
    """Return the steps after ``after`` and up to ``until`` that changed exactly these rows, newest first."""
    entries = [pair for pair in _entries(connection, _grouped(orte)) if after < pair[1].schritt_nr <= until]
    steps, _total = _told(connection, entries, {}, None)
    return steps


def load_worte(connection: sa.Connection, changes: Iterable[Aenderung]) -> list[str]:
    """Return net changes in words, from what to what."""
    entries = [
        Eintrag(change.tabelle, {**change.zeile, **(change.nachher or {})}, change.vorher, change.nachher)
        for change in changes
    ]
    titles = _titles(connection, entries)
    return [in_one_line(describe_eintrag(entry, titles)) for entry in entries]


def _told(
    connection: sa.Connection, entries: Iterable[tuple[str, Any]], own: Ids, limit: int | None
) -> tuple[list[Verlaufsschritt], int]:
    by_step: defaultdict[int, list[tuple[str, Any]]] = defaultdict(list)
    for table, row in entries:
        by_step[row.schritt_nr].append((table, row))
    newest = sorted(by_step, reverse=True)[:limit]
    chosen = {nr: sorted(by_step[nr], key=lambda pair: pair[1].pos) for nr in newest}
    rows = _known_rows(connection, _grouped((table, row.zeile_id) for found in chosen.values() for table, row in found))
    read = {
        nr: [_eintrag(table, row, rows.get((table, row.zeile_id), {}), own) for table, row in found]
        for nr, found in chosen.items()
    }
    titles = _titles(connection, (eintrag for found in read.values() for eintrag in found))
    doubtful = load_unsichere(connection)
    steps = [_schritt(chosen[nr][0][1], found, titles, unsicher=nr in doubtful) for nr, found in read.items()]
    return steps, len(by_step)


def _schritt(row: Any, entries: Iterable[Eintrag], titles: Mapping[str, str], *, unsicher: bool) -> Verlaufsschritt:
    lines = [line for eintrag in entries for line in describe_eintrag(eintrag, titles)]
    return Verlaufsschritt(row.schritt_nr, from_text(row.um), row.titel, row.art, tuple(lines), unsicher)


def _eintrag(table: str, row: Any, known: Row, own: Ids) -> Eintrag:
    before = None if row.vorher is None else json.loads(row.vorher)
    after = None if row.nachher is None else json.loads(row.nachher)
    # As the row was called then, not as it is called now, as far as this entry knows it.
    whole = {**known, **(before or {}), **(after or {})}
    return Eintrag(table, whole, before, after, eigen=row.zeile_id in own.get(table, ()))


def _with_children(connection: sa.Connection, own: Ids) -> dict[str, set[str]]:
    """Return the ids of the rows and of everything that belongs or once belonged to them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, ids in own.items():
        found[table] |= set(ids)
    for table, column, parent in BELONGS_TO:
        parents = sorted(found.get(parent, ()))
        if parents:
            found[table] |= set(connection.scalars(_CHILDREN[table, column], {"ids": parents}))
        for parent_id in parents:
            mentions = connection.execute(_MENTIONS, {"tabelle": table, "gesucht": parent_id})
            found[table] |= {row.zeile_id for row in mentions if json.loads(row.zeile).get(column) == parent_id}
    return dict(found)


def _entries(connection: sa.Connection, ids: Ids) -> list[tuple[str, Any]]:
    return [
        (table, row)
        for table, wanted in ids.items()
        if wanted
        for row in connection.execute(_ENTRIES, {"tabelle": table, "ids": sorted(wanted)})
    ]


def _known_rows(connection: sa.Connection, ids: Ids) -> dict[tuple[str, str], Row]:
    """Return rows as they are, or as they were when they were deleted."""
    known: dict[tuple[str, str], Row] = {}
    for table, wanted in ids.items():
        present = connection.execute(_BY_ID[table], {"ids": sorted(wanted)})
        known |= {(table, row.id): dict(row._mapping) for row in present}
        missing = sorted(row_id for row_id in wanted if (table, row_id) not in known)
        if missing:
            for row in connection.execute(_LAST_SEEN, {"tabelle": table, "ids": missing}):
                known[table, row.zeile_id] = json.loads(row.vorher)
    return known


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for table, row_id in pairs:
        grouped[table].add(row_id)
    return dict(grouped)


def _titles(connection: sa.Connection, entries: Iterable[Eintrag]) -> dict[str, str]:
    """Return the titles of all rows that the entries point to, deleted ones included, and what the columns are called."""
    wanted: list[tuple[str, str]] = []
    columns: dict[str, str] = {}
    for eintrag in entries:
        if eintrag.tabelle == "aufgabe" and not columns:
            columns = dict(load_spaltennamen(connection).choices())
        for values in (eintrag.zeile, eintrag.vorher or {}, eintrag.nachher or {}):
            wanted += [
                (_target(eintrag.tabelle, column), value)
                for column, value in values.items()
                if value is not None and column in _REFERENCES[eintrag.tabelle]
            ]
    known = _known_rows(connection, _grouped(wanted))
    return columns | {row_id: _title(table, row) for (table, row_id), row in known.items()}


_REFERENCES = {
    table: {column for column, feld in fields.items() if feld.art is Art.VERWEIS} for table, fields in FELDER.items()
}
"""Columns of each table whose value is the id of another row."""


def _target(table: str, column: str) -> str:
    (key,) = t.BY_NAME[table].c[column].foreign_keys
    return key.column.table.name


def _title(table: str, row: Row) -> str:
    if table == "sprint":
        return Quartal(row["jahr"], row["quartal"]).name
    return str(row.get("titel") or row.get("name") or row.get("frage") or row.get("sprintziel") or "")
