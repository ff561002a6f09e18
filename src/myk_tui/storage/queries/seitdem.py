"""Reading what changed between two steps of the journal, or between a snapshot and now."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, datetime
from itertools import filterfalse, repeat
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import TreffenStatus
from myk_tui.domain.clock import from_text, to_text
from myk_tui.domain.feldworte import FELDER, Art
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.seitdem import Aenderung, Menge, Ort, Row, above, net_change, subject_of
from myk_tui.storage import first_look
from myk_tui.storage import tables as t
from myk_tui.storage.queries import gone, plain_connection

AT_ONCE = 5_000
"""How many ids one query asks for; SQLite allows at least 32,766."""

MANY = 100
"""From how many rows of one table in one step on they are told as one."""

_TOUCHED = (
    "SELECT schritt_nr, tabelle, zeile_id, vorher IS NULL, nachher IS NULL FROM journal"
    " WHERE schritt_nr > ? AND schritt_nr <= ?"
)
_ENTRIES = (
    "SELECT tabelle, zeile_id, vorher, nachher FROM journal WHERE schritt_nr > ? AND schritt_nr <= ?"
    " ORDER BY schritt_nr, pos"
)
_ENTRIES_OF_ROW = (
    "SELECT tabelle, zeile_id, vorher, nachher FROM journal WHERE tabelle = ? AND zeile_id = ?"
    " AND schritt_nr > ? AND schritt_nr <= ? ORDER BY schritt_nr, pos"
)
_TITLES = "SELECT nr, titel FROM schritt WHERE nr > ? AND nr <= ?"
_tr, _s = t.treffen.c, t.schritt.c
_ENDED = sa.select(_tr.id, _tr.beendet_um).where(_tr.status == TreffenStatus.BEENDET.value, _tr.beendet_um.is_not(None))
_ENDED_BEFORE = _ENDED.where(_tr.beendet_um < sa.bindparam("vor")).order_by(_tr.beendet_um.desc()).limit(1)
_STEP_AT = sa.select(sa.func.max(_s.nr)).where(_s.um <= sa.bindparam("um"))
_FIRST_STEP = sa.select(sa.func.min(_s.nr))
_MOMENT = sa.select(_s.um).where(_s.nr == sa.bindparam("nr"))


def step_at(connection: sa.Connection, moment: datetime) -> int:
    """Return the number of the last step up to this moment; 0 if the file is younger."""
    return connection.scalar(_STEP_AT, {"um": to_text(moment)}) or 0


def last_meeting(connection: sa.Connection, before: datetime) -> datetime | None:
    """Return when the last meeting before ``before`` ended; None if there was none."""
    found = connection.execute(_ENDED_BEFORE, {"vor": to_text(before)}).one_or_none()
    return None if found is None else from_text(found.beendet_um)


def end_of_meeting(connection: sa.Connection, treffen_id: str) -> datetime | None:
    """Return when a meeting ended, None while it has not; raises NotFound."""
    row = connection.execute(sa.select(_tr.beendet_um).where(_tr.id == treffen_id)).one_or_none()
    if row is None:
        raise gone()
    return None if row.beendet_um is None else from_text(row.beendet_um)


def last_closing(connection: sa.Connection) -> tuple[int, date] | None:
    """Return step and day of the last closing of a sprint; None if none was closed."""
    step = first_look.step_of_last_closing(plain_connection(connection))
    return None if step is None else (step, _day(connection, step))


def first_step(connection: sa.Connection) -> tuple[int, date] | None:
    """Return the step the file began with, and its day; None in a file without steps."""
    step = connection.scalar(_FIRST_STEP)
    return None if step is None else (step, _day(connection, step))


def step_of_version(connection: sa.Connection, treffen_id: str, version: int) -> int | None:
    """Return the step at which the minutes of a meeting got a version; None if they never had it."""
    j = t.journal.c
    query = sa.select(sa.func.max(j.schritt_nr)).where(
        j.tabelle == "treffen",
        j.zeile_id == treffen_id,
        sa.func.json_extract(j.nachher, "$.protokoll_version") == version,
    )
    found: int | None = connection.scalar(query)
    return found


def decisions_of(connection: sa.Connection, treffen_id: str) -> list[str]:
    """Return the ids of the decisions made in a meeting."""
    e = t.entscheidung.c
    return list(connection.scalars(sa.select(e.id).where(e.treffen_id == treffen_id)))


def load_aenderungen(connection: sa.Connection, after: int, until: int) -> tuple[list[Aenderung], list[Menge]]:
    """Return the net change of every row that a step after ``after`` and up to ``until`` touched.

    What one step did to many rows of a table (an import, say) is returned apart
    as a few ``Menge``, as far as those rows were not touched otherwise: nobody
    reads 20,000 lines, and their contents need not be read either.
    """
    plain = plain_connection(connection)
    alike: defaultdict[tuple[int, str, int, int], list[str]] = defaultdict(list)
    for step, table, row_id, new, removed in plain.execute(_TOUCHED, (after, until)):
        alike[step, table, new, removed].append(row_id)
    sizes: Counter[tuple[int, str]] = Counter()
    for (step, table, _new, _removed), ids in alike.items():
        sizes[step, table] += len(ids)
    if all(size < MANY for size in sizes.values()):
        return net_changes(connection, _entries(connection, after, until)), []
    again = _touched_again(alike)
    titles = dict(plain.execute(_TITLES, (after, until)).fetchall())
    many: defaultdict[tuple[str, str, int, int], list[Ort]] = defaultdict(list)
    single = set(again)
    for (step, table, new, removed), ids in alike.items():
        places = zip(repeat(table), ids)
        if sizes[step, table] < MANY:
            single.update(places)
        else:
            many[table, titles[step], new, removed] += filterfalse(again.__contains__, places)
    bulk = [
        Menge(table, title, tuple(places), neu=bool(new), geloescht=bool(removed))
        for (table, title, new, removed), places in many.items()
        if places
    ]
    changes = net_changes(connection, _entries(connection, after, until, single))
    return changes, bulk


def _touched_again(alike: Mapping[tuple[int, str, int, int], list[str]]) -> set[Ort]:
    """Return the rows that more than one entry is about."""
    by_table: defaultdict[str, list[str]] = defaultdict(list)
    for (_step, table, _new, _removed), ids in alike.items():
        by_table[table] += ids
    return {
        (table, row_id)
        for table, ids in by_table.items()
        if len(set(ids)) < len(ids)
        for row_id, times in Counter(ids).items()
        if times > 1
    }


def _entries(
    connection: sa.Connection, after: int, until: int, wanted: Set[Ort] | None = None
) -> dict[Ort, list[tuple[Row | None, Row | None]]]:
    """Return before and after of every entry, or of every one of the wanted rows, oldest first."""
    plain = plain_connection(connection)
    if wanted is None:
        raw = plain.execute(_ENTRIES, (after, until)).fetchall()
    else:
        raw = [
            row for place in sorted(wanted) for row in plain.execute(_ENTRIES_OF_ROW, (*place, after, until)).fetchall()
        ]
    # One call of the parser for all of them: a call costs more than a short text.
    values = json.loads("[" + ",".join(text or "null" for row in raw for text in row[2:]) + "]")
    entries: defaultdict[Ort, list[tuple[Row | None, Row | None]]] = defaultdict(list)
    for (table, row_id, *_texts), old, new in zip(raw, values[::2], values[1::2], strict=True):
        entries[table, row_id].append((old, new))
    return entries


def net_changes(
    connection: sa.Connection, entries: Mapping[Ort, list[tuple[Row | None, Row | None]]]
) -> list[Aenderung]:
    """Add up the entries of each row, oldest first, to its net change."""
    # A row that was added or deleted meanwhile is known whole from the journal itself.
    partly = [place for place, found in entries.items() if all(old and new for old, new in found)]
    present = load_rows(connection, partly)
    return [net_change(*place, found, present.get(place)) for place, found in entries.items()]


def compare_rows(before: Mapping[str, Iterable[Row]], now: Mapping[str, Iterable[Row]]) -> list[Aenderung]:
    """Return the differences between the rows of a snapshot and those of the file."""
    changes = []
    for table in t.ENTITIES:
        old = {row["id"]: row for row in before.get(table.name, ())}
        new = {row["id"]: row for row in now.get(table.name, ())}
        for row_id in [*old, *(key for key in new if key not in old)]:
            was, is_now = old.get(row_id), new.get(row_id)
            if was is None or is_now is None:
                changes.append(Aenderung(table.name, row_id, was, is_now, dict(is_now or was or {})))
            elif was != is_now:
                names = [column for column in is_now if was.get(column) != is_now[column]]
                one, other = ({name: row.get(name) for name in names} for row in (was, is_now))
                changes.append(Aenderung(table.name, row_id, one, other, is_now))
    return changes


def load_way_up(connection: sa.Connection, changes: Iterable[Aenderung]) -> dict[Ort, Row]:
    """Return the rows that lead from the changed ones to their subjects and Zielbilder, deleted ones included."""
    rows: dict[Ort, Row] = {change.ort: change.zeile for change in changes}
    found = dict(rows)
    while found:
        wanted = {place for (table, _id), row in found.items() for place in _ups(table, row) if place not in rows}
        found = load_rows(connection, wanted)
        rows |= found
    return rows


def load_titles(connection: sa.Connection, changes: Iterable[Aenderung], rows: Mapping[Ort, Row]) -> dict[str, str]:
    """Return the titles of everything the changed rows point to, by id."""
    wanted: set[Ort] = set(rows)
    for change in changes:
        for values in (change.zeile, change.vorher or {}, change.nachher or {}):
            wanted |= {
                (target, values[column]) for column, target in _POINTS[change.tabelle] if values.get(column) is not None
            }
    wanted |= {place for (table, _id), row in rows.items() for place in _pointed(table, row)}
    known = {**rows, **load_rows(connection, wanted - set(rows))}
    return {row_id: _title(table, row) for (table, row_id), row in known.items()}


def load_rows(connection: sa.Connection, places: Iterable[Ort]) -> dict[Ort, Row]:
    """Return rows as they are now, or as they were when they were deleted."""
    by_table: defaultdict[str, list[str]] = defaultdict(list)
    for table, row_id in places:
        by_table[table].append(row_id)
    found: dict[Ort, Row] = {}
    for table, ids in by_table.items():
        for start in range(0, len(ids), AT_ONCE):
            part = ids[start : start + AT_ONCE]
            query = sa.select(*_OPEN_COLUMNS[table]).where(t.BY_NAME[table].c.id.in_(part))
            found |= {(table, row.id): dict(row._mapping) for row in connection.execute(query)}
            missing = [row_id for row_id in part if (table, row_id) not in found]
            found |= {(table, row_id): row for row_id, row in _deleted(connection, table, missing)}
    return found


def _deleted(connection: sa.Connection, table: str, ids: list[str]) -> Iterator[tuple[str, Row]]:
    if not ids:
        return
    j = t.journal.c
    query = sa.select(j.zeile_id, j.vorher).where(j.tabelle == table, j.zeile_id.in_(ids), j.nachher.is_(None))
    for row in connection.execute(query.order_by(j.schritt_nr, j.pos)):
        if row.vorher is not None:
            yield row.zeile_id, json.loads(row.vorher)


def _ups(table: str, row: Row) -> Iterator[Ort]:
    for place in (subject_of(table, row), above(table, row)):
        if place is not None:
            yield place


def _pointed(table: str, row: Row) -> Iterator[Ort]:
    for column, target in _POINTS[table]:
        if row.get(column) is not None:
            yield target, row[column]


def _target(table: str, column: str) -> str:
    (key,) = t.BY_NAME[table].c[column].foreign_keys
    return key.column.table.name


_OPEN_COLUMNS = {
    table.name: [column for column in table.columns if column.name != "interne_notiz"] for table in t.ENTITIES
}
"""What may be read of a row: a report never shows an internal note, so it does not even load one."""

_POINTS = {
    table: [(column, _target(table, column)) for column, feld in fields.items() if feld.art is Art.VERWEIS]
    for table, fields in FELDER.items()
}
"""(column, table it points to) of every table."""


def _title(table: str, row: Row) -> str:
    if table == "sprint":
        return Quartal(row["jahr"], row["quartal"]).name
    return str(row.get("titel") or row.get("name") or row.get("frage") or row.get("sprintziel") or "")


def _day(connection: sa.Connection, step: int) -> date:
    moment: Any = connection.scalar(_MOMENT, {"nr": step})
    return from_text(moment).astimezone().date()
