"""Use cases: what a Maßnahme is connected with."""

from collections.abc import Mapping

import sqlalchemy as sa

from myk_tui.domain.beziehungen import NOTE, Auswahl, Beziehungen, check_links
from myk_tui.domain.text import clean_line
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.beziehungen import kanten, load_auswahl, load_beziehungen, titel


class BeziehungenService:
    """Read and set fields of action, places, needed Maßnahmen and the predecessor of a Maßnahme."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_beziehungen(self, massnahme_id: str) -> Beziehungen:
        """Return everything a Maßnahme is connected with; raises NotFound."""
        with self._database.read() as connection:
            return load_beziehungen(connection, massnahme_id)

    def load_auswahl(self, massnahme_id: str) -> Auswahl:
        """Return what can be ticked for a Maßnahme."""
        with self._database.read() as connection:
            return load_auswahl(connection, massnahme_id)

    def edit_beziehungen(self, massnahme_id: str, werte: Mapping[str, str]) -> None:
        """Set the links as ticked in the form; what is not named stays as it is.

        ``handlungsfelder``, ``orte`` and ``braucht`` are ids with commas between
        them, ``vorgaenger`` is one id or empty; ``bestaetigt`` is ``ja`` if
        assumed Handlungsfelder are no assumption any more. Notes on links that
        stay are kept; NOTE with the id of a needed Maßnahme sets the note.
        Raises RuleViolation naming the field for a circle, or NotFound; then
        nothing has changed.
        """
        with self._database.write(_("Beziehungen geändert")) as writer:
            row = require_row(writer.connection, t.massnahme, massnahme_id)
            self._check(writer, row.id, row.vorgaenger_id, werte)
            if "handlungsfelder" in werte:
                links = _Links(writer, t.massnahme_handlungsfeld, "handlungsfeld_id", t.handlungsfeld)
                links.set(massnahme_id, _ids(werte["handlungsfelder"]))
            if werte.get("bestaetigt") == "ja":
                _confirm_handlungsfelder(writer, massnahme_id)
            if "orte" in werte:
                links = _Links(writer, t.massnahme_ort, "gebietskoerperschaft_id", t.gebietskoerperschaft)
                links.set(massnahme_id, _ids(werte["orte"]))
            if "braucht" in werte:
                links = _Links(writer, t.abhaengigkeit, "von_massnahme_id", t.massnahme)
                links.set(massnahme_id, _ids(werte["braucht"]))
            for feld, text in werte.items():
                if feld.startswith(NOTE):
                    _note(writer, massnahme_id, feld.removeprefix(NOTE), text, feld)
            if "vorgaenger" in werte:
                writer.update(t.massnahme, massnahme_id, vorgaenger_id=werte["vorgaenger"] or None)

    def _check(self, writer: Writer, massnahme_id: str, before: str | None, werte: Mapping[str, str]) -> None:
        present = kanten(writer.connection)
        needed = {kante.nach for kante in present if kante.von == massnahme_id and not kante.folgt}
        wanted = _ids(werte["braucht"]) if "braucht" in werte else needed
        follows = werte.get("vorgaenger", before or "")
        check_links(massnahme_id, wanted, follows, present, titel(writer.connection))
        for other in sorted(wanted | ({follows} if follows else set())):
            require_row(writer.connection, t.massnahme, other)


class _Links:
    """The rows of a table that connects Maßnahmen with something."""

    def __init__(self, writer: Writer, table: sa.Table, column: str, target: sa.Table) -> None:
        self._writer = writer
        self._table = table
        self._column = column
        self._target = target

    def set(self, massnahme_id: str, wanted: set[str]) -> None:
        """Delete and add rows until exactly these are connected; raises NotFound."""
        table, connection = self._table, self._writer.connection
        own = table.select().where(table.c.massnahme_id == massnahme_id).order_by(table.c.id)
        rows = {row._mapping[table.c[self._column]]: row.id for row in connection.execute(own)}
        for other in sorted(rows.keys() - wanted):
            self._writer.delete(table, rows[other])
        for other in sorted(wanted - rows.keys()):
            require_row(connection, self._target, other)
            self._writer.insert(table, massnahme_id=massnahme_id, **{self._column: other})


def _note(writer: Writer, massnahme_id: str, other: str, text: str, feld: str) -> None:
    """Note something about a link; one that was unticked in the same form takes its note along."""
    note = clean_line(text, feld=feld, name=_("Notiz"), maximum=500)
    a = t.abhaengigkeit.c
    query = t.abhaengigkeit.select().where(a.massnahme_id == massnahme_id, a.von_massnahme_id == other)
    row = writer.connection.execute(query).one_or_none()
    if row is not None:
        writer.update(t.abhaengigkeit, row.id, notiz=note)


def _ids(text: str) -> set[str]:
    return {word for word in text.split(",") if word}


def _confirm_handlungsfelder(writer: Writer, massnahme_id: str) -> None:
    links = t.massnahme_handlungsfeld
    assumed = links.select().where(links.c.massnahme_id == massnahme_id, links.c.angenommen == 1).order_by(links.c.id)
    for row in writer.connection.execute(assumed).all():
        writer.update(links, row.id, angenommen=0)
