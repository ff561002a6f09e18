"""What the steps of a meeting write: items begin, end, are taken aside; breaks end."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import PunktStatus
from myk_tui.domain.clock import to_text
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.treffen import Tagesordnungspunkt, Treffen, check_changeable
from myk_tui.domain.treffen_uhr import add_seconds, seconds_of
from myk_tui.errors import NotFound
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.treffen import load_treffen


def rows_of(writer: Writer, treffen_id: str) -> list[Any]:
    """Return the items of a meeting in their order, as rows."""
    p = t.tagesordnungspunkt.c
    query = t.tagesordnungspunkt.select().where(p.treffen_id == treffen_id).order_by(p.ordnung, p.id)
    return list(writer.connection.execute(query).all())


def item_of(treffen: Treffen, punkt_id: str) -> Tagesordnungspunkt:
    """Return an item of a meeting; raises NotFound."""
    for punkt in treffen.punkte:
        if punkt.id == punkt_id:
            return punkt
    raise NotFound(_("Diesen Punkt gibt es nicht mehr."))


def require_changeable(writer: Writer, punkt_id: str, *, may_run: bool = False) -> tuple[Tagesordnungspunkt, Treffen]:
    """Return an item that may be changed, with its meeting; raises RuleViolation or NotFound."""
    row = require_row(writer.connection, t.tagesordnungspunkt, punkt_id)
    treffen = load_treffen(writer.connection, row.treffen_id)
    punkt = item_of(treffen, punkt_id)
    check_changeable(punkt, treffen, may_run=may_run)
    return punkt, treffen


def start_punkt(writer: Writer, punkt: Tagesordnungspunkt, now: datetime) -> None:
    """Begin an item, or go on with it."""
    values: dict[str, Any] = {"status": PunktStatus.LAUFEND.value, "begonnen_um": to_text(now), "beendet_um": None}
    writer.update(t.tagesordnungspunkt, punkt.id, **values)


def stop_punkt(writer: Writer, treffen: Treffen, now: datetime) -> None:
    """End the item that is being discussed, if there is one."""
    laufender = treffen.laufender
    if laufender is not None:
        writer.update(
            t.tagesordnungspunkt,
            laufender.id,
            status=PunktStatus.ERLEDIGT.value,
            sekunden=seconds_of(laufender, treffen, now),
            beendet_um=to_text(now),
        )


def end_pause(writer: Writer, treffen: Treffen, now: datetime) -> None:
    """End a break, if there is one; the item goes on from now."""
    if treffen.pause_seit is None:
        return
    passed = add_seconds(treffen.pause_sekunden, treffen.pause_seit, now)
    writer.update(t.treffen, treffen.id, pause_seit=None, pause_bis=None, pause_sekunden=passed)
    laufender = treffen.laufender
    row = None if laufender is None else writer.row(t.tagesordnungspunkt, laufender.id)
    if row is not None and row["status"] == PunktStatus.LAUFEND.value:
        writer.update(t.tagesordnungspunkt, row["id"], begonnen_um=to_text(now))


def drop_parkthema(writer: Writer, treffen_id: str, titel: str) -> None:
    """Take away the topic that parking an item has made, unless somebody has ticked it off."""
    p = t.parkthema.c
    made = sa.select(p.id).where(p.treffen_id == treffen_id, p.titel == titel, p.erledigt == 0).order_by(p.id.desc())
    found = writer.connection.scalar(made.limit(1))
    if found is not None:
        writer.delete(t.parkthema, found)


def next_key(writer: Writer, table: Any, treffen_id: str) -> str:
    """Return the place after all entries of a meeting."""
    query = table.select().with_only_columns(table.c.ordnung).where(table.c.treffen_id == treffen_id)
    keys = sorted(writer.connection.scalars(query))
    return key_at(keys, len(keys))
