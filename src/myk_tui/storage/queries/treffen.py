"""Reading meetings, their agenda, and what is noted in them."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    ArbeitsweiseArt,
    PunktArt,
    PunktStatus,
    TeamStatus,
    TreffenStatus,
)
from myk_tui.domain.clock import from_text
from myk_tui.domain.mitschrift import Anwesend, Eintrag, Eintragsart, Mitschrift, Pulsschlag, read_puls
from myk_tui.domain.treffen import (
    COMES_BACK,
    Tagesordnungspunkt,
    Treffen,
    Treffenkopf,
    Vorlagepunkt,
    counts,
)
from myk_tui.storage import tables as t
from myk_tui.storage.einschnitt import Treffenende, last_treffenende, load_treffenenden
from myk_tui.storage.queries import gone, plain_connection, require_row, to_date
from myk_tui.storage.queries.zielbaum import zielbilder
from myk_tui.storage.uhrzweifel import load_unsichere

PULSE_SHOWN = 6
"""Over how many meetings the trend of the way of working is shown."""

_tr, _p = t.treffen.c, t.tagesordnungspunkt.c
_j = t.journal.c
_ENDED = (
    sa.select(sa.func.max(_j.schritt_nr))
    .where(
        _j.tabelle == t.tagesordnungspunkt.name,
        _j.zeile_id == _p.id,
        sa.func.json_extract(_j.nachher, "$.status") == PunktStatus.ERLEDIGT.value,
    )
    .correlate(t.tagesordnungspunkt)
    .scalar_subquery()
)
_ITEMS = (
    sa.select(t.tagesordnungspunkt, _ENDED.label("beendet_nr"))
    .where(_p.treffen_id == sa.bindparam("treffen"))
    .order_by(_p.ordnung, _p.id)
)
_BEGUN = sa.select(sa.func.max(_j.schritt_nr)).where(
    _j.tabelle == t.treffen.name,
    _j.zeile_id == sa.bindparam("treffen"),
    sa.func.json_extract(_j.vorher, "$.status") == TreffenStatus.GEPLANT.value,
    sa.func.json_extract(_j.nachher, "$.status") == TreffenStatus.LAUFEND.value,
)
_ITEMS_SINCE = (
    sa.select(_j.zeile_id, _j.vorher, _j.nachher)
    .where(_j.tabelle == t.tagesordnungspunkt.name, _j.schritt_nr > sa.bindparam("schritt"))
    .order_by(_j.schritt_nr.desc(), _j.pos.desc())
)
_HEADS = sa.select(_tr.id, _tr.titel, _tr.status, _tr.datum, t.zielbild.c.titel.label("zielbild")).outerjoin(
    t.zielbild, t.zielbild.c.id == _tr.zielbild_id
)
_LEFT = (
    sa.select(t.tagesordnungspunkt, sa.func.coalesce(_p.zielbild_id, t.sprintteam.c.zielbild_id).label("gruppe"))
    .outerjoin(t.sprintteam, t.sprintteam.c.id == _p.sprintteam_id)
    .where(_p.treffen_id == sa.bindparam("treffen"), _p.status.in_([status.value for status in COMES_BACK]))
    .order_by(_p.ordnung, _p.id)
)


def _first_step(table: sa.Table) -> sa.ScalarSelect[int]:
    """Return the step that wrote a row of this table first; NULL if it came with the file, before all steps."""
    written = sa.select(sa.func.min(_j.schritt_nr)).where(_j.tabelle == table.name, _j.zeile_id == table.c.id)
    return written.correlate(table).scalar_subquery()


_a = t.anwesenheit.c
_COUNTS = (
    sa.select(_a.gruppe, _a.anzahl, _a.um, _first_step(t.anwesenheit).label("schritt"))
    .where(_a.treffen_id == sa.bindparam("treffen"))
    .order_by(
        sa.text("schritt"), _a.um, _a.id
    )  # what came with the file was written before all steps: NULL comes first
)


def load_treffen(connection: sa.Connection, treffen_id: str) -> Treffen:
    """Return a meeting with its agenda; raises NotFound."""
    row = require_row(connection, t.treffen, treffen_id)
    zielbild = None if row.zielbild_id is None else require_row(connection, t.zielbild, row.zielbild_id)
    punkte = tuple(_punkt(item) for item in connection.execute(_ITEMS, {"treffen": treffen_id}))
    return Treffen(
        id=row.id,
        titel=row.titel,
        status=TreffenStatus(row.status),
        datum=to_date(row.datum),
        beginn_geplant=row.beginn_geplant,
        ort=row.ort,
        zielbild_id=row.zielbild_id,
        zielbild="" if zielbild is None else zielbild.titel,
        begonnen_um=_moment(row.begonnen_um),
        beendet_um=_moment(row.beendet_um),
        pause_seit=_moment(row.pause_seit),
        pause_bis=_moment(row.pause_bis),
        pause_sekunden=row.pause_sekunden,
        notiz=row.notiz,
        interne_notiz=row.interne_notiz or "",
        punkte=punkte,
        zusage=_promised(connection, treffen_id, punkte) if row.status == TreffenStatus.LAUFEND.value else None,
    )


def step_of_begin(connection: sa.Connection, treffen_id: str) -> int | None:
    """Return the step that began a meeting; None if none did, or if that was before the journal begins."""
    found: int | None = connection.scalar(_BEGUN, {"treffen": treffen_id})
    return found


def _promised(connection: sa.Connection, treffen_id: str, punkte: Iterable[Tagesordnungspunkt]) -> int | None:
    """Return the minutes of the agenda right after the meeting began: what was changed since is taken back."""
    begin = step_of_begin(connection, treffen_id)
    if begin is None:
        return None
    then: dict[str, dict[str, Any]] = {
        punkt.id: {"minuten": punkt.minuten, "status": punkt.status.value} for punkt in punkte
    }
    for row_id, before, after in connection.execute(_ITEMS_SINCE, {"schritt": begin}):
        if before is None:
            then.pop(row_id, None)
        elif row_id in then or (after is None and json.loads(before)["treffen_id"] == treffen_id):
            then[row_id] = {**then.get(row_id, {}), **json.loads(before)}
    minutes: list[int] = [item["minuten"] for item in then.values() if counts(PunktStatus(item["status"]))]
    return sum(minutes)


def _punkt(row: Any) -> Tagesordnungspunkt:
    return Tagesordnungspunkt(
        id=row.id,
        art=PunktArt(row.art),
        titel=row.titel,
        status=PunktStatus(row.status),
        minuten=row.minuten,
        verantwortlich=row.verantwortlich,
        notiz=row.notiz,
        interne_notiz=row.interne_notiz or "",
        zielbild_id=row.zielbild_id,
        sprintteam_id=row.sprintteam_id,
        begonnen_um=_moment(row.begonnen_um),
        beendet_um=_moment(row.beendet_um),
        sekunden=row.sekunden,
        beendet_nr=row.beendet_nr or 0,
    )


def _moment(text: str | None) -> Any:
    return None if text is None else from_text(text)


def load_liste(connection: sa.Connection) -> tuple[Treffenkopf, ...]:
    """Return all meetings, the newest first: what is planned by its day, what has been held by the step that ended it."""
    ends = [end.treffen_id for end in load_treffenenden(plain_connection(connection))]
    places = {treffen_id: place for place, treffen_id in enumerate(ends)}
    found = [
        Treffenkopf(row.id, row.titel, TreffenStatus(row.status), to_date(row.datum), row.zielbild or "")
        for row in connection.execute(_HEADS)
    ]
    found.sort(
        key=lambda head: (_RANK[head.status], places.get(head.id, 0), head.datum or date.min, head.id), reverse=True
    )
    return tuple(found)


_RANK = {TreffenStatus.BEENDET: 0, TreffenStatus.LAUFEND: 1, TreffenStatus.GEPLANT: 2}


def running_meeting(connection: sa.Connection) -> Any | None:
    """Return the row (id, titel) of the meeting that runs, or None."""
    query = sa.select(_tr.id, _tr.titel).where(_tr.status == TreffenStatus.LAUFEND.value).limit(1)
    return connection.execute(query).one_or_none()


def last_ended_treffen(connection: sa.Connection) -> str | None:
    """Return the meeting that ended last, by the step that ended it; None if none has ended."""
    last = last_treffenende(plain_connection(connection))
    return None if last is None else last.treffen_id


def present_meeting(connection: sa.Connection) -> str | None:
    """Return the meeting to look at: the running one, else the next planned, else the last that ended."""
    running = running_meeting(connection)
    if running is not None:
        return str(running.id)
    planned = sa.select(_tr.id).where(_tr.status == TreffenStatus.GEPLANT.value)
    found = connection.scalar(planned.order_by(_tr.datum.is_(None), _tr.datum, _tr.id).limit(1))
    return found if found is not None else last_ended_treffen(connection)


def load_mitschrift(connection: sa.Connection, treffen_id: str) -> Mitschrift:
    """Return what is noted in a meeting, with what is still open from earlier ones."""
    return Mitschrift(tuple(_entries(connection, treffen_id)), load_anwesend(connection, treffen_id))


def load_anwesend(connection: sa.Connection, treffen_id: str) -> tuple[Anwesend, ...]:
    """Return the last count of each group, with the earlier ones: as they were written, whatever the clock said."""
    rows = connection.execute(_COUNTS, {"treffen": treffen_id}).all()
    again = len({row.gruppe for row in rows}) < len(rows)  # only the time of an earlier count is ever told
    doubtful = load_unsichere(connection) if again else frozenset()
    found: dict[str, Anwesend] = {}
    for row in rows:
        before = found.get(row.gruppe)
        earlier = () if before is None else (*before.vorher, replace(before, vorher=()))
        found[row.gruppe] = Anwesend(row.gruppe, row.anzahl, _moment(row.um), earlier, row.schritt in doubtful)
    return tuple(found.values())


def _entries(connection: sa.Connection, treffen_id: str) -> list[Eintrag]:
    found: list[Eintrag] = []
    still_open = sa.and_(_tr.status == TreffenStatus.BEENDET.value, serves(group_of(connection, treffen_id)))
    for art in Eintragsart:
        table = t.BY_NAME[art.value]
        own = table.c.treffen_id == treffen_id
        if "erledigt" in table.c:
            own = sa.or_(own, sa.and_(table.c.erledigt == 0, still_open))
        elif art is Eintragsart.NEUIGKEIT:
            own = sa.or_(own, table.c.treffen_id.is_(None))
        query = sa.select(table, _tr.datum.label("tag"), _first_step(table).label("nr")).outerjoin(
            t.treffen, _tr.id == table.c.treffen_id
        )
        earlier = sa.func.coalesce(table.c.treffen_id, treffen_id) != treffen_id
        rows = connection.execute(query.where(own).order_by(earlier, table.c.ordnung, table.c.id))
        found += [_eintrag(art, row, treffen_id) for row in rows]
    return found


def _eintrag(art: Eintragsart, row: Any, treffen_id: str) -> Eintrag:
    earlier = row.treffen_id not in (None, treffen_id)
    return Eintrag(
        id=row.id,
        art=art,
        titel=row.titel,
        text=row.text if art is Eintragsart.NEUIGKEIT else "",
        wer=row.wer if art is Eintragsart.VEREINBARUNG else "",
        bis=to_date(row.bis) if art is Eintragsart.VEREINBARUNG else None,
        datum=to_date(row.datum) if art is Eintragsart.NEUIGKEIT else None,
        wort=ArbeitsweiseArt(row.art) if art is Eintragsart.ARBEITSWEISE else None,
        erledigt=bool(getattr(row, "erledigt", 0)),
        frueher=earlier,
        ungezeigt=row.treffen_id is None,
        aus=to_date(row.tag) if earlier else None,
        nr=row.nr or 0,
    )


def unseen_news(connection: sa.Connection) -> list[str]:
    """Return the ids of the news that no meeting has seen yet."""
    n = t.neuigkeit.c
    return [str(found) for found in connection.scalars(sa.select(n.id).where(n.treffen_id.is_(None)).order_by(n.id))]


def load_pulse(connection: sa.Connection, treffen_id: str) -> tuple[Pulsschlag, ...]:
    """Return the checks by hands of a meeting and of those of its group before it, the newest first; raises NotFound."""
    group = group_of(connection, treffen_id)
    earlier = [end.treffen_id for end in _ended_before(connection, treffen_id)]
    wanted = [treffen_id, *reversed(earlier)]
    query = sa.select(_tr.id, _tr.datum, _tr.puls).where(_tr.puls != "", serves(group))
    rows = {row.id: row for row in connection.execute(query)}
    found = [(row, read_puls(row.puls)) for row in map(rows.get, wanted) if row is not None][:PULSE_SHOWN]
    return tuple(Pulsschlag(row.id, to_date(row.datum), puls) for row, puls in found if puls is not None)


def load_arbeitsweise_zuvor(connection: sa.Connection, treffen_id: str) -> tuple[Eintrag, ...]:
    """Return what the last meeting of the same group said about the way of working; raises NotFound."""
    groups = groups_of(connection, treffen_id)
    served = [end.treffen_id for end in _ended_before(connection, treffen_id) if any(map(end.bedient, groups))]
    before = served[-1] if served else None
    a = t.arbeitsweise.c
    rows = connection.execute(
        sa.select(t.arbeitsweise, _tr.datum.label("tag"), _first_step(t.arbeitsweise).label("nr"))
        .join(t.treffen, _tr.id == a.treffen_id)
        .where(a.treffen_id == before)
        .order_by(a.ordnung, a.id)
    )
    return tuple(_eintrag(Eintragsart.ARBEITSWEISE, row, treffen_id) for row in rows)


def _ended_before(connection: sa.Connection, treffen_id: str) -> list[Treffenende]:
    """Return the ends of the meetings that ended before this one did, by their steps; of all while it has not ended."""
    ends = load_treffenenden(plain_connection(connection))
    place = next((number for number, end in enumerate(ends) if end.treffen_id == treffen_id), len(ends))
    return ends[:place]


def serves(zielbild_id: str | None) -> sa.ColumnElement[bool]:
    """Return the condition that a meeting served a Zielbildgruppe: its own or one of all; for all every one did."""
    return sa.true() if zielbild_id is None else sa.or_(_tr.zielbild_id.is_(None), _tr.zielbild_id == zielbild_id)


def group_of(connection: sa.Connection, treffen_id: str) -> str | None:
    """Return the Zielbild whose group meets; None if all of them meet together. Raises NotFound."""
    row = connection.execute(sa.select(_tr.zielbild_id).where(_tr.id == treffen_id)).one_or_none()
    if row is None:
        raise gone()
    found: str | None = row.zielbild_id
    return found


def groups_of(connection: sa.Connection, treffen_id: str) -> tuple[str, ...]:
    """Return the Zielbilder whose groups a meeting serves; raises NotFound."""
    return _groups(connection, group_of(connection, treffen_id))


def _groups(connection: sa.Connection, zielbild_id: str | None) -> tuple[str, ...]:
    if zielbild_id is not None:
        return (zielbild_id,)
    return tuple(row_id for row_id, _title in zielbilder(connection))


def load_zurueck(connection: sa.Connection, zielbild_id: str | None) -> list[Vorlagepunkt]:
    """Return the items that were left open or put off when the group met last; for all groups those of each."""
    groups_by_meeting: dict[str, list[str]] = {}
    for group in _groups(connection, zielbild_id):
        last = last_treffenende(plain_connection(connection), group)
        if last is not None:
            groups_by_meeting.setdefault(last.treffen_id, []).append(group)
    found: dict[tuple[str, ...], Vorlagepunkt] = {}
    for treffen_id, groups in groups_by_meeting.items():
        for row in connection.execute(_LEFT, {"treffen": treffen_id}):
            if row.gruppe not in (None, *groups):
                continue
            item = Vorlagepunkt(
                PunktArt(row.art),
                row.titel,
                row.minuten,
                row.verantwortlich,
                row.zielbild_id,
                row.sprintteam_id,
                row.notiz,
                row.interne_notiz,
            )
            found.setdefault(item.sache, item)
    return list(found.values())


def has_open_entries(connection: sa.Connection, zielbild_id: str | None) -> bool:
    """Whether an agreement or a parked topic of an ended meeting that served this group is still open."""
    for table in (t.vereinbarung, t.parkthema):
        query = sa.select(table.c.id).join(t.treffen, _tr.id == table.c.treffen_id)
        query = query.where(table.c.erledigt == 0, _tr.status == TreffenStatus.BEENDET.value, serves(zielbild_id))
        if connection.execute(query.limit(1)).first() is not None:
            return True
    return False


def active_teams(connection: sa.Connection, zielbild_id: str | None) -> list[tuple[str, str]]:
    """Return (id, name) of the Sprintteams at work, of one Zielbild or of all."""
    s = t.sprintteam.c
    query = sa.select(s.id, s.name).join(t.zielbild, t.zielbild.c.id == s.zielbild_id)
    query = query.where(s.status == TeamStatus.AKTIV.value)
    if zielbild_id is not None:
        query = query.where(s.zielbild_id == zielbild_id)
    return [(row.id, row.name) for row in connection.execute(query.order_by(t.zielbild.c.ordnung, s.ordnung, s.id))]
