"""Reading the Ideenspeicher."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus, TreffenStatus
from myk_tui.domain.ideenspeicher import Idee, IdeeZeile
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row, to_date
from myk_tui.storage.queries.dubletten import twin_titles


def load_ideen(connection: sa.Connection) -> tuple[IdeeZeile, ...]:
    """Return all ideas for the list, the newest first."""
    states = {status.value: status for status in IdeeStatus}
    places: dict[str | None, str] = dict(orte(connection))
    return tuple(
        IdeeZeile(idee_id, titel, states[status], herkunft, places.get(ort_id) or ort, support, beispiel == 1)
        for idee_id, titel, status, herkunft, ort_id, ort, support, beispiel in connection.execute(_IDEEN)
    )


_IDEEN = sa.select(
    *(
        t.idee.c[name]
        for name in ("id", "titel", "status", "herkunft", "ort_id", "ort_text", "unterstuetzer", "beispiel")
    )
).order_by(t.idee.c.eingang.desc().nulls_last(), t.idee.c.id.desc())


def load_merkmale(connection: sa.Connection) -> dict[str, str]:
    """Return by id of an idea the names of its Handlungsfelder and of its Zielbild, to be searched."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    felder = sa.select(t.idee_handlungsfeld.c.idee_id, t.handlungsfeld.c.name).join(
        t.handlungsfeld, t.handlungsfeld.c.id == t.idee_handlungsfeld.c.handlungsfeld_id
    )
    own = sa.select(t.idee.c.id, t.zielbild.c.titel).join(t.zielbild, t.zielbild.c.id == t.idee.c.zielbild_id)
    for query in (felder, own):
        for idee_id, name in connection.execute(query):
            names[idee_id].append(name)
    return {idee_id: " ".join(found) for idee_id, found in names.items()}


def running_treffen(connection: sa.Connection) -> Any | None:
    """Return (id, title) of the meeting that is going on, or None."""
    query = sa.select(t.treffen.c.id, t.treffen.c.titel).where(t.treffen.c.status == TreffenStatus.LAUFEND.value)
    return connection.execute(query.order_by(t.treffen.c.begonnen_um.desc()).limit(1)).one_or_none()


def load_idee(connection: sa.Connection, idee_id: str) -> Idee:
    """Return one idea with all fields; raises NotFound."""
    row = require_row(connection, t.idee, idee_id)
    ort = None if row.ort_id is None else require_row(connection, t.gebietskoerperschaft, row.ort_id).name
    kept = None if row.dublette_von_id is None else require_row(connection, t.idee, row.dublette_von_id).titel
    became = sa.select(t.massnahme.c.titel).where(t.massnahme.c.herkunft_idee_id == idee_id).limit(1)
    felder = (
        sa.select(t.handlungsfeld.c.id, t.handlungsfeld.c.name)
        .join(t.idee_handlungsfeld, t.idee_handlungsfeld.c.handlungsfeld_id == t.handlungsfeld.c.id)
        .where(t.idee_handlungsfeld.c.idee_id == idee_id)
        .order_by(t.handlungsfeld.c.ordnung)
    )
    fields = connection.execute(felder).all()
    fits = None
    if row.loesung_id is not None:
        fits = require_row(connection, t.loesung, row.loesung_id).titel
    elif row.zielbild_id is not None:
        fits = require_row(connection, t.zielbild, row.zielbild_id).titel
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
        handlungsfelder=tuple(field.name for field in fields),
        handlungsfeld_ids=tuple(field.id for field in fields),
        zielbild_id=row.zielbild_id,
        loesung_id=row.loesung_id,
        passt_zu=fits or "",
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


def handlungsfelder(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, name) of the Handlungsfelder in their order."""
    query = sa.select(t.handlungsfeld.c.id, t.handlungsfeld.c.name).order_by(t.handlungsfeld.c.ordnung)
    return [(row.id, row.name) for row in connection.execute(query)]


def orte(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, name) of the Gebietskörperschaften in their order."""
    query = sa.select(t.gebietskoerperschaft.c.id, t.gebietskoerperschaft.c.name)
    return [(row.id, row.name) for row in connection.execute(query.order_by(t.gebietskoerperschaft.c.ordnung))]
