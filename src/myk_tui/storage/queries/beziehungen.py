"""Reading what a Maßnahme is connected with."""

from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.beziehungen import Auswahl, Beziehungen, Kante, Verweis, Zuordnung
from myk_tui.domain.text import fold
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.ideenspeicher import handlungsfelder, orte
from myk_tui.storage.queries.zielbaum import zielbild_of_massnahme

_m, _dep = t.massnahme.c, t.abhaengigkeit.c
_feld, _ort = t.massnahme_handlungsfeld.c, t.massnahme_ort.c
_ID: sa.BindParameter[str] = sa.bindparam("massnahme_id")
_OTHER = (_m.id, _m.titel, _m.status)

_FELDER = (
    sa.select(t.handlungsfeld.c.id, t.handlungsfeld.c.name, _feld.angenommen)
    .join(t.massnahme_handlungsfeld, _feld.handlungsfeld_id == t.handlungsfeld.c.id)
    .where(_feld.massnahme_id == _ID)
    .order_by(t.handlungsfeld.c.ordnung, t.handlungsfeld.c.id)
)
_ORTE = (
    sa.select(t.gebietskoerperschaft.c.id, t.gebietskoerperschaft.c.name, sa.literal(0).label("angenommen"))
    .join(t.massnahme_ort, _ort.gebietskoerperschaft_id == t.gebietskoerperschaft.c.id)
    .where(_ort.massnahme_id == _ID)
    .order_by(t.gebietskoerperschaft.c.ordnung, t.gebietskoerperschaft.c.id)
)
_BRAUCHT = sa.select(*_OTHER, _dep.notiz).join(t.abhaengigkeit, _dep.von_massnahme_id == _m.id)
_BRAUCHT = _BRAUCHT.where(_dep.massnahme_id == _ID).order_by(_m.titel, _m.id)
_GEBRAUCHT = sa.select(*_OTHER, _dep.notiz).join(t.abhaengigkeit, _dep.massnahme_id == _m.id)
_GEBRAUCHT = _GEBRAUCHT.where(_dep.von_massnahme_id == _ID).order_by(_m.titel, _m.id)
_NACHFOLGER = sa.select(*_OTHER, sa.literal("").label("notiz")).where(_m.vorgaenger_id == _ID)
_NACHFOLGER = _NACHFOLGER.order_by(_m.titel, _m.id)

_ABHAENGIGKEITEN = sa.select(_dep.massnahme_id, _dep.von_massnahme_id)
_VORGAENGER = sa.select(_m.id, _m.vorgaenger_id).where(_m.vorgaenger_id.is_not(None))
_MASSNAHMEN = sa.select(_m.id, _m.titel, t.zielbild.c.titel.label("zielbild"), t.zielbild.c.id.label("zielbild_id"))
_MASSNAHMEN = _MASSNAHMEN.select_from(t.massnahme).outerjoin(t.zielbild, t.zielbild.c.id == zielbild_of_massnahme())


def load_beziehungen(connection: sa.Connection, massnahme_id: str) -> Beziehungen:
    """Return everything a Maßnahme is connected with; raises NotFound."""
    row = require_row(connection, t.massnahme, massnahme_id)
    wanted = {"massnahme_id": massnahme_id}
    before = None if row.vorgaenger_id is None else require_row(connection, t.massnahme, row.vorgaenger_id)
    return Beziehungen(
        handlungsfelder=tuple(_zuordnung(found) for found in connection.execute(_FELDER, wanted)),
        orte=tuple(_zuordnung(found) for found in connection.execute(_ORTE, wanted)),
        braucht=tuple(_verweis(found) for found in connection.execute(_BRAUCHT, wanted)),
        gebraucht_von=tuple(_verweis(found) for found in connection.execute(_GEBRAUCHT, wanted)),
        vorgaenger=None if before is None else Verweis(before.id, before.titel, MassnahmeStatus(before.status)),
        nachfolger=tuple(_verweis(found) for found in connection.execute(_NACHFOLGER, wanted)),
    )


def load_auswahl(connection: sa.Connection, massnahme_id: str) -> Auswahl:
    """Return what can be ticked for a Maßnahme: other Maßnahmen by title, those of its own Zielbild first."""
    found = connection.execute(_MASSNAHMEN).all()
    own = next((row.zielbild_id for row in found if row.id == massnahme_id), None)
    rows = sorted(found, key=lambda row: (row.zielbild_id != own, fold(row.titel), row.id))
    return Auswahl(
        handlungsfelder=tuple(handlungsfelder(connection)),
        orte=tuple(orte(connection)),
        massnahmen=tuple(
            (row.id, row.titel if row.zielbild_id == own or row.zielbild is None else f"{row.titel} ({row.zielbild})")
            for row in rows
            if row.id != massnahme_id
        ),
    )


def kanten(connection: sa.Connection) -> list[Kante]:
    """Return which Maßnahme comes after which, over the whole file."""
    needs = [Kante(row.massnahme_id, row.von_massnahme_id) for row in connection.execute(_ABHAENGIGKEITEN)]
    return needs + [Kante(row.id, row.vorgaenger_id, folgt=True) for row in connection.execute(_VORGAENGER)]


def titel(connection: sa.Connection) -> dict[str, str]:
    """Return the titles of all Maßnahmen by id."""
    return {row.id: row.titel for row in connection.execute(sa.select(_m.id, _m.titel))}


def _zuordnung(row: Any) -> Zuordnung:
    return Zuordnung(row.id, row.name, bool(row.angenommen))


def _verweis(row: Any) -> Verweis:
    return Verweis(row.id, row.titel, MassnahmeStatus(row.status), row.notiz)
