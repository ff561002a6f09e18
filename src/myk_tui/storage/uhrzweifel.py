"""Finding the steps of the journal that were made while the clock of the laptop was wrong.

Plain SQL: in nearly every file no time runs backwards, and that is all that has to be found out.
"""

import sqlite3

from myk_tui.domain.clock import from_text
from myk_tui.domain.uhrzweifel import SPIELRAUM, doubtful_steps

_BACKWARDS = """SELECT 1 FROM schritt AS spaeter JOIN schritt AS frueher ON frueher.nr = spaeter.nr - 1
    WHERE spaeter.um < frueher.um AND (julianday(frueher.um) - julianday(spaeter.um)) * 86400 > ? LIMIT 1"""


def load_unsichere(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the numbers of the steps whose time is doubtful; of nearly all files none."""
    if connection.execute(_BACKWARDS, (SPIELRAUM.total_seconds(),)).fetchone() is None:
        return frozenset()
    steps = connection.execute("SELECT nr, um FROM schritt ORDER BY nr").fetchall()
    return doubtful_steps([(nr, from_text(moment)) for nr, moment in steps])
