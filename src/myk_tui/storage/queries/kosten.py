"""Reading amounts of money."""

import sqlalchemy as sa

from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.kosten import Kosten
from myk_tui.storage import tables as t

_m = t.massnahme.c
_AMOUNTS = sa.select(_m.id, _m.kosten_cent, _m.foerderung_cent, _m.eigenanteil_cent, _m.status, _m.ausgegeben_cent)
KOSTEN_TABLES = frozenset({"massnahme", "programm"})
"""What ``load_kosten`` and ``foerderquote`` read."""

_QUOTE = sa.select(t.programm.c.foerderquote).order_by(t.programm.c.id).limit(1)


def load_kosten(connection: sa.Connection) -> dict[str, Kosten]:
    """Return the amounts of every Maßnahme by its id."""
    states = {status.value: status for status in MassnahmeStatus}
    return {
        massnahme_id: Kosten(total, grant, own, states[status], spent)
        for massnahme_id, total, grant, own, status, spent in connection.execute(_AMOUNTS)
    }


def foerderquote(connection: sa.Connection) -> int | None:
    """Return the share of funding of the programme in percent, None if it is not known."""
    quote: int | None = connection.scalar(_QUOTE)
    return quote
