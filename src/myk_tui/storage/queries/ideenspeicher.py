"""Reading the Ideenspeicher."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, SprintStatus, TreffenStatus
from myk_tui.domain.clock import from_text
from myk_tui.domain.ideenspeicher import Idee, IdeeZeile, Standschritt, is_back
from myk_tui.domain.kalender import Quartal, quartal_of
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection, require_row, to_date
from myk_tui.storage.queries.dubletten import twin_titles
from myk_tui.storage.uhrzweifel import load_unsichere

IDEEN_TABLES = frozenset({"idee", "gebietskoerperschaft", "sprint"})
"""What ``load_ideen`` reads."""


def load_ideen(connection: sa.Connection, today: date) -> tuple[IdeeZeile, ...]:
    """Return all ideas for the list, the newest first; plain SQL, for there may be many."""
    states = {status.value: status for status in IdeeStatus}
    places: dict[str | None, str] = dict(orte(connection))
    until = end_of_next_quarter(connection, today)
    rows = plain_connection(connection).execute(
        "SELECT id, titel, status, herkunft, ort_id, ort_text, unterstuetzer, beispiel, coalesce(groesse, ''),"
        " coalesce(wieder_ab, ''), ideengeber_art FROM idee ORDER BY eingang DESC NULLS LAST, id DESC"
    )
    make = IdeeZeile._make  # two thirds of the time of the constructor
    return tuple(
        [
            make(
                (
                    idee_id,
                    titel,
                    states[status],
                    herkunft,
                    places.get(ort_id) or ort,
                    support,
                    beispiel == 1,
                    size,
                    back,
                    bool(back) and is_back(states[status], back, until),
                    von,
                )
            )
            for idee_id, titel, status, herkunft, ort_id, ort, support, beispiel, size, back, von in rows
        ]
    )


def end_of_next_quarter(connection: sa.Connection, today: date | None) -> date:
    """Return until when what is parked counts as fitting again: the end of the quarter after the running sprint.

    Without a sprint it is the quarter after that of ``today``; of a decision, which has one, None is enough.
    """
    s = t.sprint.c
    row = connection.execute(sa.select(s.jahr, s.quartal).where(s.status == SprintStatus.AKTIV.value)).first()
    if row is not None:
        return Quartal(row.jahr, row.quartal).naechstes.ende
    return date.max if today is None else quartal_of(today).naechstes.ende


def load_standschritte(connection: sa.Connection, idee_id: str) -> tuple[Standschritt, ...]:
    """Return the states an idea had, with when and by whom; what was undone is not among them."""
    j, s = t.journal.c, t.schritt.c
    query = (
        sa.select(j.schritt_nr, j.vorher, j.nachher, s.um, s.akteur, s.art)
        .join(t.schritt, s.nr == j.schritt_nr)
        .where(j.tabelle == "idee", j.zeile_id == idee_id)
        .order_by(j.schritt_nr, j.pos)
    )
    doubtful = load_unsichere(connection)
    found: list[Standschritt] = []
    for row in connection.execute(query):
        before, after = json.loads(row.vorher or "{}"), json.loads(row.nachher or "{}")
        status = after.get("status") or ("" if row.vorher else IdeeStatus.NEU.value)
        if not status or status == before.get("status"):
            continue
        if row.art == "zurueck" and found:
            found.pop()
        if not found or found[-1].status != status:
            found.append(Standschritt(IdeeStatus(status), from_text(row.um), row.akteur, row.schritt_nr in doubtful))
    return tuple(found)


def load_merkmale(connection: sa.Connection) -> dict[str, tuple[str, str]]:
    """Return by id of an idea the names of its Zielbild and Lösung, and of its Handlungsfelder, to be searched."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    fields: defaultdict[str, list[str]] = defaultdict(list)
    felder = sa.select(t.idee_handlungsfeld.c.idee_id, t.handlungsfeld.c.name).join(
        t.handlungsfeld, t.handlungsfeld.c.id == t.idee_handlungsfeld.c.handlungsfeld_id
    )
    own = sa.select(t.idee.c.id, t.zielbild.c.titel).join(t.zielbild, t.zielbild.c.id == t.idee.c.zielbild_id)
    below = sa.select(t.idee.c.id, t.loesung.c.titel).join(t.loesung, t.loesung.c.id == t.idee.c.loesung_id)
    for query, target in ((own, names), (below, names), (felder, fields)):
        for idee_id, name in connection.execute(query):
            target[idee_id].append(name)
    return {
        idee_id: (" ".join(names.get(idee_id, ())), " ".join(fields.get(idee_id, ())))
        for idee_id in names.keys() | fields.keys()
    }


def running_treffen(connection: sa.Connection) -> Any | None:
    """Return (id, title) of the meeting that is going on, or None."""
    query = sa.select(t.treffen.c.id, t.treffen.c.titel).where(t.treffen.c.status == TreffenStatus.LAUFEND.value)
    return connection.execute(query.order_by(t.treffen.c.begonnen_um.desc()).limit(1)).one_or_none()


def load_idee(connection: sa.Connection, idee_id: str, today: date) -> Idee:
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
        antwort_am=to_date(row.antwort_am),
        groesse=None if row.groesse is None else Groesse(row.groesse),
        angenommen=bool(row.zuordnung_angenommen) and fits is not None,
        wieder_ab=to_date(row.wieder_ab),
        wieder_da=is_back(IdeeStatus(row.status), row.wieder_ab, end_of_next_quarter(connection, today)),
        schritte=load_standschritte(connection, idee_id),
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


def ortsarten(connection: sa.Connection) -> dict[str, str]:
    """Return by id what kind of Gebietskörperschaft it is."""
    g = t.gebietskoerperschaft.c
    return {row.id: row.art for row in connection.execute(sa.select(g.id, g.art))}
