"""Reading what changed between two steps of the journal, or between a snapshot and now."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, datetime
from itertools import filterfalse, repeat

import sqlalchemy as sa

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.clock import from_text, to_text
from myk_tui.domain.feldworte import FELDER, Art
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.seitdem import Aenderung, Menge, Ort, Row, above, net_change, subject_of
from myk_tui.domain.seitdem_zeilen import CARD_TABLES
from myk_tui.storage import tables as t
from myk_tui.storage.einschnitt import load_treffenenden
from myk_tui.storage.queries import gone, plain_connection

AT_ONCE = 5_000
"""How many ids one query asks for; SQLite allows at least 32,766."""

MANY = 100
"""From how many rows of one table in one step on they are told as one."""

MANY_CARDS = 1_000
"""The same for cards, which are one line per Auftrag anyway: the closing of a sprint carries over more than a few."""

_TOUCHED = (
    "SELECT schritt_nr, group_concat(tabelle || iif(vorher IS NULL, '+', iif(nachher IS NULL, '-', '='))),"
    " group_concat(zeile_id) FROM journal WHERE schritt_nr > ? AND schritt_nr <= ? GROUP BY schritt_nr"
)
"""One row per step: a table with + new, - deleted or = changed, and an id, of each entry. A row per entry takes thrice as long."""

_ENTRIES = (
    "SELECT tabelle, zeile_id, vorher, nachher FROM journal WHERE schritt_nr > ? AND schritt_nr <= ?"
    " ORDER BY schritt_nr, pos"
)
_ENTRIES_OF_ROW = (
    "SELECT tabelle, zeile_id, vorher, nachher FROM journal WHERE tabelle = ? AND zeile_id = ?"
    " AND schritt_nr > ? AND schritt_nr <= ? ORDER BY schritt_nr, pos"
)
_TITLES = "SELECT nr, titel FROM schritt WHERE nr > ? AND nr <= ?"
_s = t.schritt.c
_FIRST_AFTER = sa.select(sa.func.min(_s.nr)).where(_s.um > sa.bindparam("um"))
_FIRST_MOMENT = sa.select(_s.um).order_by(_s.nr).limit(1)
_PROGRAMM_ADDED = sa.select(sa.func.min(t.journal.c.schritt_nr)).where(
    t.journal.c.tabelle == t.programm.name, t.journal.c.vorher.is_(None)
)


def step_before(connection: sa.Connection, moment: datetime) -> int | None:
    """Return the number of the step before the first that was made after this moment; None if none was made after it.

    Where the clock was set back in between, steps made before the moment may follow too; none made after it is missed.
    """
    first = connection.scalar(_FIRST_AFTER, {"um": to_text(moment)})
    return None if first is None else first - 1


def end_of_treffen(connection: sa.Connection, treffen_id: str) -> int | None:
    """Return the step that ended a meeting, 0 if that was before the journal begins; None while it has not ended.

    Raises NotFound.
    """
    if connection.execute(sa.select(t.treffen.c.id).where(t.treffen.c.id == treffen_id)).one_or_none() is None:
        raise gone()
    ends = load_treffenenden(plain_connection(connection))
    return next((end.schritt for end in ends if end.treffen_id == treffen_id), None)


def first_day(connection: sa.Connection) -> date | None:
    """Return the day of the first step; None in a file without steps."""
    moment = connection.scalar(_FIRST_MOMENT)
    return None if moment is None else from_text(moment).astimezone().date()


def founding_step(connection: sa.Connection) -> int | None:
    """Return the step that added the programme itself; None if it came with the file, before all steps."""
    found: int | None = connection.scalar(_PROGRAMM_ADDED)
    return found


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


def load_aenderungen(connection: sa.Connection, after: int, until: int) -> tuple[list[Aenderung], list[Menge]]:
    """Return the net change of every row that a step after ``after`` and up to ``until`` touched.

    What one step did to many rows of a table (an import, say) is returned apart
    as a few ``Menge``, as far as those rows were not touched otherwise than by
    taking it back and doing it again: nobody reads 20,000 lines, and their contents need not be read either.
    """
    plain = plain_connection(connection)
    alike = _touched(plain.execute(_TOUCHED, (after, until)))
    sizes: Counter[tuple[int, str]] = Counter()
    for (step, table, _how), ids in alike.items():
        sizes[step, table] += len(ids)
    if not any(_is_many(table, size) for (_step, table), size in sizes.items()):
        return net_changes(connection, _entries(connection, after, until)), []
    again = _touched_again(alike)
    titles = dict(plain.execute(_TITLES, (after, until)).fetchall())
    many: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    stories = _together(alike, again)
    single = {(table, row_id) for table, ids in again.items() for row_id in ids}
    single -= {(table, row_id) for (table, _steps), ids in stories.items() for row_id in ids}
    for (step, table, how), ids in alike.items():
        if not _is_many(table, sizes[step, table]):
            single.update(zip(repeat(table), ids))
        else:
            many[table, titles[step], how] += filterfalse(again[table].__contains__, ids) if again[table] else ids
    bulk = [_menge(table, title, how + how, ids, 1) for (table, title, how), ids in many.items() if ids]
    for (table, steps), ids in stories.items():
        hows = "".join(how for _step, how in steps)
        bulk.append(_menge(table, titles[steps[0][0]], hows[0] + hows[-1], ids, len(steps)))
    bulk = _gathered(bulk)
    changes = net_changes(connection, _entries(connection, after, until, single))
    return changes, bulk


def _menge(table: str, title: str, first_and_last: str, ids: Iterable[str], times: int) -> Menge:
    """Return rows that were first and last added (+), deleted (-) or changed (=), each in so many entries."""
    places = tuple(zip(repeat(table), ids))
    return Menge(
        table,
        title,
        places,
        neu=first_and_last == "++",
        geloescht=first_and_last == "--",
        zurueck=first_and_last in ("+-", "-+"),
        eintraege=times * len(places),
    )


def _gathered(bulk: list[Menge]) -> list[Menge]:
    """Tell what was taken back with what it is in the end, if the same was done again after it."""
    undone = [menge for menge in bulk if menge.zurueck]
    found: list[Menge] = []
    for menge in (each for each in bulk if not each.zurueck):
        earlier = [other for other in undone if menge.neu and _was_before(other, menge)]
        undone = [other for other in undone if other not in earlier]
        places = tuple(place for other in earlier for place in other.orte)
        entries = menge.eintraege + sum(other.eintraege for other in earlier)
        found.append(replace(menge, vorher=places, eintraege=entries))
    return found + undone


def _was_before(one: Menge, other: Menge) -> bool:
    """Whether the same was done before; ids are in the order of their making."""
    return (one.tabelle, one.schritt) == (other.tabelle, other.schritt) and max(one.orte) < max(other.orte)


def _together(
    alike: Mapping[tuple[int, str, str], list[str]], again: Mapping[str, Set[str]]
) -> dict[tuple[str, tuple[tuple[int, str], ...]], list[str]]:
    """Return by table and steps the many rows that the same steps added and deleted, as undo and redo do."""
    stories: defaultdict[Ort, list[tuple[int, str]]] = defaultdict(list)
    for (step, table, how), ids in alike.items():
        for row_id in filter(again[table].__contains__, ids) if again[table] else ():
            stories[table, row_id].append((step, how))
    found: defaultdict[tuple[str, tuple[tuple[int, str], ...]], list[str]] = defaultdict(list)
    for (table, row_id), steps in stories.items():
        found[table, tuple(steps)].append(row_id)
    return {
        (table, steps): ids
        for (table, steps), ids in found.items()
        if _is_many(table, len(ids)) and all(how != "=" for _step, how in steps)
    }


def _is_many(table: str, size: int) -> bool:
    return size >= (MANY_CARDS if table in CARD_TABLES else MANY)


def _touched(steps: Iterable[tuple[int, str, str]]) -> dict[tuple[int, str, str], list[str]]:
    """Return the ids of the touched rows by step, table and what was done, in the order of the entries."""
    alike: dict[tuple[int, str, str], list[str]] = {}
    for step, hows, row_ids in steps:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for how, row_id in zip(hows.split(","), row_ids.split(","), strict=True):
            found[how].append(row_id)
        alike |= {(step, how[:-1], how[-1]): ids for how, ids in found.items()}
    return alike


def _touched_again(alike: Mapping[tuple[int, str, str], list[str]]) -> dict[str, set[str]]:
    """Return by table the rows that more than one entry is about."""
    by_table: defaultdict[str, list[str]] = defaultdict(list)
    for (_step, table, _how), ids in alike.items():
        by_table[table] += ids
    return {
        table: {row_id for row_id, times in Counter(ids).items() if times > 1} if len(set(ids)) < len(ids) else set()
        for table, ids in by_table.items()
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
    if table == "aufgabe" and row.get("spalte") == Spalte.BLOCKIERT and row.get("herkunft_aufgabe_id") is not None:
        yield "aufgabe", str(row["herkunft_aufgabe_id"])  # was it blocked before it was carried over?


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
