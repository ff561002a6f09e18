"""Reading where the Förderprüfung stands of what the teams of a Zielbild go on with, ideas included."""

import sqlalchemy as sa

from myk_tui.domain.begriffe import Antwort, FreigabeStand, PrueffrageArt, Wahl
from myk_tui.domain.entscheidung import Entscheidung, Pruefhinweis, Zeile
from myk_tui.domain.formale_schritte import Open
from myk_tui.domain.pruefung import ANSWER_MARKS, Pruefpunkt, stand
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.pruefung import load_pruefpunkte

Chosen = tuple[str, str, str]
"""Kind, id and title of what a team goes on with."""

_ON_THE_WAY = (FreigabeStand.BEANTRAGT.value, FreigabeStand.ERTEILT.value, FreigabeStand.NICHT_NOETIG.value)


def load_pruefhinweise(connection: sa.Connection, entscheidung: Entscheidung) -> tuple[Pruefhinweis, ...]:
    """Return where the Förderprüfung of everything stands that a team goes on with or takes up."""
    return tuple(_told(art, key, title, _points(connection, art, key)) for art, key, title in _all_chosen(entscheidung))


def open_questions(connection: sa.Connection, entscheidung: Entscheidung) -> list[Open]:
    """Return the title of everything that was chosen with the open questions of its Förderprüfung, by their words.

    Whether the Digitale Agenda has it is not open where its release is on the way or not needed.
    """
    found: list[Open] = []
    for art, key, title in _all_chosen(entscheidung):
        released = art == "massnahme" and require_row(connection, t.massnahme, key).freigabe in _ON_THE_WAY
        names = {name for name, answer in _answers(connection, art, key) if answer is Antwort.OFFEN}
        found.append((title, names - {"agenda_freigabe"} if released else names))
    return found


def _all_chosen(entscheidung: Entscheidung) -> list[Chosen]:
    return list(dict.fromkeys(found for zeile in entscheidung.zeilen if (found := goes_on_with(zeile)) is not None))


def goes_on_with(zeile: Zeile) -> Chosen | None:
    """Return what a team goes on with or takes up; None if it does neither."""
    if zeile.hindernis:
        return None
    if zeile.wahl is Wahl.WEITERVERFOLGEN and zeile.alt is not None:
        return "massnahme", zeile.alt.massnahme_id, zeile.alt.massnahme
    if zeile.wahl is Wahl.WECHSELN and zeile.neu is not None:
        return zeile.neu.art, zeile.neu.id, zeile.neu.titel
    return None


def _told(art: str, key: str, title: str, points: tuple[Pruefpunkt, ...]) -> Pruefhinweis:
    must = [point for point in points if point.art is PrueffrageArt.KO]
    questions = tuple(
        f"{ANSWER_MARKS[point.antwort]} {point.frage}"
        for point in sorted(must, key=lambda point: point.antwort is not Antwort.NEIN)
        if point.antwort in (Antwort.NEIN, Antwort.OFFEN)
    )
    name = _("Idee „{titel}“").format(titel=title) if art == "idee" else title
    return Pruefhinweis(name, stand(points).satz, questions, key, art)


def _points(connection: sa.Connection, art: str, key: str) -> tuple[Pruefpunkt, ...]:
    return load_pruefpunkte(connection, key, t.pruefung if art == "massnahme" else t.ideenpruefung)


def _answers(connection: sa.Connection, art: str, key: str) -> list[tuple[str, Antwort]]:
    answers = t.ideenpruefung if art == "idee" else t.pruefung
    f, p = t.prueffrage.c, answers.c
    query = (
        sa.select(f.kennung, p.antwort)
        .outerjoin(answers, sa.and_(p.prueffrage_id == f.id, p[f"{art}_id"] == key))
        .where(f.ruht == 0)
    )
    return [
        (row.kennung, Antwort.OFFEN if row.antwort is None else Antwort(row.antwort))
        for row in connection.execute(query)
    ]
