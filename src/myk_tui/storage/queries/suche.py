"""Reading everything that the search can find."""

from collections.abc import Iterator

import sqlalchemy as sa

from myk_tui.domain.begriffe import IdeeStatus, MassnahmeStatus, Spalte, label
from myk_tui.domain.entscheidung import number
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.suche import Fund, Fundart
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection


def load_funde(connection: sa.Connection) -> Iterator[Fund]:
    """Yield everything that can be found, in the order of the programme; the newest ideas first."""
    for art, table in ((Fundart.ZIELBILD, t.zielbild), (Fundart.ZIEL, t.ziel), (Fundart.LOESUNG, t.loesung)):
        for node in connection.execute(sa.select(table.c.id, table.c.titel).order_by(table.c.ordnung, table.c.id)):
            yield Fund(art, node.id, node.id, node.titel)
    m = t.massnahme.c
    states = {status.value: label(status) for status in MassnahmeStatus}
    for massnahme_id, titel, status in connection.execute(sa.select(m.id, m.titel, m.status).order_by(m.ordnung, m.id)):
        yield Fund(Fundart.MASSNAHME, massnahme_id, massnahme_id, titel, states[status])
    yield from _ideas(connection)
    yield from _cards(connection)
    team = t.sprintteam.c
    for own in connection.execute(sa.select(team.id, team.name).order_by(team.ordnung, team.id)):
        yield Fund(Fundart.SPRINTTEAM, own.id, own.id, own.name)
    yield from _decisions(connection)


def _ideas(connection: sa.Connection) -> Iterator[Fund]:
    """Yield the ideas, the newest first; plain SQL, for there may be many."""
    states = {status.value: label(status) for status in IdeeStatus}
    rows = plain_connection(connection).execute(
        "SELECT id, titel, status, ort_text, herkunft FROM idee ORDER BY eingang DESC NULLS LAST, id DESC"
    )
    for idee_id, titel, status, ort, origin in rows:
        note = " · ".join(filter(None, (states[status], ort, origin)))
        yield Fund(Fundart.IDEE, idee_id, idee_id, titel, note)


def _cards(connection: sa.Connection) -> Iterator[Fund]:
    a = t.aufgabe.c
    query = (
        sa.select(a.id, a.titel, a.spalte, a.wer, t.sprintteam.c.name)
        .join(t.auftrag, t.auftrag.c.id == a.auftrag_id)
        .join(t.sprint, t.sprint.c.id == t.auftrag.c.sprint_id)
        .join(t.sprintteam, t.sprintteam.c.id == t.auftrag.c.sprintteam_id)
        .where(t.sprint.c.status == "aktiv", a.archiviert == 0)
        .order_by(t.auftrag.c.id, a.ordnung)
    )
    for row in connection.execute(query):
        note = " · ".join(part for part in (label(Spalte(row.spalte)), row.name, row.wer) if part)
        yield Fund(Fundart.AUFGABE, row.id, row.id, row.titel, note)


def _decisions(connection: sa.Connection) -> Iterator[Fund]:
    e, s = t.entscheidung.c, t.sprint.c
    query = (
        sa.select(e.id, e.jahr, e.nummer, e.zielbild_id, t.zielbild.c.titel, s.jahr.label("sprint_jahr"), s.quartal)
        .join(t.zielbild, t.zielbild.c.id == e.zielbild_id)
        .join(t.sprint, s.id == e.sprint_id)
        .where(e.nummer.is_not(None))
        .order_by(e.jahr.desc(), e.nummer.desc())
    )
    for row in connection.execute(query):
        note = f"{row.titel} · {Quartal(row.sprint_jahr, row.quartal).name}"
        yield Fund(Fundart.ENTSCHEIDUNG, row.id, row.zielbild_id, number(row.jahr, row.nummer), note)
