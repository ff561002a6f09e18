"""Reading everything that the search can find by its title."""

from collections.abc import Iterator
from itertools import chain

import sqlalchemy as sa

from myk_tui.domain.begriffe import (
    EntscheidungStatus,
    IdeeStatus,
    MassnahmeStatus,
    Methode,
    UnterstuetzungStatus,
    beschlussnummer,
    label,
)
from myk_tui.domain.kalender import Quartal, quartal_of, show_date
from myk_tui.domain.suche import Fund, Fundart
from myk_tui.domain.suchfrage import Kennzeichen, state_words
from myk_tui.domain.text import TITEL_MAX
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import plain_connection, to_date
from myk_tui.storage.queries.sprintboard import load_spaltennamen

CLOSED = "abgeschlossen"


def load_funde(connection: sa.Connection) -> Iterator[Fund]:
    """Return everything that can be found, in the order of the programme; the newest ideas first.

    All rows are read at once; what there may be many of becomes a find only when its turn comes.
    """
    return chain(
        list(_nodes(connection)),
        _massnahmen(connection),
        _ideas(connection),
        list(_cards(connection)),
        list(_teams(connection)),
        list(_decisions(connection)),
        list(_results(connection)),
        list(_requests(connection)),
        list(_meetings(connection)),
    )


def _nodes(connection: sa.Connection) -> Iterator[Fund]:
    for art, table in ((Fundart.ZIELBILD, t.zielbild), (Fundart.ZIEL, t.ziel), (Fundart.LOESUNG, t.loesung)):
        for node in connection.execute(sa.select(table.c.id, table.c.titel).order_by(table.c.ordnung, table.c.id)):
            yield Fund(art, node.id, node.id, node.titel)


def _massnahmen(connection: sa.Connection) -> Iterator[Fund]:
    states = {status.value: (label(status), _state(status.value, label(status))) for status in MassnahmeStatus}
    rows = plain_connection(connection).execute("SELECT id, titel, status FROM massnahme ORDER BY ordnung, id")
    return (
        Fund(Fundart.MASSNAHME, massnahme_id, massnahme_id, titel, *states[status])
        for massnahme_id, titel, status in rows.fetchall()
    )


def _teams(connection: sa.Connection) -> Iterator[Fund]:
    team = t.sprintteam.c
    for own in connection.execute(sa.select(team.id, team.name).order_by(team.ordnung, team.id)):
        yield Fund(Fundart.SPRINTTEAM, own.id, own.id, own.name)


def _state(stored: str, shown: str) -> Kennzeichen:
    return {"status": state_words(stored, shown)}


def _ideas(connection: sa.Connection) -> Iterator[Fund]:
    """Return the ideas, the newest first; plain SQL, for there may be many."""
    states = {status.value: (label(status), _state(status.value, label(status))) for status in IdeeStatus}
    rows = plain_connection(connection).execute(
        "SELECT id, titel, status, ort_text, herkunft FROM idee ORDER BY eingang DESC NULLS LAST, id DESC"
    )
    return (
        _idea(idee_id, titel, ort, origin, *states[status]) for idee_id, titel, status, ort, origin in rows.fetchall()
    )


def _idea(idee_id: str, titel: str, ort: str, origin: str, state: str, marks: Kennzeichen) -> Fund:
    note = " · ".join(filter(None, (state, ort, origin)))
    return Fund(Fundart.IDEE, idee_id, idee_id, titel, note, marks)


def _cards(connection: sa.Connection) -> Iterator[Fund]:
    """Yield the cards, those of the running sprint first; earlier and archived ones say so."""
    a, s = t.aufgabe.c, t.sprint.c
    query = (
        sa.select(a.id, a.titel, a.spalte, a.wer, a.archiviert, t.sprintteam.c.name, t.sprintteam.c.id.label("team_id"))
        .add_columns(s.id.label("sprint_id"), s.jahr, s.quartal, s.status)
        .join(t.auftrag, t.auftrag.c.id == a.auftrag_id)
        .join(t.sprint, s.id == t.auftrag.c.sprint_id)
        .join(t.sprintteam, t.sprintteam.c.id == t.auftrag.c.sprintteam_id)
        .order_by(s.status != "aktiv", s.jahr.desc(), s.quartal.desc(), t.auftrag.c.id, a.archiviert, a.ordnung)
    )
    columns = dict(load_spaltennamen(connection).choices())
    marks: dict[tuple[int, int, str, int], Kennzeichen] = {}
    for row in connection.execute(query):
        key = (row.jahr, row.quartal, row.spalte, row.archiviert)
        if key not in marks:
            words = state_words(row.spalte, columns[row.spalte])
            marks[key] = {
                "status": (*words, "archiviert") if row.archiviert else words,
                "q": _quarter(row.jahr, row.quartal),
            }
        earlier = Quartal(row.jahr, row.quartal).name if row.status == CLOSED else ""
        kept = _("archiviert") if row.archiviert else ""
        note = " · ".join(filter(None, (earlier, kept, columns[row.spalte], row.name, row.wer)))
        place = row.team_id if row.archiviert and not earlier else row.id
        closed = row.sprint_id if row.status == CLOSED else ""
        yield Fund(Fundart.AUFGABE, row.id, place, row.titel, note, marks[key], closed)


def _quarter(jahr: int, quartal: int) -> tuple[str, ...]:
    return (f"{jahr}-{quartal}",)


def _decisions(connection: sa.Connection) -> Iterator[Fund]:
    """Yield the newest version of each decision that has a number; what is a draft again leads to its Zielbild."""
    e, s = t.entscheidung.c, t.sprint.c
    query = (
        sa.select(e.id, e.jahr, e.nummer, e.status, e.methode, e.zielbild_id, t.zielbild.c.titel)
        .add_columns(s.jahr.label("sprint_jahr"), s.quartal)
        .join(t.zielbild, t.zielbild.c.id == e.zielbild_id)
        .join(t.sprint, s.id == e.sprint_id)
        .where(e.nummer.is_not(None), e.status != EntscheidungStatus.KORRIGIERT.value)
        .order_by(e.jahr.desc(), e.nummer.desc())
    )
    for row in connection.execute(query):
        note = f"{row.titel} · {Quartal(row.sprint_jahr, row.quartal).name}"
        marks = {
            "status": state_words(row.status, label(EntscheidungStatus(row.status))),
            "methode": state_words(row.methode, label(Methode(row.methode))),
            "q": _quarter(row.sprint_jahr, row.quartal),
        }
        place = row.id if row.status == EntscheidungStatus.BESCHLOSSEN else row.zielbild_id
        yield Fund(Fundart.ENTSCHEIDUNG, row.id, place, beschlussnummer(row.jahr, row.nummer), note, marks)


def _results(connection: sa.Connection) -> Iterator[Fund]:
    """Yield what the teams found out, at the end of a sprint and in between, the newest first."""
    a, s, z = t.auftrag.c, t.sprint.c, t.zwischenergebnis.c
    named = (s.id.label("sprint_id"), s.jahr, s.quartal, s.status, t.sprintteam.c.name, a.sprintteam_id)
    newest = (s.jahr.desc(), s.quartal.desc(), a.ordnung, a.id)
    told = sa.or_(
        *(a[f"ergebnis_{part}"] != "" for part in ("spannend", "erfolg", "stolpersteine", "bedarf")), a.sprintziel != ""
    )
    ends = sa.select(a.id, t.massnahme.c.titel, *named).join(t.massnahme, t.massnahme.c.id == a.massnahme_id)
    between = sa.select(z.id, z.text, z.datum, *named).join(t.auftrag, a.id == z.auftrag_id)
    for art, query in (
        (Fundart.ERGEBNIS, ends.where(told).order_by(*newest)),
        (Fundart.ZWISCHENERGEBNIS, between.order_by(z.datum.desc(), z.id)),
    ):
        joined = query.join(t.sprint, s.id == a.sprint_id).join(t.sprintteam, t.sprintteam.c.id == a.sprintteam_id)
        for row in connection.execute(joined):
            when = Quartal(row.jahr, row.quartal).name if art is Fundart.ERGEBNIS else _day(row.datum)
            titel = row.titel if art is Fundart.ERGEBNIS else row.text.split("\n", 1)[0][:TITEL_MAX]
            closed = row.sprint_id if row.status == CLOSED else ""
            marks = {"q": _quarter(row.jahr, row.quartal)}
            yield Fund(art, row.id, row.sprintteam_id, titel, f"{row.name} · {when}", marks, closed)


def _requests(connection: sa.Connection) -> Iterator[Fund]:
    u = t.unterstuetzung.c
    query = (
        sa.select(u.id, u.titel, u.status, t.sprintteam.c.name, t.sprint.c.jahr, t.sprint.c.quartal)
        .outerjoin(t.sprintteam, t.sprintteam.c.id == u.sprintteam_id)
        .outerjoin(t.sprint, t.sprint.c.id == u.sprint_id)
        .order_by(u.gestellt_am.desc().nulls_last(), u.id)
    )
    for row in connection.execute(query):
        state = label(UnterstuetzungStatus(row.status))
        marks = {"status": state_words(row.status, state)}
        if row.jahr is not None:
            marks["q"] = _quarter(row.jahr, row.quartal)
        yield Fund(
            Fundart.UNTERSTUETZUNG, row.id, row.id, row.titel, " · ".join(filter(None, (state, row.name))), marks
        )


def _meetings(connection: sa.Connection) -> Iterator[Fund]:
    """Yield the meetings and what was recorded in them, the newest first."""
    m = t.treffen.c
    order = (m.datum.desc().nulls_last(), m.id)
    for row in connection.execute(sa.select(m.id, m.titel, m.datum, m.ort).order_by(*order)):
        note = " · ".join(filter(None, (_day(row.datum), row.ort)))
        yield Fund(Fundart.TREFFEN, row.id, row.id, row.titel, note, _quarter_of(row.datum))
    for art, table in (
        (Fundart.VEREINBARUNG, t.vereinbarung),
        (Fundart.PARKTHEMA, t.parkthema),
        (Fundart.ARBEITSWEISE, t.arbeitsweise),
        (Fundart.NEUIGKEIT, t.neuigkeit),
    ):
        c = table.c
        day = c.datum if "datum" in c else m.datum
        wer = c.wer if "wer" in c else sa.literal("")
        done = c.erledigt if "erledigt" in c else sa.literal(None)
        query = (
            sa.select(c.id, c.titel, c.treffen_id, m.titel.label("treffen"), day.label("tag"), wer.label("wer"))
            .add_columns(done.label("erledigt"))
            .outerjoin(t.treffen, m.id == c.treffen_id)
        )
        for row in connection.execute(query.order_by(*order, c.ordnung, c.id)):
            note = " · ".join(filter(None, (row.wer, row.treffen, _day(row.tag))))
            marks = dict(_quarter_of(row.tag))
            if row.erledigt is not None:
                marks["status"] = ("erledigt",) if row.erledigt else ("offen",)
            yield Fund(art, row.id, row.treffen_id or "", row.titel, note, marks)


def _day(text: str | None) -> str:
    day = to_date(text)
    return "" if day is None else show_date(day)


def _quarter_of(text: str | None) -> Kennzeichen:
    day = to_date(text)
    if day is None:
        return {}
    quarter = quartal_of(day)
    return {"q": _quarter(quarter.jahr, quarter.quartal)}
