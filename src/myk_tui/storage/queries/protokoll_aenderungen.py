"""Reading decisions as they stood when the minutes were given out, and as they stand now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.protokollaenderungen import Entscheidungsstand
from myk_tui.domain.seitdem import Aenderung, Row
from myk_tui.storage import tables as t

_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_OPEN = [column for column in t.entscheidung.columns if column.name != "interne_notiz"]
_DECISIONS = sa.select(*_OPEN).where(t.entscheidung.c.id.in_(_IDS)).order_by(t.entscheidung.c.id)
_z = t.entscheidung_zeile.c
_LINES = sa.select(t.entscheidung_zeile).where(_z.entscheidung_id.in_(_IDS)).order_by(_z.ordnung, _z.id)


def load_staende(
    connection: sa.Connection, changes: Iterable[Aenderung]
) -> list[tuple[Entscheidungsstand, Entscheidungsstand]]:
    """Return every decision these net changes are about, before and after them; all its versions are one decision."""
    own: dict[str, Aenderung] = {}
    lines: dict[str, Aenderung] = {}
    for change in changes:
        (own if change.tabelle == "entscheidung" else lines)[change.id] = change
    ids = sorted({*own, *(str(change.zeile["entscheidung_id"]) for change in lines.values())})
    now: dict[str, Row] = {row.id: dict(row._mapping) for row in connection.execute(_DECISIONS, {"ids": ids})}
    then = {key: found for key in ids if (found := _before(own.get(key), now.get(key))) is not None}
    lines_now: defaultdict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(_LINES, {"ids": ids}):
        lines_now[row.entscheidung_id].append(dict(row._mapping))
    lines_then: defaultdict[str, list[Row]] = defaultdict(list)
    for line in (line for found in lines_now.values() for line in found):
        if (was := _before(lines.get(line["id"]), line)) is not None:
            lines_then[was["entscheidung_id"]].append(was)
    for change in lines.values():
        if change.nachher is None and (was := _before(change, None)) is not None:
            lines_then[was["entscheidung_id"]].append(was)
    return [
        (
            Entscheidungsstand(None if first is None else then.get(first), tuple(lines_then[first or ""])),
            Entscheidungsstand(now.get(last), tuple(lines_now[last])),
        )
        for first, last in _ends(ids, now, then)
    ]


def _before(change: Aenderung | None, present: Row | None) -> Row | None:
    """Return a row as it was before its net change; None if it was not there."""
    if change is None:
        return present
    return None if change.vorher is None else {**change.zeile, **change.vorher}


def _ends(ids: list[str], now: dict[str, Row], then: dict[str, Row]) -> Iterator[tuple[str | None, str]]:
    """Return of every decision the version that stood before, None if there was none, and the one that stands now."""
    replaced = {row["vorgaenger_id"] for row in now.values()}
    for last in (key for key in ids if key not in replaced and (key in now or key in then)):
        first: str | None = last
        while first is not None and first not in then:
            first = now.get(first, {}).get("vorgaenger_id")
        yield first, last
