"""Reading where the Förderprüfung stands of what the teams of a Zielbild go on with, ideas included."""

import sqlalchemy as sa

from myk_tui.domain.begriffe import Antwort, PrueffrageArt, Wahl
from myk_tui.domain.entscheidung import Entscheidung, Pruefhinweis, Zeile
from myk_tui.domain.pruefung import ANSWER_MARKS, Pruefpunkt, stand
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.queries.pruefung import load_pruefpunkte

Chosen = tuple[str, str, str]
"""Kind, id and title of what a team goes on with."""


def load_pruefhinweise(connection: sa.Connection, entscheidung: Entscheidung) -> tuple[Pruefhinweis, ...]:
    """Return where the Förderprüfung of everything stands that a team goes on with or takes up."""
    return tuple(_told(art, key, title, _points(connection, art, key)) for art, key, title in _all_chosen(entscheidung))


def open_questions(connection: sa.Connection, entscheidung: Entscheidung) -> frozenset[str]:
    """Return which questions of the Förderprüfung are open for anything that was chosen, by their words."""
    chosen = {(art, key) for art, key, _title in _all_chosen(entscheidung)}
    return frozenset(
        name for art, key in chosen for name, answer in _answers(connection, art, key) if answer is Antwort.OFFEN
    )


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
