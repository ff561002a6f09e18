"""Reading the first screen."""

from datetime import date

import sqlalchemy as sa

from myk_tui.domain.begriffe import IdeeStatus, Spalte
from myk_tui.domain.entscheidung import number
from myk_tui.domain.ideenspeicher import OPEN
from myk_tui.domain.kalender import sprints_left
from myk_tui.domain.sprintboard import Bahn, SprintRef
from myk_tui.domain.uebersicht import TeamStand, Uebersicht, ZielbildStand
from myk_tui.domain.zielbaum import Ebene, Zielbaum
from myk_tui.storage import tables as t
from myk_tui.storage.queries import to_date
from myk_tui.storage.queries.sprintboard import active_sprint, load_board
from myk_tui.storage.queries.verlauf import step_of_last_closing, zielbaum_after
from myk_tui.storage.queries.zielbaum import load_zielbaum


def load_uebersicht(connection: sa.Connection, today: date) -> Uebersicht:
    """Return where the programme stands."""
    p = t.programm.c
    programm = connection.execute(sa.select(p.name, p.vision, p.foerderende).order_by(p.id).limit(1)).one()
    sprint = active_sprint(connection)
    lanes = () if sprint is None else load_board(connection, sprint, today).bahnen
    ende = to_date(programm.foerderende)
    numbers = {} if sprint is None else _numbers(connection, sprint)
    i = t.idee.c
    ideas = sa.select(
        sa.func.count().filter(i.status == IdeeStatus.NEU.value),
        sa.func.count().filter(i.status.in_([status.value for status in OPEN])),
    )
    new, usable = connection.execute(ideas).one()
    requests = sa.select(sa.func.count()).where(t.unterstuetzung.c.status == "offen")
    return Uebersicht(
        programm=programm.name,
        vision=programm.vision,
        sprint=sprint,
        tage=0 if sprint is None else (sprint.ende - today).days,
        foerderende=ende,
        sprints_uebrig=sprints_left(today, ende),
        zielbilder=_zielbilder(connection, lanes, numbers),
        bedarf_offen=connection.execute(requests).scalar_one(),
        ideen_neu=new,
        ideen_offen=usable,
        entschieden=len(numbers),
    )


def _zielbilder(
    connection: sa.Connection, lanes: tuple[Bahn, ...], numbers: dict[str, str]
) -> tuple[ZielbildStand, ...]:
    tree = load_zielbaum(connection)
    closing = step_of_last_closing(connection)
    before = None if closing is None else zielbaum_after(connection, closing)
    subtitles = {
        row.id: row.untertitel for row in connection.execute(sa.select(t.zielbild.c.id, t.zielbild.c.untertitel))
    }
    counts = _massnahmen_below(tree)
    stands = []
    for node in tree.knoten:
        if node.ebene is not Ebene.ZIELBILD:
            continue
        old = None if before is None else before.fortschritt.get(node.id)
        progress = tree.fortschritt[node.id]
        stands.append(
            ZielbildStand(
                id=node.id,
                titel=node.titel,
                untertitel=subtitles[node.id],
                wert=progress.wert,
                vorher=None if old is None else old.wert,
                massnahmen=counts.get(node.id, 0),
                ausgelassen=progress.ausgelassen_gesamt,
                teams=tuple(_team(lane) for lane in lanes if lane.zielbild_id == node.id),
                beschluss=numbers.get(node.id, ""),
            )
        )
    return tuple(stands)


def _massnahmen_below(tree: Zielbaum) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in reversed(tree.knoten):
        own = counts.get(node.id, 0) + (node.ebene is Ebene.MASSNAHME)
        if node.eltern_id is not None:
            counts[node.eltern_id] = counts.get(node.eltern_id, 0) + own
    return counts


def _team(lane: Bahn) -> TeamStand:
    return TeamStand(
        team=lane.team,
        massnahme=lane.massnahme,
        sprintziel=lane.sprintziel,
        fertig=lane.fertig,
        gesamt=len(lane.karten),
        blockiert=sum(1 for karte in lane.karten if karte.spalte is Spalte.BLOCKIERT),
        in_folge=lane.in_folge,
    )


def _numbers(connection: sa.Connection, sprint: SprintRef) -> dict[str, str]:
    e = t.entscheidung.c
    query = sa.select(e.zielbild_id, e.jahr, e.nummer).where(e.sprint_id == sprint.id, e.status == "beschlossen")
    return {row.zielbild_id: number(row.jahr, row.nummer) for row in connection.execute(query)}
