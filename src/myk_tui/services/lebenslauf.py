"""Use cases: the life line of a Maßnahme backwards, of an idea forwards; nothing is written."""

import sqlalchemy as sa

from myk_tui.domain.lebenslauf import Lebenslauf
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.aenderungen import Ids, load_schritte
from myk_tui.storage.queries.lebenslauf import (
    load_beschluesse,
    load_sprints,
    load_stationen,
    massnahmen_of_idee,
)
from myk_tui.storage.queries.unterstuetzung import ledger_of_massnahmen

SCHRITTE = 200
"""How many steps of the history are shown at first."""


class LebenslaufService:
    """Read where something came from and what became of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_massnahme(self, massnahme_id: str, *, alle: bool = False) -> Lebenslauf:
        """Return the life line of a Maßnahme; raises NotFound. ``alle`` for the whole history."""
        with self._database.read() as connection:
            row = require_row(connection, t.massnahme, massnahme_id)
            own = {"massnahme": [massnahme_id]}
            ideas = [] if row.herkunft_idee_id is None else [row.herkunft_idee_id]
            return _load(connection, massnahme_id, row.titel, own, ideas, None if alle else SCHRITTE)

    def load_idee(self, idee_id: str, *, alle: bool = False) -> Lebenslauf:
        """Return the life line of an idea with what became of it; raises NotFound. ``alle`` for the whole history."""
        with self._database.read() as connection:
            row = require_row(connection, t.idee, idee_id)
            own = {"idee": [idee_id], "massnahme": massnahmen_of_idee(connection, idee_id)}
            ideas = [idee_id] if row.dublette_von_id is None else [idee_id, row.dublette_von_id]
            return _load(connection, idee_id, row.titel, own, ideas, None if alle else SCHRITTE)


def _load(
    connection: sa.Connection, own_id: str, titel: str, own: Ids, ideas: list[str], limit: int | None
) -> Lebenslauf:
    massnahmen = list(own["massnahme"])
    steps, total = load_schritte(connection, own, limit)
    return Lebenslauf(
        id=own_id,
        titel=titel,
        stationen=load_stationen(connection, own_id),
        sprints=load_sprints(connection, massnahmen),
        beschluesse=load_beschluesse(connection, {*massnahmen, *ideas}),
        bitten=ledger_of_massnahmen(connection, massnahmen),
        schritte=tuple(steps),
        schritte_gesamt=total,
        mehrere=len(massnahmen) > 1,
    )
