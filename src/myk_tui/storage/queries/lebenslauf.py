"""Reading a life line: ideas and Maßnahmen that came out of each other, and what happened to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    IdeengeberArt,
    IdeeStatus,
    MassnahmeStatus,
    SprintStatus,
    Verbleib,
    Wahl,
    label,
)
from myk_tui.domain.clock import from_text
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.lebenslauf import Beschluss, Sprintstation, Station, StationArt, Woher, in_order, run_length
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import to_date

_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_m, _i, _a, _z, _e = t.massnahme.c, t.idee.c, t.auftrag.c, t.entscheidung_zeile.c, t.entscheidung.c

_MASSNAHMEN = sa.select(_m.id, _m.titel, _m.status, _m.herkunft_idee_id, _m.vorgaenger_id, _m.beginn, _m.ende)
_IDEEN = sa.select(
    *(_i.id, _i.titel, _i.status, _i.herkunft, _i.ideengeber_art, _i.unterstuetzer, _i.eingang),
    *(_i.antwort, _i.antwort_am, _i.dublette_von_id, _i.herkunft_massnahme_id),
    sa.func.coalesce(t.gebietskoerperschaft.c.name, _i.ort_text).label("ort"),
    t.treffen.c.titel.label("treffen"),
    t.treffen.c.datum.label("treffen_am"),
)
_IDEEN = (
    _IDEEN.select_from(t.idee)
    .outerjoin(t.gebietskoerperschaft, t.gebietskoerperschaft.c.id == _i.ort_id)
    .outerjoin(t.treffen, t.treffen.c.id == _i.treffen_id)
)
_MASSNAHMEN_NEAR = _MASSNAHMEN.where(sa.or_(_m.id.in_(_IDS), _m.herkunft_idee_id.in_(_IDS), _m.vorgaenger_id.in_(_IDS)))
_IDEEN_NEAR = _IDEEN.where(sa.or_(_i.id.in_(_IDS), _i.herkunft_massnahme_id.in_(_IDS), _i.dublette_von_id.in_(_IDS)))

_AUFTRAEGE = (
    sa.select(
        t.auftrag,
        t.sprint.c.jahr,
        t.sprint.c.quartal,
        t.sprint.c.status.label("sprint_status"),
        t.sprintteam.c.name.label("team"),
        _m.titel.label("massnahme"),
    )
    .join(t.sprint, t.sprint.c.id == _a.sprint_id)
    .join(t.sprintteam, t.sprintteam.c.id == _a.sprintteam_id)
    .join(t.massnahme, _m.id == _a.massnahme_id)
    .where(_a.massnahme_id.in_(_IDS))
    .order_by(t.sprint.c.jahr, t.sprint.c.quartal, t.sprintteam.c.ordnung, _a.ordnung, _a.id)
)
_c = t.aufgabe.c
_KARTEN = sa.select(
    _c.auftrag_id, sa.func.count().label("alle"), sa.func.count().filter(_c.spalte == "fertig").label("fertig")
)
_KARTEN = _KARTEN.where(_c.auftrag_id.in_(_IDS), _c.archiviert == 0).group_by(_c.auftrag_id)
_r = t.zwischenergebnis.c
_RESULTS = sa.select(_r.auftrag_id, _r.datum, _r.text).where(_r.auftrag_id.in_(_IDS)).order_by(_r.datum, _r.id)

_alt, _neu, _alt_auftrag = t.massnahme.alias("alt"), t.massnahme.alias("neu"), t.auftrag.alias("alt_auftrag")
_ZEILEN = (
    sa.select(
        *(_e.jahr, _e.nummer, _e.version, _e.status, _e.beschlossen_um, _e.begruendung.label("begruendung_gesamt")),
        *(t.sprint.c.jahr.label("sprint_jahr"), t.sprint.c.quartal, t.zielbild.c.titel.label("zielbild")),
        *(t.sprintteam.c.name.label("team"), _z.wahl, _z.verbleib, _z.grund, _z.lernen, _z.begruendung, _z.sprintziel),
        *(_z.fortschritt, _alt.c.id.label("alt_id"), _alt.c.titel.label("alt"), _neu.c.titel.label("neu")),
        _i.titel.label("neue_idee"),
    )
    .select_from(t.entscheidung_zeile)
    .join(t.entscheidung, _e.id == _z.entscheidung_id)
    .join(t.sprint, t.sprint.c.id == _e.sprint_id)
    .join(t.zielbild, t.zielbild.c.id == _e.zielbild_id)
    .join(t.sprintteam, t.sprintteam.c.id == _z.sprintteam_id)
    .outerjoin(_alt_auftrag, _alt_auftrag.c.id == _z.auftrag_id)
    .outerjoin(_alt, _alt.c.id == _alt_auftrag.c.massnahme_id)
    .outerjoin(_neu, _neu.c.id == _z.massnahme_id)
    .outerjoin(t.idee, _i.id == _z.idee_id)
    .where(sa.or_(_alt_auftrag.c.massnahme_id.in_(_IDS), _z.massnahme_id.in_(_IDS), _z.idee_id.in_(_IDS)))
    .order_by(t.sprint.c.jahr, t.sprint.c.quartal, _e.jahr, _e.nummer, _e.version, _z.ordnung, _z.id)
)


def load_stationen(connection: sa.Connection, start_id: str) -> tuple[Station, ...]:
    """Return every idea and Maßnahme that is connected with one of them, in the order in which they came about."""
    found: dict[str, Any] = {}
    near = {start_id}
    while near:
        wanted = {"ids": sorted(near)}
        rows = [*connection.execute(_MASSNAHMEN_NEAR, wanted), *connection.execute(_IDEEN_NEAR, wanted)]
        new = {row.id: row for row in rows if row.id not in found}
        found |= new
        near = ({other for row in new.values() for other in _neighbours(row)} | new.keys()) - (
            found.keys() - new.keys()
        )
    return in_order(_station(row, found) for row in found.values())


def massnahmen_of_idee(connection: sa.Connection, idee_id: str) -> list[str]:
    """Return the ids of the Maßnahmen that an idea became, by itself or as the idea it was merged into."""
    kept = connection.scalar(sa.select(_i.dublette_von_id).where(_i.id == idee_id))
    ids = [idee_id] if kept is None else [idee_id, kept]
    return list(connection.scalars(sa.select(_m.id).where(_m.herkunft_idee_id.in_(ids)).order_by(_m.id)))


def load_sprints(connection: sa.Connection, massnahme_ids: Sequence[str]) -> tuple[Sprintstation, ...]:
    """Return every sprint in which one of the Maßnahmen was worked on, the oldest first."""
    rows = connection.execute(_AUFTRAEGE, {"ids": list(massnahme_ids)}).all()
    ids = {"ids": [row.id for row in rows]}
    cards = {row.auftrag_id: row for row in connection.execute(_KARTEN, ids)}
    results: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)
    for row in connection.execute(_RESULTS, ids):
        results[row.auftrag_id].append((date.fromisoformat(row.datum), row.text))
    worked: defaultdict[tuple[str, str], set[Quartal]] = defaultdict(set)
    for row in rows:
        worked[row.sprintteam_id, row.massnahme_id].add(Quartal(row.jahr, row.quartal))
    return tuple(
        Sprintstation(
            quartal=Quartal(row.jahr, row.quartal),
            laeuft=row.sprint_status != SprintStatus.ABGESCHLOSSEN,
            team=row.team,
            massnahme=row.massnahme,
            sprintziel=row.sprintziel,
            von=row.fortschritt_von,
            bis=row.fortschritt_bis,
            in_folge=run_length(worked[row.sprintteam_id, row.massnahme_id], Quartal(row.jahr, row.quartal)),
            fertig=cards[row.id].fertig if row.id in cards else 0,
            karten=cards[row.id].alle if row.id in cards else 0,
            ergebnis=_filled(
                (_("Spannend"), row.ergebnis_spannend),
                (_("Erfolg"), row.ergebnis_erfolg),
                (_("Stolpersteine"), row.ergebnis_stolpersteine),
                (_("Gebraucht"), row.ergebnis_bedarf),
            ),
            zwischenergebnisse=tuple(results[row.id]),
        )
        for row in rows
    )


def load_beschluesse(connection: sa.Connection, ids: Collection[str]) -> tuple[Beschluss, ...]:
    """Return what was decided on these Maßnahmen and ideas, the oldest first."""
    return tuple(
        Beschluss(
            jahr=row.jahr,
            nummer=row.nummer,
            version=row.version,
            status=EntscheidungStatus(row.status),
            um=None if row.beschlossen_um is None else from_text(row.beschlossen_um),
            quartal=Quartal(row.sprint_jahr, row.quartal),
            zielbild=row.zielbild,
            team=row.team,
            wahl=None if row.wahl is None else Wahl(row.wahl),
            verbleib=None if row.verbleib is None else Verbleib(row.verbleib),
            bisher=row.alt or "",
            bisher_hier=row.alt_id in ids,
            neu=row.neu or row.neue_idee or "",
            texte=_filled(
                (_("Begründung"), row.begruendung),
                (_("Grund"), row.grund),
                (_("Gelernt"), row.lernen),
                (_("Sprintziel"), row.sprintziel),
                (_("Fortschritt"), "" if row.fortschritt is None else f"{row.fortschritt} %"),
                (_("Begründung des ganzen Beschlusses"), row.begruendung_gesamt),
            ),
        )
        for row in connection.execute(_ZEILEN, {"ids": sorted(ids)})
    )


def _neighbours(row: Any) -> Iterable[str]:
    columns = ("herkunft_idee_id", "vorgaenger_id", "dublette_von_id", "herkunft_massnahme_id")
    return (row._mapping[name] for name in columns if row._mapping.get(name) is not None)


def _station(row: Any, found: dict[str, Any]) -> Station:
    if "herkunft_idee_id" in row._mapping:
        return _massnahme(row)
    twins = [(Woher.DUBLETTE, other.id) for other in found.values() if _twin_of(other) == row.id]
    return _idee(row, twins)


def _twin_of(row: Any) -> str | None:
    kept: str | None = row._mapping.get("dublette_von_id")
    return kept


def _massnahme(row: Any) -> Station:
    came = ((Woher.UEBERNAHME, row.herkunft_idee_id), (Woher.WEITERFUEHRUNG, row.vorgaenger_id))
    return Station(
        id=row.id,
        art=StationArt.MASSNAHME,
        titel=row.titel,
        status=label(MassnahmeStatus(row.status)),
        fakten=_filled((_("Beginn"), _day(row.beginn)), (_("Ende"), _day(row.ende))),
        woher=tuple((how, other) for how, other in came if other is not None),
    )


def _idee(row: Any, twins: list[tuple[Woher, str]]) -> Station:
    back = [] if row.herkunft_massnahme_id is None else [(Woher.RUECKGABE, row.herkunft_massnahme_id)]
    who = IdeengeberArt(row.ideengeber_art)
    answer = " ".join(filter(None, (_day(row.antwort_am), row.antwort))) if row.antwort else ""
    meeting = "" if row.treffen in (None, row.herkunft) else row.treffen
    return Station(
        id=row.id,
        art=StationArt.IDEE,
        titel=row.titel,
        status=label(IdeeStatus(row.status)),
        fakten=_filled(
            (_("Eingang"), _day(row.eingang)),
            (_("Herkunft"), row.herkunft),
            (_("Treffen"), meeting and f"{meeting} {_day(row.treffen_am)}".strip()),
            (_("Von wem?"), "" if who is IdeengeberArt.UNBEKANNT else label(who)),
            (_("Ort"), row.ort or ""),
            (_("Unterstützende"), str(row.unterstuetzer or "")),
            (_("Antwort"), answer),
        ),
        woher=(*back, *twins),
    )


def _filled(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in facts if text)


def _day(text: str | None) -> str:
    return show_date(to_date(text), empty="")
