"""Use cases of scoring ideas."""

from collections.abc import Mapping

from myk_tui.domain.begriffe import IdeeStatus, KriteriumArt
from myk_tui.domain.bewertung import Kriterium, Rangliste, check_scorable, parse_score, parse_weight
from myk_tui.domain.felder import every_field
from myk_tui.domain.text import clean_line
from myk_tui.i18n import _
from myk_tui.services.kriterien import insert_kriterium
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import gone, require_row
from myk_tui.storage.queries.bewertung import count_scored, load_kriterien, load_rangliste, load_werte

NEW = "neu"
"""Key under which the form of the weights names a new criterion."""


class BewertungService:
    """Score ideas, rank them, agree on the weights."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_kriterien(self) -> tuple[Kriterium, ...]:
        """Return the criteria in use, knock-out criteria first."""
        with self._database.read() as connection:
            return load_kriterien(connection)

    def load_bewertung(self, idee_id: str) -> tuple[str, tuple[tuple[Kriterium, int | None], ...]]:
        """Return title and (criterion, score or None) of one idea; raises RuleViolation if it is not open any more."""
        with self._database.read() as connection:
            row = require_row(connection, t.idee, idee_id)
            check_scorable(IdeeStatus(row.status), row.titel)
            werte = load_werte(connection, idee_id)
            return row.titel, tuple((kriterium, werte.get(kriterium.id)) for kriterium in load_kriterien(connection))

    def load_rangliste(self) -> Rangliste:
        """Return the ranking of all open ideas that have a score."""
        with self._database.read() as connection:
            return load_rangliste(connection)

    def load_bewertete(self) -> int:
        """Return how many ideas have a score already."""
        with self._database.read() as connection:
            return count_scored(connection)

    def record_bewertung(self, idee_id: str, werte: Mapping[str, str]) -> None:
        """Score an idea, as typed by the id of the criterion; an empty text takes a score back.

        Raises RuleViolation naming the criterion in ``feld``; criteria that are not named stay as they are.
        """
        with self._database.write(_("Idee bewertet")) as writer:
            row = require_row(writer.connection, t.idee, idee_id)
            check_scorable(IdeeStatus(row.status), row.titel)
            record_werte(writer, "idee", idee_id, werte)

    def edit_gewichte(self, gewichte: Mapping[str, str], neu: str = "", art: KriteriumArt = KriteriumArt.PRIO) -> None:
        """Set weights by the id of the criterion, and add a criterion if ``neu`` names one (it weighs 1).

        Raises RuleViolation naming the criterion, or ``neu``, in ``feld``.
        """
        with self._database.write(_("Kriterien und Gewichte geändert")) as writer, every_field() as field:
            for kriterium_id, text in gewichte.items():
                row = require_row(writer.connection, t.kriterium, kriterium_id)
                with field():
                    weight = parse_weight(text, kriterium_id, row.name)
                    writer.update(t.kriterium, kriterium_id, gewicht_hundertstel=weight)
            with field():
                name = clean_line(neu, feld=NEW, name=_("Neues Kriterium"))
                if name:
                    insert_kriterium(writer, NEW, name=name, art=art.value)


def record_werte(writer: Writer, art: str, kandidat_id: str, werte: Mapping[str, str]) -> None:
    """Score an idea or a Maßnahme (``art``) inside a running transaction, as typed by the id of the criterion.

    Raises RuleViolation naming the criterion in ``feld``, NotFound for one that is not in use.
    """
    kriterien = {kriterium.id: kriterium for kriterium in load_kriterien(writer.connection)}
    if not werte.keys() <= kriterien.keys():
        raise gone()
    with every_field() as field:
        for kriterium_id, text in werte.items():
            with field():
                score = parse_score(text, kriterien[kriterium_id])
                _record(writer, {f"{art}_id": kandidat_id}, kriterium_id, score)


def _record(writer: Writer, wovon: Mapping[str, str], kriterium_id: str, wert: int | None) -> None:
    b = t.bewertung.c
    query = t.bewertung.select().where(b.kriterium_id == kriterium_id, *(b[name] == key for name, key in wovon.items()))
    row = writer.connection.execute(query).one_or_none()
    if row is None:
        if wert is not None:
            writer.insert(t.bewertung, kriterium_id=kriterium_id, wert=wert, **wovon)
    elif wert is None and not row.notiz:
        writer.delete(t.bewertung, row.id)
    else:
        writer.update(t.bewertung, row.id, wert=wert)
