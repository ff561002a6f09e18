"""Reading Sprintteams with their members, evenings and meetings in one quarter."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Spalte, SprintStatus, TeamStatus
from myk_tui.domain.sprintboard import SprintRef
from myk_tui.domain.sprintteam import Mitglied, Sprintteam, Teamauftrag, Teamtreffen, Teamuebersicht, describe_person
from myk_tui.storage import tables as t
from myk_tui.storage.queries import gone
from myk_tui.storage.queries.sprintboard import sprint_ref

_SPRINT: sa.BindParameter[str] = sa.bindparam("sprint_id")
_TEAM: sa.BindParameter[str] = sa.bindparam("team_id")
_s, _z, _m, _p, _a = t.sprintteam.c, t.zielbild.c, t.mitglied.c, t.person.c, t.auftrag.c

_TEAMS = (
    sa.select(t.sprintteam, _z.titel.label("zielbild"))
    .select_from(t.sprintteam)
    .outerjoin(t.zielbild, _z.id == _s.zielbild_id)
    .order_by(_z.ordnung.nulls_last(), _z.id, _s.status == TeamStatus.AUFGELOEST.value, _s.ordnung, _s.id)
)
_SPRINTS = sa.select(t.sprint).order_by(t.sprint.c.jahr, t.sprint.c.quartal)
_MEMBERS = (
    sa.select(t.mitglied, _p.name, _p.rolle, _p.organisation, _p.anonym)
    .select_from(t.mitglied)
    .join(t.person, _p.id == _m.person_id)
    .where(_m.sprint_id == _SPRINT)
    .order_by(_m.id)
)
_MEETINGS = (
    sa.select(t.teamtreffen)
    .where(t.teamtreffen.c.sprint_id == _SPRINT)
    .order_by(t.teamtreffen.c.datum, t.teamtreffen.c.id)
)
_ORDERS = (
    sa.select(_a.id, _a.sprintteam_id, _a.abende_geplant, t.massnahme.c.titel)
    .select_from(t.auftrag)
    .join(t.massnahme, t.massnahme.c.id == _a.massnahme_id)
    .where(_a.sprint_id == _SPRINT)
    .order_by(_a.ordnung, _a.id)
)
_EVENINGS = sa.select(t.teamquartal).where(t.teamquartal.c.sprint_id == _SPRINT)
_RENAMED = (
    sa.select(t.journal.c.zeile_id, t.journal.c.vorher, t.schritt.c.art)
    .join(t.schritt, t.schritt.c.nr == t.journal.c.schritt_nr)
    .where(
        t.journal.c.tabelle == "sprintteam",
        t.journal.c.vorher.is_not(None),
        t.journal.c.nachher.is_not(None),
        sa.func.instr(t.journal.c.vorher, '"name":') > 0,
    )
    .order_by(t.journal.c.schritt_nr, t.journal.c.pos)
)
_OPEN_CARDS = (
    sa.select(t.aufgabe.c.titel)
    .join(t.auftrag, _a.id == t.aufgabe.c.auftrag_id)
    .join(t.sprint, t.sprint.c.id == _a.sprint_id)
    .where(
        _a.sprintteam_id == _TEAM,
        t.sprint.c.status == SprintStatus.AKTIV.value,
        t.aufgabe.c.spalte != Spalte.FERTIG.value,
        t.aufgabe.c.archiviert == 0,
    )
    .order_by(_a.ordnung, t.aufgabe.c.spalte, t.aufgabe.c.ordnung, t.aufgabe.c.id)
)
_PERSONS = sa.select(t.person).where(_p.anonym == 0).order_by(_p.name, _p.id)
_OTHER_NAMES = sa.select(_s.name).where(_s.zielbild_id.is_(sa.bindparam("zielbild_id")), _s.id != _TEAM)
_EARLIER_MEMBERS = (
    sa.select(t.mitglied, t.sprint.c.jahr, t.sprint.c.quartal)
    .join(t.sprint, t.sprint.c.id == _m.sprint_id)
    .join(t.person, _p.id == _m.person_id)
    .where(
        _m.sprintteam_id == _TEAM,
        _p.anonym == 0,
        t.sprint.c.jahr * 10 + t.sprint.c.quartal < sa.bindparam("vor"),
    )
    .order_by(t.sprint.c.jahr.desc(), t.sprint.c.quartal.desc(), _m.id)
)
_DECIDED = (
    sa.select(t.zielbild.c.titel)
    .select_from(t.entscheidung_zeile)
    .join(t.entscheidung, t.entscheidung.c.id == t.entscheidung_zeile.c.entscheidung_id)
    .join(t.zielbild, _z.id == t.entscheidung.c.zielbild_id)
    .join(t.sprint, t.sprint.c.id == t.entscheidung.c.sprint_id)
    .where(t.entscheidung_zeile.c.sprintteam_id == _TEAM, t.sprint.c.status == SprintStatus.AKTIV.value)
    .limit(1)
)


def load_teamuebersicht(connection: sa.Connection, sprint_id: str | None) -> Teamuebersicht:
    """Return all teams in a quarter; without one, in the active sprint, or else in the newest.

    Raises NotFound if that quarter is gone.
    """
    sprints = tuple(sprint_ref(row) for row in connection.execute(_SPRINTS))
    sprint = _shown(sprints, sprint_id)
    key = {"sprint_id": None if sprint is None else sprint.id}
    members: defaultdict[str, list[Mitglied]] = defaultdict(list)
    for row in connection.execute(_MEMBERS, key):
        members[row.sprintteam_id].append(_mitglied(row))
    meetings: defaultdict[str, list[Teamtreffen]] = defaultdict(list)
    for row in connection.execute(_MEETINGS, key):
        meetings[row.sprintteam_id].append(Teamtreffen(row.id, date.fromisoformat(row.datum), row.notiz))
    orders: defaultdict[str, list[Teamauftrag]] = defaultdict(list)
    for row in connection.execute(_ORDERS, key):
        orders[row.sprintteam_id].append(Teamauftrag(row.id, row.titel, row.abende_geplant))
    names = _earlier_names(connection)
    evenings = {row.sprintteam_id: row.abende for row in connection.execute(_EVENINGS, key)}
    running = sprint is None or sprint.aktiv
    teams = tuple(
        Sprintteam(
            id=row.id,
            name=row.name,
            status=TeamStatus(row.status),
            zielbild_id=row.zielbild_id,
            zielbild=row.zielbild or "",
            abende=evenings.get(row.id, row.abende if running else None),
            notiz=row.notiz,
            angenommen=bool(row.zuordnung_angenommen),
            beispiel=bool(row.beispiel),
            fruehere_namen=tuple(names.get(row.id, ())),
            mitglieder=tuple(members[row.id]),
            treffen=tuple(meetings[row.id]),
            auftraege=tuple(orders[row.id]),
        )
        for row in connection.execute(_TEAMS)
    )
    return Teamuebersicht(sprint, sprints, teams)


def _shown(sprints: tuple[SprintRef, ...], sprint_id: str | None) -> SprintRef | None:
    if sprint_id is not None:
        for sprint in sprints:
            if sprint.id == sprint_id:
                return sprint
        raise gone()
    newest = sprints[-1] if sprints else None
    return next((sprint for sprint in sprints if sprint.aktiv), newest)


def _mitglied(row: Any) -> Mitglied:
    return Mitglied(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        rolle=row.rolle,
        organisation=row.organisation,
        aufgabe=row.aufgabe,
        anonym=bool(row.anonym),
    )


def _earlier_names(connection: sa.Connection) -> dict[str, list[str]]:
    """Return what each team was called before, by id; a renaming that was taken back does not count."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_RENAMED):
        before = json.loads(row.vorher).get("name")
        if before is None:
            continue
        if row.art == "zurueck":
            del names[row.zeile_id][-1:]
        else:
            names[row.zeile_id].append(before)
    return names


def open_cards(connection: sa.Connection, team_id: str) -> tuple[str, ...]:
    """Return the titles of the unfinished cards of a team in the active sprint."""
    return tuple(connection.scalars(_OPEN_CARDS, {"team_id": team_id}))


def persons(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, name with role and organisation) of everybody who can become a member."""
    rows = connection.execute(_PERSONS)
    return [(row.id, describe_person(row.name, row.rolle, row.organisation)) for row in rows]


def person_rows(connection: sa.Connection) -> list[Any]:
    """Return everybody who was not anonymised, as rows."""
    return list(connection.execute(_PERSONS).all())


def names_beside(connection: sa.Connection, zielbild_id: str | None, team_id: str) -> list[str]:
    """Return the names of the other teams of a Zielbild, dissolved ones included."""
    return list(connection.scalars(_OTHER_NAMES, {"zielbild_id": zielbild_id, "team_id": team_id}))


def earlier_members(connection: sa.Connection, team_id: str, sprint: SprintRef) -> list[Any]:
    """Return the members of the last quarter before ``sprint`` in which the team had any, as rows."""
    before = sprint.quartal.jahr * 10 + sprint.quartal.quartal
    rows = connection.execute(_EARLIER_MEMBERS, {"team_id": team_id, "vor": before}).all()
    return [row for row in rows if row.sprint_id == rows[0].sprint_id]


def decided_under(connection: sa.Connection, team_id: str) -> str | None:
    """Return the Zielbild under which the running sprint already decides on a team, or None."""
    return connection.scalar(_DECIDED, {"team_id": team_id})
