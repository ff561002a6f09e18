"""Use case of the search over everything."""

from myk_tui.domain.suche import Fund, Suchverzeichnis
from myk_tui.storage.database import Database
from myk_tui.storage.queries.suche import load_funde


class SucheService:
    """Find Maßnahmen, ideas, Ziele, Lösungen, teams, cards and decisions by a part of their words."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state: object = None
        self._verzeichnis = Suchverzeichnis(())

    def load_funde(self, text: str, limit: int = 50) -> list[Fund]:
        """Return what contains every word of ``text``, the best first.

        What can be found is read once and again only after something was written.
        """
        state = (self._database.last_saved, self._database.data_version())
        if state != self._state:
            with self._database.read() as connection:
                self._verzeichnis = Suchverzeichnis(load_funde(connection))
            self._state = state
        return self._verzeichnis.search(text, limit)
