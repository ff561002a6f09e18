"""Reading what became of the cards of a sprint: from the journal, so that nothing that is gone now falls out."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.clock import from_text, to_text
from myk_tui.domain.sprintboard import SprintRef
from myk_tui.domain.sprintkurve import Kartenstand, Kartenweg
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection

_OPENED = """
    SELECT max(um) FROM journal JOIN schritt ON nr = schritt_nr
    WHERE tabelle = 'sprint' AND zeile_id = ? AND nachher LIKE '%"aktiv"%'
"""
_ENTRIES = """
    SELECT zeile_id, vorher, nachher, um FROM journal JOIN schritt ON nr = schritt_nr
    WHERE tabelle = 'aufgabe' ORDER BY schritt_nr DESC, pos DESC
"""
_DELETED = """
    SELECT zeile_id, vorher FROM journal
    WHERE tabelle = 'aufgabe' AND nachher IS NULL AND zeile_id NOT IN (SELECT id FROM aufgabe)
    ORDER BY schritt_nr, pos
"""
_ARCHIVED = sa.select(t.aufgabe.c.angelegt_um).where(
    t.aufgabe.c.auftrag_id.in_(sa.bindparam("ids", expanding=True)), t.aufgabe.c.archiviert == 1
)
_LANES = sa.select(t.auftrag.c.id).where(t.auftrag.c.sprint_id == sa.bindparam("sprint_id"))


def first_day(connection: sa.Connection, sprint: SprintRef) -> date:
    """Return the day on whose evening the sprint has the cards it began with: its first one, or when it was begun later."""
    (opened,) = plain_connection(connection).execute(_OPENED, (sprint.id,)).fetchone()
    day = local_day(opened)
    return sprint.beginn if day is None else max(day, sprint.beginn)


def load_scope(
    connection: sa.Connection, sprint: SprintRef, auftrag_ids: list[str], angelegt: Iterable[str | None]
) -> tuple[int, int]:
    """Return how many cards came and went since the sprint began.

    ``angelegt`` holds when each card on the board was made. One that is gone counts only if it was there at the
    beginning.
    """
    begin = _evening(first_day(connection, sprint))
    times = [made for made in angelegt if made is not None]
    first = local_day(min(times, default=None))
    if first is not None and not any(made < begin for made in times):
        begin = _evening(first)  # the board was filled some days later
    came = sum(1 for made in times if _after(made, begin))
    went = sum(1 for made in connection.scalars(_ARCHIVED, {"ids": auftrag_ids}) if not _after(made, begin))
    lanes = set(auftrag_ids)
    gone: dict[str, dict[str, Any]] = {}
    for row_id, before in plain_connection(connection).execute(_DELETED):
        gone[row_id] = json.loads(before)
    went += sum(
        1
        for row in gone.values()
        if row.get("auftrag_id") in lanes and not row.get("archiviert") and not _after(row.get("angelegt_um"), begin)
    )
    return came, went


def load_kartenwege(connection: sa.Connection, sprint: SprintRef) -> list[Kartenweg]:
    """Return for every card that ever stood in a lane of the sprint what it was and when, the newest state first."""
    lanes = set(connection.scalars(_LANES, {"sprint_id": sprint.id}))
    rows: dict[str, dict[str, Any] | None] = {
        row.id: dict(row._mapping) for row in connection.execute(t.aufgabe.select())
    }
    ways: dict[str, list[Kartenstand]] = {}
    first: dict[str, dict[str, Any] | None] = dict(rows)
    for row_id, before, after, um in plain_connection(connection).execute(_ENTRIES):
        now = rows.get(row_id)
        ways.setdefault(row_id, []).append(_stand(now, lanes, from_text(um)))
        if before is None:
            rows[row_id], first[row_id] = None, now
        elif after is None:
            rows[row_id] = first[row_id] = json.loads(before)
        else:
            rows[row_id] = first[row_id] = {**(now or {}), **json.loads(before)}
    for row_id, row in first.items():
        if row is not None:
            ways.setdefault(row_id, []).append(_made(row, lanes))
    return [Kartenweg(tuple(states)) for states in ways.values() if any(state.da for state in states)]


def _stand(row: dict[str, Any] | None, lanes: set[str], seit: datetime | None) -> Kartenstand:
    """Return how a card stood from a moment on; None: from before anything is known."""
    there = row is not None and row.get("auftrag_id") in lanes and not row.get("archiviert")
    done = there and row is not None and row.get("spalte") == Spalte.FERTIG.value
    return Kartenstand(None if seit is None else seit.astimezone().date(), there, done)


def _made(row: dict[str, Any], lanes: set[str]) -> Kartenstand:
    """Return how a card stood before its first entry: its own dates tell; without them it was not there."""
    made, done = local_day(row.get("angelegt_um")), local_day(row.get("fertig_um"))
    state = _stand(row, lanes, None)
    return state._replace(seit=made, fertig_am=done)


def local_day(text: str | None) -> date | None:
    """Return the day of a stored time where the laptop stands."""
    return None if text is None else from_text(text).astimezone().date()


def _evening(day: date) -> str:
    return to_text(datetime.combine(day + timedelta(days=1), time.min).astimezone(UTC))


def _after(made: str | None, begin: str) -> bool:
    return made is not None and made >= begin
