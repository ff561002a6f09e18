"""Reading the Ideenspeicher."""

import sqlalchemy as sa

from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus
from myk_tui.domain.ideenspeicher import Idee, IdeeZeile
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row, to_date
from myk_tui.storage.queries.dubletten import twin_titles


def load_ideen(connection: sa.Connection) -> tuple[IdeeZeile, ...]:
    """Return all ideas for the list, the newest first."""
    i, ort = t.idee.c, t.gebietskoerperschaft.c.name
    query = (
        sa.select(i.id, i.titel, i.status, i.herkunft, i.ort_text, ort, i.eingang, i.unterstuetzer, i.beispiel)
        .outerjoin(t.gebietskoerperschaft, t.gebietskoerperschaft.c.id == i.ort_id)
        .order_by(i.eingang.desc().nulls_last(), i.id.desc())
    )
    return tuple(
        IdeeZeile(
            id=row.id,
            titel=row.titel,
            status=IdeeStatus(row.status),
            herkunft=row.herkunft,
            ort=row.name or row.ort_text,
            eingang=to_date(row.eingang),
            unterstuetzer=row.unterstuetzer,
            beispiel=bool(row.beispiel),
        )
        for row in connection.execute(query)
    )


def load_idee(connection: sa.Connection, idee_id: str) -> Idee:
    """Return one idea with all fields; raises NotFound."""
    row = require_row(connection, t.idee, idee_id)
    ort = None if row.ort_id is None else require_row(connection, t.gebietskoerperschaft, row.ort_id).name
    kept = None if row.dublette_von_id is None else require_row(connection, t.idee, row.dublette_von_id).titel
    became = sa.select(t.massnahme.c.titel).where(t.massnahme.c.herkunft_idee_id == idee_id).limit(1)
    felder = (
        sa.select(t.handlungsfeld.c.name)
        .join(t.idee_handlungsfeld, t.idee_handlungsfeld.c.handlungsfeld_id == t.handlungsfeld.c.id)
        .where(t.idee_handlungsfeld.c.idee_id == idee_id)
        .order_by(t.handlungsfeld.c.ordnung)
    )
    return Idee(
        id=row.id,
        titel=row.titel,
        beschreibung=row.beschreibung,
        status=IdeeStatus(row.status),
        herkunft=row.herkunft,
        ideengeber_art=IdeengeberArt(row.ideengeber_art),
        ort_id=row.ort_id,
        ort_text=row.ort_text,
        ort=ort or row.ort_text,
        mitwirken=None if row.mitwirken is None else bool(row.mitwirken),
        unterstuetzer=row.unterstuetzer,
        eingang=to_date(row.eingang),
        antwort=row.antwort,
        handlungsfelder=tuple(connection.scalars(felder)),
        zielbild_id=row.zielbild_id,
        loesung_id=row.loesung_id,
        massnahme=connection.scalar(became) or "",
        quelle=row.quelle,
        beispiel=bool(row.beispiel),
        dublette_von=kept or "",
        dubletten=twin_titles(connection, idee_id),
    )


def ideen_without_massnahme(connection: sa.Connection) -> list[str]:
    """Return the ids of ideas that were taken over, but whose Maßnahme is gone."""
    kept = sa.exists().where(t.massnahme.c.herkunft_idee_id == t.idee.c.id)
    query = sa.select(t.idee.c.id).where(t.idee.c.status == IdeeStatus.UEBERNOMMEN.value, ~kept)
    return [str(idee_id) for idee_id in connection.scalars(query.order_by(t.idee.c.id))]


def orte(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, name) of the Gebietskörperschaften in their order."""
    query = sa.select(t.gebietskoerperschaft.c.id, t.gebietskoerperschaft.c.name)
    return [(row.id, row.name) for row in connection.execute(query.order_by(t.gebietskoerperschaft.c.ordnung))]
