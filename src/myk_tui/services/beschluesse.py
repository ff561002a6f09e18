"""Use cases of decisions that were made: read every version, correct by a new one."""

from collections.abc import Mapping
from typing import Any

from myk_tui.domain.begriffe import EntscheidungStatus
from myk_tui.domain.beschluesse import Beschluss, check_correctable, check_fields, corrected
from myk_tui.domain.clock import to_text
from myk_tui.domain.kalender import parse_date
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.beschluesse import load_beschluesse, load_beschluss


class BeschluesseService:
    """The record of what was decided."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_beschluesse(self) -> tuple[Beschluss, ...]:
        """Return every version of every numbered decision, newest first."""
        with self._database.read() as connection:
            return load_beschluesse(connection)

    def load_beschluss(self, entscheidung_id: str) -> Beschluss:
        """Return one version; raises NotFound."""
        with self._database.read() as connection:
            return load_beschluss(connection, entscheidung_id)

    def correct_beschluss(self, entscheidung_id: str, werte: Mapping[str, str]) -> str:
        """Make a new version of a decision after its sprint was closed; returns its id.

        ``werte`` as typed: anlass (needed), begruendung, was, gremium, bis, and
        ``zeile-<id>`` for the reason of a team. Number, choices and what closing
        did stay as they are, and so does the old version, marked as replaced.
        Raises RuleViolation naming the field.
        """
        today = self._database.clock.today()
        day = parse_date(werte.get("bis", ""), feld="bis", name=_("Bis wann?"))
        values: dict[str, Any] = {
            "begruendung": corrected(werte.get("begruendung", ""), werte.get("anlass", ""), today),
            "naechster_schritt": clean_line(werte.get("was", ""), feld="was", name=_("Nächster Schritt"), maximum=500),
            "naechstes_gremium": clean_line(werte.get("gremium", ""), feld="gremium", name=_("Gremium"), maximum=200),
            "naechster_schritt_bis": None if day is None else day.isoformat(),
        }
        reasons = {
            key: clean_text(text, feld=key, name=_("Begründung")) for key, text in werte.items() if key[:6] == "zeile-"
        }
        with self._database.write(_("Beschluss korrigiert")) as writer:
            old = load_beschluss(writer.connection, entscheidung_id)
            check_correctable(old)
            check_fields(old, werte)
            writer.update(t.entscheidung, old.id, status=EntscheidungStatus.KORRIGIERT.value)
            row = require_row(writer.connection, t.entscheidung, old.id)
            values |= {
                "version": old.version + 1,
                "vorgaenger_id": old.id,
                "status": EntscheidungStatus.BESCHLOSSEN.value,
                "beschlossen_um": to_text(self._database.clock.now()),
            }
            new_id = writer.insert(t.entscheidung, **(_copied(row) | values))
            _copy_lines(writer, old.id, new_id, reasons)
            return new_id


def _copied(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "id"}


def _copy_lines(writer: Writer, old_id: str, new_id: str, reasons: Mapping[str, str]) -> None:
    z = t.entscheidung_zeile.c
    query = t.entscheidung_zeile.select().where(z.entscheidung_id == old_id).order_by(z.ordnung, z.id)
    for row in writer.connection.execute(query).all():
        changed = {"entscheidung_id": new_id}
        if f"zeile-{row.id}" in reasons:
            changed["begruendung"] = reasons[f"zeile-{row.id}"]
        writer.insert(t.entscheidung_zeile, **(_copied(row) | changed))
