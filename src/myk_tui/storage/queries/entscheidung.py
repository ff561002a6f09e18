"""Reading decisions, what they look back on, and what can be chosen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    IdeeStatus,
    MassnahmeStatus,
    TeamStatus,
    Urteil,
    Verbleib,
    Wahl,
    beschlussnummer,
    label,
)
from myk_tui.domain.entscheidung import (
    Alt,
    Entscheidung,
    Kandidat,
    Rueckblick,
    Schritt,
    Sprintabschluss,
    Zeile,
)
from myk_tui.domain.entscheidung_regeln import with_nachfolger
from myk_tui.domain.ideenspeicher import OPEN as OPEN_IDEEN
from myk_tui.domain.kalender import next_sprint, sprints_left
from myk_tui.domain.sprintboard import SprintRef, suggested_progress
from myk_tui.domain.zielbaum import OPEN_STATUS
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row, to_date
from myk_tui.storage.queries.sprintboard import active_sprint, cards_done, load_karten, sprints_in_a_row
from myk_tui.storage.queries.unterstuetzung import answered_on_lane, open_on_lane
from myk_tui.storage.queries.zielbaum import zielbilder


def load_sprintabschluss(connection: sa.Connection, today: date) -> Sprintabschluss | None:
    """Return the end of the active sprint with all decisions; None if no sprint is active."""
    sprint = active_sprint(connection)
    if sprint is None:
        return None
    ende = to_date(connection.scalar(sa.select(t.programm.c.foerderende).limit(1)))
    days = connection.execute(sa.select(t.sprint.c.beginn, t.sprint.c.ende).where(t.sprint.c.id == sprint.id)).one()
    found = [load_entscheidung(connection, sprint, *zielbild) for zielbild in zielbilder(connection)]
    return Sprintabschluss(
        sprint=sprint,
        naechster=next_sprint(sprint.quartal, today),
        entscheidungen=with_nachfolger(found),
        foerderende=ende,
        sprints_uebrig=sprints_left(sprint.quartal.naechstes.beginn, ende),
        tage_im_sprint=(date.fromisoformat(days.ende) - today).days,
        beginnt_in=(date.fromisoformat(days.beginn) - today).days,
        tage_uebrig=None if ende is None else max(0, (ende - today).days),
        ohne_zielbild=_teams_without_zielbild(connection, sprint),
    )


Pair = tuple[str, str | None]
"""A line of a decision: team, and the Auftrag it has now."""


def load_entscheidung(connection: sa.Connection, sprint: SprintRef, zielbild_id: str, titel: str) -> Entscheidung:
    """Return the decision of a sprint on one Zielbild, with a line per team.

    Before it is begun, and for teams that came later, the lines are those that
    beginning it would write; their id is empty.
    """
    row = newest_entscheidung(connection, sprint.id, zielbild_id)
    stored = {} if row is None else _stored_lines(connection, row.id)
    wanted = open_lines(connection, sprint, zielbild_id)
    if row is not None and row.status != EntscheidungStatus.ENTWURF:
        wanted = [pair for pair in wanted if pair in stored] + [pair for pair in stored if pair not in wanted]
    else:
        wanted = with_seconds(wanted, stored)
    runs = sprints_in_a_row(connection, sprint.quartal, {team_id for team_id, _auftrag in wanted})
    neue = new_teams(connection, sprint.id, zielbild_id) if any(auftrag is None for _team, auftrag in wanted) else ()
    zeilen = tuple(_zeile(connection, pair, stored.get(pair), zielbild_id, runs) for pair in wanted)
    return Entscheidung(
        id=None if row is None else row.id,
        zielbild_id=zielbild_id,
        zielbild=titel,
        status=None if row is None else EntscheidungStatus(row.status),
        begruendung="" if row is None else row.begruendung,
        nummer="" if row is None or row.nummer is None else beschlussnummer(row.jahr, row.nummer),
        zeilen=_with_place(zeilen, neue),
        schritt=Schritt() if row is None else _schritt(row),
        interne_notiz="" if row is None else row.interne_notiz or "",
    )


def _schritt(row: Any) -> Schritt:
    return Schritt(row.naechster_schritt, row.naechstes_gremium, to_date(row.naechster_schritt_bis))


def newest_entscheidung(connection: sa.Connection, sprint_id: str, zielbild_id: str) -> Any | None:
    """Return the newest version of a decision as row, or None."""
    e = t.entscheidung.c
    query = sa.select(t.entscheidung).where(e.sprint_id == sprint_id, e.zielbild_id == zielbild_id)
    return connection.execute(query.order_by(e.version.desc()).limit(1)).one_or_none()


def open_lines(connection: sa.Connection, sprint: SprintRef, zielbild_id: str) -> list[tuple[str, str | None]]:
    """Return (team, Auftrag) that have to be decided: each Auftrag of the sprint, and active teams without one."""
    team, a = t.sprintteam.c, t.auftrag.c
    query = (
        sa.select(team.id, a.id.label("auftrag_id"), team.status)
        .outerjoin(t.auftrag, sa.and_(a.sprintteam_id == team.id, a.sprint_id == sprint.id))
        .where(team.zielbild_id == zielbild_id)
        .order_by(team.ordnung, team.id, a.ordnung, a.id)
    )
    return [
        (row.id, row.auftrag_id)
        for row in connection.execute(query)
        if row.auftrag_id is not None or row.status == TeamStatus.AKTIV
    ]


def with_seconds(wanted: list[Pair], stored: Iterable[Pair]) -> list[Pair]:
    """Return the lines that are needed, and after those of a team the one for its second Maßnahme, if it has one."""
    second = {team for team, auftrag in stored if auftrag is None}
    found: list[Pair] = []
    for place, pair in enumerate(wanted):
        found.append(pair)
        team = pair[0]
        is_last = all(other != team for other, _auftrag in wanted[place + 1 :])
        if is_last and team in second and pair[1] is not None:
            found.append((team, None))
    return found


def second_line() -> sa.Label[bool]:
    """Say of a row of ``entscheidung_zeile``, as ``zweite``, whether it is about one more Maßnahme of a team that has one."""
    z, other = t.entscheidung_zeile.c, t.entscheidung_zeile.alias("mit_auftrag").c
    same_team = sa.and_(other.entscheidung_id == z.entscheidung_id, other.sprintteam_id == z.sprintteam_id)
    busy = sa.exists().where(same_team, other.auftrag_id.is_not(None))
    return sa.and_(z.auftrag_id.is_(None), busy).label("zweite")


def new_teams(connection: sa.Connection, sprint_id: str, zielbild_id: str) -> frozenset[str]:
    """Return the teams that were made in the decision of a sprint on a Zielbild: after it was begun, and without work so far.

    Ids of version 7 sort by the time they were made; others, of imported teams, tell nothing.
    """
    e, a, s, team = t.entscheidung.c, t.auftrag.c, t.sprint.c, t.sprintteam.c
    begun = sa.select(sa.func.min(e.id)).where(e.sprint_id == sprint_id, e.zielbild_id == zielbild_id)
    end = sa.select(s.ende).where(s.id == sprint_id).scalar_subquery()
    work = sa.select(a.id).join(t.sprint, s.id == a.sprint_id).where(a.sprintteam_id == team.id, s.ende <= end)
    query = sa.select(team.id).where(team.zielbild_id == zielbild_id, team.id > begun.scalar_subquery())
    return frozenset(connection.scalars(query.where(sa.func.substr(team.id, 15, 1) == "7", ~work.exists())))


def takers(connection: sa.Connection, sprint_id: str) -> dict[str, str]:
    """Return for each Maßnahme that a team takes up by a decision made at the end of a sprint the name of that team."""
    e, z = t.entscheidung.c, t.entscheidung_zeile.c
    query = (
        sa.select(z.massnahme_id, t.sprintteam.c.name)
        .join(t.entscheidung, e.id == z.entscheidung_id)
        .join(t.sprintteam, t.sprintteam.c.id == z.sprintteam_id)
        .where(e.sprint_id == sprint_id, e.status == EntscheidungStatus.BESCHLOSSEN.value)
        .where(z.wahl == Wahl.WECHSELN.value, z.massnahme_id.is_not(None))
    )
    return {row.massnahme_id: row.name for row in connection.execute(query)}


def _with_place(zeilen: tuple[Zeile, ...], neue: Collection[str]) -> tuple[Zeile, ...]:
    """Mark the lines in which a team takes up one more Maßnahme, and those of teams that are new."""
    busy = {zeile.team_id for zeile in zeilen if zeile.alt is not None}
    return tuple(
        replace(zeile, zweite=zeile.alt is None and zeile.team_id in busy, neues_team=zeile.team_id in neue)
        for zeile in zeilen
    )


def load_rueckblick(connection: sa.Connection, entscheidung: Entscheidung, today: date) -> tuple[Rueckblick, ...]:
    """Return the look back on every Auftrag of a decision."""
    found = []
    for zeile in entscheidung.zeilen:
        if zeile.alt is None:
            continue
        auftrag = require_row(connection, t.auftrag, zeile.alt.auftrag_id)
        z = t.zwischenergebnis.c
        results = sa.select(z.datum, z.text).where(z.auftrag_id == auftrag.id, z.im_treffen == 1)
        results = results.order_by(z.datum, z.id)
        voriges, voriges_zu = _verdict_before(connection, auftrag)
        found.append(
            Rueckblick(
                zeile=zeile,
                karten=tuple(load_karten(connection, [auftrag.id], today).get(auftrag.id, ())),
                ergebnisse=tuple((date.fromisoformat(row.datum), row.text) for row in connection.execute(results)),
                spannend=auftrag.ergebnis_spannend,
                erfolg=auftrag.ergebnis_erfolg,
                stolpersteine=auftrag.ergebnis_stolpersteine,
                bedarf=auftrag.ergebnis_bedarf,
                unterstuetzung=open_on_lane(connection, auftrag.id),
                beantwortet=answered_on_lane(connection, auftrag.id),
                fortschritt_von=auftrag.fortschritt_von,
                voriges=voriges,
                voriges_zu=voriges_zu,
                mitglieder=_members(connection, zeile.team_id, auftrag.sprint_id),
            )
        )
    return tuple(found)


def _verdict_before(connection: sa.Connection, auftrag: Any) -> tuple[tuple[Urteil, str] | None, str]:
    """Return what the round said about this team at the end of the sprint before, None if it said nothing.

    Of several lines the one about the same Maßnahme counts; was it another one, its title comes with it.
    """
    z, e, s, a, m = t.entscheidung_zeile.c, t.entscheidung.c, t.sprint.c, t.auftrag.c, t.massnahme.c
    same = a.massnahme_id == auftrag.massnahme_id
    now = require_row(connection, t.sprint, auftrag.sprint_id)
    earlier = sa.or_(s.jahr < now.jahr, sa.and_(s.jahr == now.jahr, s.quartal < now.quartal))
    query = (
        sa.select(z.urteil, z.urteil_grund, a.massnahme_id, m.titel)
        .join(t.entscheidung, e.id == z.entscheidung_id)
        .join(t.sprint, s.id == e.sprint_id)
        .outerjoin(t.auftrag, a.id == z.auftrag_id)
        .outerjoin(t.massnahme, m.id == a.massnahme_id)
        .where(z.sprintteam_id == auftrag.sprintteam_id, e.status == EntscheidungStatus.BESCHLOSSEN.value, earlier)
        .order_by(s.jahr.desc(), s.quartal.desc(), same.desc().nulls_last(), z.ordnung)
    )
    row = connection.execute(query.limit(1)).one_or_none()
    if row is None or row.urteil is None:
        return None, ""
    other = row.titel if row.massnahme_id != auftrag.massnahme_id else ""
    return (Urteil(row.urteil), row.urteil_grund), other or ""


def _members(connection: sa.Connection, team_id: str, sprint_id: str) -> int:
    m = t.mitglied.c
    query = sa.select(sa.func.count()).where(m.sprintteam_id == team_id, m.sprint_id == sprint_id)
    return connection.scalar(query) or 0


def _teams_without_zielbild(connection: sa.Connection, sprint: SprintRef) -> tuple[str, ...]:
    query = (
        sa.select(t.sprintteam.c.name)
        .join(t.auftrag, t.auftrag.c.sprintteam_id == t.sprintteam.c.id)
        .where(t.auftrag.c.sprint_id == sprint.id, t.sprintteam.c.zielbild_id.is_(None))
        .distinct()
        .order_by(t.sprintteam.c.name)
    )
    return tuple(connection.scalars(query))


def _stored_lines(connection: sa.Connection, entscheidung_id: str) -> dict[tuple[str, str | None], Any]:
    query = sa.select(t.entscheidung_zeile).where(t.entscheidung_zeile.c.entscheidung_id == entscheidung_id)
    ordered = query.order_by(t.entscheidung_zeile.c.ordnung, t.entscheidung_zeile.c.id)
    return {(row.sprintteam_id, row.auftrag_id): row for row in connection.execute(ordered)}


def _zeile(
    connection: sa.Connection,
    pair: tuple[str, str | None],
    row: Any | None,
    zielbild_id: str,
    runs: Mapping[tuple[str, str], int],
) -> Zeile:
    team = require_row(connection, t.sprintteam, pair[0])
    alt = None if pair[1] is None else _alt(connection, pair[1], runs)
    if row is None:
        return Zeile(id="", team_id=team.id, team=team.name, alt=alt, team_status=TeamStatus(team.status))
    loesung = None if row.loesung_id is None else require_row(connection, t.loesung, row.loesung_id)
    return Zeile(
        id=row.id,
        team_id=team.id,
        team=team.name,
        alt=alt,
        wahl=None if row.wahl is None else Wahl(row.wahl),
        neu=_chosen(connection, row, zielbild_id),
        loesung_id=row.loesung_id,
        loesung="" if loesung is None else loesung.titel,
        verbleib=None if row.verbleib is None else Verbleib(row.verbleib),
        grund=row.grund,
        lernen=row.lernen,
        begruendung=row.begruendung,
        sprintziel=row.sprintziel,
        fortschritt=row.fortschritt,
        karten_mitnehmen=None if row.karten_mitnehmen is None else bool(row.karten_mitnehmen),
        schwerpunkt=bool(row.schwerpunkt),
        erste_karten=row.erste_karten,
        bedarf=row.bedarf,
        vertagt_bis=to_date(row.vertagt_bis),
        urteil=None if row.urteil is None else Urteil(row.urteil),
        urteil_grund=row.urteil_grund,
        team_status=TeamStatus(team.status),
    )


def _alt(connection: sa.Connection, auftrag_id: str, runs: Mapping[tuple[str, str], int]) -> Alt:
    auftrag = require_row(connection, t.auftrag, auftrag_id)
    massnahme = require_row(connection, t.massnahme, auftrag.massnahme_id)
    done, total = cards_done(connection, auftrag_id)
    return Alt(
        auftrag_id=auftrag_id,
        massnahme_id=massnahme.id,
        massnahme=massnahme.titel,
        sprintziel=auftrag.sprintziel,
        fertig=done,
        gesamt=total,
        fortschritt=massnahme.fortschritt,
        vorschlag=suggested_progress(massnahme.fortschritt, done, total),
        vorschlag_team=auftrag.fortschritt_vorschlag,
        in_folge=runs.get((auftrag.sprintteam_id, massnahme.id), 1),
        status=MassnahmeStatus(massnahme.status),
    )


def _chosen(connection: sa.Connection, row: Any, zielbild_id: str) -> Kandidat | None:
    if row.massnahme_id is not None:
        found = require_row(connection, t.massnahme, row.massnahme_id)
        word = label(MassnahmeStatus(found.status))
        gone = "" if found.status in OPEN_STATUS else _no_more(found.titel, word)
        return Kandidat(found.id, "massnahme", found.titel, word, hindernis=gone)
    if row.idee_id is not None:
        idea = require_row(connection, t.idee, row.idee_id)
        word = label(IdeeStatus(idea.status))
        gone = "" if idea.status in OPEN_IDEEN else _no_more(idea.titel, word)
        return Kandidat(idea.id, "idee", idea.titel, word, hindernis=gone)
    return None


def _no_more(titel: str, word: str) -> str:
    return _("„{titel}“ ist inzwischen {status}. Bitte neu wählen.").format(titel=titel, status=word)


def postponed(connection: sa.Connection) -> dict[str, date]:
    """Return for each Zielbild whose last decision put something off until which day it was."""
    e, z, s = t.entscheidung.c, t.entscheidung_zeile.c, t.sprint.c
    made = (EntscheidungStatus.BESCHLOSSEN.value, EntscheidungStatus.VERTAGT.value)
    query = (
        sa.select(e.zielbild_id, sa.func.coalesce(e.vertagt_bis, sa.func.min(z.vertagt_bis)).label("bis"))
        .join(t.sprint, s.id == e.sprint_id)
        .outerjoin(t.entscheidung_zeile, sa.and_(z.entscheidung_id == e.id, z.wahl == Wahl.VERTAGEN.value))
        .where(e.status.in_(made))
        .group_by(e.id)
        .order_by(s.jahr, s.quartal, e.version)
    )
    newest = {row.zielbild_id: row.bis for row in connection.execute(query)}
    return {key: date.fromisoformat(until) for key, until in newest.items() if until is not None}
