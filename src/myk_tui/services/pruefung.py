"""Use cases of the Förderprüfung: of a Maßnahme, and before that of an idea."""

import sqlalchemy as sa

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

    about: sa.Table = t.massnahme
    answers: sa.Table = t.pruefung

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_pruefpunkte(self, row_id: str) -> tuple[Pruefpunkt, ...]:
        """Return all questions with their answers for one Maßnahme or idea."""
        with self._database.read() as connection:
            return load_pruefpunkte(connection, row_id, self.answers)

    def record_antwort(self, row_id: str, prueffrage_id: str, antwort: Antwort) -> None:
        """Answer one question."""
        self._record(row_id, prueffrage_id, antwort=antwort.value)

    def record_notiz(self, row_id: str, prueffrage_id: str, notiz: str) -> None:
        """Write a note to one question."""
        self._record(row_id, prueffrage_id, notiz=clean_text(notiz, feld="notiz", name=_("Notiz")))

    def _record(self, row_id: str, prueffrage_id: str, **values: str) -> None:
        p, owner = self.answers.c, f"{self.about.name}_id"
        today = self._database.clock.today().isoformat()
        with self._database.write(_("Förderprüfung ergänzt")) as writer:
            require_row(writer.connection, self.about, row_id)
            require_row(writer.connection, t.prueffrage, prueffrage_id)
            query = self.answers.select().where(p[owner] == row_id, p.prueffrage_id == prueffrage_id)
            row = writer.connection.execute(query).one_or_none()
            if row is None:
                named = {owner: row_id, "prueffrage_id": prueffrage_id}
                writer.insert(self.answers, geprueft_am=today, **named, **values)
            else:
                writer.update(self.answers, row.id, geprueft_am=today, **values)
