"""Reading how the Maßnahmen are spread."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.ausgewogenheit import Ausgewogenheit, Verteilt, make_ausgewogenheit
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.storage import tables as t
from myk_tui.storage.queries.ideenspeicher import handlungsfelder, orte
from myk_tui.storage.queries.zielbaum import zielbild_of_massnahme, zielbilder


def load_ausgewogenheit(connection: sa.Connection) -> Ausgewogenheit:
    """Return both tables as they are now."""
    felder, places = _links(connection, _FELDER), _links(connection, _ORTE)
    massnahmen = (
        Verteilt(
            massnahme_id,
            titel,
            MassnahmeStatus(status),
            zielbild_id,
            frozenset(felder[massnahme_id]),
            frozenset(places[massnahme_id]),
            ort_text,
        )
        for massnahme_id, titel, status, ort_text, zielbild_id in connection.execute(_MASSNAHMEN)
    )
    return make_ausgewogenheit(zielbilder(connection), handlungsfelder(connection), orte(connection), massnahmen)


def _links(connection: sa.Connection, query: sa.Select[Any]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for massnahme_id, other_id in connection.execute(query):
        found[massnahme_id].append(other_id)
    return found


_MASSNAHMEN = sa.select(
    t.massnahme.c.id, t.massnahme.c.titel, t.massnahme.c.status, t.massnahme.c.orte, zielbild_of_massnahme()
).order_by(t.massnahme.c.id)
_FELDER = sa.select(t.massnahme_handlungsfeld.c.massnahme_id, t.massnahme_handlungsfeld.c.handlungsfeld_id)
_ORTE = sa.select(t.massnahme_ort.c.massnahme_id, t.massnahme_ort.c.gebietskoerperschaft_id)
