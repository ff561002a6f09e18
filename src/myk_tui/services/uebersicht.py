"""Use case of the first screen."""

from myk_tui.domain.uebersicht import Uebersicht
from myk_tui.storage.database import Database
from myk_tui.storage.first_look import load_uebersicht
from myk_tui.storage.queries import plain_connection
from myk_tui.storage.queries.zielbaum import TREE_TABLES, load_zielbaum


class UebersichtService:
    """Where do we stand?"""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_uebersicht(self) -> Uebersicht:
        """Return the state of the programme in one look."""
        tree = self._database.kept("zielbaum", TREE_TABLES, load_zielbaum)
        with self._database.read() as connection:
            return load_uebersicht(plain_connection(connection), self._database.clock.today(), tree)
