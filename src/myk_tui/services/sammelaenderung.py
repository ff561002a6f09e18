"""Changing many Maßnahmen at once: one step, undone as one."""

from collections.abc import Sequence

import sqlalchemy as sa

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.text import clean_text
from myk_tui.i18n import _, ngettext
from myk_tui.services.zielbaum import check_status
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.agenda import working_team
from myk_tui.storage.queries.ideenspeicher import handlungsfelder, orte


class SammelaenderungService:
    """Change state, Handlungsfeld and place of all marked Maßnahmen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_auswahl(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Return (id, name) of the Handlungsfelder and of the Gebietskörperschaften."""
        with self._database.read() as connection:
            return handlungsfelder(connection), orte(connection)

    def edit_massnahmen(
        self,
        massnahme_ids: Sequence[str],
        *,
        status: str = "",
        grund: str = "",
        handlungsfeld_id: str = "",
        ort_id: str = "",
    ) -> None:
        """Set the state and add a Handlungsfeld and a place; what is empty stays as it is.

        ``grund`` is why they are stopped. Raises RuleViolation naming the field, or NotFound; then none of them has changed.
        """
        count, reason = len(massnahme_ids), clean_text(grund, feld="grund", name=_("Grund"))
        title = ngettext("{n} Maßnahme geändert", "{n} Maßnahmen gemeinsam geändert", count).format(n=count)
        with self._database.write(title) as writer:
            for massnahme_id in massnahme_ids:
                before = require_row(writer.connection, t.massnahme, massnahme_id)
                if status:
                    new = MassnahmeStatus(status)
                    why = reason or before.grund
                    check_status(
                        MassnahmeStatus(before.status),
                        new,
                        {"grund": why},
                        working_team(writer.connection, massnahme_id),
                    )
                    writer.update(t.massnahme, massnahme_id, status=new.value, grund=why)
                if handlungsfeld_id:
                    require_row(writer.connection, t.handlungsfeld, handlungsfeld_id)
                    _link(writer, t.massnahme_handlungsfeld, massnahme_id, "handlungsfeld_id", handlungsfeld_id)
                if ort_id:
                    require_row(writer.connection, t.gebietskoerperschaft, ort_id)
                    _link(writer, t.massnahme_ort, massnahme_id, "gebietskoerperschaft_id", ort_id)


def _link(writer: Writer, table: sa.Table, massnahme_id: str, column: str, other_id: str) -> None:
    there = table.select().where(table.c.massnahme_id == massnahme_id, table.c[column] == other_id)
    if writer.connection.execute(there).first() is None:
        writer.insert(table, massnahme_id=massnahme_id, **{column: other_id})
