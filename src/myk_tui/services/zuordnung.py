"""Use cases of where an idea belongs: suggest a place, take it as an assumption, confirm it."""

from myk_tui.domain.zuordnung import Platzverzeichnis, Vorschlag
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.services.ideenspeicher import place_in_tree
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.zuordnung import PLATZ_TABLES, load_plaetze


class ZuordnungService:
    """Suggest to which Lösung or Zielbild an idea belongs; a person confirms it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_vorschlaege(self, idee_id: str) -> tuple[Vorschlag, ...]:
        """Return the most probable places of an idea that has none yet, the best first; raises NotFound."""
        with self._database.read() as connection:
            row = require_row(connection, t.idee, idee_id)
        if row.zielbild_id is not None or row.loesung_id is not None:
            return ()
        return self.load_platzverzeichnis().suggest(row.titel, row.beschreibung)

    def load_platzverzeichnis(self) -> Platzverzeichnis:
        """Return all places an idea can belong to, ready to be compared with."""
        return self._database.kept(
            "plaetze", PLATZ_TABLES, lambda connection: Platzverzeichnis(load_plaetze(connection))
        )

    def assume_platz(self, idee_id: str, platz_id: str) -> None:
        """Link an idea to a suggested Lösung or Zielbild; it stays an assumption until somebody confirms it."""
        with self._database.write(_("Zuordnung der Idee angenommen")) as writer:
            before = require_row(writer.connection, t.idee, idee_id)
            values = place_in_tree(writer, before, platz_id)
            if not values:
                raise RuleViolation(_("Die Idee ist schon so zugeordnet."))
            writer.update(t.idee, idee_id, **(values | {"zuordnung_angenommen": 1}))

    def confirm_platz(self, idee_id: str) -> None:
        """Say that an assumed place is right."""
        with self._database.write(_("Zuordnung der Idee bestätigt")) as writer:
            row = require_row(writer.connection, t.idee, idee_id)
            if not row.zuordnung_angenommen or (row.zielbild_id is None and row.loesung_id is None):
                raise RuleViolation(_("Diese Idee hat keine angenommene Zuordnung."))
            writer.update(t.idee, idee_id, zuordnung_angenommen=0)
