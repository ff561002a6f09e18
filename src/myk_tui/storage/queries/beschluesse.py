"""Reading decisions that were made, with all their versions."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    SprintStatus,
    TreffenStatus,
    Urteil,
    Verbleib,
    Wahl,
    beschlussnummer,
    label,
)
from myk_tui.domain.beschluesse import Beschluss, Beschlusszeile
from myk_tui.domain.clock import from_text
from myk_tui.domain.entscheidung import Schritt
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.stimmungsbild_daten import read_bild
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import gone, to_date
from myk_tui.storage.queries.entscheidung import second_line

_e, _z, _s = t.entscheidung.c, t.entscheidung_zeile.c, t.sprint.c
_old = t.massnahme.alias("alt")

_BESCHLUESSE = (
    sa.select(
        t.entscheidung,
        t.zielbild.c.titel.label("zielbild"),
        _s.jahr.label("sprint_jahr"),
        _s.quartal.label("sprint_quartal"),
        _s.status.label("sprint_status"),
        t.treffen.c.titel.label("treffen"),
        t.treffen.c.datum.label("treffen_datum"),
        t.treffen.c.ort.label("treffen_ort"),
    )
    .join(t.zielbild, t.zielbild.c.id == _e.zielbild_id)
    .join(t.sprint, _s.id == _e.sprint_id)
    .outerjoin(t.treffen, t.treffen.c.id == _e.treffen_id)
    .where(_e.nummer.is_not(None), _e.status.in_([EntscheidungStatus.BESCHLOSSEN, EntscheidungStatus.KORRIGIERT]))
    .order_by(_e.jahr.desc(), _e.nummer.desc(), _e.version.desc())
)
_BESCHLUSS = _BESCHLUESSE.where(_e.id == sa.bindparam("row_id"))

_ZEILEN = (
    sa.select(
        t.entscheidung_zeile,
        t.sprintteam.c.name.label("team"),
        sa.func.coalesce(t.massnahme.c.titel, t.idee.c.titel, _old.c.titel, "").label("titel"),
        _old.c.titel.label("alt"),
        second_line(),
    )
    .join(t.sprintteam, t.sprintteam.c.id == _z.sprintteam_id)
    .outerjoin(t.massnahme, t.massnahme.c.id == _z.massnahme_id)
    .outerjoin(t.idee, t.idee.c.id == _z.idee_id)
    .outerjoin(t.auftrag, t.auftrag.c.id == _z.auftrag_id)
    .outerjoin(_old, _old.c.id == t.auftrag.c.massnahme_id)
    .where(_z.entscheidung_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(_z.entscheidung_id, _z.ordnung, _z.id)
)


def load_beschluesse(connection: sa.Connection) -> tuple[Beschluss, ...]:
    """Return every version of every numbered decision, newest number and version first."""
    return _read(connection, connection.execute(_BESCHLUESSE).all())


def load_beschluss(connection: sa.Connection, entscheidung_id: str) -> Beschluss:
    """Return one version; raises NotFound if it is gone or a draft again."""
    found = _read(connection, connection.execute(_BESCHLUSS, {"row_id": entscheidung_id}).all())
    if not found:
        raise gone()
    return found[0]


def _read(connection: sa.Connection, rows: Iterable[Any]) -> tuple[Beschluss, ...]:
    rows = list(rows)
    lines: dict[str, list[Beschlusszeile]] = {}
    for row in connection.execute(_ZEILEN, {"ids": [row.id for row in rows]}):
        lines.setdefault(row.entscheidung_id, []).append(_zeile(row))
    return tuple(
        Beschluss(
            id=row.id,
            nummer=beschlussnummer(row.jahr, row.nummer),
            version=row.version,
            status=EntscheidungStatus(row.status),
            sprint=Quartal(row.sprint_jahr, row.sprint_quartal).name,
            zielbild=row.zielbild,
            gefasst=None if row.beschlossen_um is None else from_text(row.beschlossen_um).astimezone().date(),
            abgeschlossen=row.sprint_status == SprintStatus.ABGESCHLOSSEN,
            begruendung=row.begruendung,
            schritt=Schritt(row.naechster_schritt, row.naechstes_gremium, to_date(row.naechster_schritt_bis)),
            zeilen=tuple(lines.get(row.id, ())),
            sprint_id=row.sprint_id,
            frage=row.frage,
            treffen=_meeting(row),
            wiedervorlage=to_date(row.wiedervorlage),
            bild=read_bild(row.methode, row.methode_daten, beschlossen=True),
            jahr=row.jahr,
        )
        for row in rows
    )


def _zeile(row: Any) -> Beschlusszeile:
    choice = label(Wahl(row.wahl)) if row.wahl else ""
    if row.zweite and row.titel:
        choice = _("zweite Maßnahme")
    return Beschlusszeile(
        id=row.id,
        team=row.team,
        was=f"{choice} – {row.titel}" if choice and row.titel else choice,
        sprintziel=row.sprintziel,
        begruendung=row.begruendung,
        grund=row.grund,
        lernen=row.lernen,
        wahl=Wahl(row.wahl) if row.wahl else None,
        alt=row.alt or "",
        verbleib=Verbleib(row.verbleib) if row.verbleib else None,
        schwerpunkt=bool(row.schwerpunkt),
        urteil=Urteil(row.urteil) if row.urteil else None,
        urteil_grund=row.urteil_grund,
        vertagt_bis=to_date(row.vertagt_bis),
    )


def _meeting(row: Any) -> str:
    if row.treffen is None:
        return ""
    day = to_date(row.treffen_datum)
    return ", ".join(filter(None, (row.treffen, "" if day is None else show_date(day), row.treffen_ort)))


def put_off_by_year(connection: sa.Connection) -> dict[int, int]:
    """Return how many decisions were put off as a whole, by the year of their sprint."""
    query = (
        sa.select(_s.jahr, sa.func.count())
        .join(t.sprint, _s.id == _e.sprint_id)
        .where(_e.status == EntscheidungStatus.VERTAGT)
        .group_by(_s.jahr)
    )
    return {int(year): int(count) for year, count in connection.execute(query)}


def meetings_of(connection: sa.Connection, sprint_id: str) -> list[tuple[str, str]]:
    """Return (id, „title, day“) of the meetings of a sprint that have begun or ended, the newest first."""
    m = t.treffen.c
    query = (
        sa.select(m.id, m.titel, m.datum)
        .where(m.sprint_id == sprint_id, m.status != TreffenStatus.GEPLANT)
        .order_by(m.datum.desc(), m.id.desc())
    )
    found = []
    for row in connection.execute(query):
        day = to_date(row.datum)
        found.append((row.id, ", ".join(filter(None, (row.titel, "" if day is None else show_date(day))))))
    return found
