"""Reading the numbers of every sprint: the state at its end out of the journal, the rest by its days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import IdeeStatus, Spalte, SprintStatus, UnterstuetzungStatus
from myk_tui.domain.clock import from_text
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.sprintreihe import (
    Sprintangabe,
    Sprintreihe,
    Sprintzeit,
    Trichterzeile,
    Zielbildreihe,
    make_zeiten,
    spread,
)
from myk_tui.domain.zielbaum import COUNTS_FULL, Ebene, Zielbaum
from myk_tui.i18n import _
from myk_tui.storage import first_look
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection, to_date
from myk_tui.storage.queries.zielbaum import zielbilder

_s, _j, _u, _a, _i = t.sprint.c, t.journal.c, t.unterstuetzung.c, t.aufgabe.c, t.idee.c

_BEGUN = sa.select(_s.id, _s.jahr, _s.quartal, _s.beginn, _s.ende, _s.status, _s.abgeschlossen_um).where(
    _s.status != SprintStatus.GEPLANT.value
)

_CLOSINGS = (
    sa.select(_j.zeile_id, sa.func.max(_j.schritt_nr).label("nr"))
    .where(
        _j.tabelle == "sprint",
        _j.vorher.is_not(None),
        sa.func.json_extract(_j.nachher, "$.status") == SprintStatus.ABGESCHLOSSEN.value,
    )
    .group_by(_j.zeile_id)
)
"""The step that closed each sprint; one that was read in closed has none."""

_CARDS = (
    sa.select(t.auftrag.c.sprint_id, sa.func.count(), sa.func.count().filter(_a.spalte == Spalte.FERTIG.value))
    .select_from(t.aufgabe)
    .join(t.auftrag, t.auftrag.c.id == _a.auftrag_id)
    .where(sa.or_(_a.archiviert == 0, _a.spalte == Spalte.FERTIG.value))
    .group_by(t.auftrag.c.sprint_id)
)
"""What was put away unfinished was dropped, as a deleted card is; what was finished stays so."""

_IN = sa.select(_i.eingang)

_GONE_OUT = (IdeeStatus.UEBERNOMMEN.value, IdeeStatus.ABGELEHNT.value)

_TURNED = (
    sa.select(_j.zeile_id, sa.func.max(_j.schritt_nr).label("nr"))
    .where(
        _j.tabelle == "idee",
        _j.vorher.is_not(None),
        sa.func.json_extract(_j.nachher, "$.status").in_(_GONE_OUT),
    )
    .group_by(_j.zeile_id)
    .subquery()
)
"""When each idea got one of these states for the last time."""

_OUT = (
    sa.select(_i.status, _i.antwort_am, t.schritt.c.um)
    .outerjoin(_TURNED, _TURNED.c.zeile_id == _i.id)
    .outerjoin(t.schritt, t.schritt.c.nr == _TURNED.c.nr)
    .where(_i.status.in_(_GONE_OUT))
)

_FIT = (IdeeStatus.GEEIGNET.value, IdeeStatus.UEBERNOMMEN.value)
_DONE = sa.exists().where(
    t.massnahme.c.herkunft_idee_id == _i.id, t.massnahme.c.status.in_([status.value for status in COUNTS_FULL])
)
_FUNNEL = (
    sa.select(
        sa.func.coalesce(_i.zielbild_id, t.ziel.c.zielbild_id).label("zielbild_id"),
        sa.func.count(),
        sa.func.count().filter(_i.status != IdeeStatus.NEU.value),
        sa.func.count().filter(_i.status.in_(_FIT)),
        sa.func.count().filter(_i.status == IdeeStatus.UEBERNOMMEN.value),
        sa.func.count().filter(_i.status == IdeeStatus.UEBERNOMMEN.value, _DONE),
    )
    .select_from(t.idee)
    .outerjoin(t.loesung, t.loesung.c.id == _i.loesung_id)
    .outerjoin(t.ziel, t.ziel.c.id == t.loesung.c.ziel_id)
    .where(_i.status != IdeeStatus.DUBLETTE.value)
    .group_by(sa.text("1"))
)
"""How far the ideas of each Zielbild have come; who reached a step counts in all before it."""

_ASKED = sa.select(_u.gestellt_am)
_ANSWERED = sa.select(_u.beantwortet_am).where(_u.status != UnterstuetzungStatus.OFFEN.value)


def load_sprintreihe(connection: sa.Connection, today: date) -> Sprintreihe:
    """Return the numbers of every sprint that has begun."""
    rows = sorted(connection.execute(_BEGUN).all(), key=lambda row: (row.beginn, row.jahr, row.quartal))
    if not rows:
        return Sprintreihe()
    closings = {row.zeile_id: row.nr for row in connection.execute(_CLOSINGS)}
    sprints = make_zeiten((_angabe(row, closings) for row in rows), today)
    cards = {sprint_id: (done, total) for sprint_id, total, done in connection.execute(_CARDS)}
    out = _out(connection)
    return Sprintreihe(
        sprints=sprints,
        zielbilder=_zielbilder(connection, rows, sprints, closings),
        karten=tuple(cards.get(row.id, (0, 0)) for row in rows),
        aufgenommen=spread(map(to_date, connection.scalars(_IN)), sprints),
        uebernommen=spread(out[IdeeStatus.UEBERNOMMEN.value], sprints),
        abgelehnt=spread(out[IdeeStatus.ABGELEHNT.value], sprints),
        gestellt=spread(map(to_date, connection.scalars(_ASKED)), sprints),
        beantwortet=spread(map(to_date, connection.scalars(_ANSWERED)), sprints),
        trichter=_funnel(connection),
    )


def _funnel(connection: sa.Connection) -> tuple[Trichterzeile, ...]:
    found = {
        zielbild_id: Trichterzeile("", (a, b, c, d, e)) for zielbild_id, a, b, c, d, e in connection.execute(_FUNNEL)
    }
    lines = [
        found[zielbild_id]._replace(titel=titel)
        for zielbild_id, titel in zielbilder(connection)
        if zielbild_id in found
    ]
    return (*lines, *(found[key]._replace(titel=_("noch ohne Zielbild")) for key in found if key is None))


def _angabe(row: Any, closings: dict[str, int]) -> Sprintangabe:
    running = row.status == SprintStatus.AKTIV.value
    return Sprintangabe(
        Quartal(row.jahr, row.quartal),
        date.fromisoformat(row.beginn),
        date.fromisoformat(row.ende),
        running,
        None if row.abgeschlossen_um is None else _day(row.abgeschlossen_um),
        running or row.id in closings,
    )


def _zielbilder(
    connection: sa.Connection, rows: Iterable[Any], sprints: Iterable[Sprintzeit], closings: dict[str, int]
) -> tuple[Zielbildreihe, ...]:
    """Return the progress of the present Zielbilder at the end of each sprint."""
    plain = plain_connection(connection)
    present = first_look.load_zielbaum(plain)
    ends = [(row.id, sprint.laeuft) for row, sprint in zip(rows, sprints, strict=True)]
    steps = [closings[row_id] for row_id, running in ends if not running and row_id in closings]
    earlier = first_look.zielbaeume_after(plain, steps, present) if steps else {}
    trees: list[Zielbaum | None] = [
        present if running else earlier.get(closings.get(row_id, 0)) for row_id, running in ends
    ]
    return tuple(
        Zielbildreihe(node.titel, tuple(_progress(tree, node.id) for tree in trees))
        for node in present.knoten
        if node.ebene is Ebene.ZIELBILD
    )


def _progress(tree: Zielbaum | None, zielbild_id: str) -> Fraction | int | None:
    found = None if tree is None else tree.fortschritt.get(zielbild_id)
    return None if found is None else found.wert


def _out(connection: sa.Connection) -> defaultdict[str, list[date | None]]:
    """Return when ideas got the state they have; for one that was read in with it the day of its answer."""
    days: defaultdict[str, list[date | None]] = defaultdict(list)
    for status, answered, moment in connection.execute(_OUT):
        days[status].append(to_date(answered) if moment is None else _day(moment))
    return days


def _day(text: str) -> date:
    return from_text(text).astimezone().date()
