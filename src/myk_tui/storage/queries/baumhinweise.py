"""Reading what the tree says about Maßnahmen besides their numbers, for all of them at once.

Plain SQL: it is asked for when the tree is first shown, and compiling the same
in SQLAlchemy takes longer than reading five thousand Maßnahmen.
"""

import sqlite3
from datetime import date

import sqlalchemy as sa

from myk_tui.domain.baumhinweis import AWAITED, SEEN, STILL, Baumhinweis, Einschnitte
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zuversicht import Zuversicht, time_passed
from myk_tui.storage.einschnitt import load_closings, load_treffenenden
from myk_tui.storage.queries import plain_connection, to_date

_OWN = "SELECT zeile_id, max(schritt_nr) FROM journal WHERE tabelle = 'massnahme' GROUP BY zeile_id"
_OF_MASSNAHME = ("teilschritt", "auftrag", "pruefung", "unterstuetzung")
_OF_AUFTRAG = ("aufgabe", "zwischenergebnis")
_TOUCHED = (
    _OWN,
    *(
        f"SELECT r.massnahme_id, max(j.schritt_nr) FROM {table} r"
        f" JOIN journal j ON j.tabelle = '{table}' AND j.zeile_id = r.id GROUP BY r.massnahme_id"
        for table in _OF_MASSNAHME
    ),
    *(
        f"SELECT a.massnahme_id, max(j.schritt_nr) FROM {table} r JOIN auftrag a ON a.id = r.auftrag_id"
        f" JOIN journal j ON j.tabelle = '{table}' AND j.zeile_id = r.id GROUP BY a.massnahme_id"
        for table in _OF_AUFTRAG
    ),
)
"""For each Maßnahme the last step of the history that touched it, or a row that belongs to it."""

_AWAITED = f"SELECT id FROM massnahme WHERE status IN ({', '.join('?' * len(AWAITED))})"
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


def _quiet(plain: sqlite3.Connection) -> tuple[dict[str, int], Einschnitte]:
    cuts = _cuts(plain)
    if len(cuts.schritte) < STILL:
        return {}, cuts
    last: dict[str, int] = {}
    for query in _TOUCHED:
        for massnahme_id, step in plain.execute(query):
            if step > last.get(massnahme_id, 0):
                last[massnahme_id] = step
    awaited = plain.execute(_AWAITED, sorted(AWAITED))
    found = {massnahme_id: cuts.seit(last.get(massnahme_id, 0)) for (massnahme_id,) in awaited}
    return {massnahme_id: count for massnahme_id, count in found.items() if count >= STILL}, cuts


def _cuts(plain: sqlite3.Connection) -> Einschnitte:
    meetings = [end.schritt for end in load_treffenenden(plain) if end.schritt]
    by_meeting = len(meetings) >= STILL
    return Einschnitte(tuple((meetings if by_meeting else load_closings(plain))[-SEEN:]), by_meeting)
