"""Use case of the balance view."""

from myk_tui.domain.ausgewogenheit import Ausgewogenheit
from myk_tui.storage.database import Database
from myk_tui.storage.queries.ausgewogenheit import load_ausgewogenheit


class AusgewogenheitService:
    """See how the Maßnahmen are spread over Zielbilder, Handlungsfelder and Gebietskörperschaften."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_ausgewogenheit(self) -> Ausgewogenheit:
        """Return both tables as they are now."""
        with self._database.read() as connection:
            return load_ausgewogenheit(connection)
