"""Use cases of the earlier sprints; nothing is written."""

from datetime import date

from myk_tui.domain.protokollwerte import Beschluss
from myk_tui.domain.sprintarchiv import Sprintarchiv
from myk_tui.domain.sprintboard import SprintRef
from myk_tui.storage.database import Database
from myk_tui.storage.queries.protokoll import load_sprintbeschluesse
from myk_tui.storage.queries.sprintarchiv import closed_sprints, load_sprintarchiv


class SprintarchivService:
    """Read closed sprints as they were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_sprints(self) -> list[tuple[SprintRef, date | None]]:
        """Return the closed sprints with the day of closing, the newest first."""
        with self._database.read() as connection:
            return closed_sprints(connection)

    def load_sprintarchiv(self, sprint_id: str) -> Sprintarchiv:
        """Return a closed sprint as it was when it was closed; raises NotFound, RuleViolation if it still runs."""
        with self._database.read() as connection:
            return load_sprintarchiv(connection, sprint_id)

    def load_beschluesse(self, sprint_id: str) -> tuple[Beschluss, ...]:
        """Return what was decided at the end of a sprint, each in its newest version, put off ones too."""
        with self._database.read() as connection:
            return load_sprintbeschluesse(connection, sprint_id)
