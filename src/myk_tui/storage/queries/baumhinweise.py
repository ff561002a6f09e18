"""Reading what is said about Maßnahmen besides their numbers, for many of them at once.

Plain SQL: it is asked for when the tree is first shown, and compiling the same
in SQLAlchemy takes longer than reading five thousand Maßnahmen.
"""

import sqlite3
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from myk_tui.domain.baumhinweis import AWAITED, SEEN, STILL, Baumhinweis, Einschnitte, RuhigeBahn
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zuversicht import Zuversicht, time_passed
from myk_tui.storage.einschnitt import load_closings, load_treffenenden
from myk_tui.storage.queries import plain_connection, to_date

_OWN = (
    "SELECT j.zeile_id, max(j.schritt_nr) FROM journal j"
    " WHERE j.tabelle = 'massnahme' AND j.zeile_id {ids} GROUP BY j.zeile_id"
)
_OF_MASSNAHME = ("teilschritt", "auftrag", "pruefung", "unterstuetzung")
_OF_AUFTRAG = ("aufgabe", "zwischenergebnis")
_TOUCHED = (
    _OWN,
    *(
        f"SELECT r.massnahme_id, max(j.schritt_nr) FROM {table} r"
        f" JOIN journal j ON j.tabelle = '{table}' AND j.zeile_id = r.id"
        " WHERE r.massnahme_id {ids} GROUP BY r.massnahme_id"
        for table in _OF_MASSNAHME
    ),
    *(
        f"SELECT a.massnahme_id, max(j.schritt_nr) FROM {table} r JOIN auftrag a ON a.id = r.auftrag_id"
        f" JOIN journal j ON j.tabelle = '{table}' AND j.zeile_id = r.id"
        " WHERE a.massnahme_id {ids} GROUP BY a.massnahme_id"
        for table in _OF_AUFTRAG
    ),
)
"""For each Maßnahme the last step of the history that touched it, or a row that belongs to it.

Only for those named where ``ids`` says so: a board asks for its lanes, whatever else the history tells.
"""

_LANES = """SELECT m.id, m.titel, a.sprintteam_id, s.zielbild_id FROM auftrag a
    JOIN sprint ON sprint.id = a.sprint_id AND sprint.status = 'aktiv'
    JOIN sprintteam s ON s.id = a.sprintteam_id
    JOIN massnahme m ON m.id = a.massnahme_id
    ORDER BY s.ordnung, a.ordnung, a.id"""

_AWAITED = f"SELECT id FROM massnahme WHERE status IN ({', '.join('?' * len(AWAITED))}) AND id {{ids}}"
_CONFIDENT = "SELECT id, zuversicht, fortschritt, status, beginn, ende FROM massnahme WHERE zuversicht IS NOT NULL"


def load_hinweise(connection: sa.Connection, today: date) -> dict[str, Baumhinweis]:
    """Return by id of a Maßnahme what is said about it; the others are not in there."""
    plain = plain_connection(connection)
    quiet, cuts = _quiet(plain)
    confident = {
        massnahme_id: Zuversicht(value, done, MassnahmeStatus(status), time_passed(to_date(begin), to_date(end), today))
        for massnahme_id, value, done, status, begin, end in plain.execute(_CONFIDENT)
    }
    return {
        massnahme_id: Baumhinweis(quiet.get(massnahme_id, 0), cuts.treffen, confident.get(massnahme_id))
        for massnahme_id in quiet.keys() | confident.keys()
    }


def load_ruhige(connection: sa.Connection, massnahme_ids: Collection[str] | None = None) -> dict[str, Baumhinweis]:
    """Return by id the Maßnahmen of which nothing is heard: of these, or of all."""
    if massnahme_ids is not None and not massnahme_ids:
        return {}
    quiet, cuts = _quiet(plain_connection(connection), massnahme_ids)
    return {massnahme_id: Baumhinweis(count, cuts.treffen) for massnahme_id, count in quiet.items()}


def load_ruhige_bahnen(connection: sa.Connection) -> tuple[RuhigeBahn, ...]:
    """Return the lanes of the running sprint of which nothing is heard, in the order of the teams."""
    lanes = plain_connection(connection).execute(_LANES).fetchall()
    quiet = load_ruhige(connection, {massnahme_id for massnahme_id, *_rest in lanes})
    return tuple(
        RuhigeBahn(titel, team_id, zielbild_id, quiet[massnahme_id])
        for massnahme_id, titel, team_id, zielbild_id in lanes
        if massnahme_id in quiet
    )


def _quiet(plain: sqlite3.Connection, only: Collection[str] | None = None) -> tuple[dict[str, int], Einschnitte]:
    cuts = _cuts(plain)
    if len(cuts.schritte) < STILL:
        return {}, cuts
    ids, named = ("IS NOT NULL", ()) if only is None else (f"IN ({', '.join('?' * len(only))})", tuple(only))
    last: dict[str, int] = {}
    for query in _TOUCHED:
        for massnahme_id, step in plain.execute(query.format(ids=ids), named):
            if step > last.get(massnahme_id, 0):
                last[massnahme_id] = step
    awaited = plain.execute(_AWAITED.format(ids=ids), (*sorted(AWAITED), *named))
    found = {massnahme_id: cuts.seit(last.get(massnahme_id, 0)) for (massnahme_id,) in awaited}
    return {massnahme_id: count for massnahme_id, count in found.items() if count >= STILL}, cuts


def _cuts(plain: sqlite3.Connection) -> Einschnitte:
    meetings = [end.schritt for end in load_treffenenden(plain) if end.schritt]
    by_meeting = len(meetings) >= STILL
    return Einschnitte(tuple((meetings if by_meeting else load_closings(plain))[-SEEN:]), by_meeting)
