"""Use case of the burn-up; nothing is written."""

from myk_tui.domain.sprintkurve import Sprintkurve, make_sprintkurve
from myk_tui.storage.database import Database
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.sprintkurve import load_kartenwege


class SprintkurveService:
    """See how the cards of the running sprint got done."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_sprintkurve(self) -> Sprintkurve | None:
        """Return the weeks of the running sprint; None before the first one has begun."""
        with self._database.read() as connection:
            sprint = active_sprint(connection)
            if sprint is None:
                return None
            cards = load_kartenwege(connection, sprint)
        return make_sprintkurve(sprint.name, sprint.beginn, self._database.clock.today(), cards)
