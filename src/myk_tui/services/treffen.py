"""Use cases of the meeting: prepare it and run it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from myk_tui.domain.baumhinweis import RuhigeBahn
from myk_tui.domain.begriffe import PunktArt, PunktStatus, TreffenStatus
from myk_tui.domain.clock import to_text
from myk_tui.domain.entscheidung_regeln import postponed_first
from myk_tui.domain.ordnung import key_at, keys_for
from myk_tui.domain.treffen import (
    COMES_BACK,
    Tagesordnungspunkt,
    Treffen,
    Treffenkopf,
    check_may_start,
    check_running,
    make_tagesordnung,
)
from myk_tui.domain.treffen_felder import parse_minuten, parse_pause, parse_punkt, parse_treffen
from myk_tui.domain.treffen_uhr import add_seconds, seconds_between, seconds_of, whole_second
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.services.treffenschritte import (
    drop_parkthema,
    end_pause,
    item_of,
    next_key,
    require_changeable,
    rows_of,
    start_punkt,
    stop_punkt,
)
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.entschieden import decided_before, entschiedene_offene, is_entschieden, unentschiedene
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import plain_connection, require_row
from myk_tui.storage.queries.baumhinweise import load_ruhige_bahnen
from myk_tui.storage.queries.entscheidung import postponed
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.treffen import (
    active_teams,
    has_open_entries,
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
            return is_entschieden(plain_connection(connection), punkt.id)

    def load_offen_geblieben(self, treffen_id: str) -> list[str]:
        """Return the titles of the items that would come back next time if the meeting ended now; raises NotFound."""
        with self._database.read() as connection:
            done = entschiedene_offene(plain_connection(connection), treffen_id)
            punkte = load_treffen(connection, treffen_id).punkte
        return [punkt.titel for punkt in punkte if punkt.status in COMES_BACK and punkt.id not in done]

    def load_unentschieden(self, treffen_id: str) -> list[str]:
        """Return the titles of the items on a decision that were called up without one."""
        with self._database.read() as connection:
            return unentschiedene(plain_connection(connection), treffen_id)

    def load_hinweis(self, zielbild_id: str) -> str:
        """Return which item comes next if the one that runs is about this Zielbild; else nothing."""
        with self._database.read() as connection:
            running = running_meeting(connection)
            treffen = None if running is None else load_treffen(connection, running.id)
        laufender = None if treffen is None else treffen.laufender
        following = None if treffen is None else treffen.naechster
        if laufender is None or laufender.zielbild_id != zielbild_id or following is None:
            return ""
        return _("Nächster Punkt: {titel}, Eingabe auf 6").format(titel=following.titel)

    def is_ausgegeben(self, treffen_id: str) -> bool:
        """Whether the minutes of a meeting have been given out; raises NotFound."""
        with self._database.read() as connection:
            return bool(require_row(connection, t.treffen, treffen_id).protokoll_version)

    def load_ruhige_bahnen(self) -> tuple[RuhigeBahn, ...]:
        """Return the Maßnahmen of the running sprint of which nothing is heard since two meetings or more."""
        with self._database.read() as connection:
            return load_ruhige_bahnen(connection)

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
            later = postponed(writer.connection)
            found = postponed_first([p for p in zielbilder(writer.connection) if about in (None, p[0])], later)
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

    def add_punkt(self, treffen_id: str, werte: Mapping[str, str], nach: str | None = None) -> str:
        """Add an item behind another one, or at the end of the agenda, and return its id.

        Raises RuleViolation naming the field.
        """
        values = parse_punkt(werte)
        with self._database.write(_("Tagesordnungspunkt angelegt")) as writer:
            treffen = load_treffen(writer.connection, treffen_id)
            if treffen.status is TreffenStatus.BEENDET:
                raise RuleViolation(_("Das Treffen ist beendet; seine Tagesordnung bleibt, wie sie war."))
            rows = rows_of(writer, treffen_id)
            place = next((place for place, row in enumerate(rows, start=1) if row.id == nach), len(rows))
            key = key_at([row.ordnung for row in rows], place)
            return writer.insert(t.tagesordnungspunkt, treffen_id=treffen_id, ordnung=key, **values)

    def edit_punkt(self, punkt_id: str, werte: Mapping[str, str]) -> None:
        """Change an item as typed; notes can be written at any time. Raises RuleViolation naming the field."""
        values = parse_punkt(werte)
        with self._database.write(_("Tagesordnungspunkt bearbeitet")) as writer:
            require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
            writer.update(t.tagesordnungspunkt, punkt_id, **values)

    def delete_punkt(self, punkt_id: str) -> None:
        """Take an item off the agenda."""
        with self._database.write(_("Tagesordnungspunkt gelöscht")) as writer:
            require_changeable(writer, punkt_id)
            writer.delete(t.tagesordnungspunkt, punkt_id)

    def reorder_punkt(self, punkt_id: str, schritt: int) -> bool:
        """Move an item up (-1) or down (1); returns whether there was room."""
        with self._database.write(_("Tagesordnung umgestellt")) as writer:
            punkt, treffen = require_changeable(writer, punkt_id)
            place = treffen.punkte.index(punkt) + schritt
            if not 0 <= place < len(treffen.punkte):
                return False
            keys = [row.ordnung for row in rows_of(writer, treffen.id) if row.id != punkt_id]
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
                require_changeable(writer, punkt_id)
                writer.update(t.tagesordnungspunkt, punkt_id, minuten=minutes[feld])

    # --- run

    def begin(self, treffen_id: str) -> int:
        """Begin a meeting today with its first item; raises RuleViolation if another one runs.

        Whatever day was planned: its day is the one on which it is held. What its agenda is to decide and was decided
        before, in no meeting, stands in its minutes; returns how many decisions those are.
        """
        with self._database.write(_("Treffen begonnen")) as writer:
            treffen = load_treffen(writer.connection, treffen_id)
            other = running_meeting(writer.connection)
            check_may_start(treffen, None if other is None or other.id == treffen_id else other.titel)
            if treffen.laeuft:
                return 0
            now = self._now()
            writer.update(
                t.treffen,
                treffen_id,
                status=TreffenStatus.LAUFEND.value,
                begonnen_um=to_text(now),
                datum=self._database.clock.today().isoformat(),
            )
            earlier = decided_before(plain_connection(writer.connection), treffen_id)
            for entscheidung_id in earlier:
                writer.update(t.entscheidung, entscheidung_id, treffen_id=treffen_id)
            first = treffen.naechster
            if first is not None:
                start_punkt(writer, first, now)
            return len(earlier)

    def next_punkt(self, treffen_id: str) -> None:
        """End the item that is being discussed and begin the next; after the last nothing is discussed."""
        with self._database.write(_("Nächster Punkt")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            following = treffen.naechster
            stop_punkt(writer, treffen, now)
            end_pause(writer, treffen, now)
            if following is not None:
                start_punkt(writer, following, now)

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
            end_pause(writer, treffen, now)
            start_punkt(writer, before, now)

    def jump_to(self, punkt_id: str) -> None:
        """Begin a certain item now; one that was done already goes on."""
        with self._database.write(_("Zu einem Punkt gesprungen")) as writer:
            row = require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
            treffen = self._running(writer, row.treffen_id)
            punkt = item_of(treffen, punkt_id)
            if punkt.status is PunktStatus.LAUFEND:
                return
            now = self._now()
            stop_punkt(writer, treffen, now)
            end_pause(writer, treffen, now)
            start_punkt(writer, punkt, now)

    def pause(self, treffen_id: str, minuten: str = "") -> None:
        """Make a break, or end it; the clocks stand still meanwhile. ``minuten``: how long it will take, if that is said.

        Raises RuleViolation naming the field.
        """
        announced = parse_pause(minuten)
        with self._database.write(_("Pause")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            if treffen.pause_seit is not None:
                writer.titel = _("Pause beendet")
                end_pause(writer, treffen, now)
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

        News that waited to be shown have been seen if their item was discussed. What an item decides on may be
        decided without anyone calling the item up: then it is done.
        """
        with self._database.write(_("Treffen beendet")) as writer:
            treffen = self._running(writer, treffen_id)
            now = self._now()
            stop_punkt(writer, treffen, now)
            end_pause(writer, treffen, now)
            for punkt_id in entschiedene_offene(plain_connection(writer.connection), treffen_id):
                writer.update(t.tagesordnungspunkt, punkt_id, status=PunktStatus.ERLEDIGT.value)
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
            punkt, treffen = require_changeable(writer, punkt_id, may_run=True)
            following, now = treffen.naechster, self._now()
            runs = punkt.status is PunktStatus.LAUFEND
            if runs:
                stop_punkt(writer, treffen, now)
                end_pause(writer, treffen, now)
            if punkt.status is PunktStatus.GEPARKT:
                drop_parkthema(writer, treffen.id, punkt.titel)
            writer.update(t.tagesordnungspunkt, punkt_id, status=(PunktStatus.OFFEN if aside else status).value)
            if not aside and status is PunktStatus.GEPARKT:
                key = next_key(writer, t.parkthema, treffen.id)
                writer.insert(t.parkthema, treffen_id=treffen.id, titel=punkt.titel, ordnung=key)
            if runs and following is not None:
                start_punkt(writer, following, now)

    def _running(self, writer: Writer, treffen_id: str) -> Treffen:
        treffen = load_treffen(writer.connection, treffen_id)
        check_running(treffen)
        return treffen

    def _now(self) -> datetime:
        return whole_second(self._database.clock.now())
