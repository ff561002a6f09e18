"""Reading what the tree says about Maßnahmen besides their numbers, for all of them at once."""

from datetime import date

import sqlalchemy as sa

from myk_tui.domain.baumhinweis import AWAITED, SEEN, STILL, Baumhinweis, Einschnitte
from myk_tui.domain.begriffe import MassnahmeStatus, SprintStatus, TreffenStatus
from myk_tui.domain.zuversicht import Zuversicht, time_passed
from myk_tui.storage import tables as t

_m, _j, _a = t.massnahme.c, t.journal.c, t.auftrag.c
_last = sa.func.max(_j.schritt_nr)


def _touched(table: sa.Table, massnahme: sa.ColumnElement[str], source: sa.FromClause) -> sa.Executable:
    """Return for each Maßnahme the last step that touched a row of ``table`` that belongs to it."""
    of_row = sa.and_(_j.tabelle == table.name, _j.zeile_id == table.c.id)
    return sa.select(massnahme, _last).select_from(source.join(t.journal, of_row)).group_by(massnahme)


_OWN = sa.select(_j.zeile_id, _last).where(_j.tabelle == t.massnahme.name).group_by(_j.zeile_id)
_PARTS = [
    *(
        _touched(table, table.c.massnahme_id, table)
        for table in (t.teilschritt, t.auftrag, t.pruefung, t.unterstuetzung)
    ),
    *(
        _touched(table, _a.massnahme_id, table.join(t.auftrag, _a.id == table.c.auftrag_id))
        for table in (t.aufgabe, t.zwischenergebnis)
    ),
]
_AWAITED = sa.select(_m.id).where(_m.status.in_([status.value for status in AWAITED]))
_CONFIDENT = sa.select(_m.id, _m.zuversicht, _m.fortschritt, _m.status, _m.beginn, _m.ende)
_CONFIDENT = _CONFIDENT.where(_m.zuversicht.is_not(None))


def load_hinweise(connection: sa.Connection, today: date) -> dict[str, Baumhinweis]:
    """Return by id of a Maßnahme what is said about it; the others are not in there."""
    quiet, cuts = _quiet(connection)
    confident = {
        row.id: Zuversicht(
            row.zuversicht,
            row.fortschritt,
            MassnahmeStatus(row.status),
            time_passed(_day(row.beginn), _day(row.ende), today),
        )
        for row in connection.execute(_CONFIDENT)
    }
    return {
        massnahme_id: Baumhinweis(quiet.get(massnahme_id, 0), cuts.treffen, confident.get(massnahme_id))
        for massnahme_id in quiet.keys() | confident.keys()
    }


def _quiet(connection: sa.Connection) -> tuple[dict[str, int], Einschnitte]:
    cuts = _cuts(connection)
    if len(cuts.schritte) < STILL:
        return {}, cuts
    last: dict[str, int] = {}
    for query in (_OWN, *_PARTS):
        for massnahme_id, step in connection.execute(query):
            if step > last.get(massnahme_id, 0):
                last[massnahme_id] = step
    found = {massnahme_id: cuts.seit(last.get(massnahme_id, 0)) for massnahme_id in connection.scalars(_AWAITED)}
    return {massnahme_id: count for massnahme_id, count in found.items() if count >= STILL}, cuts


def _cuts(connection: sa.Connection) -> Einschnitte:
    meeting, sprint = t.treffen.c, t.sprint.c
    meetings = sa.select(meeting.beendet_um).where(meeting.status == TreffenStatus.BEENDET.value)
    meetings = meetings.where(meeting.beendet_um.is_not(None)).order_by(meeting.beendet_um.desc()).limit(SEEN)
    ends = connection.scalars(meetings).all()
    by_meeting = len(ends) >= STILL
    if not by_meeting:
        sprints = sa.select(sprint.abgeschlossen_um).where(sprint.status == SprintStatus.ABGESCHLOSSEN.value)
        sprints = sprints.where(sprint.abgeschlossen_um.is_not(None)).order_by(sprint.abgeschlossen_um.desc())
        ends = connection.scalars(sprints.limit(SEEN)).all()
    steps = sorted(step for end in ends if (step := _step_at(connection, end)) is not None)
    return Einschnitte(tuple(steps), by_meeting)


def _step_at(connection: sa.Connection, moment: str) -> int | None:
    """Return the last step up to a moment, looking back from the newest."""
    s = t.schritt.c
    step: int | None = connection.scalar(sa.select(s.nr).where(s.um <= moment).order_by(s.nr.desc()).limit(1))
    return step


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
