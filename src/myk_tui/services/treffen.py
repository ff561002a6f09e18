"""Use cases of the meeting: prepare it and run it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import PunktArt, PunktStatus, TreffenStatus
from myk_tui.domain.clock import to_text
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.domain.treffen import (
    Tagesordnungspunkt,
    Treffen,
    Treffenkopf,
    check_changeable,
    check_may_start,
    check_running,
    make_tagesordnung,
)
from myk_tui.domain.treffen_felder import parse_minuten, parse_pause, parse_punkt, parse_treffen
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
    is_entschieden,
    load_liste,
    load_treffen,
    load_zurueck,
    present_meeting,
    running_meeting,
    unseen_news,
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

    def load_heute(self) -> date:
        """Return the day on which a meeting that begins now is held."""
        return self._database.clock.today()

    def is_entschieden(self, punkt: Tagesordnungspunkt) -> bool:
        """Whether the decision an item is about has been taken or put off in the sprint of its meeting."""
        with self._database.read() as connection:
            return is_entschieden(connection, punkt.id)

    def is_ausgegeben(self, treffen_id: str) -> bool:
        """Whether the minutes of a meeting have been given out; raises NotFound."""
        with self._database.read() as connection:
            return bool(require_row(connection, t.treffen, treffen_id).protokoll_version)

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
                offenes=has_open_entries(writer.connection, about),
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
        """Put an item off to the next meeting, or take that back; if it runs, the next one begins."""
        self._put_aside(punkt_id, PunktStatus.VERTAGT, _("Punkt vertagt"))

    def park_punkt(self, punkt_id: str) -> None:
        """Park an item: it becomes a parked topic, which stays open until somebody ticks it off. Or take that back."""
        self._put_aside(punkt_id, PunktStatus.GEPARKT, _("Punkt geparkt"))

    def record_minuten(self, punkte: Mapping[str, str], werte: Mapping[str, str]) -> None:
        """Plan other minutes for several items at once: ``punkte`` has the ids by field, ``werte`` the numbers typed.

        Raises RuleViolation naming the field.
        """
        minutes = parse_minuten(werte)
        with self._database.write(_("Minuten neu verteilt")) as writer:
            for feld, punkt_id in punkte.items():
                _changeable(writer, punkt_id)
                writer.update(t.tagesordnungspunkt, punkt_id, minuten=minutes[feld])

    # --- run

    def begin(self, treffen_id: str) -> None:
        """Begin a meeting today with its first item; raises RuleViolation if another one runs.

        Whatever day was planned: its day is the one on which it is held.
        """
        with self._database.write(_("Treffen begonnen")) as writer:
            treffen = load_treffen(writer.connection, treffen_id)
            other = running_meeting(writer.connection)
            check_may_start(treffen, None if other is None or other.id == treffen_id else other.titel)
            if treffen.laeuft:
                return
            now = self._now()
            writer.update(
                t.treffen,
                treffen_id,
                status=TreffenStatus.LAUFEND.value,
                begonnen_um=to_text(now),
                datum=self._database.clock.today().isoformat(),
            )
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

    def previous_punkt(self, treffen_id: str) -> None:
        """Go back to the item before; the present one is open again and comes next. Raises RuleViolation at the first."""
        with self._database.write(_("Voriger Punkt")) as writer:
            treffen = self._running(writer, treffen_id)
            before, laufender, now = treffen.voriger, treffen.laufender, self._now()
            if before is None:
                raise RuleViolation(_("Davor steht kein Punkt."))
            if laufender is not None:
                used = seconds_of(laufender, treffen, now)
                writer.update(t.tagesordnungspunkt, laufender.id, status=PunktStatus.OFFEN.value, sekunden=used)
            _resume(writer, treffen, now)
            _start(writer, before, now)

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

    def pause(self, treffen_id: str, minuten: str = "") -> None:
        """Make a break, or end it; the clocks stand still meanwhile. ``minuten``: how long it will take, if that is said.

        Raises RuleViolation naming the field.
        """
        announced = parse_pause(minuten)
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
            until = None if announced is None else to_text(now + timedelta(minutes=announced))
            writer.update(t.treffen, treffen_id, pause_seit=to_text(now), pause_bis=until)

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
        """End the meeting; what was not discussed stays open and comes back next time.

        News that waited to be shown have been seen if their item was discussed.
        """
        with self._database.write(_("Treffen beendet")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            _stop(writer, treffen, now)
            _resume(writer, treffen, now)
            writer.update(t.treffen, treffen_id, status=TreffenStatus.BEENDET.value, beendet_um=to_text(now))
            discussed = (PunktStatus.LAUFEND, PunktStatus.ERLEDIGT)
            if any(punkt.art is PunktArt.NEUIGKEITEN and punkt.status in discussed for punkt in treffen.punkte):
                for row_id in unseen_news(writer.connection):
                    writer.update(t.neuigkeit, row_id, treffen_id=treffen_id)

    def _put_aside(self, punkt_id: str, status: PunktStatus, titel: str) -> None:
        """Put an item aside, or open again one that lies there; if it runs, the next one begins."""
        with self._database.read() as connection:
            aside = require_row(connection, t.tagesordnungspunkt, punkt_id).status == status
        with self._database.write(_("Punkt wieder aufgenommen") if aside else titel) as writer:
            punkt, treffen = _changeable(writer, punkt_id, may_run=True)
            following, now = treffen.naechster, self._now()
            runs = punkt.status is PunktStatus.LAUFEND
            if runs:
                _stop(writer, treffen, now)
                _resume(writer, treffen, now)
            if punkt.status is PunktStatus.GEPARKT:
                _drop_parkthema(writer, treffen.id, punkt.titel)
            writer.update(t.tagesordnungspunkt, punkt_id, status=(PunktStatus.OFFEN if aside else status).value)
            if not aside and status is PunktStatus.GEPARKT:
                key = _next_key(writer, t.parkthema, treffen.id)
                writer.insert(t.parkthema, treffen_id=treffen.id, titel=punkt.titel, ordnung=key)
            if runs and following is not None:
                _start(writer, following, now)

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


def _changeable(writer: Writer, punkt_id: str, *, may_run: bool = False) -> tuple[Tagesordnungspunkt, Treffen]:
    row = require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
    treffen = load_treffen(writer.connection, row.treffen_id)
    punkt = _item(treffen, punkt_id)
    check_changeable(punkt, treffen, may_run=may_run)
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
    writer.update(t.treffen, treffen.id, pause_seit=None, pause_bis=None, pause_sekunden=passed)
    laufender = treffen.laufender
    row = None if laufender is None else writer.row(t.tagesordnungspunkt, laufender.id)
    if row is not None and row["status"] == PunktStatus.LAUFEND.value:
        writer.update(t.tagesordnungspunkt, row["id"], begonnen_um=to_text(now))


def _drop_parkthema(writer: Writer, treffen_id: str, titel: str) -> None:
    """Take away the topic that parking an item has made, unless somebody has ticked it off."""
    p = t.parkthema.c
    made = sa.select(p.id).where(p.treffen_id == treffen_id, p.titel == titel, p.erledigt == 0).order_by(p.id.desc())
    found = writer.connection.scalar(made.limit(1))
    if found is not None:
        writer.delete(t.parkthema, found)


def _next_key(writer: Writer, table: Any, treffen_id: str) -> str:
    query = table.select().with_only_columns(table.c.ordnung).where(table.c.treffen_id == treffen_id)
    keys = sorted(writer.connection.scalars(query))
    return key_at(keys, len(keys))
