"""Reading the past out of the journal."""

import json

import sqlalchemy as sa

from myk_tui.domain.zielbaum import Ebene, Zielbaum, make_zielbaum
from myk_tui.storage import tables as t
from myk_tui.storage.queries.zielbaum import TREE_COLUMNS, node_from_row, tree_rows


def zielbaum_after(connection: sa.Connection, schritt_nr: int) -> Zielbaum:
    """Return the goal tree as it stood right after step ``schritt_nr``.

    The present rows are taken back through the journal, newest change first;
    the price depends on how much happened since, not on the whole history.
    """
    rows: dict[tuple[str, str], dict[str, object] | None] = {}
    for name in TREE_COLUMNS:
        for row in tree_rows(connection, name):
            rows[name, row.id] = dict(row._mapping)
    j = t.journal.c
    later = (
        sa.select(j.tabelle, j.zeile_id, j.vorher, j.nachher)
        .where(j.schritt_nr > schritt_nr, j.tabelle.in_(TREE_COLUMNS))
        .order_by(j.schritt_nr.desc(), j.pos.desc())
    )
    for change in connection.execute(later):
        key = (change.tabelle, change.zeile_id)
        if change.vorher is None:
            rows[key] = None
        elif change.nachher is None:
            rows[key] = json.loads(change.vorher)
        else:
            rows[key] = {**(rows[key] or {}), **json.loads(change.vorher)}
    present = [(name, row) for (name, _id), row in rows.items() if row is not None]
    roots = sorted(str(row["id"]) for name, row in present if name == Ebene.PROGRAMM.value)
    return make_zielbaum(
        node_from_row(Ebene(name), row, roots[0]) for name, row in present if row["id"] not in roots[1:]
    )


def step_of_last_closing(connection: sa.Connection) -> int | None:
    """Return the number of the step that closed the last closed sprint, or None if there was none."""
    j = t.journal.c
    closed = sa.select(t.sprint.c.id).where(t.sprint.c.status == "abgeschlossen").scalar_subquery()
    query = sa.select(sa.func.max(j.schritt_nr)).where(
        j.tabelle == "sprint", j.zeile_id.in_(closed), j.nachher.contains('"abgeschlossen"')
    )
    nr: int | None = connection.scalar(query)
    return nr
