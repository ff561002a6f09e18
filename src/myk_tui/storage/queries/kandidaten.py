"""Reading what a Sprintteam can take up next: open Maßnahmen, then ideas by their rank."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import FreigabeStand, Groesse, IdeeStatus, MassnahmeStatus, label
from myk_tui.domain.bewertung import KO_YES, Kriterium, Platz, show_number, total
from myk_tui.domain.entscheidung import KANDIDATEN_MAX, Kandidat
from myk_tui.domain.ideenspeicher import OPEN as OPEN_IDEEN
from myk_tui.domain.pruefung import MARKS, Ampel
from myk_tui.domain.zahlen import show_euro
from myk_tui.domain.zielbaum import OPEN_STATUS
from myk_tui.i18n import _, ngettext
from myk_tui.storage import tables as t
from myk_tui.storage.queries.bewertung import load_rangliste
from myk_tui.storage.queries.ideenspeicher import end_of_next_quarter
from myk_tui.storage.queries.pruefung import failed_ideen
from myk_tui.storage.queries.zielbaum import zielbild_of_massnahme, zielbilder

_m, _i, _b = t.massnahme.c, t.idee.c, t.bewertung.c
_PLACE = zielbild_of_massnahme()
_FREIGABE = sa.case((_m.freigabe == FreigabeStand.ERTEILT.value, 0), (_m.freigabe == "nicht_noetig", 1), else_=2)


def _fields(links: sa.Table, column: str, of: Any) -> Any:
    """Return the names of the Handlungsfelder of a row, as one column."""
    h = t.handlungsfeld.c
    query = sa.select(sa.func.group_concat(h.name, ", ")).join(links, links.c.handlungsfeld_id == h.id)
    return query.where(links.c[column] == of).scalar_subquery().label("handlungsfeld")


_MASSNAHMEN = sa.select(
    *(_m.id, _m.titel, _m.status, _m.freigabe, _m.kosten_cent, _m.groesse, _m.orte, _PLACE.label("zielbild_id")),
    _fields(t.massnahme_handlungsfeld, "massnahme_id", _m.id),
)
_OPEN_MASSNAHMEN = tuple(status.value for status in OPEN_STATUS)
# The Lösungen of the Zielbild are looked up once, not the Zielbild of every Maßnahme.
_LOESUNGEN_HERE = (
    sa.select(t.loesung.c.id)
    .join(t.ziel, t.ziel.c.id == t.loesung.c.ziel_id)
    .where(t.ziel.c.zielbild_id == sa.bindparam("zielbild"))
)
_HERE = sa.or_(_m.zielbild_id == sa.bindparam("zielbild"), _m.loesung_id.in_(_LOESUNGEN_HERE))
_SCORED = sa.select(_b.massnahme_id, _b.kriterium_id, _b.wert).where(_b.massnahme_id.is_not(None), _b.wert.is_not(None))
# The readiest ids first, and only then their rows: the sorting carries nothing that nobody will see. First those right
# below the Zielbild, then those of its Lösungen; „+“ keeps SQLite from walking through all open ones by their state.
_OPEN_HERE = sa.literal_column("+massnahme.status").in_(_OPEN_MASSNAHMEN)
_SCORED_HERE = sa.select(_m.id).where(_HERE, _OPEN_HERE, _m.id.in_(sa.bindparam("ids", expanding=True)))
_RIGHT_BELOW = (
    sa.select(_m.id, _FREIGABE.label("rang"))
    .where(_m.zielbild_id == sa.bindparam("zielbild"), _OPEN_HERE)
    .order_by("rang", _m.ordnung, _m.id)
    .limit(KANDIDATEN_MAX + 1)
)  # the present one is among them and is left out
_OF_LOESUNGEN = (
    sa.select(_m.id, _FREIGABE.label("rang"))
    .join(t.loesung, t.loesung.c.id == _m.loesung_id)
    .join(t.ziel, t.ziel.c.id == t.loesung.c.ziel_id)
    .where(t.ziel.c.zielbild_id == sa.bindparam("zielbild"), _OPEN_HERE)
    .order_by("rang", t.ziel.c.ordnung, t.loesung.c.ordnung, _m.ordnung, _m.id)
    .limit(KANDIDATEN_MAX + 1)
)
_MASSNAHMEN_NAMED = _MASSNAHMEN.where(_m.id.in_(sa.bindparam("ids", expanding=True)))
_IDEEN_NAMED = (
    sa.select(
        *(_i.id, _i.titel, _i.status, _i.herkunft, _i.zielbild_id, _i.unterstuetzer, _i.groesse),
        sa.func.coalesce(t.gebietskoerperschaft.c.name, _i.ort_text).label("ort"),
        _i.wieder_ab,
        _fields(t.idee_handlungsfeld, "idee_id", _i.id),
    )
    .outerjoin(t.gebietskoerperschaft, t.gebietskoerperschaft.c.id == _i.ort_id)
    .where(_i.id.in_(sa.bindparam("ids", expanding=True)))
)
_IDEEN_SHORT = sa.select(_i.id, _i.status, _i.zielbild_id, _i.wieder_ab, _i.eingang).where(
    _i.id.in_(sa.bindparam("ids", expanding=True))
)
# Which of them are open is asked of the rows: with the condition in the query SQLite walks through all open ideas.
_OPEN_IDEEN = tuple(status.value for status in OPEN_IDEEN)
_READY = {IdeeStatus.GEEIGNET: 0, IdeeStatus.GESICHTET: 1, IdeeStatus.NEU: 2, IdeeStatus.ZURUECKGESTELLT: 3}
_ALLE_MASSNAHMEN = (
    sa.select(_m.id, _m.titel, _PLACE.label("zielbild_id"))
    .where(_m.status.in_(_OPEN_MASSNAHMEN))
    .order_by(_m.titel, _m.id)
)
_ALLE_IDEEN = sa.select(_i.id, _i.titel, _i.zielbild_id).where(_i.status.in_(_OPEN_IDEEN)).order_by(_i.titel, _i.id)
_FITS = sa.or_(_i.zielbild_id.is_(None), _i.zielbild_id == sa.bindparam("zielbild"))
_FIRST = tuple(
    sa.select(_i.id)
    .where(_i.status == sa.bindparam("status"), place)
    .order_by(_i.eingang.desc(), _i.id.desc())
    .limit(sa.bindparam("room"))
    for place in (_i.zielbild_id == sa.bindparam("zielbild"), _i.zielbild_id.is_(None))
)
_BACK = (
    sa.select(_i.id)
    .where(_i.status == IdeeStatus.ZURUECKGESTELLT.value, _i.wieder_ab <= sa.bindparam("until"), _FITS)
    .order_by(_i.wieder_ab.desc(), _i.id.desc())
    .limit(KANDIDATEN_MAX)
)


def load_kandidaten(
    connection: sa.Connection,
    zielbild_id: str,
    ausser: str | None,
    dazu: Collection[str] = (),
    *,
    heute: date | None = None,
    alle: bool = False,
    auch: Collection[str] = (),
) -> tuple[Kandidat, ...]:
    """Return what a team of a Zielbild can take up: its open Maßnahmen, then fitting ideas.

    Maßnahmen that are scored come first by their points, then those that are
    released, then the others in the order of the tree. Of the ideas only
    those that are ``geeignet``, and those put off whose quarter runs or is the next; with
    ``alle`` also the other open ones. Ideas with a place in the ranking come
    first, then by readiness and the newest first; those that a knock-out
    criterion excludes stand last. Ideas that belong to no Zielbild yet come
    behind all that do, in the same order. What ``dazu`` names is always
    there, also of other Zielbilder. ``ausser`` is the Maßnahme the team has
    now. ``auch`` is there, too, whatever became of it meanwhile.
    """
    dazu = (*dazu, *auch)
    until = end_of_next_quarter(connection, heute).isoformat()
    ranking = load_rangliste(connection, zaehlen=False, auch=auch)
    found = _massnahmen(connection, zielbild_id, ausser, dazu, auch, ranking.kriterien)
    places = {platz.bewertung.id: platz for platz in ranking.plaetze}
    ids = [*list(places)[: 4 * KANDIDATEN_MAX], *_readiest(connection, zielbild_id, until, alle), *dazu]
    rows = connection.execute(_IDEEN_SHORT, {"ids": list(dict.fromkeys(ids))}).all() if ids else []
    fitting = [
        row
        for row in sorted(rows, key=lambda row: (row.eingang or "", row.id), reverse=True)
        if (row.status in _OPEN_IDEEN or row.id in auch)
        and (row.id in dazu or (row.zielbild_id in (None, zielbild_id) and (alle or _due(row, until))))
    ]
    ranked = sorted(fitting, key=lambda row: (row.zielbild_id is None, *_order(row, places.get(row.id))))
    first = []
    for placed in (True, False):
        own = [row.id for row in ranked if row.id not in dazu and (row.zielbild_id is not None) is placed]
        first += own[:KANDIDATEN_MAX]
    shown = [row.id for row in ranked if row.id in {*first, *dazu}]
    whole = {row.id: row for row in connection.execute(_IDEEN_NAMED, {"ids": shown})} if shown else {}
    failed = failed_ideen(connection, shown)
    for key in shown:
        hints = (_warning(failed.get(key, 0)), _back(whole[key], until))
        found.append(_idee(whole[key], places.get(key), ranking.kriterien, zielbild_id, hints))
    return tuple(found)


def load_alle(connection: sa.Connection, ausser: str | None) -> list[tuple[str, str]]:
    """Return (id, „title · Zielbild“) of every open Maßnahme but ``ausser``, then of every open idea, each by title."""
    names = {row_id: f" · {titel}" for row_id, titel in zielbilder(connection)}
    word = _("Idee")
    return [
        (row_id, f"{titel}{kind}{names.get(zielbild_id, '')}")
        for query, kind in ((_ALLE_MASSNAHMEN, ""), (_ALLE_IDEEN, f" · {word}"))
        for row_id, titel, zielbild_id in connection.execute(query)
        if row_id != ausser
    ]


def _massnahmen(
    connection: sa.Connection,
    zielbild_id: str,
    ausser: str | None,
    dazu: Collection[str],
    auch: Collection[str],
    kriterien: Sequence[Kriterium],
) -> list[Kandidat]:
    werte: dict[str, dict[str, int]] = {}
    for row in connection.execute(_SCORED):
        werte.setdefault(row.massnahme_id, {})[row.kriterium_id] = row.wert
    here = connection.scalars(_SCORED_HERE, {"zielbild": zielbild_id, "ids": list(werte)}).all() if werte else []
    scored = sorted(here, key=lambda key: (_excluded(kriterien, werte[key]) != "", -total(kriterien, werte[key]), key))
    where = {"zielbild": zielbild_id}
    others = [row for query in (_RIGHT_BELOW, _OF_LOESUNGEN) for row in connection.execute(query, where)]
    readiest = [row.id for row in sorted(others, key=lambda row: row.rang)]
    ids = [key for key in dict.fromkeys((*scored, *readiest)) if key != ausser][:KANDIDATEN_MAX]
    ids += [key for key in dict.fromkeys(dazu) if key not in ids and key != ausser]
    named = connection.execute(_MASSNAHMEN_NAMED, {"ids": ids})
    rows = {row.id: row for row in named if row.status in _OPEN_MASSNAHMEN or row.id in auch}
    words = {status.value: label(status) for status in MassnahmeStatus}
    return [_massnahme(rows[key], words, kriterien, werte.get(key, {}), zielbild_id) for key in ids if key in rows]


def _massnahme(
    row: Any, words: Mapping[str, str], kriterien: Sequence[Kriterium], werte: Mapping[str, int], zielbild_id: str
) -> Kandidat:
    release = "" if row.freigabe == FreigabeStand.OFFEN else label(FreigabeStand(row.freigabe))
    cost = show_euro(row.kosten_cent, empty="")
    scored = werte and any(k.id in werte for k in kriterien if not k.ko)
    points = total(kriterien, werte) if scored else None
    state = _("Freigabe {stand}").format(stand=release) if release else ""
    return Kandidat(
        row.id,
        "massnahme",
        row.titel,
        _joined(words[row.status], state, cost, row.orte),
        row.zielbild_id == zielbild_id,
        ko=_ko(kriterien, werte),
        punkte="" if points is None else show_number(points),
        groesse=_groesse(row.groesse) or cost,
        ort=row.orte,
        handlungsfeld=row.handlungsfeld or "",
        stand=_joined(words[row.status], state),
        summe=points,
    )


def _idee(
    row: Any, platz: Platz | None, kriterien: Sequence[Kriterium], zielbild_id: str, hints: tuple[str, str]
) -> Kandidat:
    werte = {} if platz is None else platz.bewertung.werte
    word = label(IdeeStatus(row.status))
    points = platz.summe if platz is not None and any(k.id in werte for k in kriterien if not k.ko) else None
    return Kandidat(
        row.id,
        "idee",
        row.titel,
        _joined(*hints, word, row.ort, _support(row), row.herkunft),
        row.zielbild_id in (None, zielbild_id),
        rang=None if platz is None or platz.ausgeschieden else platz.platz,
        ko=_ko(kriterien, werte),
        punkte="" if points is None else show_number(points),
        groesse=_groesse(row.groesse),
        ort=row.ort or "",
        handlungsfeld=row.handlungsfeld or "",
        stand=_joined(hints[0], _("wieder da") if hints[1] else word),
        dafuer=row.unterstuetzer or 0,
        summe=points,
        ohne_zielbild=row.zielbild_id is None,
    )


def _due(row: Any, until: str) -> bool:
    """Whether an idea is on the short list: fit to be taken up, or put off until a quarter that is there."""
    return row.status == IdeeStatus.GEEIGNET or bool(_back(row, until))


def _back(row: Any, until: str) -> str:
    """Say that an idea was put off and is there again; empty if it was not."""
    parked = row.status == IdeeStatus.ZURUECKGESTELLT and row.wieder_ab and row.wieder_ab <= until
    return _("↺ war zurückgestellt, kommt jetzt wieder") if parked else ""


def _warning(failed: int) -> str:
    """Return what the Förderprüfung of an idea warns of; it never blocks."""
    if not failed:
        return ""
    text = ngettext("{z} Förderprüfung: {n} Punkt gilt nicht", "{z} Förderprüfung: {n} Punkte gelten nicht", failed)
    return text.format(z=MARKS[Ampel.HALT], n=failed)


def _support(row: Any) -> str:
    return _("{n} dafür").format(n=row.unterstuetzer) if row.unterstuetzer else ""


def _readiest(connection: sa.Connection, zielbild_id: str, until: str, alle: bool) -> list[str]:
    """Return the ids of as many ideas of the Zielbild, and of none, as are shown, the readiest and newest first."""
    where = {"zielbild": zielbild_id}
    ids = list(connection.scalars(_BACK, {**where, "until": until}))
    for query in _FIRST:
        found: list[str] = []
        for status in _READY if alle else (IdeeStatus.GEEIGNET,):
            room = KANDIDATEN_MAX - len(found)
            if room > 0:
                found += connection.scalars(query, {**where, "status": status.value, "room": room})
        ids += found
    return ids


def _order(row: Any, platz: Platz | None) -> tuple[int, int, int]:
    ready = _READY.get(IdeeStatus(row.status), len(_READY))
    if platz is None:
        return 1, 0, ready
    if platz.ausgeschieden:
        return 2, 0, ready
    return (0, platz.platz, ready) if platz.platz is not None else (1, 0, ready)


def _excluded(kriterien: Sequence[Kriterium], werte: Mapping[str, int]) -> str:
    """Return the names of the knock-out criteria that do not hold."""
    return ", ".join(k.name for k in kriterien if k.ko and werte.get(k.id, KO_YES) != KO_YES)


def _ko(kriterien: Sequence[Kriterium], werte: Mapping[str, int]) -> str:
    if not werte:  # as it is with most of many
        return ""
    names = _excluded(kriterien, werte)
    if names:
        return f"✗ {names}"
    asked = [k for k in kriterien if k.ko]
    return "✓" if asked and all(k.id in werte for k in asked) else ""


def _groesse(word: str | None) -> str:
    return "" if not word else label(Groesse(word))


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
