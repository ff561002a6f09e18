"""Which number a decision gets: the next of its year, but never one that minutes have given to another.

Undo takes a number away from its decision; the paper that names it stays where it was sent. So what has once stood in
minutes is kept beside the history, where no undo reaches it. It is in no snapshot: a file made from one knows the numbers
of its decisions only.
"""

import sqlalchemy as sa

from myk_tui.storage import merker
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer

GIVEN_OUT = "beschlussnummern"
"""Under which key it is kept whose the numbers are that stand in minutes: „2026-7“ to „sprint/zielbild“."""


def keep_numbers(database: Database, treffen_id: str) -> None:
    """Keep the numbers of a meeting for their decisions, before its minutes are given out."""
    e = t.entscheidung.c
    query = sa.select(e.jahr, e.nummer, e.sprint_id, e.zielbild_id).where(
        e.treffen_id == treffen_id, e.nummer.is_not(None)
    )
    with database.read() as connection:
        found = {
            f"{row.jahr}-{row.nummer}": _owner(row.sprint_id, row.zielbild_id) for row in connection.execute(query)
        }
        known = _given_out(connection)
    if not found.items() <= known.items():
        database.remember(GIVEN_OUT, {**known, **found})


def next_number(writer: Writer, year: int, sprint_id: str, zielbild_id: str) -> int:
    """Return the number of a decision: the one it had in minutes, or else the one behind all others of the year."""
    e = t.entscheidung.c
    query = sa.select(e.nummer).where(e.jahr == year, e.nummer.is_not(None))
    taken = set(writer.connection.scalars(query).all())
    given = {
        int(key.partition("-")[2]): owner
        for key, owner in _given_out(writer.connection).items()
        if key.startswith(f"{year}-")
    }
    own = [number for number, owner in given.items() if owner == _owner(sprint_id, zielbild_id)]
    return next((number for number in own if number not in taken), max(taken | given.keys(), default=0) + 1)


def _owner(sprint_id: str, zielbild_id: str) -> str:
    return f"{sprint_id}/{zielbild_id}"


def _given_out(connection: sa.Connection) -> dict[str, str]:
    kept = merker.kept(connection, GIVEN_OUT)
    return kept if isinstance(kept, dict) else {}
