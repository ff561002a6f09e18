"""Reading all Maßnahmen by their life cycle."""

import sqlalchemy as sa

from myk_tui.domain.agenda import Agenda, Agendakarte
from myk_tui.domain.begriffe import MassnahmeStatus, SprintStatus, TeamStatus
from myk_tui.domain.text import fold
from myk_tui.domain.zielbaum import OPEN_STATUS
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection
from myk_tui.storage.queries.baumhinweise import load_ruhige
from myk_tui.storage.queries.zielbaum import zielbilder

_KARTEN = """
    SELECT m.id, m.titel, m.status, zb.id, coalesce(zb.titel, (SELECT name FROM programm)), z.titel, l.titel,
        m.fortschritt, m.grund
    FROM massnahme AS m
    LEFT JOIN loesung AS l ON l.id = m.loesung_id
    LEFT JOIN ziel AS z ON z.id = l.ziel_id
    LEFT JOIN zielbild AS zb ON zb.id = coalesce(z.zielbild_id, m.zielbild_id)
    ORDER BY zb.id IS NULL, zb.ordnung, zb.id, z.id IS NULL, z.ordnung, z.id, l.ordnung, l.id, m.ordnung, m.id
"""
"""Plain SQL, for there may be thousands. As in the tree, what hangs directly on a Zielbild or on top follows the rest."""

_WORKING = (
    sa.select(t.sprintteam.c.name)
    .join(t.auftrag, t.auftrag.c.sprintteam_id == t.sprintteam.c.id)
    .join(t.sprint, t.sprint.c.id == t.auftrag.c.sprint_id)
    .where(
        t.auftrag.c.massnahme_id == sa.bindparam("massnahme_id"),
        t.sprint.c.status == SprintStatus.AKTIV.value,
        t.sprintteam.c.status != TeamStatus.AUFGELOEST.value,
    )
    .order_by(t.sprintteam.c.ordnung)
    .limit(1)
)


def working_team(connection: sa.Connection, massnahme_id: str) -> str:
    """Return the name of a team that works on a Maßnahme in the active sprint; empty if none does."""
    return connection.scalar(_WORKING, {"massnahme_id": massnahme_id}) or ""


_TAKEABLE = """
    SELECT m.id, m.titel, zb.id, coalesce(zb.titel, (SELECT name FROM programm)), (
        SELECT t.name FROM auftrag AS a JOIN sprint AS s ON s.id = a.sprint_id JOIN sprintteam AS t ON t.id = a.sprintteam_id
        WHERE a.massnahme_id = m.id AND s.status = 'aktiv' AND t.status <> 'aufgeloest' ORDER BY t.ordnung LIMIT 1)
    FROM massnahme AS m
    LEFT JOIN loesung AS l ON l.id = m.loesung_id
    LEFT JOIN ziel AS z ON z.id = l.ziel_id
    LEFT JOIN zielbild AS zb ON zb.id = coalesce(z.zielbild_id, m.zielbild_id)
    WHERE m.status IN ({open})
    ORDER BY zb.id IS NULL, zb.ordnung, zb.id
"""


def takeable_massnahmen(connection: sa.Connection, zielbild_id: str | None) -> list[tuple[str, str]]:
    """Return (id, title) of the open Maßnahmen by Zielbild and title, those that a team works on last, with its name.

    Those of ``zielbild_id`` come first and bear their title alone, the others that of their Zielbild before it, or of
    the programme if they hang on top.
    """
    words = ", ".join(f"'{status.value}'" for status in OPEN_STATUS)
    rows = plain_connection(connection).execute(_TAKEABLE.format(open=words)).fetchall()
    place = {row[2]: number for number, row in enumerate(rows)}
    home = zielbild_id or ""  # not None: what hangs on top is nobody's own
    rows.sort(key=lambda row: (row[4] is not None, row[2] != home, place[row[2]], fold(row[1])))
    return [
        (
            row_id,
            (titel if own == home else f"{zielbild}: {titel}") + (_(" (hat {team})").format(team=team) if team else ""),
        )
        for row_id, titel, own, zielbild, team in rows
    ]


def load_agenda(connection: sa.Connection) -> Agenda:
    """Return all Maßnahmen as they are now."""
    quiet = load_ruhige(connection)
    karten = (
        Agendakarte(
            massnahme_id,
            titel,
            MassnahmeStatus(status),
            zielbild_id,
            tuple(name for name in (zielbild, ziel, loesung) if name),
            fortschritt,
            grund if status == MassnahmeStatus.EINGESTELLT else "",
            quiet.get(massnahme_id),
        )
        for massnahme_id, titel, status, zielbild_id, zielbild, ziel, loesung, fortschritt, grund in plain_connection(
            connection
        ).execute(_KARTEN)
    )
    return Agenda(tuple(zielbilder(connection)), tuple(karten))
