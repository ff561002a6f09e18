"""Reading what stood for choice in a decision, for the appendix of the minutes."""

from collections.abc import Collection

import sqlalchemy as sa

from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.protokollanhang import best_kandidaten
from myk_tui.storage import tables as t
from myk_tui.storage.queries.kandidaten import load_kandidaten


def load_zur_wahl(connection: sa.Connection, zielbild_id: str, gewaehlt: Collection[str]) -> tuple[Kandidat, ...]:
    """Return the best candidates of a Zielbild and what was chosen, as they stand now: how they stood is not kept.

    What was chosen is there whatever became of it; a Maßnahme that only came of a chosen idea was no candidate.
    """
    m = t.massnahme.c
    born = set(connection.scalars(sa.select(m.id).where(m.herkunft_idee_id.in_(gewaehlt)))) if gewaehlt else set()
    found = load_kandidaten(connection, zielbild_id, None, auch=gewaehlt)
    return best_kandidaten([one for one in found if one.id not in born or one.id in gewaehlt], gewaehlt)
