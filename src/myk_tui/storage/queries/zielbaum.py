"""Reading the goal tree."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.text import fold
from myk_tui.domain.zielbaum import OPEN_STATUS, Ebene, Knoten, Zielbaum, make_zielbaum
from myk_tui.storage import tables as t

PARENT_COLUMN = {Ebene.ZIEL: "zielbild_id", Ebene.LOESUNG: "ziel_id"}


TREE_COLUMNS: dict[str, tuple[str, ...]] = {
    "programm": ("id", "name"),
    "zielbild": ("id", "titel", "gewicht", "ordnung", "beispiel"),
    "ziel": ("id", "titel", "gewicht", "ordnung", "beispiel", "zielbild_id"),
    "loesung": ("id", "titel", "gewicht", "ordnung", "beispiel", "ziel_id"),
    "massnahme": (
        *("id", "titel", "gewicht", "ordnung", "beispiel", "loesung_id", "zielbild_id"),
        *("fortschritt", "status", "zuordnung_angenommen"),
    ),
}
"""What of each table the tree needs."""


def tree_rows(connection: sa.Connection, name: str) -> sa.Result[Any]:
    """Return the rows of one table with the columns the tree needs."""
    table = t.BY_NAME[name]
    return connection.execute(sa.select(*(table.c[column] for column in TREE_COLUMNS[name])))


def load_knoten(connection: sa.Connection) -> list[Knoten]:
    """Return all nodes of the tree; the first is the root."""
    root_id = connection.execute(sa.select(sa.func.min(t.programm.c.id))).scalar_one()
    return [
        node_from_row(ebene, row._mapping, root_id)
        for ebene in Ebene
        for row in tree_rows(connection, ebene.value)
        if ebene is not Ebene.PROGRAMM or row.id == root_id
    ]


def load_zielbaum(connection: sa.Connection) -> Zielbaum:
    """Return the whole tree with its progress."""
    return make_zielbaum(load_knoten(connection))


def has_programm(connection: sa.Connection) -> bool:
    """Whether the file holds a programme at all."""
    return connection.scalar(sa.select(sa.func.count()).select_from(t.programm)) != 0


def loesungen(connection: sa.Connection, zielbild_id: str | None = None) -> list[tuple[str, str]]:
    """Return (id, „Ziel › Lösung“) of all Lösungen, or of those of one Zielbild, in the order of the tree."""
    query = (
        sa.select(t.loesung.c.id, t.ziel.c.titel.label("ziel"), t.loesung.c.titel)
        .join(t.ziel, t.ziel.c.id == t.loesung.c.ziel_id)
        .join(t.zielbild, t.zielbild.c.id == t.ziel.c.zielbild_id)
        .order_by(t.zielbild.c.ordnung, t.ziel.c.ordnung, t.loesung.c.ordnung)
    )
    if zielbild_id is not None:
        query = query.where(t.ziel.c.zielbild_id == zielbild_id)
    return [(row.id, f"{row.ziel} › {row.titel}") for row in connection.execute(query)]


def zielbild_of_massnahme() -> Any:
    """Return the SQL expression for the Zielbild a Maßnahme belongs to, directly or through its Lösung."""
    through = (
        sa.select(t.ziel.c.zielbild_id)
        .join(t.loesung, t.loesung.c.ziel_id == t.ziel.c.id)
        .where(t.loesung.c.id == t.massnahme.c.loesung_id)
        .scalar_subquery()
    )
    return sa.func.coalesce(t.massnahme.c.zielbild_id, through)


def sibling_keys(connection: sa.Connection, ebene: Ebene, eltern_id: str) -> list[tuple[str, str]]:
    """Return (id, order key) of the children of one level below a parent, in order."""
    table = t.BY_NAME[ebene.value]
    query = sa.select(table.c.id, table.c.ordnung).order_by(table.c.ordnung, table.c.id)
    return [(row.id, row.ordnung) for row in connection.execute(query.where(_below(ebene, eltern_id)))]


def _below(ebene: Ebene, eltern_id: str) -> Any:
    if ebene is Ebene.MASSNAHME:
        m = t.massnahme.c
        top = sa.and_(
            m.loesung_id.is_(None), m.zielbild_id.is_(None), sa.literal(eltern_id).in_(sa.select(t.programm.c.id))
        )
        return sa.or_(m.loesung_id == eltern_id, m.zielbild_id == eltern_id, top)
    if ebene in PARENT_COLUMN:
        return t.BY_NAME[ebene.value].c[PARENT_COLUMN[ebene]] == eltern_id
    return sa.true()


_PARENTS: dict[Ebene, tuple[str, ...]] = {
    Ebene.ZIELBILD: (),
    Ebene.ZIEL: ("zielbild_id",),
    Ebene.LOESUNG: ("ziel_id",),
    Ebene.MASSNAHME: ("loesung_id", "zielbild_id"),
}


def node_from_row(ebene: Ebene, row: Mapping[Any, Any], root_id: str) -> Knoten:
    """Make a node of a full row of its table, present or out of the journal."""
    if ebene is Ebene.PROGRAMM:
        return Knoten(row["id"], ebene, None, row["name"])
    # Only the columns of its own level: SQLAlchemy also answers to „zielbild_id“ with the id of a row of zielbild.
    parents = [row[column] for column in _PARENTS[ebene]] + [root_id]
    is_massnahme = ebene is Ebene.MASSNAHME
    return Knoten(
        row["id"],
        ebene,
        next(parent for parent in parents if parent),
        row["titel"],
        gewicht=row["gewicht"],
        fortschritt=row["fortschritt"] if is_massnahme else 0,
        status=MassnahmeStatus(row["status"]) if is_massnahme else None,
        beispiel=bool(row["beispiel"]),
        angenommen=is_massnahme and bool(row["zuordnung_angenommen"]),
        ordnung=row["ordnung"],
    )


def zielbilder(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, title) of the Zielbilder in their order."""
    query = sa.select(t.zielbild.c.id, t.zielbild.c.titel).order_by(t.zielbild.c.ordnung, t.zielbild.c.id)
    return [(row.id, row.titel) for row in connection.execute(query)]


def open_massnahmen(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, title) of the Maßnahmen that a team can take up, by title."""
    m = t.massnahme.c
    query = sa.select(m.id, m.titel).where(m.status.in_([status.value for status in OPEN_STATUS]))
    return sorted(((row.id, row.titel) for row in connection.execute(query)), key=lambda pair: fold(pair[1]))
