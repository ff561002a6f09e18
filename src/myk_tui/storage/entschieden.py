"""When what an agenda item decides on is decided: one rule for the first screen and for the meeting.

Plain SQL, because the first screen asks before anything else is loaded.
"""

import sqlite3

from myk_tui.domain.begriffe import EntscheidungStatus, PunktArt, PunktStatus

GEFALLEN = f"('{EntscheidungStatus.BESCHLOSSEN.value}', '{EntscheidungStatus.VERTAGT.value}')"
"""The states of a decision that has been taken or put off, as a list of SQL."""

PUNKT_ENTSCHIEDEN = f"""punkt.art = '{PunktArt.ENTSCHEIDUNG.value}' AND EXISTS (
    SELECT 1 FROM entscheidung WHERE entscheidung.sprint_id = treffen.sprint_id
    AND entscheidung.zielbild_id = punkt.zielbild_id AND entscheidung.status IN {GEFALLEN})"""
"""Whether the decision on the Zielbild of ``punkt`` has fallen in the sprint of ``treffen``."""

_PUNKTE = f"""SELECT punkt.id FROM tagesordnungspunkt AS punkt JOIN treffen ON treffen.id = punkt.treffen_id
    WHERE {PUNKT_ENTSCHIEDEN}"""

_UNENTSCHIEDENE = f"""SELECT punkt.titel FROM tagesordnungspunkt AS punkt JOIN treffen ON treffen.id = punkt.treffen_id
    WHERE punkt.art = '{PunktArt.ENTSCHEIDUNG.value}' AND punkt.zielbild_id IS NOT NULL AND NOT ({PUNKT_ENTSCHIEDEN})
    AND treffen.id = ?"""
_ORDER = "ORDER BY punkt.ordnung, punkt.id"


def is_entschieden(connection: sqlite3.Connection, punkt_id: str) -> bool:
    """Whether the decision an item is about has been taken or put off in the sprint of its meeting."""
    return connection.execute(f"{_PUNKTE} AND punkt.id = ?", (punkt_id,)).fetchone() is not None


def unentschiedene(connection: sqlite3.Connection, treffen_id: str) -> list[str]:
    """Return the titles of the items on a decision that were called up, but nothing was decided."""
    called = (PunktStatus.LAUFEND.value, PunktStatus.ERLEDIGT.value)
    rows = connection.execute(f"{_UNENTSCHIEDENE} AND punkt.status IN (?, ?) {_ORDER}", (treffen_id, *called))
    return [titel for (titel,) in rows]


def entschiedene_offene(connection: sqlite3.Connection, treffen_id: str) -> list[str]:
    """Return the ids of the items that nobody called up although what they decide on is decided."""
    rows = connection.execute(
        f"{_PUNKTE} AND punkt.treffen_id = ? AND punkt.status = ? {_ORDER}",
        (treffen_id, PunktStatus.OFFEN.value),
    )
    return [row_id for (row_id,) in rows]


def decided_before(connection: sqlite3.Connection, treffen_id: str) -> list[str]:
    """Return the ids of the decisions that the agenda of a meeting is about and that were made in no meeting."""
    rows = connection.execute(
        f"""SELECT e.id FROM entscheidung AS e JOIN treffen ON treffen.sprint_id = e.sprint_id
        WHERE treffen.id = ? AND e.status = '{EntscheidungStatus.BESCHLOSSEN.value}' AND e.treffen_id IS NULL
        AND EXISTS (SELECT 1 FROM tagesordnungspunkt AS punkt WHERE punkt.treffen_id = treffen.id
            AND punkt.art = '{PunktArt.ENTSCHEIDUNG.value}' AND punkt.zielbild_id = e.zielbild_id)
        ORDER BY e.jahr, e.nummer""",
        (treffen_id,),
    )
    return [row_id for (row_id,) in rows]
