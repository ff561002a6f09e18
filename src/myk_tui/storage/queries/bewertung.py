"""Reading criteria and scores of ideas."""

from collections.abc import Collection

import sqlalchemy as sa

from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import Bewertung, Kriterium, Rangliste, ranking
from myk_tui.domain.ideenspeicher import OPEN
from myk_tui.storage import tables as t


def load_kriterien(connection: sa.Connection) -> tuple[Kriterium, ...]:
    """Return the criteria in use: knock-out criteria first, then in their order."""
    k = t.kriterium.c
    query = sa.select(k.id, k.name, k.beschreibung, k.art, k.gewicht_hundertstel).where(k.ruht == 0)
    return tuple(
        Kriterium(row.id, row.name, row.beschreibung, KriteriumArt(row.art), row.gewicht_hundertstel)
        for row in connection.execute(query.order_by(k.art, k.ordnung, k.id))  # „ko“ is ahead of „prio“
    )


def load_werte(connection: sa.Connection, kandidat_id: str, art: str = "idee") -> dict[str, int]:
    """Return the scores of one idea or Maßnahme (``art``) by the id of the criterion, as far as that is in use."""
    b, k = t.bewertung.c, t.kriterium.c
    query = sa.select(b.kriterium_id, b.wert).join(t.kriterium, k.id == b.kriterium_id)
    scores = query.where(b[f"{art}_id"] == kandidat_id, b.wert.is_not(None), k.ruht == 0)
    return {row.kriterium_id: row.wert for row in connection.execute(scores)}


def load_rangliste(
    connection: sa.Connection, *, zaehlen: bool = True, auch: Collection[str] = frozenset()
) -> Rangliste:
    """Return the ranking of the open ideas, and if ``zaehlen`` how many are not in it, which looks at every idea.

    ``auch`` are ids of ideas that are ranked whatever became of them.
    """
    kriterien = load_kriterien(connection)
    known = {kriterium.id for kriterium in kriterien}
    b, i = t.bewertung.c, t.idee.c
    query = sa.select(b.idee_id, b.kriterium_id, b.wert, i.titel, i.status)
    query = query.outerjoin(t.idee, i.id == b.idee_id)  # an inner one makes SQLite begin with all the ideas
    werte: dict[str, dict[str, int]] = {}
    titles: dict[str, str] = {}
    closed: set[str] = set()
    for row in connection.execute(query.where(b.idee_id.is_not(None), b.wert.is_not(None)).order_by(i.id)):
        if row.kriterium_id not in known:
            continue
        if row.status not in OPEN and row.idee_id not in auch:
            closed.add(row.idee_id)
            continue
        titles[row.idee_id] = row.titel
        werte.setdefault(row.idee_id, {})[row.kriterium_id] = row.wert
    count = sa.select(sa.func.count()).where(i.status.in_([status.value for status in OPEN]))
    return Rangliste(
        kriterien,
        ranking(kriterien, (Bewertung(key, titles[key], own) for key, own in werte.items())),
        unbewertet=(connection.scalar(count) or 0) - len(werte) if zaehlen else 0,
        erledigt=len(closed),
    )


def count_scored(connection: sa.Connection) -> int:
    """Return how many ideas have a score for a criterion in use."""
    b, k = t.bewertung.c, t.kriterium.c
    scored = sa.select(sa.func.count(sa.distinct(b.idee_id))).join(t.kriterium, k.id == b.kriterium_id)
    query = scored.where(b.idee_id.is_not(None), b.wert.is_not(None), k.ruht == 0)
    return connection.scalar(query) or 0
