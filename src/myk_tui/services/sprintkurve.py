"""Use case of the burn-up; nothing is written."""

from myk_tui.domain.sprintkurve import Sprintkurve, make_sprintkurve
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.sprintboard import active_sprint, sprint_ref
from myk_tui.storage.queries.sprintkurve import load_kartenwege, local_day


class SprintkurveService:
    """See how the cards of a sprint got done."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_sprintkurve(self, sprint_id: str | None = None) -> Sprintkurve | None:
        """Return the weeks of a sprint (None: the running one), a closed one up to its closing.

        None before the first one has begun. Raises NotFound if the sprint is gone.
        """
        today, closed = self._database.clock.today(), None
        with self._database.read() as connection:
            if sprint_id is None:
                sprint = active_sprint(connection)
            else:
                row = require_row(connection, t.sprint, sprint_id)
                sprint, closed = sprint_ref(row), local_day(row.abgeschlossen_um)
            if sprint is None:
                return None
            cards = load_kartenwege(connection, sprint)
        end = today if sprint.aktiv else closed or sprint.ende
        return make_sprintkurve(sprint.name, sprint.beginn, end, cards, laeuft=sprint.aktiv)
