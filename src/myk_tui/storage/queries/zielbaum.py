"""Reading the goal tree."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.baumvergleich import Frueher
from myk_tui.domain.zielbaum import Ebene, Zielbaum
from myk_tui.storage import first_look
from myk_tui.storage import tables as t
from myk_tui.storage.einschnitt import last_einschnitt
from myk_tui.storage.queries import plain_connection

PARENT_COLUMN = {Ebene.ZIEL: "zielbild_id", Ebene.LOESUNG: "ziel_id"}


TREE_TABLES = frozenset(first_look.TREE_COLUMNS)
"""What ``load_zielbaum`` reads."""

MERKMAL_TABLES = frozenset(
    {
        *("massnahme", "massnahme_handlungsfeld", "massnahme_ort", "auftrag"),
        *("handlungsfeld", "gebietskoerperschaft", "sprintteam"),
    }
)
"""What ``load_merkmale`` reads."""


def load_zielbaum(connection: sa.Connection) -> Zielbaum:
    """Return the whole tree with its progress."""
    return first_look.load_zielbaum(plain_connection(connection))


def load_frueher(connection: sa.Connection, present: Zielbaum) -> Frueher | None:
    """Return the tree at the end of the last meeting, else of the last sprint; None if there was neither."""
    since = last_einschnitt(plain_connection(connection))
    if since is None or not since.schritt:
        return None
    tree = first_look.zielbaum_after(plain_connection(connection), since.schritt, present)
    return Frueher(tree, since.tag, treffen=since.treffen)


def load_merkmale(connection: sa.Connection) -> dict[str, str]:
    """Return by id of a Maßnahme what it is found by besides its title: Handlungsfelder, places, Sprintteams."""
    m_feld, m_ort, a = t.massnahme_handlungsfeld.c, t.massnahme_ort.c, t.auftrag.c
    queries = (
        sa.select(m_feld.massnahme_id, t.handlungsfeld.c.name).join(
            t.handlungsfeld, t.handlungsfeld.c.id == m_feld.handlungsfeld_id
        ),
        sa.select(m_ort.massnahme_id, t.gebietskoerperschaft.c.name).join(
            t.gebietskoerperschaft, t.gebietskoerperschaft.c.id == m_ort.gebietskoerperschaft_id
        ),
        sa.select(a.massnahme_id, t.sprintteam.c.name)
        .distinct()
        .join(t.sprintteam, t.sprintteam.c.id == a.sprintteam_id),
        sa.select(t.massnahme.c.id, t.massnahme.c.orte).where(t.massnahme.c.orte != ""),
    )
    names: defaultdict[str, list[str]] = defaultdict(list)
    for query in queries:
        for massnahme_id, name in connection.execute(query):
            names[massnahme_id].append(name)
    return {massnahme_id: " ".join(found) for massnahme_id, found in names.items()}


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


def zielbilder(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, title) of the Zielbilder in their order."""
    query = sa.select(t.zielbild.c.id, t.zielbild.c.titel).order_by(t.zielbild.c.ordnung, t.zielbild.c.id)
    return [(row.id, row.titel) for row in connection.execute(query)]
