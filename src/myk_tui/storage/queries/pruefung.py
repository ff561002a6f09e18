"""Reading the Förderprüfung of a Maßnahme."""

import sqlalchemy as sa

from myk_tui.domain.begriffe import Antwort, PrueffrageArt
from myk_tui.domain.pruefung import Pruefpunkt, readable
from myk_tui.storage import tables as t


def load_pruefpunkte(connection: sa.Connection, massnahme_id: str) -> tuple[Pruefpunkt, ...]:
    """Return all questions in use with their answers for one Maßnahme; without an answer they are open."""
    f, p = t.prueffrage.c, t.pruefung.c
    query = (
        sa.select(f.id, f.frage, f.art, f.grundlage, f.quelle, f.regelstand, p.antwort, p.notiz)
        .outerjoin(t.pruefung, sa.and_(p.prueffrage_id == f.id, p.massnahme_id == massnahme_id))
        .where(f.ruht == 0)
        .order_by(f.ordnung, f.id)
    )
    return tuple(
        Pruefpunkt(
            id=row.id,
            frage=row.frage,
            art=PrueffrageArt(row.art),
            grundlage=readable(row.grundlage),
            quelle=row.quelle,
            antwort=Antwort.OFFEN if row.antwort is None else Antwort(row.antwort),
            notiz=row.notiz or "",
            regelstand=row.regelstand,
        )
        for row in connection.execute(query)
    )
