"""Reading the steps of a Maßnahme."""

import sqlalchemy as sa

from myk_tui.domain.teilschritt import Schrittliste, Teilschritt
from myk_tui.storage import tables as t
from myk_tui.storage.queries import gone, plain_connection

_s = t.teilschritt.c


def load_schritte(connection: sa.Connection, massnahme_id: str) -> Schrittliste:
    """Return the steps of a Maßnahme in their order; raises NotFound. Plain SQL: the cursor of the tree waits for it."""
    plain = plain_connection(connection)
    counts = plain.execute("SELECT schritte_zaehlen FROM massnahme WHERE id = ?", (massnahme_id,)).fetchone()
    if counts is None:
        raise gone()
    query = "SELECT id, titel, erledigt FROM teilschritt WHERE massnahme_id = ? ORDER BY ordnung, id"
    return Schrittliste(
        tuple(Teilschritt(row_id, titel, bool(done)) for row_id, titel, done in plain.execute(query, (massnahme_id,))),
        bool(counts[0]),
    )


def schritt_keys(connection: sa.Connection, massnahme_id: str) -> list[tuple[str, str]]:
    """Return (id, order key) of the steps of a Maßnahme, in order."""
    query = sa.select(_s.id, _s.ordnung).where(_s.massnahme_id == massnahme_id).order_by(_s.ordnung, _s.id)
    return [(row.id, row.ordnung) for row in connection.execute(query)]
