"""The closing of a sprint, inside one transaction: what becomes of the old, what the next begins with."""

from typing import Any

from myk_tui.domain.begriffe import (
    IdeeStatus,
    MassnahmeStatus,
    Spalte,
    SprintStatus,
    UnterstuetzungStatus,
    Verbleib,
    Wahl,
)
from myk_tui.domain.clock import Clock, to_text
from myk_tui.domain.entscheidung import (
    GOES_ON,
    STAYS,
    TEAM_AFTER,
    VERBLEIB_STATUS,
    Abschluss,
    Sprintabschluss,
    Zeile,
)
from myk_tui.domain.entscheidung_folgen import support_of
from myk_tui.domain.entscheidung_regeln import check_closable
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.text import TITEL_MAX, clean_line, listed
from myk_tui.i18n import _
from myk_tui.services.ideenspeicher import takeover
from myk_tui.services.mitglieder import carry_mitglieder
from myk_tui.services.sprintboard import insert_auftrag, open_sprint
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.sprintboard import sprint_ref
from myk_tui.storage.queries.unterstuetzung import count_open


def close_sprint(writer: Writer, abschluss: Sprintabschluss, clock: Clock, backup: str) -> Abschluss:
    """Close the active sprint and open the next with what was decided; raises RuleViolation before anything is written."""
    check_closable(abschluss)
    return carry_out(writer, abschluss, clock, backup)


def carry_out(writer: Writer, abschluss: Sprintabschluss, clock: Clock, backup: str = "") -> Abschluss:
    """Do what was decided, without asking whether all is decided; the preview does it and takes it back."""
    now = to_text(clock.now())
    writer.update(t.sprint, abschluss.sprint.id, status=SprintStatus.ABGESCHLOSSEN.value, abgeschlossen_um=now)
    quartal = abschluss.naechster  # begins today if the quarter is running already
    next_id = open_sprint(writer, quartal, min(max(quartal.beginn, clock.today()), quartal.ende))
    auftraege = cards = 0
    lines = [(decision, zeile) for decision in abschluss.entscheidungen for zeile in decision.zeilen]
    for _decided, zeile in lines:
        _leave(writer, zeile, clock.today().isoformat())
    for decision, zeile in lines:
        auftrag_id = _take_up(writer, zeile, decision.zielbild_id, next_id)
        auftraege += auftrag_id is not None
        if auftrag_id is None:
            continue
        if zeile.takes_cards and zeile.alt is not None:
            cards += _carry_cards(writer, zeile.alt.auftrag_id, auftrag_id, now)
        if zeile.wahl in GOES_ON:
            _begin_with(writer, zeile, auftrag_id, next_id, clock)
    _let_teams_go_on(writer, next_id)
    for _decided, zeile in lines:
        if zeile.wahl in TEAM_AFTER:
            writer.update(t.sprintteam, zeile.team_id, status=TEAM_AFTER[zeile.wahl].value)
    return Abschluss(
        geschlossen=abschluss.sprint.name,
        eroeffnet=abschluss.naechster.name,
        auftraege=auftraege,
        karten=cards,
        sicherung=backup,
        bitten=count_open(writer.connection),
    )


def _let_teams_go_on(writer: Writer, sprint_id: str) -> None:
    """Keep the members of every team that has work in the next sprint; a team that pauses takes them over by hand."""
    sprint, a = sprint_ref(require_row(writer.connection, t.sprint, sprint_id)), t.auftrag.c
    teams = t.auftrag.select().where(a.sprint_id == sprint_id).with_only_columns(a.sprintteam_id).distinct()
    for team_id in writer.connection.scalars(teams.order_by(a.sprintteam_id)).all():
        carry_mitglieder(writer, team_id, sprint)


def _leave(writer: Writer, zeile: Zeile, today: str) -> None:
    """Write progress and Verbleib of the Maßnahme the team had."""
    if zeile.alt is None:
        return
    if zeile.wahl is Wahl.VERTAGEN:  # until then all stays as it is, whatever the form proposed before
        writer.update(t.auftrag, zeile.alt.auftrag_id, fortschritt_bis=zeile.alt.fortschritt)
        return
    progress = zeile.alt.fortschritt if zeile.fortschritt is None else zeile.fortschritt
    writer.update(t.auftrag, zeile.alt.auftrag_id, fortschritt_bis=progress)
    values: dict[str, Any] = {"fortschritt": progress}
    if zeile.wahl not in STAYS and zeile.verbleib is not None:
        values["status"] = VERBLEIB_STATUS[zeile.verbleib].value
        values |= {name: text for name, text in (("grund", zeile.grund), ("lernen", zeile.lernen)) if text}
    writer.update(t.massnahme, zeile.alt.massnahme_id, **values)
    if zeile.verbleib is Verbleib.ZURUECK and zeile.wahl not in STAYS:
        _back_to_ideen(writer, zeile.alt.massnahme_id, today)


def _back_to_ideen(writer: Writer, massnahme_id: str, today: str) -> None:
    """Put a Maßnahme back into the Ideenspeicher: its own idea comes back, or a new one names it as origin."""
    massnahme = require_row(writer.connection, t.massnahme, massnahme_id)
    if massnahme.herkunft_idee_id is not None:
        writer.update(t.idee, massnahme.herkunft_idee_id, status=IdeeStatus.GEEIGNET.value)
        return
    writer.insert(
        t.idee,
        titel=massnahme.titel,
        beschreibung=massnahme.beschreibung,
        status=IdeeStatus.GEEIGNET.value,
        herkunft=_("zurück aus der Maßnahme"),
        herkunft_massnahme_id=massnahme_id,
        zielbild_id=massnahme.zielbild_id,
        loesung_id=massnahme.loesung_id,
        eingang=today,
        quelle=massnahme.quelle,
        beispiel=massnahme.beispiel,
    )


def _take_up(writer: Writer, zeile: Zeile, zielbild_id: str, sprint_id: str) -> str | None:
    if zeile.wahl in STAYS and zeile.alt is not None:
        goal = zeile.alt.sprintziel if zeile.wahl is Wahl.VERTAGEN else zeile.sprintziel
        return _insert(writer, zeile, sprint_id, zeile.alt.massnahme_id, goal)
    if zeile.wahl is not Wahl.WECHSELN or zeile.neu is None:
        return None
    massnahme_id = zeile.neu.id
    if zeile.neu.art == "idee":
        massnahme_id = takeover(writer, zeile.neu.id, zeile.loesung_id or zielbild_id, status=MassnahmeStatus.GEPLANT)
    return _insert(writer, zeile, sprint_id, massnahme_id, zeile.sprintziel)


def _insert(writer: Writer, zeile: Zeile, sprint_id: str, massnahme_id: str, sprintziel: str) -> str:
    auftrag_id = insert_auftrag(writer, sprint_id, zeile.team_id, massnahme_id, sprintziel)
    if zeile.schwerpunkt and zeile.wahl in GOES_ON:
        writer.update(t.auftrag, auftrag_id, schwerpunkt=1)
    return auftrag_id


def _begin_with(writer: Writer, zeile: Zeile, auftrag_id: str, sprint_id: str, clock: Clock) -> None:
    """Add the first cards and the requests for support that the decision names."""
    now, today = to_text(clock.now()), clock.today().isoformat()
    a = t.aufgabe.c
    there = t.aufgabe.select().where(a.auftrag_id == auftrag_id, a.spalte == Spalte.OFFEN.value)
    keys = sorted(writer.connection.scalars(there.with_only_columns(a.ordnung)))
    for line in listed(zeile.erste_karten):
        key = key_at(keys, len(keys))
        keys.append(key)
        writer.insert(
            t.aufgabe,
            auftrag_id=auftrag_id,
            titel=clean_line(line[:TITEL_MAX], feld="erste_karten", name=_("Karte"), required=True),
            ordnung=key,
            angelegt_um=now,
            spalte_seit=now,
        )
    massnahme_id = require_row(writer.connection, t.auftrag, auftrag_id).massnahme_id
    for line in listed(zeile.bedarf):
        art, title = support_of(line)
        writer.insert(
            t.unterstuetzung,
            sprint_id=sprint_id,
            sprintteam_id=zeile.team_id,
            massnahme_id=massnahme_id,
            art=art.value,
            titel=clean_line(title[:TITEL_MAX], feld="bedarf", name=_("Bedarf"), required=True),
            status=UnterstuetzungStatus.OFFEN.value,
            gestellt_am=today,
        )


def _carry_cards(writer: Writer, old_id: str, new_id: str, now: str) -> int:
    """Copy unfinished cards with everything on them; the old sprint keeps its own as they were."""
    a = t.aufgabe.c
    query = t.aufgabe.select().where(a.auftrag_id == old_id, a.spalte != Spalte.FERTIG.value, a.archiviert == 0)
    rows = writer.connection.execute(query.order_by(a.spalte, a.ordnung, a.id)).all()
    for row in rows:
        values = {name: value for name, value in row._mapping.items() if name != "id"}
        values |= {"auftrag_id": new_id, "herkunft_aufgabe_id": row.id}
        card_id = writer.insert(t.aufgabe, **values)
        points = t.pruefpunkt.select().where(t.pruefpunkt.c.aufgabe_id == row.id).order_by(t.pruefpunkt.c.ordnung)
        for point in writer.connection.execute(points).all():
            copy = {name: value for name, value in point._mapping.items() if name != "id"}
            writer.insert(t.pruefpunkt, **(copy | {"aufgabe_id": card_id}))
    return len(rows)
