"""Reading the Förderprüfung of a Maßnahme or an idea."""

from collections.abc import Sequence

import sqlalchemy as sa

from myk_tui.domain.begriffe import Antwort, PrueffrageArt
from myk_tui.domain.pruefung import Pruefpunkt, readable
from myk_tui.storage import tables as t


def load_pruefpunkte(connection: sa.Connection, row_id: str, answers: sa.Table = t.pruefung) -> tuple[Pruefpunkt, ...]:
    """Return all questions in use with their answers for one Maßnahme or, in ``ideenpruefung``, one idea.

    Without an answer they are open.
    """
    f, p = t.prueffrage.c, answers.c
    owner = p.massnahme_id if answers is t.pruefung else p.idee_id
    query = (
        sa.select(f.id, f.frage, f.art, f.grundlage, f.quelle, f.regelstand, p.antwort, p.notiz)
        .outerjoin(answers, sa.and_(p.prueffrage_id == f.id, owner == row_id))
        .where(f.ruht == 0)
        .order_by(f.ordnung, f.id)
    )
    return tuple(
        Pruefpunkt(
            id=row.id,
            frage=row.frage,
            art=PrueffrageArt(row.art),
            grundlage=readable(row.grundlage),
            quelle=row.quelle,
            antwort=Antwort.OFFEN if row.antwort is None else Antwort(row.antwort),
            notiz=row.notiz or "",
            regelstand=row.regelstand,
        )
        for row in connection.execute(query)
    )


def failed_ideen(connection: sa.Connection, idee_ids: Sequence[str]) -> dict[str, int]:
    """Return by id how many questions that must hold do not hold for an idea; ideas without one are left out."""
    f, p = t.prueffrage.c, t.ideenpruefung.c
    query = (
        sa.select(p.idee_id, sa.func.count())
        .join(t.prueffrage, f.id == p.prueffrage_id)
        .where(p.idee_id.in_(idee_ids), p.antwort == Antwort.NEIN.value, f.art == PrueffrageArt.KO.value, f.ruht == 0)
        .group_by(p.idee_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
