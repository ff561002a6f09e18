"""Reading what is needed to find and merge twins among the ideas."""

from typing import Any

import sqlalchemy as sa

from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection


def load_titles(connection: sa.Connection) -> list[tuple[str, str, str | None]]:
    """Return (id, title, id of the idea it is a Dublette of) of all ideas; plain SQL, for there may be many."""
    rows = plain_connection(connection).execute("SELECT id, titel, dublette_von_id FROM idee ORDER BY id")
    return [(row[0], row[1], row[2]) for row in rows]


def load_massnahme_titles(connection: sa.Connection) -> list[tuple[str, str, str | None]]:
    """Return the same of all Maßnahmen that no idea became: those are found by their idea."""
    rows = plain_connection(connection).execute(
        "SELECT id, titel FROM massnahme WHERE herkunft_idee_id IS NULL ORDER BY id"
    )
    return [(row[0], row[1], None) for row in rows]


def load_twin_rows(connection: sa.Connection, ids: list[str]) -> dict[str, Any]:
    """Return the rows of ideas by id, each with ``ist_herkunft``: whether a Maßnahme came of it, and ``bewertet``."""
    became = sa.exists().where(t.massnahme.c.herkunft_idee_id == t.idee.c.id).label("ist_herkunft")
    scored = sa.exists().where(t.bewertung.c.idee_id == t.idee.c.id).label("bewertet")
    i = t.idee.c
    own = (i.id, i.titel, i.status, i.herkunft, i.eingang, i.unterstuetzer)
    query = sa.select(*own, became, scored).where(i.id.in_(ids))
    return {row.id: row for row in connection.execute(query)}


def is_origin(connection: sa.Connection, idee_id: str) -> bool:
    """Whether a Maßnahme came of an idea."""
    query = sa.select(t.massnahme.c.id).where(t.massnahme.c.herkunft_idee_id == idee_id).limit(1)
    return connection.scalar(query) is not None


def is_chosen(connection: sa.Connection, idee_id: str) -> bool:
    """Whether a decision of a sprint that is not closed yet has chosen an idea."""
    query = (
        sa.select(t.entscheidung_zeile.c.id)
        .join(t.entscheidung, t.entscheidung.c.id == t.entscheidung_zeile.c.entscheidung_id)
        .join(t.sprint, t.sprint.c.id == t.entscheidung.c.sprint_id)
        .where(t.entscheidung_zeile.c.idee_id == idee_id, t.sprint.c.status != "abgeschlossen")
    )
    return connection.scalar(query.limit(1)) is not None


def twin_ids(connection: sa.Connection, idee_id: str) -> list[str]:
    """Return the ids of the Dubletten of an idea, the oldest first."""
    query = sa.select(t.idee.c.id).where(t.idee.c.dublette_von_id == idee_id).order_by(t.idee.c.id)
    return [str(twin_id) for twin_id in connection.scalars(query)]


def twin_titles(connection: sa.Connection, idee_id: str) -> tuple[str, ...]:
    """Return the titles of the Dubletten of an idea, the oldest first."""
    query = sa.select(t.idee.c.titel).where(t.idee.c.dublette_von_id == idee_id).order_by(t.idee.c.id)
    return tuple(connection.scalars(query))
