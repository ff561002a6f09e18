"""Finding the steps of the journal that were made while the clock of the laptop was wrong.

Plain SQL: in nearly every file no time runs backwards, and that is all that has to be found out.
"""

import sqlite3

import sqlalchemy as sa

from myk_tui.domain.clock import from_text
from myk_tui.domain.uhrzweifel import SPIELRAUM, doubtful_steps
from myk_tui.storage.queries import plain_connection

_BACKWARDS = """SELECT 1 FROM schritt AS spaeter JOIN schritt AS frueher ON frueher.nr = spaeter.nr - 1
    WHERE spaeter.nr > ? AND spaeter.um < frueher.um
        AND (julianday(frueher.um) - julianday(spaeter.um)) * 86400 > ? LIMIT 1"""

_KEPT = "unsichere"
"""Where the connection keeps the newest step that was looked at, and the doubtful ones up to it."""


def load_unsichere(connection: sa.Connection) -> frozenset[int]:
    """Return the numbers of the steps whose time is doubtful; of nearly all files none.

    It is asked for with every idea under the cursor and has to look at all steps, which are only ever added to. So what
    was found is kept, and as long as nothing was doubtful only the steps since then are looked at.
    """
    plain = plain_connection(connection)
    (newest,) = plain.execute("SELECT coalesce(max(nr), 0) FROM schritt").fetchone()
    seen, found = connection.info.get(_KEPT, (0, frozenset()))
    if seen != newest:
        if found or _runs_backwards(plain, seen):
            found = _doubtful(plain)
        connection.info[_KEPT] = newest, found
    return found  # type: ignore[no-any-return]  # what a connection keeps has no type


def _runs_backwards(plain: sqlite3.Connection, since: int) -> bool:
    return plain.execute(_BACKWARDS, (since, SPIELRAUM.total_seconds())).fetchone() is not None


def _doubtful(plain: sqlite3.Connection) -> frozenset[int]:
    steps = plain.execute("SELECT nr, um FROM schritt ORDER BY nr").fetchall()
    return doubtful_steps([(nr, from_text(moment)) for nr, moment in steps])
