"""Use case of the report on where the programme stands; nothing is written into the file."""

from myk_tui.domain.bericht import bericht_document
from myk_tui.domain.dokument import Dokument
from myk_tui.domain.text import fold
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.i18n import _
from myk_tui.services.protokoll import FORMATS, check_format
from myk_tui.storage.database import Database
from myk_tui.storage.queries.bericht import load_bericht
from myk_tui.storage.queries.zielbaum import zielbilder


class BerichtService:
    """Report for the funding body, hand-out for one Zielbild."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_zielbilder(self) -> list[tuple[str, str]]:
        """Return (id, title) of the Zielbilder in their order."""
        with self._database.read() as connection:
            return zielbilder(connection)

    def load_gemeint(self, wunsch: str) -> str | None:
        """Return the id of the Zielbild that is meant by a part of its title; None without a wish.

        Raises NotFound, and RuleViolation when it fits several.
        """
        if not wunsch:
            return None
        zielbilder = self.load_zielbilder()
        found = [zielbild for zielbild in zielbilder if fold(wunsch) in fold(zielbild[1])]
        exact = [zielbild for zielbild in found if fold(wunsch) == fold(zielbild[1])]
        if len(exact or found) == 1:
            return (exact or found)[0][0]
        names = ", ".join(f"„{titel}“" for _id, titel in found or zielbilder)
        if found:
            raise RuleViolation(
                _("„{wunsch}“ passt zu mehreren Zielbildern: {namen}. Bitte mehr vom Titel angeben.").format(
                    wunsch=wunsch, namen=names
                )
            )
        raise NotFound(_("Ein Zielbild „{wunsch}“ gibt es nicht. Es gibt: {namen}.").format(wunsch=wunsch, namen=names))

    def load_dokument(self, zielbild_id: str | None = None) -> Dokument:
        """Return the report of the programme, or of one Zielbild."""
        with self._database.read() as connection:
            return bericht_document(load_bericht(connection, self._database.clock.today(), zielbild_id))

    def load_datei(self, endung: str, zielbild_id: str | None = None) -> bytes:
        """Return the report in a format of FORMATS; raises RuleViolation for another one, StorageError as the minutes do."""
        check_format(endung, mail=False)
        return FORMATS[endung](self.load_dokument(zielbild_id))
