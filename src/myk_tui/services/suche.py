"""Use case of the search over everything."""

from collections.abc import Iterator

from myk_tui.domain.suche import Fund, Suchverzeichnis
from myk_tui.storage.database import Database
from myk_tui.storage.queries.suche import load_funde

PORTION = 4_000
"""How many finds are folded at a time: some milliseconds, so that a key in between need not wait."""


class SucheService:
    """Find Maßnahmen, ideas, Ziele, Lösungen, teams, cards and decisions by a part of their words."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state: object = None
        self._verzeichnis = Suchverzeichnis()

    def load_funde(self, text: str, limit: int = 50) -> list[Fund]:
        """Return what contains every word of ``text``, the best first.

        What can be found is read once and again only after something was written.
        """
        for _portion in self.load_portionen():
            pass
        return self._verzeichnis.search(text, limit)

    def load_portionen(self) -> Iterator[None]:
        """Have everything at hand for ``load_funde``, a portion of the work with each step; none if it is."""
        state = self._database.state()
        if state == self._state:
            return
        with self._database.read() as connection:
            funde = list(load_funde(connection))
        verzeichnis = Suchverzeichnis()
        for first in range(0, len(funde), PORTION):
            yield
            verzeichnis.add(funde[first : first + PORTION])
        self._verzeichnis, self._state = verzeichnis, state
