"""Use cases of the Förderprüfung."""

from myk_tui.domain.begriffe import Antwort
from myk_tui.domain.pruefung import Pruefpunkt
from myk_tui.domain.text import clean_text
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.pruefung import load_pruefpunkte


class PruefungService:
    """Answer the questions of the Förderprüfung for a Maßnahme."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_pruefpunkte(self, massnahme_id: str) -> tuple[Pruefpunkt, ...]:
        """Return all questions with their answers for one Maßnahme."""
        with self._database.read() as connection:
            return load_pruefpunkte(connection, massnahme_id)

    def record_antwort(self, massnahme_id: str, prueffrage_id: str, antwort: Antwort) -> None:
        """Answer one question."""
        self._record(massnahme_id, prueffrage_id, antwort=antwort.value)

    def record_notiz(self, massnahme_id: str, prueffrage_id: str, notiz: str) -> None:
        """Write a note to one question."""
        self._record(massnahme_id, prueffrage_id, notiz=clean_text(notiz, feld="notiz", name=_("Notiz")))

    def _record(self, massnahme_id: str, prueffrage_id: str, **values: str) -> None:
        p = t.pruefung.c
        today = self._database.clock.today().isoformat()
        with self._database.write(_("Förderprüfung ergänzt")) as writer:
            require_row(writer.connection, t.massnahme, massnahme_id)
            require_row(writer.connection, t.prueffrage, prueffrage_id)
            query = t.pruefung.select().where(p.massnahme_id == massnahme_id, p.prueffrage_id == prueffrage_id)
            row = writer.connection.execute(query).one_or_none()
            if row is None:
                writer.insert(
                    t.pruefung, massnahme_id=massnahme_id, prueffrage_id=prueffrage_id, geprueft_am=today, **values
                )
            else:
                writer.update(t.pruefung, row.id, geprueft_am=today, **values)
