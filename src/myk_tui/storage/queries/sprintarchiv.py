"""Reading earlier sprints as they were when they were closed."""

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import EntscheidungStatus, SprintStatus
from myk_tui.domain.clock import from_text
from myk_tui.domain.lebenslauf import Beschluss, Sprintstation
from myk_tui.domain.sprintarchiv import Sprintarchiv
from myk_tui.domain.sprintboard import Bahn, SprintRef
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection, require_row
from myk_tui.storage.queries.lebenslauf import load_beschluesse, load_sprints
from myk_tui.storage.queries.sprintboard import load_board, sprint_ref
from myk_tui.storage.queries.unterstuetzung import of_lane

_s, _u = t.sprint.c, t.unterstuetzung.c
_CLOSED = (
    sa.select(t.sprint)
    .where(_s.status == SprintStatus.ABGESCHLOSSEN.value)
    .order_by(_s.jahr.desc(), _s.quartal.desc(), _s.id.desc())
)

_CLOSING = "SELECT max(schritt_nr) FROM journal WHERE tabelle = 'sprint' AND zeile_id = ? AND nachher LIKE '%\"abgeschlossen\"%'"

_LATER = """
    SELECT tabelle, zeile_id, vorher FROM journal
    WHERE schritt_nr > ? AND vorher IS NOT NULL AND tabelle IN ('sprintteam', 'massnahme', 'zielbild')
    ORDER BY schritt_nr DESC, pos DESC
"""

_WORKED = sa.select(t.auftrag.c.id, t.auftrag.c.massnahme_id, t.auftrag.c.sprintteam_id).where(
    t.auftrag.c.sprint_id == sa.bindparam("sprint_id")
)
_CHOSEN = (
    sa.select(t.entscheidung_zeile.c.massnahme_id, t.entscheidung_zeile.c.idee_id)
    .join(t.entscheidung, t.entscheidung.c.id == t.entscheidung_zeile.c.entscheidung_id)
    .where(t.entscheidung.c.sprint_id == sa.bindparam("sprint_id"))
)
_OPEN_THEN = (
    sa.select(t.auftrag.c.id, sa.func.count().label("n"))
    .select_from(t.auftrag)
    .join(t.unterstuetzung, of_lane())
    .where(
        t.auftrag.c.sprint_id == sa.bindparam("sprint_id"),
        _u.gestellt_am <= sa.bindparam("tag"),
        sa.or_(_u.beantwortet_am.is_(None), _u.beantwortet_am > sa.bindparam("tag")),
    )
    .group_by(t.auftrag.c.id)
)

Names = dict[tuple[str, str], dict[str, Any]]
"""Columns that are another now, as they were: by table and id."""


def closed_sprints(connection: sa.Connection) -> list[tuple[SprintRef, date | None]]:
    """Return the closed sprints with the day of closing, the newest first."""
    return [(sprint_ref(row), _day(row)) for row in connection.execute(_CLOSED)]


def load_sprintarchiv(connection: sa.Connection, sprint_id: str) -> Sprintarchiv:
    """Return a closed sprint as it was; raises NotFound, RuleViolation if it still runs."""
    row = require_row(connection, t.sprint, sprint_id)
    if row.status != SprintStatus.ABGESCHLOSSEN:
        raise RuleViolation(_("Dieser Sprint läuft noch. Bitte einen abgeschlossenen wählen."))
    sprint, closed = sprint_ref(row), _day(row)
    day = closed or sprint.ende
    board = load_board(connection, sprint, day)
    worked = {lane.id: lane for lane in connection.execute(_WORKED, {"sprint_id": sprint_id})}
    then = _names_then(connection, sprint_id)
    then_open = connection.execute(_OPEN_THEN, {"sprint_id": sprint_id, "tag": day.isoformat()})
    requests = {lane.id: lane.n for lane in then_open}
    lanes = tuple(
        replace(
            lane,
            team=_then(then, "sprintteam", lane.team_id, "name", lane.team),
            massnahme=_then(then, "massnahme", worked[lane.id].massnahme_id, "titel", lane.massnahme),
            zielbild=_zielbild_then(connection, then, lane),
            bitten_offen=requests.get(lane.id, 0),
            gesperrt=True,
        )
        for lane in board.bahnen
    )
    renamed = _renamed(connection, then)
    return Sprintarchiv(
        board=replace(board, bahnen=lanes, gesperrt=True),
        geschlossen=closed,
        stationen=_stationen(connection, sprint, {lane.massnahme_id for lane in worked.values()}, renamed),
        beschluesse=_beschluesse(connection, sprint, {lane.massnahme_id for lane in worked.values()}, renamed),
    )


def _stationen(
    connection: sa.Connection, sprint: SprintRef, massnahmen: set[str], renamed: dict[str, str]
) -> tuple[Sprintstation, ...]:
    return tuple(
        replace(
            one, team=renamed.get(one.team, one.team), massnahme=renamed.get(one.massnahme, one.massnahme), laeuft=False
        )
        for one in load_sprints(connection, sorted(massnahmen))
        if one.quartal == sprint.quartal
    )


def _beschluesse(
    connection: sa.Connection, sprint: SprintRef, massnahmen: set[str], renamed: dict[str, str]
) -> tuple[Beschluss, ...]:
    ids = set(massnahmen)
    for row in connection.execute(_CHOSEN, {"sprint_id": sprint.id}):
        ids |= {chosen for chosen in row if chosen is not None}
    return tuple(
        replace(
            one,
            team=renamed.get(one.team, one.team),
            zielbild=renamed.get(one.zielbild, one.zielbild),
            bisher=renamed.get(one.bisher, one.bisher),
            neu=renamed.get(one.neu, one.neu),
        )
        for one in load_beschluesse(connection, ids)
        if one.quartal == sprint.quartal and one.status is EntscheidungStatus.BESCHLOSSEN
    )


def _names_then(connection: sa.Connection, sprint_id: str) -> Names:
    """Return what was another when the sprint was closed; the earliest change after it tells."""
    driver = plain_connection(connection)
    (step,) = driver.execute(_CLOSING, (sprint_id,)).fetchone()
    then: Names = defaultdict(dict)
    if step is not None:
        for table, row_id, before in driver.execute(_LATER, (step,)):
            then[table, row_id].update(json.loads(before))
    return then


def _then(then: Names, table: str, row_id: str | None, column: str, now: Any) -> Any:
    return then.get((table, row_id or ""), {}).get(column, now)


def _zielbild_then(connection: sa.Connection, then: Names, lane: Bahn) -> str:
    own = _then(then, "sprintteam", lane.team_id, "zielbild_id", lane.zielbild_id)
    now = lane.zielbild
    if own != lane.zielbild_id:
        z = t.zielbild.c
        now = connection.scalar(sa.select(z.titel).where(z.id == own)) or ""
    return str(_then(then, "zielbild", own, "titel", now))


def _renamed(connection: sa.Connection, then: Names) -> dict[str, str]:
    """Return names as they were by present ones, where a present name means one thing only."""
    pairs: list[tuple[str, str]] = []
    for table, name in ((t.sprintteam, "name"), (t.massnahme, "titel"), (t.zielbild, "titel")):
        rows = connection.execute(sa.select(table.c.id, table.c[name]))
        pairs += [(now, _then(then, table.name, row_id, name, now)) for row_id, now in rows]
    often = Counter(now for now, _before in pairs)
    return {now: before for now, before in pairs if now != before and often[now] == 1}


def _day(row: Any) -> date | None:
    return None if row.abgeschlossen_um is None else from_text(row.abgeschlossen_um).astimezone().date()
