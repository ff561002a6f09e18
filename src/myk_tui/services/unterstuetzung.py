"""Use cases of the ledger of support."""

from collections.abc import Mapping
from datetime import date

from myk_tui.domain.begriffe import UnterstuetzungArt, UnterstuetzungStatus
from myk_tui.domain.felder import every_field
from myk_tui.domain.unterstuetzung import Unterstuetzung, check_answer, check_betrag, parse_fields
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.unterstuetzung import count_open, load_ledger, load_unterstuetzung


class UnterstuetzungService:
    """Ask for support, answer, look it all up; an open request stays open from sprint to sprint."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_ledger(self) -> tuple[Unterstuetzung, ...]:
        """Return every request, the open ones first."""
        with self._database.read() as connection:
            return load_ledger(connection)

    def load_open_number(self) -> int:
        """Return how many requests nobody has answered, of whatever team and sprint."""
        with self._database.read() as connection:
            return count_open(connection)

    def load_unterstuetzung(self, unterstuetzung_id: str) -> Unterstuetzung:
        """Return one request; raises NotFound."""
        with self._database.read() as connection:
            return load_unterstuetzung(connection, unterstuetzung_id)

    def load_today(self) -> date:
        """Return the day that decides what is overdue."""
        return self._database.clock.today()

    def add_unterstuetzung(self, werte: Mapping[str, str], auftrag_id: str | None = None) -> str:
        """Ask for support as typed in the form, for a lane of the board or for nobody in particular; returns its id.

        Raises RuleViolation naming the field.
        """
        values = parse_fields(werte)
        check_betrag(UnterstuetzungArt(values["art"]), values.get("betrag_cent"))
        with self._database.write(_("Unterstützung erbeten: {titel}").format(titel=values["titel"])) as writer:
            sprint = active_sprint(writer.connection)
            place = {"sprint_id": None if sprint is None else sprint.id}
            if auftrag_id is not None:
                lane = require_row(writer.connection, t.auftrag, auftrag_id)
                place |= {"sprintteam_id": lane.sprintteam_id, "massnahme_id": lane.massnahme_id}
            return writer.insert(t.unterstuetzung, gestellt_am=self.load_today().isoformat(), **place, **values)

    def edit_unterstuetzung(self, unterstuetzung_id: str, werte: Mapping[str, str]) -> None:
        """Change a request or answer it, as typed in the form; the day of the answer is kept by itself.

        Raises RuleViolation naming the field, NotFound if the request is gone.
        """
        with self._database.write(_("Unterstützung bearbeitet")) as writer:
            before = require_row(writer.connection, t.unterstuetzung, unterstuetzung_id)
            values = parse_fields(werte)
            art = UnterstuetzungArt(str(values.get("art", before.art)))
            status = UnterstuetzungStatus(str(values.get("status", before.status)))
            with every_field() as field:
                with field():
                    check_betrag(art, values.get("betrag_cent", before.betrag_cent))
                with field():
                    check_answer(status, str(values.get("antwort", before.antwort)))
            if status is UnterstuetzungStatus.OFFEN:
                values["beantwortet_am"] = None
            elif before.status == UnterstuetzungStatus.OFFEN:
                values["beantwortet_am"] = self.load_today().isoformat()
            writer.update(t.unterstuetzung, unterstuetzung_id, **values)

    def delete_unterstuetzung(self, unterstuetzung_id: str) -> None:
        """Delete a request; undo brings it back."""
        with self._database.write(_("Unterstützung gelöscht")) as writer:
            require_row(writer.connection, t.unterstuetzung, unterstuetzung_id)
            writer.delete(t.unterstuetzung, unterstuetzung_id)
