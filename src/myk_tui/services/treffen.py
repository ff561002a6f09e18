"""Use cases of the meeting: prepare it, run it, note what is said."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from myk_tui.domain.begriffe import PunktStatus, TreffenStatus
from myk_tui.domain.clock import to_text
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.domain.treffen import (
    Eintragsart,
    Mitschrift,
    Tagesordnungspunkt,
    Treffen,
    Treffenkopf,
    check_changeable,
    check_may_start,
    check_running,
    make_tagesordnung,
)
from myk_tui.domain.treffen_felder import parse_anwesend, parse_eintrag, parse_punkt, parse_treffen
from myk_tui.domain.treffen_uhr import add_seconds, seconds_between, seconds_of, whole_second
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.treffen import (
    active_teams,
    has_open_entries,
    load_liste,
    load_mitschrift,
    load_treffen,
    load_zurueck,
    present_meeting,
    running_meeting,
)
from myk_tui.storage.queries.zielbaum import zielbilder


class TreffenService:
    """One meeting at a time; its clocks are reckoned from moments in the file, so a crash changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- reading

    def load_jetzt(self) -> datetime:
        """Return the present moment of the clock that everything is reckoned with."""
        return self._database.clock.now()

    def load_liste(self) -> tuple[Treffenkopf, ...]:
        """Return all meetings, the newest first."""
        with self._database.read() as connection:
            return load_liste(connection)

    def load_gegenwaertiges(self) -> Treffen | None:
        """Return the meeting that runs, else the next planned, else the last; None if there is none."""
        with self._database.read() as connection:
            found = present_meeting(connection)
            return None if found is None else load_treffen(connection, found)

    def load_treffen(self, treffen_id: str) -> Treffen:
        """Return a meeting with its agenda; raises NotFound."""
        with self._database.read() as connection:
            return load_treffen(connection, treffen_id)

    def load_mitschrift(self, treffen_id: str) -> Mitschrift:
        """Return what is noted, with what is still open from earlier meetings."""
        with self._database.read() as connection:
            return load_mitschrift(connection, treffen_id)

    def load_zielbilder(self) -> list[tuple[str, str]]:
        """Return (id, title) of the Zielbilder a meeting can be about."""
        with self._database.read() as connection:
            return zielbilder(connection)

    # --- prepare

    def prepare_treffen(self, werte: Mapping[str, str]) -> str:
        """Plan a meeting with the agenda of 120 minutes and what was left over; returns its id.

        ``werte``: titel, datum, beginn_geplant, ort, zielbild. Raises RuleViolation naming the field.
        """
        values = parse_treffen(werte)
        with self._database.write(_("Treffen vorbereitet")) as writer:
            sprint = active_sprint(writer.connection)
            treffen_id = writer.insert(t.treffen, sprint_id=None if sprint is None else sprint.id, **values)
            about = values.get("zielbild_id")
            found = [pair for pair in zielbilder(writer.connection) if about in (None, pair[0])]
            items = make_tagesordnung(
                found,
                active_teams(writer.connection, about),
                load_zurueck(writer.connection, about),
                offenes=has_open_entries(writer.connection),
            )
            for item, key in zip(items, keys_for(len(items)), strict=True):
                row = {**item.__dict__, "art": item.art.value}
                writer.insert(t.tagesordnungspunkt, treffen_id=treffen_id, ordnung=key, **row)
            return treffen_id

    def edit_treffen(self, treffen_id: str, werte: Mapping[str, str]) -> None:
        """Change title, day, time, place, notes as typed; raises RuleViolation naming the field."""
        values = parse_treffen(werte)
        with self._database.write(_("Treffen bearbeitet")) as writer:
            require_row(writer.connection, t.treffen, treffen_id)
            writer.update(t.treffen, treffen_id, **values)

    def delete_treffen(self, treffen_id: str) -> None:
        """Delete a planned meeting; one that was held stays. Raises RuleViolation."""
        with self._database.write(_("Treffen gelöscht")) as writer:
            row = require_row(writer.connection, t.treffen, treffen_id)
            if row.status != TreffenStatus.GEPLANT:
                raise RuleViolation(_("Ein Treffen, das stattgefunden hat, bleibt in der Liste."))
            writer.delete(t.treffen, treffen_id)

    def add_punkt(self, treffen_id: str, werte: Mapping[str, str]) -> str:
        """Add an item at the end of the agenda and return its id; raises RuleViolation naming the field."""
        values = parse_punkt(werte)
        with self._database.write(_("Tagesordnungspunkt angelegt")) as writer:
            treffen = load_treffen(writer.connection, treffen_id)
            if treffen.status is TreffenStatus.BEENDET:
                raise RuleViolation(_("Das Treffen ist beendet; seine Tagesordnung bleibt, wie sie war."))
            keys = [row.ordnung for row in _rows(writer, treffen_id)]
            return writer.insert(t.tagesordnungspunkt, treffen_id=treffen_id, ordnung=key_at(keys, len(keys)), **values)

    def edit_punkt(self, punkt_id: str, werte: Mapping[str, str]) -> None:
        """Change an item as typed; notes can be written at any time. Raises RuleViolation naming the field."""
        values = parse_punkt(werte)
        with self._database.write(_("Tagesordnungspunkt bearbeitet")) as writer:
            require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
            writer.update(t.tagesordnungspunkt, punkt_id, **values)

    def delete_punkt(self, punkt_id: str) -> None:
        """Take an item off the agenda."""
        with self._database.write(_("Tagesordnungspunkt gelöscht")) as writer:
            _changeable(writer, punkt_id)
            writer.delete(t.tagesordnungspunkt, punkt_id)

    def reorder_punkt(self, punkt_id: str, schritt: int) -> bool:
        """Move an item up (-1) or down (1); returns whether there was room."""
        with self._database.write(_("Tagesordnung umgestellt")) as writer:
            punkt, treffen = _changeable(writer, punkt_id)
            place = treffen.punkte.index(punkt) + schritt
            if not 0 <= place < len(treffen.punkte):
                return False
            keys = [row.ordnung for row in _rows(writer, treffen.id) if row.id != punkt_id]
            writer.update(t.tagesordnungspunkt, punkt_id, ordnung=key_at(keys, place))
            return True

    def postpone_punkt(self, punkt_id: str) -> None:
        """Put an item off to the next meeting, or take that back."""
        self._toggle(punkt_id, PunktStatus.VERTAGT, _("Punkt vertagt"))

    def park_punkt(self, punkt_id: str) -> None:
        """Park an item: it becomes a parked topic, which stays open until somebody ticks it off."""
        with self._database.write(_("Punkt geparkt")) as writer:
            punkt, treffen = _changeable(writer, punkt_id)
            if punkt.status is PunktStatus.GEPARKT:
                raise RuleViolation(_("Dieser Punkt ist schon geparkt."))
            writer.update(t.tagesordnungspunkt, punkt_id, status=PunktStatus.GEPARKT.value)
            writer.insert(
                t.parkthema,
                treffen_id=treffen.id,
                titel=punkt.titel,
                ordnung=_next_key(writer, t.parkthema, treffen.id),
            )

    # --- run

    def begin(self, treffen_id: str) -> None:
        """Begin a meeting with its first item; raises RuleViolation if another one runs."""
        with self._database.write(_("Treffen begonnen")) as writer:
            treffen = load_treffen(writer.connection, treffen_id)
            other = running_meeting(writer.connection)
            check_may_start(treffen, None if other is None or other.id == treffen_id else other.titel)
            if treffen.laeuft:
                return
            now = self._now()
            writer.update(t.treffen, treffen_id, status=TreffenStatus.LAUFEND.value, begonnen_um=to_text(now))
            first = treffen.naechster
            if first is not None:
                _start(writer, first, now)

    def next_punkt(self, treffen_id: str) -> None:
        """End the item that is being discussed and begin the next; after the last nothing is discussed."""
        with self._database.write(_("Nächster Punkt")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            following = treffen.naechster
            _stop(writer, treffen, now)
            _resume(writer, treffen, now)
            if following is not None:
                _start(writer, following, now)

    def jump_to(self, punkt_id: str) -> None:
        """Begin a certain item now; one that was done already goes on."""
        with self._database.write(_("Zu einem Punkt gesprungen")) as writer:
            row = require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
            treffen = self._running(writer, row.treffen_id)
            punkt = _item(treffen, punkt_id)
            if punkt.status is PunktStatus.LAUFEND:
                return
            now = self._now()
            _stop(writer, treffen, now)
            _resume(writer, treffen, now)
            _start(writer, punkt, now)

    def pause(self, treffen_id: str) -> None:
        """Make a break, or end it; the clocks stand still meanwhile."""
        with self._database.write(_("Pause")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            if treffen.pause_seit is not None:
                _resume(writer, treffen, now)
                return
            laufender = treffen.laufender
            if laufender is not None:
                used = seconds_of(laufender, treffen, now)
                writer.update(t.tagesordnungspunkt, laufender.id, sekunden=used, begonnen_um=to_text(now))
            writer.update(t.treffen, treffen_id, pause_seit=to_text(now))

    def record_schlaf(self, treffen_id: str, von: datetime, bis: datetime) -> None:
        """Count the time the laptop slept in a running meeting as a pause: item and evening lose it.

        Raises RuleViolation if the meeting does not run any more.
        """
        with self._database.write(_("Pause nachgetragen")) as writer:
            treffen = self._running(writer, treffen_id)
            if treffen.pause_seit is not None or treffen.begonnen_um is None:
                return
            pause = add_seconds(treffen.pause_sekunden, max(von, treffen.begonnen_um), bis)
            writer.update(t.treffen, treffen_id, pause_sekunden=pause)
            laufender = treffen.laufender
            if laufender is not None and laufender.begonnen_um is not None:
                missed = seconds_between(max(von, laufender.begonnen_um), bis)
                later = laufender.begonnen_um + timedelta(seconds=missed)
                writer.update(t.tagesordnungspunkt, laufender.id, begonnen_um=to_text(later))

    def end(self, treffen_id: str) -> None:
        """End the meeting; what was not discussed stays open and comes back next time."""
        with self._database.write(_("Treffen beendet")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            _stop(writer, treffen, now)
            _resume(writer, treffen, now)
            writer.update(t.treffen, treffen_id, status=TreffenStatus.BEENDET.value, beendet_um=to_text(now))

    # --- note

    def record_anwesend(self, treffen_id: str, gruppen: Mapping[str, str], werte: Mapping[str, str]) -> None:
        """Count the people: ``gruppen`` names the groups by field, ``werte`` the numbers as typed.

        Only what differs from the last count is written, with the time. Raises RuleViolation naming the field.
        """
        counts = parse_anwesend(werte)
        with self._database.write(_("Anwesende gezählt")) as writer:
            require_row(writer.connection, t.treffen, treffen_id)
            known = {each.gruppe: each.anzahl for each in load_mitschrift(writer.connection, treffen_id).anwesend}
            for feld, anzahl in counts.items():
                gruppe = gruppen[feld]
                if anzahl is not None and known.get(gruppe) != anzahl:
                    writer.insert(
                        t.anwesenheit, treffen_id=treffen_id, gruppe=gruppe, anzahl=anzahl, um=to_text(self._now())
                    )

    def add_eintrag(self, treffen_id: str, art: Eintragsart, werte: Mapping[str, str]) -> str:
        """Note a Neuigkeit, an agreement, a parked topic or something on the way of working; returns its id."""
        values = parse_eintrag(art, werte)
        table = t.BY_NAME[art.value]
        with self._database.write(_("Im Treffen festgehalten")) as writer:
            require_row(writer.connection, t.treffen, treffen_id)
            if art is Eintragsart.NEUIGKEIT:
                values["datum"] = self._database.clock.today().isoformat()
            return writer.insert(table, treffen_id=treffen_id, ordnung=_next_key(writer, table, treffen_id), **values)

    def edit_eintrag(self, art: Eintragsart, eintrag_id: str, werte: Mapping[str, str]) -> None:
        """Change what was noted; raises RuleViolation naming the field."""
        values = parse_eintrag(art, werte)
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

    def delete_eintrag(self, art: Eintragsart, eintrag_id: str) -> None:
        """Delete what was noted."""
        with self._database.write(_("Eintrag gelöscht")) as writer:
            require_row(writer.connection, t.BY_NAME[art.value], eintrag_id)
            writer.delete(t.BY_NAME[art.value], eintrag_id)

    def _toggle(self, punkt_id: str, status: PunktStatus, titel: str) -> None:
        with self._database.write(titel) as writer:
            punkt, _treffen = _changeable(writer, punkt_id)
            wanted = PunktStatus.OFFEN if punkt.status is status else status
            writer.update(t.tagesordnungspunkt, punkt_id, status=wanted.value)

    def _running(self, writer: Writer, treffen_id: str) -> Treffen:
        treffen = load_treffen(writer.connection, treffen_id)
        check_running(treffen)
        return treffen

    def _now(self) -> datetime:
        return whole_second(self._database.clock.now())


def _rows(writer: Writer, treffen_id: str) -> list[Any]:
    p = t.tagesordnungspunkt.c
    query = t.tagesordnungspunkt.select().where(p.treffen_id == treffen_id).order_by(p.ordnung, p.id)
    return list(writer.connection.execute(query).all())


def _item(treffen: Treffen, punkt_id: str) -> Tagesordnungspunkt:
    for punkt in treffen.punkte:
        if punkt.id == punkt_id:
            return punkt
    raise NotFound(_("Diesen Punkt gibt es nicht mehr."))


def _changeable(writer: Writer, punkt_id: str) -> tuple[Tagesordnungspunkt, Treffen]:
    row = require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
    treffen = load_treffen(writer.connection, row.treffen_id)
    punkt = _item(treffen, punkt_id)
    check_changeable(punkt, treffen)
    return punkt, treffen


def _start(writer: Writer, punkt: Tagesordnungspunkt, now: datetime) -> None:
    values: dict[str, Any] = {"status": PunktStatus.LAUFEND.value, "begonnen_um": to_text(now), "beendet_um": None}
    writer.update(t.tagesordnungspunkt, punkt.id, **values)


def _stop(writer: Writer, treffen: Treffen, now: datetime) -> None:
    """End the item that is being discussed, if there is one."""
    laufender = treffen.laufender
    if laufender is not None:
        writer.update(
            t.tagesordnungspunkt,
            laufender.id,
            status=PunktStatus.ERLEDIGT.value,
            sekunden=seconds_of(laufender, treffen, now),
            beendet_um=to_text(now),
        )


def _resume(writer: Writer, treffen: Treffen, now: datetime) -> None:
    """End a break, if there is one; the item goes on from now."""
    if treffen.pause_seit is None:
        return
    passed = add_seconds(treffen.pause_sekunden, treffen.pause_seit, now)
    writer.update(t.treffen, treffen.id, pause_seit=None, pause_sekunden=passed)
    laufender = treffen.laufender
    row = None if laufender is None else writer.row(t.tagesordnungspunkt, laufender.id)
    if row is not None and row["status"] == PunktStatus.LAUFEND.value:
        writer.update(t.tagesordnungspunkt, row["id"], begonnen_um=to_text(now))


def _next_key(writer: Writer, table: Any, treffen_id: str) -> str:
    query = table.select().with_only_columns(table.c.ordnung).where(table.c.treffen_id == treffen_id)
    keys = sorted(writer.connection.scalars(query))
    return key_at(keys, len(keys))
