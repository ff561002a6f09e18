"""Reading the steps of a Maßnahme."""

import sqlalchemy as sa

from myk_tui.domain.teilschritt import Schrittliste, Teilschritt
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row

_s = t.teilschritt.c
_STEPS = (
    sa.select(_s.id, _s.titel, _s.erledigt)
    .where(_s.massnahme_id == sa.bindparam("massnahme_id"))
    .order_by(_s.ordnung, _s.id)
)


def load_schritte(connection: sa.Connection, massnahme_id: str) -> Schrittliste:
    """Return the steps of a Maßnahme in their order; raises NotFound."""
    row = require_row(connection, t.massnahme, massnahme_id)
    found = connection.execute(_STEPS, {"massnahme_id": massnahme_id})
    return Schrittliste(
        tuple(Teilschritt(step.id, step.titel, bool(step.erledigt)) for step in found), bool(row.schritte_zaehlen)
    )


def schritt_keys(connection: sa.Connection, massnahme_id: str) -> list[tuple[str, str]]:
    """Return (id, order key) of the steps of a Maßnahme, in order."""
    query = sa.select(_s.id, _s.ordnung).where(_s.massnahme_id == massnahme_id).order_by(_s.ordnung, _s.id)
    return [(row.id, row.ordnung) for row in connection.execute(query)]
