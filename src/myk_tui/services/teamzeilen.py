"""Use cases that add lines to a decision: a new Sprintteam, a second Maßnahme for a team."""

from myk_tui.domain.ordnung import key_at
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.services.entscheidung import require_draft, require_open_line, sync_lines
from myk_tui.services.sprintteam import insert_sprintteam
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


class TeamzeilenService:
    """Who decides on what, beyond one Maßnahme for each team that is there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_team(self, entscheidung_id: str, name: str) -> str:
        """Create a Sprintteam for the Zielbild of a draft, with its line; returns the id of the team.

        Raises RuleViolation naming ``name`` if it is taken there, or if the decision is made.
        """
        with self._database.write(_("Neues Sprintteam in der Entscheidung")) as writer:
            row = require_draft(writer, entscheidung_id)
            team_id = insert_sprintteam(writer, name, row.zielbild_id)
            sync_lines(writer, row)
            return team_id

    def add_zweite(self, zeile_id: str) -> str:
        """Add a line in which the team of ``zeile_id`` takes up a second Maßnahme; returns its id.

        Raises RuleViolation if there is one already, or if the decision is made.
        """
        with self._database.write(_("Zweite Maßnahme für ein Sprintteam vorgesehen")) as writer:
            zeile = require_open_line(writer, zeile_id)
            z = t.entscheidung_zeile.c
            rows = writer.connection.execute(
                t.entscheidung_zeile.select().where(z.entscheidung_id == zeile.entscheidung_id).order_by(z.ordnung)
            ).all()
            if any(row.sprintteam_id == zeile.sprintteam_id and row.auftrag_id is None for row in rows):
                raise RuleViolation(_("Für dieses Team steht schon eine Seite für eine weitere Maßnahme bereit."))
            place = max(place for place, row in enumerate(rows) if row.sprintteam_id == zeile.sprintteam_id)
            return writer.insert(
                t.entscheidung_zeile,
                entscheidung_id=zeile.entscheidung_id,
                sprintteam_id=zeile.sprintteam_id,
                ordnung=key_at([row.ordnung for row in rows], place + 1),
            )

    def delete_zweite(self, zeile_id: str) -> None:
        """Drop the line of a second Maßnahme again; raises RuleViolation if the decision is made."""
        with self._database.write(_("Doch keine zweite Maßnahme")) as writer:
            zeile = require_open_line(writer, zeile_id)
            if zeile.auftrag_id is not None:
                raise RuleViolation(_("Diese Seite gehört zu einem laufenden Auftrag und bleibt."))
            writer.delete(t.entscheidung_zeile, zeile_id)
