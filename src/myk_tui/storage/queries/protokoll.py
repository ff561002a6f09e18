"""Reading what the minutes of a meeting hold. Internal notes are in none of these queries."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    ArbeitsweiseArt,
    EntscheidungStatus,
    PunktStatus,
    TreffenStatus,
    Urteil,
    Verbleib,
    Wahl,
    beschlussnummer,
    label,
)
from myk_tui.domain.clock import from_text
from myk_tui.domain.entscheidung import Schritt
from myk_tui.domain.entscheidung_folgen import told_urteil
from myk_tui.domain.kalender import Quartal
from myk_tui.domain.mitschrift import read_puls, show_puls
from myk_tui.domain.protokollwerte import Beschluss, Protokollkopf, Punkt, Teamergebnis, Vereinbarung, Wahlzeile
from myk_tui.domain.pruefung import stand
from myk_tui.domain.stimmungsbild_daten import read_bild
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import to_date
from myk_tui.storage.queries.entscheidung import new_teams, second_line, takers
from myk_tui.storage.queries.protokoll_anhang import load_zur_wahl
from myk_tui.storage.queries.pruefung import load_pruefpunkte
from myk_tui.storage.queries.seitdem import end_of_treffen
from myk_tui.storage.queries.treffen import group_of, last_ended_treffen, load_anwesend, serves, step_of_begin
from myk_tui.storage.uhrzweifel import load_unsichere

_tr, _e, _z = t.treffen.c, t.entscheidung.c, t.entscheidung_zeile.c
_HEAD = (
    sa.select(
        *(_tr.id, _tr.titel, _tr.datum, _tr.beginn_geplant, _tr.ort, _tr.status, _tr.begonnen_um, _tr.beendet_um),
        *(_tr.notiz, _tr.protokoll_version, _tr.beispiel, _tr.sprint_id, t.zielbild.c.titel.label("zielbild")),
        *(t.sprint.c.jahr, t.sprint.c.quartal),
    )
    .outerjoin(t.zielbild, t.zielbild.c.id == _tr.zielbild_id)
    .outerjoin(t.sprint, t.sprint.c.id == _tr.sprint_id)
)
_DECISIONS = (
    sa.select(
        *(_e.id, _e.jahr, _e.nummer, _e.version, _e.status, _e.methode, _e.methode_daten, _e.begruendung),
        *(_e.naechster_schritt, _e.naechstes_gremium, _e.naechster_schritt_bis, _e.vertagt_bis, _e.sprint_id),
        _e.zielbild_id,
        t.zielbild.c.titel.label("zielbild"),
    )
    .join(t.zielbild, t.zielbild.c.id == _e.zielbild_id)
    .where(_e.status.in_([EntscheidungStatus.BESCHLOSSEN.value, EntscheidungStatus.VERTAGT.value]))
    .order_by(_e.jahr, _e.nummer, t.zielbild.c.ordnung)
)
_old, _new = t.massnahme.alias("alt"), t.massnahme.alias("neu")
_CHOICES = (
    sa.select(
        *(
            t.sprintteam.c.name.label("team"),
            _z.sprintteam_id,
            _z.wahl,
            _z.verbleib,
            _z.grund,
            _z.lernen,
            _z.begruendung,
        ),
        *(
            _z.sprintziel,
            _z.vertagt_bis,
            _z.schwerpunkt,
            _z.urteil,
            _z.urteil_grund,
            _old.c.id.label("alt_id"),
            _old.c.titel.label("alt"),
            second_line(),
        ),
        *(
            _new.c.id.label("neu_id"),
            _new.c.titel.label("neu"),
            t.idee.c.id.label("idee_id"),
            t.idee.c.titel.label("idee"),
        ),
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
_a = t.auftrag.c
_RESULTS = (
    sa.select(
        *(_a.id, t.sprintteam.c.name.label("team"), t.massnahme.c.titel.label("massnahme"), _a.sprintziel),
        *(_a.fortschritt_von, _a.fortschritt_bis, t.massnahme.c.fortschritt, _a.ergebnis_spannend),
        *(_a.ergebnis_erfolg, _a.ergebnis_stolpersteine, _a.ergebnis_bedarf),
    )
    .join(t.sprintteam, t.sprintteam.c.id == _a.sprintteam_id)
    .join(t.massnahme, t.massnahme.c.id == _a.massnahme_id)
    .outerjoin(t.zielbild, t.zielbild.c.id == t.sprintteam.c.zielbild_id)
    .where(_a.sprint_id == sa.bindparam("sprint"))
    .order_by(t.zielbild.c.ordnung, t.sprintteam.c.ordnung, _a.ordnung, _a.id)
)


def load_kopf(connection: sa.Connection, treffen_id: str) -> Protokollkopf | None:
    """Return the head of a meeting with who was counted; None if there is no such meeting."""
    row = connection.execute(_HEAD.where(_tr.id == treffen_id)).one_or_none()
    if row is None:
        return None
    ends, between = _doubts(connection, row)
    return replace(_kopf(connection, row), zeit_unsicher=ends, dauer_unsicher=between)


def _doubts(connection: sa.Connection, row: Any) -> tuple[bool, bool]:
    """Return whether the times of the ends of a meeting are doubtful, and whether any time in between is."""
    doubtful = load_unsichere(connection)
    first = step_of_begin(connection, row.id) if doubtful else None
    if first is None:
        return False, False
    last = end_of_treffen(connection, row.id)
    during = {nr for nr in doubtful if first <= nr and (last is None or nr <= last)}
    return not during.isdisjoint({first, last}), bool(during)


def load_naechstes(connection: sa.Connection, kopf: Protokollkopf) -> Protokollkopf | None:
    """Return the first meeting of the same group after this one, held or planned; None if there is none, or this one has no day.

    Of those of the same day a planned one comes after, and one that began later.
    """
    if kopf.datum is None:
        return None
    day = kopf.datum.isoformat()
    begun = sa.select(_tr.begonnen_um).where(_tr.id == kopf.id).scalar_subquery()
    after = sa.or_(_tr.status == TreffenStatus.GEPLANT.value, _tr.begonnen_um > begun)
    later = _HEAD.where(
        _tr.id != kopf.id,
        sa.or_(_tr.datum > day, sa.and_(_tr.datum == day, after)),
        serves(group_of(connection, kopf.id)),
    )
    row = connection.execute(later.order_by(_tr.datum, _tr.begonnen_um.nulls_last(), _tr.id).limit(1)).one_or_none()
    return None if row is None else _kopf(connection, row)


def last_meeting_id(connection: sa.Connection, *, kommend: bool = False) -> str | None:
    """Return the meeting that ended last, else the one that runs, else the next planned one; with ``kommend`` the other way round."""
    found = (
        last_ended_treffen(connection),
        _first(connection, TreffenStatus.LAUFEND, _tr.begonnen_um.desc()),
        _first(connection, TreffenStatus.GEPLANT, _tr.datum),
    )
    return next((treffen_id for treffen_id in (reversed(found) if kommend else found) if treffen_id is not None), None)


def _first(connection: sa.Connection, status: TreffenStatus, order: sa.ColumnElement[Any]) -> str | None:
    query = sa.select(_tr.id).where(_tr.status == status.value).order_by(order, _tr.id).limit(1)
    found: str | None = connection.scalar(query)
    return found


def load_fassung(connection: sa.Connection, treffen_id: str, version: int) -> str | None:
    """Return the kept text of a version of the minutes as JSON; None if it was given out before texts were kept."""
    f = t.protokollfassung.c
    text: str | None = connection.scalar(sa.select(f.inhalt).where(f.treffen_id == treffen_id, f.version == version))
    return text


def _kopf(connection: sa.Connection, row: Any) -> Protokollkopf:
    return Protokollkopf(
        id=row.id,
        titel=row.titel,
        datum=to_date(row.datum),
        beginn_geplant=row.beginn_geplant,
        ort=row.ort,
        zielbild=row.zielbild or "",
        sprint="" if row.jahr is None else Quartal(row.jahr, row.quartal).name,
        sprint_id=row.sprint_id,
        status=TreffenStatus(row.status),
        begonnen=_moment(row.begonnen_um),
        beendet=_moment(row.beendet_um),
        notiz=row.notiz,
        version=row.protokoll_version,
        beispiel=bool(row.beispiel),
        anwesend=load_anwesend(connection, row.id),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def load_punkte(connection: sa.Connection, treffen_id: str) -> tuple[Punkt, ...]:
    """Return the agenda with planned and real minutes and the notes for everybody."""
    p = t.tagesordnungspunkt.c
    query = sa.select(p.titel, p.minuten, p.sekunden, p.notiz, p.status, p.verantwortlich)
    return tuple(
        Punkt(row.titel, row.minuten, row.sekunden, row.notiz, PunktStatus(row.status), row.verantwortlich)
        for row in connection.execute(query.where(p.treffen_id == treffen_id).order_by(p.ordnung, p.id))
    )


def load_vereinbarungen(connection: sa.Connection, treffen_id: str) -> tuple[Vereinbarung, ...]:
    """Return what was agreed, with who and until when."""
    v = t.vereinbarung.c
    query = sa.select(v.titel, v.wer, v.bis, v.erledigt).where(v.treffen_id == treffen_id).order_by(v.ordnung, v.id)
    return tuple(
        Vereinbarung(row.titel, row.wer, to_date(row.bis), bool(row.erledigt)) for row in connection.execute(query)
    )


def load_parkthemen(connection: sa.Connection, treffen_id: str) -> tuple[str, ...]:
    """Return the topics that were parked."""
    p = t.parkthema.c
    return tuple(connection.scalars(sa.select(p.titel).where(p.treffen_id == treffen_id).order_by(p.ordnung, p.id)))


def load_arbeitsweise(connection: sa.Connection, treffen_id: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, sentence) of what was said on the way of working, the count of the hands first."""
    a = t.arbeitsweise.c
    puls = read_puls(connection.scalar(sa.select(_tr.puls).where(_tr.id == treffen_id)) or "")
    hands = () if puls is None else ((_("Fünf Finger"), show_puls(puls)),)
    query = sa.select(a.art, a.titel).where(a.treffen_id == treffen_id).order_by(a.art, a.ordnung, a.id)
    return (*hands, *((label(ArbeitsweiseArt(row.art)), row.titel) for row in connection.execute(query)))


def load_neuigkeiten(connection: sa.Connection, treffen_id: str) -> tuple[tuple[str, str], ...]:
    """Return (title, text) of the news a meeting has seen; before it has ended also of those that wait to be shown."""
    n = t.neuigkeit.c
    status = connection.scalar(sa.select(_tr.status).where(_tr.id == treffen_id))
    seen = n.treffen_id == treffen_id
    waiting = sa.false() if status == TreffenStatus.BEENDET.value else n.treffen_id.is_(None)
    query = sa.select(n.titel, n.text).where(sa.or_(seen, waiting)).order_by(n.ordnung, n.id)
    return tuple((row.titel, row.text) for row in connection.execute(query))


def load_ergebnisse(connection: sa.Connection, kopf: Protokollkopf) -> tuple[Teamergebnis, ...]:
    """Return the results of every Auftrag of the sprint of a meeting, for a single group those of its teams."""
    return load_sprintergebnisse(connection, kopf.sprint_id, group_of(connection, kopf.id))


def load_sprintergebnisse(
    connection: sa.Connection, sprint_id: str | None, group: str | None = None
) -> tuple[Teamergebnis, ...]:
    """Return the results of every Auftrag of a sprint, with ``group`` those of the teams of one Zielbild."""
    found = []
    results = _RESULTS if group is None else _RESULTS.where(t.sprintteam.c.zielbild_id == group)
    c, r = t.aufgabe.c, t.zwischenergebnis.c
    for row in connection.execute(results, {"sprint": sprint_id}) if sprint_id else ():
        counts = sa.select(sa.func.count(), sa.func.count().filter(c.spalte == "fertig"))
        total, done = connection.execute(counts.where(c.auftrag_id == row.id, c.archiviert == 0)).one()
        dated = connection.execute(
            sa.select(r.datum, r.text).where(r.auftrag_id == row.id, r.im_treffen == 1).order_by(r.datum, r.id)
        )
        found.append(
            Teamergebnis(
                team=row.team,
                massnahme=row.massnahme,
                sprintziel=row.sprintziel,
                fertig=done,
                gesamt=total,
                von=row.fortschritt_von,
                bis=row.fortschritt if row.fortschritt_bis is None else row.fortschritt_bis,
                zwischen=tuple((date.fromisoformat(each.datum), each.text) for each in dated),
                karte=(row.ergebnis_spannend, row.ergebnis_erfolg, row.ergebnis_stolpersteine, row.ergebnis_bedarf),
            )
        )
    return tuple(found)


def load_beschluesse(connection: sa.Connection, kopf: Protokollkopf, *, anhang: bool = False) -> tuple[Beschluss, ...]:
    """Return the decisions of a meeting: those made in it or attached to it, the newest version of each; of one group its own.

    With ``anhang`` what could be chosen is read too, which is much.
    """
    group = group_of(connection, kopf.id)
    query = _DECISIONS.where(_e.treffen_id == kopf.id)
    rows = _newest(connection, query if group is None else query.where(_e.zielbild_id == group))
    decisions = tuple(_beschluss(connection, row) for row in rows)
    if not anhang:
        return decisions
    return tuple(
        replace(one, kandidaten=load_zur_wahl(connection, row.zielbild_id, one.gewaehlt, kopf.datum))
        if one.nummer
        else one
        for one, row in zip(decisions, rows, strict=True)
    )


def load_sprintbeschluesse(connection: sa.Connection, sprint_id: str) -> tuple[Beschluss, ...]:
    """Return the decisions on the end of a sprint, in whatever meeting they were made, the newest version of each."""
    query = _DECISIONS.where(_e.sprint_id == sprint_id)
    rows = _newest(connection, query.order_by(None).order_by(t.zielbild.c.ordnung, t.zielbild.c.id))
    return tuple(_beschluss(connection, row) for row in rows)


def _newest(connection: sa.Connection, query: sa.Select[Any]) -> tuple[Any, ...]:
    rows = connection.execute(query).all()
    newest: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        key = (row.jahr, row.nummer) if row.nummer is not None else (row.id,)
        if key not in newest or newest[key].version < row.version:
            newest[key] = row
    return tuple(newest.values())


def _beschluss(connection: sa.Connection, row: Any) -> Beschluss:
    choices = connection.execute(_CHOICES, {"entscheidung": row.id}).all()
    neue, nehmen = new_teams(connection, row.sprint_id, row.zielbild_id), takers(connection, row.sprint_id)
    checked = dict.fromkeys(_checked(choice) for choice in choices)
    bild = read_bild(row.methode, row.methode_daten, beschlossen=row.status == EntscheidungStatus.BESCHLOSSEN)
    chosen = frozenset(key for choice in choices if (key := _chosen_id(choice)) is not None)
    return Beschluss(
        gewaehlt=chosen,
        nummer="" if row.nummer is None else beschlussnummer(row.jahr, row.nummer),
        version=row.version,
        zielbild=row.zielbild,
        vertagt_bis=to_date(row.vertagt_bis),
        begruendung=row.begruendung,
        schritt=Schritt(row.naechster_schritt, row.naechstes_gremium, to_date(row.naechster_schritt_bis)),
        bild=bild,
        zeilen=tuple(
            replace(
                _choice(choice),
                neues_team=choice.sprintteam_id in neue,
                nachfolger=nehmen.get(choice.alt_id, ""),
            )
            for choice in choices
        ),
        pruefung=bild.pruefung  # as it stood when it was decided, ideas included
        or tuple(
            f"{found[1]}: {stand(load_pruefpunkte(connection, found[0])).satz}"
            for found in checked
            if found is not None
        ),
    )


def _checked(row: Any) -> tuple[str, str] | None:
    if row.wahl == Wahl.WEITERVERFOLGEN and row.alt_id is not None:
        return row.alt_id, row.alt
    return (row.neu_id, row.neu) if row.wahl == Wahl.WECHSELN and row.neu_id is not None else None


def _chosen_id(row: Any) -> str | None:
    """Return the id of the Maßnahme or idea a team goes on with or takes up; None if it does neither."""
    taken: str | None = row.neu_id or row.idee_id
    kept: str | None = row.alt_id
    return {Wahl.WEITERVERFOLGEN.value: kept, Wahl.WECHSELN.value: taken}.get(row.wahl)


def _choice(row: Any) -> Wahlzeile:
    return Wahlzeile(
        team=row.team,
        wahl=None if row.wahl is None else Wahl(row.wahl),
        alt=row.alt or "",
        neu=row.neu or row.idee or "",
        verbleib=None if row.verbleib is None else Verbleib(row.verbleib),
        grund=row.grund,
        lernen=row.lernen,
        begruendung=row.begruendung,
        sprintziel=row.sprintziel,
        vertagt_bis=to_date(row.vertagt_bis),
        schwerpunkt=bool(row.schwerpunkt),
        urteil="" if row.urteil is None else told_urteil(Urteil(row.urteil), row.urteil_grund),
        zweite=bool(row.zweite),
    )
