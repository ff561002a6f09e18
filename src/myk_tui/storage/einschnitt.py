"""Where "what has changed since" begins and ends: the step that ended a meeting or closed a sprint.

A laptop's clock may be wrong, and may be set in between; steps are numbered in
the order in which they were made. So meetings that ended are put in order by the
step that ended them, never by time, and that step is the last thing that still
belongs to the time before. Plain SQL, because the first screen asks as well;
an entry that is damaged is for the check to find, not for the start.
"""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from myk_tui.domain.clock import from_text

_ENDS = """SELECT treffen.id, coalesce(ending.nr, 0), coalesce(treffen.beendet_um, schritt.um), treffen.datum,
        treffen.zielbild_id
    FROM treffen
    LEFT JOIN (
        SELECT zeile_id, max(schritt_nr) AS nr FROM journal
        WHERE tabelle = 'treffen' AND CASE WHEN json_valid(nachher) THEN json_extract(nachher, '$.status') END = 'beendet'
        GROUP BY zeile_id
    ) AS ending ON ending.zeile_id = treffen.id
    LEFT JOIN schritt ON schritt.nr = ending.nr
    WHERE treffen.status = 'beendet'
    ORDER BY coalesce(ending.nr, 0), treffen.beendet_um, treffen.id"""


@dataclass(frozen=True)
class Treffenende:
    """The end of a meeting that has ended.

    Attributes:
        schritt: the step that ended it; 0 if that was before the journal of the file begins.
        tag: the day, as far as the file knows it.
        zielbild_id: the Zielbild whose group met; None if all of them met together.
    """

    treffen_id: str
    schritt: int
    tag: date | None
    zielbild_id: str | None = None

    def bedient(self, zielbild_id: str) -> bool:
        """Whether it served a Zielbildgruppe: as its own meeting, or as one of all."""
        return self.zielbild_id in (None, zielbild_id)


@dataclass(frozen=True)
class Einschnitt:
    """The step up to which everything has been told, and its day.

    Attributes:
        treffen: it ended a meeting; otherwise it closed a sprint.
    """

    schritt: int
    tag: date
    treffen: bool


def load_treffenenden(connection: sqlite3.Connection) -> list[Treffenende]:
    """Return the ends of all meetings that have ended, in the order of their steps.

    An ending that was undone is none; one that was repeated counts from then on.
    """
    return [
        Treffenende(row_id, step, _day(moment) if moment else _date(datum), zielbild_id)
        for row_id, step, moment, datum, zielbild_id in connection.execute(_ENDS)
    ]


def last_treffenende(
    connection: sqlite3.Connection, zielbild_id: str | None = None, before: int | None = None
) -> Treffenende | None:
    """Return the end of the meeting that ended last, of those that served a group; None if there is none.

    With ``before`` only what an earlier step than this one ended counts.
    """
    return _last(load_treffenenden(connection), zielbild_id, before)


def last_einschnitt(
    connection: sqlite3.Connection, before: int | None = None, gruppen: Collection[str] = ()
) -> Einschnitt | None:
    """Return the end of the last meeting, without one the last closing of a sprint; None if there was neither.

    With ``gruppen`` (ids of Zielbilder) what each of them has been told counts: of their last meetings the earliest,
    and for a group that never met the closing. With ``before`` only what an earlier step than this one did counts.
    """
    ends = load_treffenenden(connection)
    lasts = [_last(ends, zielbild_id, before) for zielbild_id in gruppen] or [_last(ends, None, before)]
    told = [Einschnitt(end.schritt, end.tag, treffen=True) for end in lasts if end is not None and end.tag is not None]
    if len(told) < len(lasts):
        closing = _last_closing(connection, before)
        if closing is None:
            return None
        told.append(closing)
    return min(told, key=lambda each: each.schritt)


def _last(ends: Sequence[Treffenende], zielbild_id: str | None, before: int | None) -> Treffenende | None:
    for end in reversed(ends):
        if (zielbild_id is None or end.bedient(zielbild_id)) and (before is None or end.schritt < before):
            return end
    return None


def _last_closing(connection: sqlite3.Connection, before: int | None) -> Einschnitt | None:
    step = step_of_last_closing(connection, before)
    if step is None:
        return None
    (moment,) = connection.execute("SELECT um FROM schritt WHERE nr = ?", (step,)).fetchone()
    return Einschnitt(step, _day(moment), treffen=False)


def step_of_last_closing(connection: sqlite3.Connection, before: int | None = None) -> int | None:
    """Return the step that closed the last closed sprint, or the last that did so before a step; None if there is none."""
    return max((step for step in load_closings(connection) if before is None or step < before), default=None)


def load_closings(connection: sqlite3.Connection) -> list[int]:
    """Return the steps that closed the sprints that are closed, in order; one that came with the file has none."""
    found = connection.execute(
        "SELECT max(schritt_nr) FROM journal WHERE tabelle = 'sprint' AND nachher LIKE '%\"abgeschlossen\"%'"
        " AND zeile_id IN (SELECT id FROM sprint WHERE status = 'abgeschlossen') GROUP BY zeile_id ORDER BY 1"
    )
    return [step for (step,) in found]


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _day(moment: str) -> date:
    return from_text(moment).astimezone().date()
