"""Reading sprints, lanes and cards."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import Spalte, SprintStatus, TeamStatus, UnterstuetzungStatus
from myk_tui.domain.clock import from_text
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.spaltennamen import GEWOHNT, Spaltennamen, feld_of
from myk_tui.domain.sprintboard import (
    Aufgabe,
    Bahn,
    Ergebniskarte,
    Karte,
    Sprintboard,
    SprintRef,
    Zwischenergebnis,
    reading_order,
    suggested_progress,
)
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row, to_date
from myk_tui.storage.queries.baumhinweise import load_ruhige
from myk_tui.storage.queries.sprintkurve import load_scope
from myk_tui.storage.queries.unterstuetzung import of_lane
from myk_tui.storage.queries.zielbaum import zielbilder


def sprint_ref(row: Any) -> SprintRef:
    """Make the value of a row of ``sprint``."""
    return SprintRef(
        id=row.id,
        quartal=Quartal(row.jahr, row.quartal),
        beginn=date.fromisoformat(row.beginn),
        ende=date.fromisoformat(row.ende),
        aktiv=row.status == SprintStatus.AKTIV,
    )


def active_sprint(connection: sa.Connection) -> SprintRef | None:
    """Return the one active sprint, or None before the first one has begun."""
    row = connection.execute(sa.select(t.sprint).where(t.sprint.c.status == SprintStatus.AKTIV.value)).one_or_none()
    return None if row is None else sprint_ref(row)


def newest_closed(connection: sa.Connection) -> Quartal | None:
    """Return the quarter of the latest closed sprint."""
    s = t.sprint.c
    closed = sa.select(s.jahr, s.quartal).where(s.status == SprintStatus.ABGESCHLOSSEN.value)
    row = connection.execute(closed.order_by(s.jahr.desc(), s.quartal.desc()).limit(1)).one_or_none()
    return None if row is None else Quartal(row.jahr, row.quartal)


def load_board(connection: sa.Connection, sprint: SprintRef, today: date) -> Sprintboard:
    """Return the board of a sprint with all its lanes and cards; of the running one also what nobody works on yet."""
    auftraege = connection.execute(_LANES_BY_SPRINT, {"sprint_id": sprint.id}).all()
    left = (sprint.ende - today).days
    begins = sprint.begins_later(left) if sprint.aktiv else None
    lanes, made = _bahnen(connection, auftraege, today, left if sprint.aktiv else None, begins)
    came, went = 0, 0
    if sprint.aktiv and lanes:
        came, went = load_scope(connection, sprint, [lane.id for lane in lanes], made)
        lanes = _with_empty_ones(lanes, zielbilder(connection))
    return Sprintboard(
        sprint_id=sprint.id,
        sprint_name=sprint.name,
        tage=left,
        bahnen=lanes,
        gesperrt=not sprint.aktiv,
        dazu=came,
        weg=went,
        namen=load_spaltennamen(connection),
        beginnt=begins,
    )


_NAMES = sa.select(*(t.programm.c[feld_of(spalte)] for spalte in Spalte)).order_by(t.programm.c.id).limit(1)


def load_spaltennamen(connection: sa.Connection) -> Spaltennamen:
    """Return what the programme calls the columns of its board."""
    row = connection.execute(_NAMES).one_or_none()
    return GEWOHNT if row is None else Spaltennamen(tuple(row))


def _with_empty_ones(lanes: tuple[Bahn, ...], pictures: list[tuple[str, str]]) -> tuple[Bahn, ...]:
    """Return the lanes with one for every Zielbild that has none: a decision that is still open."""
    there = {lane.zielbild_id for lane in lanes}
    empty = [
        Bahn(
            id=f"leer-{row_id}",
            zielbild=titel,
            team="",
            massnahme=_("noch kein Auftrag: offene Entscheidung"),
            sprintziel="",
            in_folge=1,
            karten=(),
            gesperrt=True,
            zielbild_id=row_id,
            leer=True,
        )
        for row_id, titel in pictures
        if row_id not in there
    ]
    if not empty:
        return lanes
    place = {row_id: number for number, (row_id, _titel) in enumerate(pictures)}
    return tuple(sorted([*lanes, *empty], key=lambda lane: place.get(lane.zielbild_id or "", len(place))))


def _open_requests() -> Any:
    u = t.unterstuetzung.c
    counted = sa.select(sa.func.count(u.id)).where(of_lane(), u.status == UnterstuetzungStatus.OFFEN.value)
    return counted.correlate(t.auftrag).scalar_subquery()


def _lanes() -> sa.Select[Any]:
    a, team, m, z, s = t.auftrag.c, t.sprintteam.c, t.massnahme.c, t.zielbild.c, t.sprint.c
    return (
        sa.select(
            s.jahr,
            s.quartal,
            s.status.label("sprint_status"),
            a.id,
            a.sprint_id,
            a.sprintziel,
            a.schwerpunkt,
            a.grenze_in_arbeit,
            a.sprintteam_id,
            a.massnahme_id,
            team.name.label("team"),
            team.status.label("team_status"),
            m.titel.label("massnahme"),
            z.titel.label("zielbild"),
            z.id.label("zielbild_id"),
            _open_requests().label("bitten_offen"),
        )
        .select_from(t.auftrag)
        .join(t.sprint, s.id == a.sprint_id)
        .join(t.sprintteam, team.id == a.sprintteam_id)
        .join(t.massnahme, m.id == a.massnahme_id)
        .outerjoin(t.zielbild, z.id == team.zielbild_id)
        .where(a.sprint_id == sa.bindparam("sprint_id"))
        .order_by(z.ordnung.nulls_last(), team.ordnung, a.ordnung, a.id)
    )


_LANES_BY_SPRINT = _lanes()


def _bahnen(
    connection: sa.Connection, auftraege: Sequence[Any], today: date, left: int | None, begins: date | None
) -> tuple[tuple[Bahn, ...], list[str | None]]:
    """Return the lanes, and when each of their cards was made."""
    if not auftraege:
        return (), []
    ids = [row.id for row in auftraege]
    rows = connection.execute(_CARDS, {"ids": ids}).all()
    cards = _by_lane(connection, rows, ids, today)
    quartal = Quartal(auftraege[0].jahr, auftraege[0].quartal)
    runs = sprints_in_a_row(connection, quartal, {row.sprintteam_id for row in auftraege})
    quiet = {} if left is None else load_ruhige(connection, {row.massnahme_id for row in auftraege})
    lanes = tuple(
        Bahn(
            id=row.id,
            zielbild=row.zielbild or "",
            team=row.team,
            massnahme=row.massnahme,
            sprintziel=row.sprintziel,
            in_folge=runs.get((row.sprintteam_id, row.massnahme_id), 1),
            karten=tuple(cards.get(row.id, ())),
            gesperrt=row.sprint_status != SprintStatus.AKTIV or row.team_status == TeamStatus.AUFGELOEST,
            schwerpunkt=bool(row.schwerpunkt),
            zielbild_id=row.zielbild_id,
            team_id=row.sprintteam_id,
            bitten_offen=row.bitten_offen,
            grenze=row.grenze_in_arbeit,
            tage=left,
            beginnt=begins,
            ruht=row.team_status == TeamStatus.RUHT,
            ruhig=quiet.get(row.massnahme_id),
        )
        for row in auftraege
    )
    return lanes, [row.angelegt_um for row in rows]


def load_karten(connection: sa.Connection, auftrag_ids: Sequence[str], today: date) -> dict[str, list[Karte]]:
    """Return the cards of each Auftrag, sorted by column and order; archived ones are left out."""
    return _by_lane(connection, connection.execute(_CARDS, {"ids": auftrag_ids}).all(), auftrag_ids, today)


def _by_lane(
    connection: sa.Connection, rows: Sequence[Any], auftrag_ids: Sequence[str], today: date
) -> dict[str, list[Karte]]:
    ticks, carried = _ticks(connection, auftrag_ids), _carried(connection, rows)
    cards: dict[str, list[Karte]] = {}
    for row in rows:
        card = _karte(row, *ticks.get(row.id, (0, 0)), carried.get(row.id, 1), today)
        cards.setdefault(row.auftrag_id, []).append(card)
    for lane in cards.values():
        lane.sort(key=reading_order)
    return cards


def load_karte(connection: sa.Connection, aufgabe_id: str, today: date) -> Karte:
    """Return one card as the board shows it, whatever its place; the price does not depend on the size of the board."""
    row = connection.execute(_CARD, {"id": aufgabe_id}).one()
    return _karte(row, row.done, row.total, _carried(connection, [row]).get(row.id, 1), today)


def _karte(row: Any, done: int, total: int, sprints: int, today: date) -> Karte:
    due = to_date(row.faellig)
    return Karte(
        id=row.id,
        titel=row.titel,
        spalte=Spalte(row.spalte),
        ordnung=row.ordnung,
        wer=row.wer,
        faellig=due,
        ueberfaellig=due is not None and due < today and row.spalte != Spalte.FERTIG.value,
        blockiert_grund=row.blockiert_grund,
        punkte_fertig=done,
        punkte=total,
        tage=_days(row.spalte_seit, today) if row.spalte in _AGING else 0,
        blockiert_loest=row.blockiert_loest,
        sprints=sprints,
    )


_AGING = (Spalte.IN_ARBEIT.value, Spalte.BLOCKIERT.value)


def _carried(connection: sa.Connection, rows: Sequence[Any]) -> dict[str, int]:
    """Return in which sprint each card is worked on that was carried over, by id."""
    ids = [row.id for row in rows if row.herkunft_aufgabe_id is not None]
    if not ids:
        return {}
    return {row.start: row.n for row in connection.execute(_CHAINS, {"ids": ids})}


def _days(since: str | None, today: date) -> int:
    return 0 if since is None else max(0, (today - from_text(since).astimezone().date()).days)


_SHOWN = [
    t.aufgabe.c[name]
    for name in (
        *("id", "auftrag_id", "titel", "spalte", "ordnung", "wer", "faellig", "blockiert_grund", "spalte_seit"),
        *("blockiert_loest", "herkunft_aufgabe_id", "angelegt_um"),
    )
]

_CHAINS = sa.text(
    "WITH RECURSIVE kette(start, vor, tiefe) AS ("
    "SELECT id, herkunft_aufgabe_id, 1 FROM aufgabe WHERE id IN :ids "
    "UNION ALL SELECT start, a.herkunft_aufgabe_id, tiefe + 1 FROM kette JOIN aufgabe AS a ON a.id = vor WHERE tiefe < 99)"
    " SELECT start, max(tiefe) AS n FROM kette GROUP BY start"
).bindparams(sa.bindparam("ids", expanding=True))

_CARDS = sa.select(*_SHOWN).where(
    t.aufgabe.c.auftrag_id.in_(sa.bindparam("ids", expanding=True)), t.aufgabe.c.archiviert == 0
)

_OWN_TICKS = t.pruefpunkt.select().where(t.pruefpunkt.c.aufgabe_id == t.aufgabe.c.id)

_CARD = sa.select(
    *_SHOWN,
    _OWN_TICKS.with_only_columns(sa.func.coalesce(sa.func.sum(t.pruefpunkt.c.erledigt), 0))
    .scalar_subquery()
    .label("done"),
    _OWN_TICKS.with_only_columns(sa.func.count()).scalar_subquery().label("total"),
).where(t.aufgabe.c.id == sa.bindparam("id"))

_TICKS = (
    sa.select(
        t.pruefpunkt.c.aufgabe_id, sa.func.sum(t.pruefpunkt.c.erledigt).label("done"), sa.func.count().label("total")
    )
    .join(t.aufgabe, t.aufgabe.c.id == t.pruefpunkt.c.aufgabe_id)
    .where(t.aufgabe.c.auftrag_id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(t.pruefpunkt.c.aufgabe_id)
)

_WORKED = (
    sa.select(t.auftrag.c.sprintteam_id, t.auftrag.c.massnahme_id, t.sprint.c.jahr, t.sprint.c.quartal)
    .join(t.sprint, t.sprint.c.id == t.auftrag.c.sprint_id)
    .where(t.auftrag.c.sprintteam_id.in_(sa.bindparam("ids", expanding=True)))
)


def _ticks(connection: sa.Connection, auftrag_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    rows = connection.execute(_TICKS, {"ids": auftrag_ids})
    return {row.aufgabe_id: (int(row.done), int(row.total)) for row in rows}


def sprints_in_a_row(
    connection: sa.Connection, quartal: Quartal, team_ids: Iterable[str]
) -> dict[tuple[str, str], int]:
    """Return by (team, Maßnahme) in which sprint in a row the team works on it, up to ``quartal``."""
    worked: dict[tuple[str, str], set[Quartal]] = {}
    for row in connection.execute(_WORKED, {"ids": list(team_ids)}):
        worked.setdefault((row.sprintteam_id, row.massnahme_id), set()).add(Quartal(row.jahr, row.quartal))
    runs: dict[tuple[str, str], int] = {}
    for pair, quarters in worked.items():
        count, current = 0, quartal
        while current in quarters:
            count, current = count + 1, current.voriges
        runs[pair] = count
    return runs


def load_aufgabe(connection: sa.Connection, aufgabe_id: str) -> Aufgabe:
    """Return one Aufgabe with all fields; raises NotFound."""
    row = require_row(connection, t.aufgabe, aufgabe_id)
    return Aufgabe(
        id=row.id,
        auftrag_id=row.auftrag_id,
        titel=row.titel,
        beschreibung=row.beschreibung,
        spalte=Spalte(row.spalte),
        wer=row.wer,
        faellig=to_date(row.faellig),
        blockiert_grund=row.blockiert_grund,
        blockiert_loest=row.blockiert_loest,
    )


_RESULTS = (
    sa.select(t.zwischenergebnis)
    .where(t.zwischenergebnis.c.auftrag_id == sa.bindparam("auftrag_id"))
    .order_by(t.zwischenergebnis.c.datum, t.zwischenergebnis.c.id)
)


_DONE = sa.select(sa.func.count(), sa.func.count().filter(t.aufgabe.c.spalte == Spalte.FERTIG.value)).where(
    t.aufgabe.c.auftrag_id == sa.bindparam("auftrag_id"), t.aufgabe.c.archiviert == 0
)


def cards_done(connection: sa.Connection, auftrag_id: str) -> tuple[int, int]:
    """Return how many cards of an Auftrag are done, and how many there are."""
    total, done = connection.execute(_DONE, {"auftrag_id": auftrag_id}).one()
    return done, total


def load_ergebniskarte(connection: sa.Connection, auftrag_id: str) -> Ergebniskarte:
    """Return the result card of an Auftrag; raises NotFound."""
    row = require_row(connection, t.auftrag, auftrag_id)
    massnahme = require_row(connection, t.massnahme, row.massnahme_id)
    return Ergebniskarte(
        auftrag_id=row.id,
        team=require_row(connection, t.sprintteam, row.sprintteam_id).name,
        massnahme=massnahme.titel,
        sprintziel=row.sprintziel,
        spannend=row.ergebnis_spannend,
        erfolg=row.ergebnis_erfolg,
        stolpersteine=row.ergebnis_stolpersteine,
        bedarf=row.ergebnis_bedarf,
        zwischenergebnisse=tuple(
            Zwischenergebnis(each.id, date.fromisoformat(each.datum), each.text, bool(each.im_treffen))
            for each in connection.execute(_RESULTS, {"auftrag_id": auftrag_id})
        ),
        fortschritt=massnahme.fortschritt,
        nach_karten=suggested_progress(massnahme.fortschritt, *cards_done(connection, auftrag_id)),
        vorschlag=row.fortschritt_vorschlag,
    )


def sprintteams(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (id, name) of the active Sprintteams in their order."""
    query = sa.select(t.sprintteam.c.id, t.sprintteam.c.name).where(t.sprintteam.c.status == TeamStatus.AKTIV.value)
    return [(row.id, row.name) for row in connection.execute(query.order_by(t.sprintteam.c.ordnung))]
