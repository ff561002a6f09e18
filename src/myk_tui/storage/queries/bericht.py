"""Reading where the programme stands, Zielbild by Zielbild. Internal notes are in none of these queries."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa

from myk_tui.domain.begriffe import FreigabeStand, MassnahmeStatus
from myk_tui.domain.bericht import Bericht, Berichtsmassnahme, Zielbildbericht
from myk_tui.domain.beschluesse import Beschluss
from myk_tui.domain.kosten import Kosten
from myk_tui.storage import tables as t
from myk_tui.storage.queries import to_date
from myk_tui.storage.queries.beschluesse import load_beschluesse
from myk_tui.storage.queries.protokoll import load_sprintergebnisse
from myk_tui.storage.queries.sprintboard import active_sprint
from myk_tui.storage.queries.zielbaum import load_zielbaum, zielbild_of_massnahme

_m, _p = t.massnahme.c, t.programm.c
_MASSNAHMEN = (
    sa.select(
        *(_m.titel, _m.status, _m.fortschritt, _m.kosten_cent, _m.foerderung_cent, _m.eigenanteil_cent, _m.freigabe),
        *(_m.freigabe_gremium, _m.freigabe_am),
        zielbild_of_massnahme().label("zielbild_id"),
    )
    .outerjoin(t.loesung, t.loesung.c.id == _m.loesung_id)
    .outerjoin(t.ziel, t.ziel.c.id == t.loesung.c.ziel_id)
    .order_by(t.ziel.c.ordnung, t.loesung.c.ordnung, _m.ordnung, _m.id)
)
_ZIELBILDER = sa.select(t.zielbild.c.id, t.zielbild.c.titel, t.zielbild.c.untertitel).order_by(
    t.zielbild.c.ordnung, t.zielbild.c.id
)


def load_bericht(connection: sa.Connection, today: date, zielbild_id: str | None = None) -> Bericht:
    """Return the report of the programme, or of one Zielbild only."""
    programm = connection.execute(
        sa.select(_p.name, _p.traeger, _p.foerderprogramm, _p.foerderende).order_by(_p.id).limit(1)
    ).one()
    sprint = active_sprint(connection)
    tree, massnahmen = load_zielbaum(connection), _massnahmen(connection)
    decisions, sprint_id = _decisions(connection), None if sprint is None else sprint.id
    return Bericht(
        programm=programm.name,
        traeger=programm.traeger,
        foerderprogramm=programm.foerderprogramm,
        foerderende=to_date(programm.foerderende),
        sprint="" if sprint is None else sprint.name,
        stand=today,
        zielbilder=tuple(
            Zielbildbericht(
                titel=row.titel,
                untertitel=row.untertitel,
                fortschritt=tree.fortschritt[row.id].wert,
                massnahmen=tuple(massnahmen[row.id]),
                beschluesse=tuple(decisions[row.titel]),
                ergebnisse=load_sprintergebnisse(connection, sprint_id, row.id),
            )
            for row in connection.execute(_ZIELBILDER)
            if zielbild_id in (None, row.id)
        ),
    )


def _massnahmen(connection: sa.Connection) -> defaultdict[str, list[Berichtsmassnahme]]:
    found: defaultdict[str, list[Berichtsmassnahme]] = defaultdict(list)
    for row in connection.execute(_MASSNAHMEN):
        status = MassnahmeStatus(row.status)
        massnahme = Berichtsmassnahme(
            titel=row.titel,
            status=status,
            fortschritt=row.fortschritt,
            kosten=Kosten(row.kosten_cent, row.foerderung_cent, row.eigenanteil_cent, status),
            freigabe=FreigabeStand(row.freigabe),
            gremium=row.freigabe_gremium,
            freigabe_am=to_date(row.freigabe_am),
        )
        found[row.zielbild_id].append(massnahme)
    return found


def _decisions(connection: sa.Connection) -> defaultdict[str, list[Beschluss]]:
    """Return the decisions that count by the title of their Zielbild, newest first."""
    found: defaultdict[str, list[Beschluss]] = defaultdict(list)
    for beschluss in load_beschluesse(connection):
        if beschluss.gilt:
            found[beschluss.zielbild].append(beschluss)
    return found
