"""Use cases of candidates side by side."""

from collections.abc import Mapping, Sequence

from myk_tui.domain.bewertung import Kriterium
from myk_tui.domain.kandidatenvergleich import Vergleichskandidat, check_columns
from myk_tui.i18n import _
from myk_tui.services.bewertung import record_werte
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.bewertung import load_kriterien, load_werte
from myk_tui.storage.queries.kandidatenvergleich import load_vergleichskandidaten


class KandidatenvergleichService:
    """Read candidates side by side and score Maßnahmen among them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_vergleich(
        self, kandidaten: Sequence[tuple[str, str]], gegenwaertig: str | None
    ) -> tuple[tuple[Kriterium, ...], tuple[Vergleichskandidat, ...]]:
        """Return the criteria in use and the columns for (art, id); ``gegenwaertig`` is the present Maßnahme.

        Raises RuleViolation for fewer than two or more than three, NotFound if one is gone.
        """
        check_columns(len(kandidaten))
        with self._database.read() as connection:
            return load_kriterien(connection), load_vergleichskandidaten(connection, kandidaten, gegenwaertig)

    def load_punkte(self, massnahme_id: str) -> tuple[str, tuple[tuple[Kriterium, int | None], ...]]:
        """Return title and (criterion, own score or None) of a Maßnahme; raises NotFound."""
        with self._database.read() as connection:
            row = require_row(connection, t.massnahme, massnahme_id)
            werte = load_werte(connection, massnahme_id, "massnahme")
            return row.titel, tuple((one, werte.get(one.id)) for one in load_kriterien(connection))

    def record_punkte(self, massnahme_id: str, werte: Mapping[str, str]) -> None:
        """Score a Maßnahme, as typed by the id of the criterion; an empty text takes a score back.

        Raises RuleViolation naming the criterion in ``feld``; criteria that are not named stay as they are.
        """
        with self._database.write(_("Maßnahme bewertet")) as writer:
            require_row(writer.connection, t.massnahme, massnahme_id)
            record_werte(writer, "massnahme", massnahme_id, werte)
