"""Reading all criteria, also those that rest."""

import sqlalchemy as sa

from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import Kriterium
from myk_tui.domain.kriterien import Kriteriumstand
from myk_tui.storage import tables as t


def load_kriteriumstaende(connection: sa.Connection) -> tuple[Kriteriumstand, ...]:
    """Return all criteria: those in use first, knock-out criteria ahead, then in their order."""
    k, b = t.kriterium.c, t.bewertung.c
    scores = (
        sa.select(sa.func.count()).where(b.kriterium_id == k.id, b.wert.is_not(None)).correlate(t.kriterium)
    ).scalar_subquery()
    query = sa.select(t.kriterium, scores.label("punkte")).order_by(k.ruht, k.art, k.ordnung, k.id)
    return tuple(
        Kriteriumstand(
            Kriterium(row.id, row.name, row.beschreibung, KriteriumArt(row.art), row.gewicht_hundertstel),
            bool(row.ruht),
            row.punkte,
        )
        for row in connection.execute(query)
    )
