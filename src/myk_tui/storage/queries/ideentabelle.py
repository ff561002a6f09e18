"""Reading all ideas with every column a table has."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from myk_tui.storage import tables as t

_IDEEN = (
    sa.select(t.idee, t.gebietskoerperschaft.c.name.label("ort_name"))
    .outerjoin(t.gebietskoerperschaft, t.gebietskoerperschaft.c.id == t.idee.c.ort_id)
    .order_by(t.idee.c.eingang.desc().nulls_last(), t.idee.c.id.desc())
)
_FELDER = (
    sa.select(t.idee_handlungsfeld.c.idee_id, t.handlungsfeld.c.name)
    .join(t.handlungsfeld, t.handlungsfeld.c.id == t.idee_handlungsfeld.c.handlungsfeld_id)
    .order_by(t.handlungsfeld.c.ordnung, t.handlungsfeld.c.id)
)


def all_ideen(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """Yield the records of all ideas, the newest first; ``ort_id`` and ``handlungsfelder`` are names."""
    felder: defaultdict[str, list[str]] = defaultdict(list)
    for idee_id, name in connection.execute(_FELDER):
        felder[idee_id].append(name)
    for row in connection.execute(_IDEEN).mappings():
        record = {column.name: row[column] for column in t.idee.c}
        yield record | {"ort_id": row["ort_name"] or "", "handlungsfelder": felder.get(record["id"], [])}


def all_titles(connection: sa.Connection) -> list[str]:
    """Return the titles of all ideas, the oldest first."""
    return [str(titel) for titel in connection.scalars(sa.select(t.idee.c.titel).order_by(t.idee.c.id))]
