"""The journal: every change of a row, in the transaction that makes it, undoable.

A step (table ``schritt``) is one use case; its entries (table ``journal``) hold
for each row the columns before and after: all columns for a row that was added
or deleted, only the changed ones for an update. Nothing is ever removed from
the journal: undo and redo are steps themselves, which write the opposite.

What ``u`` and ``U`` do next is a linked list, so that it costs one look-up at
any length. After step L, ``L.zurueck_nr`` is the step that undo takes back and
``L.wieder_nr`` the one that redo repeats. A normal step remembers in
``davor_nr`` what undo would have taken back before it, an undo step in
``danach_nr`` what redo would have repeated before it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.clock import from_text, to_text
from myk_tui.errors import NothingToUndo, RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.kennung import new_id

Row = dict[str, Any]
"""A database row as it stands in journal and snapshot: column name to str, int or None."""


def dump_json(value: object) -> str:
    """Write a value in the one canonical form of the journal."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Schritt:
    """One step of the history.

    Attributes:
        nr: running number; the only thing that orders steps.
        titel: what was done, as the user reads it.
        um: when, in UTC.
        art: ``tun``, ``zurueck`` (undo) or ``wieder`` (redo).
        reachable: whether there was a step to take back after it, and one to repeat.
    """

    nr: int
    titel: str
    um: datetime
    art: str
    reachable: tuple[bool, bool]


@dataclass(frozen=True)
class Change:
    """One changed row: the columns before and after, as in the journal."""

    table: sa.Table
    row_id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Order:
    """One row as a step left it, and as undo or redo wants it; JSON of its columns, None for no row."""

    tabelle: str
    row_id: str
    expected: str | None
    wanted: str | None

    @property
    def art(self) -> str:
        """What it takes: ``insert``, ``update`` or ``delete``."""
        if self.wanted is None:
            return "delete"
        return "insert" if self.expected is None else "update"


AT_ONCE = 5_000
"""How many ids one query asks for; SQLite allows at least 32,766."""


def _defaults(table: sa.Table) -> Row:
    row: Row = {}
    for column in table.columns:
        default = column.server_default
        if default is None:
            row[column.name] = None
        else:
            text = str(default.arg)  # type: ignore[attr-defined]  # our defaults are plain strings
            row[column.name] = int(text) if isinstance(column.type, sa.Integer) else text
    return row


_DEFAULTS: dict[str, Row] = {}


def full_row(table: sa.Table, values: Mapping[str, Any]) -> Row:
    """Return ``values`` with every column of ``table``, missing ones by their default."""
    if table.name not in _DEFAULTS:
        _DEFAULTS[table.name] = _defaults(table)
    unknown = values.keys() - _DEFAULTS[table.name].keys()
    if unknown:
        raise KeyError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    return {**_DEFAULTS[table.name], **values}


def _dependents() -> dict[str, list[tuple[sa.Table, str, bool]]]:
    found: dict[str, list[tuple[sa.Table, str, bool]]] = {}
    for table in t.ENTITIES:
        for column in table.columns:
            for key in column.foreign_keys:
                entry = (table, column.name, bool(column.info["with_parent"]))
                found.setdefault(key.column.table.name, []).append(entry)
    return found


_DEPENDENTS = _dependents()
"""Table name to the (table, column, goes with parent) that refer to it."""


class Writer:
    """The only way to change rows; handed out by ``Database.write``.

    Attributes:
        connection: for reading inside the same transaction.
        titel: what the step is called, where only what is read inside says it; empty: as the beginning said.
    """

    titel = ""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._changes: list[Change] = []

    @property
    def changes(self) -> "tuple[Change, ...]":
        """What was changed so far, in order."""
        return tuple(self._changes)

    @property
    def has_changes(self) -> bool:
        """Whether anything was changed so far."""
        return bool(self._changes)

    def insert(self, table: sa.Table, **values: Any) -> str:
        """Add a row and return its id; columns not named get their default."""
        row = full_row(table, {"id": new_id(), **values})
        self._insert(table, row)
        return str(row["id"])

    def update(self, table: sa.Table, row_id: str, **values: Any) -> bool:
        """Change columns of a row; writes only what differs. Returns whether anything did.

        Raises KeyError if there is no such row: the caller has to ``require`` it first.
        """
        before = self.row(table, row_id)
        if before is None:
            raise KeyError(f"{table.name} {row_id}")
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        self._update(table, row_id, {name: before[name] for name in changed}, changed)
        return True

    def delete(self, table: sa.Table, row_id: str) -> None:
        """Delete a row with all that cannot be without it; other references to it are emptied.

        Raises KeyError if there is no such row.
        """
        before = self.row(table, row_id)
        if before is None:
            raise KeyError(f"{table.name} {row_id}")
        for dependent, column, goes in _DEPENDENTS.get(table.name, ()):
            query = sa.select(dependent.c.id).where(dependent.c[column] == row_id).order_by(dependent.c.id)
            for dependent_id in self.connection.scalars(query).all():
                if goes:
                    if self.row(dependent, dependent_id) is not None:
                        self.delete(dependent, dependent_id)
                else:
                    self.update(dependent, dependent_id, **{column: None})
        self._delete(table, self.row(table, row_id) or before)

    def row(self, table: sa.Table, row_id: str) -> Row | None:
        """Return a row as it stands now, inside this transaction, or None."""
        found = self.connection.execute(_select_row(table), {"row_id": row_id}).one_or_none()
        return None if found is None else dict(found._mapping)

    def revert(self, nr: int) -> None:
        """Write the opposite of step ``nr``; raises RuleViolation if its rows changed since."""
        self._apply([Order(e.tabelle, e.zeile_id, e.nachher, e.vorher) for e in reversed(self._entries(nr))])

    def repeat(self, nr: int) -> None:
        """Write step ``nr`` again; raises RuleViolation if its rows changed since."""
        self._apply([Order(e.tabelle, e.zeile_id, e.vorher, e.nachher) for e in self._entries(nr)])

    def record(self, step: Schritt) -> None:
        """Write the entries of the step; called once, at the end of the transaction."""
        entries = [
            {
                "schritt_nr": step.nr,
                "pos": position,
                "tabelle": change.table.name,
                "zeile_id": change.row_id,
                "vorher": None if change.before is None else dump_json(change.before),
                "nachher": None if change.after is None else dump_json(change.after),
            }
            for position, change in enumerate(self._changes)
        ]
        self.connection.execute(_INSERT_JOURNAL, entries)

    def _entries(self, nr: int) -> list[Any]:
        query = sa.select(t.journal).where(t.journal.c.schritt_nr == nr).order_by(t.journal.c.pos)
        return list(self.connection.execute(query).all())

    def _apply(self, orders: "list[Order]") -> None:
        """Carry out the orders one after the other; many alike in a row (an import) by one statement."""
        for (tabelle, art), run in groupby(orders, key=lambda order: (order.tabelle, order.art)):
            table, alike = t.BY_NAME[tabelle], list(run)
            if art == "update" or len({order.row_id for order in alike}) < len(alike):
                for order in alike:
                    self._apply_one(table, order)
                continue
            current = self._rows(table, [order.row_id for order in alike])
            changes = []
            for order in alike:
                found, expected, wanted = current.get(order.row_id), _load(order.expected), _load(order.wanted)
                _check_unchanged(found, expected)
                changes.append(Change(table, order.row_id, found, None if wanted is None else full_row(table, wanted)))
            if art == "delete":
                self.connection.execute(_delete_row(table), [{"row_id": change.row_id} for change in changes])
            else:
                self.connection.execute(
                    table.insert(), [change.after for change in changes if change.after is not None]
                )
            self._changes += changes

    def _apply_one(self, table: sa.Table, order: "Order") -> None:
        current, expected, wanted = self.row(table, order.row_id), _load(order.expected), _load(order.wanted)
        _check_unchanged(current, expected)
        if wanted is None:
            assert current is not None
            self._delete(table, current)
        elif expected is None:
            self._insert(table, full_row(table, wanted))
        else:
            self._update(table, order.row_id, expected, wanted)

    def _rows(self, table: sa.Table, ids: Sequence[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for start in range(0, len(ids), AT_ONCE):
            query = sa.select(table).where(table.c.id.in_(ids[start : start + AT_ONCE]))
            found |= {row.id: dict(row._mapping) for row in self.connection.execute(query)}
        return found

    def _insert(self, table: sa.Table, row: Row) -> None:
        self.connection.execute(table.insert(), row)
        self._changes.append(Change(table, row["id"], None, row))

    def _update(self, table: sa.Table, row_id: str, before: Row, after: Row) -> None:
        self.connection.execute(_update_row(table), {**after, "row_id": row_id})
        self._changes.append(Change(table, row_id, before, after))

    def _delete(self, table: sa.Table, row: Row) -> None:
        self.connection.execute(_delete_row(table), {"row_id": row["id"]})
        self._changes.append(Change(table, row["id"], row, None))


def record_step(
    connection: sa.Connection,
    *,
    titel: str,
    um: datetime,
    akteur: str,
    art: str = "tun",
    bezug: int | None = None,
    for_good: bool = False,
) -> Schritt:
    """Write a step; with ``for_good`` nobody takes it back: undo and redo pass it over, as if it were not there."""
    last = latest(connection)
    nr = 1 if last is None else last.nr + 1
    links = _links_of(last) if for_good else _links(connection, last, nr, art, bezug)
    moment = to_text(um)
    values = {"nr": nr, "id": new_id(), "titel": titel, "um": moment, "akteur": akteur, "art": art, **links}
    connection.execute(_INSERT_SCHRITT, values)
    return Schritt(nr, titel, from_text(moment), art, reachable_from(links["zurueck_nr"], links["wieder_nr"]))


def _links_of(last: Any) -> dict[str, int | None]:
    return {name: None if last is None else getattr(last, name) for name in ("zurueck_nr", "wieder_nr")}


_INSERT_SCHRITT, _INSERT_JOURNAL = t.schritt.insert(), t.journal.insert()

_LATEST = sa.select(t.schritt).order_by(t.schritt.c.nr.desc()).limit(1)


def latest(connection: sa.Connection) -> Any | None:
    """Return the newest row of ``schritt``, or None in a new file."""
    return connection.execute(_LATEST).one_or_none()


def touched_since(connection: sa.Connection, nr: int) -> frozenset[str]:
    """Return the tables in which something was written after a step; taking back and repeating write as well."""
    query = sa.select(t.journal.c.tabelle).where(t.journal.c.schritt_nr > nr).distinct()
    return frozenset(connection.scalars(query))


def step_to_undo(connection: sa.Connection) -> Schritt:
    """Return the step that undo takes back next; raises NothingToUndo."""
    last = latest(connection)
    if last is None or last.zurueck_nr is None:
        raise NothingToUndo(_("Es gibt nichts mehr rückgängig zu machen."))
    return _schritt(connection, last.zurueck_nr)


def step_to_redo(connection: sa.Connection) -> Schritt:
    """Return the step that redo repeats next; raises NothingToUndo."""
    last = latest(connection)
    if last is None or last.wieder_nr is None:
        raise NothingToUndo(_("Es gibt nichts zu wiederholen."))
    return _schritt(connection, last.wieder_nr)


def _schritt(connection: sa.Connection, nr: int) -> Schritt:
    row = connection.execute(sa.select(t.schritt).where(t.schritt.c.nr == nr)).one()
    return Schritt(row.nr, row.titel, from_text(row.um), row.art, reachable_from(row.zurueck_nr, row.wieder_nr))


def reachable_from(zurueck_nr: int | None, wieder_nr: int | None) -> tuple[bool, bool]:
    """Return whether there is a step to take back, and one to repeat, by the links of the newest step."""
    return zurueck_nr is not None, wieder_nr is not None


def _links(connection: sa.Connection, last: Any, nr: int, art: str, bezug: int | None) -> dict[str, int | None]:
    links: dict[str, int | None] = {"bezug_nr": bezug, "zurueck_nr": None, "davor_nr": None, "wieder_nr": None}
    links["danach_nr"] = None
    if art == "tun":
        links["zurueck_nr"] = nr
        links["davor_nr"] = None if last is None else last.zurueck_nr
    elif art == "zurueck":
        before = sa.select(t.schritt.c.davor_nr).where(t.schritt.c.nr == bezug)
        links["zurueck_nr"] = connection.scalar(before)
        links["wieder_nr"] = bezug
        links["danach_nr"] = last.wieder_nr
    else:
        undone = sa.select(t.schritt.c.danach_nr).where(t.schritt.c.art == "zurueck", t.schritt.c.bezug_nr == bezug)
        links["zurueck_nr"] = bezug
        links["wieder_nr"] = connection.scalar(undone.order_by(t.schritt.c.nr.desc()).limit(1))
    return links


def _load(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)


def _check_unchanged(current: Row | None, expected: Row | None) -> None:
    same = (current is None) == (expected is None) and all(
        current is not None and current.get(name) == value for name, value in (expected or {}).items()
    )
    if not same:
        raise RuleViolation(
            _("Das geht nicht mehr: Ein Eintrag aus diesem Schritt wurde inzwischen auf anderem Weg geändert.")
        )


_ROW_QUERIES: dict[str, sa.Select[Any]] = {}


_ROW_UPDATES: dict[str, sa.Update] = {}


def _update_row(table: sa.Table) -> sa.Update:
    if table.name not in _ROW_UPDATES:
        _ROW_UPDATES[table.name] = table.update().where(table.c.id == sa.bindparam("row_id"))
    return _ROW_UPDATES[table.name]


_ROW_DELETES: dict[str, sa.Delete] = {}


def _delete_row(table: sa.Table) -> sa.Delete:
    if table.name not in _ROW_DELETES:
        _ROW_DELETES[table.name] = table.delete().where(table.c.id == sa.bindparam("row_id"))
    return _ROW_DELETES[table.name]


def _select_row(table: sa.Table) -> sa.Select[Any]:
    if table.name not in _ROW_QUERIES:
        _ROW_QUERIES[table.name] = sa.select(table).where(table.c.id == sa.bindparam("row_id"))
    return _ROW_QUERIES[table.name]
