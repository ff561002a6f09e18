"""Reading what stood for choice in a decision, for the appendix of the minutes."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.protokollanhang import best_kandidaten
from myk_tui.storage import tables as t
from myk_tui.storage.queries.kandidaten import load_kandidaten


def load_zur_wahl(
    connection: sa.Connection, zielbild_id: str, gewaehlt: Collection[str], tag: date | None
) -> tuple[Kandidat, ...]:
    """Return the best candidates of a Zielbild and what was chosen, as they stand now: how they stood is not kept.

    What was chosen is there whatever became of it. No candidates were ideas that came in after the day of the meeting
    (``tag``), and Maßnahmen that only came of a chosen idea.
    """
    m, i = t.massnahme.c, t.idee.c
    found = load_kandidaten(connection, zielbild_id, None, auch=gewaehlt)
    late = sa.select(i.id).where(i.id.in_([one.id for one in found]), i.eingang > (tag or date.max).isoformat())
    born = sa.select(m.id).where(m.herkunft_idee_id.in_(gewaehlt))
    out = {*connection.scalars(late), *connection.scalars(born)} - set(gewaehlt)
    return best_kandidaten([one for one in found if one.id not in out], gewaehlt)
