"""Reading what a Stimmungsbild is about: what is up for choice, and how many people are in the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Wahl, label
from myk_tui.domain.entscheidung import Kandidat, Zeile
from myk_tui.domain.entscheidung_stimmen import carried_on
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries.entscheidung import second_line
from myk_tui.storage.queries.kandidaten import load_kandidaten
from myk_tui.storage.queries.treffen import load_anwesend, running_meeting

FILL = 4
"""So many of the first candidates stand there when nothing was ticked or chosen: enough to vote on, few enough to read out."""

_z, _old, _new = t.entscheidung_zeile.c, t.massnahme.alias("alt"), t.massnahme.alias("neu")
_CHOICES = (
    sa.select(
        *(t.sprintteam.c.name.label("team"), _z.wahl, _z.idee_id, _z.massnahme_id, _z.sprintziel),
        *(_old.c.id.label("alt_id"), _old.c.titel.label("alt"), _new.c.titel.label("neu"), second_line()),
        t.idee.c.titel.label("idee"),
    )
    .select_from(t.entscheidung_zeile)
    .join(t.sprintteam, t.sprintteam.c.id == _z.sprintteam_id)
    .outerjoin(t.auftrag, t.auftrag.c.id == _z.auftrag_id)
    .outerjoin(_old, _old.c.id == t.auftrag.c.massnahme_id)
    .outerjoin(_new, _new.c.id == _z.massnahme_id)
    .outerjoin(t.idee, t.idee.c.id == _z.idee_id)
    .where(_z.entscheidung_id == sa.bindparam("entscheidung"))
    .order_by(_z.ordnung, _z.id)
)


@dataclass(frozen=True)
class Auswahlpunkt:
    """One thing that can be voted on.

    Attributes:
        idee_id: the idea it is; None for a Maßnahme.
    """

    text: str
    idee_id: str | None = None


def options_of(
    connection: sa.Connection, entscheidung: Any, ticked: Sequence[str], *, einzeln: bool
) -> list[Auswahlpunkt]:
    """Return what is up for choice, each once: the present Maßnahmen, what was chosen, the ticked candidates.

    If that leaves nothing to choose between, the first candidates of the
    Zielbild follow; not if ``einzeln`` and a choice was made, for then the
    question is yes or no to it.
    """
    rows = connection.execute(_CHOICES, {"entscheidung": entscheidung.id}).all()
    found: dict[str, Auswahlpunkt] = {}
    present: set[str] = set()
    for row in rows:
        if row.alt is not None:
            present.add(row.alt_id)
            found.setdefault(row.alt_id, Auswahlpunkt(carried_on(row.alt)))
        if row.neu is not None:
            found.setdefault(row.massnahme_id, Auswahlpunkt(row.neu))
        if row.idee is not None:
            found.setdefault(row.idee_id, Auswahlpunkt(row.idee, row.idee_id))
    known = load_kandidaten(connection, entscheidung.zielbild_id, None, ticked)
    named = [kandidat for kandidat in known if kandidat.id in ticked]
    missing = len({*found, *(kandidat.id for kandidat in named)}) < 2
    if missing and not (einzeln and any(row.wahl for row in rows)):
        named += [kandidat for kandidat in known if kandidat.hier and kandidat.id not in present][:FILL]
    for kandidat in named:
        found.setdefault(kandidat.id, Auswahlpunkt(kandidat.titel, kandidat.id if kandidat.art == "idee" else None))
    return list({punkt.text: punkt for punkt in found.values()}.values())


def takeable(connection: sa.Connection, entscheidung: Any, zeile: Zeile, ticked: Sequence[str]) -> tuple[Kandidat, ...]:
    """Return what a team could take up: the candidates of its page, the ticked ones, and what any team has chosen."""
    rows = connection.execute(_CHOICES, {"entscheidung": entscheidung.id}).all()
    chosen = [each for row in rows for each in (row.massnahme_id, row.idee_id, row.alt_id) if each is not None]
    own = None if zeile.alt is None else zeile.alt.massnahme_id
    return load_kandidaten(connection, entscheidung.zielbild_id, own, [*ticked, *chosen])


def chosen_proposal(connection: sa.Connection, entscheidung_id: str) -> str:
    """Return what was chosen for each team, a line per team; empty while nothing is chosen."""
    lines = []
    for row in connection.execute(_CHOICES, {"entscheidung": entscheidung_id}):
        if row.wahl is None:
            continue
        titel = row.alt if row.wahl == Wahl.WEITERVERFOLGEN else row.neu or row.idee
        word = _("zweite Maßnahme") if row.zweite and titel else label(Wahl(row.wahl))
        what = word + (f" – {titel}" if titel else "")
        goal = " " + _("(Sprintziel: {ziel})").format(ziel=row.sprintziel) if row.sprintziel else ""
        lines.append(f"{row.team}: {what}{goal}")
    return "\n".join(lines)


def attendance(connection: sa.Connection) -> int | None:
    """Return how many people the running meeting counts; None if nobody counted."""
    meeting = running_meeting(connection)
    if meeting is None:
        return None
    return sum(group.anzahl for group in load_anwesend(connection, meeting.id)) or None
