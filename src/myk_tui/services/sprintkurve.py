"""Use case of the burn-up; nothing is written."""

from datetime import date

import sqlalchemy as sa

from myk_tui.domain.clock import from_text
from myk_tui.domain.sprintkurve import Kartenzeit, Sprintkurve, make_sprintkurve
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries.sprintboard import active_sprint

_TIMES = (
    sa.select(t.aufgabe.c.angelegt_um, t.aufgabe.c.fertig_um, t.aufgabe.c.spalte)
    .join(t.auftrag, t.auftrag.c.id == t.aufgabe.c.auftrag_id)
    .where(t.auftrag.c.sprint_id == sa.bindparam("sprint_id"), t.aufgabe.c.archiviert == 0)
)


class SprintkurveService:
    """See how the cards of the running sprint got done."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_sprintkurve(self) -> Sprintkurve | None:
        """Return the weeks of the running sprint; None before the first one has begun."""
        with self._database.read() as connection:
            sprint = active_sprint(connection)
            if sprint is None:
                return None
            cards = [
                Kartenzeit(_day(made), (_day(done) or sprint.beginn) if spalte == "fertig" else None)
                for made, done, spalte in connection.execute(_TIMES, {"sprint_id": sprint.id})
            ]
        return make_sprintkurve(sprint.name, sprint.beginn, self._database.clock.today(), cards)


def _day(text: str | None) -> date | None:
    return None if text is None else from_text(text).astimezone().date()
