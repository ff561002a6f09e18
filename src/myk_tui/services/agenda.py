"""Use cases of the Digitale Agenda."""

from myk_tui.domain.agenda import Agenda
from myk_tui.domain.begriffe import MassnahmeStatus, label
from myk_tui.domain.text import clean_text
from myk_tui.i18n import _
from myk_tui.services.zielbaum import check_status
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.agenda import load_agenda, working_team


class AgendaService:
    """See all Maßnahmen by their life cycle and carry them from one state to another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_agenda(self) -> Agenda:
        """Return all Maßnahmen as they are now."""
        with self._database.read() as connection:
            return load_agenda(connection)

    def move_massnahme(self, massnahme_id: str, status: MassnahmeStatus, grund: str = "") -> None:
        """Give a Maßnahme another state, by the rules that hold for the form as well.

        Raises RuleViolation naming the field if it may not go there by hand or
        if the ``grund`` of stopping is missing, NotFound if it is gone.
        """
        reason = clean_text(grund, feld="grund", name=_("Grund"))
        values = {"status": status.value} | ({"grund": reason} if reason else {})
        with self._database.write(_("Stand gesetzt: {stand}").format(stand=label(status))) as writer:
            before = require_row(writer.connection, t.massnahme, massnahme_id)
            check_status(MassnahmeStatus(before.status), status, values, working_team(writer.connection, massnahme_id))
            writer.update(t.massnahme, massnahme_id, **values)
