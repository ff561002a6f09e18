"""Reading all Maßnahmen by their life cycle."""

import sqlalchemy as sa

from myk_tui.domain.agenda import Agenda, Agendakarte
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.storage.queries import plain_connection
from myk_tui.storage.queries.zielbaum import zielbilder

_KARTEN = """
    SELECT m.id, m.titel, m.status, zb.id, zb.titel, z.titel, l.titel, m.fortschritt, m.grund
    FROM massnahme AS m
    LEFT JOIN loesung AS l ON l.id = m.loesung_id
    LEFT JOIN ziel AS z ON z.id = l.ziel_id
    JOIN zielbild AS zb ON zb.id = coalesce(z.zielbild_id, m.zielbild_id)
    ORDER BY zb.ordnung, zb.id, z.ordnung, z.id, l.ordnung, l.id, m.ordnung, m.id
"""
"""Plain SQL, for there may be thousands."""


def load_agenda(connection: sa.Connection) -> Agenda:
    """Return all Maßnahmen as they are now."""
    karten = (
        Agendakarte(
            massnahme_id,
            titel,
            MassnahmeStatus(status),
            zielbild_id,
            tuple(name for name in (zielbild, ziel, loesung) if name),
            fortschritt,
            grund if status == MassnahmeStatus.EINGESTELLT else "",
        )
        for massnahme_id, titel, status, zielbild_id, zielbild, ziel, loesung, fortschritt, grund in plain_connection(
            connection
        ).execute(_KARTEN)
    )
    return Agenda(tuple(zielbilder(connection)), tuple(karten))
