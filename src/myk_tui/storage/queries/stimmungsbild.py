"""Reading what a Stimmungsbild is about: what is up for choice, and how many people are in the room."""

import sqlalchemy as sa

from myk_tui.storage import tables as t
from myk_tui.storage.queries.treffen import load_anwesend, running_meeting

_z, _old, _new = t.entscheidung_zeile.c, t.massnahme.alias("alt"), t.massnahme.alias("neu")
_CHOICES = (
    sa.select(_old.c.titel.label("alt"), _new.c.titel.label("neu"), t.idee.c.titel.label("idee"), _z.idee_id)
    .select_from(t.entscheidung_zeile)
    .outerjoin(t.auftrag, t.auftrag.c.id == _z.auftrag_id)
    .outerjoin(_old, _old.c.id == t.auftrag.c.massnahme_id)
    .outerjoin(_new, _new.c.id == _z.massnahme_id)
    .outerjoin(t.idee, t.idee.c.id == _z.idee_id)
    .where(_z.entscheidung_id == sa.bindparam("entscheidung"))
    .order_by(_z.ordnung, _z.id)
)


def candidates(connection: sa.Connection, entscheidung_id: str) -> list[tuple[str, str | None]]:
    """Return (title, id of the idea or None) of the present Maßnahmen and what the teams could take up, each once."""
    found: dict[str, str | None] = {}
    for row in connection.execute(_CHOICES, {"entscheidung": entscheidung_id}):
        for title, idea in ((row.alt, None), (row.neu, None), (row.idee, row.idee_id)):
            if title is not None:
                found.setdefault(title, idea)
    return list(found.items())


def attendance(connection: sa.Connection) -> int | None:
    """Return how many people the running meeting counts; None if nobody counted."""
    meeting = running_meeting(connection)
    if meeting is None:
        return None
    return sum(group.anzahl for group in load_anwesend(connection, meeting.id)) or None
