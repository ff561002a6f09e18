"""Use cases of what is noted in a meeting: who is there, news, way of working, agreements, parked topics."""

from collections.abc import Mapping
from typing import Any

from myk_tui.domain.begriffe import TreffenStatus
from myk_tui.domain.clock import to_text
from myk_tui.domain.mitschrift import Eintrag, Eintragsart, Mitschrift, Pulsschlag, dump_puls
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.domain.treffen_felder import parse_anwesend, parse_eintrag, parse_puls
from myk_tui.domain.treffen_uhr import whole_second
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.treffen import load_arbeitsweise_zuvor, load_mitschrift, load_pulse


class MitschriftService:
    """Write along; nothing here moves a clock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- reading

    def load_mitschrift(self, treffen_id: str) -> Mitschrift:
        """Return what is noted, with what is still open from earlier meetings and news that nobody has seen yet."""
        with self._database.read() as connection:
            return load_mitschrift(connection, treffen_id)

    def load_pulse(self, treffen_id: str) -> tuple[Pulsschlag, ...]:
        """Return the checks by hands of this group up to this meeting, the newest first; raises NotFound."""
        with self._database.read() as connection:
            return load_pulse(connection, treffen_id)

    def load_arbeitsweise_zuvor(self, treffen_id: str) -> tuple[Eintrag, ...]:
        """Return what the meeting before said about the way of working; raises NotFound."""
        with self._database.read() as connection:
            return load_arbeitsweise_zuvor(connection, treffen_id)

    # --- writing

    def record_anwesend(self, treffen_id: str, gruppen: Mapping[str, str], werte: Mapping[str, str]) -> None:
        """Count the people: ``gruppen`` names the groups by field, ``werte`` the numbers as typed.

        Only what differs from the last count is written, with the time. Raises RuleViolation naming the field.
        """
        counts = parse_anwesend(werte)
        with self._database.write(_("Anwesende gezählt")) as writer:
            require_row(writer.connection, t.treffen, treffen_id)
            known = {each.gruppe: each.anzahl for each in load_mitschrift(writer.connection, treffen_id).anwesend}
            now = to_text(whole_second(self._database.clock.now()))
            for feld, anzahl in counts.items():
                gruppe = gruppen[feld]
                if anzahl is not None and known.get(gruppe) != anzahl:
                    writer.insert(t.anwesenheit, treffen_id=treffen_id, gruppe=gruppe, anzahl=anzahl, um=now)

    def record_puls(self, treffen_id: str, werte: Mapping[str, str]) -> None:
        """Count the hands: ``werte`` has how many showed five fingers in ``f5``, and so on to ``f1``.

        Raises RuleViolation naming the field.
        """
        puls = parse_puls(werte)
        with self._database.write(_("Fünf Finger gezählt")) as writer:
            require_row(writer.connection, t.treffen, treffen_id)
            writer.update(t.treffen, treffen_id, puls=dump_puls(puls))

    def add_eintrag(self, treffen_id: str, art: Eintragsart, werte: Mapping[str, str]) -> str:
        """Note an agreement, a parked topic, something on the way of working or a Neuigkeit; returns its id.

        A Neuigkeit told while the meeting runs has been seen by it; one written before waits to be shown.
        """
        values = parse_eintrag(werte, art)
        table = t.BY_NAME[art.value]
        with self._database.write(_("Im Treffen festgehalten")) as writer:
            row = require_row(writer.connection, t.treffen, treffen_id)
            key = _next_key(writer, table, treffen_id)
            if art is Eintragsart.NEUIGKEIT:
                values["datum"] = self._database.clock.today().isoformat()
                waits = row.status == TreffenStatus.GEPLANT
                return writer.insert(table, treffen_id=None if waits else treffen_id, ordnung=key, **values)
            return writer.insert(table, treffen_id=treffen_id, ordnung=key, **values)

    def edit_eintrag(self, art: Eintragsart, eintrag_id: str, werte: Mapping[str, str]) -> None:
        """Change what was noted; raises RuleViolation naming the field."""
        values = parse_eintrag(werte, art)
        with self._database.write(_("Eintrag bearbeitet")) as writer:
            require_row(writer.connection, t.BY_NAME[art.value], eintrag_id)
            writer.update(t.BY_NAME[art.value], eintrag_id, **values)

    def tick_eintrag(self, art: Eintragsart, eintrag_id: str) -> None:
        """Tick an agreement or a parked topic off, or take that back."""
        with self._database.write(_("Eintrag abgehakt")) as writer:
            row = require_row(writer.connection, t.BY_NAME[art.value], eintrag_id)
            if not hasattr(row, "erledigt"):
                raise RuleViolation(_("Abhaken lassen sich Vereinbarungen und geparkte Themen."))
            writer.update(t.BY_NAME[art.value], eintrag_id, erledigt=1 - row.erledigt)

    def mark_gezeigt(self, treffen_id: str, eintrag_id: str) -> None:
        """Say that this meeting has seen a Neuigkeit, or take that back; only what nobody has seen comes again."""
        with self._database.write(_("Neuigkeit gezeigt")) as writer:
            require_row(writer.connection, t.treffen, treffen_id)
            seen = require_row(writer.connection, t.neuigkeit, eintrag_id).treffen_id is not None
            if seen:
                writer.titel = _("Neuigkeit doch nicht gezeigt")
            writer.update(t.neuigkeit, eintrag_id, treffen_id=None if seen else treffen_id)

    def reorder_eintrag(self, treffen_id: str, art: Eintragsart, eintrag_id: str, schritt: int) -> bool:
        """Move an entry up (-1) or down (1) among those of its kind that are listed; returns whether there was room."""
        table = t.BY_NAME[art.value]
        with self._database.write(_("Einträge umgestellt")) as writer:
            require_row(writer.connection, table, eintrag_id)
            listed = [entry.id for entry in load_mitschrift(writer.connection, treffen_id).of(art) if not entry.frueher]
            place = listed.index(eintrag_id) + schritt if eintrag_id in listed else -1
            if not 0 <= place < len(listed):
                return False
            listed.remove(eintrag_id)
            keys = [require_row(writer.connection, table, each).ordnung for each in listed]
            if keys == sorted(set(keys)):
                writer.update(table, eintrag_id, ordnung=key_at(keys, place))
                return True
            listed.insert(place, eintrag_id)  # news of two meetings may stand on the same place
            for each, key in zip(listed, keys_for(len(listed)), strict=True):
                writer.update(table, each, ordnung=key)
            return True

    def delete_eintrag(self, art: Eintragsart, eintrag_id: str) -> None:
        """Delete what was noted."""
        with self._database.write(_("Eintrag gelöscht")) as writer:
            require_row(writer.connection, t.BY_NAME[art.value], eintrag_id)
            writer.delete(t.BY_NAME[art.value], eintrag_id)


def _next_key(writer: Writer, table: Any, treffen_id: str) -> str:
    """Return the place after all entries of a meeting, and after those that belong to none."""
    belongs = (table.c.treffen_id == treffen_id) | table.c.treffen_id.is_(None)
    keys = sorted(writer.connection.scalars(table.select().with_only_columns(table.c.ordnung).where(belongs)))
    return key_at(keys, len(keys))
