"""The JSON snapshot after a closing: asked for inside its transaction, written when the result is on the screen."""

import logging

import sqlalchemy as sa

from myk_tui.errors import MykError
from myk_tui.storage import merker
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer

PENDING = "abschlussbild"
"""Under which key it is kept which closed quarter still wants its snapshot."""

log = logging.getLogger("myk_tui")


def note_pending(writer: Writer, kurz: str) -> None:
    """Ask, inside the transaction of the closing, for the snapshot after the quarter ``kurz``."""
    merker.keep(writer.connection, PENDING, kurz)


class AbschlussbildService:
    """Writes the snapshot that a closing asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write_pending(self) -> str:
        """Write the snapshot that a closing asked for and return its name; empty if none is asked for or it failed.

        It comes after the closing, so that the result is on the screen first; if the program ended between, the
        next start writes it. A closing that was taken back meanwhile has none: then nothing is written.
        """
        kurz = self._database.remembered(PENDING)
        if not isinstance(kurz, str) or self._database.read_only:
            return ""
        return _write(self._database, kurz)


def _write(database: Database, kurz: str) -> str:
    from myk_tui.services.schnappschuss import write_snapshot

    target = database.path.with_name(f"{database.path.stem}-{kurz}.json")
    jahr, _q, quartal = kurz.partition("-Q")
    s = t.sprint.c
    with database.read() as connection:
        query = sa.select(s.id).where(s.jahr == int(jahr), s.quartal == int(quartal), s.status == "abgeschlossen")
        stands = connection.scalar(query) is not None
    name = ""
    try:
        if stands:
            write_snapshot(database, target)
            name = target.name
        database.remember(PENDING, None)
    except MykError:  # the closing stands; the next start tries again
        log.warning("no snapshot after the closing", exc_info=True)
    return name
