"""Use cases of the steps of a Maßnahme: add, rename, tick, sort, delete, and let them make the progress."""

from myk_tui.domain.ordnung import key_at
from myk_tui.domain.teilschritt import Schrittliste, check_countable
from myk_tui.domain.text import TITEL_MAX, clean_line
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.teilschritt import load_schritte, schritt_keys


class TeilschrittService:
    """Keep the steps; as long as they count, every change sets the progress in the same step of the history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_schritte(self, massnahme_id: str) -> Schrittliste:
        """Return the steps of a Maßnahme; raises NotFound."""
        with self._database.read() as connection:
            return load_schritte(connection, massnahme_id)

    def add_schritt(self, massnahme_id: str, titel: str) -> str:
        """Add a step at the end and return its id; raises RuleViolation for an empty title."""
        name = _titel(titel)
        with self._database.write(_("Teilschritt „{titel}“ angelegt").format(titel=name)) as writer:
            require_row(writer.connection, t.massnahme, massnahme_id)
            keys = [key for _id, key in schritt_keys(writer.connection, massnahme_id)]
            added = writer.insert(t.teilschritt, massnahme_id=massnahme_id, titel=name, ordnung=key_at(keys, len(keys)))
            _settle(writer, massnahme_id)
            return added

    def rename_schritt(self, schritt_id: str, titel: str) -> None:
        """Give a step another title; raises RuleViolation for an empty one."""
        name = _titel(titel)
        with self._database.write(_("Teilschritt in „{titel}“ umbenannt").format(titel=name)) as writer:
            require_row(writer.connection, t.teilschritt, schritt_id)
            writer.update(t.teilschritt, schritt_id, titel=name)

    def tick_schritt(self, schritt_id: str) -> None:
        """Tick a step as done, or take the tick away."""
        with self._database.read() as connection:
            done = bool(require_row(connection, t.teilschritt, schritt_id).erledigt)
        title = _("Teilschritt wieder offen") if done else _("Teilschritt erledigt")
        with self._database.write(title) as writer:
            row = require_row(writer.connection, t.teilschritt, schritt_id)
            writer.update(t.teilschritt, schritt_id, erledigt=int(not done))
            _settle(writer, row.massnahme_id)

    def reorder_schritt(self, schritt_id: str, richtung: int) -> bool:
        """Move a step up (-1) or down (+1); returns False at the edge."""
        with self._database.write(_("Teilschritt umsortiert")) as writer:
            row = require_row(writer.connection, t.teilschritt, schritt_id)
            steps = schritt_keys(writer.connection, row.massnahme_id)
            place = [other for other, _key in steps].index(schritt_id) + richtung
            if not 0 <= place < len(steps):
                return False
            keys = [key for other, key in steps if other != schritt_id]
            writer.update(t.teilschritt, schritt_id, ordnung=key_at(keys, place))
            return True

    def delete_schritt(self, schritt_id: str) -> None:
        """Delete a step; undo brings it back."""
        with self._database.write(_("Teilschritt gelöscht")) as writer:
            row = require_row(writer.connection, t.teilschritt, schritt_id)
            writer.delete(t.teilschritt, schritt_id)
            _settle(writer, row.massnahme_id)

    def record_zaehlen(self, massnahme_id: str, *, zaehlen: bool) -> None:
        """Let the steps make the progress from now on, or no longer; then the number stays as it is.

        Raises RuleViolation if there is no step.
        """
        title = _("Teilschritte ergeben den Fortschritt") if zaehlen else _("Teilschritte zählen nicht mehr")
        with self._database.write(title) as writer:
            require_row(writer.connection, t.massnahme, massnahme_id)
            if zaehlen:
                check_countable(load_schritte(writer.connection, massnahme_id))
            writer.update(t.massnahme, massnahme_id, schritte_zaehlen=int(zaehlen))
            _settle(writer, massnahme_id)


def _titel(text: str) -> str:
    return clean_line(text, feld="titel", name=_("Titel"), required=True, maximum=TITEL_MAX)


def _settle(writer: Writer, massnahme_id: str) -> None:
    """Set the progress the steps make, if they make one."""
    value = load_schritte(writer.connection, massnahme_id).wert
    if value is not None:
        writer.update(t.massnahme, massnahme_id, fortschritt=value)
