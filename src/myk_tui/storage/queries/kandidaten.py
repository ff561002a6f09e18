"""Reading what a Sprintteam can take up next: open Maßnahmen, then ideas by their rank."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import FreigabeStand, Groesse, IdeeStatus, MassnahmeStatus, label
from myk_tui.domain.bewertung import Kriterium, Platz, show_number
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

_m, _i = t.massnahme.c, t.idee.c
_PLACE = zielbild_of_massnahme()

_MASSNAHMEN = (
    sa.select(_m.id, _m.titel, _m.status, _m.freigabe, _m.kosten_cent, _m.orte, _PLACE.label("zielbild_id"))
    .where(_m.status.in_([status.value for status in OPEN_STATUS]))
    .order_by(_m.ordnung, _m.id)
)
# The Lösungen of the Zielbild are looked up once, not the Zielbild of every Maßnahme.
_LOESUNGEN_HERE = (
    sa.select(t.loesung.c.id)
    .join(t.ziel, t.ziel.c.id == t.loesung.c.ziel_id)
    .where(t.ziel.c.zielbild_id == sa.bindparam("zielbild"))
)
_MASSNAHMEN_HERE = _MASSNAHMEN.where(
    sa.or_(_m.zielbild_id == sa.bindparam("zielbild"), _m.loesung_id.in_(_LOESUNGEN_HERE))
)
_MASSNAHMEN_FIRST = _MASSNAHMEN_HERE.limit(KANDIDATEN_MAX + 1)  # the present one is among them and is left out
_MASSNAHMEN_NAMED = _MASSNAHMEN.where(_m.id.in_(sa.bindparam("ids", expanding=True)))
_IDEEN_NAMED = (
    sa.select(
        _i.id,
        _i.titel,
        _i.status,
        _i.herkunft,
        _i.zielbild_id,
        _i.unterstuetzer,
        _i.groesse,
        _i.wieder_ab,
        sa.func.coalesce(t.gebietskoerperschaft.c.name, _i.ort_text).label("ort"),
    )
    .outerjoin(t.gebietskoerperschaft, t.gebietskoerperschaft.c.id == _i.ort_id)
    .where(_i.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(_i.eingang.desc(), _i.id.desc())
)
# Which of them are open is asked of the rows: with the condition in the query SQLite walks through all open ideas.
_OPEN_IDEEN = tuple(status.value for status in OPEN_IDEEN)
_READY = {IdeeStatus.GEEIGNET: 0, IdeeStatus.GESICHTET: 1, IdeeStatus.NEU: 2, IdeeStatus.ZURUECKGESTELLT: 3}
_ALLE_MASSNAHMEN = (
    sa.select(_m.id, _m.titel, _PLACE.label("zielbild_id"))
    .where(_m.status.in_([status.value for status in OPEN_STATUS]))
    .order_by(_m.titel, _m.id)
)
_ALLE_IDEEN = sa.select(_i.id, _i.titel, _i.zielbild_id).where(_i.status.in_(_OPEN_IDEEN)).order_by(_i.titel, _i.id)
# The readiest ids first, and only then their rows: the sorting carries nothing that nobody will see.
_FIRST = (
    sa.select(_i.id)
    .where(_i.status == sa.bindparam("status"), _i.wieder_ab.is_(None))
    .where(sa.or_(_i.zielbild_id.is_(None), _i.zielbild_id == sa.bindparam("zielbild")))
    .order_by(_i.eingang.desc(), _i.id.desc())
    .limit(sa.bindparam("room"))
)
_BACK = (
    sa.select(_i.id)
    .where(_i.status == IdeeStatus.ZURUECKGESTELLT.value, _i.wieder_ab <= sa.bindparam("until"))
    .where(sa.or_(_i.zielbild_id.is_(None), _i.zielbild_id == sa.bindparam("zielbild")))
    .order_by(_i.wieder_ab, _i.id.desc())
    .limit(sa.bindparam("room"))
)


def load_kandidaten(
    connection: sa.Connection, zielbild_id: str, ausser: str | None, dazu: Collection[str] = ()
) -> tuple[Kandidat, ...]:
    """Return what a team of a Zielbild can take up: its open Maßnahmen, then fitting ideas.

    Ideas with a place in the ranking come first, then by readiness and the
    newest first; those that a knock-out criterion excludes stand last.
    Maßnahmen and ideas of other Zielbilder, and more than KANDIDATEN_MAX of
    each, only if ``dazu`` names them; ideas without a Zielbild always fit.
    ``ausser`` is the Maßnahme the team has now.
    """
    open_ones = _open_massnahmen(connection, zielbild_id, ausser, dazu)
    words = {status.value: label(status) for status in MassnahmeStatus}
    found = [
        Kandidat(row.id, "massnahme", row.titel, _massnahme_note(row, words), row.zielbild_id == zielbild_id)
        for row in open_ones
    ]
    ranking = load_rangliste(connection, zaehlen=False)
    places = {platz.bewertung.id: platz for platz in ranking.plaetze}
    until = end_of_next_quarter(connection, None).isoformat()
    ids = [*list(places)[:KANDIDATEN_MAX], *_readiest(connection, zielbild_id, until), *dazu]
    ideas = (row for row in connection.execute(_IDEEN_NAMED, {"ids": ids}) if row.status in _OPEN_IDEEN)
    fitting = [row for row in ideas if row.id in dazu or _fits(row, zielbild_id, until)]
    ranked = sorted(fitting, key=lambda row: _order(row, places.get(row.id)))
    failed = failed_ideen(connection, [row.id for row in ranked])
    for row in ranked:
        note = _joined(
            _warning(failed.get(row.id, 0)),
            _("↺ war zurückgestellt, kommt jetzt wieder") if row.wieder_ab and row.wieder_ab <= until else "",
            _idee_note(row, places.get(row.id), ranking.kriterien),
        )
        found.append(Kandidat(row.id, "idee", row.titel, note, row.zielbild_id in (None, zielbild_id)))
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


def _open_massnahmen(
    connection: sa.Connection, zielbild_id: str, ausser: str | None, dazu: Collection[str]
) -> list[Any]:
    first = connection.execute(_MASSNAHMEN_FIRST, {"zielbild": zielbild_id})
    rows = [row for row in first if row.id != ausser][:KANDIDATEN_MAX]
    missing = set(dazu).difference(row.id for row in rows) - {ausser}
    if missing:
        rows += connection.execute(_MASSNAHMEN_NAMED, {"ids": sorted(missing)}).all()
    return rows


def _readiest(connection: sa.Connection, zielbild_id: str, until: str) -> list[str]:
    """Return the ids of as many fitting ideas as are shown, the readiest and newest first.

    What was parked until a quarter counts with the suitable ones as soon as it is there, and not at all before.
    """
    wanted = {"zielbild": zielbild_id, "until": until}
    found = list(connection.scalars(_BACK, {**wanted, "room": KANDIDATEN_MAX}))
    for status in _READY:
        room = KANDIDATEN_MAX - len(found)
        if room <= 0:
            break
        found += connection.scalars(_FIRST, {"status": status.value, "zielbild": zielbild_id, "room": room})
    return found


def _fits(row: Any, zielbild_id: str, until: str) -> bool:
    parked = row.wieder_ab is not None and row.wieder_ab > until
    return not parked and row.zielbild_id in (None, zielbild_id)


def _warning(failed: int) -> str:
    """Return what the Förderprüfung of an idea warns of; it never blocks."""
    if not failed:
        return ""
    text = ngettext("{z} Förderprüfung: {n} Punkt gilt nicht", "{z} Förderprüfung: {n} Punkte gelten nicht", failed)
    return text.format(z=MARKS[Ampel.HALT], n=failed)


def _order(row: Any, platz: Platz | None) -> tuple[int, int, int]:
    ready = 0 if row.wieder_ab is not None else _READY[IdeeStatus(row.status)]
    if platz is None:
        return 1, 0, ready
    if platz.ausgeschieden:
        return 2, 0, ready
    return (0, platz.platz, ready) if platz.platz is not None else (1, 0, ready)


def _massnahme_note(row: Any, words: Mapping[str, str]) -> str:
    release = "" if row.freigabe == FreigabeStand.OFFEN else label(FreigabeStand(row.freigabe))
    return _joined(
        words[row.status],
        _("Freigabe {stand}").format(stand=release) if release else "",
        show_euro(row.kosten_cent, empty=""),
        row.orte,
    )


def _idee_note(row: Any, platz: Platz | None, kriterien: Sequence[Kriterium]) -> str:
    return _joined(
        "" if platz is None else _place(platz),
        label(IdeeStatus(row.status)),
        "" if row.groesse is None else label(Groesse(row.groesse)),
        row.ort,
        _("{n} dafür").format(n=row.unterstuetzer) if row.unterstuetzer else "",
        row.herkunft,
        "" if platz is None else _scores(platz, kriterien),
    )


def _scores(platz: Platz, kriterien: Sequence[Kriterium]) -> str:
    """Return „Wirkung 4, Machbarkeit –“: the points per criterion, in the order of the criteria."""
    scored = [(kriterium.name, platz.bewertung.werte.get(kriterium.id)) for kriterium in kriterien if not kriterium.ko]
    return ", ".join(f"{name} {'–' if wert is None else wert}" for name, wert in scored)


def _place(platz: Platz) -> str:
    if platz.ausgeschieden:
        return f"✗ {platz.stand}"
    if platz.platz is None:
        return platz.stand
    points = ngettext("{n} Punkt", "{n} Punkte", 1 if platz.summe == 1 else 2).format(n=show_number(platz.summe))
    return _("Platz {platz}, {punkte}").format(platz=platz.platz, punkte=points)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
