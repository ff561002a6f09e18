"""Use case of the numbers sprint by sprint; nothing is written."""

from myk_tui.domain.sprintreihe import Sprintreihe
from myk_tui.storage.database import Database
from myk_tui.storage.queries.sprintreihe import load_sprintreihe


class SprintreiheService:
    """See how the programme goes on from sprint to sprint."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_sprintreihe(self) -> Sprintreihe:
        """Return progress, cards, ideas and support of every sprint that has begun."""
        with self._database.read() as connection:
            return load_sprintreihe(connection, self._database.clock.today())
