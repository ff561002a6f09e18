"""Reading the ledger of support."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import UnterstuetzungArt, UnterstuetzungStatus
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.storage import tables as t
from myk_tui.storage.queries import gone, to_date

_u = t.unterstuetzung.c

_LEDGER = (
    sa.select(
        t.unterstuetzung,
        t.sprintteam.c.name.label("team"),
        t.zielbild.c.titel.label("zielbild"),
        t.massnahme.c.titel.label("massnahme"),
    )
    .select_from(t.unterstuetzung)
    .outerjoin(t.sprintteam, t.sprintteam.c.id == _u.sprintteam_id)
    .outerjoin(t.zielbild, t.zielbild.c.id == t.sprintteam.c.zielbild_id)
    .outerjoin(t.massnahme, t.massnahme.c.id == _u.massnahme_id)
)

_OPEN_FIRST = (_u.status != UnterstuetzungStatus.OFFEN.value, _u.bis.nulls_last(), _u.gestellt_am.desc(), _u.id)


def load_ledger(connection: sa.Connection) -> tuple[Unterstuetzung, ...]:
    """Return every request of every sprint: the open ones first, the most urgent of them on top."""
    return tuple(_unterstuetzung(row) for row in connection.execute(_LEDGER.order_by(*_OPEN_FIRST)))


_COUNT_OPEN = sa.select(sa.func.count()).where(_u.status == UnterstuetzungStatus.OFFEN.value)


def count_open(connection: sa.Connection) -> int:
    """Return how many requests nobody has answered, of whatever team and sprint."""
    return connection.scalar(_COUNT_OPEN) or 0


_OF_MASSNAHMEN = _LEDGER.where(_u.massnahme_id.in_(sa.bindparam("ids", expanding=True)))
_OF_MASSNAHMEN = _OF_MASSNAHMEN.order_by(_u.gestellt_am.nulls_first(), _u.id)


def ledger_of_massnahmen(connection: sa.Connection, massnahme_ids: Sequence[str]) -> tuple[Unterstuetzung, ...]:
    """Return the requests for some Maßnahmen, the oldest first."""
    return tuple(_unterstuetzung(row) for row in connection.execute(_OF_MASSNAHMEN, {"ids": list(massnahme_ids)}))


def of_lane() -> sa.ColumnElement[bool]:
    """Whether a request stands on the lane of an Auftrag, both of the query around it: the only place of this rule.

    It is the team's, and for the Maßnahme of that lane. One that names no Maßnahme
    stands on the first lane of its team, one for a Maßnahme the team has no lane for on none.
    """
    a, other = t.auftrag.c, t.auftrag.alias("erste").c
    first = sa.select(other.id).where(other.sprint_id == a.sprint_id, other.sprintteam_id == a.sprintteam_id)
    first = first.order_by(other.ordnung, other.id).limit(1).correlate(t.auftrag)
    its_own = sa.or_(
        _u.massnahme_id == a.massnahme_id,
        sa.and_(_u.massnahme_id.is_(None), a.id == first.scalar_subquery()),
    )
    return sa.and_(_u.sprintteam_id == a.sprintteam_id, its_own)


_OF_AUFTRAG = _LEDGER.join(t.auftrag, of_lane()).where(t.auftrag.c.id == sa.bindparam("auftrag"))
_OF_AUFTRAG = _OF_AUFTRAG.order_by(_u.gestellt_am.nulls_first(), _u.id)
_OPEN = _OF_AUFTRAG.where(_u.status == UnterstuetzungStatus.OFFEN.value)
_ANSWERED = _OF_AUFTRAG.where(_u.sprint_id == t.auftrag.c.sprint_id, _u.status != UnterstuetzungStatus.OFFEN.value)


def open_on_lane(connection: sa.Connection, auftrag_id: str) -> tuple[Unterstuetzung, ...]:
    """Return the open requests that stand on a lane, the oldest first."""
    return tuple(_unterstuetzung(row) for row in connection.execute(_OPEN, {"auftrag": auftrag_id}))


def answered_on_lane(connection: sa.Connection, auftrag_id: str) -> tuple[Unterstuetzung, ...]:
    """Return what was asked for on a lane in its sprint and got an answer, the oldest first."""
    return tuple(_unterstuetzung(row) for row in connection.execute(_ANSWERED, {"auftrag": auftrag_id}))


def load_unterstuetzung(connection: sa.Connection, unterstuetzung_id: str) -> Unterstuetzung:
    """Return one request; raises NotFound."""
    row = connection.execute(_LEDGER.where(_u.id == unterstuetzung_id)).one_or_none()
    if row is None:
        raise gone()
    return _unterstuetzung(row)


def _unterstuetzung(row: Any) -> Unterstuetzung:
    return Unterstuetzung(
        id=row.id,
        art=UnterstuetzungArt(row.art),
        titel=row.titel,
        status=UnterstuetzungStatus(row.status),
        beschreibung=row.beschreibung,
        betrag_cent=row.betrag_cent,
        freigabe_noetig=bool(row.freigabe_noetig),
        wer=row.wer,
        antwort=row.antwort,
        bis=to_date(row.bis),
        gestellt_am=to_date(row.gestellt_am),
        beantwortet_am=to_date(row.beantwortet_am),
        team_id=row.sprintteam_id,
        team=row.team or "",
        zielbild=row.zielbild or "",
        massnahme=row.massnahme or "",
    )
